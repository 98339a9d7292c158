"""The pages of a case file (卷宗): which papers are bound, in which order, on which pages.

One case, one file; the papers stand in the order of the index, and their pages are numbered from
the first paper on (domain.md 9.8).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Paper
from mediatordesk.forms.definitions.paper_kinds import PaperKind
from mediatordesk.forms.packs.packs import Pack

COVER, INDEX, FILE_NOTE, BACK_COVER = "D01", "D02", "D29", "D30"
FRAME = frozenset({COVER, INDEX, FILE_NOTE, BACK_COVER})
"""What stands around the papers of a file; its pages bear no number."""


@dataclass(frozen=True)
class BoundPaper:
    """A paper of the file, and the first and last of the pages that it takes."""

    kind: PaperKind
    paper: Paper
    first: int
    last: int


def bound_papers(pack: Pack, file: CaseFile, day: date) -> tuple[BoundPaper, ...]:
    """Return the papers of a case file in their order, with their pages from 1 on.

    Of each the newest version. A kind without a `position` is kept elsewhere, as a register is.
    """
    kinds = {kind.code: kind for kind in pack.papers(day) if kind.position}
    bound = [one for one in newest_papers(file.papers) if one.kind in kinds.keys() - FRAME]
    in_order = sorted(bound, key=lambda paper: kinds[paper.kind].position)
    return tuple(_paged((kinds[paper.kind], paper) for paper in in_order))


def newest_papers(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Return the newest version of each paper, where its first version stands."""
    newest = {(paper.kind, paper.about): paper for paper in papers}
    return tuple(newest.values())


def _paged(papers: Iterable[tuple[PaperKind, Paper]]) -> Iterator[BoundPaper]:
    page = 0
    for kind, paper in papers:
        yield BoundPaper(kind, paper, page + 1, page + paper.pages)
        page += paper.pages


def pages_of_file(bound: Iterable[BoundPaper], further: int = 0) -> int:
    """Return how many numbered pages a file has; `further` were not printed here."""
    return sum(one.paper.pages for one in bound) + further


def pages_of_frame(file: CaseFile) -> int:
    """Return how many pages cover, index, file note and back cover have, made or to be made."""
    made = {paper.kind: paper.pages for paper in newest_papers(file.papers)}
    return sum(made.get(code, 1) for code in FRAME)
