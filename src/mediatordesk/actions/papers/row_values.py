"""Rows that were entered into a pack's tables, and choices, as the papers print them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from mediatordesk.actions.papers.party_values import minute_text
from mediatordesk.forms.definitions.questions import Choice
from mediatordesk.forms.packs.elements import ROW
from mediatordesk.forms.packs.packs import Pack

Row = Mapping[str, Any]
Elements = Mapping[str, Any]
"""The answers to a pack's questions as values; those that nobody gave are None."""
NONE_HERE = "／"
"""Stands in a cell of a form that does not apply."""


def moment_text(text: str) -> str:
    """Return a time as it is printed; one that is typed in words stays as it is."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if len(text) == len("2025-04-10"):
        return f"{moment.year}年{moment.month}月{moment.day}日"
    return minute_text(moment)


def short_day(day: date | None) -> str | None:
    """Return a day as narrow columns of a table have it: 2025.4.8."""
    return f"{day.year}.{day.month}.{day.day}" if day else None


def choices_of(pack: Pack, table: str, column: str) -> tuple[Choice, ...]:
    """Return the choices of a column of a pack's table; none if the pack has no such table."""
    fields = (one for one in pack.fields() if one.name == table)
    columns = (one for field in fields for one in field.columns if one.name == column)
    return next((one.choices for one in columns), ())


def words_of(choices: Iterable[Choice], name: str | None) -> str | None:
    """Return a choice in words; None if nothing was chosen."""
    return next((one.label for one in choices if one.name == name), None)


def row_about(rows: Iterable[Row] | None, about: UUID | None) -> Row | None:
    """Return the row that a paper is for, if it is for a row of this table."""
    return next((row for row in rows or () if about and row[ROW] == about.hex), None)


def ticked_lines(choices: Iterable[Choice], chosen: Iterable[str]) -> Iterator[dict[str, object]]:
    """Yield a line to tick for each choice."""
    names = tuple(chosen)
    for one in choices:
        yield {"选中": one.name in names, "内容": one.label}
