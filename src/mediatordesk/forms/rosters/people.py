"""Rows of a roster as people: parties of a mass case with their elements, members of the office."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from uuid import UUID

from mediatordesk.core.cases import Element
from mediatordesk.core.entries import entry
from mediatordesk.core.errors import DeskError
from mediatordesk.core.identity import credit_code
from mediatordesk.core.parties import Party, PartyKind, PartyRole
from mediatordesk.core.records import Record, value_of
from mediatordesk.core.rosters import RosterKind, RosterMember
from mediatordesk.core.texts import _
from mediatordesk.forms.definitions.rosters import ColumnKind, Roster
from mediatordesk.forms.findings import Finding
from mediatordesk.forms.intake.party_numbers import CREDIT_CODE, RESIDENT_CARD, checked_party
from mediatordesk.forms.rosters.cells import shown

_CREDIT_KINDS = {CREDIT_CODE, "营业执照"}
_RESIDENT_KINDS = {RESIDENT_CARD, "身份证", "居民户口簿"}
_GIVEN = {"id", "void_reason", "case_id", "position", "kind"}
_NOBODY = UUID(int=0)
_CUT_IN_TEXT = re.compile(r"[0-9]{15}000")
"""What Excel leaves of an identity number that it saved as a number into a CSV file."""


@dataclass(frozen=True)
class RosterParty:
    """One row as a party with what else the roster says of it."""

    party: Party
    elements: tuple[Element, ...]
    findings: tuple[Finding, ...]
    faults: Mapping[str, str]
    """By column."""


def party_of(
    roster: Roster, values: Mapping[str, str], case_id: UUID, position: int
) -> RosterParty:
    """Return the party of a row; its number is checked, and gives sex and day of birth.

    The values are those of `read_roster`; a row that lacks its name or role has faults there.
    """
    known = {one.name for one in fields(Party)} - _GIVEN
    role = PartyRole(values["role"]) if "role" in values else roster.role or PartyRole.THIRD_PARTY
    content = {
        name: _content(roster, name, text)
        for name, text in values.items()
        if name in known - {"role"}
    }
    party = Party(
        case_id=case_id,
        position=position,
        role=role,
        kind=_kind(values),
        **({"name": ""} | content),
    )
    party, findings, wrong = checked_party(party)
    elements = tuple(
        Element.of(case_id, name, text, party.id)
        for name, text in values.items()
        if name not in known
    )
    return RosterParty(party, elements, findings, _faults(party, wrong))


def member_of(roster: Roster, values: Mapping[str, str]) -> tuple[RosterMember, dict[str, str]]:
    """Return the member of a row, and by column what is wrong with its number."""
    content = {name: _content(roster, name, text) for name, text in values.items()}
    kind = roster.member or RosterKind.MEDIATOR
    member = RosterMember(kind=kind, **({"name": ""} | content))
    party = Party(
        case_id=_NOBODY,
        role=PartyRole.THIRD_PARTY,
        name=member.name,
        sex=member.sex,
        birth_date=member.birth_date,
        id_kind=member.id_kind,
        id_number=member.id_number,
    )
    party, _findings, wrong = checked_party(party)
    member = replace(
        member,
        sex=party.sex,
        birth_date=party.birth_date,
        id_kind=party.id_kind,
        id_number=party.id_number,
    )
    return member, _faults(party, wrong)


def _faults(party: Party, wrong: tuple[str, ...]) -> dict[str, str]:
    """Return what is wrong with a party's number, without its name, as a fault of the column."""
    said = "；".join(one.removeprefix(f"{party.name}：") for one in wrong)
    if said and _CUT_IN_TEXT.fullmatch(party.id_number):
        said += "；" + _("Excel keeps 15 digits only, and has put 000 for the others")
    return {"id_number": said} if said else {}


def values_of_party(roster: Roster, party: Party, elements: Mapping[str, str]) -> dict[str, str]:
    """Return a party as the values of a roster's columns; the other way round of `party_of`."""
    own = {one.name for one in fields(Party)}
    return {
        column.name: _text(party, column.name)
        if column.name in own
        else elements.get(column.name, "")
        for column in roster.columns
    }


def values_of_member(roster: Roster, member: RosterMember) -> dict[str, str]:
    """Return a member as the values of a roster's columns."""
    return {column.name: _text(member, column.name) for column in roster.columns}


def shown_rows(roster: Roster, rows: Iterable[Mapping[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Return rows of values as a sheet shows them."""
    return tuple(
        tuple(shown(column, values.get(column.name, "")) for column in roster.columns)
        for values in rows
    )


def _content(roster: Roster, name: str, text: str) -> Any:
    """Return a value as the field of a record."""
    column = roster.column(name)
    match column.kind if column else ColumnKind.TEXT:
        case ColumnKind.DAY:
            return entry(name, date, text)
        case ColumnKind.YES_NO:
            return text == "true"
        case ColumnKind.LIST:
            return tuple(text.split("、"))
    return text


def _text(record: Record, name: str) -> str:
    """Return a field of a record as a value."""
    content = getattr(record, name)
    if content is None:
        return ""
    if isinstance(content, tuple):
        return "、".join(content)
    if isinstance(content, bool):
        return str(content).lower()
    return str(value_of(content))


def _kind(values: Mapping[str, str]) -> PartyKind:
    """Return whether a row is an organisation: its paper says so, or its number."""
    paper, number = values.get("id_kind", ""), values.get("id_number", "")
    if paper in _CREDIT_KINDS:
        return PartyKind.ORGANISATION
    if paper in _RESIDENT_KINDS or paper:
        return PartyKind.PERSON
    resident = Party(case_id=_NOBODY, role=PartyRole.THIRD_PARTY, name="-", id_number=number)
    if not number or not checked_party(resident)[2]:
        return PartyKind.PERSON
    try:
        credit_code(number)
    except DeskError:
        return PartyKind.PERSON
    return PartyKind.ORGANISATION
