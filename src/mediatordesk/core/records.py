"""Records: frozen data, one noun a table, one field a column of the same name.

A record becomes operations of a change (`added`, `changed`, `voided`) and is read back from a row.
"""

import functools
import json
import types
import typing
import unicodedata
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
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
    CLAIMED: ClassVar[bool] = False
    """Whether adding the row claims it for good: adding it a second time is refused."""

    id: UUID = field(default_factory=uuid4)
    void_reason: str = ""


def tidy(text: str) -> str:
    """Return typed text as it is kept: NFC, trimmed, no control characters but line breaks.

    Rare characters and diacritics stay as typed: 覃𬭎, Nguyễn Văn Đức.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        mark for mark in lines if mark in "\n\t" or unicodedata.category(mark) not in {"Cc", "Cs"}
    )
    return unicodedata.normalize("NFC", kept).strip()


def values_of(record: Record) -> dict[str, Value]:
    """Return the fields of a record as cell values, by column."""
    names = _names(typing.cast(Hashable, type(record)))
    return {name: value_of(getattr(record, name)) for name in names}


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
    cells = [
        Cell(name, value_of(getattr(after, name)))
        for name in _names(typing.cast(Hashable, type(after)))
        if getattr(after, name) != getattr(before, name)
    ]
    return Op(after.TABLE, after.id, tuple(cells))


def one_op_a_row(ops: Sequence[Op]) -> Sequence[Op]:
    """Return the operations of a change with one for each row that is written.

    Of two writes of one field the later counts.
    """
    if len(ops) == 1 and ops[0].cells:
        return ops
    merged: dict[tuple[str, UUID], Op] = {}
    for op in ops:
        before = merged.get((op.table, op.row), Op(op.table, op.row, (), op.verb))
        cells = {cell.column: cell for cell in (*before.cells, *op.cells)}
        verb = Verb.INSERT if before.verb is Verb.INSERT else op.verb
        merged[op.table, op.row] = Op(op.table, op.row, tuple(cells.values()), verb)
    return [op for op in merged.values() if op.cells]


def fits(kind: type[Record], column: str, value: Value) -> bool:
    """Tell whether a cell value that came from elsewhere can be read as a field of a record."""
    plain = _hints(typing.cast(Hashable, kind))[column]
    inner = _without_none(plain)
    if value is None:
        return inner is not plain
    if type(value) is not _cell_type(inner):
        return False
    try:
        return isinstance(_reader(plain, None)(value), typing.get_origin(inner) or inner)
    except (ValueError, TypeError):
        return False


@functools.cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


@functools.cache
def _readers(kind: Any) -> dict[str, Any]:
    """Return for each field of a record the function that reads its cell value."""
    return {one.name: _reader(_hints(kind)[one.name], one.default) for one in fields(kind)}


def _reader(hint: Any, default: object) -> Any:
    """Return the function that turns a cell value into a field of this type.

    A cell that was never written, by an older version, reads as the field's default.
    """
    inner = _without_none(hint)
    unwritten = None if inner is not hint or default is MISSING else default
    read = _reading(inner)
    return lambda value: unwritten if value is None else read(value)


def _reading(kind: Any) -> Any:
    """Return the function that reads a cell value which is there."""
    if typing.get_origin(kind) is tuple:
        return lambda value: tuple(_list_of(value))
    if kind is UUID:
        return lambda value: UUID(bytes=bytes(value))
    if kind in {date, datetime}:
        return kind.fromisoformat
    return kind


def _list_of(text: str) -> list[str]:
    """Return the list of a JSON text; ValueError if it is another thing."""
    items = json.loads(text)
    if not isinstance(items, list):
        raise ValueError(text)  # noqa: TRY004 - it is the text that is wrong
    return items


def _cell_type(kind: Any) -> type:
    """Return the plain type in which a field of this type is kept in a cell."""
    if kind is UUID:
        return bytes
    return kind if kind in {bool, int, bytes} else str


def _without_none(hint: Any) -> Any:
    """Return a type hint without its `| None`."""
    if isinstance(hint, types.UnionType):
        (inner,) = (part for part in typing.get_args(hint) if part is not type(None))
        return inner
    return hint
