"""How far the cases have come: the five steps with their counts, and the cases on their way."""

from collections.abc import Hashable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from mediatordesk.app.asked.exchange_desk import ExchangeStand, Reach
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.exchange.words import case_entry, reach_word
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.cards import Card, label
from mediatordesk.app.parts.chips import Chip
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.texts import _


class Steps(QHBoxLayout):
    """Shows how many cases have come how far, from left to right."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.counts: dict[Reach, Chip] = {}
        self.setSpacing(appearance.look.unit)
        for number, reach in enumerate(Reach):
            if number:
                self.addWidget(label("→", "mute"), 0, Qt.AlignmentFlag.AlignVCenter)
            self.counts[reach] = chip = Chip()
            self.addWidget(chip)
        self.addStretch()

    def show_stand(self, stand: ExchangeStand) -> None:
        """Show the counts; a step on which no case stands is plain."""
        for reach, chip in self.counts.items():
            count = stand.counts.get(reach, 0)
            word, tone = reach_word(reach)
            chip.show_word(f"{word} {count}", tone if count else Tone.PLAIN)


class CaseCard(Card):
    """Shows what colleagues have brought, and what is on its way."""

    case_wanted = Signal(UUID)
    news_read = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, _("How far the cases have come"))
        self.steps = Steps(appearance)
        self.list = EntryView(appearance, _("Cases on their way"), whole=True)
        self.list.activated.connect(lambda _index: self._open(self.list.chosen_key()))
        self._empty = WrappedLabel("mute")
        self._legend = WrappedLabel("mute")
        self.open = QPushButton(_("Open the case"))
        self.open.clicked.connect(lambda: self._open(self.list.chosen_key()))
        self.read = QPushButton(_("Seen"))
        self.read.clicked.connect(self.news_read)
        self.list.chosen.connect(lambda _key: self.open.setEnabled(True))
        buttons = QHBoxLayout()
        buttons.addWidget(self.open)
        buttons.addWidget(self.read)
        buttons.addStretch()
        below = QVBoxLayout()
        below.addLayout(self.steps)
        self.inside.addLayout(below)
        for part in (self._legend, self._empty, self.list):
            self.inside.addWidget(part)
        self.inside.addLayout(buttons)

    def show_stand(self, stand: ExchangeStand) -> None:
        """Show the cases: news first, then what waits."""
        self.steps.show_stand(stand)
        entries = _entries(stand)
        self.list.show_entries(entries)
        self.list.setVisible(bool(entries))
        self._legend.show_text(_legend_of(stand))
        self._legend.setVisible(stand.membership is not None)
        self._empty.setVisible(not entries)
        self._empty.show_text(_("Nothing waits, and colleagues have brought nothing new."))
        self.open.setVisible(bool(entries))
        self.open.setEnabled(self.list.chosen_key() is not None)
        self.read.setVisible(bool(stand.news))

    def _open(self, key: Hashable) -> None:
        """Say which case is to be opened."""
        if isinstance(key, tuple):
            self.case_wanted.emit(key[1])


def _entries(stand: ExchangeStand) -> list[Entry]:
    """Return the lines of the list; a case may stand in it for several reasons."""
    news = [
        Entry(
            ("news", one.id, one.letter),
            one.title,
            _("from computer {letter}").format(letter=one.letter or "?"),
            "",
            _("new"),
            Tone.ACCENT,
        )
        for one in stand.news
    ]
    waiting = [
        Entry(("case", one.id), entry.title, entry.detail, "", entry.word, entry.tone)
        for one in stand.cases
        for entry in (case_entry(one),)
    ]
    return [*news, *waiting]


def _legend_of(stand: ExchangeStand) -> str:
    """Return what the steps mean, and what the centre could not take."""
    words = _("On its way: it lies in a mailbox. At the centre: the centre has signed for it. "
              "Backed up there: it is in a second copy of the centre's.")  # fmt: skip
    if stand.set_aside:
        said = _("{n} changes could not be taken over by the centre; they stay here. Tell those "
                 "who look after this computer.")  # fmt: skip
        return f"{words} {said.format(n=stand.set_aside)}"
    return words
