"""Cells: which writes of a field still stand, and the row that shows the result."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mediatordesk.core.changes import Cell, Change, Dot, Op, Verb
from mediatordesk.core.merge import CellState, Write, merged
from mediatordesk.store.register import Register, Table

COLUMNS_PER_TABLE = 1000
"""A cell's column is its table's number times this plus the column's number."""


class UnknownMeaning(Exception):
    """A change speaks of a table or column that this version does not know; its bytes are kept."""


@dataclass(frozen=True)
class Cells:
    """Writes operations into rows and cells, inside the caller's transaction."""

    connection: Any
    register: Register
    replicas: Mapping[int, bytes]
    numbers: Mapping[bytes, int]

    def with_bases(self, ops: Sequence[Op]) -> tuple[Op, ...]:
        """Return own operations with the writes that stood in each cell when they were made."""
        return tuple(self._with_base(op) for op in ops)

    def write_own(self, change: Change) -> None:
        """Write an own change, which has seen all that stands: it replaces it, cell by cell."""
        n = self.numbers[change.replica]
        for op in change.ops:
            table = self.register.by_name[op.table]
            columns = [table.column_number(cell.column) for cell in op.cells]
            keys = [table.number * COLUMNS_PER_TABLE + column for column in columns]
            row = op.row.bytes
            self._forget(row, [key for key, cell in zip(keys, op.cells, strict=True) if cell.base])
            self.connection.executemany(
                "INSERT INTO cell VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (row, key, n, change.seq, change.at, cell.value)
                    for key, cell in zip(keys, op.cells, strict=True)
                ],
            )
            self._show(table, op, {cell.column: cell.value for cell in op.cells})

    def merge(self, change: Change, seen: Callable[[Dot], bool]) -> None:
        """Merge a foreign change; UnknownMeaning if a newer version wrote it."""
        for op in change.ops:
            table = self.register.by_name.get(op.table)
            if table is None or any(cell.column not in table.columns for cell in op.cells):
                raise UnknownMeaning(op.table)
            shown = {
                cell.column: self._merge_cell(table, op, cell, change, seen) for cell in op.cells
            }
            self._show(table, op, shown)

    def _with_base(self, op: Op) -> Op:
        standing = self._standing(op.row.bytes)
        if not standing:
            return op
        first = self.register.by_name[op.table].number * COLUMNS_PER_TABLE
        table = self.register.by_name[op.table]
        cells = tuple(
            Cell(
                cell.column, cell.value, standing.get(first + table.column_number(cell.column), ())
            )
            for cell in op.cells
        )
        return Op(op.table, op.row, cells, op.verb)

    def _standing(self, row: bytes) -> dict[int, tuple[Dot, ...]]:
        """Return the dots that stand in each cell of a row."""
        standing: dict[int, tuple[Dot, ...]] = {}
        for column, n, seq in self.connection.execute(
            "SELECT col, n, seq FROM cell WHERE row = ?", (row,)
        ):
            standing[column] = (*standing.get(column, ()), Dot(self.replicas[n], seq))
        return standing

    def _forget(self, row: bytes, keys: Sequence[int]) -> None:
        self.connection.executemany(
            "DELETE FROM cell WHERE row = ? AND col = ?", [(row, key) for key in keys]
        )

    def _merge_cell(
        self, table: Table, op: Op, cell: Cell, change: Change, seen: Callable[[Dot], bool]
    ) -> object:
        """Merge one cell and return the value that is shown in the row now."""
        key = (op.row.bytes, table.number * COLUMNS_PER_TABLE + table.column_number(cell.column))
        before = self._state(key)
        write = Write(change.dot, change.at, cell.value, frozenset(cell.base))
        after = merged(before, write, seen)
        if after != before:
            self._keep(key, after)
        return after.shown.value if after.writes else cell.value

    def _state(self, key: tuple[bytes, int]) -> CellState:
        writes = self.connection.execute(
            "SELECT n, seq, at, value FROM cell WHERE row = ? AND col = ?", key
        )
        state = frozenset(
            Write(Dot(self.replicas[n], seq), at, value) for n, seq, at, value in writes
        )
        waiting = self.connection.execute(
            "SELECT n, seq FROM superseded WHERE row = ? AND col = ?", key
        )
        return CellState(state, frozenset(Dot(self.replicas[n], seq) for n, seq in waiting))

    def _keep(self, key: tuple[bytes, int], state: CellState) -> None:
        for name in ("cell", "superseded"):
            self.connection.execute(f"DELETE FROM {name} WHERE row = ? AND col = ?", key)
        self.connection.executemany(
            "INSERT INTO cell VALUES (?, ?, ?, ?, ?, ?)",
            [
                (*key, self.numbers[one.dot.replica], one.dot.seq, one.at, one.value)
                for one in state.writes
            ],
        )
        self.connection.executemany(
            "INSERT INTO superseded VALUES (?, ?, ?, ?)",
            [(*key, self.numbers[dot.replica], dot.seq) for dot in state.superseded],
        )

    def _show(self, table: Table, op: Op, values: Mapping[str, object]) -> None:
        """Write the values that are shown into the row, which is made if it is not there."""
        names = list(values)
        if op.verb is Verb.INSERT or not self._updated(table, op, values):
            columns = ", ".join(["id", *names])
            marks = ", ".join("?" * (len(names) + 1))
            renewed = ", ".join(f"{name} = excluded.{name}" for name in names)
            self.connection.execute(
                f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks}) '
                f"ON CONFLICT (id) DO UPDATE SET {renewed or 'id = id'}",
                (op.row.bytes, *values.values()),
            )

    def _updated(self, table: Table, op: Op, values: Mapping[str, object]) -> bool:
        """Update a row that exists; False if it does not exist yet."""
        if not values:
            return True
        settings = ", ".join(f"{name} = ?" for name in values)
        cursor = self.connection.execute(
            f'UPDATE "{table.name}" SET {settings} WHERE id = ?', (*values.values(), op.row.bytes)
        )
        return bool(cursor.rowcount)
