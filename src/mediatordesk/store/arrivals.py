"""Arrivals: another replica's changes, merged one by one; a bad one is set aside alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mediatordesk.core.changes import Change, Dot, LoggedChange, Op, tick
from mediatordesk.core.encoding import NotCanonical
from mediatordesk.store.cells import Cells, Row
from mediatordesk.store.codec import decode_change
from mediatordesk.store.log import Fork, Log, Standing
from mediatordesk.store.register import Register, UnknownMeaning

BELIEVED = timedelta(hours=24)
"""A time further ahead than this is kept as claimed, and the own clock does not follow it."""


@dataclass(frozen=True)
class Arrivals:
    """Takes over foreign changes, inside the caller's transaction."""

    connection: Any
    log: Log
    register: Register
    now: datetime

    def take(
        self, replica: bytes, prev_head: bytes, seq0: int, changes: Sequence[LoggedChange]
    ) -> tuple[int, tuple[tuple[int, str], ...]]:
        """Take over what is new; return how many were, and the seqs set aside, and why."""
        here = self.log.standing(replica)
        new = self.log.new_ones(here, prev_head, seq0, changes)
        if new and replica == self.log.tip().replica:
            raise Fork  # somebody else writes under this computer's name
        return len(new), self._merge_all(replica, here, new)

    def _merge_all(
        self, replica: bytes, here: Standing, new: Sequence[LoggedChange]
    ) -> tuple[tuple[int, str], ...]:
        """Merge new changes and add them to the log; return the seqs set aside, and why."""
        known, aside = self.log.known(), self._set_aside()
        times, reasons = [], []
        for seq, logged in enumerate(new, here.seq + 1):
            change, reason = self._read(replica, seq, logged)
            at = change.at if change else 0
            here = self.log.append_foreign(here, logged, at)
            if change:
                self._merge(change, here, _Seen(known, aside))
                times.append(at)
            else:
                reasons.append((seq, reason))
                aside.add(Dot(replica, seq))
            known[replica] = seq
        self.connection.executemany(
            "INSERT INTO quarantine VALUES (?, ?, ?)", [(here.n, *one) for one in reasons]
        )
        self.log.see(_latest_believed(times, self.now))
        return tuple(reasons)

    def _set_aside(self) -> set[Dot]:
        """Return the changes that were set aside: they are here and were not merged."""
        rows = self.connection.execute(
            "SELECT replica, q.seq FROM quarantine q JOIN replica USING (n)"
        )
        return {Dot(replica, seq) for replica, seq in rows}

    def _read(self, replica: bytes, seq: int, logged: LoggedChange) -> tuple[Change | None, str]:
        """Return a change that is understood, or None and why it is not."""
        try:
            change = decode_change(replica, logged.header, logged.payload, self.register)
            for op in change.ops:
                self.register.understand(op)
        except NotCanonical:
            return None, "not canonical"
        except UnknownMeaning as error:
            return None, f"unknown: {error}"
        return (change, "") if change.seq == seq else (None, "wrong seq")

    def _merge(self, change: Change, here: Standing, seen: "_Seen") -> None:
        """Merge one change into its rows and note the cases that it touches."""
        cells = self._cells(change)
        rows = [cells.merge(op, change, seen.has) for op in change.ops]
        cases = {_case_or_row(op, row) for op, row in zip(change.ops, rows, strict=True)}
        self.log.index(here, change.at, cases - {None})
        for op, row in zip(change.ops, rows, strict=True):
            if row.rowid is not None and row.case_id is None and row.case_after(op):
                self.log.found_case(row.id, row.case_after(op))

    def _cells(self, change: Change) -> Cells:
        """Return the cells, every replica that a change names having a number here."""
        named = {dot.replica for op in change.ops for cell in op.cells for dot in cell.base}
        tip = self.log.tip()
        if not named <= tip.numbers.keys():
            self.log.meet(named)
            tip = self.log.tip()
        return Cells(self.connection, self.register, tip)


@dataclass(frozen=True)
class _Seen:
    """Which changes were merged: those known, but for those set aside."""

    known: dict[bytes, int]
    aside: set[Dot]

    def has(self, dot: Dot) -> bool:
        return self.known.get(dot.replica, 0) >= dot.seq and dot not in self.aside


def _case_or_row(op: Op, row: Row) -> bytes | None:
    """Return the case of an operation; the row itself while it is not known whose it is."""
    known = row.case_after(op)
    return known if known or "case_id" not in row.table.columns else row.id


def _latest_believed(times: Iterable[int], now: datetime) -> int:
    """Return the latest of the times that a sane clock can have made."""
    limit = tick(0, now + BELIEVED)
    return max((at for at in times if at <= limit), default=0)
