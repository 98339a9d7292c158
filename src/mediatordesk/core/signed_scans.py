"""The signed original of a paper: its scanned pages, straightened and in order."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from mediatordesk.core.records import Record


@dataclass(frozen=True, kw_only=True)
class SignedScan(Record):
    """A paper came back signed by hand and was scanned; `sha256` names the PDF of its pages.

    `sources` are the SHA-256 of the scans as they were handed in, kept beside it.
    """

    TABLE: ClassVar[str] = "signed_scan"

    case_id: UUID
    paper_id: UUID
    sha256: str
    pages: int
    sources: tuple[str, ...] = ()
    filed_on: date
