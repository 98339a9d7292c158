"""What happens between people in a case: consents, sessions, visits, notes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from mediatordesk.core.records import Record


class ConsentKind(StrEnum):
    """What a party was told or agreed to."""

    RIGHTS_NOTICE = "rights_notice"
    """D07 was read out or read (人民调解法 23, 24)."""
    PERSONAL_INFORMATION = "personal_information"
    """D37 (个人信息保护法 28–31)."""
    ELECTRONIC_SERVICE = "electronic_service"
    CONTINUE_MEDIATION = "continue_mediation"
    INVITED_GUESTS = "invited_guests"
    """The party agrees that others take part (人民调解法 20)."""
    BIOMETRICS = "biometrics"
    """Fingerprint and drawn signature may be kept: asked apart from all else, and the party may
    refuse (个人信息保护法 28, 29)."""


@dataclass(frozen=True, kw_only=True)
class Consent(Record):
    """A party was told something, or agreed to it or refused: when, and who read it out."""

    TABLE: ClassVar[str] = "consent"

    case_id: UUID
    party_id: UUID
    kind: ConsentKind
    given_at: datetime
    reader: str = ""
    remark: str = ""
    refused: bool = False
    """The party was asked and said no."""


@dataclass(frozen=True, kw_only=True)
class SessionRecord(Record):
    """The record of one mediation session (调解记录): append-only."""

    TABLE: ClassVar[str] = "session_record"

    case_id: UUID
    held_at: datetime
    place: str = ""
    cause: str = ""
    guests: tuple[str, ...] = ()
    text: str = ""
    outcome: str = ""
    agreed: bool = False
    mediator: str = ""
    recorder: str = ""


@dataclass(frozen=True, kw_only=True)
class FollowUpVisit(Record):
    """A visit after the agreement (人民调解法 31): how it is being performed."""

    TABLE: ClassVar[str] = "follow_up_visit"

    case_id: UUID
    agreement_id: UUID
    visited_on: date
    reason: str = ""
    method: str = ""
    findings: str = ""
    visitor: str = ""
    performed: bool = False


@dataclass(frozen=True, kw_only=True)
class Note(Record):
    """A line that somebody wrote down about a case.

    A caucus note (背对背) holds no text but `sealed_text`, an age file that only its `readers`
    (ids of operators) can decrypt: it is encrypted before it enters the log.
    """

    TABLE: ClassVar[str] = "note"

    case_id: UUID
    written_at: datetime
    text: str = ""
    caucus: bool = False
    readers: tuple[str, ...] = ()
    sealed_text: bytes = b""
