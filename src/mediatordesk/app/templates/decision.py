"""The question before a form changes: from which day, yes or no."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QPushButton

from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.cards import Card, label
from mediatordesk.app.parts.chips import Chip
from mediatordesk.core.texts import _


class Decision(Card):
    """Says what would change, and from which day it is wanted, or that it is not."""

    decided = Signal(date)
    dropped = Signal()
    changes_accepted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self._state = Chip()
        self._words = label("")
        self._words.setWordWrap(True)
        self._from = label(_("from"), "mute")
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setAccessibleName(_("Day from which it is used"))
        self.accept_changes = QPushButton(_("Accept the tracked changes"))
        self.accept_changes.clicked.connect(self.changes_accepted)
        self.yes = QPushButton(_("Use it"))
        self.yes.setObjectName("primary")
        self.yes.clicked.connect(self._decide)
        self.no = QPushButton(_("Cancel"))
        self.no.clicked.connect(self.dropped)
        line = QHBoxLayout()
        line.setSpacing(appearance.look.unit * 2)
        line.addWidget(self._state)
        line.addWidget(self._words, 1)
        for part in (self.accept_changes, self._from, self.day, self.yes, self.no):
            line.addWidget(part)
        self.inside.addLayout(line)
        self.hide()

    def ask(self, words: str, yes: str, today: date, *, state: str = "") -> None:
        """Ask whether a form is to change."""
        self._state.show_word(state, Tone.AMBER)
        self.yes.setText(yes)
        self.accept_changes.hide()
        if self.isHidden():
            self.day.setDate(QDate(today.year, today.month, today.day))
        self._allow(words, possible=True)
        self.show()

    def refuse(self, words: str, *, changes_matter: bool) -> None:
        """Say why it cannot be decided yet; offer to accept tracked changes where that helps."""
        self._allow(words, possible=False)
        self.accept_changes.setVisible(changes_matter)

    def words(self) -> str:
        """Return what is asked."""
        return self._words.text()

    def _allow(self, words: str, *, possible: bool) -> None:
        self._words.setText(words)
        self.yes.setEnabled(possible)
        for part in (self._from, self.day):
            part.setVisible(possible)

    def _decide(self) -> None:
        """Say from which day it is wanted."""
        day = self.day.date()
        self.decided.emit(date(day.year(), day.month(), day.day()))
