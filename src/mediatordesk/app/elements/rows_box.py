"""A table of the pack: its rows as a list, with a small form to add one or to change one."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediatordesk.app.asked.element_desk import Element, Row
from mediatordesk.app.elements.making import answer_words
from mediatordesk.app.elements.row_form import RowForm, first_field
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import label
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _


class RowsBox(QWidget):
    """Shows the rows of a table, and says which row was entered, is being typed or is not wanted.

    A row that was taken out can be put back with one click until the next row is touched.
    """

    entered = Signal(Row)
    typed = Signal(Row)
    dropped = Signal()
    taken_out = Signal(str, int)
    put_back = Signal(str, int)

    def __init__(self, appearance: Appearance, element: Element) -> None:
        super().__init__()
        self.key = element.key
        self._rows: dict[str, Row] = {}
        self._element = element
        self.list = EntryView(appearance, element.ask.label, whole=True)
        self.list.chosen.connect(self._allow)
        self.list.activated.connect(self._change_at)
        self._nothing = label(_("No row yet."), "mute")
        self.add = QPushButton(_("Add a row"))
        self.add.clicked.connect(self._add)
        self.change = QPushButton(_("Change this row"))
        self.change.clicked.connect(self._change)
        self.take_out = QPushButton(_("Take this row out"))
        self.take_out.clicked.connect(self._take_out)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._take_out)
        self.undo = QPushButton(_("Put it back"))
        self.undo.clicked.connect(self._put_back)
        self._gone: tuple[str, int] | None = None
        self._gone_words = label("", "mute")
        self.alert = Alert(appearance)
        self.form = RowForm(appearance, element.ask.label, element.columns)
        self.form.entered.connect(self.entered)
        self.form.typed.connect(self.typed)
        self.form.dropped.connect(self._drop)
        self._help = WrappedLabel("mute")
        self._help.show_text(element.ask.help)
        if not element.ask.help:
            self._help.hide()
        self._lay_out(appearance)
        if element.draft:
            self.form.open(element.draft, changing=bool(element.draft.id))

    @property
    def unsaved(self) -> bool:
        """Tell whether something typed would be lost: never, a row is kept as a draft."""
        return False

    def show_element(self, element: Element) -> None:
        """Show the rows as they are kept; the row that is being typed stays."""
        self._element = element
        self._rows = {row.id: row for row in element.rows}
        self.list.show_entries([self._entry(n, row) for n, row in enumerate(element.rows, 1)])
        self.list.setVisible(bool(element.rows))
        self._nothing.setVisible(not element.rows)
        self.setVisible(element.shown)
        self._allow()

    def flush(self) -> None:
        """Say what was typed of a row, so that it is kept."""
        self.form.flush()

    def saved(self) -> None:
        """Take note that the row was entered."""
        self.form.close_form()
        self._gone = None
        self._allow()
        self.add.setFocus()

    def refused(self, error: DeskError) -> None:
        """Show why the row was not entered, or not taken out."""
        if self.form.isHidden():
            self.alert.show_error(error)
            self._allow()
        else:
            self.form.refused(error)

    def gone(self, row: str, place: int) -> None:
        """Take note that a row was taken out, and offer to put it back."""
        self._gone = row, place
        words = _("Row {n} was taken out.").format(n=place + 1)
        self._gone_words.setText(words)
        self._gone_words.setAccessibleName(words)
        self._allow()
        self.undo.setFocus()

    def _entry(self, number: int, row: Row) -> Entry:
        """Return a row for the list: its first answer, and the others with their columns."""
        told = [
            (one, words)
            for one in self._element.columns
            if (words := answer_words(one, row.answers.get(one.name, "")))
        ]
        title = told[0][1] if told else ""
        detail = " · ".join(f"{one.label} {words}" for one, words in told[1:])
        return Entry(row.id, title, detail, when=f"{number}.")

    def _add(self) -> None:
        """Open the form for a new row."""
        self.form.open(Row(), changing=False)
        first_field(self.form).setFocus()
        self._allow()

    def _change(self) -> None:
        """Open the form for the chosen row."""
        row = self._rows.get(str(self.list.chosen_key()))
        if row and self.form.isHidden():
            self.form.open(row, changing=True)
            first_field(self.form).setFocus()
            self._allow()

    def _change_at(self, _index: QModelIndex) -> None:
        """Open the form for the row that was double-clicked, or on which Enter was pressed."""
        self._change()

    def _take_out(self) -> None:
        """Say that the chosen row is to be taken out."""
        key = str(self.list.chosen_key())
        if key in self._rows and self.form.isHidden():
            self.alert.clear()
            self.take_out.setEnabled(False)
            self.taken_out.emit(key, list(self._rows).index(key))

    def _put_back(self) -> None:
        """Say that the row that was taken out is wanted after all."""
        if self._gone:
            self.alert.clear()
            (row, place), self._gone = self._gone, None
            self.put_back.emit(row, place)
            self._allow()
            self.add.setFocus()

    def _drop(self) -> None:
        """Put the form away."""
        self._allow()
        self.dropped.emit()

    def _allow(self) -> None:
        """Offer what can be done now."""
        closed = self.form.isHidden()
        self.add.setVisible(closed)
        for button in (self.change, self.take_out):
            button.setVisible(closed and bool(self._rows))
            button.setEnabled(self.list.chosen_key() is not None)
        for part in (self.undo, self._gone_words):
            part.setVisible(closed and self._gone is not None)

    def _lay_out(self, appearance: Appearance) -> None:
        """Put the rows below their heading, the form below them."""
        unit = appearance.look.unit
        top = QHBoxLayout()
        top.setSpacing(unit)
        top.addWidget(label(self._element.ask.label))
        top.addWidget(self._nothing)
        top.addStretch()
        for button in (self.take_out, self.change, self.add):
            top.addWidget(button)
        back = QHBoxLayout()
        back.setSpacing(unit)
        back.addWidget(self._gone_words)
        back.addWidget(self.undo)
        back.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, unit, 0, unit)
        box.setSpacing(unit)
        box.addLayout(top)
        box.addWidget(self._help)
        box.addWidget(self.list)
        box.addLayout(back)
        box.addWidget(self.alert)
        box.addWidget(self.form)
