"""The answers to a pack's questions, for scripts: in the form in which they are entered."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from mediatordesk.cli.answers import amount
from mediatordesk.core.answers import AnswerKind
from mediatordesk.forms.definitions.questions import Column, Field


def shown_elements(fields: Iterable[Field], contents: Mapping[str, str]) -> dict[str, Any]:
    """Return kept answers as scripts read them, in the order in which they are kept.

    As in an intake file a table is a list of rows, several choices are a list of their codes, and
    amounts are text in yuan. Anything else is the text that is kept ("3", "true"). What the pack
    does not ask (any more) stays as it is kept.
    """
    asked = {one.name: one for one in fields}
    return {
        name: _shown(asked[name], content) if name in asked else content
        for name, content in contents.items()
    }


def _shown(field: Field, content: str) -> Any:
    if field.kind is not AnswerKind.TABLE:
        return _plain(field, content)
    columns = {one.name: one for one in field.columns}
    return [
        {
            name: _plain(columns[name], text) if name in columns else text
            for name, text in row.items()
        }
        for row in json.loads(content or "[]")
    ]


def _plain(asked: Field | Column, content: str) -> Any:
    """Return an answer that is no table."""
    if asked.kind is AnswerKind.CHOICES:
        return json.loads(content or "[]")
    if asked.kind is AnswerKind.AMOUNT and content:
        return amount(int(content))
    return content
