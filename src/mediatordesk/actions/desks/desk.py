"""A desk: the store, who works at it, and what they work with. Every action is given one."""

import os
import shutil
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from uuid import UUID, uuid4

from mediatordesk.actions.desks.file_upkeep import file_problems
from mediatordesk.actions.desks.fonts import load_fonts
from mediatordesk.actions.desks.own_packs import packs_of
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.desks.slot_records import RECOVERY, operator_words, settle_slots
from mediatordesk.actions.desks.tides import Tides, settle
from mediatordesk.core.changes import Change, Dot, Op
from mediatordesk.core.clock import Clock
from mediatordesk.core.deadlines import Calendar
from mediatordesk.core.disk_reasons import reason_of
from mediatordesk.core.epochs import Epoch
from mediatordesk.core.errors import DeskError
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.purges import Purge
from mediatordesk.core.records import added
from mediatordesk.core.texts import N_, _
from mediatordesk.documents import Fonts
from mediatordesk.forms import Packs
from mediatordesk.forms.calendars import read_calendar
from mediatordesk.keys.identities import Device, Identity, replica_of
from mediatordesk.keys.keyring_slot import open_with_keyring
from mediatordesk.keys.slot_file import FILE as KEY_FILE
from mediatordesk.keys.slot_file import BadSlots, Cost
from mediatordesk.keys.slots import (
    Entrant,
    Opened,
    new_slots,
    numbered_label,
    open_with_passphrase,
)
from mediatordesk.keys.tide_marks import TideMark
from mediatordesk.store import FILE_NAME, Store
from mediatordesk.store.own_office import own_office
from mediatordesk.sync.bundles.blobs import BlobStore

