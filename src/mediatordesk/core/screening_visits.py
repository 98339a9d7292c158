"""The screening log (排查台账): what a village's rounds found, and what they prevented."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from mediatordesk.core.records import Record


@dataclass(frozen=True, kw_only=True)
class ScreeningVisit(Record):
    """One round (排查): where, by whom, how many disputes were found and how many prevented.

    The first columns of the monthly form count these (domain.md 5.3).
    """

    TABLE: ClassVar[str] = "screening_visit"

    visited_on: date
    place: str
    visitor: str = ""
    found: int = 0
    """Disputes that the round found (排查发现)."""
    prevented: int = 0
    """Disputes that it kept from breaking out (预防)."""
    findings: str = ""
    measures: str = ""
    risk: str = ""
    """none, yellow, orange or red."""
    next_on: date | None = None
