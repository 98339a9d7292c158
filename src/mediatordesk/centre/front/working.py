"""The worker behind a front: takes over what has arrived there, and leaves the answers.

It runs where the centre's keys are, and sees the front as a folder. Several may run: each has its
share of the offices, and the first one keeps the list of devices and answers enrolments besides.
"""

import os
import signal
import sys
import time
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from mediatordesk.centre.front.box import Box
from mediatordesk.centre.front.devices import Devices, KnownDevice, write_devices
from mediatordesk.centre.front.folder import ENROL
from mediatordesk.centre.inbox import Centre
from mediatordesk.centre.register_file import FILE as REGISTER
from mediatordesk.core.clock import Clock
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _
from mediatordesk.store import DeskLocked

PAUSE = 0.5
"""Seconds between two looks: the lists of all offices are looked at, not what lies there."""
ROUND = 300.0
"""Seconds after which all offices are gone through, for what came another way (a stick)."""


@dataclass(frozen=True, slots=True)
class Share:
    """One worker's part of the offices: number `place` of `count`."""

    place: int = 0
    count: int = 1

    def holds(self, office: str) -> bool:
        """Tell whether an office (eight digits) is this worker's."""
        return zlib.crc32(office.encode()) % self.count == self.place


@dataclass(slots=True)
class Worker:
    """Takes over for a share of the offices.

    The centre is opened anew whenever there is something to do: others work on it besides.
    """

    centre: Path
    box: Box
    share: Share
    clock: Clock
    _seen: dict[str, int] = field(default_factory=dict)
    _register: tuple[int, int] = (0, 0)
    _round: float = float("-inf")
    _waiting: frozenset[str] = frozenset()

    def step(self) -> int:
        """Do what there is to do now; return how many changes were taken over.

        An office whose database is in use elsewhere is left for the next time.
        """
        if self.share.place == 0:
            self._answer_requests()
            self._tell_devices()
        if time.monotonic() - self._round > ROUND:
            self._seen, self._round = {}, time.monotonic()
        lengths = self.box.listings.offices()
        due = {one for one, length in lengths.items() if self._is_due(one, length)}
        if not due:
            return 0
        try:
            with self._opened() as centre:
                received = centre.receive(replace(self.box, only=due))
        except DeskLocked:
            return 0
        # What the answers have added is read again once more; then nothing is new.
        self._seen.update({office: lengths[office] for office in due})
        return received.applied

    def _opened(self) -> closing[Centre]:
        return closing(Centre.open(self.centre, clock=self.clock))

    def _is_due(self, office: str, length: int) -> bool:
        return self.share.holds(office) and self._seen.get(office) != length

    def _tell_devices(self) -> None:
        """Give the front the list of devices, when the register has changed."""
        found = (self.centre / REGISTER).stat()
        stamp = found.st_mtime_ns, found.st_size
        if stamp == self._register:
            return
        with self._opened() as centre:
            tell_devices(centre, self.box.folder)
        self._register = stamp

    def _answer_requests(self) -> None:
        """Answer who asks to be enrolled; who waits for an officer is not looked at again."""
        folder = self.box.folder / ENROL
        if _requests(folder) - self._waiting:
            with self._opened() as centre:
                centre.answer_requests(folder)
            self._waiting = _requests(folder)


def tell_devices(centre: Centre, folder: Path) -> None:
    """Give a front the list of devices as the register now has it. NotWritten."""
    register = centre.register
    known = (KnownDevice(one.key, one.office, bool(one.revoked)) for one in register.devices)
    write_devices(folder, Devices.of(register.version, known), centre.secrets.signing)


def run_worker(centre: Path, folder: Path, share: Share) -> None:
    """Work until told to end (SIGTERM), or who started the worker has gone.

    What a person can put right (a full disk, a database that does not answer) is said once, and
    tried again; nothing is lost meanwhile.
    """
    ended, parent = Event(), os.getppid()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda _number, _frame: ended.set())
    worker = Worker(centre, Box.of(folder), share, Clock.computer())
    said = ""
    while not ended.wait(PAUSE) and os.getppid() == parent:
        said = _tried(worker.step, said)


def _tried(step: Callable[[], int], said: str) -> str:
    """Do a step and tell of it; return what went wrong, if something did, to say it only once."""
    try:
        count = step()
    except DeskError as error:
        words = " ".join(error.lines())
        if words != said:
            _say(words)
        return words
    if count:
        _say(_("{count} changes taken over.").format(count=count))
    return ""


def _say(words: str) -> None:
    """Tell who started the worker how it goes."""
    print(words, file=sys.stderr, flush=True)  # noqa: T201 - for people, beside the answer


def _requests(folder: Path) -> frozenset[str]:
    """Return the names of the requests for enrolment that are not answered."""
    return frozenset(one.name for one in folder.glob("*.request"))
