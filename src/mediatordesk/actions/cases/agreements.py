"""Agreements: drawn up by clauses, corrected before they are signed, in force when complete."""

from dataclasses import replace

from mediatordesk.actions.cases.entered_parts import Data, numbered_part, required, rows_of
from mediatordesk.actions.cases.numbering import agreement_suffix, numbered
from mediatordesk.actions.cases.people import named_party
from mediatordesk.actions.cases.periods import begun_periods, met_periods
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.agreements import AgreementForm, Clause, MediationAgreement, Obligation
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import CaseStatus
from mediatordesk.core.changes import Change
from mediatordesk.core.entries import FieldMissing, entered
from mediatordesk.core.errors import DeskError
from mediatordesk.core.records import added, changed
from mediatordesk.core.texts import N_

_PARTS = {"clauses", "obligations"}


class TextLocked(DeskError):
    """Somebody has signed the text already."""

    happened = N_("The agreement has been signed by {name}; its text can no longer be changed.")
    kept = N_("The signed text is as it was.")
    to_do = N_(
        "Make a new version of the paper: the signatures on this one are void then. Correct the "
        "text, make the paper again, and let everybody sign it."
    )


def agree(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Draw up a written agreement (人民调解法 28, 29) with its clauses and what is owed."""
    return _agree(desk, file, data, AgreementForm.WRITTEN)


def agree_orally(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Note an oral agreement; it takes effect on the day it is reached (人民调解法 30)."""
    return _agree(desk, file, data, AgreementForm.ORAL)


def reword_clause(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Correct a clause, given by agreement and clause number, while nobody has signed."""
    number = data.get("agreement", len(file.agreements))
    agreement = numbered_part("agreement", file.agreements, number)
    require_unsigned(file, agreement)
    clause = numbered_part("clause", file.clauses_of(agreement.id), data.get("clause", 1))
    rest = {name: data[name] for name in ("text", "kind") if name in data}
    kept = {
        "id": clause.id,
        "case_id": clause.case_id,
        "agreement_id": clause.agreement_id,
        "position": clause.position,
    }
    after = entered(Clause, {"kind": clause.kind.value} | rest, **kept)
    return desk.commit([changed(clause, after)])


def require_unsigned(file: CaseFile, agreement: MediationAgreement) -> None:
    """TextLocked if somebody has signed a paper of the agreement: signed papers never change.

    What was signed on a version that a newer one has replaced is void, and locks nothing.
    """
    papers = {one.kind: one for one in file.papers if one.about == agreement.id}
    for paper in papers.values():
        for signature in file.signatures_on(paper.id):
            raise TextLocked(name=signature.name)


def _agree(desk: Desk, file: CaseFile, data: Data, form: AgreementForm) -> Change:
    today = desk.clock.today()
    if not data.get("clauses"):
        raise FieldMissing(field="clauses")
    case, number = numbered(desk, file.case)
    if case.status is CaseStatus.REGISTERED:
        # What is agreed on the spot was accepted on the spot (人民调解法 17, 28).
        case = replace(case, accepted_on=today)
    agreement = _agreement(file, data, form, case.number)
    if agreement.agreed_on is None:
        agreement = replace(agreement, agreed_on=today)
    if form is AgreementForm.ORAL:
        agreement = replace(agreement, effective_on=agreement.agreed_on)
    clauses = _clauses(file, agreement, data)
    obligations = _obligations(file, agreement, data)
    moved = replace(case.moved(CaseStatus.AGREED), oral=form is AgreementForm.ORAL)
    after = replace(
        file,
        case=moved,
        agreements=(*file.agreements, agreement),
        clauses=(*file.clauses, *clauses),
        obligations=(*file.obligations, *obligations),
    )
    begun = begun_periods(desk, after)
    met = met_periods(desk, file, "agreement_reached", today)
    parts = [added(one) for one in (agreement, *clauses, *obligations)]
    return desk.commit([changed(file.case, moved), *number, *parts, *begun, *met])


def _agreement(file: CaseFile, data: Data, form: AgreementForm, number: str) -> MediationAgreement:
    position = len(file.agreements) + 1
    own = {name: value for name, value in data.items() if name not in _PARTS}
    # The effective day is never entered: it is counted from the signatures (人民调解法 29, 30).
    # One for each party and the committee, two more for the court (domain.md 1.3, D17).
    copies = len(file.parties) + 1 + (2 if own.get("confirmation_wanted") else 0)
    return entered(
        MediationAgreement,
        {"copies": copies, "facts": file.case.facts} | own,
        case_id=file.case.id,
        form=form,
        position=position,
        number=number + agreement_suffix(position),
        effective_on=None,
    )


def _clauses(file: CaseFile, agreement: MediationAgreement, data: Data) -> tuple[Clause, ...]:
    return tuple(
        entered(Clause, one, case_id=file.case.id, agreement_id=agreement.id, position=position)
        for position, one in enumerate(rows_of(data, "clauses"), 1)
    )


def _obligations(
    file: CaseFile, agreement: MediationAgreement, data: Data
) -> tuple[Obligation, ...]:
    """Return what is owed; obligor and obligee are given by name."""
    return tuple(
        entered(
            Obligation,
            {name: value for name, value in one.items() if name not in {"obligor", "obligee"}},
            case_id=file.case.id,
            agreement_id=agreement.id,
            position=position,
            obligor_id=named_party(file, required(one, "obligor")).id,
            obligee_id=named_party(file, required(one, "obligee")).id,
        )
        for position, one in enumerate(rows_of(data, "obligations"), 1)
    )
