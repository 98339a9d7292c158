"""How many bundles a second a front takes in, durably and against a signed receipt (F5, F6)."""

import os
import socket
import ssl
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from uvicorn import Config, Server

from benches.put_lines import put_all
from benches.tables import Section, milliseconds
from mediatordesk.centre.front.devices import Devices, KnownDevice, write_devices
from mediatordesk.centre.front.folder import SERVER, set_up
from mediatordesk.centre.front.serving import run_front
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.keys.identities import Device, Identity, SigningKey
from mediatordesk.sync.bundles.bundle import Bundle, Envelope, Kind, packed
from mediatordesk.sync.bundles.names import log_name
from mediatordesk.sync.mailbox.callers import Caller
from mediatordesk.sync.mailbox.https import HttpsMailbox
from mediatordesk.sync.mailbox.known_names import KnownNames
from mediatordesk.sync.mailbox.receipts import read_receipt
from mediatordesk.sync.mailbox.requests import Requests, WebAddress
from mediatordesk.sync.membership.fronts import Front

ROUNDS = 5
PUTS = 1500
LINES = 16
"""Connections of the load generator, which is one thread."""
WRITERS = 8
DEVICES = 20
OFFICES = 5
SIZE = 1350
"""Bytes that nothing can make smaller; in a bundle for two recipients they become 2 kB."""
HOST = "127.0.0.1"
IDLE = 600
WORDS = f"""{LINES} laptops at once put bundles of 2 kB, {PUTS:,} in each of {ROUNDS} rounds, all of
it over TLS 1.3 on kept connections, the laptops on the same processor cores as the server. A front
looks up the sender, checks his signature and the hashes, writes the bundle, syncs it and its
folder, lists it and signs a receipt; every receipt is checked, when the clock stands: laptops do
that on processors of their own. Beside it in the same rounds
the same server (Starlette, uvicorn, TLS) takes the same bytes and answers 201 without doing
anything with them, and the floor writes them without any server: fsync, rename, fsync of the
folder, by {WRITERS} threads. Demanded: 800 a second. The last row is an idle look: one request,
with nothing new; its bytes are those inside TLS, there and back, with all headers and the
signature. Demanded: one request, {IDLE} bytes."""
Taken = tuple[float, list[float]]
"""Seconds that all bundles of a round took, and each."""


def fronts(folder: Path) -> Section:
    """Measure a front beside its floor, and an idle look."""
    (folder / "centre").mkdir()
    key, devices = SigningKey.new(), [Device.new() for _number in range(DEVICES)]
    with socket.create_server((HOST, 0), backlog=1024) as door:
        front = set_up(
            folder / "centre", folder / "front", key.verify_key, [HOST], door.getsockname()[1],
            datetime.now(CHINA),
        )  # fmt: skip
        known = [
            KnownDevice(one.signing.verify_key, _office(number))
            for number, one in enumerate(devices)
        ]
        write_devices(folder / "front", Devices.of(1, known), key)
        with _process(run_front, folder / "front", door), _plain_server(folder) as plain:
            rows = tuple(_measured(folder, front, plain, devices))
            asked, sent = _idle(devices[0], front)
    idle = ("an idle look", f"{asked} request", f"{sent} bytes", "", "")
    heading = ("what", "a second", "99 of 100 below", "slowest round", "against the plain server")
    return Section("A front takes bundles in", WORDS, heading, (*rows, idle))


def _measured(
    folder: Path, front: Front, plain: str, devices: Sequence[Device]
) -> Iterator[tuple[str, ...]]:
    works: dict[str, Callable[[list[Bundle]], Taken]] = {
        "bundles put, kept and signed for": lambda bundles: _put_all(front, front.address, bundles),
        "peer: the same server, keeping nothing": lambda bundles: _put_all(front, plain, bundles),
        "floor: written and synced, no server": lambda bundles: _write_all(folder, bundles),
    }
    rates: dict[str, list[float]] = {name: [] for name in works}
    waits: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(ROUNDS + 1):
        for name, work in works.items():
            bundles = _bundles(devices, turn)
            seconds, took = work(bundles)
            if turn:
                rates[name].append(len(bundles) / seconds)
                waits[name] += took
    peer = statistics.median(rates["peer: the same server, keeping nothing"])
    for name in works:
        median = statistics.median(rates[name])
        late = statistics.quantiles(waits[name], n=100)[98]
        slowest = f"{min(rates[name]):,.0f}"
        yield name, f"{median:,.0f}", milliseconds(late), slowest, f"{median / peer:.2f} ×"


def _office(number: int) -> UUID:
    return UUID(int=number % OFFICES + 1 << 96)


