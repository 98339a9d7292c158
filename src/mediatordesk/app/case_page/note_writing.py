"""Where a note is typed: for all who see the case, or for its readers only."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton

from mediatordesk.app.asked.note_desk import Draft
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import Card, label
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _

_LINES = 2
"""The field never shows fewer lines than these."""
_PAUSE = 1_500
"""Milliseconds without a key before what was typed is kept as a draft."""


class NoteWriting(Card):
    """Says what is to be entered as a note; what is typed is kept as a draft meanwhile."""

    entered = Signal(Draft)
    typed = Signal(Draft)

    def __init__(self, appearance: Appearance, name: str, *, caucus: bool) -> None:
        super().__init__(appearance, name)
        self._caucus = caucus
        self._said = ""
        self.edit = QPlainTextEdit()
        self.edit.setAccessibleName(name)
        self.edit.setTabChangesFocus(True)
        self.edit.setPlaceholderText(
            _("What was said in confidence; the other side never sees it")
            if caucus
            else _("What happened, who called, what is to be done")
        )
        self.state = label("", "mute")
        self.enter = QPushButton(_("Enter the note"))
        self.enter.setObjectName("primary")
        self.enter.clicked.connect(self._enter)
        self.alert = Alert(appearance)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.flush)
        self.edit.textChanged.connect(self._wait)
        save = QShortcut(QKeySequence.StandardKey.Save, self.edit)
        save.setContext(Qt.ShortcutContext.WidgetShortcut)
        save.activated.connect(self._enter)
        line = QHBoxLayout()
        line.addWidget(self.state)
        line.addStretch()
        line.addWidget(self.enter)
        self.inside.addWidget(self.edit, 1)
        self.inside.addWidget(self.alert)
        self.inside.addLayout(line)
        appearance.changed.connect(self._keep_lines)
        self._keep_lines()
        self._allow()

    def show_draft(self, text: str) -> None:
        """Show what was typed earlier, unless something is being typed."""
        if not self.edit.toPlainText() and not self._said and text:
            self._said = text
            self.edit.setPlainText(text)
            self._pause.stop()
        self._allow()

    def start_over(self) -> None:
        """Forget what belonged to the case shown before; its draft was said."""
        self._pause.stop()
        self._said = ""
        self.edit.clear()
        self._pause.stop()
        self.alert.clear()
        self._allow()

    def flush(self) -> None:
        """Say what was typed so far, if that was not said yet."""
        self._pause.stop()
        text = self.edit.toPlainText()
        if text != self._said:
            self._said = text
            self.typed.emit(Draft(text, self._caucus))
        self._allow()

    def written(self) -> None:
        """Take note that the note was entered."""
        self.start_over()

    def refused(self, error: DeskError) -> None:
        """Show why the note was not entered; it stays in the field."""
        self.alert.show_error(error)
        self._allow()

    def _enter(self) -> None:
        """Say that the note is to be entered."""
        text = self.edit.toPlainText().strip()
        if text:
            self._pause.stop()
            self.enter.setEnabled(False)
            self.entered.emit(Draft(text, self._caucus))

    def _wait(self) -> None:
        """Wait until typing pauses."""
        self._pause.start()
        self._allow()

    def _allow(self) -> None:
        """Let a note be entered once there is one, and say what becomes of it until then."""
        text = self.edit.toPlainText()
        self.enter.setEnabled(bool(text.strip()))
        kept = _("kept as a draft") if text == self._said else _("being typed")
        self.state.setText(kept if text.strip() else "")

    def _keep_lines(self) -> None:
        """Keep room for some lines."""
        self.edit.setMinimumHeight(_LINES * self.edit.fontMetrics().lineSpacing())
