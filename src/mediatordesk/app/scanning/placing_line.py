"""Which page of which paper a scan is, where its code could not be read."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from mediatordesk.app.asked.scan_desk import Placeable
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.choices import Choice
from mediatordesk.core.texts import _


class PlacingLine(QWidget):
    """Asks for the paper and the page, and says what was answered."""

    placed = Signal(int, UUID, int)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._unread = -1
        self._papers: dict[UUID, Placeable] = {}
        self.paper, self.page = Choice(_("Which paper")), Choice(_("Which page"))
        self.paper.currentIndexChanged.connect(self._offer_pages)
        self.place = QPushButton(_("This page it is"))
        self.place.clicked.connect(self._say)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(appearance.look.unit)
        box.addWidget(self.paper, 1)
        box.addWidget(self.page)
        box.addWidget(self.place)
        self.hide()

    def show_papers(self, papers: tuple[Placeable, ...]) -> None:
        """Offer the papers of the case."""
        self._papers = {one.id: one for one in papers}
        self.paper.offer({one.id: one.title for one in papers})
        self._offer_pages()

    def show_page(self, unread: int) -> None:
        """Ask about an unread page; -1 asks about none."""
        self._unread = unread
        self.setVisible(unread >= 0 and bool(self._papers))

    def _chosen(self) -> Placeable | None:
        """Return the paper that is chosen."""
        key = self.paper.chosen()
        return self._papers.get(key) if isinstance(key, UUID) else None

    def _offer_pages(self) -> None:
        """Offer the pages of the chosen paper."""
        paper = self._chosen()
        pages = range(1, paper.pages + 1) if paper else range(0)
        self.page.offer({n: _("page {n}").format(n=n) for n in pages})

    def _say(self) -> None:
        """Say which page it is."""
        paper, page = self._chosen(), self.page.chosen()
        if paper and isinstance(page, int):
            self.placed.emit(self._unread, paper.id, page)
