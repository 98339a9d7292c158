"""An error for people, in one shape everywhere: what happened, what is safe, what to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _


class OurMistake(DeskError):
    """Something went wrong that no one at the desk can put right."""

    happened = N_("The program made a mistake and did not finish the last step.")
    kept = N_("Everything saved before is kept.")
    to_do = N_("Try again; if it happens once more, tell those who look after this computer.")


class Alert(QFrame):
    """Shows a DeskError as its three lines, in place, until it is closed or put right."""

    closed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("alert")
        self._happened = WrappedLabel("heading")
        self._kept, self._to_do = WrappedLabel(), WrappedLabel()
        self._close = QPushButton(_("Close"))
        self._close.setObjectName("quiet")
        self._close.clicked.connect(self.clear)
        lines = QVBoxLayout()
        for line in (self._happened, self._kept, self._to_do):
            lines.addWidget(line)
        box = QHBoxLayout(self)
        box.addLayout(lines, 1)
        box.addWidget(self._close)
        unit = appearance.look.unit
        box.setContentsMargins(unit * 2, unit, unit, unit)
        lines.setSpacing(unit // 2)
        self.hide()

    def show_error(self, error: DeskError) -> None:
        """Show an error; a screen reader hears all three lines."""
        lines = error.lines()
        for line, text in zip((self._happened, self._kept, self._to_do), lines, strict=True):
            line.show_text(text)
        self.setAccessibleName("\n".join(lines))
        self.show()

    def lines(self) -> tuple[str, str, str]:
        """Return what is shown."""
        return self._happened.text(), self._kept.text(), self._to_do.text()

    def clear(self) -> None:
        """Take the error away: it was read, or put right."""
        self.hide()
        self.closed.emit()
