"""Scanned pages and the papers of a case: which belong together, and what is amiss."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mediatordesk.core.papers import Paper
from mediatordesk.documents.pdf.page_codes import PageCode
from mediatordesk.documents.scans.reading import ScannedPage


@dataclass(frozen=True)
class MatchedPage:
    """A scanned page and the paper it is a page of, counted from 1."""

    scanned: ScannedPage
    paper: Paper
    page: int


@dataclass(frozen=True)
class MissingPage:
    """A page of a paper that was begun to be scanned and is not among the scans."""

    paper: Paper
    page: int


@dataclass(frozen=True)
class Matching:
    """Every scanned page is in exactly one of these, but for those that are missing.

    `foreign` are pages of other cases or of papers that are not among those given; `doubled`
    further scans of a page; `older` pages of a version that a newer one has replaced; `unread`
    pages without a code that could be read.
    """

    matched: tuple[MatchedPage, ...] = ()
    missing: tuple[MissingPage, ...] = ()
    foreign: tuple[ScannedPage, ...] = ()
    doubled: tuple[MatchedPage, ...] = ()
    older: tuple[MatchedPage, ...] = ()
    unread: tuple[ScannedPage, ...] = ()

    @property
    def complete(self) -> tuple[Paper, ...]:
        """Return the papers of which every page is here."""
        lacking = {one.paper.id for one in self.missing}
        whole = {one.paper.id: one.paper for one in self.matched}
        return tuple(paper for name, paper in whole.items() if name not in lacking)

    def pages_of(self, paper: Paper) -> tuple[MatchedPage, ...]:
        """Return the scanned pages of a paper in their order, whatever the order of the scans."""
        own = (one for one in self.matched if one.paper.id == paper.id)
        return tuple(sorted(own, key=lambda one: one.page))


def match_scan(pages: Iterable[ScannedPage], papers: Sequence[Paper]) -> Matching:
    """Match scanned pages with the papers they may be pages of, such as all of a case.

    A paper that was replaced by a newer version among `papers` (the same kind, about the same) is
    older, unless somebody signed it and nobody the newer one. Nothing is opened or changed.
    """
    found: dict[tuple[object, int], MatchedPage] = {}
    foreign, doubled, older, unread = [], [], [], []
    for scanned in pages:
        if scanned.code is None:
            unread.append(scanned)
            continue
        paper = _paper_of(scanned.code, papers)
        if paper is None:
            foreign.append(scanned)
            continue
        match = MatchedPage(scanned, paper, scanned.code.page)
        if _is_replaced(paper, papers):
            older.append(match)
        elif (paper.id, match.page) in found:
            doubled.append(match)
        else:
            found[paper.id, match.page] = match
    return Matching(
        tuple(found.values()),
        tuple(_missing(found.values())),
        tuple(foreign),
        tuple(doubled),
        tuple(older),
        tuple(unread),
    )


def _paper_of(code: PageCode, papers: Iterable[Paper]) -> Paper | None:
    """Return the paper that a page is of: case, kind, version and content must all agree."""
    for paper in papers:
        same = (paper.kind, paper.version) == (code.kind, code.version)
        of_case = paper.case_id.hex.startswith(code.case)
        if same and of_case and paper.content_sha256.startswith(code.digest):
            return paper if code.pages == paper.pages else None
    return None


def _is_replaced(paper: Paper, papers: Iterable[Paper]) -> bool:
    """Tell whether a newer version takes the place of a paper."""
    newer = [
        one
        for one in papers
        if (one.case_id, one.kind, one.about) == (paper.case_id, paper.kind, paper.about)
        and one.version > paper.version
    ]
    return bool(newer) and (not paper.locked or any(one.locked for one in newer))


def _missing(found: Iterable[MatchedPage]) -> Iterable[MissingPage]:
    """Yield the pages that are not there of papers of which some are."""
    there: dict[object, set[int]] = {}
    papers: dict[object, Paper] = {}
    for one in found:
        papers[one.paper.id] = one.paper
        there.setdefault(one.paper.id, set()).add(one.page)
    for name, paper in papers.items():
        for page in range(1, paper.pages + 1):
            if page not in there[name]:
                yield MissingPage(paper, page)
