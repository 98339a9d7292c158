"""What the place for scans asks of the desk. Every call runs in the database thread."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from uuid import UUID

from mediatordesk.core.changes import Change

Told = Callable[[int, int], None]
"""Hears how many pages are done, and of how many, as far as that is known."""


class PageState(StrEnum):
    """What a scanned page is to the case."""

    FITS = "fits"
    MISSING = "missing"
    """It is not among the scans."""
    OLDER = "older"
    """Of a version that a newer one has replaced."""
    DOUBLED = "doubled"
    FOREIGN = "foreign"
    """Of another case, or of a paper that this case does not have."""
    UNREAD = "unread"
    """No code could be read on it."""


@dataclass(frozen=True)
class PageLine:
    """A scanned page, or one that is missing: where it is, what it is."""

    state: PageState
    words: str
    place: str = ""
    unread: int = -1
    """The number of a page that could not be read, from 0."""


@dataclass(frozen=True)
class DateAsked:
    """Somebody who signs a paper by hand; the day on it is typed."""

    key: str
    name: str
    required: bool
    signed_on: date | None = None
    """It was noted before."""


@dataclass(frozen=True)
class ReadPaper:
    """A paper of which every page was read."""

    id: UUID
    title: str
    pages: int
    signers: tuple[DateAsked, ...]
    is_filed: bool = False
    """The very same scan is filed already."""


@dataclass(frozen=True)
class Placeable:
    """A paper to which somebody can assign a page by hand."""

    id: UUID
    title: str
    pages: int


@dataclass(frozen=True)
class ScanLook:
    """What the scans hold that were read so far."""

    lines: tuple[PageLine, ...] = ()
    papers: tuple[ReadPaper, ...] = ()
    warnings: tuple[str, ...] = ()
    placeable: tuple[Placeable, ...] = ()


@dataclass(frozen=True)
class TypedDay:
    """A day that stands on a paper beside somebody's signature, as it was typed."""

    paper: UUID
    key: str
    text: str


@dataclass(frozen=True)
class FiledScans:
    """Papers that were filed as signed originals, by title."""

    change: Change | None
    titles: tuple[str, ...]
    not_kept: tuple[str, ...] = ()
    """Files with pages of other cases."""


class ScanDesk(Protocol):
    """The desk as the place for scans sees it."""

    def read(self, case_id: UUID, paths: tuple[Path, ...], told: Told) -> ScanLook:
        """Read scans, with those that were read before; a DeskError says why not."""

    def place_by_hand(self, case_id: UUID, unread: int, paper: UUID, page: int) -> ScanLook:
        """Take somebody's word for which page an unread one is; a DeskError says why not."""

    def forget(self, case_id: UUID) -> None:
        """Put away what was read and not filed."""

    def file(self, case_id: UUID, days: tuple[TypedDay, ...], told: Told) -> FiledScans:
        """File every paper of which all pages were read; a DeskError says why not."""
