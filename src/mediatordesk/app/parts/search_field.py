"""The search field over the list of cases."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, Qt
from PySide6.QtWidgets import QLineEdit

from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.core.texts import _

_PAUSE = 150
"""Milliseconds without a key before the desk is asked."""


class SearchField(QLineEdit):
    """Says what is searched for, once typing pauses; an open input method is waited for."""

    searched = Signal(str)
    list_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.setPlaceholderText(_("Search words, names, numbers, phones, initials   Ctrl+K"))
        self.setAccessibleName(_("Search cases"))
        self.setClearButtonEnabled(True)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._say)
        self.textChanged.connect(self._wait)
        appearance.changed.connect(self._dress)
        self._dress()

    def show_text(self, text: str) -> None:
        """Show what is searched for without saying it again."""
        self.setText(text)
        self._pause.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the list with Enter or Down; empty the field with Escape."""
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._say_now()
                self.list_wanted.emit()
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case _:
                super().keyPressEvent(event)

    def _wait(self) -> None:
        """Wait until typing pauses."""
        self._pause.start()

    def _say_now(self) -> None:
        """Say what is searched for without waiting longer."""
        if self._pause.isActive():
            self._pause.stop()
            self._say()

    def _say(self) -> None:
        """Say what is searched for."""
        self.searched.emit(self.text().strip())

    def _dress(self) -> None:
        """Take the colours of the look."""
        self._glass.setIcon(self._appearance.icon("search", self._appearance.theme.mute))
