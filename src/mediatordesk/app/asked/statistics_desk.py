"""What the place for statistics asks of the desk. Every call runs in the database thread."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol
from uuid import UUID

from mediatordesk.core.statistics import By, Progress, StaffBy


@dataclass(frozen=True)
class Asking:
    """Which figures are wanted: of which days, in which lines."""

    first: date
    last: date
    by: By | StaffBy = By.MONTH
    """Cases of the period, or the people who are there on its last day."""


@dataclass(frozen=True)
class FigureLine:
    """One figure with what it means: its cells are the total, then those of each line."""

    name: str
    label: str
    group: str
    unit: str
    definition: str
    basis: str
    cells: tuple[str, ...]
    listed: bool
    """It is counted from cases or rounds, which can be listed."""


@dataclass(frozen=True)
class Figures:
    """All figures of a period. The first column is the total; its key is empty."""

    asking: Asking
    keys: tuple[str, ...]
    headings: tuple[str, ...]
    lines: tuple[FigureLine, ...]


@dataclass(frozen=True)
class Source:
    """One case, round or person that makes up a figure, and what it adds to it."""

    called: str
    on: date | None
    title: str = ""
    amount: str = ""
    case_id: UUID | None = None
    """None for a round or a person, which are no cases."""


class StatisticsDesk(Protocol):
    """The desk as the place for statistics sees it."""

    def count(self, asking: Asking) -> Iterator[Progress | Figures]:
        """Count all figures of a period step by step; the last thing is the figures.

        PeriodBackwards if it ends before it begins. Each step is taken in the database thread.
        """

    def sources(
        self, asking: Asking, name: str, key: str
    ) -> Iterator[Progress | tuple[Source, ...]]:
        """Look up what makes up a figure in one line of a report; all of it for the empty key."""

    def save(self, asking: Asking, to: Path) -> Path:
        """Write the figures as an Excel workbook, and return where."""
