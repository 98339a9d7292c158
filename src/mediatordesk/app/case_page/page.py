"""The page of one case."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from mediatordesk.app.asked.case_desk import OpenedCase
from mediatordesk.app.case_page.header import CaseHeader
from mediatordesk.app.case_page.history import history
from mediatordesk.app.case_page.materials import Materials
from mediatordesk.app.case_page.notes import NotesTab
from mediatordesk.app.case_page.overview import Overview
from mediatordesk.app.case_page.papers import Papers
from mediatordesk.app.case_page.parties import Parties
from mediatordesk.app.case_page.timeline import timeline
from mediatordesk.app.elements.tab import ElementsTab
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.file_page.tab import FileTab
from mediatordesk.app.findings.tab import FindingsTab
from mediatordesk.app.handing_over.tab import HandoverTab
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import Card
from mediatordesk.app.parts.turns import Turns
from mediatordesk.app.scanning.tab import ScanTab
from mediatordesk.app.signing.tab import SigningTab
from mediatordesk.app.ways_out.tab import WaysTab
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Paper
from mediatordesk.core.texts import _

_WITH_KEYS = 10
"""So many parts are reached with Alt and a figure; two with one key would both be dead."""


class CasePage(QWidget):
    """Shows a case and says what was typed, which paper is wanted, and that it was left."""

    left = Signal()
    text_entered = Signal(UUID, str, str)
    paper_wanted = Signal(Paper)
    came_into_sight = Signal(QWidget)
    """The part of the page that is in sight now."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.case_id: UUID | None = None
        self.header = CaseHeader(appearance)
        self.overview = Overview(appearance)
        self.overview.facts_entered.connect(self._say_facts)
        self.elements = ElementsTab(appearance)
        self.parties = Parties(appearance)
        self.timeline = EntryView(appearance, _("What happened"))
        self.findings = FindingsTab(appearance)
        self.signing, self.scans = SigningTab(appearance), ScanTab(appearance)
        self.signatures = Turns(
            appearance, {_("Sign"): self.signing, _("File signed scans"): self.scans}
        )
        self.signatures.turned.connect(self._turn)
        self.ways, self.handover = WaysTab(appearance), HandoverTab(appearance)
        self.exits = Turns(
            appearance, {_("Which way is open"): self.ways, _("Hand over"): self.handover}
        )
        self.exits.turned.connect(self._turn)
        self.file, self.papers = FileTab(appearance), Papers(appearance)
        self.papers.wanted.connect(self.paper_wanted)
        self.materials = Materials(appearance)
        self.notes = NotesTab(appearance)
        self.history = EntryView(appearance, _("History"))
        self.tabs = QTabWidget()
        self._lay_out()
        self.tabs.currentChanged.connect(self._turn)

    @property
    def unsaved(self) -> bool:
        """Tell whether something typed was not saved yet."""
        return self.overview.facts.unsaved or self.elements.unsaved

    def show_case(self, opened: OpenedCase, today: date) -> None:
        """Show a case, or show it again as it stands now; what is being typed stays."""
        file = opened.file
        if file.case.id != self.case_id:
            self.case_id = file.case.id
            self.overview.facts.start_over()
            self.tabs.setCurrentIndex(0)
        self.header.show_file(file)
        self.overview.show_case(opened, today)
        self.parties.show_file(file, today)
        events = timeline(file)
        self.timeline.show_entries(events)
        self.papers.show_file(file)
        self.materials.show_file(file)
        self.history.show_entries(history(opened))
        handed_in = sum(not one.void_reason for one in file.attachments)
        for part, name, count in (
            (self.parties, _("Parties {n}"), len(file.parties)),
            (self._events, _("What happened {n}"), len(events)),
            (self.papers, _("Papers {n}"), len(file.papers)),
            (self.materials, _("Material {n}"), handed_in),
        ):
            self.tabs.setTabText(self.tabs.indexOf(part), name.format(n=count))

    def turn_to(self, part: QWidget) -> None:
        """Bring a part of the page into sight, wherever it stands."""
        for at in range(self.tabs.count()):
            tab = self.tabs.widget(at)
            if tab is part or tab.isAncestorOf(part):
                if isinstance(tab, Turns):
                    tab.turn_to(part)
                self.tabs.setCurrentWidget(tab)

    def show_pdf(self, paper_id: UUID, data: bytes) -> None:
        """Show a paper as it will be printed; UnreadablePaper if its file is damaged."""
        self.papers.show_pdf(paper_id, data)

    def flush(self) -> None:
        """Say what was typed, if it was not said yet."""
        self.overview.facts.flush()
        self.elements.flush()
        self.notes.flush()

    def saved(self, text: str) -> None:
        """Take note that a text was saved."""
        self.overview.facts.saved(text)

    def refused(self, error: DeskError) -> None:
        """Show beside the field why a text was not saved."""
        self.tabs.setCurrentWidget(self.overview)
        self.overview.refused(error)

    def _say_facts(self, text: str) -> None:
        """Say what was typed about the dispute."""
        if self.case_id:
            self.text_entered.emit(self.case_id, "facts", text)

    def _turn(self) -> None:
        """Say which part is in sight: some are read only then."""
        part = self.tabs.currentWidget()
        if part is self.papers:
            self.papers.ask_for_first()
        self.came_into_sight.emit(part.view() if isinstance(part, Turns) else part)

    def _lay_out(self) -> None:
        """Put the head above the parts of the page."""
        unit = self._appearance.look.unit
        self._events = self._framed(self.timeline)
        for part, name in (
            (self.overview, _("Overview")),
            (self.elements, _("Elements")),
            (self.parties, ""),
            (self._events, ""),
            (self.findings, _("Agreement")),
            (self.signatures, _("Signing")),
            (self.exits, _("Ways out")),
            (self.file, _("File of the case")),
            (self.papers, ""),
            (self.materials, ""),
            (self.notes, _("Notes")),
            (self._framed(self.history), _("History")),
        ):
            self.tabs.addTab(part, name)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setAccessibleName(_("Parts of the case"))
        for number in range(_WITH_KEYS):
            turn = QShortcut(QKeySequence(f"Alt+{(number + 1) % 10}"), self)
            turn.activated.connect(lambda number=number: self.tabs.setCurrentIndex(number))
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.left)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(unit)
        box.addWidget(self.header)
        box.addWidget(self.tabs, 1)

    def _framed(self, entries: EntryView) -> QWidget:
        """Return a list in a card of its own."""
        frame = QWidget()
        box = QVBoxLayout(frame)
        box.setContentsMargins(0, self._appearance.look.unit, 0, 0)
        card = Card(self._appearance)
        card.inside.addWidget(entries, 1)
        box.addWidget(card)
        return frame
