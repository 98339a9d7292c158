"""Cells: what an operation does to its row, whether it was made here or elsewhere."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from mediatordesk.core.changes import Cell, Change, Dot, Op, Value
from mediatordesk.core.merge import CellState, Write, merged
from mediatordesk.store.dots import CONFLICT, change_id, dot_of, n_and_seq, with_dots
from mediatordesk.store.log import Tip
from mediatordesk.store.register import Register, Table
from mediatordesk.store.statements import insertion, selection, update

COLUMNS_PER_TABLE = 1000
"""A cell's column is its table's number times this plus the column's number."""
NO_TIME = -1
"""Stands for the time of a write until it is needed, which is only in a conflict."""


class Row(NamedTuple):
    """A row as it stands before an operation: where, its dots, its case, the values asked for."""

    table: Table
    id: bytes
    rowid: int | None
    """None while there is no such row."""
    dots: bytes
    case_id: bytes | None
    values: Sequence[Value]

    def case_after(self, op: Op) -> bytes | None:
        """Return the case to which the row belongs after an operation on it; None if to none."""
        if self.case_id is not None:
            return self.case_id
        if op.table == "case":
            return self.id
        said = [cell.value for cell in op.cells if cell.column == "case_id"]
        return said[0] if said and isinstance(said[0], bytes) else None

    def key(self, column: int) -> tuple[bytes, int]:
        """Return the key of a cell in the tables beside the records."""
        return self.id, self.table.number * COLUMNS_PER_TABLE + column


class Draft(NamedTuple):
    """An own operation with its causal base, its row as it stands, and the columns' numbers."""

    op: Op
    row: Row
    columns: Sequence[int]


