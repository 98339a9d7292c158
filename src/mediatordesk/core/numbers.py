"""Legal numbers of papers: never used twice, never changed once printed (domain.md 9.6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from mediatordesk.core.records import Record


@dataclass(frozen=True, kw_only=True)
class NumberUse(Record):
    """A number was used, for good: a void one stays used and is listed."""

    TABLE: ClassVar[str] = "number_use"
    CLAIMED: ClassVar[bool] = True

    case_id: UUID
    series: str
    year: int
    ordinal: int

    @classmethod
    def of(
        cls, office_id: UUID, case_id: UUID, series: str, year: int, ordinal: int
    ) -> "NumberUse":
        """Return the use of a number; its row is named by the number, so there is one only."""
        row = uuid5(office_id, f"{series}/{year}/{ordinal}")
        return cls(id=row, case_id=case_id, series=series, year=year, ordinal=ordinal)


def next_ordinal(used: Iterable[NumberUse], series: str, year: int) -> int:
    """Return the next free number of a series in a year; each 1 January starts again at 1."""
    return 1 + max(
        (use.ordinal for use in used if (use.series, use.year) == (series, year)), default=0
    )


def number_text(prefix: str, day: date, ordinal: int) -> str:
    """Return the number as it is printed: （2025）正阳人调字第3号, no leading zeros."""
    return f"（{day.year}）{prefix}人调字第{ordinal}号"
