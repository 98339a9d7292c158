"""Desks that are copied, set back, moved, backed up and restored, on computers of their own."""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from uuid import UUID

from mediatordesk.actions.cases.numbering import marked, numbered
from mediatordesk.actions.desks.desk import Desk, new_desk, open_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.papers import Blob
from mediatordesk.core.records import added
from mediatordesk.keys.slot_file import Cost

PASSPHRASE = "五个 words 不 相干 horse"  # noqa: S105 - of desks that live for one test
NOW = datetime(2025, 6, 2, 9, 30, tzinfo=CHINA)
CASE_OF_FILES = UUID(int=5)


def clock_at(moment: datetime) -> Clock:
    """Return a computer's clock that stands at a moment."""
    return Clock(lambda: moment)


@dataclass(frozen=True)
class Computer:
    """A computer with a home of its own, in which tide marks lie."""

    home: Path
    moment: datetime = NOW

    @property
    def places(self) -> Places:
        """Return its places."""
        return replace(Places.installed(), marks=self.home / "marks")

    def at(self, moment: datetime) -> "Computer":
        """Return the same computer at another time, or what its clock takes for it."""
        return replace(self, moment=moment)

    def make(self, folder: Path) -> Desk:
        """Make a desk in a folder."""
        return new_desk(
            folder,
            Office(code="450405101", name="正阳村 O'Brien 调委会", number_prefix="正阳"),
            Operator(name="覃𬭎"),
            PASSPHRASE,
            places=self.places,
            clock=clock_at(self.moment),
            cost=Cost(8, 1),
        ).desk

    def open(self, folder: Path) -> Desk:
        """Open the desk of a folder."""
        return open_desk(folder, PASSPHRASE, places=self.places, clock=clock_at(self.moment))


def accept(desk: Desk, title: str = "覃𬭎与 O'Brien & Sons") -> Case:
    """Register and accept a case."""
    case = Case(pack="people", title=title, accepted_on=desk.clock.today())
    case, marking = marked(desk, case)
    case, numbering = numbered(desk, case)
    desk.commit([added(case), *marking, *numbering])
    return case


def ordinal(case: Case) -> int:
    """Return the number of a case."""
    return int(case.number.split("第")[1].rstrip("号"))


def attach(desk: Desk, data: bytes) -> Blob:
    """Keep a file in the desk."""
    blob = desk.blobs.put(data, "application/pdf", case_id=CASE_OF_FILES)
    desk.commit([added(blob)])
    return blob


def put_back(kept: Path, folder: Path) -> None:
    """Put a copy of a folder in the place of the folder itself."""
    shutil.rmtree(folder)
    shutil.copytree(kept, folder)


def dots_of(desk: Desk) -> set[tuple[bytes, int]]:
    """Return the places of the log that the desk has used under all of its names."""
    known = desk.store.known()
    return {
        (replica, seq)
        for replica in desk.store.own_replicas()
        for seq in range(1, known[replica] + 1)
    }


def flip_bit(path: Path, place: int = -1) -> None:
    """Flip one bit of a file, in its middle if no place is given."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2 if place < 0 else place] ^= 4
    path.write_bytes(data)


def killed_at(step: int, under: Path, work: Callable[[], None]) -> bool:
    """Do some work in a child that is killed before its so manieth file operation in a folder.

    Tells whether it was killed; else it has come to its end.
    """

    def child() -> None:
        left = [step]

        def watch(event: str, details: tuple[object, ...]) -> None:
            named = any(isinstance(one, str | bytes | Path) and _in(one, under) for one in details)
            if named and event in {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir"}:
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        work()
        os._exit(0)

    process = get_context("fork").Process(target=child)
    process.start()
    process.join()
    assert process.exitcode in {0, -signal.SIGKILL}
    return process.exitcode != 0


def _in(path: str | bytes | Path, folder: Path) -> bool:
    return str(folder) in os.fsdecode(path)
