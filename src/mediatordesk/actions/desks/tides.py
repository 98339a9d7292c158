"""Whether the file that is opened is the one that was here, and has come as far as it had.

If not, its log goes on under a new name (an epoch), so that no place of it and no legal number is
used a second time (docs/adr/0011-epochs.md).
"""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from mediatordesk.core.changes import Op
from mediatordesk.core.clock import Clock
from mediatordesk.core.encoding import decode, encode
from mediatordesk.core.epochs import Epoch, EpochReason
from mediatordesk.core.numbers import LastNumber, NumberUse
from mediatordesk.keys.identities import replica_of
from mediatordesk.keys.tide_marks import Tide, TideMark, Used
from mediatordesk.store import FILE_NAME, Store
from mediatordesk.store.high_water import head_at, highest_numbers

NOTED_EVERY = 1.0
"""Seconds. A mark that is written between all saves costs each of them a fifth: the disk forces it
out together with the database. One that is a second behind tells a file of yesterday as well.
"""
PLACE = "place"
"""Under this name the desk remembers on which machine and in which folder its mark is kept."""


@dataclass(frozen=True)
class Place:
    """Where a desk's file was when its mark was last begun: the machine, and the desk's folder."""

    machine: bytes
    folder: Path


@dataclass(frozen=True)
class Beginning:
    """Why a new epoch begins, and the numbers used outside the file, if a mark tells them."""

    reason: EpochReason
    used: Mapping[Used, int] | None


@dataclass(frozen=True)
class Tides:
    """Keeps a desk's tide mark at each of its saves. Without a mark it keeps nothing."""

    store: Store
    mark: TideMark | None = None
    _noted_at: list[float] = field(default_factory=lambda: [-NOTED_EVERY], repr=False)

    def saved(self, ops: tuple[Op, ...]) -> None:
        """Note that a change was saved, once a second; and the numbers that it used, always."""
        if self.mark is None:
            return
        if time.monotonic() - self._noted_at[0] >= NOTED_EVERY:
            self.mark.note(tide_of(self.store))
            self._noted_at[0] = time.monotonic()
        if any(op.table == NumberUse.TABLE for op in ops):
            cells = [{cell.column: cell.value for cell in op.cells} for op in ops]
            self.mark.use(
                (str(one["series"]), int(one["year"] or 0), int(one["ordinal"] or 0))
                for one in cells
                if "ordinal" in one
            )

    def secure(self) -> None:
        """Force the mark to the disk."""
        if self.mark is not None:
            self.mark.secure(tide_of(self.store))

    def close(self) -> None:
        """Force the mark to the disk and close it."""
        if self.mark is not None and self.mark.is_open:
            self.secure()
            self.mark.close()

    @property
    def are_kept(self) -> bool:
        """Tell whether this account can keep a mark of the desk."""
        return self.mark is None or self.mark.read() is not None


def tide_of(store: Store) -> Tide:
    """Return how far the own log has come."""
    head = store.head()
    return Tide(head.replica, head.seq, head.head)


def settle(
    store: Store,
    mark: TideMark | None,
    folder: Path,
    *,
    device: bytes,
    operator: UUID,
    clock: Clock,
) -> Epoch | None:
    """Begin a new epoch if the file may not go on as it is, and the mark it goes on from.

    Returns the epoch that was begun. Without a mark nothing is compared.
    """
    if mark is None:
        return None
    noted, place = mark.read(), remembered_place(store)
    beginning = beginning_of(store, mark, noted, place, folder)
    epoch, elsewhere = None, place is not None and not _same_folder(place.folder, folder)
    if beginning is not None:
        epoch = begin_epoch(store, beginning, device=device, operator=operator, clock=clock)
    if elsewhere:
        mark.remove()  # it is of another desk, which lay here before
        _forget_old_mark(mark, place)
    if epoch or elsewhere or place is None or noted is None or mark.are_numbers_long():
        begin_mark(store, mark, folder)
    return epoch


