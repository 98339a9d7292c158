"""Who may be one person, and who was joined."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediatordesk.app.asked.import_desk import SamePerson
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.cards import Card
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.texts import _


class DuplicateScreen(QWidget):
    """Shows pairs, and says which are to be joined or parted."""

    join_wanted = Signal(SamePerson)
    part_wanted = Signal(SamePerson)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._pairs: dict[object, SamePerson] = {}
        self.words = WrappedLabel("mute")
        self.list = EntryView(appearance, _("Perhaps one person"))
        self.list.chosen.connect(lambda _key: self._allow())
        self.join = QPushButton(_("This is one person"))
        self.join.setObjectName("primary")
        self.join.clicked.connect(self._say_join)
        self.part = QPushButton(_("Undo: these are two"))
        self.part.clicked.connect(self._say_part)
        card = Card(appearance, _("Perhaps one person"))
        card.inside.addWidget(self.words)
        card.inside.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.join)
        buttons.addWidget(self.part)
        card.inside.addLayout(buttons)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, appearance.look.unit, 0, 0)
        box.addWidget(card)
        self.show_pairs(())

    def show_pairs(self, pairs: tuple[SamePerson, ...]) -> None:
        """Show pairs; those that wait for a word stand first."""
        ordered = sorted(pairs, key=lambda one: one.join is not None)
        self._pairs = {(one.kept, one.other): one for one in ordered}
        self.list.show_entries([_entry(one) for one in ordered])
        if ordered and self.list.chosen_key() is None:
            self.list.choose((ordered[0].kept, ordered[0].other))
        words = _("Nobody seems to be entered twice.")
        if pairs:
            words = _("Joined people are found together; each case keeps what was written in it, "
                      "and a join can be undone at any time.")  # fmt: skip
        self.words.show_text(words)
        self._allow()

    def chosen(self) -> SamePerson | None:
        """Return the chosen pair."""
        return self._pairs.get(self.list.chosen_key())

    def _say_join(self) -> None:
        """Say that the chosen two are one person."""
        chosen = self.chosen()
        if chosen:
            self.join_wanted.emit(chosen)

    def _say_part(self) -> None:
        """Say that the chosen two are not one person."""
        chosen = self.chosen()
        if chosen:
            self.part_wanted.emit(chosen)

    def _allow(self) -> None:
        """Let only what is possible now be pressed."""
        chosen = self.chosen()
        self.join.setEnabled(chosen is not None and chosen.join is None)
        self.part.setEnabled(chosen is not None and chosen.join is not None)


def _entry(pair: SamePerson) -> Entry:
    """Return a pair for the list."""
    word, tone = (_("joined"), Tone.GREEN) if pair.join else (_("perhaps"), Tone.AMBER)
    return Entry((pair.kept, pair.other), pair.words, pair.why, "", word, tone)
