"""What scans hold of the papers of a case, before anything of it is filed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.signing.scan_files import ScanFile, Told, read_scan_files
from mediatordesk.actions.signing.scanned_papers import KnownPage, about_words, look_up_pages
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Paper
from mediatordesk.core.signed_scans import SignedScan
from mediatordesk.core.texts import N_
from mediatordesk.documents import MatchedPage, Matching, PageCode, ScannedPage, match_scan


class NoSuchPage(DeskError):
    """A page that somebody names by hand is none. Fields: paper, version, pages, page."""

    happened = N_("{paper}, version {version}, has {pages} pages, and no page {page}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Look at the number of the page on the paper.")


@dataclass(frozen=True)
class BegunPaper:
    """A paper of which pages are among the scans, in their order, and those that are missing.

    `about` names the party or agreement it is for, where there are several; `filed` is the scan
    that is filed of it already.
    """

    paper: Paper
    about: str
    pages: tuple[ScannedPage, ...]
    missing: tuple[int, ...]
    filed: SignedScan | None = None
    is_filed: bool = False
    """The very same scans are filed as its original already."""

    @property
    def is_complete(self) -> bool:
        """Tell whether every page is here."""
        return not self.missing

    def is_version_of(self, paper: Paper) -> bool:
        """Tell whether this is a paper, or another version of it."""
        return (self.paper.kind, self.paper.about) == (paper.kind, paper.about)


@dataclass(frozen=True)
class ForeignPage:
    """A page of another case, or of a paper that this case has not; and what the desk knows."""

    scanned: ScannedPage
    known: KnownPage


@dataclass(frozen=True)
class ScanReading:
    """What some scans hold of the papers of a case; every page is in exactly one place of it.

    `doubled` are further scans of a page, of which the first counts; `older` pages of a version
    that a newer one has replaced; `unread` pages on which no code could be read.
    """

    files: tuple[ScanFile, ...]
    papers: tuple[BegunPaper, ...] = ()
    foreign: tuple[ForeignPage, ...] = ()
    doubled: tuple[MatchedPage, ...] = ()
    older: tuple[MatchedPage, ...] = ()
    unread: tuple[ScannedPage, ...] = ()

    @property
    def complete(self) -> tuple[BegunPaper, ...]:
        """Return the papers of which every page is here."""
        return tuple(one for one in self.papers if one.is_complete)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return what to warn of in the files, such as JavaScript in a PDF."""
        return tuple(words for one in self.files for words in one.warnings)

    def file_of(self, page: ScannedPage) -> ScanFile:
        """Return the file that a page is in."""
        return self.files[page.file]


def read_scans(
    desk: Desk,
    file: CaseFile,
    paths: Sequence[Path],
    *,
    before: ScanReading | None = None,
    told: Told | None = None,
) -> ScanReading:
    """Read scans and photos in a child process, and match their pages with the case's papers.

    `before` is what was read already: pages that were missing are added to it. Nothing is changed
    or kept. Errors as in `read_scan_files`: nothing is read then.
    """
    files = {one.sha256: one for one in (before.files if before else ())}
    for one in read_scan_files(paths, told):
        files.setdefault(one.sha256, one)
    return _matched(desk, file, tuple(files.values()))


def placed_by_hand(
    desk: Desk, file: CaseFile, reading: ScanReading, page: ScannedPage, paper: Paper, number: int
) -> ScanReading:
    """Return the reading anew once somebody has said which page of a paper an unread one is.

    NoSuchPage for a number that the paper has not.
    """
    if not 1 <= number <= paper.pages:
        raise NoSuchPage(paper=paper.title, version=paper.version, pages=paper.pages, page=number)
    of_paper = PageCode.of_paper(paper.case_id, paper.kind, paper.version, paper.content_sha256)
    placed = replace(page, code=of_paper.for_page(number, paper.pages))
    files = list(reading.files)
    scan = files[page.file]
    pages = tuple(placed if one == replace(page, file=one.file) else one for one in scan.pages)
    files[page.file] = replace(scan, pages=pages)
    return _matched(desk, file, tuple(files))


def _matched(desk: Desk, file: CaseFile, files: tuple[ScanFile, ...]) -> ScanReading:
    pages = [replace(page, file=at) for at, one in enumerate(files) for page in one.pages]
    found = match_scan(pages, file.papers)
    known = look_up_pages(desk, found.foreign)
    return ScanReading(
        files,
        _begun(desk, file, files, found),
        tuple(ForeignPage(*pair) for pair in zip(found.foreign, known, strict=True)),
        found.doubled,
        found.older,
        found.unread,
    )


def _begun(
    desk: Desk, file: CaseFile, files: Sequence[ScanFile], found: Matching
) -> tuple[BegunPaper, ...]:
    """Return the papers of which pages were found, in the order of the case's papers."""
    papers = {one.paper.id: one.paper for one in found.matched}
    begun = []
    for paper in sorted(papers.values(), key=file.papers.index):
        pages = tuple(one.scanned for one in found.pages_of(paper))
        missing = tuple(one.page for one in found.missing if one.paper.id == paper.id)
        filed = file.scan_of(paper.id)
        sources = {files[page.file].sha256 for page in pages}
        same = filed is not None and sources == {*filed.sources} and not missing
        begun.append(BegunPaper(paper, about_words(desk, file, paper), pages, missing, filed, same))
    return tuple(begun)
