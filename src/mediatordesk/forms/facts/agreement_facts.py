"""The facts of an agreement: its clauses and what is owed, and who has signed it."""

from datetime import date
from typing import Any

from mediatordesk.core.agreements import (
    AgreementForm,
    Clause,
    ClauseKind,
    MediationAgreement,
    Obligation,
)
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import SignerRole
from mediatordesk.forms.clauses.amounts import (
    capitals_that_differ,
    totals_that_differ,
    unregistered_amounts,
)
from mediatordesk.forms.clauses.rates import rate_facts
from mediatordesk.forms.language.shapes import plain_facts

_PRIVATE = {ClauseKind.PAYMENT, ClauseKind.ACTION}
"""What parties may dispose of between themselves."""


def agreement_facts(file: CaseFile, agreement: MediationAgreement, on: date) -> dict[str, Any]:
    """Return an agreement's facts: its clauses and obligations, and who has signed it."""
    clauses = _clauses(file, agreement)
    kinds = {one.kind for one in file.clauses_of(agreement.id)}
    premium, private = ClauseKind.STATUTORY_PREMIUM in kinds, bool(kinds & _PRIVATE)
    obligations = tuple(_obligation(file, one, on) for one in file.obligations_of(agreement.id))
    return (
        plain_facts(agreement)
        | _signing(file, agreement)
        | {
            "clauses": clauses,
            "obligations": obligations,
            "payments_total": sum(one["amount"] or 0 for one in obligations),
            "performed_on": _performed_on(file, agreement, obligations),
            "is_mixed": premium and private,
            "is_premium_only": premium and not private,
            "is_payment_only": kinds - {ClauseKind.OTHER} == {ClauseKind.PAYMENT},
            "papers": tuple(one.kind for one in file.papers if one.about == agreement.id),
            "visits": sum(one.agreement_id == agreement.id for one in file.visits),
            "totals_that_differ": _totals_that_differ(file, agreement),
            "last_day_of_confirmation": _last_day_of_confirmation(file, agreement),
            "courts": (),
            "court_refused": "",
        }
    )


def _performed_on(
    file: CaseFile, agreement: MediationAgreement, obligations: tuple[dict[str, Any], ...]
) -> date | None:
    """Return the day on which all of an agreement was performed; None if it is not.

    It is the last performance of what is owed, or, where not all of it was noted, the day of the
    visit that found the agreement performed (人民调解法 31).
    """
    visited = [
        one.visited_on for one in file.visits if one.agreement_id == agreement.id and one.performed
    ]
    if obligations and all(one["is_performed"] for one in obligations):
        owed = file.obligations_of(agreement.id)
        return max(one.performed_on for each in owed for one in file.performances_of(each.id))
    return min(visited, default=None)


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
        plain_facts(clause)
        | rate_facts(clause.text)
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
    return plain_facts(owed) | {
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
