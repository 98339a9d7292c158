"""Which cases are to be listed, in which order: a list of 100,000 is read by pages."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediatordesk.store.case_lists import CaseLine

PAGE = 100
"""Rows that are fetched at once."""


class Kept(StrEnum):
    """Which of the cases that were found are listed."""

    ALL = "all"
    IN_HAND = "in_hand"
    LATE = "late"
    CLOSED = "closed"


class Order(StrEnum):
    """By what the list is sorted."""

    NUMBER = "number"
    TITLE = "title"
    STATUS = "status"
    NEXT_DUE = "next_due"
    CHANGED = "changed"


@dataclass(frozen=True)
class Question:
    """What is searched for, what is kept of it, and the order; none is the newest first."""

    find: str = ""
    kept: Kept = Kept.ALL
    order: Order | None = None
    descending: bool = False


@dataclass(frozen=True)
class Counts:
    """How many of the cases found each filter keeps, and the day for which that holds."""

    today: date
    all: int = 0
    in_hand: int = 0
    late: int = 0
    closed: int = 0

    def of(self, kept: Kept) -> int:
        """Return how many cases a filter keeps."""
        count: int = getattr(self, kept.value)
        return count


@dataclass(frozen=True)
class Found:
    """An answer: the counts, and one page of the cases."""

    counts: Counts
    page: int
    lines: tuple[CaseLine, ...]
