"""One text of a case that is typed on its page. What was typed is never lost."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit

from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import Card, label
from mediatordesk.core.errors import DeskError
from mediatordesk.core.records import tidy
from mediatordesk.core.texts import _

_LINES = 6
"""The field never shows fewer lines than these."""


class _Edit(QPlainTextEdit):
    """A text field that says when it was left. Tab goes on to the next field."""

    was_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left, unless only a menu opened over it."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.was_left.emit()


class TextField(Card):
    """Shows one text and says what was typed, when the field is left or Ctrl+S is pressed."""

    entered = Signal(str)

    def __init__(self, appearance: Appearance, name: str, hint: str) -> None:
        super().__init__(appearance, name)
        self._kept = ""
        self._sent: str | None = None
        self.edit = _Edit()
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(hint)
        self.edit.textChanged.connect(self._say_state)
        self.edit.was_left.connect(self.flush)
        save = QShortcut(QKeySequence.StandardKey.Save, self.edit)
        save.setContext(Qt.ShortcutContext.WidgetShortcut)
        save.activated.connect(self.flush)
        self._state = label("", "mute")
        self.top.addWidget(self._state)
        self.alert = Alert(appearance)
        self.inside.addWidget(self.edit, 1)
        appearance.changed.connect(self._keep_lines)
        self._keep_lines()
        self.inside.addWidget(self.alert)

    @property
    def unsaved(self) -> bool:
        """Tell whether something typed was not saved yet; blanks at the ends are not kept."""
        return tidy(self.edit.toPlainText()) != self._kept

    def show_text(self, text: str) -> None:
        """Show the text as it is kept; what is being typed stays."""
        typed = tidy(self.edit.toPlainText())
        if self.unsaved and typed != text:
            return
        self._kept = text
        if typed != text:
            place = self.edit.textCursor().position()
            self.edit.setPlainText(text)
            cursor = self.edit.textCursor()
            cursor.setPosition(min(place, len(self.edit.toPlainText())))
            self.edit.setTextCursor(cursor)
        self._say_state()

    def start_over(self) -> None:
        """Forget the case shown before; whatever was typed there has been said."""
        self._kept, self._sent = "", None
        self.edit.clear()
        self.alert.clear()

    def flush(self) -> None:
        """Say what was typed, if it was not said yet."""
        text = self.edit.toPlainText()
        if self.unsaved and text != self._sent:
            self._sent = text
            self.entered.emit(text)
        self._say_state()

    def saved(self, text: str) -> None:
        """Take note that a text was saved; typing may have gone on since."""
        self._kept, self._sent = tidy(text), None
        self.alert.clear()
        self._say_state()

    def refused(self, error: DeskError) -> None:
        """Show why the text was not saved; it stays in the field."""
        self._sent = None
        self.alert.show_error(error)
        self._say_state()

    def changeEvent(self, event: QEvent) -> None:
        """Save also when the whole window is left for another one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.flush()

    def _keep_lines(self) -> None:
        """Keep room for a few lines, whatever else is shown."""
        self.edit.setMinimumHeight(_LINES * self.edit.fontMetrics().lineSpacing())

    def _say_state(self) -> None:
        """Say whether the text is saved."""
        if not self.unsaved:
            self._state.setText(_("saved") if self._kept else "")
        elif self._sent == self.edit.toPlainText():
            self._state.setText(_("saving"))
        else:
            self._state.setText(_("not saved yet · Ctrl+S"))
