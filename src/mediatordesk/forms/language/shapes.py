"""What an expression may name: the shape of the facts, so that a wrong word is found at once."""

import functools
import types
import typing
from collections.abc import Container, Hashable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Any
from uuid import UUID

from mediatordesk.core.records import Record


class Leaf(Enum):
    """The kinds of plain value in facts. ANY is what cannot be told before a case is there."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"
    YES_NO = "yes_no"
    ANY = "any"


Shape = typing.Union[Leaf, list["Shape"], Mapping[str, "Shape"]]  # noqa: UP007 - it names itself
"""A plain value, a list of one shape, or a record by field."""


def shape_of_record(kind: type[Record]) -> dict[str, Shape]:
    """Return the shape of a record's fields, from their types."""
    hints = typing.get_type_hints(kind)
    return {one.name: _shape_of_hint(hints[one.name]) for one in fields(kind)}


def _shape_of_hint(hint: object) -> Shape:
    """Return the shape of one field's type; `X | None` has the shape of X."""
    if isinstance(hint, types.UnionType):
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    if typing.get_origin(hint) is tuple:
        return [Leaf.TEXT]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Leaf.TEXT
    plain: dict[object, Leaf] = {
        UUID: Leaf.TEXT,
        bool: Leaf.YES_NO,
        int: Leaf.NUMBER,
        date: Leaf.DAY,
        datetime: Leaf.MOMENT,
        str: Leaf.TEXT,
        bytes: Leaf.ANY,  # what is encrypted; no expression has a use for it
    }
    return plain[hint]


class Every:
    """All names: what is asked for where nobody says which."""

    def __contains__(self, name: object) -> bool:
        return True


EVERY = Every()


def plain_facts(record: Record, only: Container[str] = EVERY) -> dict[str, Any]:
    """Return a record's fields as plain values: ids as text, kinds as their words.

    `only` says which fields are wanted, where a reader of many cases needs few of them.
    """
    names = _names_of(typing.cast(Hashable, type(record)))
    return {name: _plain_value(getattr(record, name)) for name in names if name in only}


@functools.lru_cache(maxsize=64)
def _names_of(kind: Hashable) -> tuple[str, ...]:
    """Return the names of a record's fields."""
    return tuple(one.name for one in fields(typing.cast(type[Record], kind)))


def _plain_value(value: Any) -> Any:
    """Return a field's content as an expression reads it."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value
