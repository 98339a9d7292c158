"""What the receiver's own system may read of a case (case.json): facts, no notes, no minutes."""

from datetime import date
from typing import Any

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.agreements import MediationAgreement, Obligation
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import TimeFlag
from mediatordesk.core.money import yuan
from mediatordesk.core.parties import Party
from mediatordesk.core.records import value_of

ENTERED_LATER = "补录"
"""Said of what happened on paper and was entered later: its time was typed by a person."""


def case_facts(file: CaseFile, agreement: MediationAgreement | None, today: date) -> dict[str, Any]:
    """Return what the receiver's own system may read of the case: no notes, no minutes.

    Of the case as a whole (no `agreement`) that is its newest agreement, if it has one.
    """
    agreement = agreement or (file.agreements[-1] if file.agreements else None)
    return {
        "number": file.case.number,
        "title": file.case.title,
        "organisation": file.case.committee or file.office.name,
        "mediator": file.case.mediator,
        "parties": [_party_facts(party) for party in file.parties],
        "agreement": _agreement_facts(file, agreement, today) if agreement else None,
        "last_day": [
            {"code": one.code, "due_on": value_of(one.due_on), "safe_on": value_of(one.safe_on)}
            for one in file.periods
            if agreement and one.about == agreement.id
        ],
    }


def _agreement_facts(file: CaseFile, agreement: MediationAgreement, today: date) -> dict[str, Any]:
    return {
        "number": agreement.number,
        "agreed_on": value_of(agreement.agreed_on),
        "effective_on": value_of(agreement.effective_on),
        "clauses": [one.text for one in file.clauses_of(agreement.id)],
        "obligations": [
            {
                "obligor": file.party(one.obligor_id).name,
                "obligee": file.party(one.obligee_id).name,
                "amount": None if one.amount is None else yuan(one.amount).replace(",", ""),
                "action": one.action,
                "due_on": value_of(one.due_on),
                "performed": [
                    {"on": value_of(done.performed_on), "proof": done.proof}
                    for done in file.performances_of(one.id)
                ],
                "state": performance_state(file, one, today),
            }
            for one in file.obligations_of(agreement.id)
        ],
    }


def performance_state(file: CaseFile, owed: Obligation, today: date) -> str:
    """Return how far an obligation is performed on a day; a payment that is due says 未付."""
    done = file.performances_of(owed.id)
    paid = sum(one.amount or 0 for one in done)
    if done and (owed.amount is None or paid >= owed.amount):
        return "已履行" if owed.amount is None else "已付"
    if owed.due_on is None or owed.due_on >= today:
        return "未到期"
    if owed.amount is None:
        return "未履行"
    return "部分未付" if paid else "未付"


def entered_later(desk: Desk, file: CaseFile) -> list[dict[str, str]]:
    """Return when something was entered under a time that was typed (补录), oldest first."""
    typed = (
        one.moment.isoformat(timespec="minutes")
        for one in desk.store.changes_of(file.case.id)
        if one.flag is TimeFlag.TYPED
    )
    return [{"at": at, "remark": ENTERED_LATER} for at in dict.fromkeys(typed)]


def _party_facts(party: Party) -> dict[str, Any]:
    names = (
        "role", "kind", "name", "sex", "ethnicity", "birth_date", "id_kind", "id_number",
        "address", "phone", "legal_representative", "service_address",
    )  # fmt: skip
    return {name: value_of(getattr(party, name)) for name in names}
