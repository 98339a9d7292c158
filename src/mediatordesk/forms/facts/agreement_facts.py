"""The facts of an agreement: its clauses and what is owed, and who has signed it."""

from collections.abc import Callable, Container, Mapping
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
from mediatordesk.core.papers import Signature, SignerRole
from mediatordesk.core.signers import signer_of
from mediatordesk.forms.clauses.amounts import (
    capitals_that_differ,
    totals_that_differ,
    unregistered_amounts,
)
from mediatordesk.forms.clauses.rates import rate_facts
from mediatordesk.forms.language.shapes import EVERY, plain_facts

_PRIVATE = {ClauseKind.PAYMENT, ClauseKind.ACTION}
"""What parties may dispose of between themselves."""


def agreement_facts(
    file: CaseFile, agreement: MediationAgreement, on: date, only: Container[str] = EVERY
) -> dict[str, Any]:
    """Return an agreement's facts: its clauses and obligations, and who has signed it.

    With `only` the facts of other names are left out, and are not worked out either.
    """
    facts = plain_facts(agreement, only)
    facts |= {name: make(file, agreement, only) for name, make in _MADE.items() if name in only}
    if "obligations" in only:
        facts["obligations"] = obligation_facts(file, agreement, on, only)
    if any(name in only for name in _SIGNING):
        facts |= _signing(file, agreement, on)
    return facts


def _performed_on(
    file: CaseFile, agreement: MediationAgreement, _only: Container[str]
) -> date | None:
    """Return the day on which all of an agreement was performed; None if it is not.

    It is the last performance of what is owed, or, where not all of it was noted, the day of the
    visit that found the agreement performed (人民调解法 31).
    """
    visited = [
        one.visited_on for one in file.visits if one.agreement_id == agreement.id and one.performed
    ]
    owed = file.obligations_of(agreement.id)
    if owed and all(_is_performed(file, one) for one in owed):
        return max(one.performed_on for each in owed for one in file.performances_of(each.id))
    return min(visited, default=None)


