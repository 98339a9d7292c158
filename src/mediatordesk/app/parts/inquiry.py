"""A question in place: a few words, what is to be typed, yes or no."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPushButton

from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import Card, label
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.texts import _


@dataclass(frozen=True)
class Asked:
    """One thing that is to be typed; `secret` is shown as dots, `optional` may stay empty."""

    name: str
    secret: bool = False
    optional: bool = False
    hint: str = ""


class Inquiry(Card):
    """Asks one question on the page, and says what was answered or that it was dropped.

    What was typed is forgotten as soon as it was said: it may be a passphrase.
    """

    answered = Signal(list)
    dropped = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self._asked: tuple[Asked, ...] = ()
        self.words = WrappedLabel()
        self.fields: list[QLineEdit] = []
        self._form = QFormLayout()
        self.yes = QPushButton(_("Yes"))
        self.yes.setObjectName("primary")
        self.yes.clicked.connect(self._answer)
        self.no = QPushButton(_("Cancel"))
        self.no.clicked.connect(self.drop)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.yes)
        buttons.addWidget(self.no)
        self.inside.addWidget(self.words)
        self.inside.addLayout(self._form)
        self.inside.addLayout(buttons)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.drop)
        self.hide()

    def ask(self, words: str, yes: str, asked: Sequence[Asked] = ()) -> None:
        """Ask a question; the first field, or the answer yes, gets the keyboard."""
        self._asked = tuple(asked)
        self._clear()
        self.words.show_text(words)
        self.yes.setText(yes)
        for one in self._asked:
            self._add_field(one)
        self._allow()
        self.show()
        (self.fields[0] if self.fields else self.yes).setFocus()

    def drop(self) -> None:
        """Put the question away without an answer."""
        self._clear()
        self.hide()
        self.dropped.emit()

    def _answer(self) -> None:
        """Say what was answered."""
        if self.yes.isEnabled():
            texts = [field.text() for field in self.fields]
            self._clear()
            self.hide()
            self.answered.emit(texts)

    def _add_field(self, asked: Asked) -> None:
        """Add a field for one thing that is to be typed."""
        field = QLineEdit()
        field.setAccessibleName(asked.name)
        field.setPlaceholderText(asked.hint)
        if asked.secret:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        field.textChanged.connect(self._allow)
        field.returnPressed.connect(self._go_on)
        self._form.addRow(label(asked.name), field)
        self.fields.append(field)

    def _go_on(self) -> None:
        """Go to the next field with Enter, and answer from the last one."""
        at = next((n for n, one in enumerate(self.fields) if one.hasFocus()), -1)
        if at + 1 < len(self.fields):
            self.fields[at + 1].setFocus()
        else:
            self._answer()

    def _allow(self) -> None:
        """Let yes be said once nothing that is needed is missing."""
        pairs = zip(self._asked, self.fields, strict=False)
        self.yes.setEnabled(all(one.optional or field.text().strip() for one, field in pairs))

    def _clear(self) -> None:
        """Take the fields away, with what was typed."""
        for field in self.fields:
            field.clear()
        self.fields = []
        while self._form.rowCount():
            self._form.removeRow(0)
