"""Subsidies as the window sees them: the actions, behind the questions of their place."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from mediatordesk.actions.cases.subsidies import GRADES, claim_subsidy, claims, withdraw_claim
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.tables.subsidy_sheets import subsidy_sheet
from mediatordesk.app.asked.element_desk import Ask
from mediatordesk.app.asked.ledger_desk import Entered, Ledger, LedgerLine
from mediatordesk.core.answers import AnswerKind
from mediatordesk.core.cases import Case, CaseStatus
from mediatordesk.core.changes import Change
from mediatordesk.core.field_words import field_word
from mediatordesk.core.money import capitals, yuan
from mediatordesk.core.subsidies import Subsidy
from mediatordesk.core.texts import _
from mediatordesk.keys.durable import write_durably
from mediatordesk.store import read_case_file

_OFFERED = 200
"""So many of the newest cases are offered for a claim."""
_CLAIMABLE = (CaseStatus.PERFORMED, CaseStatus.CLOSED, CaseStatus.ARCHIVED)


class OpenedClaims:
    """Answers the place for subsidies. It is used in the database thread only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ledger(self, month: str) -> Ledger:
        """Return what was claimed for a month; for this month for an empty text."""
        month = month or f"{self._desk.clock.today():%Y-%m}"
        claimed = claims(self._desk, month)
        total = sum(one.amount for one, _case in claimed)
        words = _("{n} cases, together {amount} yuan ({capitals}).").format(
            n=len(claimed), amount=yuan(total), capitals=capitals(total)
        )
        lines = tuple(_line(*pair) for pair in claimed)
        return Ledger(month, lines, words, self._columns(), {"month": month})

    def enter(self, answers: Mapping[str, str]) -> Entered:
        """Claim the subsidy of a case. PaidBefore, NotSettled, ProofMissing, BadEntry."""
        file = read_case_file(self._desk.store, UUID(answers["case"]))
        claimed = claim_subsidy(
            self._desk,
            file,
            grade=answers.get("grade", ""),
            month=answers.get("month", ""),
            mediator=answers.get("mediator", ""),
        )
        warned = _("{case}, of the same people, was claimed too: make sure it is another dispute.")
        words = (warned.format(case=case.called) for case in claimed.similar)
        return Entered(claimed.change, "\n".join(words))

    def take_out(self, key: str, reason: str) -> Change:
        """Take back what was claimed by mistake. NothingClaimed, FieldMissing."""
        return withdraw_claim(self._desk, read_case_file(self._desk.store, UUID(key)), reason)

    def save(self, month: str, to: Path) -> Path:
        """Write the sheet of a month as an Excel workbook; NotWritten if it cannot be."""
        write_durably(to, subsidy_sheet(self._desk, month).data)
        return to

    def _columns(self) -> tuple[Ask, ...]:
        """Return what is asked for a claim."""
        grades = tuple(GRADES.items())
        hint = _("Performed or closed cases that were not claimed yet.")
        return (
            Ask("case", _("Case"), AnswerKind.CHOICE, self._cases(), required=True, help=hint),
            Ask("grade", field_word("grade"), AnswerKind.CHOICE, grades,
                help=_("Empty: as the case's own page says.")),
            Ask("mediator", field_word("mediator"),
                help=_("Empty: the mediator of the case.")),
            Ask("month", field_word("month"), AnswerKind.MONTH, required=True),
        )  # fmt: skip

    def _cases(self) -> tuple[tuple[str, str], ...]:
        """Return the newest cases that can be claimed: their ids, numbers and titles."""
        store = self._desk.store
        paid = {one.case_id for one in store.all(Subsidy) if not one.void_reason}
        marks = ", ".join("?" for _one in _CLAIMABLE)
        condition = f"status IN ({marks}) AND void_reason = '' ORDER BY rowid DESC LIMIT {_OFFERED}"
        found = store.where(Case, condition, [one.value for one in _CLAIMABLE])
        return tuple(
            (str(one.id), f"{one.called} {one.title}") for one in found if one.id not in paid
        )


def _line(one: Subsidy, case: Case) -> LedgerLine:
    """Return a claim as a line."""
    amount = _("{amount} yuan").format(amount=yuan(one.amount))
    parts = (case.title, one.mediator, GRADES.get(one.grade, one.grade), amount)
    return LedgerLine(str(case.id), case.called, " · ".join(filter(None, parts)))
