"""The papers that a case could have and does not have yet: what can be made next."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.papers import facts_about, subjects_of
from mediatordesk.core.case_files import CaseFile
from mediatordesk.forms import PaperKind, Per, facts_of
from mediatordesk.forms.language import language


@dataclass(frozen=True)
class Offer:
    """A kind of paper that can be made today, and for whom or what; one of the case has None."""

    kind: PaperKind
    subjects: tuple[tuple[str, UUID | None], ...]


def offered_papers(desk: Desk, file: CaseFile) -> tuple[Offer, ...]:
    """Return what the pack offers for a case as it stands and what was not made yet."""
    pack, today = desk.packs.pack(file.case.pack), desk.clock.today()
    facts = language.readable(pack.with_elements(facts_of(file, today)))
    made = {(paper.kind, paper.about) for paper in file.papers}
    offers = []
    for kind in pack.papers(today):
        open_ones = tuple(
            (name, about)
            for name, about in _subjects(file, kind)
            if (kind.code, about) not in made
            and language.holds(kind.when, facts_about(kind, facts, about))
        )
        if open_ones:
            offers.append(Offer(kind, open_ones))
    return tuple(offers)


def _subjects(file: CaseFile, kind: PaperKind) -> Iterator[tuple[str, UUID | None]]:
    """Yield for what a paper is made once each; one of the whole case is made once."""
    if kind.per is Per.CASE:
        yield "", None
    yield from subjects_of(file, kind).items()
