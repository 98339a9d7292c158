"""How the backups stand, in two numbers and a word for each."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from mediatordesk.app.asked.backup_desk import LATE_CHANGES, LATE_DAYS, Backups
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.cards import Card, label
from mediatordesk.app.parts.chips import Chip
from mediatordesk.app.parts.dates import ago_text, moment_text
from mediatordesk.core.texts import _


class Figure(Card):
    """A number that matters, what it is, and a word on how it stands."""

    def __init__(self, appearance: Appearance, name: str) -> None:
        super().__init__(appearance)
        self.number = label("", "number")
        self.chip = Chip()
        self.detail = label("", "mute")
        line = QHBoxLayout()
        line.addWidget(self.number)
        line.addStretch()
        line.addWidget(self.chip)
        self.inside.addWidget(label(name, "mute"))
        self.inside.addLayout(line)
        self.inside.addWidget(self.detail)

    def show_figure(self, number: str, word: str, tone: Tone, detail: str) -> None:
        """Show a number and how it stands."""
        self.number.setText(number)
        self.chip.show_word(word, tone)
        self.detail.setText(detail)


class Standing(QVBoxLayout):
    """Shows when a backup was last found whole, and how much has been entered since."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.last = Figure(appearance, _("Last verified backup"))
        self.only_here = Figure(appearance, _("Only on this computer"))
        line = QHBoxLayout()
        line.setSpacing(appearance.look.unit * 2)
        line.addWidget(self.last, 1)
        line.addWidget(self.only_here, 1)
        self.addLayout(line)

    def show_backups(self, backups: Backups) -> None:
        """Show how the backups stand."""
        last, today = backups.last_verified, backups.today
        old = last is None or (today - last.date()).days > LATE_DAYS
        word, tone = (_("late"), Tone.RED) if old else (_("fresh"), Tone.GREEN)
        if old and not backups.only_here:
            word, tone = "", Tone.PLAIN
        detail = moment_text(last) if last else _("There is no backup yet.")
        self.last.show_figure(ago_text(last.date() if last else None, today), word, tone, detail)
        many = backups.only_here > LATE_CHANGES
        word, tone = (_("back up now"), Tone.RED) if many else ("", Tone.PLAIN)
        detail = _("changes that no backup and no centre has yet")
        self.only_here.show_figure(str(backups.only_here), word, tone, detail)
