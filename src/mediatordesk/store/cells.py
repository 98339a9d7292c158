"""Cells: what an operation does to its row, whether it was made here or elsewhere."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from mediatordesk.core.changes import Cell, Change, Dot, Op, Value, Verb
from mediatordesk.core.errors import DeskError
from mediatordesk.core.merge import CellState, Write, merged, withdrawn
from mediatordesk.core.texts import N_
from mediatordesk.store.dots import (
    CONFLICT,
    NUMBER,
    SEALED,
    change_id,
    dot_of,
    n_and_seq,
    with_dots,
)
from mediatordesk.store.log_places import Tip
from mediatordesk.store.register import Register, Table
from mediatordesk.store.statements import insertion, selection, update

COLUMNS_PER_TABLE = 1000
"""A cell's column is its table's number times this plus the column's number."""
_BESIDE_OTHERS = frozenset({Verb.SEAL, Verb.PURGE})
"""What does not simply take the place of all that stands in its cell."""
SEALED_TOO = 1
"""The value of a PURGE cell that takes sealed writes away too."""
NO_TIME = -1
"""Stands for the time of a write until it is needed, which is only in a conflict."""


class Sealed(DeskError):
    """A field that a seal has closed."""

    happened = N_("This was not saved: it is signed or sealed, and what was signed never changes.")
    kept = N_("What was signed is as it was.")
    to_do = N_("Make a new version, or a supplementary agreement that says what is different.")


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

    The tip says which replica has which n here; `notes` whether any write is noted as replaced
    before it came.
    """

    connection: Any
    register: Register
    tip: Tip
    notes: bool = True

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
        """Return an own operation with the writes that stood in each cell when it was made.

        Sealed if it says something else in a field that a seal has closed.
        """
        if op.verb is Verb.SEAL:
            return self._draft_seal(op)
        row = self.row_before(op)
        columns, cells = [], []
        for cell in op.cells:
            column = row.table.column_number(cell.column)
            dot = dot_of(row.dots, column)
            if dot & SEALED:
                raise Sealed
            columns.append(column)
            cells.append(Cell(cell.column, cell.value, self._standing(row, column, dot)))
        return Draft(Op(op.table, op.row, tuple(cells), op.verb), row, columns)

    def _draft_seal(self, op: Op) -> Draft:
        """Return a seal with its base: all that stood, or the seal before it, proposals staying."""
        row = self.row_before(op, tuple(cell.column for cell in op.cells))
        columns, cells = [], []
        for cell, value in zip(op.cells, row.values, strict=True):
            column = row.table.column_number(cell.column)
            standing = self.writes(row, column, value)
            seals = [one for one in standing if one.seal]
            if seals and value != cell.value:
                raise Sealed
            columns.append(column)
            base = tuple(sorted(one.dot for one in seals or standing))
            cells.append(Cell(cell.column, cell.value, base))
        return Draft(Op(op.table, op.row, tuple(cells), op.verb), row, columns)

    def write_own(self, draft: Draft, change: Change, number: int) -> None:
        """Write an own operation, which has seen all that stands: it replaces it."""
        op, row, columns = draft
        if op.verb in _BESIDE_OTHERS:
            self.merge(op, change, _has_come)
            return
        names, values = [], []
        for cell in op.cells:
            names.append(cell.column)
            values.append(cell.value)
            if len(cell.base) > 1:
                self._keep_siblings(row.key(row.table.column_number(cell.column)), ())
        self._show(row, tuple(names), values, with_dots(row.dots, columns, number))

    def merge(self, op: Op, change: Change, seen: Callable[[Dot], bool]) -> Row:
        """Merge a foreign operation that is understood; return its row as it was before."""
        row = self.row_before(op, tuple([cell.column for cell in op.cells]))
        dots, values = row.dots, dict[str, Value]()
        number = self._id(change.dot)
        simple = op.verb not in _BESIDE_OTHERS and not self.notes
        for cell, value in zip(op.cells, row.values, strict=True):
            column = row.table.column_number(cell.column)
            before = dot_of(dots, column)
            if simple and self._follows(cell, before):
                dot, shown = number, cell.value
            else:
                write = _write(op, cell, change)
                state = CellState(self.writes(row, column, value), *self._waiting(row.key(column)))
                after = (withdrawn if op.verb is Verb.PURGE else merged)(state, write, seen)
                dot, shown = self._keep(row.key(column), state, after)
            if dot != before:
                dots = with_dots(dots, [column], dot)
                values[cell.column] = shown
        if values:
            self._show(row, tuple(values), list(values.values()), dots)
        return row

    def _follows(self, cell: Cell, before: int) -> bool:
        """Tell whether a write saw exactly what stands in its cell: then it takes its place."""
        if not cell.base:
            return before == 0
        return before < SEALED and len(cell.base) == 1 and self._id(cell.base[0]) == before

    def _keep(
        self, key: tuple[bytes, int], before: CellState, after: CellState
    ) -> tuple[int, Value]:
        """Keep what stands beside the write shown, and return the latter's dot and value."""
        if (after.superseded, after.resealed) != (before.superseded, before.resealed):
            self._keep_waiting(key, after)
        if after.in_conflict:
            after = replace(after, writes=frozenset(map(self._timed, after.writes)))
        if after.in_conflict or before.in_conflict:
            self._keep_siblings(key, after.writes)
        if not after.writes:
            return 0, None
        shown = after.shown
        return self._marked(shown) | (CONFLICT if after.in_conflict else 0), shown.value

    def _standing(self, row: Row, column: int, dot: int) -> tuple[Dot, ...]:
        """Return the writes that stand in a cell."""
        if dot & CONFLICT:
            return tuple(sorted(write.dot for write in self.siblings(row.key(column))))
        return (self._dot(dot),) if dot else ()

    def writes(self, row: Row, column: int, value: Value) -> frozenset[Write]:
        """Return the writes that stand in a cell with their values."""
        dot = dot_of(row.dots, column)
        if dot & CONFLICT:
            return frozenset(self.siblings(row.key(column)))
        return frozenset([self._stored(dot, NO_TIME, value)] if dot else ())

    def siblings(self, key: tuple[bytes, int]) -> list[Write]:
        """Return the writes that stand in a cell in conflict."""
        rows = self.connection.execute(
            "SELECT change, at, value FROM sibling WHERE row = ? AND col = ?", key
        )
        return [self._stored(change, at, value) for change, at, value in rows]

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
                [(*key, self._marked(one), one.at, one.value) for one in kept],
            )

    def _waiting(self, key: tuple[bytes, int]) -> tuple[frozenset[Dot], frozenset[Dot]]:
        """Return the writes of a cell that are replaced already but have not come yet.

        Those that a seal replaced are apart.
        """
        rows = self.connection.execute(
            "SELECT change FROM superseded WHERE row = ? AND col = ?", key
        ).fetchall()
        plain = frozenset(self._dot(change) for (change,) in rows if not change & SEALED)
        return plain, frozenset(self._dot(change) for (change,) in rows if change & SEALED)

    def _keep_waiting(self, key: tuple[bytes, int], state: CellState) -> None:
        self.connection.execute("DELETE FROM superseded WHERE row = ? AND col = ?", key)
        marked = [self._id(dot) for dot in state.superseded]
        marked += [self._id(dot) | SEALED for dot in state.resealed]
        self.connection.executemany(
            "INSERT INTO superseded VALUES (?, ?, ?)", [(*key, change) for change in marked]
        )

    def _show(self, row: Row, names: tuple[str, ...], values: list[Value], dots: bytes) -> None:
        """Write the values that are shown now, and their dots; the row is made if need be."""
        if row.rowid is None:
            self.connection.execute(insertion(row.table, names), (*values, dots, row.id))
        else:
            place = (*values, bytearray(dots), row.rowid)
            self.connection.execute(update(row.table, names), place)

    def _stored(self, number: int, at: int, value: Value) -> Write:
        """Return the write of a number that says whether it is a seal."""
        return Write(self._dot(number), at, value, seal=bool(number & SEALED))

    def _marked(self, write: Write) -> int:
        """Return the number of a write's change, marked if it is a seal."""
        return self._id(write.dot) | (SEALED if write.seal else 0)

    def _dot(self, number: int) -> Dot:
        n, seq = n_and_seq(number & NUMBER)
        return Dot(self.tip.replicas[n], seq)

    def _id(self, dot: Dot) -> int:
        return change_id(self.tip.numbers[dot.replica], dot.seq)


def _has_come(_dot: Dot) -> bool:
    """Own writes name only what is here."""
    return True


def _write(op: Op, cell: Cell, change: Change) -> Write:
    """Return what an operation writes into a cell; a purge's seals what it takes away."""
    seal = op.verb is Verb.SEAL or (op.verb is Verb.PURGE and cell.value == SEALED_TOO)
    return Write(change.dot, change.at, cell.value, frozenset(cell.base), seal)
