"""The courts of an office: which invited it to mediate, in what matters, and until when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from mediatordesk.core.records import Record


class CourtLevel(StrEnum):
    """The level of a court, as far as jurisdiction of a confirmation needs it (民事诉讼法 205)."""

    BASIC = "basic"
    INTERMEDIATE = "intermediate"
    SPECIAL = "special"
    """A maritime or other special court."""


@dataclass(frozen=True, kw_only=True)
class Court(Record):
    """A court that the office has to do with: its district, and its invitation if there is one.

    `invited_on` to `invited_until` is the term of the invitation (特邀调解组织); without
    `invited_on` the court is only one of the neighbourhood. `area_code` is the district it judges.
    """

    TABLE: ClassVar[str] = "court"

    name: str
    level: CourtLevel = CourtLevel.BASIC
    area_code: str = ""
    invited_on: date | None = None
    invited_until: date | None = None
    scope: tuple[str, ...] = ()
    """Codes of the dispute types it invited for; empty means all."""
    letter_no: str = ""
    phone: str = ""
    address: str = ""
    remark: str = ""

    def invites(self, dispute_type: str, on: date) -> bool:
        """Tell whether the court's invitation covers a type of dispute on a day."""
        begun = self.invited_on is not None and self.invited_on <= on
        over = self.invited_until is not None and on > self.invited_until
        return begun and not over and (not self.scope or dispute_type in self.scope)
