"""A packet was handed over: to whom, what came of it, and what the receiver answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from mediatordesk.core.records import Record
from mediatordesk.core.texts import N_


@dataclass(frozen=True, kw_only=True)
class Handover(Record):
    """A packet left the desk. `sha256` is that of its payload's manifest, printed on its sheet.

    The receipt (回执) is noted when it comes: who took it, on which day, by which means.
    """

    TABLE: ClassVar[str] = "handover"

    case_id: UUID
    agreement_id: UUID | None = None
    way: str
    """A way out of the pack: court, notary, administrator, abroad, archive …"""
    receiver: str
    made_at: datetime
    sha256: str
    zip_sha256: str = ""
    files: tuple[str, ...] = ()
    """The names of its papers, in order."""
    means: str = ""
    """In person, by post, electronically."""
    received_by: str = ""
    received_on: date | None = None
    receipt_sha256: str = ""
    """The scanned receipt, if there is one."""


class AnswerOutcome(StrEnum):
    """What the receiver of a packet answered (民诉法解释 355-358; domain.md 3.4)."""

    ACCEPTED = "accepted"
    MORE_MATERIAL = "more_material"
    NOT_ACCEPTED = "not_accepted"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


OUTCOME_WORDS: Mapping[AnswerOutcome, str] = {
    AnswerOutcome.ACCEPTED: N_("accepted for examination"),
    AnswerOutcome.MORE_MATERIAL: N_("more material is asked for"),
    AnswerOutcome.NOT_ACCEPTED: N_("not taken on"),
    AnswerOutcome.CONFIRMED: N_("confirmed"),
    AnswerOutcome.REJECTED: N_("application rejected"),
    AnswerOutcome.WITHDRAWN: N_("application withdrawn"),
}
"""The answers in words for people, to be translated when they are shown."""


@dataclass(frozen=True, kw_only=True)
class ReceiverAnswer(Record):
    """The receiver's answer to a packet: a court's ruling, a notary's deed, a demand for more."""

    TABLE: ClassVar[str] = "receiver_answer"

    case_id: UUID
    handover_id: UUID | None = None
    agreement_id: UUID | None = None
    outcome: AnswerOutcome
    number: str = ""
    """Of the ruling or deed: （2025）桂0405诉前调确12号."""
    decided_on: date
    received_on: date
    reason: str = ""
    due_on: date | None = None
    """Until when more material is to be handed in."""
    document_sha256: str = ""