def clause_facts(
    file: CaseFile, agreement: MediationAgreement, only: Container[str] = EVERY
) -> tuple[dict[str, Any], ...]:
    """Return the clauses of an agreement, and what it promises outside them.

    The way of performance and the parties' responsibility are printed too (人民调解法 29): the
    checks of words look at them as at clauses, under the name of their field.
    """
    owed = _amounts_owed(file, agreement)
    own = tuple((clause, n, "") for n, clause in enumerate(file.clauses_of(agreement.id), 1))
    texts = {"performance": agreement.performance, "responsibility": agreement.responsibility}
    outside = tuple(
        (_clause_of_field(agreement, text), 0, field) for field, text in texts.items() if text
    )
    return tuple(
        plain_facts(clause, only)
        | rate_facts(clause.text)
        | {
            "agreement_position": agreement.position,
            "number": number,
            "from_field": field,
            "unregistered_amounts": unregistered_amounts(clause.text, owed),
            "capitals_that_differ": capitals_that_differ(clause.text),
        }
        for clause, number, field in own + outside
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


def obligation_facts(
    file: CaseFile, agreement: MediationAgreement, on: date, only: Container[str] = EVERY
) -> tuple[dict[str, Any], ...]:
    """Return what is owed under an agreement, with what has been performed of it."""
    return tuple(_obligation(file, one, on, only) for one in file.obligations_of(agreement.id))


def _obligation(file: CaseFile, owed: Obligation, on: date, only: Container[str]) -> dict[str, Any]:
    """Return an obligation's facts, with what has been performed of it."""
    performed = _is_performed(file, owed)
    return plain_facts(owed, only) | {
        "obligor": file.party(owed.obligor_id).name,
        "obligee": file.party(owed.obligee_id).name,
        "is_performed": performed,
        "is_overdue": owed.due_on is not None and owed.due_on < on and not performed,
        "paid": _paid(file, owed),
    }


def _paid(file: CaseFile, owed: Obligation) -> int:
    """Return what has been paid of an obligation, in fen."""
    return sum(one.amount or 0 for one in file.performances_of(owed.id))


def _is_performed(file: CaseFile, owed: Obligation) -> bool:
    """Tell whether all of an obligation was performed."""
    done = bool(file.performances_of(owed.id))
    return done and (owed.amount is None or _paid(file, owed) >= owed.amount)


def _kinds(file: CaseFile, agreement: MediationAgreement) -> tuple[bool, bool]:
    """Tell whether an agreement settles premiums, and what is private between the parties."""
    kinds = {one.kind for one in file.clauses_of(agreement.id)}
    return ClauseKind.STATUTORY_PREMIUM in kinds, bool(kinds & _PRIVATE)


def _is_payment_only(file: CaseFile, agreement: MediationAgreement, _only: Container[str]) -> bool:
    kinds = {one.kind for one in file.clauses_of(agreement.id)}
    return kinds - {ClauseKind.OTHER} == {ClauseKind.PAYMENT}


def _signing(file: CaseFile, agreement: MediationAgreement, on: date) -> dict[str, Any]:
    """Return who has signed an agreement's newest paper; an oral one needs no signature.

    For a ward the guardian signs. An organisation signs by its representative and puts its seal
    beside it (domain.md 2, A03): where that is missing, it is among the unsealed ones.
    """
    kind = "D18" if agreement.form is AgreementForm.ORAL else "D17"
    paper = file.newest_paper(kind, agreement.id)
    signatures = file.signatures_on(paper.id) if paper else ()
    day = paper.made_on if paper else on
    by = {one.party_id: one for one in signatures if _counts(file, one, day)}
    sealed = {one.party_id for one in signatures if one.bears_seal}
    signed = tuple(party for party in file.parties if party.id in by)
    unsigned = tuple(
        signer_of(file, one, day).name or one.name for one in file.parties if one.id not in by
    )
    roles = {one.role for one in signatures}
    return {
        "signed_parties": tuple(party.name for party in signed),
        "unsigned_parties": unsigned,
        "unsealed_parties": tuple(
            one.name for one in signed if one.is_organisation and one.id not in sealed
        ),
        "has_mediator": SignerRole.MEDIATOR in roles,
        "has_seal": SignerRole.COMMITTEE_SEAL in roles,
        "is_signed": not unsigned and {SignerRole.MEDIATOR, SignerRole.COMMITTEE_SEAL} <= roles,
    }


def _counts(file: CaseFile, signature: Signature, day: date) -> bool:
    """Tell whether a signature is one for a party, by who signs for it on that day."""
    party = next((one for one in file.parties if one.id == signature.party_id), None)
    if signature.role is not SignerRole.PARTY or party is None:
        return False
    return signer_of(file, party, day).signed(signature)


_SIGNING = (
    "signed_parties",
    "unsigned_parties",
    "unsealed_parties",
    "has_mediator",
    "has_seal",
    "is_signed",
)
_MADE: Mapping[str, Callable[[CaseFile, MediationAgreement, Container[str]], Any]] = {
    "clauses": clause_facts,
    "payments_total": lambda file, one, _only: sum(_amounts_owed(file, one)),
    "performed_on": _performed_on,
    "is_mixed": lambda file, one, _only: all(_kinds(file, one)),
    "is_premium_only": lambda file, one, _only: _kinds(file, one) == (True, False),
    "is_payment_only": _is_payment_only,
    "papers": lambda file, one, _only: tuple(
        each.kind for each in file.papers if each.about == one.id
    ),
    "visits": lambda file, one, _only: sum(each.agreement_id == one.id for each in file.visits),
    "totals_that_differ": lambda file, one, _only: _totals_that_differ(file, one),
    "last_day_of_confirmation": lambda file, one, _only: _last_day_of_confirmation(file, one),
    # Looked up outside the file, by those who have a desk.
    "courts": lambda _file, _one, _only: (),
    "court_refused": lambda _file, _one, _only: "",
}
"""The facts of an agreement that are more than its fields, but for what is owed and who signed."""
