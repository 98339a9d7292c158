"""What the place for ways out asks of the desk. Every call runs in the database thread."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from mediatordesk.core.changes import Change


@dataclass(frozen=True)
class Way:
    """A way out of mediation for one agreement: open, or closed and why."""

    title: str
    is_open: bool
    why: str = ""
    basis: str = ""
    due_on: date | None = None
    """The last day for it, once that is known."""


@dataclass(frozen=True)
class CourtLine:
    """A court that may confirm, and why; without a name where the office's register has none."""

    name: str
    reason: str
    basis: str
    district: str = ""
    """The area code that makes it competent."""


@dataclass(frozen=True)
class AgreementWays:
    """Where one agreement can go, how it should be split, and which courts may confirm it."""

    id: UUID
    heading: str
    ways: tuple[Way, ...]
    split: str = ""
    why_none: str = ""
    courts: tuple[CourtLine, ...] = ()
    refused: str = ""
    """Why no court may confirm it."""


@dataclass(frozen=True)
class WaysOut:
    """Where the agreements of a case can go today."""

    today: date
    agreements: tuple[AgreementWays, ...] = ()
    court: str = ""
    """The court that was chosen for the application."""
    uncovered: tuple[str, ...] = ()
    """Courts that referred the case though their invitation does not cover it."""


class WayDesk(Protocol):
    """The desk as the place for ways out sees it."""

    def ways(self, case_id: UUID) -> WaysOut:
        """Return where each agreement of a case can go today."""

    def note_court(self, name: str, district: str) -> Change:
        """Enter a court into the office's register. FieldMissing."""

    def choose_court(self, case_id: UUID, agreement: UUID, court: str) -> Change:
        """Choose the court to which the application is addressed; NotCompetent."""
