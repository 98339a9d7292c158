"""The proof that the rows are what the log says: the whole log is merged again and compared."""

from collections.abc import Iterator
from typing import Any

from mediatordesk.core.changes import Dot, Value
from mediatordesk.core.merge import CellState, Write, merged
from mediatordesk.store.cells import COLUMNS_PER_TABLE
from mediatordesk.store.codec import decode_change
from mediatordesk.store.dots import CONFLICT, change_id, dot_of
from mediatordesk.store.register import Register, Table

Cell = tuple[str, bytes, str]
"""Table, row and column."""
Held = tuple[int, tuple[tuple[int, Value], ...]]
"""The change whose value a cell shows, and all changes that stand there with their values."""


def rows_unlike_log(connection: Any, register: Register) -> tuple[str, ...]:
    """Return the cells, by table, row and column, that differ from what the log says."""
    numbers = dict(connection.execute("SELECT replica, n FROM replica").fetchall())
    said = {
        cell: _held_of(state, numbers)
        for cell, state in _merged_again(connection, register).items()
    }
    held = {
        cell: one for table in register.by_number.values() for cell, one in _held(connection, table)
    }
    unlike = {cell for cell in {*said, *held} if said.get(cell) != held.get(cell)}
    return tuple(f"{table} {row.hex()} {column}" for table, row, column in sorted(unlike))


def _held_of(state: CellState, numbers: dict[bytes, int]) -> Held:
    """Return how a cell of this state is held."""
    values = {
        change_id(numbers[one.dot.replica], one.dot.seq): _stored(one.value) for one in state.writes
    }
    shown = change_id(numbers[state.shown.dot.replica], state.shown.dot.seq)
    return shown, tuple(sorted(values.items()))


def _merged_again(connection: Any, register: Register) -> dict[Cell, CellState]:
    """Return every cell as the log says it, each change merged in the order of the log."""
    states: dict[Cell, CellState] = {}
    known: dict[bytes, int] = {}

    def seen(dot: Dot) -> bool:
        return known.get(dot.replica, 0) >= dot.seq

    for replica, header, payload in connection.execute(
        "SELECT replica, header, payload FROM change c JOIN replica r ON r.n = c.id >> 40 "
        "WHERE NOT EXISTS (SELECT 1 FROM quarantine q "
        "WHERE q.n = c.id >> 40 AND q.seq = c.id & 0xFFFFFFFFFF) ORDER BY id"
    ):
        change = decode_change(replica, header, payload, register)
        for op in change.ops:
            for cell in op.cells:
                key = (op.table, op.row.bytes, cell.column)
                write = Write(change.dot, change.at, cell.value, frozenset(cell.base))
                states[key] = merged(states.get(key, CellState()), write, seen)
        known[replica] = change.seq
    return states


def _held(connection: Any, table: Table) -> Iterator[tuple[Cell, Held]]:
    """Yield the cells of a table that were ever written, or hold something."""
    rows = connection.execute(f'SELECT id, dots, {", ".join(table.columns)} FROM "{table.name}"')
    for row, dots, *values in rows.fetchall():
        for number, (column, value) in enumerate(zip(table.columns, values, strict=True), 1):
            dot = dot_of(dots, number)
            standing: tuple[tuple[int, Value], ...] = ((dot, value),)
            if dot & CONFLICT:
                key = (row, table.number * COLUMNS_PER_TABLE + number)
                standing = tuple(
                    connection.execute(
                        "SELECT change, value FROM sibling WHERE row = ? AND col = ? ORDER BY 1",
                        key,
                    )
                )
                standing = standing if (dot ^ CONFLICT, value) in standing else ()
            if dot or value is not None:
                yield (table.name, row, column), (dot & ~CONFLICT, standing)


def _stored(value: Value) -> Value:
    """Return a value as the database gives it back: a tick is a number."""
    return int(value) if isinstance(value, bool) else value
