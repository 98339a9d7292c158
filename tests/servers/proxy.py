"""A bad line on this machine: a TCP proxy that cuts, delays, loses, lies and falls silent.

It stands between a program and a real server on 127.0.0.1, and needs no rights. What happens on the
line (`Trouble`) can be exchanged at any time and holds for what passes from then on. It counts what
it has passed on, so a test sees what a line would have cost.
"""

import asyncio
import random
import socket
import struct
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread

PIECE = 16 << 10
"""Bytes that are passed on at once; on a slow line as many as it carries in a tenth of a second."""
RESET_ON_CLOSE = struct.pack("ii", 1, 0)
"""SO_LINGER that makes close(2) send a reset instead of an orderly end (socket(7))."""

Answers = Callable[[str, str], bytes | None]
"""What the line itself answers to a method and path, as bytes of HTTP; None: the server is asked"""


@dataclass(frozen=True)
class Trouble:
    """What happens on the line. By default nothing: it carries everything as it is.

    Bytes are counted in one connection, up from who called and down to them.
    """

    refuses: bool = False
    """Each connection is reset when it is made."""
    silent: bool = False
    """Connections are taken, and nothing comes through in either way (black hole)."""
    silent_after: int | None = None
    """So many bytes pass up, then nothing more in either way: the large packets get lost."""
    cut_up: int | None = None
    """A reset after so many bytes up."""
    cut_down: int | None = None
    """A reset after so many bytes down; 0: when the server begins to answer, which has got all."""
    ends_down: int | None = None
    """An orderly end after so many bytes down, as if that were all (truncated)."""
    half_closed: int | None = None
    """After so many bytes down the server seems to have ended; up everything still passes."""
    lasts: float | None = None
    """A reset after so many seconds."""
    delay: float = 0.0
    """Seconds before each piece."""
    rate: float | None = None
    """Bytes in a second, each way. 200 kbit/s are 25,000."""
    loss: float = 0.0
    """Of so many in one the piece is lost: it comes late, or the connection is reset."""
    late: float = 0.05
    """How many seconds a lost piece comes late."""
    answers: Answers | None = None
    """What is answered in the server's place."""
    says: bytes | None = None
    """What is said at once to whoever calls, in whatever language they speak; then it ends."""

    @property
    def piece(self) -> int:
        """Return how many bytes are read at once."""
        return PIECE if self.rate is None else max(1, min(PIECE, int(self.rate / 10)))


class _Reset(Exception):
    """The connection is to be reset."""


