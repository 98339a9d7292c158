"""What an answer is typed into, by its kind. Each knows its answer as one text."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import label

_PAUSE = 600
"""Milliseconds after a click until the answer counts as given: a second click may follow."""
_LINES = 3
"""A field for long texts shows as many lines."""


class AnswerEdit(QWidget):
    """Takes an answer: says that it was changed, and that it is meant so."""

    changed = Signal()
    given = Signal()

    def __init__(self, name: str, inner: QWidget) -> None:
        super().__init__()
        self.inner = inner
        self.name = name
        inner.setAccessibleName(name)
        self.setFocusProxy(inner)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_PAUSE)
        self._settling.timeout.connect(self.given)
        self.changed.connect(self.updateGeometry)
        save = QShortcut(QKeySequence.StandardKey.Save, self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self.given)
        self.watch(inner)

    def text(self) -> str:
        """Return the answer as it stands."""
        raise NotImplementedError

    def show_text(self, text: str) -> None:
        """Show an answer."""
        raise NotImplementedError

    def watch(self, widget: QWidget) -> None:
        """Count the answer as given when the keyboard goes elsewhere from this widget."""
        widget.installEventFilter(self)

    def settle(self) -> None:
        """Say that something was clicked; it counts once nothing more is clicked."""
        self._settling.start()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note that the field was left, unless only a menu opened over it."""
        if (
            isinstance(event, QFocusEvent)
            and event.type() == QEvent.Type.FocusOut
            and event.reason() != Qt.FocusReason.PopupFocusReason
        ):
            self.given.emit()
        return super().eventFilter(watched, event)

    def lay_out(self, box: QLayout) -> None:
        """Put the parts into this widget."""
        box.setContentsMargins(0, 0, 0, 0)
        self.setLayout(box)


class LineEdit(AnswerEdit):
    """Takes one line, with its unit beside it."""

    def __init__(self, name: str, hint: str = "", unit: str = "", letters: int = 0) -> None:
        self.line = QLineEdit()
        super().__init__(name, self.line)
        self.line.setPlaceholderText(hint)
        self.line.textChanged.connect(self.changed)
        self.line.returnPressed.connect(self.given)
        self.box = QHBoxLayout()
        self.box.addWidget(self.line)
        if unit:
            self.box.addWidget(label(unit, "mute"))
        if letters:
            self.box.addStretch()
        self._letters = letters
        self.lay_out(self.box)
        self.fit()

    def fit(self) -> None:
        """Be as wide as what is typed here usually is."""
        if self._letters:
            self.line.setFixedWidth((self._letters + 2) * self.line.fontMetrics().height())

    def text(self) -> str:
        """Return the line."""
        return self.line.text()

    def show_text(self, text: str) -> None:
        """Show a line; the cursor stays where it was."""
        place = self.line.cursorPosition()
        self.line.setText(text)
        self.line.setCursorPosition(min(place, len(text)) if self.line.hasFocus() else 0)


class LongEdit(AnswerEdit):
    """Takes a text of several lines. Tab goes on to the next field."""

    def __init__(self, name: str) -> None:
        self.area = QPlainTextEdit()
        super().__init__(name, self.area)
        self.area.setTabChangesFocus(True)
        self.area.textChanged.connect(self.changed)
        box = QHBoxLayout()
        box.addWidget(self.area)
        self.lay_out(box)
        self.fit()

    def fit(self) -> None:
        """Keep room for a few lines."""
        edge = self.area.contentsMargins().top() + int(self.area.document().documentMargin())
        lines = _LINES * self.area.fontMetrics().lineSpacing()
        self.area.setFixedHeight(lines + 4 * edge + self.area.fontMetrics().height())

    def text(self) -> str:
        """Return the text."""
        return self.area.toPlainText()

    def show_text(self, text: str) -> None:
        """Show a text; the cursor stays where it was."""
        place = self.area.textCursor().position()
        self.area.setPlainText(text)
        cursor = self.area.textCursor()
        cursor.setPosition(min(place, len(text)))
        self.area.setTextCursor(cursor)


def fit_with(appearance: Appearance, edit: LineEdit | LongEdit) -> None:
    """Let a field fit its type size whenever the look changes."""
    appearance.changed.connect(edit.fit)
