"""Branching off: changes that are not in the replica's one history go on under another name.

The rows that they wrote are folded anew from the log, inside one transaction: from then on they
show exactly what a desk shows that got both histories apart (docs/adr/0016-forks.md).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from mediatordesk.core.changes import GENESIS, Change, Dot, Op
from mediatordesk.core.epochs import Epoch
from mediatordesk.store.arrivals import Arrivals, Round
from mediatordesk.store.branches import branch_of, rows_of
from mediatordesk.store.cells import COLUMNS_PER_TABLE
from mediatordesk.store.codec import decode_change
from mediatordesk.store.dots import MAX_SEQ, change_id
from mediatordesk.store.log import Log
from mediatordesk.store.log_places import Standing
from mediatordesk.store.purging import to_come
from mediatordesk.store.register import UnknownMeaning

_PAYLOADS = (
    "SELECT id, replica, header, payload FROM change JOIN replica ON n = id >> 40 "
    "WHERE payload IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM quarantine q WHERE q.n = id >> 40 AND q.seq = id & ?) ORDER BY id"
)


@dataclass(frozen=True)
class Fresh:
    """The name under which an own log goes on, why it does, and who sits at the desk."""

    replica: bytes
    epoch: Epoch
    operator: UUID


class Branching:
    """Takes the end of a replica's log out of it, inside the caller's transaction."""

    def __init__(self, connection: Any, log: Log, arrivals: Arrivals) -> None:
        self._connection = connection
        self._log = log
        self._register = arrivals.register
        self._arrivals = arrivals

    def branch_off(self, replica: bytes, first: int) -> bytes:
        """Give what a replica wrote from a change on the name of its branch, and return that.

        It must not be the present replica. What this desk wrote itself is its own in the branch.
        """
        tip = self._log.tip()
        n, last = tip.numbers[replica], self._log.known()[replica]
        tail = self._log.changes(n, first, last)
        branch, own = branch_of(replica, first, tail, self._register), self._is_own(n)
        rows = rows_of([one.payload for one in tail if not one.purged])
        self._cut_off(n, first, last)
        self._fold(rows | self._rows_after(replica, first))
        self._arrivals.take(branch.replica, GENESIS, 1, branch.changes, {})
        if own:
            self._own(branch.replica)
        return branch.replica

    def _cut_off(self, n: int, first: int, last: int) -> None:
        """Take changes out of the log, with all that is noted about them."""
        numbers = change_id(n, first), change_id(n, last)
        head = self._head_before(n, first)
        for table, column in (("change", "id"), ("change_case", "change"),
                              ("unknown_cell", "change")):  # fmt: skip
            statement = f"DELETE FROM {table} WHERE {column} BETWEEN ? AND ?"
            self._connection.execute(statement, numbers)
        self._connection.execute("DELETE FROM quarantine WHERE n = ? AND seq >= ?", (n, first))
        self._connection.execute("DELETE FROM segment WHERE n = ? AND seq0 >= ?", (n, first))
        self._connection.execute(
            "UPDATE segment SET last_seq = ?, head = ? WHERE n = ? AND last_seq >= ?",
            (first - 1, head, n, first),
        )
        self._log.stand(Standing(n, b"", first - 1, head))
        self._log.forget_tip()

    def _own(self, replica: bytes) -> None:
        """Note that a branch is sent from here: its nonces are the old ones, so it has no seed."""
        n, last = self._log.tip().numbers[replica], self._log.known()[replica]
        if not self._is_own(n):
            self._log.close_run(n, (1, last), GENESIS, b"")

    def _head_before(self, n: int, first: int) -> bytes:
        """Return the head of a replica's chain before a change."""
        question = "SELECT head FROM change WHERE id = ?"
        found = self._connection.execute(question, (change_id(n, first - 1),)).fetchone()
        return bytes(found[0]) if found else GENESIS

    def _is_own(self, n: int) -> bool:
        """Tell whether a replica's log was written here."""
        question = "SELECT EXISTS (SELECT 1 FROM segment WHERE n = ?)"
        return bool(self._connection.execute(question, (n,)).fetchone()[0])

    def _rows_after(self, replica: bytes, first: int) -> frozenset[bytes]:
        """Return the rows in which others have replaced what the replica wrote from a change on.

        They may mean the history that stands and is still to come: so far it seemed to be here.
        """
        return frozenset(
            op.row.bytes
            for change in self._changes_with(re.compile(re.escape(replica)))
            for op in change.ops
            if any(dot.replica == replica and dot.seq >= first for dot in _bases(op))
        )

    def _fold(self, rows: frozenset[bytes]) -> None:
        """Make rows anew from what is in the log."""
        changes = list(self._touching(rows))
        self._clear(rows)
        aside, waiting = self._arrivals.set_aside(), {change.dot for change in changes}
        state = Round(self._log.known(), aside, to_come(self._connection))

        def seen(dot: Dot) -> bool:
            return dot not in waiting and state.has(dot)

        for change in changes:
            waiting.discard(change.dot)
            for op in change.ops:
                table = self._register.by_name.get(op.table)
                if table is not None and op.row.bytes in rows:
                    known = tuple(one for one in op.cells if one.column in table.columns)
                    self._arrivals.cells(change).merge(replace(op, cells=known), change, seen)

    def _touching(self, rows: frozenset[bytes]) -> Iterator[Change]:
        """Yield the changes that write into rows, in the order of the log."""
        if not rows:
            return
        yield from self._changes_with(re.compile(b"|".join(map(re.escape, sorted(rows)))))

    def _changes_with(self, named: re.Pattern[bytes]) -> Iterator[Change]:
        """Yield the changes in whose bytes a pattern is found, in the order of the log."""
        for _, replica, header, payload in self._connection.execute(_PAYLOADS, (MAX_SEQ,)):
            if named.search(payload):
                try:
                    change = decode_change(replica, header, payload, self._register)
                except UnknownMeaning:
                    continue
                yield change

    def _clear(self, rows: frozenset[bytes]) -> None:
        """Take everything out of rows; they stay in their places."""
        for row in sorted(rows):
            for table in self._register.by_number.values():
                nothing = ", ".join([*(f"{one} = NULL" for one in table.columns), "dots = x''"])
                where = "id = ? AND dots != x''"
                statement = f'UPDATE "{table.name}" SET {nothing} WHERE {where}'
                found = self._connection.execute(statement, (row,)).rowcount
                if found:
                    self._clear_beside(row, table.number)

    def _clear_beside(self, row: bytes, table: int) -> None:
        """Forget what stands beside a row, or was known to be replaced in it."""
        span = (row, table * COLUMNS_PER_TABLE, (table + 1) * COLUMNS_PER_TABLE)
        for beside in ("sibling", "superseded"):
            self._connection.execute(
                f"DELETE FROM {beside} WHERE row = ? AND col >= ? AND col < ?", span
            )


def _bases(op: Op) -> Iterator[Dot]:
    """Yield all writes that an operation replaces."""
    return (dot for cell in op.cells for dot in cell.base)
