"""Backups and trials made in a child process, so that neither window nor saving waits for them.

The child opens the desk by itself: the key is told to it through a pipe, and stands in no command
line and no environment. It may be ended at any moment; what is whole by then stays.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from uuid import UUID

from mediatordesk.actions.backups.backup_drills import Drill, drill
from mediatordesk.actions.backups.backups import BackedUp, Progress, back_up
from mediatordesk.actions.desks.desk import Desk, opened_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.core.clock import Clock
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, speak, spoken
from mediatordesk.keys.slots import Opened


class BackupBroke(DeskError):
    """The process that made a backup was ended by the computer."""

    happened = N_("The backup was broken off by the computer.")
    kept = N_("The desk is unchanged, and so are the backups made before.")
    to_do = N_("Close other programs, and make the backup again.")


class BackupMistake(Exception):
    """Something in the child process went wrong that is nobody's mistake but ours."""


@dataclass(frozen=True)
class BackupOrder:
    """What a child process is told: which desk, its key, where to, and whether only to try."""

    folder: Path
    key: bytes = field(repr=False)
    operator: UUID
    places: Places
    place: Path
    only_try: bool = False

    @classmethod
    def of(cls, desk: Desk, place: Path, *, only_try: bool = False) -> "BackupOrder":
        """Return the order for an open desk; made where the desk lives, carried out anywhere."""
        return cls(desk.folder, desk.key, desk.operator.id, desk.places, place, only_try)


def carry_out(order: BackupOrder, progress: Progress | None = None) -> BackedUp | Drill:
    """Make or try a backup in a child process, and wait for it.

    To be called from any thread but the desk's. What `progress` raises ends the child, and is
    raised here. Raises what `back_up` and `drill` raise, and BackupBroke.
    """
    context = get_context("spawn")  # a copy of this process would share its database
    here, there = context.Pipe()
    child = context.Process(target=_work, args=(there, spoken()), daemon=True)
    child.start()
    there.close()
    try:
        with suppress(OSError):  # a child that has just died is noticed below
            here.send(order)
        return _answer(here, progress or _quiet)
    except EOFError as error:
        raise BackupBroke from error
    finally:
        here.close()
        child.terminate()
        child.join()
        child.close()


def _answer(here: Connection, progress: Progress) -> BackedUp | Drill:
    """Return what the child has made; hand on its progress until then."""
    while True:
        said: Any = here.recv()
        match said:
            case (int(done), int(total)):
                progress(done, total)
            case BackedUp() | Drill():
                return said
            case DeskError():
                raise said
            case _:
                raise BackupMistake(said)


def _work(line: Connection, words: tuple[str, str]) -> None:
    """Carry out one order: the work of a child process."""
    speak(*words)
    order: BackupOrder = line.recv()
    try:
        line.send(_done(order, lambda done, total: line.send((done, total))))
    except DeskError as error:
        line.send(error)
    except Exception as error:  # noqa: BLE001 - a mistake of ours is raised by the parent
        line.send(repr(error))


def _done(order: BackupOrder, progress: Callable[[int, int], None]) -> BackedUp | Drill:
    """Make or try the backup with a connection of its own."""
    opened = Opened(order.key, order.operator)
    desk = opened_desk(order.folder, opened, order.places, Clock.computer())
    try:
        if order.only_try:
            return drill(desk, order.place)
        return back_up(desk, order.place, progress)
    finally:
        desk.close()


def _quiet(_done: int, _total: int) -> None:
    """Say nothing."""
