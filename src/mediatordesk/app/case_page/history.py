"""Every change of a case: who, when, which field, from what to what."""

from collections.abc import Iterator
from uuid import UUID

from mediatordesk.app.asked.case_desk import OpenedCase
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.dates import moment_text
from mediatordesk.core.changes import Cell, Change, Op, TimeFlag, Value, Verb
from mediatordesk.core.field_words import field_word
from mediatordesk.core.record_words import shown_value, table_word
from mediatordesk.core.texts import _

_LONG = 60
"""Longer contents are shortened in the list; the record itself shows them whole."""

_TELLING = {"title", "name", "number", "text", "director", "reason", "words"}
"""Of a new record these are told: what it is called or says, and who let what go and why."""

Before = dict[tuple[UUID, str], Value]


def history(opened: OpenedCase) -> tuple[Entry, ...]:
    """Return the changes of a case, newest first."""
    before: Before = {}
    entries = [entry for change in opened.changes for entry in _of_change(opened, change, before)]
    return tuple(reversed(entries))


def _of_change(opened: OpenedCase, change: Change, before: Before) -> Iterator[Entry]:
    """Return one entry for each record that a change wrote."""
    typed = change.flag is TimeFlag.TYPED
    who = opened.operators.get(change.operator, _("somebody at another desk"))
    for number, op in enumerate(change.ops):
        said = _said(op, before)
        before.update({(op.row, cell.column): cell.value for cell in op.cells})
        yield Entry(
            key=(change.dot, number),
            when=moment_text(change.moment),
            word=_("entered later") if typed else who,
            tone=Tone.AMBER if typed else Tone.PLAIN,
            title=_title(op),
            detail=f"{who} · {said}" if typed and said else said or who,
        )


def _title(op: Op) -> str:
    """Say what was done to a record."""
    match op.verb:
        case Verb.INSERT:
            return _("{record} entered").format(record=table_word(op.table))
        case Verb.VOID:
            return _("{record} voided").format(record=table_word(op.table))
        case Verb.SEAL:
            return _("{record} locked").format(record=table_word(op.table))
        case _:
            words = (field_word(cell.column) for cell in op.cells)
            fields = _(", ").join(word for word in words if word)
            return _("{record}: {fields} changed").format(
                record=table_word(op.table), fields=fields
            )


def _said(op: Op, before: Before) -> str:
    """Say what a record's fields hold now, and what they held."""
    cells = [cell for cell in op.cells if field_word(cell.column) and _is_new(op, cell, before)]
    if op.verb is Verb.INSERT:
        named = [cell for cell in cells if cell.column in _TELLING]
        return " · ".join(_short(cell.value) for cell in named if cell.value)
    return " · ".join(
        f"{_short(before.get((op.row, cell.column)))} → {_short(cell.value)}" for cell in cells
    )


def _is_new(op: Op, cell: Cell, before: Before) -> bool:
    """Tell whether a cell was changed; locking and voiding state all others once more."""
    return (op.row, cell.column) not in before or before[op.row, cell.column] != cell.value


def _short(value: Value) -> str:
    """Return a cell's content in one short line, and a word for none."""
    text = " ".join(shown_value(value).split()) or _("empty")
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"
