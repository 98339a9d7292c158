"""Columns of many rows as PostgreSQL's own binary arrays: each becomes one parameter of `unnest`.

psycopg packs lists too, item by item in Python; that took as long as the merge itself.
"""

import struct
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from psycopg import Connection
from psycopg.adapt import Buffer, Dumper
from psycopg.pq import Format

_HEAD = struct.Struct(">iiIii")
_LENGTH = struct.Struct(">i")


class Column(bytes):
    """An array in PostgreSQL's binary form; its class says of what."""

    __slots__ = ()
    ARRAY: ClassVar[int]
    ITEM: ClassVar[int]
    """PostgreSQL's numbers for the array and for its items (catalogue pg_type)."""

    @classmethod
    def of(cls, packed: bytes, many: int) -> "Column":
        """Return the array of so many packed items."""
        return cls(
            _HEAD.pack(1 if many else 0, 0, cls.ITEM, many, 1)[: 20 if many else 12] + packed
        )


class Texts(Column):
    """Texts, encoded already."""

    __slots__ = ()
    ARRAY, ITEM = 1009, 25


class Blobs(Column):
    """Values of type bytea."""

    __slots__ = ()
    ARRAY, ITEM = 1001, 17


class Uuids(Column):
    """Names of rows, 16 bytes each."""

    __slots__ = ()
    ARRAY, ITEM = 2951, 2950


class Integers(Column):
    """Numbers of 32 bits."""

    __slots__ = ()
    ARRAY, ITEM = 1007, 23


class Bigints(Column):
    """Numbers of 64 bits."""

    __slots__ = ()
    ARRAY, ITEM = 1016, 20


class Ticks(Column):
    """True or false."""

    __slots__ = ()
    ARRAY, ITEM = 1000, 16


def blobs(items: Iterable[bytes]) -> Column:
    """Return values of type bytea."""
    return _strings(Blobs, items)


def uuids(items: Iterable[bytes]) -> Column:
    """Return names of rows."""
    return _strings(Uuids, items)


def texts(items: Iterable[str]) -> Column:
    """Return texts."""
    return _strings(Texts, (item.encode() for item in items))


def integers(items: Sequence[int]) -> Column:
    """Return numbers of 32 bits."""
    return _numbers(Integers, "ii", 4, items)


def bigints(items: Sequence[int]) -> Column:
    """Return numbers of 64 bits."""
    return _numbers(Bigints, "iq", 8, items)


def ticks(items: Sequence[bool]) -> Column:
    """Return true and false."""
    return _numbers(Ticks, "i?", 1, items)


Packer = Callable[[Any], Column]


def columns(rows: Sequence[tuple[Any, ...]], packers: Sequence[Packer]) -> list[Column]:
    """Return rows by their columns, each packed in its way."""
    return [pack(column) for pack, column in zip(packers, zip(*rows, strict=True), strict=True)]


def teach(connection: Connection[Any]) -> None:
    """Let a connection send columns."""
    for kind in (Texts, Blobs, Uuids, Integers, Bigints, Ticks):
        connection.adapters.register_dumper(kind, _dumper(kind))


def _strings(kind: type[Column], items: Iterable[bytes]) -> Column:
    pieces: list[bytes] = []
    for item in items:
        pieces += (_LENGTH.pack(len(item)), item)
    return kind.of(b"".join(pieces), len(pieces) // 2)


def _numbers(kind: type[Column], form: str, size: int, items: Sequence[int]) -> Column:
    pairs = [part for item in items for part in (size, item)]
    return kind.of(struct.pack(f">{form * len(items)}", *pairs), len(items))


def _dumper(kind: type[Column]) -> type[Dumper]:
    """Return what hands an array on as it is."""

    class AsItIs(Dumper):
        oid = kind.ARRAY
        format = Format.BINARY

        def dump(self, obj: Any) -> Buffer:
            return bytes(obj)

    return AsItIs