def _bundles(devices: Sequence[Device], turn: int) -> list[Bundle]:
    """Return bundles that nobody has seen, of all laptops in turns."""
    recipients = [Identity.new().recipient for _number in range(2)]
    at, made = datetime.now(CHINA), []
    for number in range(PUTS):
        device = devices[number % DEVICES]
        replica = device.id[:8]
        count = turn * PUTS + number
        envelope = Envelope(Kind.LOG, replica, count)
        data = packed(envelope, [os.urandom(SIZE)], device.signing, recipients)
        name = log_name(_office(number % DEVICES), replica, count, at, data)
        made.append(Bundle(name, data))
    return made


def _put_all(front: Front, address: str, bundles: Sequence[Bundle]) -> Taken:
    """Put all bundles with a server; a front's receipts are checked when the clock stands."""
    port = int(address.rpartition(":")[2])
    put = put_all((HOST, port), front.authority, bundles, LINES)
    if address == front.address:
        receipts = [read_receipt(answer, front.receipts) for answer in put.answers]
        signed_for = {one.name for one in receipts if one is not None}
        if None in receipts or signed_for != {one.name for one in bundles}:
            raise ValueError(put.answers)
    return put.seconds, put.waits


def _write_all(folder: Path, bundles: Sequence[Bundle]) -> Taken:
    """Write the same bytes without a server."""
    began = time.perf_counter()
    with ThreadPoolExecutor(WRITERS) as writers:
        waits = list(writers.map(partial(_write, folder / "floor"), bundles))
    return time.perf_counter() - began, waits


def _write(folder: Path, bundle: Bundle) -> float:
    began, path = time.perf_counter(), folder / bundle.name
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".tmp")
    with draft.open("wb") as file:
        file.write(bundle.data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    handle = os.open(path.parent, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
    return time.perf_counter() - began


@contextmanager
def _process(run: Callable[..., None], *given: object) -> Iterator[None]:
    """Run a server beside."""
    process = get_context("spawn").Process(target=run, args=given, daemon=True)
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join()


@contextmanager
def _plain_server(folder: Path) -> Iterator[str]:
    """Run the server that keeps nothing, and return its address."""
    ours, theirs = get_context("spawn").Pipe()
    with (
        socket.create_server((HOST, 0), backlog=1024) as door,
        _process(_keep_nothing, door, folder / "front" / SERVER, theirs),
    ):
        ours.recv()
        yield f"https://{HOST}:{door.getsockname()[1]}"


def _keep_nothing(door: socket.socket, certificate: Path, theirs: Connection) -> None:
    async def taken(request: Request) -> Response:
        await request.body()
        return Response(b"taken", 201)

    routes = [Route("/v1/b/{name:path}", taken, methods=["PUT"])]
    config = Config(
        Starlette(routes=routes), http="h11", ws="none", lifespan="off", log_config=None,
        access_log=False, server_header=False, date_header=False, ssl_certfile=certificate,
    )  # fmt: skip
    door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    theirs.send(None)
    Server(config).run(sockets=[door])


class _Counted(ssl.SSLSocket):
    """A line that counts what goes through it inside TLS."""

    counts: ClassVar[Counter[str]] = Counter()

    def send(self, data: bytes, flags: int = 0) -> int:  # type: ignore[override] # bytes are sent
        """Send and count."""
        sent = super().send(data, flags)
        self.counts["bytes"] += sent
        self.counts["requests"] += data.startswith((b"GET ", b"POST "))
        return sent

    def recv(self, buflen: int = 1024, flags: int = 0) -> bytes:
        """Receive and count."""
        data = super().recv(buflen, flags)
        self.counts["bytes"] += len(data)
        return data


class _Notes(dict[str, bytes]):
    """A desk's memory."""

    def recall(self, key: str) -> bytes | None:
        """Return what was remembered."""
        return self.get(key)

    def remember(self, key: str, value: bytes) -> None:
        """Remember."""
        self[key] = value


def _idle(device: Device, front: Front) -> tuple[int, int]:
    """Return how many requests and bytes a look takes when nothing is new."""
    floor, notes = datetime.now(CHINA) - timedelta(days=1), _Notes()
    caller = Caller(device.signing, _office(0), front, Clock.computer(), floor, notes)
    HttpsMailbox.of(caller).marks("v1")
    trust = ssl.create_default_context(cadata=front.authority.decode())
    trust.sslsocket_class = _Counted
    requests = Requests.to(WebAddress.read(front.address, "https"), trust=trust)
    HttpsMailbox(caller, requests, KnownNames.read(notes, front.receipts)).marks("v1")
    return _Counted.counts["requests"], _Counted.counts["bytes"]
