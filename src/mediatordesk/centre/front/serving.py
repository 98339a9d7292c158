"""The server of a front: TLS 1.3 only, few seconds for a head, and a place for who comes next.

uvicorn answers; what it leaves open is closed here: a handshake or a head of a request that never
ends, and more connections than there is room for.
"""

import asyncio
import os
import ssl
from asyncio import sslproto
from collections import OrderedDict
from pathlib import Path
from socket import IPPROTO_TCP, TCP_NODELAY, socket
from typing import Any, cast

import h11
from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from mediatordesk.centre.front.application import front_application
from mediatordesk.centre.front.folder import SERVER
from mediatordesk.centre.front.limits import Limits
from mediatordesk.centre.front.standing import Standing
from mediatordesk.centre.front.uploads import Uploads
from mediatordesk.core.clock import Clock

MAX_HEAD = 16 << 10
BACKLOG = 1024
TLS_BUFFER = 32 << 10
"""Bytes that each connection holds for what comes in; asyncio's own 256 KiB would let a thousand
idle connections take a quarter of a gigabyte."""
GRACE = 5
"""Seconds for requests under way when the server is told to end."""


class Waiting(ServerState):
    """What all connections share: those that have not said yet what they want, oldest first."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.limits = limits
        self.silent: OrderedDict[Guarded, asyncio.TimerHandle] = OrderedDict()


class Together:
    """A transport that sends head and body of an answer in one go: one record, one packet."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._pieces: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send with whatever else is written before anybody else has his turn."""
        if not self._pieces:
            self._loop.call_soon(self._send)
        self._pieces.append(data)

    def close(self) -> None:
        """Send what is left, and close."""
        self._send()
        self._transport.close()

    def _send(self) -> None:
        if self._pieces:
            data = b"".join(self._pieces)
            self._pieces.clear()
            self._transport.write(data)


class Guarded(H11Protocol):
    """A connection that must say soon what it wants, and gives way when there are too many."""

    server_state: Waiting

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as its parent
        """Begin to wait for a request; the longest silent one goes if there is no room."""
        super().connection_made(transport)
        self.transport = cast("asyncio.Transport", Together(transport, self.loop))
        state = self.server_state
        if len(state.connections) > state.limits.connections:
            next(iter(state.silent), self).transport.abort()
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Read on; the time for a head counts from its first byte."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._hear()
        elif self not in self.server_state.silent:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._hear()
        super().connection_lost(exc)

    def _wait(self) -> None:
        state = self.server_state
        state.silent[self] = self.loop.call_later(state.limits.head, self.transport.abort)

    def _hear(self) -> None:
        timer = self.server_state.silent.pop(self, None)
        if timer is not None:
            timer.cancel()


class FrontServer(Server):
    """uvicorn's server at a socket that is open already, with limits of its own."""

    def __init__(self, config: Config, limits: Limits, listening: socket) -> None:
        super().__init__(config)
        self.server_state = Waiting(limits)
        self._limits, self._listening, self._parent = limits, listening, os.getppid()

    async def startup(self, sockets: Any = None) -> None:  # noqa: ARG002 - as its parent
        """Begin to answer at the socket that is open."""
        await self.lifespan.startup()
        server = await asyncio.get_running_loop().create_server(
            self._connection,
            sock=self._listening,
            ssl=self.config.ssl,
            backlog=BACKLOG,
            ssl_handshake_timeout=self._limits.handshake,
            ssl_shutdown_timeout=self._limits.handshake,
        )
        self.servers = [server]
        self.started = True

    async def on_tick(self, counter: int) -> bool:
        """Go on, unless told to end, or who started the front has gone."""
        return await super().on_tick(counter) or os.getppid() != self._parent

    def _connection(self) -> asyncio.Protocol:
        state: dict[str, Any] = self.lifespan.state
        return Guarded(self.config, self.server_state, state)


def run_front(folder: Path, listening: socket, limits: Limits | None = None) -> None:
    """Answer at a socket until told to end (SIGTERM). NoFront."""
    limits = limits or Limits()
    _allow_connections(limits.connections)
    # asyncio sets it only where a socket names its protocol, which this one does not; without it
    # the last piece of an answer waits up to 40 ms until the laptop has acknowledged the others.
    listening.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
    # No argument of asyncio's sets it, and every server of this process is ours.
    sslproto.SSLProtocol.max_size = TLS_BUFFER
    standing = Standing.of(folder, Clock.computer(), limits)
    config = Config(
        front_application(standing, Uploads.of(standing)),
        http=Guarded,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=limits.idle,
        timeout_graceful_shutdown=GRACE,
        h11_max_incomplete_event_size=MAX_HEAD,
        ssl_context_factory=lambda _config, _default: _tls(folder / SERVER),
    )
    FrontServer(config, limits, listening).run()


def _tls(file: Path) -> ssl.SSLContext:
    """Return TLS 1.3 with the front's certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(file)
    # Two tickets of 250 bytes each are sent on every connection, and no laptop uses them.
    context.num_tickets = 0
    return context


def _allow_connections(most: int) -> None:
    """Raise how many files this process may hold open, where the system knows such a limit."""
    if os.name != "posix":
        return
    import resource  # noqa: PLC0415 - not on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = most + 1024
    if soft < wanted:
        limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
