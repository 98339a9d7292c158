"""Scanned pages and the papers of a desk: of which case a page is, and whether it is current."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.papers import subjects_of
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case
from mediatordesk.core.papers import Paper
from mediatordesk.documents import PageCode, ScannedPage, match_scan
from mediatordesk.store import read_case_file


class Standing(StrEnum):
    """How a scanned page stands to the papers of the desk."""

    CURRENT = "current"
    OLDER = "older"
    FOREIGN = "foreign"
    UNREAD = "unread"


@dataclass(frozen=True)
class KnownPage:
    """What the desk knows of a scanned page; empty where it knows nothing.

    `case` is the number of its case, or what the case is called until it has one; `about` is the
    party or agreement that the paper is for, where there are several.
    """

    standing: Standing
    case: str = ""
    title: str = ""
    about: str = ""


def look_up_pages(desk: Desk, pages: Iterable[ScannedPage]) -> tuple[KnownPage, ...]:
    """Return what the desk knows of each page, in their order. Nothing is changed."""
    return tuple(_looked_up(desk, page) for page in pages)


def _looked_up(desk: Desk, page: ScannedPage) -> KnownPage:
    if page.code is None:
        return KnownPage(Standing.UNREAD)
    case = _case_of(desk, page.code)
    if case is None:
        return KnownPage(Standing.FOREIGN)
    called = case.number or case.mark
    found = match_scan([page], desk.store.of_case(Paper, case.id))
    for standing, matches in ((Standing.CURRENT, found.matched), (Standing.OLDER, found.older)):
        for match in matches:
            return KnownPage(standing, called, match.paper.title, _about(desk, match.paper))
    return KnownPage(Standing.FOREIGN, called)


def _case_of(desk: Desk, code: PageCode) -> Case | None:
    """Return the case whose name begins as a code says, if the desk has it."""
    first, last = (bytes.fromhex((code.case + 32 * end)[:32]) for end in "0f")
    return next(iter(desk.store.where(Case, "id BETWEEN ? AND ?", (first, last))), None)


def _about(desk: Desk, paper: Paper) -> str:
    return about_words(desk, read_case_file(desk.store, paper.case_id), paper)


def about_words(desk: Desk, file: CaseFile, paper: Paper) -> str:
    """Return the name of the party or agreement that a paper is for, "" where there is one."""
    if paper.about is None:
        return ""
    kind = desk.packs.pack(file.case.pack).paper(paper.kind, paper.made_on)
    named = subjects_of(file, kind).items()
    return next((name for name, subject in named if subject == paper.about), "")
