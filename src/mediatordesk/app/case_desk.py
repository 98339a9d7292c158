"""What the window asks of the desk. Every call runs in the database thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from mediatordesk.app.template_desk import TemplateDesk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change
from mediatordesk.core.papers import Paper
from mediatordesk.store.case_lists import CaseLine


@dataclass(frozen=True)
class OpenedCase:
    """A case as its page shows it, with every change that touched it, oldest first."""

    file: CaseFile
    changes: tuple[Change, ...] = ()
    operators: Mapping[UUID, str] = field(default_factory=dict)
    """The names of those who made the changes."""
    dispute_type: str = ""
    """The type of the dispute in the words of the case's pack."""


@dataclass(frozen=True)
class DeskState:
    """Who sits at which desk on which day, and how many changes are only on this computer."""

    operator: str
    office: str
    unsent: int
    today: date


class CaseDesk(Protocol):
    """The desk as the window sees it."""

    @property
    def templates(self) -> TemplateDesk:
        """Return the desk's side of the screen for forms."""

    def state(self) -> DeskState:
        """Return who works here and what was not sent yet."""

    def cases(self, find: str) -> tuple[CaseLine, ...]:
        """Return the cases that fit all words of `find`, the newest first."""

    def case(self, case_id: UUID) -> OpenedCase:
        """Return a case with its history."""

    def save_text(self, case_id: UUID, field: str, text: str) -> Change:
        """Save a text field of a case; EmptyText where it may not be empty."""

    def pdf_of(self, paper: Paper) -> bytes:
        """Return the PDF of a paper as it was made or sealed."""