def beginning_of(
    store: Store, mark: TideMark, noted: Tide | None, place: Place | None, folder: Path
) -> Beginning | None:
    """Return why a new epoch must begin for the file in a folder; None if it is what it was.

    A desk of an older version, or one that was thrown away and is looked at again, remembers no
    place: it is taken as it is, unless a mark says that another file lay here.
    """
    if place is not None and place.machine != mark.machine:
        return Beginning(EpochReason.OTHER_MACHINE, None)
    if place is not None and not _same_folder(place.folder, folder):
        return None if _has_moved(store, mark, place) else Beginning(EpochReason.COPIED, None)
    if noted is None:
        return None if place is None else Beginning(EpochReason.SET_BACK, None)
    whole = is_reached(store, noted) and not _lacks_numbers(store, mark)
    return None if whole else Beginning(EpochReason.SET_BACK, mark.used())


def is_reached(store: Store, noted: Tide) -> bool:
    """Tell whether the own log has come as far as a mark says, by the same way."""
    mine = store.head().replica == noted.replica
    return mine and head_at(store, noted.replica, noted.seq) == noted.head


def _lacks_numbers(store: Store, mark: TideMark) -> bool:
    """Tell whether a number was noted that is not in the file: its newest saves were lost.

    Numbers are noted at once, the log only once a second (a torn write-ahead log after a kill).
    """
    here = numbers_here(store)
    return any(last > here.get(one, 0) for one, last in mark.used().items())


def numbers_here(store: Store) -> dict[Used, int]:
    """Return the highest number of each series and year that the file knows to be used."""
    highest = highest_numbers(store)
    for text in (text for epoch in store.all(Epoch) for text in epoch.used_numbers):
        if last := LastNumber.from_text(text):
            one = (last.series, last.year)
            highest[one] = max(last.ordinal, highest.get(one, 0))
    return highest


def begin_epoch(
    store: Store, beginning: Beginning, *, device: bytes, operator: UUID, clock: Clock
) -> Epoch:
    """Let the log go on under a new name, for a reason that is logged as its first change."""
    before = store.head()
    epoch = Epoch(
        previous=before.replica,
        previous_seq=before.seq,
        previous_head=before.head,
        reason=beginning.reason,
        started_at=clock.now(),
        used_numbers=tuple(
            f"{series}/{year}/{last}" for (series, year), last in (beginning.used or {}).items()
        ),
        numbers_known=beginning.used is not None,
    )
    store.begin_epoch(replica_of(device, os.urandom(8)), epoch, operator)
    return epoch


def begin_mark(store: Store, mark: TideMark, folder: Path) -> None:
    """Begin the mark of the file as it is now, and let the file remember where its mark is.

    What the old mark knew of numbers stays in it. Where none can be kept, no place is remembered:
    else each opening would take the desk for a copy.
    """
    used = mark.used()
    for one, last in numbers_here(store).items():
        used[one] = max(last, used.get(one, 0))
    kept = mark.begin(tide_of(store), used)
    where = encode([mark.machine, str(folder.resolve())])
    store.remember(PLACE, where if kept else b"")


def remembered_place(store: Store) -> Place | None:
    """Return where the desk's file was when its mark was begun."""
    data = store.recall(PLACE)
    match decode(data) if data else None:
        case [bytes(machine), str(folder)]:
            return Place(machine, Path(folder))
    return None


def old_mark(mark: TideMark, place: Place) -> TideMark:
    """Return the mark of the folder in which the desk lay before, on this machine."""
    return replace(TideMark.of(mark.path.parent, place.folder), _opened=[])


def _has_moved(store: Store, mark: TideMark, place: Place) -> bool:
    """Tell whether the desk's folder was moved or renamed, and not copied.

    Where it was there is no desk now, though its disk is in; and its mark there is reached.
    """
    gone = place.folder.parent.is_dir() and not (place.folder / FILE_NAME).exists()
    noted = old_mark(mark, place).read()
    return gone and noted is not None and is_reached(store, noted)


def _forget_old_mark(mark: TideMark, place: Place | None) -> None:
    """Remove the mark of the folder that the desk has moved from."""
    if place is None or place.machine != mark.machine:
        return
    if not (place.folder / FILE_NAME).exists() and place.folder.parent.is_dir():
        old_mark(mark, place).remove()


def _same_folder(one: Path, other: Path) -> bool:
    """Tell whether two paths name the same folder on this system."""
    return os.path.normcase(one.resolve()) == os.path.normcase(other.resolve())
