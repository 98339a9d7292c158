"""The papers of a case: a list, and the chosen paper as it will be printed beside it."""

from collections.abc import Iterator
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from mediatordesk.app.case_page.preview import PdfPreview
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.cards import Card
from mediatordesk.app.parts.dates import day_text
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Paper
from mediatordesk.core.texts import _


class Papers(QWidget):
    """Shows the papers, and says which one is wanted for the preview."""

    wanted = Signal(Paper)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._papers: dict[UUID, Paper] = {}
        self.list = EntryView(appearance, _("Papers"))
        self.list.chosen.connect(self._choose)
        self.preview = PdfPreview()
        unit = appearance.look.unit
        listed = Card(appearance, _("Papers"))
        listed.inside.addWidget(self.list, 1)
        shown = Card(appearance, _("As it will be printed"))
        shown.top.addWidget(self.preview.tools)
        shown.inside.addWidget(self.preview, 1)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(unit * 2)
        split.addWidget(listed)
        split.addWidget(shown)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, unit, 0, 0)
        box.addWidget(split)

    def show_file(self, file: CaseFile) -> None:
        """Show the papers of a case, the newest version of each first."""
        self._papers = {paper.id: paper for paper in file.papers}
        self.list.show_entries([_entry(file, paper) for paper in file.papers])
        if not file.papers:
            self.preview.show_nothing(_("No paper was made in this case yet."))
        elif self.list.chosen_key() is None:
            self.preview.show_nothing(_("Choose a paper in the list."))

    def show_pdf(self, paper_id: UUID, data: bytes) -> None:
        """Show a paper, if it is still the chosen one."""
        if self.list.chosen_key() == paper_id:
            self.preview.show_pdf(self._papers[paper_id].title, data)

    def ask_for_first(self) -> None:
        """Choose the first paper, if none is chosen."""
        if self.list.chosen_key() is None and self._papers:
            self.list.choose(next(iter(self._papers)))

    def _choose(self, paper_id: UUID) -> None:
        """Say which paper is wanted."""
        paper = self._papers[paper_id]
        if paper.pdf_sha256 or paper.sealed_sha256:
            self.wanted.emit(paper)
        else:
            self.preview.show_nothing(_("This paper has no PDF yet; its Word file is in the case."))


def _entry(file: CaseFile, paper: Paper) -> Entry:
    """Return a paper for the list, with how far it is."""
    if paper.sealed_sha256:
        word, tone = _("sealed"), Tone.GREEN
    elif paper.locked:
        word, tone = _("signed"), Tone.GREEN
    else:
        word, tone = _("draft"), Tone.PLAIN
    return Entry(paper.id, paper.title, " · ".join(_details(file, paper)), "", word, tone)


def _details(file: CaseFile, paper: Paper) -> Iterator[str]:
    """Say for whom a paper is, its number, version, pages and day."""
    names = {party.id: party.name for party in file.parties}
    if paper.about in names:
        yield names[paper.about]
    if paper.number:
        yield paper.number
    if paper.version > 1:
        yield _("version {n}").format(n=paper.version)
    if paper.pages:
        yield _("pages: {pages}").format(pages=paper.pages)
    yield day_text(paper.made_on)
