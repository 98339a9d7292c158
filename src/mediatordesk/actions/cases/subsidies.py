"""The subsidy for a mediated case (以案定补): claimed when its file shows it, paid once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import STATUS_WORDS, Case, CaseStatus
from mediatordesk.core.changes import Change
from mediatordesk.core.entries import BadEntry, FieldMissing
from mediatordesk.core.errors import DeskError
from mediatordesk.core.money import yuan
from mediatordesk.core.parties import Party
from mediatordesk.core.records import added, changed, tidy
from mediatordesk.core.subsidies import Subsidy
from mediatordesk.core.texts import N_, _
from mediatordesk.forms import Pack

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
GRADES = {"simple": "简单", "general": "一般", "complex": "疑难复杂"}
"""How hard a dispute was (难易程度): the names under which packs set what is paid."""
PROOFS = "subsidy_proofs"
_SETTLED = {CaseStatus.PERFORMED, CaseStatus.CLOSED, CaseStatus.ARCHIVED}


class PaidBefore(DeskError):
    """A second claim for one dispute."""

    happened = N_("{case} was claimed before: {amount} yuan for {month} ({mediator}).")
    kept = N_("Nothing was claimed again: one dispute is paid once.")
    to_do = N_("If the first claim was a mistake, withdraw it with a reason, then claim again.")


class NotSettled(DeskError):
    """A case without an agreement, or one that is not performed yet."""

    happened = N_("{case} cannot be claimed yet: {why}.")
    kept = N_("Nothing was claimed.")
    to_do = N_("Claim it when the agreement is performed or the case is closed.")


class ProofMissing(DeskError):
    """The file lacks what an office wants to see before it pays."""

    happened = N_("{case} cannot be claimed: its file lacks {papers}.")
    kept = N_("Nothing was claimed.")
    to_do = N_("Make the papers that are missing. Which ones are wanted is the setting "
               "subsidy_proofs.")  # fmt: skip


class NothingClaimed(DeskError):
    """A claim that is to be withdrawn is not there."""

    happened = N_("Nothing was claimed for {case}.")
    kept = N_("Nothing was changed.")
    to_do = N_("“subsidy list” shows what was claimed in a month.")


@dataclass(frozen=True)
class Claimed:
    """A subsidy that was claimed, and cases of the same people that were claimed before."""

    subsidy: Subsidy
    similar: tuple[Case, ...]
    change: Change


def claim_subsidy(
    desk: Desk, file: CaseFile, *, grade: str = "", month: str = "", mediator: str = ""
) -> Claimed:
    """Claim the subsidy of a case for a month: this one, unless another is named.

    The grade is the case's own (难易程度) unless it is given; what is paid for it and which papers
    must be there are settings of the office. PaidBefore, NotSettled, ProofMissing, BadEntry.
    """
    _require_settled(file)
    before = _claims_of(desk, file.case)
    for one in before:
        if not one.void_reason:
            raise _paid_before(file.case, one)
    pack = desk.packs.pack(file.case.pack)
    settings = pack.settings(desk.clock.today(), file.settings)
    subsidy = Subsidy.of(
        file.case.id,
        month=_month(month or f"{desk.clock.today():%Y-%m}"),
        amount=_amount(settings, graded := _grade(file, grade)),
        grade=graded,
        mediator=tidy(mediator) or file.case.mediator,
        proofs=_proofs(pack, file, settings.get(PROOFS, ())),
    )
    similar = _similar(desk, file)
    change = desk.commit([changed(before[0], subsidy) if before else added(subsidy)])
    return Claimed(subsidy, similar, change)


def withdraw_claim(desk: Desk, file: CaseFile, reason: str) -> Change:
    """Take back what was claimed by mistake. NothingClaimed, FieldMissing without a reason."""
    if not tidy(reason):
        raise FieldMissing(field="reason")
    for one in file.subsidies:
        return desk.commit([changed(one, replace(one, void_reason=tidy(reason)))])
    raise NothingClaimed(case=file.case.called)


def claims(desk: Desk, month: str) -> tuple[tuple[Subsidy, Case], ...]:
    """Return what was claimed for a month with its cases, by their numbers. BadEntry."""
    condition = "month = ? AND void_reason = '' ORDER BY rowid"
    found = desk.store.where(Subsidy, condition, (_month(month),))
    pairs = [(one, desk.store.get(Case, one.case_id)) for one in found]
    return tuple(sorted(pairs, key=lambda pair: pair[1].called))


def _require_settled(file: CaseFile) -> None:
    """Raise NotSettled for a case that nobody would pay for yet."""
    case = file.case
    if not file.agreements:
        raise NotSettled(case=case.called, why=_("it has no agreement"))
    if case.status not in _SETTLED:
        raise NotSettled(case=case.called, why=_(STATUS_WORDS[case.status]))


def _claims_of(desk: Desk, case: Case) -> tuple[Subsidy, ...]:
    """Return what was claimed for a case, withdrawn or not."""
    return desk.store.where(Subsidy, "case_id = ?", (case.id.bytes,))


def _paid_before(case: Case, one: Subsidy) -> PaidBefore:
    return PaidBefore(
        case=case.called, amount=yuan(one.amount), month=one.month, mediator=one.mediator
    )


def _month(text: str) -> str:
    """Return a month as it is kept, 2025-03; BadEntry for anything else."""
    if not MONTH.fullmatch(text):
        raise BadEntry(field="month", text=text)
    return text


def _grade(file: CaseFile, entered: str) -> str:
    """Return how hard the dispute was; BadEntry if nobody has said it."""
    grade = entered or file.elements.get("difficulty", "")
    if grade not in GRADES:
        raise BadEntry(field="grade", text=grade)
    return grade


def _amount(settings: Mapping[str, Any], grade: str) -> int:
    """Return what the office pays for a grade, in fen."""
    return int(settings[f"subsidy_{grade}"])


def _proofs(pack: Pack, file: CaseFile, wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the papers that prove the case, of each wanted kind one; ProofMissing names others."""
    made = {one.kind for one in file.papers}
    found = {kinds: made & set(kinds.split("/")) for kinds in wanted}
    if lacking := [kinds for kinds, there in found.items() if not there]:
        words = _(", ").join(_(" or ").join(_titles(pack, kinds)) for kinds in lacking)
        raise ProofMissing(case=file.case.called, papers=words)
    return tuple(sorted(there)[0] for there in found.values())


def _titles(pack: Pack, kinds: str) -> Iterator[str]:
    """Yield what papers are called; a code that the pack does not have stays one."""
    titles = {one.code: f"《{one.title}》" for one in pack.papers()}
    for kind in kinds.split("/"):
        yield titles.get(kind, kind)


def _similar(desk: Desk, file: CaseFile) -> tuple[Case, ...]:
    """Return other claimed cases of the same people and the same type of dispute."""
    people = _numbers(file.parties)
    if not people:
        return ()
    others = (desk.store.get(Case, one.case_id) for one in desk.store.all(Subsidy))
    return tuple(
        one
        for one in others
        if one.id != file.case.id
        and one.dispute_type == file.case.dispute_type
        and _numbers(desk.store.of_case(Party, one.id)) == people
    )


def _numbers(parties: tuple[Party, ...]) -> frozenset[str]:
    """Return the identity numbers of parties, those that are known."""
    return frozenset(one.id_number for one in parties if one.id_number)