BLOBS = "blobs"
"""The folder of files within the desk's."""
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
    """An open desk. The thread that opened it is the only one that may use it.

    `packs` are those of the program and the office's own, as they were when the desk was opened.
    `key` is the database's, `identity` the operator's own (for what only they may read), where
    they have opened the desk themselves. `epoch` was begun when the desk was opened, if one was.
    """

    folder: Path
    store: Store
    operator: Operator
    packs: Packs
    calendar: Calendar
    clock: Clock
    places: Places
    tides: Tides
    key: bytes = field(repr=False)
    identity: Identity | None = field(default=None, repr=False)
    epoch: Epoch | None = None

    @cached_property
    def blobs(self) -> BlobStore:
        """Return the place of files: papers, scans, pictures."""
        return BlobStore(self.folder / BLOBS)

    @cached_property
    def fonts(self) -> Fonts:
        """Return the fonts, opened when the first paper is made."""
        return load_fonts(self.places, self.folder)

    @property
    def office(self) -> Office:
        """Return the office that the desk belongs to, as it stands now."""
        return own_office(self.store)

    @property
    def device(self) -> Device:
        """Return the keys of this installation."""
        return Device.from_bytes(self.store.recall(DEVICE) or b"")

    @property
    def only_reads(self) -> str:
        """Return in words that nothing can be saved here, and why; nothing if all can."""
        why = self.store.only_reads_because
        words = _("This desk is open for reading only: its folder cannot be written to ({reason}). "
                  "Nothing is saved until that is put right and it is opened again; it can be "
                  "backed up to another disk or stick.")  # fmt: skip
        return words.format(reason=why) if why else ""

    def at(self, clock: Clock) -> "Desk":
        """Return the same desk under another clock: for what happened on paper earlier (补录)."""
        return replace(self, clock=clock, store=self.store.at(clock))

    def on(self, day: date) -> "Desk":
        """Return the same desk on another day."""
        return self.at(Clock.typed(datetime.combine(day, time(12))))

    def commit(self, ops: Sequence[Op]) -> Change:
        """Save what the operator did at once; an operation that changes nothing is left out."""
        kept = tuple(op for op in ops if op.cells)
        change = self.store.commit(self.operator.id, kept)
        self.tides.saved(kept)
        return change

    def commit_all(self, batches: Sequence[Sequence[Op]]) -> tuple[Change, ...]:
        """Save several changes at once: all of them in one transaction, or none."""
        kept = [tuple(op for op in ops if op.cells) for ops in batches]
        changes = self.store.commit_all(self.operator.id, kept)
        for ops in kept:
            self.tides.saved(ops)
        return changes

    def purge(self, dots: Collection[Dot], keep: Sequence[Op], purge: Purge) -> Change:
        """Erase the content of changes by law; `keep` says again what stays of them."""
        kept = tuple(op for op in keep if op.cells)
        change = self.store.purge(self.operator.id, dots, kept, purge)
        self.tides.saved(kept)
        return change

    def close(self) -> None:
        """Close the desk: its tide mark is forced to the disk, then its file is closed."""
        self.tides.close()
        self.store.close()


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
    _require_empty(folder)
    draft = folder.parent / f".{folder.name}.{uuid4().hex[:8]}"
    try:
        draft.mkdir(mode=0o700, parents=True)  # becomes the desk's folder
    except OSError as error:
        raise NoRoom(folder=folder.parent, reason=reason_of(error)) from error
    recovery, device = Identity.new(), Device.new()
    try:
        operator, entrant = _with_identity(operator)
        opened = new_slots(draft, entrant, passphrase, recovery.recipient, cost)
        replica = replica_of(device.id, os.urandom(8))
        store = Store.create(draft, opened.key, replica=replica, clock=clock)
        office = replace(office, recovery_recipient=recovery.recipient.text)
        store.commit(operator.id, [added(office), added(operator)])
        store.remember(DEVICE, device.to_bytes())
        store.remember(RECOVERY, recovery.recipient.text.encode())
        store.close()
        _move(draft, folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    if places.marks is not None:
        TideMark.of(places.marks, folder).remove()  # of a desk that lay here before
    return NewDesk(opened_desk(folder, opened, places, clock), recovery)


def _require_empty(folder: Path) -> None:
    """Raise FolderTaken if a new desk would be put upon something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTaken(folder=folder.name)


def _move(draft: Path, folder: Path) -> None:
    """Give a desk that is made its place. FolderTaken if another was faster, NoRoom."""
    try:
        if folder.exists():
            folder.rmdir()  # Windows puts nothing in the place of a folder, even of an empty one
        draft.replace(folder)
    except OSError as error:
        _require_empty(folder)
        raise NoRoom(folder=folder.name, reason=reason_of(error)) from error


def open_desk(
    folder: Path, passphrase: str, *, places: Places, clock: Clock, operator: UUID | None = None
) -> Desk:
    """Open a desk with the passphrase of an operator, or of whoever it lets in.

    NoDesk, WrongPassphrase, WaitBeforeNextTry, Retired, DeskLocked.
    """
    require_desk(folder)
    opened = open_with_passphrase(folder, passphrase, operator)
    return opened_desk(folder, opened, places, clock)


def open_desk_by_keyring(folder: Path, *, places: Places, clock: Clock) -> Desk | None:
    """Open a desk without typing; None where the passphrase must be asked for. NoDesk."""
    require_desk(folder)
    opened = open_with_keyring(folder)
    return None if opened is None else opened_desk(folder, opened, places, clock)


def require_desk(folder: Path) -> None:
    """Raise NoDesk if there is no desk in a folder; BadSlots if only its key file is gone."""
    if (folder / KEY_FILE).is_file():
        return
    if (folder / FILE_NAME).exists():
        raise BadSlots(file=KEY_FILE)
    raise NoDesk(folder=folder.name)


def check_desk(desk: Desk) -> tuple[str, ...]:
    """Return what is not whole: the log, the database's pages, and parts of files.

    Every part of every file is read: it takes two minutes for 50 GB.
    """
    return (*desk.store.problems(), *file_problems(desk.store, desk.blobs))


def opened_desk(folder: Path, opened: Opened, places: Places, clock: Clock) -> Desk:
    """Return the desk of a folder whose key is known.

    A file that was set back, copied or restored goes on under a new epoch from here. Where nothing
    can be written it is open to read only, and nothing is settled.
    """
    store = Store.open(folder, opened.key, clock=clock)
    by = opened.operator or store.all(Operator)[0].id
    writes = not store.only_reads_because
    mark = TideMark.of(places.marks, folder) if places.marks and writes else None
    device = Device.from_bytes(store.recall(DEVICE) or b"")
    epoch = settle(store, mark, folder, device=device.id, operator=by, clock=clock)
    tides = Tides(store, mark)
    try:
        settle_slots(folder, tides, opened, clock)
    except DeskError:
        tides.close()
        store.close()
        raise
    operator = next(one for one in store.all(Operator) if one.id == by)
    return Desk(
        folder=folder,
        store=store,
        operator=operator,
        packs=packs_of(store, BlobStore(folder / BLOBS), Packs.read(places.forms)),
        calendar=read_calendar(places.calendars),
        clock=clock,
        places=places,
        tides=tides,
        key=opened.key,
        identity=opened.identity,
        epoch=epoch,
    )


def _with_identity(operator: Operator) -> tuple[Operator, Entrant]:
    """Return an operator with the age identity that is their own, and how they are let in."""
    identity = Identity.new()
    operator = replace(operator, recipient=identity.recipient.text)
    return operator, Entrant(operator.id, numbered_label(1), identity, operator_words(operator))
