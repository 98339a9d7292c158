"""Legal numbers of papers: never used twice, never changed once printed (domain.md 9.6)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from mediatordesk.core.records import Record

PRINTED = re.compile(r"[（(〔\[]?\s*([0-9]{4})\s*[）)〕\]/年].*?([0-9]+)\s*号?\s*")
"""A number with its year: （2025）正阳人调字第12号, or 2025/12."""


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


@dataclass(frozen=True, slots=True)
class LastNumber:
    """The last number of a series in a year that was used outside this file."""

    series: str
    year: int
    ordinal: int

    @classmethod
    def from_text(cls, text: str) -> "LastNumber | None":
        """Read it back from `text`; None if it is none."""
        series, _, rest = text.partition("/")
        year, _, ordinal = rest.partition("/")
        if not (year.isdecimal() and ordinal.isdecimal()):
            return None
        return cls(series, int(year), int(ordinal))

    @property
    def text(self) -> str:
        """Return it as it is logged: 人调字/2025/12."""
        return f"{self.series}/{self.year}/{self.ordinal}"


def next_ordinal(highest: int, elsewhere: Iterable[LastNumber], series: str, year: int) -> int:
    """Return the next free number of a series in a year; each 1 January starts again at 1.

    `highest` is the highest one in this file, `elsewhere` says what was used outside it.
    """
    outside = (one.ordinal for one in elsewhere if (one.series, one.year) == (series, year))
    return 1 + max(highest, *outside, 0)


def number_text(prefix: str, day: date, ordinal: int) -> str:
    """Return the number as it is printed: （2025）正阳人调字第3号, no leading zeros."""
    return f"（{day.year}）{prefix}人调字第{ordinal}号"


def number_from_text(text: str) -> tuple[int | None, int] | None:
    """Read year and ordinal of a number as it is printed, or the ordinal alone; None if neither."""
    plain = text.strip()
    if found := PRINTED.fullmatch(plain):
        return int(found[1]), int(found[2])
    return (None, int(plain)) if re.fullmatch(r"[0-9]{1,6}", plain) else None
