"""Rows of a pack's tables: a panel, an investigation, a request for recusal; one step adds one."""

import json

from mediatordesk.actions.cases.entered_parts import Data
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Element
from mediatordesk.core.changes import Change, Op
from mediatordesk.core.records import added, changed
from mediatordesk.forms import Pack
from mediatordesk.forms.definitions.questions import Field
from mediatordesk.forms.intake.element_entries import entered_row
from mediatordesk.forms.packs.elements import ROW

Row = dict[str, str]
"""A row as it is kept: amounts in fen, days as ISO text, and the id under `ROW`."""


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


def rows_of(file: CaseFile, table: str) -> list[Row]:
    """Return the rows of a table as they are kept."""
    rows: list[Row] = json.loads(file.elements.get(table) or "[]")
    return rows


def rows_written(file: CaseFile, table: Field, rows: list[Row]) -> list[Op]:
    """Return the operations that make these the rows of a table."""
    before = Element.of(file.case.id, table.name, file.elements.get(table.name, ""))
    after = Element.of(file.case.id, table.name, json.dumps(rows, ensure_ascii=False))
    return [changed(before, after) if table.name in file.elements else added(after)]
