"""Scans as they are handed in, read page by page in a child process (see `confined`)."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from mediatordesk.actions.files.examinations import LIMITS, handed_in
from mediatordesk.core.disk_reasons import reason_of
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.documents import (
    ScannedPage,
    ScanRefused,
    read_page_codes,
    scan_type,
    sheet_of_page,
)
from mediatordesk.documents.confined import BrokeOff, NeededTooMuch, TookTooLong
from mediatordesk.documents.incoming import (
    HandedIn,
    MissingFile,
    Unexamined,
    Wishes,
    examine,
    needs_reading,
)

PDF = "application/pdf"
PAGES_AT_ONCE = 8
"""Pages for which the child has its time; looking long for a code that is not there takes 2 s."""

Told = Callable[[str, int], None]
"""Hears the name of a file and how many of its pages are done."""


class ScanNotTaken(DeskError):
    """A file that is not read as a scan. Fields: name; why and advice, which are sentences."""

    happened = N_("{name} was not read. {why}")
    kept = N_("The file is unchanged, and nothing in the case was.")
    to_do = N_("{advice}")


class ScanChanged(DeskError):
    """A scan became another one after it was read. Fields: name."""

    happened = N_("The file {name} is not the one any more that was read.")
    kept = N_("Nothing was filed.")
    to_do = N_("Close the program that writes it, and hand it in again.")


@dataclass(frozen=True)
class ScanFile:
    """A scan as it was handed in: the hash of its bytes, its pages, what to warn of in it."""

    handed: HandedIn
    sha256: str
    media_type: str
    pages: tuple[ScannedPage, ...]
    warnings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return what it is called."""
        return self.handed.name

    def read(self) -> bytes:
        """Return its bytes, if they are still those that were read; MissingFile, ScanChanged."""
        with _named(self.handed):
            data = self.handed.read()
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise ScanChanged(name=self.name)
        return data


def read_scan_files(paths: Sequence[Path], told: Told | None = None) -> tuple[ScanFile, ...]:
    """Read scans and photos for the codes on their pages; the same bytes twice are one file.

    The first file that may not come in is refused by its name, and no other is taken then:
    ScanNotTaken, MissingFile or another kind of FileRefused.
    """
    if not paths:
        return ()
    files = [handed_in(path) for path in paths]
    for one in files:
        with _named(one):
            needs_reading(one)  # refuses what its beginning tells, before a child is started
    reader = _Reader(files, told)
    with closing(LIMITS.each(_read_part, reader.parts())) as answers:
        while reader.is_reading:
            with _named(reader.file):
                reader.take(next(answers))
    return tuple({one.sha256: one for one in reversed(reader.read)}.values())[::-1]


def sheets_of(
    pages: Sequence[tuple[ScanFile, ScannedPage]], told: Told | None = None
) -> list[bytes]:
    """Return the sheets of pages that were read, straightened, as JPEG; errors as above."""
    sheets: list[bytes] = []
    asked = [_Sheet(file.handed, page) for file, page in pages]
    with closing(LIMITS.each(_sheet, asked)) as answers:
        for done, (file, _page) in enumerate(pages, 1):
            with _named(file.handed):
                sheets.append(next(answers))
            if told:
                told(file.name, done)
    return sheets


@dataclass(frozen=True)
class _Part:
    """Some pages of a file that are to be read, from one on."""

    handed: HandedIn
    first: int


@dataclass(frozen=True)
class _Sheet:
    """A page of a file of which the sheet is wanted."""

    handed: HandedIn
    page: ScannedPage


@dataclass
class _Reader:
    """Asks for files part by part: what is asked next depends on what the last part said."""

    files: Sequence[HandedIn]
    told: Told | None
    read: list[ScanFile] = field(default_factory=list)
    begun: ScanFile | None = None

    @property
    def is_reading(self) -> bool:
        """Tell whether a file is not read to its end yet."""
        return len(self.read) < len(self.files)

    @property
    def file(self) -> HandedIn:
        """Return the file that is being read."""
        return self.files[len(self.read)]

    def parts(self) -> Iterator[_Part]:
        """Yield what is to be read next, until all is read."""
        while self.is_reading:
            yield _Part(self.file, _count(self.begun.pages) if self.begun else 0)

    def take(self, part: ScanFile) -> None:
        """Put a part to those before it; one with fewer pages than were asked for is the last."""
        before = self.begun
        whole = part if before is None else replace(before, pages=(*before.pages, *part.pages))
        if self.told:
            self.told(whole.name, _count(whole.pages))
        self.begun = whole
        if _count(part.pages) < PAGES_AT_ONCE:
            self.read.append(whole)
            self.begun = None


def _count(pages: Sequence[ScannedPage]) -> int:
    """Return how many pages of a file there are; one that shows two sheets is one."""
    return len({page.index for page in pages})


def _read_part(part: _Part) -> ScanFile:
    """Read some pages of a file, in the child; with the first of them what is to be said of all."""
    handed = part.handed
    with _named(handed):
        data = handed.read()
        media_type = scan_type(data)
        is_begun = media_type == PDF and not part.first
        warnings = examine(handed, Wishes(scan=True)).warnings if is_begun else ()
        pages = read_page_codes(data, media_type, part.first, PAGES_AT_ONCE)
    return ScanFile(handed, hashlib.sha256(data).hexdigest(), media_type, pages, warnings)


def _sheet(asked: _Sheet) -> bytes:
    """Return the sheet of a page, in the child."""
    with _named(asked.handed):
        data = asked.handed.read()
        return sheet_of_page(data, scan_type(data), asked.page)


@contextmanager
def _named(handed: HandedIn) -> Iterator[None]:
    """Say by its name what is wrong with a file, whoever finds it."""
    try:
        yield
    except ScanRefused as error:
        why, _kept, advice = error.lines()
        raise ScanNotTaken(name=handed.name, why=why, advice=advice) from error
    except (TookTooLong, NeededTooMuch, BrokeOff) as error:
        raise Unexamined(name=handed.name) from error
    except OSError as error:
        raise MissingFile(name=handed.name, reason=reason_of(error)) from error
