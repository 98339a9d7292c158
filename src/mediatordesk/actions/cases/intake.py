"""Intake: a case comes to the counter and is registered, in one change."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from mediatordesk.actions.cases.checks import check_case
from mediatordesk.actions.cases.numbering import marked, numbered
from mediatordesk.actions.cases.periods import begun_periods, met_periods, recounted_periods
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.office_settings import settings_of
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case, CaseStatus, Element
from mediatordesk.core.changes import Change, Op
from mediatordesk.core.entries import UnknownField, entry
from mediatordesk.core.field_words import named, typed_name
from mediatordesk.core.parties import Party
from mediatordesk.core.records import added, changed
from mediatordesk.core.texts import _
from mediatordesk.forms import Finding, Intake, Stage, read_intake
from mediatordesk.forms.errors import NoPack
from mediatordesk.forms.facts.fact_shapes import EVENTS
from mediatordesk.forms.intake.element_entries import entered_element
from mediatordesk.store import read_case_file

DEFAULT_PACK = "people"
TEXTS = ("title", "facts", "channel", "registrar", "committee", "mediator", "recorder")
"""The text fields of a case that are corrected one by one."""


@dataclass(frozen=True)
class Registered:
    """A case that was registered, and what was noticed."""

    case: Case
    findings: tuple[Finding, ...]


def add_case(desk: Desk, data: Mapping[str, Any], *, pack_name: str = "") -> Registered:
    """Register a case from an intake file, with everything in it or nothing at all.

    WrongEntry names what cannot be used. An oral agreement reached on the spot is noted with it,
    accepted, numbered and in force the same day (人民调解法 28, 30).
    """
    today = desk.clock.today()
    pack = desk.packs.pack(pack_name or str(data.get("pack") or DEFAULT_PACK))
    if pack.data.base:
        raise NoPack(pack=pack.name, packs="、".join(desk.packs.offered()))
    intake = at_home(desk, read_intake(pack, data, on=today))
    case, marking = marked(desk, intake.case)
    intake = replace(intake, case=case)
    numbering = list[Op]()
    if intake.agreement is not None:
        intake, numbering = _agreed_at_once(desk, intake)
    started = first_periods(desk, intake)
    ops = [*map(added, intake.records), *marking, *numbering, *started]
    desk.commit(ops)
    return Registered(intake.case, (*intake.findings, *_pressing(desk, intake.case.id)))


def _pressing(desk: Desk, case_id: UUID) -> tuple[Finding, ...]:
    """Return what must not wait until somebody asks for the check: harm to a child, a conflict."""
    found = check_case(desk, read_case_file(desk.store, case_id), Stage.INTAKE)
    return tuple(one for one in found if one.blocks)


def set_field(desk: Desk, case_id: UUID, name: str, text: str) -> Change:
    """Correct one field of a case or one of its pack's fields; UnknownField if there is none."""
    file = read_case_file(desk.store, case_id)
    pack = desk.packs.pack(file.case.pack)
    fields = {one.name: one.label for one in pack.fields()}
    if name in TEXTS:
        return desk.commit([changed(file.case, file.case.with_text(name, text))])
    if name == "amount_in_dispute":
        amount = entry(name, int, text)
        return desk.commit([changed(file.case, replace(file.case, amount_in_dispute=amount))])
    if name not in fields:
        own = (named(label, field) for field, label in sorted(fields.items()))
        raise UnknownField(field=name, known=_(", ").join([*map(typed_name, TEXTS), *own]))
    content = entered_element(pack, name, text, file.case)
    return desk.commit([*element_written(file, name, content), *_event(desk, file, name, content)])


def set_party_field(desk: Desk, case_id: UUID, party: Party, name: str, text: str) -> Change:
    """Correct one of the pack's fields of a party: whose guardian, whose protection order.

    UnknownField if the pack asks no such thing of a party, WrongEntry if it does not fit.
    """
    file = read_case_file(desk.store, case_id)
    pack = desk.packs.pack(file.case.pack)
    fields = {one.name: one.label for one in pack.party_fields()}
    if name not in fields:
        own = (named(label, field) for field, label in sorted(fields.items()))
        raise UnknownField(field=name, known=_(", ").join(own))
    content = entered_element(pack, name, text, file.case)
    return desk.commit(element_written(file, name, content, party))


def element_written(
    file: CaseFile, name: str, content: str, party: Party | None = None
) -> list[Op]:
    """Return the operations that write one of the pack's fields, of the case or of a party."""
    told = file.party_elements.get(party.id, {}) if party else file.elements
    owner = party.id if party else None
    before = Element.of(file.case.id, name, told.get(name, ""), owner)
    after = replace(before, content=content)
    return [changed(before, after) if name in told else added(after)]


def _event(desk: Desk, file: CaseFile, name: str, content: str) -> list[Op]:
    """Return the periods that a day begins, ends or corrects, if its field is an event."""
    if name not in EVENTS or not content:
        return []
    after = replace(file, elements={**file.elements, name: content})
    met = met_periods(desk, file, name, date.fromisoformat(content))
    return [*met, *recounted_periods(desk, after, name), *begun_periods(desk, after)]


def dispute_type_words(desk: Desk, case: Case) -> str:
    """Return the type of a case's dispute in its pack's words; the code if the pack has none."""
    day = case.registered_on or desk.clock.today()
    for one in desk.packs.pack(case.pack).dispute_types(day):
        if one.code == case.dispute_type:
            return one.title
    return case.dispute_type


def at_home(desk: Desk, intake: Intake) -> Intake:
    """Return the intake with the office's own committee and registrar where none was entered."""
    case = intake.case
    return replace(
        intake,
        case=replace(
            case,
            committee=case.committee or desk.office.name,
            registrar=case.registrar or desk.operator.name,
            mediator=case.mediator or desk.operator.name,
            recorder=case.recorder or desk.operator.name,
        ),
    )


def _agreed_at_once(desk: Desk, intake: Intake) -> tuple[Intake, list[Op]]:
    """Return the intake of an oral agreement, accepted and numbered."""
    case, number = numbered(desk, intake.case)
    accepted = replace(case.moved(CaseStatus.AGREED), accepted_on=desk.clock.today())
    assert intake.agreement is not None  # noqa: S101 - the caller asked
    agreement = replace(intake.agreement, number=accepted.number)
    return replace(intake, case=accepted, agreement=agreement), number


def first_periods(desk: Desk, intake: Intake) -> list[Op]:
    """Return the periods that registration begins, and those of an agreement in it."""
    file = CaseFile(
        desk.office,
        intake.case,
        parties=intake.parties,
        agreements=(intake.agreement,) if intake.agreement else (),
        clauses=intake.clauses,
        obligations=intake.obligations,
        elements={one.name: one.content for one in intake.elements if one.party_id is None},
        settings=settings_of(desk.store),
    )
    return begun_periods(desk, file)
