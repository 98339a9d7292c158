"""What is damaged in the log or in the rows, in words for people: which case, and what of it."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from mediatordesk.core.changes import moment_of
from mediatordesk.core.field_words import field_word
from mediatordesk.core.record_words import table_word
from mediatordesk.core.texts import N_, _
from mediatordesk.store.dots import n_and_seq
from mediatordesk.store.proof import UnlikeLog
from mediatordesk.store.register import Register

LABELS = ("title", "name", "number")
"""Columns by which people know a record, the best first."""
LONGEST = 30
"""Characters of a name that tell records apart."""
UUID_BYTES = 16
MISSING = N_("{record} is missing, which the log of changes has")
UNLIKE = N_("{record} is not what the log of changes says")


def chain_words(connection: Any, number: int) -> str:
    """Return where the log is damaged: the first change that does not follow from the one before.

    `number` is that change's here; it may be missing.
    """
    replica, seq = n_and_seq(number)
    row = connection.execute("SELECT at, cases FROM change WHERE id = ?", (number,)).fetchone()
    place = f"{replica}:{seq}"
    if row is None:
        return _("the log of changes is damaged: its change {place} is missing").format(place=place)
    at, cases = row
    words = _("the log of changes is damaged at change {place}, of {time}")
    said = words.format(place=place, time=_time(at))
    return _of_cases(said, _called(connection, cases))


def unlike_words(
    connection: Any, register: Register, cells: Iterable[UnlikeLog]
) -> tuple[str, ...]:
    """Return the cells that differ from the log as lines, each once; a missing row is one line."""
    lines = (_cell_words(connection, register, one) for one in cells)
    return tuple(dict.fromkeys(lines))


def _cell_words(connection: Any, register: Register, cell: UnlikeLog) -> str:
    """Return a line on one cell, or on its row if that is missing."""
    columns = register.by_name[cell.table].columns
    found = connection.execute(f'SELECT * FROM "{cell.table}" WHERE id = ?', (cell.row,))
    names = [one[0] for one in found.description]
    values = dict(zip(names, found.fetchone() or (), strict=False))
    if not values:
        row = connection.execute("SELECT cases FROM change WHERE id = ?", (cell.change,)).fetchone()
        said = _(MISSING).format(record=table_word(cell.table))
        return _of_cases(said, _called(connection, row[0] if row else b""))
    said = _(UNLIKE).format(record=_field_words(cell, columns, values))
    case = cell.row if cell.table == "case" else values.get("case_id")
    return _of_cases(said, _called(connection, case or b""))


def _field_words(cell: UnlikeLog, columns: tuple[str, ...], values: dict[str, Any]) -> str:
    """Return which field of which record a cell is."""
    named = (values[one] for one in LABELS if one in columns and isinstance(values[one], str))
    name = next(filter(None, named), "")[:LONGEST]
    record = table_word(cell.table)
    if name and cell.table != "case":
        record = _("{kind} “{name}”").format(kind=record, name=name)
    return _("{record}, {field}").format(
        record=record, field=field_word(cell.column) or cell.column
    )


def _of_cases(words: str, cases: tuple[str, ...]) -> str:
    """Return words with the cases they are about before them."""
    if not cases:
        return words
    return _("case {number}: {title}").format(number=_(", ").join(cases), title=words)


def _called(connection: Any, cases: bytes) -> tuple[str, ...]:
    """Return by what people know the cases whose ids stand one after another."""
    return tuple(filter(None, (_case(connection, one) for one in _ids(cases))))


def _case(connection: Any, case_id: bytes) -> str:
    question = 'SELECT number, mark, title FROM "case" WHERE id = ?'
    row = connection.execute(question, (case_id,)).fetchone() or ()
    return next((str(one) for one in row if one), "")


def _ids(cases: bytes) -> Iterator[bytes]:
    for place in range(0, len(cases), UUID_BYTES):
        yield cases[place : place + UUID_BYTES]


def _time(at: int) -> str:
    """Return when a change was made; the number itself if it is no time any more."""
    with suppress(OverflowError, ValueError, OSError):
        return f"{moment_of(at):%Y-%m-%d %H:%M}"
    return str(at)
