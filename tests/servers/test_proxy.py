"""The bad line does what it says: else a test that passes on it would prove nothing."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx
import pytest

from tests.servers.proxy import WRONG_ANSWERS, Proxy, Trouble, answer, proxy

BODY = bytes(range(256)) * 400
SLOW = httpx.Timeout(0.3)


class _Server(BaseHTTPRequestHandler):
    """Gives a body, and says how many bytes it got."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._say(BODY)

    def do_PUT(self) -> None:
        got = self.rfile.read(int(self.headers["Content-Length"]))
        self._say(str(len(got)).encode())

    def _say(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, int]]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    thread = Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield "127.0.0.1", running.server_address[1]
    running.shutdown()
    thread.join()
    running.server_close()


def _client(at: str) -> httpx.Client:
    return httpx.Client(base_url=f"http://{at}", timeout=40)


@contextmanager
def asked(server: tuple[str, int], trouble: Trouble) -> Iterator[tuple[Proxy, httpx.Client]]:
    with proxy(server, trouble) as line, _client(line.at) as client:
        yield line, client


def test_a_good_line_carries_everything_and_counts_it(server: tuple[str, int]) -> None:
    with asked(server, Trouble()) as (line, client):
        assert client.get("/").content == BODY
        assert client.put("/", content=BODY).content == str(len(BODY)).encode()
        assert line.connections == 1
        assert line.up > len(BODY)
        assert line.down > len(BODY)


@pytest.mark.parametrize(
    "trouble",
    [
        Trouble(refuses=True),
        Trouble(cut_up=10),
        Trouble(cut_down=0),
        Trouble(cut_down=5000),
        Trouble(ends_down=5000),
        Trouble(half_closed=5000),
        Trouble(delay=1.0, lasts=0.1),
        Trouble(loss=1.0),
    ],
)
def test_a_broken_line_is_noticed_and_is_good_again_afterwards(
    server: tuple[str, int], trouble: Trouble
) -> None:
    with asked(server, trouble) as (line, client):
        with pytest.raises(httpx.HTTPError) as caught:
            client.get("/")
        assert not isinstance(caught.value, httpx.TimeoutException)
        line.trouble = Trouble()
        assert client.get("/").content == BODY


@pytest.mark.parametrize("trouble", [Trouble(silent=True), Trouble(silent_after=1400)])
def test_a_silent_line_answers_nothing(server: tuple[str, int], trouble: Trouble) -> None:
    with asked(server, trouble) as (_, client), pytest.raises(httpx.TimeoutException):
        client.put("/", content=BODY, timeout=SLOW)


def test_small_packets_still_pass_where_the_large_ones_get_lost(server: tuple[str, int]) -> None:
    with asked(server, Trouble(silent_after=1400)) as (_, client):
        assert client.get("/").content == BODY


def test_a_cut_lets_exactly_so_many_bytes_through(server: tuple[str, int]) -> None:
    with asked(server, Trouble(cut_up=40_000)) as (line, client):
        with pytest.raises(httpx.HTTPError):
            client.put("/", content=BODY)
        assert line.up == 40_000


def test_a_slow_line_takes_its_time(server: tuple[str, int]) -> None:
    with asked(server, Trouble(rate=100_000)) as (_, client):
        started = time.monotonic()
        assert client.get("/").content == BODY
        assert time.monotonic() - started > len(BODY) / 100_000 * 0.8


@pytest.mark.parametrize("said", WRONG_ANSWERS)
def test_what_is_answered_in_its_place_never_reaches_the_server(
    server: tuple[str, int], said: str
) -> None:
    trouble = Trouble(answers=lambda method, _: WRONG_ANSWERS[said] if method == "PUT" else None)
    with asked(server, trouble) as (line, client):
        assert client.get("/").content == BODY
        up = line.up
        with suppress(httpx.HTTPError):
            assert client.put("/", content=BODY).content != str(len(BODY)).encode()
        assert line.up == up
        assert line.asked == [("GET", "/"), ("PUT", "/")]


def test_an_answer_is_whole_http() -> None:
    assert answer("200 OK", b"a<b", X_Y="z") == (
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX-Y: z\r\n\r\na<b"
    )


def test_it_is_gone_when_the_test_is_over(server: tuple[str, int]) -> None:
    with proxy(server) as line:
        at = line.port
    with pytest.raises(OSError, match="refused"), socket.create_connection(("127.0.0.1", at)):
        pass
