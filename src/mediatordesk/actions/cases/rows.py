"""Rows of a pack's tables: a panel, an investigation, a request for recusal; one step adds one.

A row that is taken out leaves the table as it stands; the log keeps it, and it can be put back.
"""

import json
from uuid import UUID

from mediatordesk.actions.cases.entered_parts import Data
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Element
from mediatordesk.core.changes import Change, Op
from mediatordesk.core.errors import DeskError
from mediatordesk.core.records import added, changed
from mediatordesk.core.texts import N_
from mediatordesk.forms import Pack
from mediatordesk.forms.definitions.questions import Field
from mediatordesk.forms.intake.element_entries import entered_row
from mediatordesk.forms.packs.elements import ROW

Row = dict[str, str]
"""A row as it is kept: amounts in fen, days as ISO text, and the id under `ROW`."""


class RowOnPaper(DeskError):
    """A row from which a paper was made."""

    happened = N_("The row was not taken out: the paper {paper} was made from it.")
    kept = N_("The table is as it was.")
    to_do = N_("Correct the row instead, and make the paper again.")


class RowNotThere(DeskError):
    """A row that is no longer in its table: somebody took it out in the meantime."""

    happened = N_("The row is no longer in the table “{table}”.")
    kept = N_("The table is as it was.")
    to_do = N_("Look at the table again; press F5 to read it anew.")


def table_of_step(pack: Pack, step: str) -> Field | None:
    """Return the table to which a step of a case adds a row, if the pack has one."""
    return next((one for one in pack.fields() if one.step and one.step == step), None)


def add_row(desk: Desk, file: CaseFile, table: Field, data: Data) -> Change:
    """Add a row to a table of the case; WrongEntry names what does not fit."""
    return desk.commit(added_row(file, table, data))


def added_row(file: CaseFile, table: Field, data: Data) -> list[Op]:
    """Return the operations that add a row, or write the row of that id anew; WrongEntry."""
    rows = rows_of(file, table.name)
    row = entered_row(table, data, len(rows) + 1)
    kept = [row if one[ROW] == row[ROW] else one for one in rows]
    return rows_written(file, table, kept if row in kept else [*rows, row])


def take_out_row(desk: Desk, file: CaseFile, table: Field, row_id: str) -> Change:
    """Take a row out of a table of the case; the log keeps it. RowOnPaper, RowNotThere."""
    rows = rows_of(file, table.name)
    left = [one for one in rows if one[ROW] != row_id]
    if left == rows:
        raise RowNotThere(table=table.label)
    for paper in file.papers:
        if paper.about == UUID(row_id):
            raise RowOnPaper(paper=paper.title)
    return desk.commit(rows_written(file, table, left))


def put_back_row(desk: Desk, file: CaseFile, table: Field, row_id: str, place: int) -> Change:
    """Put a row back that was taken out, at its old place, from 0; RowNotThere.

    What it said is read from the log, so nothing has to be typed again.
    """
    rows = rows_of(file, table.name)
    row = _row_in_log(desk, file, table, row_id)
    others = [one for one in rows if one[ROW] != row_id]
    return desk.commit(rows_written(file, table, [*others[:place], row, *others[place:]]))


def rows_of(file: CaseFile, table: str) -> list[Row]:
    """Return the rows of a table as they are kept."""
    rows: list[Row] = json.loads(file.elements.get(table) or "[]")
    return rows


def rows_written(file: CaseFile, table: Field, rows: list[Row]) -> list[Op]:
    """Return the operations that make these the rows of a table."""
    before = Element.of(file.case.id, table.name, file.elements.get(table.name, ""))
    after = Element.of(file.case.id, table.name, json.dumps(rows, ensure_ascii=False))
    return [changed(before, after) if table.name in file.elements else added(after)]


def _row_in_log(desk: Desk, file: CaseFile, table: Field, row_id: str) -> Row:
    """Return a row as the log has it last; RowNotThere if it never was in the table."""
    element = Element.of(file.case.id, table.name, "")
    contents = [
        str(cell.value or "[]")
        for change in desk.store.changes_of(file.case.id)
        for op in change.ops
        if (op.table, op.row) == (Element.TABLE, element.id)
        for cell in op.cells
        if cell.column == "content"
    ]
    for content in reversed(contents):
        rows: list[Row] = json.loads(content)
        for one in rows:
            if one[ROW] == row_id:
                return one
    raise RowNotThere(table=table.label)
