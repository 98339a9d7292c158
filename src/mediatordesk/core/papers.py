"""Papers of a case, their files, and the signatures on them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from mediatordesk.core.records import Record


class SigningWay(StrEnum):
    """How a signature came onto a paper."""

    PICTURE = "picture"
    """A picture of it was handed in as a file."""
    DRAWN = "drawn"
    """Drawn here with pen, mouse or finger; its strokes are kept."""
    ON_PAPER = "on_paper"
    """By hand on the print, which was scanned: the default of the law."""


class SignerRole(StrEnum):
    """In what quality somebody signs a paper."""

    PARTY = "party"
    MEDIATOR = "mediator"
    RECORDER = "recorder"
    COMMITTEE_SEAL = "committee_seal"


@dataclass(frozen=True, kw_only=True)
class Blob(Record):
    """The bytes of a file: hash of the plain bytes, size in bytes, and its encrypted parts.

    Each blob has an age identity of its own, kept here, so the same encrypted parts are stored,
    shipped and backed up, and no change of keys touches them. `parts` are SHA-256 names in hex.
    """

    TABLE: ClassVar[str] = "blob"

    case_id: UUID
    sha256: str
    size: int
    media_type: str
    identity: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Paper(Record):
    """One version of a paper. `kind` is a code of domain.md 1.1 (D05, D17 …).

    `newest_change` is the number of the newest own change that the paper saw; `locked` means
    somebody has signed it: it is never changed again.
    """

    TABLE: ClassVar[str] = "paper"
    CLOSED_BY: ClassVar[tuple[str, ...]] = ("locked", "sealed_sha256")

    case_id: UUID
    kind: str
    title: str
    number: str = ""
    version: int = 1
    made_on: date
    about: UUID | None = None
    """The party or agreement that the paper is for, where there are several."""
    template_sha256: str = ""
    docx_sha256: str = ""
    pdf_sha256: str = ""
    pages: int = 0
    newest_change: int = 0
    locked: bool = False
    sealed_sha256: str = ""
    """The signed and sealed PDF, once the seal has closed the paper."""
    content_sha256: str = ""
    """Over the data and the template that it was made from; its page codes carry the beginning."""


@dataclass(frozen=True, kw_only=True)
class Signature(Record):
    """Somebody signed a paper, on a day, in a quality; the picture of it is a blob.

    Of one `drawn` here `strokes_sha256` names a JSON file of its strokes with their times, and
    `device` says with what. Of one `on_paper` somebody typed `signed_on` beside the scan.
    """

    TABLE: ClassVar[str] = "signature"

    case_id: UUID
    paper_id: UUID
    role: SignerRole
    name: str
    party_id: UUID | None = None
    signed_on: date
    image_sha256: str = ""
    fingerprint_sha256: str = ""
    """Of an organisation its seal: it stands in the same place beside the signature."""
    way: SigningWay = SigningWay.PICTURE
    strokes_sha256: str = ""
    device: str = ""
    signed_at: datetime | None = None
    """When, to the minute, where it was signed before this desk."""

    @property
    def bears_seal(self) -> bool:
        """Tell whether an organisation's seal is beside it: its picture, or on the print itself.

        Who files a scan sees signature and seal on it, and confirms both.
        """
        return bool(self.fingerprint_sha256) or self.way is SigningWay.ON_PAPER


@dataclass(frozen=True, kw_only=True)
class Attachment(Record):
    """A file that was handed in: an identity paper, a licence, a scan, evidence.

    `name` is display text only; the bytes are found by their hash.
    """

    TABLE: ClassVar[str] = "attachment"

    case_id: UUID
    party_id: UUID | None = None
    kind: str
    name: str
    sha256: str
    size: int
    media_type: str
    added_on: date
    original_sha256: str = ""
    """Of the file as it was handed in, where `sha256` names a smaller working copy of a photo."""
    original_size: int = 0
    evidence: bool = False
    """Marked as evidence: the original itself is kept too."""
