"""What the place for imports asks of the desk. Every call runs in the database thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from uuid import UUID

from mediatordesk.core.changes import Change


@dataclass(frozen=True)
class ImportKind:
    """What the rows of a table become: cases of a pack, or people in one case of it."""

    pack: str
    roster: str
    label: str
    into_case: bool = False
    """The rows are people of one case, which may be there already."""


@dataclass(frozen=True)
class ImportChoice:
    """Which file is read as what, and into which case; None makes a new one."""

    path: Path
    kind: ImportKind
    into: UUID | None = None


@dataclass(frozen=True)
class PlannedRow:
    """A row of the file as it was read, with what is wrong, by the place of its cell."""

    number: int
    cells: tuple[str, ...]
    faults: Mapping[int, str] = field(default_factory=dict)
    """Why a cell cannot be taken; -1 stands for the row as a whole."""


@dataclass(frozen=True)
class Planned:
    """What an import would do; nothing was changed yet."""

    choice: ImportChoice
    headings: tuple[str, ...]
    rows: tuple[PlannedRow, ...]
    warnings: tuple[str, ...] = ()
    """What should be looked at before, and is no obstacle: one flat sold twice."""

    @property
    def bad(self) -> int:
        """Return how many rows cannot be taken."""
        return sum(bool(row.faults) for row in self.rows)


@dataclass(frozen=True)
class Imported:
    """What was imported, in words, and the case it went into, if it was one."""

    words: str
    changes: tuple[Change, ...]
    case_id: UUID | None = None


@dataclass(frozen=True)
class SamePerson:
    """Two rows that look like one person, or were joined as one."""

    kept: UUID
    other: UUID
    words: str
    why: str = ""
    join: UUID | None = None
    """The join, where it was said; it can be undone."""


class ImportDesk(Protocol):
    """The desk as the places for imports and for duplicates see it."""

    def kinds(self) -> tuple[ImportKind, ...]:
        """Return what tables can become."""

    def plan(self, choice: ImportChoice) -> Planned:
        """Read a file and say what would come of it; nothing is changed."""

    def apply(self, planned: Planned) -> Imported:
        """Take over all rows of a plan, or none."""

    def write_errors(self, planned: Planned) -> Path:
        """Write the rows that cannot be taken, with their reasons, beside the file; NotWritten."""

    def write_sample(self, kind: ImportKind, to: Path) -> Path:
        """Write an empty table with the headings of a kind."""

    def same_people(self) -> tuple[SamePerson, ...]:
        """Return who may be one person, and who was joined."""

    def join(self, pair: SamePerson) -> Change:
        """Say that two rows are one person; both stay as they are."""

    def part(self, pair: SamePerson) -> Change:
        """Say that they are not, after all."""
