"""The centre that the desk belongs to, and the computers of the office."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from mediatordesk.app.asked.exchange_desk import Colleague, ExchangeStand, Membership
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.cards import Card, label
from mediatordesk.app.parts.dates import day_text
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.texts import _


class CentreCard(Card):
    """Shows to which centre the desk belongs; joining anew is rare, and one click away."""

    joining_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, _("Centre"))
        self.name, self.about = WrappedLabel("heading"), WrappedLabel("mute")
        self.list = EntryView(appearance, _("Computers of the office"), whole=True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # nothing is chosen in it
        self._words_said = WrappedLabel("mute")
        self._words_said.show_text(_("The six words of this computer, to compare by telephone:"))
        self.words = WrappedLabel("heading")
        self.join = QPushButton(_("Take in a new answer …"))
        self.join.setObjectName("quiet")
        self.join.clicked.connect(self.joining_wanted)
        self._computers = label(_("Computers of the office"), "mute")
        for part in (
            self.name,
            self.about,
            self._computers,
            self.list,
            self._words_said,
            self.words,
        ):
            self.inside.addWidget(part)
        line = QHBoxLayout()
        line.addWidget(self.join)
        line.addStretch()
        self.inside.addLayout(line)

    def show_stand(self, stand: ExchangeStand) -> None:
        """Show the centre, if the desk belongs to one."""
        self.words.show_text("   ".join(stand.words))
        if stand.membership is not None:
            self._show(stand.membership)

    def show_joining(self, *, joining: bool) -> None:
        """Leave the words to the card for joining while that is in sight."""
        for part in (self._words_said, self.words):
            part.setVisible(not joining)
        self.join.setText(_("Cancel") if joining else _("Take in a new answer …"))

    def _show(self, one: Membership) -> None:
        """Show a membership."""
        self.name.show_text(one.centre)
        parts = [
            _("joined {day} for {office}").format(day=day_text(one.since), office=one.office),
            _("letters of the centre: {letters}").format(letters=one.letters),
        ]
        if one.revoked:
            parts.insert(0, _("The centre takes nothing from this computer any more: call it."))
        self.about.show_text("\n".join(parts))
        self.list.show_entries([_entry(computer, one) for computer in one.computers])
        self._computers.setVisible(bool(one.computers))
        self.list.setVisible(bool(one.computers))


def _entry(computer: Colleague, one: Membership) -> Entry:
    """Return a computer of the office for the list."""
    word, tone = "", Tone.PLAIN
    if computer.revoked:
        word, tone = _("revoked"), Tone.RED
    elif computer.is_mine:
        word, tone = _("this one"), Tone.ACCENT
    else:
        word = _("colleague")
    details = [_("since {day}").format(day=day_text(computer.enrolled_on))]
    if computer.is_mine and one.registrar:
        details.append(_("gives the office's numbers"))
    title = _("Computer {letter}").format(letter=computer.letter)
    return Entry(computer.letter, title, " · ".join(details), "", word, tone)
