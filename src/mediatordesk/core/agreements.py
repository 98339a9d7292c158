"""Mediation agreements, their clauses, and what is owed under them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from mediatordesk.core.papers import SignerRole
from mediatordesk.core.records import Record

EFFECTIVE_BY = (SignerRole.PARTY, SignerRole.MEDIATOR, SignerRole.COMMITTEE_SEAL)
"""Whose signatures and seal a written agreement waits for (人民调解法 29 II); the recorder's is on
it as well, and does not count."""


class AgreementForm(StrEnum):
    """Written or oral (人民调解法 28)."""

    WRITTEN = "written"
    ORAL = "oral"


class ClauseKind(StrEnum):
    """What a clause is about, as far as the checks and the ways out need it."""

    PAYMENT = "payment"
    """Money between the parties."""
    ACTION = "action"
    """Something done or left undone."""
    STATUTORY_PREMIUM = "statutory_premium"
    """A duty under public law to register or pay social-insurance premiums."""
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class MediationAgreement(Record):
    """What the parties agreed to. `number` is shared by D17 and D18 (domain.md 1.1)."""

    TABLE: ClassVar[str] = "mediation_agreement"

    case_id: UUID
    form: AgreementForm
    number: str = ""
    position: int = 1
    facts: str = ""
    responsibility: str = ""
    performance: str = ""
    agreed_on: date | None = None
    effective_on: date | None = None
    copies: int = 0
    confirmation_wanted: bool = False


@dataclass(frozen=True, kw_only=True)
class Clause(Record):
    """One clause, in the words that are printed."""

    TABLE: ClassVar[str] = "clause"

    case_id: UUID
    agreement_id: UUID
    position: int
    text: str
    kind: ClauseKind = ClauseKind.OTHER


@dataclass(frozen=True, kw_only=True)
class Obligation(Record):
    """What one party owes another: an amount in fen, or an action, by a day."""

    TABLE: ClassVar[str] = "obligation"

    case_id: UUID
    agreement_id: UUID
    position: int
    obligor_id: UUID
    obligee_id: UUID
    action: str = ""
    amount: int | None = None
    due_on: date | None = None
    method: str = ""


@dataclass(frozen=True, kw_only=True)
class Performance(Record):
    """What was paid or done for an obligation, and on which day."""

    TABLE: ClassVar[str] = "performance"

    case_id: UUID
    obligation_id: UUID
    performed_on: date
    amount: int | None = None
    proof: str = ""


def effective_on(
    form: AgreementForm, agreed_on: date | None, completed: Iterable[date | None]
) -> date | None:
    """Return the day an agreement takes effect, or None while something is still missing.

    Written: the day the last of all parties, the mediator and the seal is complete
    (人民调解法 29 II); oral: the day agreement was reached (30).
    """
    if form is AgreementForm.ORAL:
        return agreed_on
    days = tuple(completed)
    known = [day for day in days if day is not None]
    return max(known) if days and len(known) == len(days) else None
