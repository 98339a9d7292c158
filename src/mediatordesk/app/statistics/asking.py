"""Which figures are wanted: from which day to which, in which lines."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from mediatordesk.app.asked.statistics_desk import Asking
from mediatordesk.app.elements.day_edit import DayEdit
from mediatordesk.app.elements.edits import fit_with
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import label
from mediatordesk.app.parts.choices import Choice
from mediatordesk.app.statistics.periods import USUAL_WORDS, Usual, days_of
from mediatordesk.core.statistics import By, StaffBy
from mediatordesk.core.texts import N_, _

_BY: Mapping[By | StaffBy, str] = {
    By.MONTH: N_("by month"),
    By.QUARTER: N_("by quarter"),
    By.YEAR: N_("by year"),
    By.TYPE: N_("by type of dispute"),
    By.OFFICE: N_("by committee"),
    StaffBy.CATEGORY: N_("people by category"),
    StaffBy.BATCH: N_("people by batch"),
    StaffBy.ORGANISATION: N_("people by organisation"),
    StaffBy.NATIONALITY: N_("people by nationality"),
}
"""Cases of the period, or who is on the rosters on its last day."""


class AskingBar(QWidget):
    """Says which figures are wanted."""

    wanted = Signal(Asking)
    stopped = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._today: date | None = None
        self._busy = False
        self.usual = Choice(_("Period"))
        self.usual.offer({one.value: _(word) for one, word in USUAL_WORDS.items()})
        self.usual.choose(Usual.THIS_YEAR.value)
        self.usual.activated.connect(self._fill)
        self.first = DayEdit(appearance, _("First day"))
        self.last = DayEdit(appearance, _("Last day"))
        for day in (self.first, self.last):
            fit_with(appearance, day)
            day.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            day.line.textEdited.connect(self._own)
            day.line.textChanged.connect(self._allow)
            day.line.returnPressed.connect(self.ask)
        self.by = Choice(_("In which columns"))
        self.by.offer({by.value: _(word) for by, word in _BY.items()})
        self.count = QPushButton(_("Count"))
        self.count.setObjectName("primary")
        self.count.clicked.connect(self._press)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(appearance.look.unit)
        for part in (self.usual, self.first, label(_("to")), self.last, self.by):
            box.addWidget(part)
        box.addStretch()
        box.addWidget(self.count)
        self._allow()

    def show_today(self, today: date) -> None:
        """Fill in the usual period, once it is known which day it is."""
        if self._today is None:
            self._today = today
            self._fill()

    def asking(self) -> Asking | None:
        """Return what is asked for; None where a day cannot be read."""
        try:
            days = [date.fromisoformat(one.text()) for one in (self.first, self.last)]
        except ValueError:
            return None
        chosen = str(self.by.chosen())
        return Asking(days[0], days[1], next(by for by in _BY if by.value == chosen))

    def ask(self) -> None:
        """Say what is wanted."""
        asking = self.asking()
        if asking and not self._busy:
            self.wanted.emit(asking)

    def wait(self, *, busy: bool) -> None:
        """Wait for the figures, and let the counting be stopped, or go on."""
        self._busy = busy
        self.count.setText(_("Stop") if busy else _("Count"))
        self._allow()

    @property
    def is_busy(self) -> bool:
        """Tell whether figures are being counted."""
        return self._busy

    def _press(self) -> None:
        """Count, or stop counting."""
        if self._busy:
            self.stopped.emit()
        else:
            self.ask()

    def _fill(self) -> None:
        """Fill in the days of the chosen period."""
        usual = Usual(str(self.usual.chosen()))
        if usual is Usual.OWN:
            self.first.setFocus()
        elif self._today:
            days = days_of(usual, self._today)
            for edit, day in zip((self.first, self.last), days, strict=True):
                edit.show_text(day.isoformat())

    def _own(self) -> None:
        """Take note that other days than the usual are typed."""
        self.usual.choose(Usual.OWN.value)

    def _allow(self) -> None:
        """Let it be counted once both days can be read."""
        self.count.setEnabled(self._busy or self.asking() is not None)
