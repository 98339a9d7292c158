"""What the screen for forms asks of the desk. Every call runs in the database thread."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from mediatordesk.core.changes import Change


class Changes(StrEnum):
    """What becomes of tracked changes in a clerk's Word file."""

    REFUSE = "refuse"
    ACCEPT = "accept"
    REJECT = "reject"


@dataclass(frozen=True)
class Which:
    """Which paper is meant: its pack and its code."""

    pack: str
    code: str


@dataclass(frozen=True)
class Form:
    """A paper, and whose form it is made with."""

    which: Which
    pack_title: str
    title: str
    own_since: date | None = None
    """The day since which the office's own form is in force; None for the standard form."""
    edition: int = 0
    coming_on: date | None = None
    """The day on which another form begins."""
    coming_is_standard: bool = False


@dataclass(frozen=True)
class Forms:
    """All papers of all packs, and the day it is."""

    papers: tuple[Form, ...]
    today: date


class Weight(StrEnum):
    """How heavy a remark on a form is: it must be mended, it may look different, it was tidied."""

    FAULT = "fault"
    HINT = "hint"
    TIDIED = "tidied"


@dataclass(frozen=True)
class Remark:
    """One thing that is said about a form: how heavy, beside which text, what, on which page."""

    weight: Weight
    place: str
    words: str
    page: int | None = None


@dataclass(frozen=True)
class Chosen:
    """A Word file that a clerk has chosen for a paper, as it was read."""

    which: Which
    name: str
    data: bytes
    changes: Changes = Changes.REFUSE

    def with_changes(self, changes: Changes) -> "Chosen":
        """Return the file with another word on its tracked changes."""
        return replace(self, changes=changes)


@dataclass(frozen=True)
class ShownForm:
    """A form ready to be looked at: its remarks, and its PDFs.

    `pdf` shows the fields as they stand, `example` is filled; both are empty for a file that
    cannot be read. `chosen` is None for the form in force.
    """

    which: Which
    remarks: tuple[Remark, ...]
    pdf: bytes = b""
    example: bytes = b""
    chosen: Chosen | None = None
    changes_matter: bool = False
    """Tracked changes stand in the way, and accepting or rejecting all of them would help."""

    @property
    def faults(self) -> int:
        """Return how many things must be mended."""
        return sum(one.weight is Weight.FAULT for one in self.remarks)


class TemplateDesk(Protocol):
    """The desk as the screen for forms sees it."""

    def forms(self) -> Forms:
        """Return the papers of every pack, and whose form each is made with."""

    def shown(self, which: Which) -> ShownForm:
        """Return the form that is in force today."""

    def read(self, which: Which, path: Path) -> Chosen:
        """Read a clerk's Word file; NotOpened if that fails."""

    def look(self, chosen: Chosen) -> ShownForm:
        """Look a clerk's Word file through for a paper."""

    def adopt(self, chosen: Chosen, valid_from: date) -> Change:
        """Make a clerk's Word file the paper's form from a day on; TemplateFaulty, SameForm."""

    def withdraw(self, which: Which, valid_from: date) -> Change:
        """Give a paper back to the standard form from a day on; StandardAlready."""

    def export(self, which: Which, path: Path) -> Path:
        """Save the form that is in force today as a Word file; NotWritten if it cannot be."""
