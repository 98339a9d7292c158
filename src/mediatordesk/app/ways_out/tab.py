"""Ways out on the page of a case: for each agreement where it can go, and why not elsewhere."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediatordesk.app.asked.way_desk import WaysOut
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import column, label, scrolling
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.app.ways_out.agreement_card import WaysCard
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _


class WaysTab(QWidget):
    """Shows where the agreements of a case can go, and says which court was chosen."""

    court_chosen = Signal(UUID, str)
    court_named = Signal(UUID, str, str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.cards: list[WaysCard] = []
        self._shown: dict[UUID, WaysCard] = {}
        self.uncovered = WrappedLabel("fault")
        self._nothing = label(_("No agreement was reached yet."), "mute")
        unit = appearance.look.unit
        self._agreements = column(unit * 2)
        inside = column(unit * 2, self.uncovered, self._nothing)
        inside.addLayout(self._agreements)
        inside.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, unit, 0, 0)
        box.addWidget(scrolling(inside))
        self.start_over()

    def show_ways(self, told: WaysOut) -> None:
        """Show where the agreements of a case can go."""
        self._nothing.setVisible(not told.agreements)
        words = _("The invitation of {court} does not cover this case.")
        gaps = "\n".join(words.format(court=one) for one in told.uncovered)
        self.uncovered.show_text(gaps)
        self.uncovered.setVisible(bool(gaps))
        while len(self.cards) < len(told.agreements):
            self._add_card()
        for number, card in enumerate(self.cards):
            card.setVisible(number < len(told.agreements))
        self._shown = dict(zip((one.id for one in told.agreements), self.cards, strict=False))
        for one in told.agreements:
            self._shown[one.id].show_ways(one, told)

    def refuse(self, agreement: UUID, error: DeskError) -> None:
        """Show beside its agreement why a court was not chosen."""
        if agreement in self._shown:
            self._shown[agreement].refuse(error)

    def start_over(self) -> None:
        """Put away what belonged to the case shown before."""
        self._shown = {}
        for card in self.cards:
            card.hide()
        self.uncovered.hide()
        self._nothing.hide()

    def _add_card(self) -> None:
        """Add a card for one agreement more."""
        card = WaysCard(self._appearance)
        card.court_chosen.connect(self.court_chosen)
        card.court_named.connect(self.court_named)
        self.cards.append(card)
        self._agreements.addWidget(card)
