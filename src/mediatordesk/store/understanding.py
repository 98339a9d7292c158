"""Understanding: what a newer version wrote is merged once this version knows it too.

A step of the migrations, taken after the register has grown. The bytes were kept in the log; what
was noted of them is worked off here, and ends in the same merge as if it arrived now.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from mediatordesk.core.changes import CHINA, Change, Dot, Op
from mediatordesk.core.encoding import NotCanonical
from mediatordesk.store.arrivals import Arrivals, Round
from mediatordesk.store.codec import decode_change
from mediatordesk.store.dots import change_id, n_and_seq
from mediatordesk.store.log import Log
from mediatordesk.store.purging import to_come
from mediatordesk.store.register import Register, UnknownMeaning

Place = tuple[int, bytes, int]
"""The numbers of a table and of a column, and the row between."""


def understand_more(database: Any) -> None:
    """Merge the fields and the changes that this version has come to know."""
    connection = database.conn
    Relearning(connection, Register.current()).run()


class Relearning:
    """Works off what was noted as unknown, in the caller's transaction."""

    def __init__(self, connection: Any, register: Register) -> None:
        self._connection = connection
        self._register = register
        self._log = Log(connection)
        now = datetime.now(CHINA)
        self._arrivals = Arrivals(connection, self._log, register, now)

    def run(self) -> None:
        """Merge what is understood now; the rest stays noted."""
        state = Round(self._log.known(), self._arrivals.set_aside(), to_come(self._connection))
        self._merge_cells(state)
        self._merge_changes(state)
        self._log.index(state.places)

    def _merge_cells(self, state: Round) -> None:
        """Merge the unknown fields of changes whose other fields were merged long ago."""
        waiting, merged = self._known_now(), list[tuple[Change, int, Op]]()
        for number in sorted({number for _, number in waiting}):
            change = self._change(number)
            for place in [place for place, one in waiting if one == number]:
                waiting.discard((place, number))
                op = _op_at(change, place, self._register)

                def seen(dot: Dot, place: Place = place) -> bool:
                    return state.has(dot) and (place, self._number(dot)) not in waiting

                if op is not None and self._is_understood(op):
                    self._arrivals.cells(change).merge(op, change, seen)
                    merged.append((change, number, op))
                    self._connection.execute(
                        "DELETE FROM unknown_cell WHERE (tab, row, col, change) = (?, ?, ?, ?)",
                        (*place, number),
                    )

        for change, number, op in merged:
            case = self._arrivals.cells(change).row_before(op).case_after(op)
            state.places += [(case, change.at, number)] if case else []

    def _merge_changes(self, state: Round) -> None:
        """Merge the changes that were set aside as a whole."""
        rows = self._connection.execute(
            "SELECT n, seq FROM quarantine WHERE reason LIKE 'unknown%' ORDER BY n, seq"
        )
        for n, seq in rows.fetchall():
            number = change_id(n, seq)
            try:
                change = self._change(number)
                understood = all(map(self._is_understood, change.ops))
            except (UnknownMeaning, NotCanonical):
                continue
            if understood:
                self._connection.execute("DELETE FROM quarantine WHERE n = ? AND seq = ?", (n, seq))
                self._arrivals.merge(change, number, state)
                state.aside.discard(change.dot)

    def _known_now(self) -> set[tuple[Place, int]]:
        """Return the noted fields that have a place now, each with the number of its change."""
        rows = self._connection.execute("SELECT tab, row, col, change FROM unknown_cell")
        tables = self._register.by_number
        return {
            ((tab, row, col), change)
            for tab, row, col, change in rows
            if tab in tables and 0 < col <= len(tables[tab].columns)
        }

    def _is_understood(self, op: Op) -> bool:
        try:
            self._register.understand(op)
        except UnknownMeaning:
            return False
        return True

    def _change(self, number: int) -> Change:
        """Return a change of the log; UnknownMeaning or NotCanonical if it is still not read."""
        replica, header, payload = self._connection.execute(
            "SELECT replica, header, payload FROM change JOIN replica ON n = ? WHERE id = ?",
            (n_and_seq(number)[0], number),
        ).fetchone()
        return decode_change(replica, header, payload, self._register)

    def _number(self, dot: Dot) -> int:
        return change_id(self._log.tip().numbers.get(dot.replica, 0), dot.seq)


def _op_at(change: Change, place: Place, register: Register) -> Op | None:
    """Return what a change writes at one place."""
    return next(_ops_at(change, place, register), None)


def _ops_at(change: Change, place: Place, register: Register) -> Iterator[Op]:
    table = register.by_number[place[0]]
    column = table.column_name(place[2])
    for op in change.ops:
        if (op.table, op.row.bytes) == (table.name, place[1]):
            for cell in op.cells:
                if cell.column == column:
                    yield replace(op, cells=(cell,))
