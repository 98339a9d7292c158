"""A desk is backed up, the backup is tried, and restored."""

import os
from pathlib import Path

from benches.desks import case_id, fill
from benches.tables import Section, Timing, milliseconds
from benches.whole_desks import PASSPHRASE, whole_desk
from mediatordesk.actions.backups.backup_drills import drill
from mediatordesk.actions.backups.backups import back_up
from mediatordesk.actions.backups.restoring import restore
from mediatordesk.actions.desks.desk import Desk, check_desk
from mediatordesk.core.changes import Cell, Op
from mediatordesk.core.clock import Clock
from mediatordesk.core.records import added

CASES = 10_000
FILES, FILE_BYTES = 40, 1 << 20
WORDS = f"""A desk of {CASES:,} cases with {FILES} files of 1 MB each: its first backup, in which
every page and part is read again; the second one, after one save, to which the files need not be
copied again; a drill, which opens the set and proves log, rows and a part of the files; a
restoration into a new folder; and, beside it, the check of the whole desk. The floor copies the
same bytes and forces them to the disk. Once each; figures only."""


def backups(folder: Path) -> Section:
    """Measure what a backup and what comes of it takes."""
    desk, stick = whole_desk(folder), folder / "stick"
    stick.mkdir()
    fill(desk.store, CASES)
    for _ in range(FILES):
        data = os.urandom(FILE_BYTES)
        desk.commit([added(desk.blobs.put(data, "application/pdf", case_id=case_id(0)))])
    first, second, tried, checked, floor, restored = (Timing() for _ in range(6))
    floor.take(lambda: _copied(desk.folder, folder / "floor"))
    first.take(lambda: back_up(desk, stick))
    desk.commit([Op("case", case_id(1), (Cell("facts", "更正"),))])
    second.take(lambda: back_up(desk, stick))
    tried.take(lambda: drill(desk, stick))
    checked.take(lambda: _whole(desk))
    restored.take(lambda: _restored(desk, stick, folder))
    desk.close()
    rows = (
        _row("the first backup", first, floor),
        _row("the next backup", second, floor),
        _row("a drill", tried, floor),
        _row("a restoration", restored, floor),
        _row("the whole desk checked", checked, floor),
        _row("floor: the same bytes copied", floor, floor),
    )
    return Section("Back up", WORDS, ("what", "time", "processor", "against the floor"), rows)


def _copied(desk: Path, to: Path) -> None:
    to.mkdir()
    for number, path in enumerate(path for path in desk.rglob("*") if path.is_file()):
        with (to / f"{number}").open("wb") as copy:
            copy.write(path.read_bytes())
            copy.flush()
            os.fsync(copy.fileno())


def _whole(desk: Desk) -> None:
    if check_desk(desk):
        raise ValueError(check_desk(desk))


def _restored(desk: Desk, stick: Path, folder: Path) -> None:
    clock, places = Clock.computer(), desk.places
    found = restore(stick, folder / "restored", PASSPHRASE, places=places, clock=clock)
    found.desk.close()


def _row(name: str, timing: Timing, floor: Timing) -> tuple[str, ...]:
    ratio = f"{timing.median / floor.median:.1f} ×"
    return (name, milliseconds(timing.median), milliseconds(timing.mean_cpu), ratio)
