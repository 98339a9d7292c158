"""A month to look at, one step back or forward."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import label
from mediatordesk.core.texts import _


class MonthBar(QWidget):
    """Shows a month as 2025-05, and says which one is wanted."""

    wanted = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.month = ""
        self.shown = label("", "heading")
        self.before, self.after = QToolButton(), QToolButton()
        steps = ((self.before, _("Previous month"), -1), (self.after, _("Next month"), 1))
        for button, word, _step in steps:
            button.setObjectName("quiet")
            button.setToolTip(word)
            button.setAccessibleName(word)
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(appearance.look.unit)
        for part in (self.before, self.shown, self.after):
            box.addWidget(part)
        appearance.changed.connect(self._dress)
        self._dress()

    def show_month(self, month: str) -> None:
        """Show which month is looked at."""
        self.month = month
        year, number = month.split("-")
        self.shown.setText(_("{year}-{month:02}").format(year=int(year), month=int(number)))

    def _step(self, step: int) -> None:
        """Say which month is wanted next."""
        if self.month:
            year, number = map(int, self.month.split("-"))
            year, number = divmod(year * 12 + number - 1 + step, 12)
            self.wanted.emit(f"{year:04}-{number + 1:02}")

    def _dress(self) -> None:
        """Give the buttons their icons in the colours of the look."""
        icons = {self.before: "chevron-left", self.after: "chevron-right"}
        for button, name in icons.items():
            button.setIcon(self._appearance.icon(name, self._appearance.theme.mute))
            button.setIconSize(self._appearance.icon_size())
