"""The file of a case as an inspector takes it in hand: looked through once, for all questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.file_counts import counted_files
from mediatordesk.actions.papers.file_pages import (
    BoundItem,
    Counted,
    FileItem,
    bound_items,
    file_items,
)
from mediatordesk.actions.papers.file_values import titled
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Paper
from mediatordesk.forms import PaperKind, facts_of
from mediatordesk.forms.language import language
from mediatordesk.forms.packs.packs import Pack


@dataclass(frozen=True)
class FileView:
    """A case's file on a day: its things in order with their pages, and what the pack asks."""

    desk: Desk
    pack: Pack
    file: CaseFile
    day: date
    items: tuple[BoundItem, ...]
    counted: Mapping[str, Counted]
    elements: Mapping[str, Any]
    facts: Mapping[str, Any]

    @classmethod
    def of(cls, desk: Desk, file: CaseFile) -> "FileView":
        """Look through the file of a case; every file that was handed in is opened."""
        pack, day = desk.packs.pack(file.case.pack), desk.clock.today()
        counted = counted_files(desk, file, file_items(pack, file, day))
        items = bound_items(pack, file, day, counted)
        facts = language.readable(pack.with_elements(facts_of(file, day)))
        elements = pack.read_elements(file.elements)
        return cls(desk, pack, file, day, items, counted, elements, facts)

    def papers(self) -> Iterator[tuple[PaperKind, Paper, FileItem]]:
        """Yield the papers of the file in order, each with its kind."""
        for one in self.items:
            if one.item.kind is not None and one.item.paper is not None:
                yield one.item.kind, one.item.paper, one.item

    def called(self, item: FileItem) -> str:
        """Return what a thing is called in the index."""
        return titled(self.file, self.elements, item)

    def basis(self, code: str) -> str:
        """Return the law that a paper of a code rests on; "" if the pack does not know it."""
        kinds = (kind for kind in self.pack.papers(self.day) if kind.code == code)
        return next((self.pack.basis(kind, self.day) for kind in kinds), "")

    def is_must(self, kind: PaperKind, about: UUID | None = None) -> bool:
        """Tell whether the file is not complete without a paper of a kind, about a party if so.

        One for which a consent of the party stands is not missed.
        """
        facts = self.facts
        if kind.satisfied_by:
            told = [one["consents"] for one in facts["parties"] if one["id"] == str(about)]
            if any(all(one[name] for name in kind.satisfied_by) for one in told):
                return False
        if kind.per == "agreement":
            return any(
                language.holds(kind.must_when, {**facts, "agreement": one})
                for one in facts["agreements"]
            )
        return language.holds(kind.must_when, facts)
