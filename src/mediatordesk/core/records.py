"""Records: frozen data, one noun a table, one field a column of the same name.

A record becomes operations of a change (`added`, `changed`, `voided`) and is read back from a row.
"""

import functools
import json
import types
import typing
import unicodedata
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, TypeVar
from uuid import UUID, uuid4

from mediatordesk.core.changes import Cell, Op, Value, Verb

R = TypeVar("R", bound="Record")


@dataclass(frozen=True, kw_only=True)
class Record:
    """A row: its own random name, its fields, and why it was voided, if it was."""

    TABLE: ClassVar[str]

    id: UUID = field(default_factory=uuid4)
    void_reason: str = ""


def tidy(text: str) -> str:
    """Return typed text as it is kept: NFC, trimmed, no control characters but line breaks.

    Rare characters and diacritics stay as typed: 覃𬭎, Nguyễn Văn Đức.
    """
    normal = unicodedata.normalize("NFC", text).strip()
    return "".join(
        mark for mark in normal if mark in "\n\t" or unicodedata.category(mark) not in {"Cc", "Cs"}
    )


def values_of(record: Record) -> dict[str, Value]:
    """Return the fields of a record as cell values, by column."""
    return {one.name: value_of(getattr(record, one.name)) for one in fields(record)}


def value_of(content: object) -> Value:
    """Return the cell value of a field's content: days as ISO text, lists as JSON text."""
    match content:
        case UUID():
            return content.bytes
        case StrEnum():
            return content.value
        case date():
            return content.isoformat()
        case tuple():
            return json.dumps(list(content), ensure_ascii=False)
        case None | bool() | int() | str() | bytes():
            return content
    raise TypeError(type(content).__name__)


def record_from(kind: type[R], row: Mapping[str, Any]) -> R:
    """Return the record of a row; columns that this version does not know are left out."""
    readers = _readers(typing.cast(Hashable, kind))
    return kind(**{name: read(row[name]) for name, read in readers.items()})


def added(record: Record) -> Op:
    """Return the operation that adds a record: every field that says something."""
    cells = tuple(
        Cell(name, value)
        for name, value in values_of(record).items()
        if name != "id" and value is not None
    )
    return Op(record.TABLE, record.id, cells, Verb.INSERT)


def changed(before: R, after: R) -> Op:
    """Return the operation that takes a record from before to after: only what differs."""
    old, new = values_of(before), values_of(after)
    cells = tuple(Cell(name, value) for name, value in new.items() if value != old[name])
    return Op(after.TABLE, after.id, cells)


@functools.cache
def _readers(kind: Any) -> dict[str, Any]:
    """Return for each field of a record the function that reads its cell value."""
    hints = typing.get_type_hints(kind)
    return {one.name: _reader(hints[one.name]) for one in fields(kind)}


def _reader(hint: Any) -> Any:
    """Return the function that turns a cell value into a field of this type."""
    inner = _without_none(hint)
    optional = inner is not hint
    if typing.get_origin(inner) is tuple:
        return lambda value: tuple(json.loads(value)) if value else ()
    if inner is UUID:
        read: Any = lambda value: UUID(bytes=bytes(value))  # noqa: E731 - one of five readers
    elif inner in {date, datetime}:
        read = inner.fromisoformat
    elif isinstance(inner, type) and issubclass(inner, bool | StrEnum):
        read = inner
    else:
        return lambda value: _empty(inner) if value is None and not optional else value
    return lambda value: None if value is None else read(value)


def _empty(kind: type) -> object:
    """Return what a field of this plain type holds when its cell was never written."""
    return kind()


def _without_none(hint: Any) -> Any:
    """Return a type hint without its `| None`."""
    if isinstance(hint, types.UnionType):
        (inner,) = (part for part in typing.get_args(hint) if part is not type(None))
        return inner
    return hint