class Cells(NamedTuple):
    """Reads and writes rows for operations, inside the caller's transaction.

    The tip says which replica has which n here.
    """

    connection: Any
    register: Register
    tip: Tip

    def row_before(self, op: Op, columns: tuple[str, ...] = ()) -> Row:
        """Return the row of an operation as it stands, with the values of some columns."""
        table = self.register.by_name[op.table]
        row = op.row.bytes
        question = selection(table, columns)
        found = self.connection.execute(question, (bytearray(row),)).fetchone()
        if found is None:
            return Row(table, row, None, b"", None, (None,) * len(columns))
        return Row(table, row, found[0], found[1], found[2], found[3:])

    def draft(self, op: Op) -> Draft:
        """Return an own operation with the writes that stood in each cell when it was made."""
        row = self.row_before(op)
        columns, cells = [], []
        for cell in op.cells:
            column = row.table.column_number(cell.column)
            columns.append(column)
            cells.append(Cell(cell.column, cell.value, self._standing(row, column)))
        return Draft(Op(op.table, op.row, tuple(cells), op.verb), row, columns)

    def write_own(self, draft: Draft, change: int) -> None:
        """Write an own operation, which has seen all that stands: it replaces it."""
        op, row, columns = draft
        names, values = [], []
        for cell in op.cells:
            names.append(cell.column)
            values.append(cell.value)
            if len(cell.base) > 1:
                self._keep_siblings(row.key(row.table.column_number(cell.column)), ())
        self._show(row, tuple(names), values, with_dots(row.dots, columns, change))

    def merge(self, op: Op, change: Change, seen: Callable[[Dot], bool]) -> Row:
        """Merge a foreign operation that is understood; return its row as it was before."""
        row = self.row_before(op, tuple([cell.column for cell in op.cells]))
        dots, values = row.dots, dict[str, Value]()
        for cell, value in zip(op.cells, row.values, strict=True):
            column = row.table.column_number(cell.column)
            after = self._merge_cell(row, column, value, _write(cell, change), seen)
            dot = self._id(after.shown.dot) | (CONFLICT if after.in_conflict else 0)
            if dot != dot_of(dots, column):
                dots = with_dots(dots, [column], dot)
                values[cell.column] = after.shown.value
        if values:
            self._show(row, tuple(values), list(values.values()), dots)
        return row

    def _merge_cell(
        self, row: Row, column: int, value: Value, write: Write, seen: Callable[[Dot], bool]
    ) -> CellState:
        """Merge one cell; return the state after, its times filled in if it is in conflict."""
        key = row.key(column)
        before = CellState(self._writes(row, column, value), self._waiting(key))
        after = merged(before, write, seen)
        if after.superseded != before.superseded:
            self._keep_waiting(key, after.superseded)
        if after.in_conflict:
            after = replace(after, writes=frozenset(map(self._timed, after.writes)))
        if after.in_conflict or before.in_conflict:
            self._keep_siblings(key, after.writes)
        return after

    def _standing(self, row: Row, column: int) -> tuple[Dot, ...]:
        """Return the writes that stand in a cell."""
        dot = dot_of(row.dots, column)
        if dot & CONFLICT:
            return tuple(sorted(write.dot for write in self._siblings(row.key(column))))
        return (self._dot(dot),) if dot else ()

    def _writes(self, row: Row, column: int, value: Value) -> frozenset[Write]:
        """Return the writes that stand in a cell with their values."""
        dot = dot_of(row.dots, column)
        if dot & CONFLICT:
            return frozenset(self._siblings(row.key(column)))
        return frozenset([Write(self._dot(dot), NO_TIME, value)] if dot else ())

    def _siblings(self, key: tuple[bytes, int]) -> list[Write]:
        rows = self.connection.execute(
            "SELECT change, at, value FROM sibling WHERE row = ? AND col = ?", key
        )
        return [Write(self._dot(change), at, value) for change, at, value in rows]

    def _timed(self, write: Write) -> Write:
        """Return a write with its time, which the log knows."""
        if write.at != NO_TIME:
            return write
        (at,) = self.connection.execute(
            "SELECT at FROM change WHERE id = ?", (self._id(write.dot),)
        ).fetchone()
        return replace(write, at=at)

    def _keep_siblings(self, key: tuple[bytes, int], writes: Iterable[Write]) -> None:
        """Keep the values of a cell in conflict; one that stands alone is in its row."""
        self.connection.execute("DELETE FROM sibling WHERE row = ? AND col = ?", key)
        kept = list(writes)
        if len(kept) > 1:
            self.connection.executemany(
                "INSERT INTO sibling VALUES (?, ?, ?, ?, ?)",
                [(*key, self._id(one.dot), one.at, one.value) for one in kept],
            )

    def _waiting(self, key: tuple[bytes, int]) -> frozenset[Dot]:
        """Return the writes of a cell that are replaced already but have not come yet."""
        rows = self.connection.execute(
            "SELECT change FROM superseded WHERE row = ? AND col = ?", key
        )
        return frozenset(self._dot(change) for (change,) in rows)

    def _keep_waiting(self, key: tuple[bytes, int], dots: Iterable[Dot]) -> None:
        self.connection.execute("DELETE FROM superseded WHERE row = ? AND col = ?", key)
        self.connection.executemany(
            "INSERT INTO superseded VALUES (?, ?, ?)", [(*key, self._id(dot)) for dot in dots]
        )

    def _show(self, row: Row, names: tuple[str, ...], values: list[Value], dots: bytes) -> None:
        """Write the values that are shown now, and their dots; the row is made if need be."""
        if row.rowid is None:
            self.connection.execute(insertion(row.table, names), (*values, dots, row.id))
        else:
            place = (*values, bytearray(dots), row.rowid)
            self.connection.execute(update(row.table, names), place)

    def _dot(self, number: int) -> Dot:
        n, seq = n_and_seq(number)
        return Dot(self.tip.replicas[n], seq)

    def _id(self, dot: Dot) -> int:
        return change_id(self.tip.numbers[dot.replica], dot.seq)


def _write(cell: Cell, change: Change) -> Write:
    return Write(change.dot, change.at, cell.value, frozenset(cell.base))
