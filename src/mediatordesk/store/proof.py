"""The proof that the rows are what the log says: the whole log is merged again and compared.

It takes little memory, whatever the size of the desk: which writes stand is worked out for one part
of the rows after another, without their values; then each value is compared as the log is read.
"""

import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from mediatordesk.core.changes import Dot, Value, Verb
from mediatordesk.core.merge import CellState, HeldCell, Write, merged, withdrawn
from mediatordesk.store.cells import COLUMNS_PER_TABLE, SEALED_TOO
from mediatordesk.store.codec import LoggedCell, logged_cells
from mediatordesk.store.dots import CONFLICT, MAX_SEQ, NUMBER, SEALED, change_id, dot_of, n_and_seq
from mediatordesk.store.register import Register, Table

ROWS_AT_ONCE = 150_000
"""About 50 MB."""
_WIDTH = 8
_LOGGED = (
    "SELECT c.id, replica, c.at, payload FROM change c JOIN replica r ON r.n = c.id >> 40 "
    "WHERE payload IS NOT NULL AND NOT EXISTS (SELECT 1 FROM quarantine q "
    f"WHERE q.n = c.id >> 40 AND q.seq = c.id & {MAX_SEQ}) ORDER BY c.id"
)
RowName = tuple[int, bytes]
"""The number of a table, and a row."""


class LoggedChange(NamedTuple):
    """A change as the proof reads it."""

    number: int
    replica: bytes
    at: int
    payload: bytes


class UnlikeLog(NamedTuple):
    """A cell that is not what the log says; `change` is the one that wrote it, 0 if none has."""

    table: str
    row: bytes
    column: str
    change: int


