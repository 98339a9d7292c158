"""The small form for one row of a table."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediatordesk.app.asked.element_desk import Ask, Row
from mediatordesk.app.elements.box import AnswerLine
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import label
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _

_PAUSE = 1_500
"""Milliseconds without a key before what was typed is kept as a draft."""


class RowForm(QFrame):
    """Takes the answers of one row; what is typed is kept as a draft until it is entered."""

    entered = Signal(Row)
    typed = Signal(Row)
    dropped = Signal()

    def __init__(self, appearance: Appearance, name: str, columns: tuple[Ask, ...]) -> None:
        super().__init__()
        self.setObjectName("form")
        self._columns = columns
        self._row = Row()
        self._said: Row | None = None
        self.lines = {one.name: AnswerLine(appearance, one) for one in columns}
        self._heading = label(name, "heading")
        self.state = label("", "mute")
        self.alert = Alert(appearance)
        self.enter = QPushButton(_("Save the row"))
        self.enter.setObjectName("primary")
        self.enter.clicked.connect(self._enter)
        self.leave = QPushButton(_("Cancel"))
        self.leave.clicked.connect(self._drop)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.flush)
        for line in self.lines.values():
            line.edit.changed.connect(self._wait)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._drop)
        save = QShortcut(QKeySequence("Ctrl+Return"), self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self._enter)
        self._lay_out(appearance)
        self.hide()

    def open(self, row: Row, *, changing: bool) -> None:
        """Let a row be typed; the first field gets the keyboard if it is wanted now."""
        self._row = self._said = row
        for name, line in self.lines.items():
            line.edit.show_text(row.answers.get(name, ""))
            line.clear_fault()
        self._heading.setText(_("Change the row") if changing else _("New row"))
        self.alert.clear()
        self._pause.stop()
        self._allow()
        self.show()

    def row(self) -> Row:
        """Return the row as it stands."""
        return Row(self._row.id, {name: line.edit.text() for name, line in self.lines.items()})

    def flush(self) -> None:
        """Say what was typed so far, if that was not said yet."""
        self._pause.stop()
        if self.isHidden():
            return
        row = self.row()
        if self._said is None or dict(row.answers) != _full(self._said, self._columns):
            self._said = row
            self.typed.emit(row)
        self._allow()

    def refused(self, error: DeskError) -> None:
        """Show why the row was not entered; it stays in the form."""
        self.alert.show_error(error)
        self._allow()

    def close_form(self) -> None:
        """Put the form away: its row was entered or dropped."""
        self._pause.stop()
        self.hide()

    def _enter(self) -> None:
        """Say that the row is to be entered."""
        if self.enter.isEnabled():
            self._pause.stop()
            self.enter.setEnabled(False)
            self.entered.emit(self.row())

    def _drop(self) -> None:
        """Say that the row is not wanted."""
        self.close_form()
        self.dropped.emit()

    def _wait(self) -> None:
        """Wait until typing pauses."""
        self._pause.start()
        self._allow()

    def _allow(self) -> None:
        """Let the row be entered once nothing that is needed is missing; say what is."""
        answers = self.row().answers
        missing = [one.label for one in self._columns if one.required and not answers[one.name]]
        for one in self._columns:
            here = one.required and not answers[one.name]
            self.lines[one.name].state.setText(_("needed") if here else "")
        self.enter.setEnabled(not missing)
        words = _("still missing: {fields}").format(fields=_(", ").join(missing))
        self.state.setText(words if missing and len(missing) < _MANY else "")

    def _lay_out(self, appearance: Appearance) -> None:
        """Put the fields below each other, the buttons at the end."""
        unit = appearance.look.unit
        box = QVBoxLayout(self)
        box.setContentsMargins(unit * 2, unit * 2, unit * 2, unit * 2)
        box.setSpacing(unit // 2)
        box.addWidget(self._heading)
        for line in self.lines.values():
            box.addWidget(line)
        box.addWidget(self.alert)
        buttons = QHBoxLayout()
        buttons.setSpacing(unit)
        buttons.addWidget(self.state)
        buttons.addStretch()
        buttons.addWidget(self.leave)
        buttons.addWidget(self.enter)
        box.addLayout(buttons)


_MANY = 4
"""From so many missing answers on, each field says so itself only."""


def _full(row: Row, columns: tuple[Ask, ...]) -> dict[str, str]:
    """Return the answers of a row for all columns."""
    return {one.name: row.answers.get(one.name, "") for one in columns}


def first_field(form: RowForm) -> QWidget:
    """Return what the keyboard goes to first."""
    return next(iter(form.lines.values())).edit
