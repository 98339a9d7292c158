"""Many laptops that put bundles with a front, as one thread: the load must not be what is measured.

A laptop checks its receipt on its own processor; here all stand on the server's, so the requests
are written before the clock starts, and the answers are read through after it stands.
"""

import selectors
import socket
import ssl
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from mediatordesk.sync.bundles.bundle import Bundle

END = b"\r\n\r\n"
MOST = 60
"""Seconds in which something must have come on one of the lines."""


class Put(NamedTuple):
    """What putting took: all of it in seconds, each in seconds, and what was answered."""

    seconds: float
    waits: list[float]
    answers: list[bytes]


@dataclass(slots=True)
class _Line:
    """A kept connection, with what is still to be put on it."""

    tls: ssl.SSLSocket
    requests: Iterator[bytes]
    waits: list[float] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)
    _began: float = 0.0
    _came: bytes = b""

    def send(self) -> bool:
        """Send the next request; False if there is none. It fits into the empty line's buffer."""
        request = next(self.requests, None)
        if request is None:
            return False
        self._began, self._came = time.perf_counter(), b""
        if self.tls.send(request) != len(request):
            raise ValueError(len(request))
        return True

    def read(self) -> bool:
        """Read what has come; True when it is a whole answer. ValueError if it is no 201."""
        while True:
            try:
                piece = self.tls.recv(16 << 10)
            except ssl.SSLWantReadError:
                return False
            self._came += piece
            head, end, body = self._came.partition(END)
            if not piece or (end and not head.startswith(b"HTTP/1.1 201")):
                raise ValueError(self._came)
            if end and len(body) == _length(head):
                self.waits.append(time.perf_counter() - self._began)
                self.answers.append(body)
                return True


def put_all(
    address: tuple[str, int], authority: bytes, bundles: Sequence[Bundle], count: int
) -> Put:
    """Put bundles over so many kept lines, on each one after the other."""
    trust = ssl.create_default_context(cadata=authority.decode())
    with ExitStack() as opened, selectors.DefaultSelector() as ready:
        for number in range(count):
            tls = opened.enter_context(_connected(address, trust))
            requests = [_request(address[0], one) for one in bundles[number::count]]
            ready.register(tls, selectors.EVENT_READ, _Line(tls, iter(requests)))
        lines = [cast("_Line", one.data) for one in ready.get_map().values()]
        began = time.perf_counter()
        busy = sum([line.send() for line in lines])
        while busy:
            found = ready.select(MOST)
            if not found:
                raise TimeoutError
            for key, _events in found:
                if key.data.read():
                    busy -= not key.data.send()
        seconds = time.perf_counter() - began
    waits = [one for line in lines for one in line.waits]
    return Put(seconds, waits, [one for line in lines for one in line.answers])


def _connected(address: tuple[str, int], trust: ssl.SSLContext) -> ssl.SSLSocket:
    tls = trust.wrap_socket(socket.create_connection(address), server_hostname=address[0])
    tls.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    tls.settimeout(0)
    return tls


def _request(host: str, bundle: Bundle) -> bytes:
    path = f"/v1/b/{bundle.name.removeprefix('v1/')}"
    head = f"PUT {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {len(bundle.data)}"
    return head.encode() + END + bundle.data


def _length(head: bytes) -> int:
    fields = dict(one.lower().split(b": ", 1) for one in head.split(b"\r\n")[1:])
    return int(fields[b"content-length"])
