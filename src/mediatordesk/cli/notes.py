"""The command `case note`, and how notes are shown: a caucus note only to who can read it."""

import argparse
import sys
from typing import Any

from mediatordesk.actions.cases.caucus import reader_names, text_of, write_caucus_note, write_note
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.cli.answers import Answer, changed_answer
from mediatordesk.cli.arguments import Given, filled
from mediatordesk.core.sessions import Note
from mediatordesk.core.texts import _
from mediatordesk.store import find_case


def register_note(case: Any, shared: argparse.ArgumentParser) -> None:
    """Add the command to those on cases."""
    one = case.add_parser("note", parents=[shared], help=_("a line about the case"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument("--text", required=True, help=_("the note, or - to read it from input"))
    one.add_argument("--caucus", action="store_true", help=_("only the case's mediators read it"))
    one.add_argument(
        "--readers",
        nargs="+",
        default=(),
        metavar="NAME",
        help=_("who else of the office reads it"),
    )
    one.set_defaults(command=_note)


def note_data(desk: Desk, note: Note) -> dict[str, Any]:
    """Return a note as scripts read it; `text` is null where this operator cannot read it."""
    return {
        "id": note.id,
        "void_reason": note.void_reason,
        "case_id": note.case_id,
        "written_at": note.written_at,
        "text": text_of(desk, note),
        "caucus": note.caucus,
        "readers": reader_names(desk, note),
    }


def note_lines(desk: Desk, notes: tuple[Note, ...]) -> tuple[str, ...]:
    """Return notes as lines for people."""
    return tuple(_line(desk, note) for note in notes)


def _line(desk: Desk, note: Note) -> str:
    """Return a note as a line for people."""
    text, day = text_of(desk, note), note.written_at.date()
    if not note.caucus:
        return f"{day}\t{text}"
    readers = "、".join(reader_names(desk, note))
    head = _("Caucus note for {readers}").format(readers=readers)
    return f"{day}\t{head}" if text is None else f"{day}\t{head}\t{text}"


def _note(given: Given) -> Answer:
    desk = given.desk()
    case = find_case(desk.store, given.case)
    text = sys.stdin.read() if given.text == "-" else given.text
    if given.caucus or given.readers:
        return changed_answer(write_caucus_note(desk, case.id, text, given.readers))
    return changed_answer(write_note(desk, case.id, text))
