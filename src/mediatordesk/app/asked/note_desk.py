"""What the place for notes asks of the desk. Every call runs in the database thread."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from mediatordesk.core.changes import Change


@dataclass(frozen=True)
class ShownNote:
    """A note as it may be read by who sits here.

    `text` is None for a caucus note that is meant for others: then nothing of it is known.
    """

    id: UUID
    written_at: datetime
    text: str | None
    caucus: bool = False
    readers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """What was typed of a note and not entered yet."""

    text: str = ""
    caucus: bool = False


@dataclass(frozen=True)
class Notes:
    """The notes of a case, newest first, and what is being written."""

    notes: tuple[ShownNote, ...] = ()
    draft: str = ""
    caucus_draft: str = ""
    caucus_possible: bool = False
    """The operator's own key is open, so that a caucus note can be written and read."""


class NoteDesk(Protocol):
    """The desk as the place for notes sees it."""

    def notes(self, case_id: UUID) -> Notes:
        """Return the notes of a case, and the draft of who sits here."""

    def write(self, case_id: UUID, draft: Draft) -> Change:
        """Enter a note; a caucus note is encrypted to its readers before it is logged."""

    def keep_draft(self, case_id: UUID, draft: Draft) -> None:
        """Keep what was typed so far, on this computer only, for who sits here only."""
