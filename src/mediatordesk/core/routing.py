"""A case is handed on to another body: passed on, referred, reported; with its answer."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from mediatordesk.core.records import Record


class HopKind(StrEnum):
    """Why a case was handed on."""

    ROUTING = "routing"
    """Passed on by a window, which stays owner of the reply (流转)."""
    REFERRAL = "referral"
    """Entrusted or transferred by letter to another committee or authority (委托、移送)."""
    CLUE = "clue"
    """A clue of false mediation, fraud or harm reported to an authority (线索移送)."""
    RISK = "risk"
    """A rapid report of a risk to one of its recipients (隐患快报)."""


@dataclass(frozen=True, kw_only=True)
class Hop(Record):
    """A case was handed on to an office; `due_on` is the day by which it should answer."""

    TABLE: ClassVar[str] = "hop"

    case_id: UUID
    position: int
    from_office: str
    to_office: str
    matter: str = ""
    sent_on: date
    receiver: str = ""
    received_on: date | None = None
    receipt_no: str = ""
    reply: str = ""
    replied_on: date | None = None
    kind: HopKind = HopKind.ROUTING
    letter_no: str = ""
    due_on: date | None = None
