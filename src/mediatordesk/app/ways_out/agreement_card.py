"""One agreement: where it can go, and the courts that may confirm it."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from mediatordesk.app.asked.way_desk import AgreementWays, CourtLine, WaysOut
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import Card, column, label
from mediatordesk.app.parts.inquiry import Asked, Inquiry
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.app.ways_out.words import court_entry, way_entry
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _


class WaysCard(Card):
    """Shows the ways of one agreement, and says which court was chosen, or what one is called."""

    court_chosen = Signal(UUID, str)
    court_named = Signal(UUID, str, str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, " ")
        self._shown: AgreementWays | None = None
        self.ways = EntryView(appearance, _("Where this agreement can go"), whole=True)
        self.split, self.none, self.refused = (WrappedLabel() for _n in range(3))
        self._courts_heading = label(_("Courts that may confirm it"), "heading")
        self.courts = EntryView(appearance, self._courts_heading.text(), whole=True)
        self.courts.chosen.connect(self._allow)
        self.courts.activated.connect(self._choose)
        self.alert = Alert(appearance)
        self.choose = QPushButton(_("Address the application to this court"))
        self.choose.clicked.connect(self._choose)
        self.name = QPushButton(_("Enter this court into the register …"))
        self.name.clicked.connect(self._ask_name)
        self.inquiry = Inquiry(appearance)
        self.inquiry.answered.connect(self._say_name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        button = QHBoxLayout()
        button.addStretch()
        button.addWidget(self.name)
        button.addWidget(self.choose)
        self._lay_out(button)

    def show_ways(self, agreement: AgreementWays, told: WaysOut) -> None:
        """Show where an agreement can go."""
        if self._shown is None or self._shown.id != agreement.id:
            self.alert.clear()
            self.inquiry.drop()
        self._shown = agreement
        self.set_heading(agreement.heading)
        self.ways.show_entries([way_entry(one, told) for one in agreement.ways])
        split = _("Split it: {words}").format(words=agreement.split) if agreement.split else ""
        none = _("No way out is open to it; the parties can still sue.")
        _show_if(self.split, split)
        _show_if(self.none, none if agreement.why_none else "")
        _show_if(self.refused, agreement.refused)
        entries = [court_entry(n, one, told.court) for n, one in enumerate(agreement.courts)]
        self.courts.show_entries(entries)
        self.courts.setVisible(bool(entries))
        self._courts_heading.setVisible(bool(entries or agreement.refused))
        self.choose.setVisible(any(one.name for one in agreement.courts))
        self.name.setVisible(any(not one.name for one in agreement.courts))
        self._allow()

    def refuse(self, error: DeskError) -> None:
        """Show why a court was not chosen."""
        self.alert.show_error(error)
        self._allow()

    def _lay_out(self, button: QHBoxLayout) -> None:
        """Put the ways on the left, the courts on the right."""
        unit = self._appearance.look.unit
        ways = column(unit, self.ways, self.split, self.none)
        ways.addStretch()
        parts = (self._courts_heading, self.refused, self.courts, self.alert, self.inquiry)
        courts = column(unit, *parts)
        courts.addLayout(button)
        courts.addStretch()
        sides = QHBoxLayout()
        sides.setSpacing(unit * 4)
        sides.addLayout(ways, 5)
        sides.addLayout(courts, 4)
        self.inside.addLayout(sides)

    def _court(self) -> CourtLine | None:
        """Return the court that the list stands on."""
        at = self.courts.chosen_key()
        known = self._shown.courts if self._shown else ()
        return known[at] if isinstance(at, int) and at < len(known) else None

    def _ask_name(self) -> None:
        """Ask what the court of a district is called."""
        court = self._court()
        if court:
            words = _("The basic people's court of district {district}. What is it called?")
            asked = Asked(_("Name of the court"))
            self.inquiry.ask(words.format(district=court.district), _("Enter"), [asked])

    def _say_name(self, texts: list[str]) -> None:
        """Say what a court is called."""
        court = self._court()
        if court and self._shown:
            self.alert.clear()
            self.court_named.emit(self._shown.id, texts[0], court.district)

    def _choose(self) -> None:
        """Say which court was chosen; one that the register lacks is named first."""
        court = self._court()
        if court and not court.name:
            self._ask_name()
        elif court and self._shown:
            self.alert.clear()
            self.court_chosen.emit(self._shown.id, court.name)

    def _allow(self) -> None:
        """Let a court be chosen once the list stands on one that is in the register."""
        court = self._court()
        self.choose.setEnabled(court is not None and bool(court.name))
        self.name.setEnabled(court is not None and not court.name)


def _show_if(shown: WrappedLabel, text: str) -> None:
    """Show a text, or nothing."""
    shown.show_text(text)
    shown.setVisible(bool(text))
