"""Arrivals: another replica's changes, merged one by one; a bad one is set aside alone.

Reading and hashing need no transaction and come first, so that the desk's own windows wait for a
short time only. What a newer version wrote into fields that this one does not know is noted, and
kept in the log; the rest of such a change is merged.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from mediatordesk.core.changes import Change, Dot, LoggedChange, Op, tick
from mediatordesk.core.encoding import NotCanonical
from mediatordesk.store.cells import Cells, Row
from mediatordesk.store.codec import decode_change, number_of, time_of
from mediatordesk.store.dots import change_id
from mediatordesk.store.log import Log
from mediatordesk.store.log_places import Fork, Standing
from mediatordesk.store.purging import erase, forget_notes, named_by, note_to_come, to_come
from mediatordesk.store.register import Register, UnknownMeaning
from mediatordesk.store.search_tables import forget_texts

BELIEVED = timedelta(hours=24)
"""A time further ahead than this is kept as claimed, and the own clock does not follow it."""
SLICE = 200
"""So many changes are merged in one transaction; the desk's own saves come in between."""


class Reading(NamedTuple):
    """A change that was read; None if it is not understood, and why."""

    change: Change | None
    reason: str = ""
    purges: tuple[Dot, ...] = ()
    """The changes that a purge in it names."""


class Taken(NamedTuple):
    """How many of the changes were new, those set aside with the reason, and if any was a purge."""

    new: int
    aside: tuple[tuple[int, str], ...]
    purged: bool


def read_change(register: Register, replica: bytes, seq: int, logged: LoggedChange) -> Reading:
    """Return a change that is understood, or why it is not."""
    if logged.purged:
        return Reading(None)
    try:
        change = decode_change(replica, logged.header, logged.payload, register)
        for op in change.ops:
            register.understand(op)
        purges = named_by(change)
    except NotCanonical:
        return Reading(None, "not canonical")
    except UnknownMeaning as error:
        return Reading(None, f"unknown: {error}")
    return Reading(change, "", purges) if change.seq == seq else Reading(None, "wrong seq")


@dataclass
class Round:
    """What is known while changes are merged one after another."""

    known: dict[bytes, int]
    aside: set[Dot]
    to_come: set[Dot]
    times: list[int] = field(default_factory=list)
    reasons: list[tuple[int, str]] = field(default_factory=list)
    places: list[tuple[bytes, int, int]] = field(default_factory=list)
    purged: bool = False

    def has(self, dot: Dot) -> bool:
        """Tell whether a change was merged: it is known and not set aside, or was purged."""
        return (
            self.known.get(dot.replica, 0) >= dot.seq and dot not in self.aside
        ) or dot in self.to_come


