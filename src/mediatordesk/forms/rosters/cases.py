"""Rows of a ledger as cases: one case a row, from the pack's own questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from mediatordesk.core.answers import AnswerKind
from mediatordesk.core.parties import PartyRole
from mediatordesk.forms.definitions.questions import Choice, Field
from mediatordesk.forms.definitions.rosters import ColumnKind, Roster, RosterColumn, Subject
from mediatordesk.forms.errors import WrongEntry
from mediatordesk.forms.intake.intake import Intake, read_intake
from mediatordesk.forms.intake.intake_faults import label_of
from mediatordesk.forms.intake.party_numbers import CREDIT_CODE
from mediatordesk.forms.packs.packs import Pack

SIDES = (PartyRole.APPLICANT, PartyRole.RESPONDENT)
ELEMENTS = "elements"
_KINDS = {
    AnswerKind.DAY: ColumnKind.DAY,
    AnswerKind.AMOUNT: ColumnKind.AMOUNT,
    AnswerKind.NUMBER: ColumnKind.NUMBER,
    AnswerKind.YES_NO: ColumnKind.YES_NO,
    AnswerKind.CHOICE: ColumnKind.CHOICE,
    AnswerKind.CHOICES: ColumnKind.LIST,
}


@dataclass(frozen=True)
class RosterCase:
    """One row as a case; None where something is wrong with it, by column."""

    intake: Intake | None
    faults: Mapping[str, str]


def with_questions(roster: Roster, pack: Pack, on: date) -> Roster:
    """Return a roster of cases with the pack's own questions and its types of dispute as columns.

    Tables have no place in a row. Rosters of other subjects stay as they are.
    """
    if roster.subject is not Subject.CASES:
        return roster
    types = tuple(Choice(name=one.code, label=one.title) for one in pack.dispute_types(on))
    columns = [
        column.model_copy(update={"kind": ColumnKind.CHOICE, "choices": types})
        if column.name == "dispute_type"
        else column
        for column in roster.columns
    ]
    taken = {word for column in columns for word in column.headings()}
    for field in pack.fields():
        column = _column(field, types, pack, on)
        if column and not taken & set(column.headings()):
            columns.append(column)
    return roster.model_copy(update={"columns": tuple(columns)})


def case_of(roster: Roster, values: Mapping[str, str], pack: Pack, on: date) -> RosterCase:
    """Return the case of a row; what its intake refuses is a fault of the column it names."""
    try:
        entry = _intake_entry(roster, values, pack) | {"pack": pack.name}
        return RosterCase(read_intake(pack, entry, on=on), {})
    except WrongEntry as error:
        faults = dict(_fault(roster, one) for one in str(error.fields["faults"]).split("；"))
        return RosterCase(None, faults)


def _column(field: Field, types: tuple[Choice, ...], pack: Pack, on: date) -> RosterColumn | None:
    """Return the column of a question; None for a table."""
    if field.kind is AnswerKind.TABLE:
        return None
    kind = _KINDS.get(field.kind, ColumnKind.TEXT)
    group = {one.code for one in pack.dispute_types(on) if one.group == field.multiple_of}
    of_group = tuple(one for one in types if one.name in group)
    return RosterColumn(
        name=f"{ELEMENTS}.{field.name}",
        label=field.label,
        kind=kind,
        choices=(*field.choices, *of_group),
        required=field.required and not field.when,
        note=field.help,
    )


def _intake_entry(roster: Roster, values: Mapping[str, str], pack: Pack) -> dict[str, Any]:
    """Return a row as an intake file says it."""
    sides: dict[str, dict[str, Any]] = {}
    elements: dict[str, Any] = {}
    case: dict[str, Any] = {}
    for column in roster.columns:
        owner, _dot, name = column.name.rpartition(".")
        if column.name not in values:
            continue
        content = _answer(column, values[column.name])
        if owner == ELEMENTS:
            elements[name] = content
        elif owner:
            sides.setdefault(owner, {})[name] = content
        else:
            case[name] = [content] if name == "requests" else content
    parties = [
        {"role": side.value, "kind": _kind(sides[side.value]), **sides[side.value]}
        for side in SIDES
        if side.value in sides
    ]
    known = {one.name for one in pack.fields()}
    wanted = {name: one for name, one in elements.items() if name in known}
    return {**case, "parties": parties, "elements": wanted}


def _kind(side: Mapping[str, Any]) -> str:
    paper = side.get("id_kind", "")
    organisation = paper in {CREDIT_CODE, "营业执照"} or "legal_representative" in side
    return "organisation" if organisation else "person"


def _answer(column: RosterColumn, content: str) -> Any:
    """Return a value as an intake file holds it: amounts in yuan, ticks as true and false."""
    match column.kind:
        case ColumnKind.AMOUNT:
            return f"{Decimal(content) / 100:.2f}"
        case ColumnKind.YES_NO:
            return content == "true"
        case ColumnKind.LIST:
            return content.split("、")
        case ColumnKind.NUMBER:
            return int(content)
    return content


def _fault(roster: Roster, fault: str) -> tuple[str, str]:
    """Return the column that a sentence of the intake names, and the rest of it."""
    place, colon, why = fault.partition(": ")
    if not colon:
        return "", fault
    for column in roster.columns:
        if place in _places(column):
            return column.name, why
    return "", fault


def _places(column: RosterColumn) -> set[str]:
    """Return how the intake calls what stands in a column."""
    owner, _dot, name = column.name.rpartition(".")
    if owner == ELEMENTS:
        return {column.label}
    if owner:
        place = [side.value for side in SIDES].index(owner)
        return {label_of(("parties", place, name))}
    return {label_of((name,)), column.label}
