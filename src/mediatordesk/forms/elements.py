"""Elements: how the answers to a pack's questions are kept as text, and read back as values."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from mediatordesk.forms.questions import Column, Field, Kind
from mediatordesk.forms.shapes import Leaf, Shape

_LEAVES = {
    Kind.DAY: Leaf.DAY,
    Kind.AMOUNT: Leaf.NUMBER,
    Kind.NUMBER: Leaf.NUMBER,
    Kind.YES_NO: Leaf.YES_NO,
    Kind.RATE: Leaf.ANY,
}


ROW = "row"
"""What a row is known by: 32 hexadecimal digits, given when it is entered and kept ever after."""


def shape_of_field(field: Field | Column) -> Shape:
    """Return the shape of a field's value in expressions."""
    if field.kind is Kind.CHOICES:
        return [Leaf.TEXT]
    if field.kind is Kind.TABLE and isinstance(field, Field):
        return [
            {ROW: Leaf.TEXT} | {column.name: shape_of_field(column) for column in field.columns}
        ]
    return _LEAVES.get(field.kind, Leaf.TEXT)


def read_elements(fields: Iterable[Field], contents: Mapping[str, str]) -> dict[str, Any]:
    """Return the value of every field: fen, days, texts, rows; None where nothing was entered."""
    return {field.name: value_of_element(field, contents.get(field.name, "")) for field in fields}


def value_of_element(field: Field, content: str) -> Any:
    """Return a field's value from how it is kept; lists and tables are JSON text."""
    if field.kind is Kind.TABLE:
        rows = json.loads(content) if content else []
        return tuple(
            {ROW: row.get(ROW, "")}
            | {one.name: _plain_value(one.kind, row.get(one.name, "")) for one in field.columns}
            for row in rows
        )
    return _plain_value(field.kind, content)


def _plain_value(kind: Kind, content: str) -> Any:
    """Return a plain value from its text; for the empty text None, or no choices."""
    if kind is Kind.CHOICES:
        return tuple(json.loads(content)) if content else ()
    if content == "":
        return None
    match kind:
        case Kind.DAY:
            return date.fromisoformat(content)
        case Kind.AMOUNT | Kind.NUMBER:
            return int(content)
        case Kind.RATE:
            return Decimal(content)
        case Kind.YES_NO:
            return content == "true"
    return content
