"""The facts of a case: what the expressions of packs may look at, as plain values."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from mediatordesk.core.agreements import (
    AgreementForm,
    Clause,
    ClauseKind,
    MediationAgreement,
    Obligation,
    Performance,
)
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case
from mediatordesk.core.offices import Office
from mediatordesk.core.papers import Attachment, Paper, Signature, SignerRole
from mediatordesk.core.parties import Party, age_on
from mediatordesk.core.periods import Period
from mediatordesk.core.records import Record
from mediatordesk.core.routing import Hop
from mediatordesk.core.sessions import ConsentKind, FollowUpVisit, Note, SessionRecord
from mediatordesk.forms.amounts import (
    capitals_that_differ,
    totals_that_differ,
    unregistered_amounts,
)
from mediatordesk.forms.shapes import Leaf, Shape, shape_of_record

EVENTS = {
    "application_received": Leaf.DAY,
    "acceptance": Leaf.DAY,
    "agreement_reached": Leaf.DAY,
    "agreement_effective": Leaf.DAY,
    "case_closed": Leaf.DAY,
    "infringement_known": Leaf.DAY,
    "hiring": Leaf.DAY,
    "judgment_performance_due": Leaf.DAY,
    "confirmation_applied": Leaf.DAY,
    "ruling_received": Leaf.DAY,
    "court_material_signed": Leaf.DAY,
    "risk_found": Leaf.DAY,
    "performance": Leaf.DAY,
    "case_archived": Leaf.DAY,
}
"""The events that begin and end periods. Those a case file does not hold are entered by hand."""

_PARTY_MORE: dict[str, Shape] = {
    "number": Leaf.NUMBER,
    "is_person": Leaf.YES_NO,
    "is_organisation": Leaf.YES_NO,
    "age": Leaf.NUMBER,
    "consents": {kind.value: Leaf.YES_NO for kind in ConsentKind},
    "attachments": [Leaf.TEXT],
    "papers": [Leaf.TEXT],
}
_CLAUSE_MORE: dict[str, Shape] = {
    "agreement_position": Leaf.NUMBER,
    "from_field": Leaf.TEXT,
    "unregistered_amounts": [Leaf.TEXT],
    "capitals_that_differ": [Leaf.TEXT],
}
_OBLIGATION_MORE: dict[str, Shape] = {
    "obligor": Leaf.TEXT,
    "obligee": Leaf.TEXT,
    "is_performed": Leaf.YES_NO,
    "is_overdue": Leaf.YES_NO,
    "paid": Leaf.NUMBER,
}
_CLAUSE: Shape = shape_of_record(Clause) | _CLAUSE_MORE
_OBLIGATION: Shape = shape_of_record(Obligation) | _OBLIGATION_MORE
_AGREEMENT: Shape = shape_of_record(MediationAgreement) | {
    "clauses": [_CLAUSE],
    "obligations": [_OBLIGATION],
    "payments_total": Leaf.NUMBER,
    "is_mixed": Leaf.YES_NO,
    "is_premium_only": Leaf.YES_NO,
    "is_payment_only": Leaf.YES_NO,
    "papers": [Leaf.TEXT],
    "signed_parties": [Leaf.TEXT],
    "unsigned_parties": [Leaf.TEXT],
    "has_mediator": Leaf.YES_NO,
    "has_seal": Leaf.YES_NO,
    "is_signed": Leaf.YES_NO,
    "visits": Leaf.NUMBER,
    "totals_that_differ": [Leaf.TEXT],
    "last_day_of_confirmation": Leaf.DAY,
}

SHAPE: Mapping[str, Shape] = {
    "today": Leaf.DAY,
    "case": shape_of_record(Case),
    "office": shape_of_record(Office),
    "parties": [shape_of_record(Party) | _PARTY_MORE],
    "agreements": [_AGREEMENT],
    "clauses": [_CLAUSE],
    "obligations": [_OBLIGATION],
    "performances": [shape_of_record(Performance)],
    "sessions": [shape_of_record(SessionRecord)],
    "visits": [shape_of_record(FollowUpVisit)],
    "hops": [shape_of_record(Hop)],
    "papers": [shape_of_record(Paper)],
    "signatures": [shape_of_record(Signature)],
    "attachments": [shape_of_record(Attachment)],
    "notes": [shape_of_record(Note)],
    "periods": [shape_of_record(Period)],
    "events": EVENTS,
}
"""Everything an expression may name beside the pack's own `elements` and `settings`."""