@dataclass(frozen=True)
class Arrivals:
    """Takes over foreign changes, inside the caller's transaction."""

    connection: Any
    log: Log
    register: Register
    now: datetime

    def read(
        self, replica: bytes, seq0: int, changes: Sequence[LoggedChange]
    ) -> dict[int, Reading]:
        """Read the changes that are not here yet; this needs no transaction."""
        known = self.log.known().get(replica, 0)
        return {
            seq: self._read(replica, seq, logged)
            for seq, logged in enumerate(changes, seq0)
            if seq > known
        }

    def take(
        self,
        replica: bytes,
        prev_head: bytes,
        seq0: int,
        changes: Sequence[LoggedChange],
        readings: Mapping[int, Reading],
    ) -> Taken:
        """Take over what is new."""
        here = self.log.standing(replica)
        new = self.log.new_ones(here, prev_head, seq0, changes)
        if new and replica == self.log.tip().replica:
            raise Fork  # somebody else writes under this computer's name
        if not new:
            return Taken(0, (), purged=False)
        state = Round(self.log.known(), self.set_aside(), to_come(self.connection))
        here = self._merge_all(here, new, readings, state)
        self.log.stand(here)
        self.log.index(state.places)
        self.connection.executemany(
            "INSERT INTO quarantine VALUES (?, ?, ?)", [(here.n, *one) for one in state.reasons]
        )
        self.log.see(self._latest_believed(state.times))
        return Taken(len(new), tuple(state.reasons), state.purged)

    def _merge_all(
        self,
        here: Standing,
        new: Sequence[LoggedChange],
        readings: Mapping[int, Reading],
        state: Round,
    ) -> Standing:
        """Add new changes to the log and merge them; return where the log stands then."""
        for seq, arrived in enumerate(new, here.seq + 1):
            dot = Dot(here.replica, seq)
            purged = bool(arrived.purged) or dot in state.to_come
            logged = arrived.without_payload() if purged else arrived
            reading = readings.get(seq) or self._read(here.replica, seq, logged)
            change = reading.change if not purged else None
            at = change.at if change else time_of(logged.header) if purged else 0
            here = self.log.append_foreign(here, logged, at)
            if purged:
                forget_notes(self.connection, change_id(here.n, seq))
                state.to_come.discard(dot)
            elif change:
                state.times.append(at)
                self.merge(change, change_id(here.n, seq), state)
            else:
                state.reasons.append((seq, reading.reason))
                state.aside.add(dot)
            state.known[here.replica] = seq
        return here

    def set_aside(self) -> set[Dot]:
        """Return the changes that were set aside: they are here and were not merged."""
        rows = self.connection.execute(
            "SELECT replica, q.seq FROM quarantine q JOIN replica USING (n)"
        )
        return {Dot(replica, seq) for replica, seq in rows}

    def _read(self, replica: bytes, seq: int, logged: LoggedChange) -> Reading:
        return read_change(self.register, replica, seq, logged)

    def merge(self, change: Change, number: int, state: Round) -> None:
        """Merge one change into its rows and note the cases that it touches."""
        cells = self.cells(change)
        rows = [cells.merge(op, change, state.has) for op in self._known_part(change, number)]
        ops = [op for op in change.ops if op.table in self.register.by_name]
        cases = {_case_or_row(op, row) for op, row in zip(ops, rows, strict=True)} - {None}
        state.places += [(case, change.at, number) for case in cases if case]
        for op, row in zip(ops, rows, strict=True):
            if row.rowid is not None and row.case_id is None and row.case_after(op):
                self.log.found_case(row.id, row.case_after(op))
        if dots := named_by(change):
            self._purge(dots, cases, state)

    def _purge(self, dots: Sequence[Dot], cases: set[bytes | None], state: Round) -> None:
        """Erase what a purge names: now, or when it comes."""
        here = [dot for dot in dots if state.known.get(dot.replica, 0) >= dot.seq]
        later = [dot for dot in dots if dot not in here]
        numbers = self.log.numbered([*here, *later])
        erase(self.connection, self.log, [numbers[dot] for dot in here])
        note_to_come(self.connection, [numbers[dot] for dot in later])
        forget_texts(self.connection, [case for case in cases if case])
        state.aside.difference_update(here)
        state.to_come.update(later)
        state.purged = True

    def _known_part(self, change: Change, number: int) -> Iterator[Op]:
        """Yield what is understood of the operations of a change, and note what is not."""
        for op in change.ops:
            table = self.register.by_name.get(op.table)
            known = [cell for cell in op.cells if table and cell.column in table.columns]
            if len(known) < len(op.cells):
                tab = table.number if table else number_of(op.table)
                self.connection.executemany(
                    "INSERT OR IGNORE INTO unknown_cell VALUES (?, ?, ?, ?)",
                    [
                        (tab, op.row.bytes, number_of(cell.column, table), number)
                        for cell in op.cells
                        if cell not in known
                    ],
                )
            if table:
                yield op if len(known) == len(op.cells) else replace(op, cells=tuple(known))

    def cells(self, change: Change) -> Cells:
        """Return the cells, every replica that a change names having a number here."""
        named = {dot.replica for op in change.ops for cell in op.cells for dot in cell.base}
        tip = self.log.tip()
        if not named <= tip.numbers.keys():
            self.log.meet(named)
            tip = self.log.tip()
        ((notes,),) = self.connection.execute("SELECT EXISTS (SELECT 1 FROM superseded)")
        return Cells(self.connection, self.register, tip, bool(notes))

    def _latest_believed(self, times: Sequence[int]) -> int:
        """Return the latest of the times that a sane clock can have made."""
        limit = tick(0, self.now + BELIEVED)
        return max((at for at in times if at <= limit), default=0)


def _case_or_row(op: Op, row: Row) -> bytes | None:
    """Return the case of an operation; the row itself while it is not known whose it is."""
    known = row.case_after(op)
    return known if known or "case_id" not in row.table.columns else row.id
