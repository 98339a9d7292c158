"""Writing: what one person did becomes a logged change and rows, in the caller's transaction."""

import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from mediatordesk.core.changes import CHINA, Change, Dot, LoggedChange, Op, Verb, nonce_of
from mediatordesk.core.clock import Clock
from mediatordesk.core.clock_trust import BUILT, ClockTrust
from mediatordesk.core.purges import Purge, dot_text
from mediatordesk.core.records import added, one_op_a_row
from mediatordesk.store.cells import Cells, Draft
from mediatordesk.store.codec import encode_change
from mediatordesk.store.log import Log
from mediatordesk.store.log_places import Tip
from mediatordesk.store.purging import Withdrawals, erase, kept_words
from mediatordesk.store.refusals import AddedMeanwhile
from mediatordesk.store.register import SCHEMA, Register
from mediatordesk.store.search_tables import forget_texts

SIGNED_TIME = "clock/signed"
"""Under this name the store remembers the latest time that its centre has signed."""


class Writer:
    """Writes own changes; it knows how far the computer's clock is to be believed."""

    def __init__(self, connection: Any, log: Log, register: Register) -> None:
        self._connection = connection
        self._log = log
        self._register = register
        self._trust: ClockTrust | None = None

    def write(self, operator: UUID, ops: Sequence[Op], clock: Clock) -> Change:
        """Write what one person did into rows and log, inside a transaction."""
        tip = self._log.tip()
        cells = Cells(self._log.cursor, self._register, tip)
        drafts = list(map(cells.draft, one_op_a_row(ops)))
        if any(map(_is_taken, drafts)):
            raise AddedMeanwhile
        cases = {draft.row.case_after(draft.op) for draft in drafts}
        change, number = self.logged(tip, operator, [draft.op for draft in drafts], cases, clock)
        for draft in drafts:
            cells.write_own(draft, change, number)
        return change

    def logged(
        self,
        tip: Tip,
        operator: UUID,
        ops: Sequence[Op],
        cases: set[bytes | None],
        clock: Clock,
    ) -> tuple[Change, int]:
        """Put an own change into the log; return it and its number here."""
        at, flag = self.trusted().judged(clock.read(), clock.flag, tip.at, time.monotonic())
        change = Change(tip.replica, tip.seq + 1, at, flag, operator, SCHEMA, tuple(ops))
        header, payload = encode_change(change, self._register)
        logged = LoggedChange(header, payload, nonce_of(tip.seed, change.seq))
        return change, self._log.append_own(tip, logged, at, cases)

    def trusted(self) -> ClockTrust:
        """Return what is known about the time besides the clock."""
        if self._trust is None:
            rows = self._connection.execute(
                "SELECT value FROM memory WHERE key = ?", (SIGNED_TIME,)
            ).fetchall()
            floor = datetime.fromisoformat(rows[0][0].decode()) if rows else BUILT
            self._trust = ClockTrust(max(floor, BUILT))
        return self._trust

    def purge(
        self,
        operator: UUID,
        dots: Collection[Dot],
        keep: Sequence[Op],
        purge: Purge,
        clock: Clock,
    ) -> Change:
        """Write a purge and erase what it names, inside a transaction."""
        gone = tuple(sorted(set(dots)))
        numbers = self._log.numbered(gone)
        cells = Cells(self._connection, self._register, self._log.tip())
        # Other people's words get a change of their own: it may have to be purged one day too.
        kept = tuple(kept_words(cells, one_op_a_row(keep), gone))
        cases = self._merge_own(operator, kept, clock)[1] if kept else set()
        named = added(replace(purge, changes=tuple(map(dot_text, gone))))
        withdrawn = Withdrawals(self._connection, self._log, self._register).ops(gone)
        change, more = self._merge_own(operator, (*withdrawn, named), clock)
        cases |= more
        erase(self._connection, self._log, numbers.values())
        forget_texts(self._connection, [case for case in cases if case])
        return change

    def _merge_own(
        self, operator: UUID, ops: Sequence[Op], clock: Clock
    ) -> tuple[Change, set[bytes | None]]:
        """Log operations that name what they replace, and merge them; return the cases too."""
        tip = self._log.tip()
        cells = Cells(self._connection, self._register, tip)
        known = [op for op in ops if op.table in self._register.by_name]
        cases = {cells.row_before(op).case_after(op) for op in known}
        change, _ = self.logged(tip, operator, ops, cases, clock)
        for op in known:
            columns = self._register.by_name[op.table].columns
            understood = tuple(cell for cell in op.cells if cell.column in columns)
            cells.merge(replace(op, cells=understood), change, lambda _dot: True)
        return change, cases

    def trust(self, moment: datetime) -> None:
        """Remember a time that the centre has signed."""
        floor = max(moment.astimezone(CHINA), self.trusted().floor)
        self._connection.execute(
            "INSERT OR REPLACE INTO memory VALUES (?, ?)",
            (SIGNED_TIME, floor.isoformat().encode()),
        )
        self._trust = ClockTrust(floor, time.monotonic() if floor == moment else None)


def _is_taken(draft: Draft) -> bool:
    """Tell whether an operation adds a row that somebody has claimed already."""
    again = draft.op.verb is Verb.INSERT and draft.row.rowid is not None
    return again and draft.row.table.kind.CLAIMED
