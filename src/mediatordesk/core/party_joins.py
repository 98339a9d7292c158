"""Party joins: two rows that are the same person, said by a person and undone at any time."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from mediatordesk.core.records import Record


@dataclass(frozen=True, kw_only=True)
class PartyJoin(Record):
    """The party `joined_id` is the same person as `kept_id`; voiding this undoes it.

    Both rows stay as they are: each case keeps what was written in it.
    """

    TABLE: ClassVar[str] = "party_join"

    kept_id: UUID
    joined_id: UUID
    joined_at: datetime
    reason: str = ""