def rows_unlike_log(
    connection: Any, register: Register, *, one_in: int = 1
) -> tuple[UnlikeLog, ...]:
    """Return the cells that differ from what the log says, by table, row and column.

    With `one_in` only one row of so many is looked at, another choice each time.
    """
    counts = (_count(connection, table) for table in register.by_number.values())
    parts = max(max(sum(counts), 1) // ROWS_AT_ONCE + 1, one_in)
    chosen = range(parts) if one_in == 1 else [random.SystemRandom().randrange(parts)]
    unlike: set[UnlikeLog] = set()
    for part in chosen:
        expected = _Expected(connection, register, part, parts)
        expected.merge_log()
        unlike.update(expected.differences())
    unlike.update(_values_unlike_log(connection, register, _rows_of(chosen, parts)))
    return tuple(sorted(unlike))


def _rows_of(chosen: Sequence[int], parts: int) -> Callable[[bytes], bool]:
    """Return what tells whether a row belongs to one of the chosen parts."""
    return lambda row: len(chosen) == parts or zlib.crc32(row) % parts in chosen


def held_cells(connection: Any, register: Register) -> Iterator[HeldCell]:
    """Yield every cell that was written, with the writes that stand in it, in ascending order."""
    names = dict(connection.execute("SELECT n, replica FROM replica").fetchall())

    def dot(number: int) -> Dot:
        n, seq = n_and_seq(number & NUMBER)
        return Dot(names[n], seq)

    for table_number, table in sorted(register.by_number.items()):
        question = f'SELECT id, dots, {", ".join(table.columns)} FROM "{table.name}" ORDER BY id'
        for row, dots, *values in connection.execute(question):
            for column, value in enumerate(values, 1):
                shown = dot_of(dots, column)
                if shown & CONFLICT:
                    siblings = _siblings(connection, table_number, row, column).items()
                    writes = tuple((dot(number), one) for number, one in siblings)
                    yield HeldCell(table_number, row, column, writes)
                elif shown:
                    yield HeldCell(table_number, row, column, ((dot(shown), value),))


class _Expected:
    """Which writes stand in the cells of one part of the rows, as the log says it.

    A cell with one write has its dot only, in the form of a row's dots; the others have a state.
    """

    def __init__(self, connection: Any, register: Register, part: int, parts: int) -> None:
        self._connection = connection
        self._register = register
        self._part, self._parts = part, parts
        self._numbers = dict(connection.execute("SELECT replica, n FROM replica").fetchall())
        self._names = {n: replica for replica, n in self._numbers.items()}
        self._dots: dict[RowName, bytearray] = {}
        self._states: dict[tuple[RowName, int], CellState] = {}
        self._known: dict[bytes, int] = {}

    def merge_log(self) -> None:
        """Merge every change, in the order of the log."""
        for change in map(LoggedChange._make, self._connection.execute(_LOGGED)):
            _, seq = n_and_seq(change.number)
            cells = logged_cells(change.replica, seq, change.payload, self._is_ours)
            for cell in cells:
                if _is_known(self._register.by_number.get(cell.table), cell):
                    self._merge(cell, change)
            self._known[change.replica] = seq

    def differences(self) -> Iterator[UnlikeLog]:
        """Yield the cells that differ from these."""
        for (number, row), dots in self._dots.items():
            table = self._register.by_number[number]
            question = f'SELECT dots, {", ".join(table.columns)} FROM "{table.name}" WHERE id = ?'
            found = self._connection.execute(question, (row,)).fetchone() or (b"",)
            for column in self._unlike(number, row, dots, found[0], found[1:]):
                yield _named(table, row, column, dot_of(dots, column))
        for number, table in self._register.by_number.items():
            for (row,) in self._connection.execute(f'SELECT id FROM "{table.name}"'):
                if self._is_ours(row) and (number, row) not in self._dots:
                    yield _named(table, row, 1, 0)

    def _unlike(
        self, table: int, row: bytes, said: bytearray, held: bytes, values: tuple[Value, ...]
    ) -> Iterator[int]:
        """Yield the columns of a row whose dots are not as they were said to be."""
        for column in range(1, max(len(said), len(held)) // _WIDTH + 1):
            expected = dot_of(said, column)
            if expected != dot_of(held, column):
                yield column
            elif expected & CONFLICT:
                state = self._states[(table, row), column]
                stand = {self._marked(one) for one in state.writes}
                if stand != set(_siblings(self._connection, table, row, column)):
                    yield column
        for column, value in enumerate(values, 1):
            if value is not None and not dot_of(said, column):
                yield column

    def _is_ours(self, row: bytes) -> bool:
        return self._parts == 1 or zlib.crc32(row) % self._parts == self._part

    def _merge(self, cell: LoggedCell, change: LoggedChange) -> None:
        """Merge one cell: in the usual case it follows on the one write that stood there."""
        name = (cell.table, cell.row)
        dots = self._dots.setdefault(name, bytearray())
        before = dot_of(dots, cell.column)
        simple = (name, cell.column) not in self._states and cell.verb < Verb.SEAL
        follows = [self._numbers[one.replica] << 40 | one.seq for one in cell.base] == (
            [before] if before else []
        )
        if simple and follows:
            _put(dots, cell.column, change.number)
            return
        state = self._states.pop((name, cell.column), None) or self._state_of(before)
        seal = cell.verb == Verb.SEAL or (cell.verb == Verb.PURGE and cell.value == SEALED_TOO)
        write = Write(self._dot(change.number), change.at, None, frozenset(cell.base), seal)
        after = (withdrawn if cell.verb == Verb.PURGE else merged)(state, write, self._has)
        if after.in_conflict or after.superseded or after.resealed:
            self._states[name, cell.column] = after
        shown = self._marked(after.shown) if after.writes else 0
        _put(dots, cell.column, shown | (CONFLICT if after.in_conflict else 0))

    def _state_of(self, number: int) -> CellState:
        """Return the state of a cell in which one write stands, or none."""
        if not number:
            return CellState()
        question = "SELECT at FROM change WHERE id = ?"
        (at,) = self._connection.execute(question, (number & NUMBER,)).fetchone()
        seal = bool(number & SEALED)
        return CellState(frozenset([Write(self._dot(number), at, None, seal=seal)]))

    def _has(self, dot: Dot) -> bool:
        return self._known.get(dot.replica, 0) >= dot.seq

    def _dot(self, number: int) -> Dot:
        n, seq = n_and_seq(number & NUMBER)
        return Dot(self._names[n], seq)

    def _marked(self, write: Write) -> int:
        number = change_id(self._numbers[write.dot.replica], write.dot.seq)
        return number | (SEALED if write.seal else 0)


def _values_unlike_log(
    connection: Any, register: Register, is_ours: Callable[[bytes], bool]
) -> Iterator[UnlikeLog]:
    """Yield the cells that show another value than the write whose dot they carry."""
    for change in map(LoggedChange._make, connection.execute(_LOGGED)):
        _, seq = n_and_seq(change.number)
        row: RowName = (0, b"")
        dots, values = b"", tuple[Value, ...]()
        for cell in logged_cells(change.replica, seq, change.payload, is_ours):
            table = register.by_number.get(cell.table)
            if table is None or not _is_known(table, cell) or cell.verb == Verb.PURGE:
                continue
            if row != (cell.table, cell.row):
                row = (cell.table, cell.row)
                question = (
                    f'SELECT dots, {", ".join(table.columns)} FROM "{table.name}" WHERE id = ?'
                )
                found = connection.execute(question, (cell.row,)).fetchone() or (b"",)
                dots, values = found[0], found[1:]
            shown = dot_of(dots, cell.column)
            said = _stored(cell.value)
            if shown & NUMBER == change.number and values[cell.column - 1] != said:
                yield _named(table, cell.row, cell.column, change.number)
            elif shown & CONFLICT:
                siblings = _siblings(connection, cell.table, cell.row, cell.column)
                for number, value in siblings.items():
                    if number & NUMBER == change.number and value != said:
                        yield _named(table, cell.row, cell.column, change.number)


def _siblings(connection: Any, table: int, row: bytes, column: int) -> dict[int, Value]:
    """Return the values that stand in a cell in conflict, by the number of their change."""
    rows = connection.execute(
        "SELECT change, value FROM sibling WHERE row = ? AND col = ?",
        (row, table * COLUMNS_PER_TABLE + column),
    )
    return dict(rows.fetchall())


def _is_known(table: Table | None, cell: LoggedCell) -> bool:
    """Tell whether this version has a place for a cell."""
    return table is not None and 0 < cell.column <= len(table.columns)


def _put(dots: bytearray, column: int, number: int) -> None:
    """Write a dot into dots."""
    end = column * _WIDTH
    if len(dots) < end:
        dots.extend(bytes(end - len(dots)))
    dots[end - _WIDTH : end] = number.to_bytes(_WIDTH, "big")


def _count(connection: Any, table: Table) -> int:
    ((count,),) = connection.execute(f'SELECT count(*) FROM "{table.name}"')
    return int(count)


def _named(table: Table, row: bytes, column: int, change: int) -> UnlikeLog:
    return UnlikeLog(table.name, row, table.column_name(column), change & NUMBER)


def _stored(value: Value) -> Value:
    """Return a value as the database gives it back: a tick is a number."""
    return int(value) if isinstance(value, bool) else value
