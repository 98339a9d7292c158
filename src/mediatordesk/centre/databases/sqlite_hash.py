"""The hash of an office's state, worked out a second time from plain questions to SQLite's tables.

It shares no code with the store: neither its reading of rows and dots nor its encoding, so a fault
in one of them is seen when the two hashes are compared. The numbers of tables and columns are the
register's, which docs/formats/bundle.md lists too.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from mediatordesk.store.register import TABLES

Rows = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]
_CONFLICT, _SEAL, _SEQ = 1 << 63, 1 << 62, 1 << 40
_PER_TABLE = 1000
_KINDS = {"integer": 0, "blob": 2, "text": 3, "list": 4}
"""CBOR's major types (RFC 8949, 3.1)."""


def hash_of_tables(rows: Rows) -> bytes:
    """Return the state's hash: of each cell its table, row, column and the writes that stand."""
    names: dict[int, str] = dict(rows("SELECT n, hex(replica) FROM replica", ()))
    digest = hashlib.sha256(b"MDS-1 state")
    for table in sorted(TABLES, key=lambda one: one.number):
        for row, column, writes in _cells(rows, table.number, table.name, table.columns):
            digest.update(
                _head(4, 4) + _head(0, table.number) + _item("blob", row) + _head(0, column)
            )
            digest.update(_head(4, len(writes)))
            named = [(bytes.fromhex(names[n]), seq, kind, value) for n, seq, kind, value in writes]
            for replica, seq, kind, value in sorted(named, key=lambda one: one[:2]):
                parts = _head(4, 3) + _item("blob", replica) + _head(0, seq)
                digest.update(parts + _item(kind, value))
    return digest.digest()


Written = tuple[int, int, str, Any]
"""The n of a replica, a seq, SQLite's kind of value, and the value."""


def _cells(
    rows: Rows, number: int, table: str, columns: Sequence[str]
) -> Iterator[tuple[bytes, int, list[Written]]]:
    """Yield row and column of each cell of a table that was written, and what stands in it."""
    asked = ", ".join(f"typeof({name}), {name}" for name in columns)
    question = f'SELECT id, hex(dots), {asked} FROM "{table}" ORDER BY id'  # noqa: S608 - the register's names
    for row, dots, *said in rows(question, ()):
        for column in range(1, len(columns) + 1):
            dot = int(dots[16 * (column - 1) : 16 * column] or "0", 16)
            if dot & _CONFLICT:
                yield row, column, _beside(rows, row, number * _PER_TABLE + column)
            elif dot:
                yield row, column, [(*_place(dot), said[2 * column - 2], said[2 * column - 1])]


def _beside(rows: Rows, row: bytes, column: int) -> list[Written]:
    """Return what stands in a cell in which several values do."""
    question = "SELECT change, typeof(value), value FROM sibling WHERE row = ? AND col = ?"
    return [(*_place(dot), kind, value) for dot, kind, value in rows(question, (row, column))]


def _place(dot: int) -> tuple[int, int]:
    """Return n of the replica and seq of a dot."""
    number = dot % _SEAL
    return number // _SEQ, number % _SEQ


def _item(kind: str, value: Any) -> bytes:
    """Return a value in deterministic CBOR."""
    if kind == "null":
        return b"\xf6"
    if kind == "integer":
        return _head(0, value) if value >= 0 else _head(1, -1 - value)
    data = value.encode() if kind == "text" else bytes(value)
    return _head(_KINDS[kind], len(data)) + data


def _head(major: int, number: int) -> bytes:
    """Return the head of an item: the shortest form of its number."""
    if number < 24:
        return bytes([major << 5 | number])
    for place, size in enumerate((1, 2, 4, 8)):
        if number < 1 << 8 * size:
            return bytes([major << 5 | 24 + place]) + number.to_bytes(size, "big")
    raise ValueError(number)
