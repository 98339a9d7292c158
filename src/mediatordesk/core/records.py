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
_STRENGTH = (Verb.SET, Verb.UNVOID, Verb.VOID, Verb.INSERT, Verb.SEAL, Verb.PURGE)
"""Of two acts on one row in one change, the later in this list names both."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """A row: its own random name, its fields, and why it was voided, if it was."""

    TABLE: ClassVar[str]
    CLAIMED: ClassVar[bool] = False
    """Whether adding the row claims it for good: adding it a second time is refused."""
    CLOSED_BY: ClassVar[tuple[str, ...]] = ()
    """The fields that close the record once one of them says something: it is sealed then."""

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
    """Return the operation that takes a record from before to after: only what differs.

    One that closes the record is a seal and states all that it closes. One that voids it states
    all that it voids, so that what somebody else wrote meanwhile is found beside it.
    """
    names = _names(typing.cast(Hashable, type(after)))
    differing = [name for name in names if getattr(after, name) != getattr(before, name)]
    verb = _verb(after, differing)
    stated = {
        Verb.SET: differing,
        Verb.UNVOID: differing,
        Verb.VOID: differing if _is_closed(before) else [one for one in names if one != "id"],
        Verb.SEAL: _closed_fields(after),
    }[verb]
    cells = tuple(Cell(name, value_of(getattr(after, name))) for name in stated)
    return Op(after.TABLE, after.id, cells, verb)


def _verb(after: Record, differing: Sequence[str]) -> Verb:
    """Return what it is to take a record to what it is after, in the fields that differ."""
    if "void_reason" in differing:
        return Verb.VOID if after.void_reason else Verb.UNVOID
    return Verb.SEAL if differing and _is_closed(after) else Verb.SET


def _is_closed(record: Record) -> bool:
    return any(getattr(record, name) for name in record.CLOSED_BY)


def _closed_fields(record: Record) -> list[str]:
    """Return the fields that a seal closes: all but the reason to void it, and what comes later."""
    names = _names(typing.cast(Hashable, type(record)))
    later = {name for name in record.CLOSED_BY if not getattr(record, name)}
    return [name for name in names if name not in {"id", "void_reason", *later}]


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
        verb = max(before.verb, op.verb, key=_STRENGTH.index)
        merged[op.table, op.row] = Op(op.table, op.row, tuple(cells.values()), verb)
    return [op for op in merged.values() if op.cells]


def fits(kind: type[Record], column: str, value: Value) -> bool:
    """Tell whether a cell value that came from elsewhere can be read as a field of a record."""
    cell_type, may_be_none, read, field_type = _fitting(typing.cast(Hashable, kind), column)
    if value is None:
        return may_be_none
    if type(value) is not cell_type:
        return False
    if read is cell_type:
        return True
    try:
        return isinstance(read(value), field_type)
    except (ValueError, TypeError):
        return False


@functools.cache
def _fitting(kind: Any, column: str) -> tuple[type, bool, Any, Any]:
    """Return how a column is kept, whether it may be empty, and how it is read as which type."""
    plain = _hints(kind)[column]
    inner = _without_none(plain)
    return _cell_type(inner), inner is not plain, _reading(inner), typing.get_origin(inner) or inner


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