def answer(status: str, body: bytes = b"", **headers: str) -> bytes:
    """Return an HTTP answer; in the names of headers _ stands for a hyphen."""
    told = {"Content-Length": str(len(body))}
    told |= {name.replace("_", "-"): text for name, text in headers.items()}
    lines = "".join(f"{name}: {text}\r\n" for name, text in told.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


PORTAL = b"<html><body>please log in</body></html>"
WRONG_ANSWERS: Mapping[str, bytes] = {
    "500": answer("500 Internal Server Error"),
    "502": answer("502 Bad Gateway", b"<h1>Bad Gateway</h1>"),
    "503": answer("503 Service Unavailable", Retry_After="120"),
    "an empty 200": answer("200 OK"),
    "a 201 that keeps nothing": answer("201 Created"),
    "a portal": answer("200 OK", PORTAL, Content_Type="text/html"),
    "a portal elsewhere": answer("302 Found", Location="http://127.0.0.1:9/login"),
    "gzip that is none": answer("200 OK", PORTAL, Content_Encoding="gzip"),
    "a length that is wrong": answer("200 OK", PORTAL, Content_Length="9999", Connection="close"),
    "no HTTP at all": b"\x16\x03\x01\x00\x00",
}
"""What stands in the way of a server says in its place (sync-protocol 4, 68)."""


@dataclass
class Proxy:
    """A running proxy: where it listens, what happens on it, what it has carried."""

    to: tuple[str, int]
    trouble: Trouble = Trouble()
    host: str = "127.0.0.1"
    port: int = 0
    """On this host and port it listens."""
    connections: int = 0
    up: int = 0
    """Bytes that the server was sent."""
    down: int = 0
    """Bytes that came back."""
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Methods and paths that were looked at, where the trouble has `answers`."""
    chance: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311 - a sample

    @property
    def at(self) -> str:
        """Return where it listens, as it stands in a URL."""
        return f"{self.host}:{self.port}"

    async def serve(self, ready: Callable[[], None], stopped: asyncio.Event) -> None:
        """Listen on a free port until `stopped`."""
        server = await asyncio.start_server(self._met, self.host, 0)
        self.port = server.sockets[0].getsockname()[1]
        ready()
        await stopped.wait()
        server.close()
        carried = asyncio.all_tasks() - {asyncio.current_task()}
        for task in carried:
            task.cancel()
        await asyncio.gather(*carried, return_exceptions=True)

    async def _met(self, reader: StreamReader, writer: StreamWriter) -> None:
        """Carry one connection until one side ends it or the trouble does."""
        self.connections += 1
        trouble = self.trouble
        theirs: StreamWriter | None = None
        try:
            self._admit(trouble)
            if trouble.says is not None:
                await _send(writer, trouble.says)
                return
            if trouble.silent:
                await reader.read(-1)
                return
            answers, theirs = await asyncio.open_connection(*self.to)
            async with asyncio.timeout(trouble.lasts):
                await _Connection(self, reader, writer, answers, theirs).carry()
        except (_Reset, TimeoutError, OSError):
            _reset(writer)
        except asyncio.CancelledError:
            pass
        finally:
            for one in (writer, theirs):
                if one is not None:
                    one.close()

    def _admit(self, trouble: Trouble) -> None:
        if trouble.refuses or self.chance.random() < trouble.loss / 2:
            raise _Reset


@dataclass
class _Connection:
    """One connection: from the caller up to the server, and back down."""

    proxy: Proxy
    caller: StreamReader
    to_caller: StreamWriter
    server: StreamReader
    to_server: StreamWriter
    is_silent: bool = False
    """Nothing comes down any more."""

    async def carry(self) -> None:
        """Carry both ways; when one breaks, the other one ends too."""
        ways = asyncio.create_task(self._up()), asyncio.create_task(self._down())
        try:
            await asyncio.gather(*ways)
        finally:
            for way in ways:
                way.cancel()

    async def _up(self) -> None:
        """Carry what the caller sends."""
        passed = 0
        while piece := await self._asked():
            trouble = self.proxy.trouble
            await self._wait(len(piece))
            kept = _least(piece, passed, trouble.cut_up, trouble.silent_after)
            # Counted first: who has the whole answer finds all of it counted.
            passed, self.proxy.up = passed + len(kept), self.proxy.up + len(kept)
            await _send(self.to_server, kept)
            if _reached(passed, trouble.cut_up):
                raise _Reset
            if _reached(passed, trouble.silent_after):
                self.is_silent = True
                await self.caller.read(-1)
                return
        with suppress(OSError):
            self.to_server.write_eof()

    async def _asked(self) -> bytes:
        """Read the next piece for the server; what the trouble answers does not get there."""
        while (answers := self.proxy.trouble.answers) is not None:
            try:
                head = await self.caller.readuntil(b"\r\n\r\n")
            except asyncio.IncompleteReadError:
                return b""
            method, path, _ = head.decode("latin-1").split(" ", 2)
            self.proxy.asked.append((method, path))
            body = await self.caller.readexactly(_length(head))
            said = answers(method, path)
            if said is None:
                return head + body
            await _send(self.to_caller, said)
            if b"Connection: close" in said:
                self.to_caller.write_eof()
        return await self.caller.read(self.proxy.trouble.piece)

    async def _down(self) -> None:
        """Carry what the server answers."""
        passed = 0
        while piece := await self.server.read(self.proxy.trouble.piece):
            trouble = self.proxy.trouble
            await self._wait(len(piece))
            if self.is_silent:
                continue
            kept = _least(piece, passed, trouble.cut_down, trouble.ends_down, trouble.half_closed)
            passed, self.proxy.down = passed + len(kept), self.proxy.down + len(kept)
            await _send(self.to_caller, kept)
            if _reached(passed, trouble.cut_down):
                raise _Reset
            if _reached(passed, trouble.ends_down):
                self.to_caller.close()
                return
            if _reached(passed, trouble.half_closed):
                self.to_caller.write_eof()
                self.is_silent = True
        if not self.is_silent:
            with suppress(OSError):
                self.to_caller.write_eof()

    async def _wait(self, length: int) -> None:
        """Let a piece take its time, or get lost."""
        trouble, chance = self.proxy.trouble, self.proxy.chance
        seconds = trouble.delay + (length / trouble.rate if trouble.rate else 0.0)
        if trouble.loss and chance.random() < trouble.loss:
            if chance.random() < 1 / 2:
                raise _Reset
            seconds += trouble.late
        if seconds:
            await asyncio.sleep(seconds)


def _reached(passed: int, limit: int | None) -> bool:
    return limit is not None and passed >= limit


def _least(piece: bytes, passed: int, *limits: int | None) -> bytes:
    """Return what of a piece still passes under all limits."""
    left = [max(0, limit - passed) for limit in limits if limit is not None]
    return piece[: min(left)] if left else piece


def _length(head: bytes) -> int:
    """Return how many bytes follow the head of a request."""
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


async def _send(writer: StreamWriter, data: bytes) -> None:
    writer.write(data)
    await writer.drain()


def _reset(writer: StreamWriter) -> None:
    """End a connection by a reset: what was under way is lost."""
    ours = writer.get_extra_info("socket")
    with suppress(OSError):
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
    writer.transport.abort()


@contextmanager
def proxy(to: tuple[str, int] | str, trouble: Trouble | None = None) -> Iterator[Proxy]:
    """Run a proxy to a server (`(host, port)` or `http://host:port`) until the test is over."""
    if isinstance(to, str):
        host, _, port = to.partition("://")[2].partition("/")[0].rpartition(":")
        to = host, int(port)
    running = Proxy(to, trouble or Trouble())
    loop, stopped, ready = asyncio.new_event_loop(), asyncio.Event(), Event()
    thread = Thread(
        target=lambda: loop.run_until_complete(running.serve(ready.set, stopped)), daemon=True
    )
    thread.start()
    ready.wait()
    try:
        yield running
    finally:
        loop.call_soon_threadsafe(stopped.set)
        thread.join()
        loop.close()