def facts_of(file: CaseFile, on: date) -> dict[str, Any]:
    """Return the facts of a case on a day: its records as plain values, and what follows from them.

    Names are those of the records; ids are text; `elements` holds the pack's fields as they are
    kept (`Pack.read_elements` makes values of them). Nothing is looked up outside the file.
    """
    agreements = tuple(_agreement(file, one, on) for one in file.agreements)
    return {
        "today": on,
        "case": _plain(file.case),
        "office": _plain(file.office),
        "parties": tuple(_party(file, one, n, on) for n, one in enumerate(file.parties, 1)),
        "agreements": agreements,
        "clauses": tuple(clause for one in agreements for clause in one["clauses"]),
        "obligations": tuple(owed for one in agreements for owed in one["obligations"]),
        "performances": tuple(map(_plain, file.performances)),
        "sessions": tuple(map(_plain, file.sessions)),
        "visits": tuple(map(_plain, file.visits)),
        "hops": tuple(map(_plain, file.hops)),
        "papers": tuple(map(_plain, file.papers)),
        "signatures": tuple(map(_plain, file.signatures)),
        "attachments": tuple(map(_plain, file.attachments)),
        "notes": tuple(map(_plain, file.notes)),
        "periods": tuple(map(_plain, file.periods)),
        "events": _events(file),
        "elements": dict(file.elements),
    }


def record_facts(case: Case, parties: tuple[Party, ...]) -> dict[str, Any]:
    """Return the facts of a case that is only being entered, for the relevance of questions."""
    file = CaseFile(Office(code="", name=""), case, parties)
    return facts_of(file, case.registered_on or date.max)


def _events(file: CaseFile) -> dict[str, date | None]:
    """Return the days of the events that the file itself tells."""
    case = file.case
    reached = [one.agreed_on for one in file.agreements if one.agreed_on]
    effective = [one.effective_on for one in file.agreements if one.effective_on]
    told: dict[str, date | None] = dict.fromkeys(EVENTS)
    return told | {
        "application_received": case.registered_on,
        "acceptance": case.accepted_on,
        "case_closed": case.closed_on,
        "agreement_reached": reached[-1] if reached else None,
        "agreement_effective": effective[-1] if effective else None,
    }


def _party(file: CaseFile, party: Party, number: int, on: date) -> dict[str, Any]:
    """Return a party's facts, with the consents it gave and what was handed in for it."""
    return _plain(party) | {
        "number": number,
        "is_person": not party.is_organisation,
        "is_organisation": party.is_organisation,
        "age": age_on(party.birth_date, on) if party.birth_date else None,
        "consents": {kind.value: file.consent(party.id, kind) is not None for kind in ConsentKind},
        "attachments": tuple(one.kind for one in file.attachments if one.party_id == party.id),
        "papers": tuple(one.kind for one in file.papers if one.about == party.id),
    }


def _agreement(file: CaseFile, agreement: MediationAgreement, on: date) -> dict[str, Any]:
    """Return an agreement's facts: its clauses and obligations, and who has signed it."""
    clauses = _clauses(file, agreement)
    kinds = {one.kind for one in file.clauses_of(agreement.id)}
    premium = ClauseKind.STATUTORY_PREMIUM in kinds
    obligations = tuple(_obligation(file, one, on) for one in file.obligations_of(agreement.id))
    return (
        _plain(agreement)
        | _signing(file, agreement)
        | {
            "clauses": clauses,
            "obligations": obligations,
            "payments_total": sum(one["amount"] or 0 for one in obligations),
            "is_mixed": premium and len(kinds) > 1,
            "is_premium_only": kinds == {ClauseKind.STATUTORY_PREMIUM},
            "is_payment_only": kinds == {ClauseKind.PAYMENT},
            "papers": tuple(one.kind for one in file.papers if one.about == agreement.id),
            "visits": sum(one.agreement_id == agreement.id for one in file.visits),
            "totals_that_differ": _totals_that_differ(file, agreement),
            "last_day_of_confirmation": _last_day_of_confirmation(file, agreement),
        }
    )


