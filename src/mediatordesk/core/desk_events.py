"""What happens to the desk itself, and must be known later: who was let in, and how."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from mediatordesk.core.records import Record


class DeskEventKind(StrEnum):
    """What happened."""

    RECOVERY_OPENED = "recovery_opened"
    """The desk was opened with the recovery sheet, or by the county's recovery identity."""
    PASSPHRASE_CHANGED = "passphrase_changed"  # noqa: S105 - an event, no passphrase
    OPERATOR_ADDED = "operator_added"
    OPERATOR_RETIRED = "operator_retired"
    KEYRING_SLOT_ADDED = "keyring_slot_added"
    KEYRING_SLOT_REMOVED = "keyring_slot_removed"
    RECOVERY_CHANGED = "recovery_changed"
    HANDED_OVER = "handed_over"
    """Another operator went on at the running desk."""
    RESTORED = "restored"
    LAST_NUMBER_SAID = "last_number_said"
    """A person has said which number was the last on paper; `about` is the epoch that asked."""
    PERSON_EXPORTED = "person_exported"
    PERSON_ERASED = "person_erased"


@dataclass(frozen=True, kw_only=True)
class DeskEvent(Record):
    """One such event; `about` is the operator or the row that it concerns."""

    TABLE: ClassVar[str] = "desk_event"

    kind: DeskEventKind
    happened_at: datetime
    about: UUID | None = None
    remark: str = ""
