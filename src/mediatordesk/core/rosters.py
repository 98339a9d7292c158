"""The office's rosters: mediators, experts, and other people it can call on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from mediatordesk.core.records import Record


class RosterKind(StrEnum):
    """Which roster a person stands in."""

    MEDIATOR = "mediator"
    EXPERT = "expert"


@dataclass(frozen=True, kw_only=True)
class RosterMember(Record):
    """A person on a roster (调解员名册、专家库): what D12 and the panel chooser need."""

    TABLE: ClassVar[str] = "roster_member"

    kind: RosterKind
    name: str
    sex: str = ""
    ethnicity: str = ""
    birth_date: date | None = None
    nationality: str = ""
    id_kind: str = ""
    id_number: str = ""
    phone: str = ""
    organisation: str = ""
    post: str = ""
    education: str = ""
    grade: str = ""
    """一级、二级 …, as the office's own rules count."""
    full_time: bool = False
    languages: tuple[str, ...] = ()
    specialities: tuple[str, ...] = ()
    appointed_on: date | None = None
    appointed_until: date | None = None
    remark: str = ""
    category: str = ""
    """What kind of people they are: 涉外律师, 心理咨询师, 首席法律咨询专家, 公益律师 …"""
    batch: str = ""
    """第一批 …; who has none is counted by the day of the appointment."""
    relatives: tuple[str, ...] = ()
    """Close relatives that were disclosed, so that recusal is thought of: 韦兰（妻）."""
    interests: tuple[str, ...] = ()
    """Posts, holdings and other interests that were disclosed: 某某公司监事."""

    def serves_on(self, day: date) -> bool:
        """Tell whether a person's term runs on a day; who has none has no end of it either."""
        begun = self.appointed_on is None or self.appointed_on <= day
        return begun and (self.appointed_until is None or self.appointed_until >= day)
