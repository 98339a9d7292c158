"""Servers that answer as a front does, or nearly: with any certificate, and any answer."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from mediatordesk.core.changes import CHINA
from mediatordesk.keys.identities import SigningKey
from mediatordesk.keys.tls import Credentials, issued, new_authority
from mediatordesk.sync.membership.fronts import Front

Answer = tuple[int, dict[str, str], bytes]
HOST = "127.0.0.1"


@dataclass
class OddFront:
    """A server, how it answers, and what it was asked."""

    answer: Callable[[str, str, bytes], Answer]
    receipts: SigningKey = field(default_factory=SigningKey.new)
    asked: list[str] = field(default_factory=list)
    address: str = ""


@contextmanager
def odd_front(
    folder: Path,
    answer: Callable[[str, str, bytes], Answer],
    *,
    by: Credentials,
    since: datetime | None = None,
    host: str = HOST,
) -> Iterator[OddFront]:
    """Run a server with a certificate that an authority issues at some time for a host."""
    odd = OddFront(answer)
    made = issued(by, [host], since or datetime.now(CHINA))
    (folder / "odd.pem").write_bytes(made.certificate + made.key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "odd.pem")

    class Handler(BaseHTTPRequestHandler):
        """Answers as it is told to."""

        protocol_version = "HTTP/1.1"

        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            odd.asked.append(f"{self.command} {self.path}")
            status, headers, data = odd.answer(self.command, self.path, body)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(data)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(data)

        do_GET = do_PUT = do_POST = _any  # noqa: N815 - the library's names

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    class Quiet(ThreadingHTTPServer):
        """Says nothing of those who do not believe its certificate."""

        daemon_threads = True

        def finish_request(self, request, client_address) -> None:  # type: ignore[no-untyped-def]
            """Begin TLS in the thread of the connection."""
            with suppress(OSError), context.wrap_socket(request, server_side=True) as line:
                super().finish_request(line, client_address)

    server = Quiet((HOST, 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    odd.address = f"https://{HOST}:{server.server_port}"
    try:
        yield odd
    finally:
        server.shutdown()
        server.server_close()


def authority() -> Credentials:
    """Return a centre's small authority."""
    return new_authority("县中心 a<b", datetime.now(CHINA))


def seen_as(odd: OddFront, pinned: Credentials) -> Front:
    """Return the front as a grant describes it."""
    return Front(odd.address, pinned.certificate, odd.receipts.verify_key)
