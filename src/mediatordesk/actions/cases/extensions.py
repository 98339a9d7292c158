"""The term of mediation is extended with the consent of all parties (D16)."""

from dataclasses import replace
from datetime import date

from mediatordesk.actions.cases.entered_parts import Data
from mediatordesk.actions.cases.rows import added_row
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change, Op
from mediatordesk.core.entries import BadEntry
from mediatordesk.core.records import changed
from mediatordesk.forms.definitions.questions import Field

STEP = "extend"
"""The step of the pack's table of extensions, whose column `until` is the new last day."""
TERM = "T02"


def extend_term(desk: Desk, file: CaseFile, table: Field, data: Data) -> Change:
    """Note an extension, and let the term of mediation end on its last day from now on.

    The day was agreed, so it is not rolled over rest days. BadEntry for one that is no later than
    the last day so far; WrongEntry for a row that does not fit.
    """
    written = added_row(file, table, data)
    return desk.commit([*written, *_extended(file, date.fromisoformat(str(data["until"])))])


def _extended(file: CaseFile, until: date) -> list[Op]:
    """Return what moves the last day of the term, if it runs."""
    running = [one for one in file.periods if one.code == TERM and one.met_on is None]
    if any(until <= one.due_on for one in running):
        raise BadEntry(field="until", text=until)
    return [
        changed(one, replace(one, due_on=until, rolled_from=None, safe_on=until)) for one in running
    ]
