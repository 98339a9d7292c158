"""Elements: how the answers to a pack's questions are kept as text, and read back as values."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from mediatordesk.core.answers import AnswerKind
from mediatordesk.forms.definitions.questions import Column, Field
from mediatordesk.forms.language.shapes import Leaf, Shape

_LEAVES = {
    AnswerKind.DAY: Leaf.DAY,
    AnswerKind.AMOUNT: Leaf.NUMBER,
    AnswerKind.NUMBER: Leaf.NUMBER,
    AnswerKind.YES_NO: Leaf.YES_NO,
    AnswerKind.RATE: Leaf.ANY,
}


ROW = "row"
"""What a row is known by: 32 hexadecimal digits, given when it is entered and kept ever after."""


def shape_of_field(field: Field | Column) -> Shape:
    """Return the shape of a field's value in expressions."""
    if field.kind is AnswerKind.CHOICES:
        return [Leaf.TEXT]
    if field.kind is AnswerKind.TABLE and isinstance(field, Field):
        return [
            {ROW: Leaf.TEXT} | {column.name: shape_of_field(column) for column in field.columns}
        ]
    return _LEAVES.get(field.kind, Leaf.TEXT)


def read_elements(fields: Iterable[Field], contents: Mapping[str, str]) -> dict[str, Any]:
    """Return the value of every field: fen, days, texts, rows; None where nothing was entered."""
    return {field.name: value_of_element(field, contents.get(field.name, "")) for field in fields}


def value_of_element(field: Field, content: str) -> Any:
    """Return a field's value from how it is kept; lists and tables are JSON text."""
    if field.kind is AnswerKind.TABLE:
        rows = json.loads(content) if content else []
        return tuple(
            {ROW: row.get(ROW, "")}
            | {one.name: _plain_value(one.kind, row.get(one.name, "")) for one in field.columns}
            for row in rows
        )
    return _plain_value(field.kind, content)


def _plain_value(kind: AnswerKind, content: str) -> Any:
    """Return a plain value from its text; for the empty text None, or no choices."""
    if kind is AnswerKind.CHOICES:
        return tuple(json.loads(content)) if content else ()
    if content == "":
        return None
    match kind:
        case AnswerKind.DAY:
            return date.fromisoformat(content)
        case AnswerKind.AMOUNT | AnswerKind.NUMBER:
            return int(content)
        case AnswerKind.RATE:
            return Decimal(content)
        case AnswerKind.YES_NO:
            return content == "true"
    return content
