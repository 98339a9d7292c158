"""A desk: the store, who works at it, and what they work with. Every action is given one."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from uuid import uuid4

from mediatordesk.actions.fonts import load_fonts
from mediatordesk.actions.places import Places
from mediatordesk.core.changes import Change, Op
from mediatordesk.core.clock import Clock
from mediatordesk.core.deadlines import Calendar
from mediatordesk.core.errors import DeskError
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.papers import Blob
from mediatordesk.core.records import added
from mediatordesk.core.texts import N_
from mediatordesk.documents import Fonts
from mediatordesk.forms import Packs
from mediatordesk.forms.calendars import read_calendar
from mediatordesk.keys.identities import Device, Identity, replica_of
from mediatordesk.keys.slot_file import Cost
from mediatordesk.keys.slots import Opened, new_slots, open_with_passphrase
from mediatordesk.store import Store
from mediatordesk.sync.blobs import BlobStore

DEVICE = "device"
"""Under this name the desk remembers the keys of its device, inside the encrypted database."""


class FolderTaken(DeskError):
    """The folder for a new desk holds something already."""

    happened = N_("No desk was made: the folder {folder} is not empty.")
    kept = N_("Nothing in it was changed.")
    to_do = N_("Choose an empty folder, or open the desk that is there.")


class NoRoom(DeskError):
    """The place for a new desk cannot be written to."""

    happened = N_("No desk was made: the folder {folder} cannot be written to ({reason}).")
    kept = N_("Nothing was changed.")
    to_do = N_("Choose another place.")


class NoDesk(DeskError):
    """There is no desk in the folder."""

    happened = N_("There is no desk in the folder {folder}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Check the folder, or make a desk with “mediatordesk desk new”.")


@dataclass(frozen=True)
class Desk:
    """An open desk. The thread that opened it is the only one that may use it."""

    folder: Path
    store: Store
    operator: Operator
    office: Office
    packs: Packs
    calendar: Calendar
    clock: Clock
    places: Places

    @cached_property
    def blobs(self) -> BlobStore:
        """Return the place of files: papers, scans, pictures."""
        return BlobStore(self.folder / "blobs")

    @cached_property
    def fonts(self) -> Fonts:
        """Return the fonts, opened when the first paper is made."""
        return load_fonts(self.places, self.folder)

    @cached_property
    def device(self) -> Device:
        """Return the keys of this installation."""
        return Device.from_bytes(self.store.recall(DEVICE) or b"")

    def at(self, clock: Clock) -> "Desk":
        """Return the same desk under another clock: for what happened on paper earlier (补录)."""
        return replace(self, clock=clock, store=self.store.at(clock))

    def on(self, day: date) -> "Desk":
        """Return the same desk on another day."""
        return self.at(Clock.typed(datetime.combine(day, time(12))))

    def commit(self, ops: Sequence[Op]) -> Change:
        """Save what the operator did at once; an operation that changes nothing is left out."""
        return self.store.commit(self.operator.id, [op for op in ops if op.cells])


@dataclass(frozen=True)
class NewDesk:
    """A desk that was just made, and the identity that goes on its recovery sheet only."""

    desk: Desk
    recovery: Identity


def new_desk(
    folder: Path,
    office: Office,
    operator: Operator,
    passphrase: str,
    *,
    places: Places,
    clock: Clock,
    cost: Cost | None = None,
) -> NewDesk:
    """Make a desk in an empty folder: keys, encrypted store, its office and first operator.

    It is made aside and moved into place at the end, so that there is a whole desk or none.
    FolderTaken, NoRoom.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTaken(folder=folder.name)
    draft = folder.parent / f".{folder.name}.{uuid4().hex[:8]}"
    try:
        draft.mkdir(parents=True)
    except OSError as error:
        raise NoRoom(folder=folder.parent, reason=error.strerror) from error
    recovery, device = Identity.new(), Device.new()
    try:
        opened = new_slots(draft, operator.id, passphrase, recovery.recipient, cost)
        replica = replica_of(device.id, os.urandom(8))
        store = Store.create(draft, opened.key, replica=replica, clock=clock)
        office = replace(office, recovery_recipient=recovery.recipient.text)
        store.commit(operator.id, [added(office), added(operator)])
        store.remember(DEVICE, device.to_bytes())
        store.close()
        draft.replace(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return NewDesk(_opened(folder, opened, places, clock), recovery)


def open_desk(folder: Path, passphrase: str, *, places: Places, clock: Clock) -> Desk:
    """Open a desk with an operator's passphrase; NoDesk, WrongPassphrase or DeskLocked if not."""
    require_desk(folder)
    return _opened(folder, open_with_passphrase(folder, passphrase), places, clock)


def require_desk(folder: Path) -> None:
    """Raise NoDesk if there is no desk in a folder."""
    if not (folder / "keys.json").is_file():
        raise NoDesk(folder=folder.name)


def check_desk(desk: Desk) -> tuple[str, ...]:
    """Return what is not whole: the log, the database's pages, and parts of files."""
    missing = [
        f"file {blob.sha256[:12]}" for blob in desk.store.all(Blob) if desk.blobs.missing(blob)
    ]
    return (*desk.store.problems(), *missing)


def _opened(folder: Path, opened: Opened, places: Places, clock: Clock) -> Desk:
    store = Store.open(folder, opened.key, clock=clock)
    operators = store.all(Operator)
    operator = next((one for one in operators if one.id == opened.operator), operators[0])
    return Desk(
        folder=folder,
        store=store,
        operator=operator,
        office=store.all(Office)[0],
        packs=Packs.read(places.forms),
        calendar=read_calendar(places.calendars),
        clock=clock,
        places=places,
    )
