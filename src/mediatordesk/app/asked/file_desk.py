"""What the place for the file of a case asks of the desk, always in the database thread."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from uuid import UUID

from mediatordesk.app.asked.finding_desk import ShownFinding, Weight
from mediatordesk.core.changes import Change


class Held(StrEnum):
    """How a line of the catalogue stands, as far as it matters for the eye."""

    THERE = "there"
    MISSING = "missing"
    """The file is not complete without it."""
    TROUBLE = "trouble"
    """It is there and cannot be bound as it is."""
    LATER = "later"
    """It is made when the file is bound."""
    ABSENT = "absent"


@dataclass(frozen=True)
class FileLine:
    """A line of the catalogue: a paper or a file with its pages, or one that is not there."""

    title: str
    must: bool
    held: Held
    words: str
    """How it stands, in words."""
    first: int = 0
    last: int = 0


@dataclass(frozen=True)
class Bound:
    """How a file was bound last."""

    on: date
    pages: int
    sheets: int
    is_current: bool
    """Nothing in it has changed since."""


@dataclass(frozen=True)
class FileStand:
    """The file of a case: its catalogue, what an inspector would send back, how it was bound."""

    lines: tuple[FileLine, ...] = ()
    pages: int = 0
    findings: tuple[ShownFinding, ...] = ()
    bound: Bound | None = None
    may_archive: bool = False
    """The case is closed; its file can go to the archive."""
    is_archived: bool = False

    @property
    def stops(self) -> int:
        """Return how many findings keep the file out of the archive."""
        return sum(one.weight is not Weight.WARN and not one.released for one in self.findings)


class FileDesk(Protocol):
    """The desk as the place for the file sees it."""

    def stand(self, case_id: UUID) -> FileStand:
        """Return the catalogue of a case's file, and what is wrong with it."""

    def bind(self, case_id: UUID, *, two_sided: bool) -> Change:
        """Bind the file as it stands; a DeskError says why not."""

    def save(self, case_id: UUID, to: Path) -> Path:
        """Write the file that was bound last to a place outside the desk; NotWritten."""

    def archive(self, case_id: UUID) -> Change:
        """Bind what is not bound, and archive the case; a DeskError says why not."""
