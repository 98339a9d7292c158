"""What the place for a case's material asks of the desk. Every call runs in the database thread."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import UUID

from mediatordesk.core.changes import Change
from mediatordesk.core.papers import Attachment


@dataclass(frozen=True)
class MaterialKind:
    """A kind of material that the case's pack knows, and what it is called."""

    name: str
    label: str
    evidence: bool = False
    """It is evidence by itself: the original is always kept too."""


@dataclass(frozen=True)
class Material:
    """A file on a disk that is to be added to a case, and as what."""

    path: Path
    kind: str
    party: UUID | None = None
    evidence: bool = False
    """The original itself is kept as it is, too."""
    keep_position: bool = False
    """Where a photo was taken stays in it; otherwise it is taken out."""


@dataclass(frozen=True)
class Taken:
    """A file that was added, and what is to be known about it: large, position taken out."""

    change: Change
    warnings: tuple[str, ...] = ()


class MaterialDesk(Protocol):
    """The desk as the place for material sees it."""

    def kinds(self, case_id: UUID) -> tuple[MaterialKind, ...]:
        """Return the kinds of material that the case's pack knows."""

    def add(self, case_id: UUID, material: Material) -> Taken:
        """Add a file to a case; a DeskError says why not."""

    def content(self, attachment: Attachment) -> bytes:
        """Return the bytes that are shown: the working copy of a photo, or the file itself."""

    def save(self, attachment: Attachment, to: Path, *, original: bool) -> Path:
        """Save a copy into a folder outside the desk; NotWritten if it cannot be."""

    def void(self, attachment: Attachment, reason: str) -> Change:
        """Void a file that does not belong here; it stays in the history with the reason."""
