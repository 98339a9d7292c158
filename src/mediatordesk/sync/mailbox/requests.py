"""Requests to a web server that may be slow, gone, full, or not the server at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from ssl import SSLContext, SSLSocket
from urllib.parse import unquote, urlsplit

import httpx

from mediatordesk.sync.mailbox import (
    MailboxAway,
    MailboxBusy,
    MailboxFull,
    MailboxOdd,
    MailboxRefused,
)
from mediatordesk.sync.mailbox.allowance import Allowance

CONNECTING, WAITING = 10.0, 30.0
"""Seconds; a line of 200 kbit/s moves a part in twenty, and every byte begins the time anew."""
PAGE = 64 << 10


@dataclass(frozen=True, slots=True)
class WebAddress:
    """Where a server is, and who asks; `place` can be shown, the password never is."""

    base: str
    """`https://host:port/path` without a stroke at the end."""
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def read(cls, address: str, scheme: str) -> "WebAddress":
        """Read `…://user:password@host:port/path`; the scheme is http or https. ValueError."""
        parts = urlsplit(address)
        if not parts.hostname:
            raise ValueError(address)
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        port = f":{parts.port}" if parts.port else ""
        base = f"{scheme}://{host}{port}{parts.path.rstrip('/')}"
        return cls(base, unquote(parts.username or ""), unquote(parts.password or ""))


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered; `body` is None if it was too long.

    `host` is what is said of itself by a server whose certificate was believed.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes | None
    host: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Requests:
    """One server, asked over one connection that is kept open between requests."""

    address: WebAddress
    client: httpx.Client = field(repr=False)
    allowance: Allowance | None = None

    @classmethod
    def to(cls, address: WebAddress, trust: SSLContext | None = None) -> "Requests":
        """Return requests to a server; `trust` says whose certificates count, else the system's.

        Redirections are not followed: a portal that asks for a login answers with one. Answers
        are taken uncompressed, so that their size is known.
        """
        auth = httpx.BasicAuth(address.user, address.password) if address.user else None
        client = httpx.Client(
            auth=auth,
            verify=trust if trust is not None else True,
            timeout=httpx.Timeout(WAITING, connect=CONNECTING),
            headers={"Accept-Encoding": "identity", "User-Agent": "MediatorDesk"},
            trust_env=True,
        )
        return cls(address, client)

    @property
    def place(self) -> str:
        """Return the address without name and password."""
        return self.address.base

    def url(self, path: str) -> str:
        """Return the whole address of a path below the base."""
        return f"{self.address.base}/{path}"

    def close(self) -> None:
        """End the connection."""
        self.client.close()

    def ask(
        self,
        method: str,
        path: str,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        most: int = PAGE,
    ) -> tuple[int, bytes | None]:
        """Ask and return the status and at most so many bytes; None if there were more.

        MailboxAway if no answer comes, or it breaks off; its kinds if the server refuses.
        """
        reply = self.reply(method, path, content, headers, most=most)
        self.refuse(reply)
        return reply.status, reply.body

    def reply(
        self,
        method: str,
        path: str,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        most: int = PAGE,
    ) -> Reply:
        """Ask and return whatever is answered. MailboxAway if no answer comes, or it breaks off.

        MailboxBusy if more was asked already than is allowed.
        """
        if self.allowance is not None:
            self.allowance.take(self.place)
        try:
            with self.client.stream(
                method, self.url(path), content=content, headers=dict(headers or {})
            ) as answer:
                host = _host(answer)  # while the line is open
                return Reply(answer.status_code, answer.headers, _body(answer, most), host)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise MailboxAway(place=self.place) from error

    def require(self, status: int, *wanted: int) -> None:
        """Say MailboxOdd unless a status is among those wanted."""
        if status not in wanted:
            raise MailboxOdd(place=self.place)

    def refuse(self, reply: Reply) -> None:
        """Say in words what a server refuses for reasons of its own."""
        match reply.status:
            case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
                raise MailboxRefused(place=self.place)
            case HTTPStatus.TOO_MANY_REQUESTS | HTTPStatus.SERVICE_UNAVAILABLE:
                told = reply.headers.get("Retry-After", "")
                raise MailboxBusy(place=self.place, seconds=int(told) if told.isdigit() else 0)
            case HTTPStatus.INSUFFICIENT_STORAGE | HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
                raise MailboxFull(place=self.place)


def _body(answer: httpx.Response, most: int) -> bytes | None:
    """Return the bytes of an answer, counted as they come; None beyond the limit."""
    pieces, length = [], 0
    for piece in answer.iter_raw():
        pieces.append(piece)
        length += len(piece)
        if length > most:
            return None
    return b"".join(pieces)


def _host(answer: httpx.Response) -> Mapping[str, object]:
    """Return what the certificate of the answering server says, where there is one."""
    stream = answer.extensions.get("network_stream")
    line = stream.get_extra_info("socket") if stream is not None else None
    return line.getpeercert() or {} if isinstance(line, SSLSocket) else {}