def _clauses(file: CaseFile, agreement: MediationAgreement) -> tuple[dict[str, Any], ...]:
    """Return the clauses of an agreement, and what it promises outside them.

    The way of performance and the parties' responsibility are printed too (人民调解法 29): the
    checks of words look at them as at clauses, under the name of their field.
    """
    owed = _amounts_owed(file, agreement)
    own = tuple((clause, "") for clause in file.clauses_of(agreement.id))
    texts = {"performance": agreement.performance, "responsibility": agreement.responsibility}
    outside = tuple(
        (_clause_of_field(agreement, text), field) for field, text in texts.items() if text
    )
    return tuple(
        _plain(clause)
        | {
            "agreement_position": agreement.position,
            "from_field": field,
            "unregistered_amounts": unregistered_amounts(clause.text, owed),
            "capitals_that_differ": capitals_that_differ(clause.text),
        }
        for clause, field in own + outside
    )


def _clause_of_field(agreement: MediationAgreement, text: str) -> Clause:
    """Return a field of an agreement as a clause of its own."""
    return Clause(
        id=agreement.id,
        case_id=agreement.case_id,
        agreement_id=agreement.id,
        position=0,
        text=text,
    )


def _amounts_owed(file: CaseFile, agreement: MediationAgreement) -> tuple[int, ...]:
    """Return the amounts that are registered as obligations, in fen."""
    return tuple(one.amount for one in file.obligations_of(agreement.id) if one.amount)


def _totals_that_differ(file: CaseFile, agreement: MediationAgreement) -> tuple[str, ...]:
    """Return the totals in payment clauses that are not the sum of what is owed."""
    owed = _amounts_owed(file, agreement)
    payments = (one for one in file.clauses_of(agreement.id) if one.kind is ClauseKind.PAYMENT)
    return tuple(total for one in payments for total in totals_that_differ(one.text, owed))


def _last_day_of_confirmation(file: CaseFile, agreement: MediationAgreement) -> date | None:
    """Return the last day of the joint application (T10), once that period runs."""
    running = [one.due_on for one in file.periods if (one.code, one.about) == ("T10", agreement.id)]
    return running[-1] if running else None


def _obligation(file: CaseFile, owed: Obligation, on: date) -> dict[str, Any]:
    """Return an obligation's facts, with what has been performed of it."""
    done = file.performances_of(owed.id)
    paid = sum(one.amount or 0 for one in done)
    performed = bool(done) and (owed.amount is None or paid >= owed.amount)
    overdue = owed.due_on is not None and owed.due_on < on and not performed
    return _plain(owed) | {
        "obligor": file.party(owed.obligor_id).name,
        "obligee": file.party(owed.obligee_id).name,
        "is_performed": performed,
        "is_overdue": overdue,
        "paid": paid,
    }


def _signing(file: CaseFile, agreement: MediationAgreement) -> dict[str, Any]:
    """Return who has signed an agreement's newest paper; an oral one needs no signature."""
    kind = "D18" if agreement.form is AgreementForm.ORAL else "D17"
    paper = file.newest_paper(kind, agreement.id)
    signatures = file.signatures_on(paper.id) if paper else ()
    roles = {one.role for one in signatures}
    by = {one.party_id for one in signatures if one.role is SignerRole.PARTY}
    unsigned = tuple(party.name for party in file.parties if party.id not in by)
    whole = not unsigned and {SignerRole.MEDIATOR, SignerRole.COMMITTEE_SEAL} <= roles
    return {
        "signed_parties": tuple(party.name for party in file.parties if party.id in by),
        "unsigned_parties": unsigned,
        "has_mediator": SignerRole.MEDIATOR in roles,
        "has_seal": SignerRole.COMMITTEE_SEAL in roles,
        "is_signed": whole,
    }


def _plain(record: Record) -> dict[str, Any]:
    """Return a record's fields as plain values: ids as text, kinds as their words."""
    return {one.name: _plain_value(getattr(record, one.name)) for one in fields(record)}


def _plain_value(value: Any) -> Any:
    """Return a field's content as an expression reads it."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value
