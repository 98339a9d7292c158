"""A real front of a centre: a process with TLS at a port of its own, killed and started again."""

import os
import signal
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from pathlib import Path

import httpx

from mediatordesk.centre.front.box import Box
from mediatordesk.centre.front.folder import set_up
from mediatordesk.centre.front.limits import Limits
from mediatordesk.centre.front.serving import run_front
from mediatordesk.centre.front.working import Share, Worker, tell_devices
from mediatordesk.centre.inbox import Centre
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.sync.membership.fronts import Front

HOST = "127.0.0.1"


@dataclass
class RunningFront:
    """A front's process, and the centre that it belongs to."""

    centre: Centre
    folder: Path
    front: Front
    door: socket.socket
    limits: Limits = field(default_factory=Limits)
    process: SpawnProcess | None = None

    def start(self) -> None:
        """Start it; who asks before it listens waits."""
        given = (self.folder, self.door, self.limits)
        self.process = get_context("spawn").Process(target=run_front, args=given, daemon=True)
        self.process.start()

    def wait(self) -> None:
        """Wait until it answers: what is signed before it stands is asked for again by the time."""
        context = ssl.create_default_context(cadata=self.front.authority.decode())
        address = f"https://{HOST}:{self.port}/v1/time?n=0123456789"
        context.check_hostname = False
        httpx.get(address, verify=context, timeout=60)

    def end(self, number: int = signal.SIGTERM) -> None:
        """End it, or kill it."""
        if self.process is not None and self.process.pid is not None and self.process.is_alive():
            os.kill(self.process.pid, number)
            self.process.join(20)

    @property
    def port(self) -> int:
        """Return its port."""
        port: int = self.door.getsockname()[1]
        return port

    @property
    def box(self) -> Box:
        """Return its box, as the centre's worker sees it."""
        return Box.of(self.folder)

    def tell_devices(self) -> None:
        """Give it the list of devices, as the centre's worker does."""
        tell_devices(self.centre, self.folder)

    def worker(self) -> Worker:
        """Return a worker behind it."""
        return Worker(self.centre.folder, self.box, Share(), Clock.computer())


def front_of(
    centre: Centre, folder: Path, *, hosts: Sequence[str] = (HOST,), now: datetime | None = None
) -> RunningFront:
    """Set up a front of a centre that says so in its grants; it is not started yet."""
    door = socket.create_server((HOST, 0), backlog=1024)
    port = door.getsockname()[1]
    whose, moment = centre.secrets.signing.verify_key, now or datetime.now(CHINA)
    front = set_up(centre.folder, folder, whose, hosts, port, moment)
    centre.enrolments.announce(front=front)
    tell_devices(centre, folder)
    return RunningFront(centre, folder, front, door)


@contextmanager
def running_front(
    centre: Centre, folder: Path, *, hosts: Sequence[str] = (HOST,), now: datetime | None = None,
    limits: Limits | None = None,
) -> Iterator[RunningFront]:  # fmt: skip
    """Run a front of a centre for a while."""
    front = front_of(centre, folder, hosts=hosts, now=now)
    front.limits = limits or front.limits
    front.start()
    front.wait()
    try:
        yield front
    finally:
        front.end()
        front.door.close()
