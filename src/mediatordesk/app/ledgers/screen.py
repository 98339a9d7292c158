"""A ledger, month by month: its lines, a small form for a new one, and its sums."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediatordesk.app.asked.element_desk import Ask, Row
from mediatordesk.app.asked.ledger_desk import Ledger
from mediatordesk.app.elements.row_form import RowForm, first_field
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.ledgers.months import MonthBar
from mediatordesk.app.ledgers.words import LedgerWords
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import Card, column, label, scrolling
from mediatordesk.app.parts.inquiry import Asked, Inquiry
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _

_WORKBOOKS = "Excel (*.xlsx)"


class LedgerScreen(QWidget):
    """Shows a month of a ledger; says what was entered, taken out, or is to be saved."""

    entered = Signal(Row)
    taken_out = Signal(str, str)
    save_wanted = Signal(str, Path)

    def __init__(self, appearance: Appearance, words: LedgerWords) -> None:
        super().__init__()
        self._appearance, self._words = appearance, words
        self._ledger = Ledger("")
        self._leaving = ""
        self.months = MonthBar(appearance)
        self.add, self.out = QPushButton(_(words.add)), QPushButton(_(words.take_out))
        self.add.setObjectName("primary")
        self.save = QPushButton(_("Save as an Excel table …"))
        self.alert, self.inquiry = Alert(appearance), Inquiry(appearance)
        self.list = EntryView(appearance, _(words.title))
        self.nothing, self.total = label("", "mute"), WrappedLabel("mute")
        self.form: RowForm | None = None
        self.form_place = column(0)
        self.add.clicked.connect(self.open_form)
        self.out.clicked.connect(self.ask_out)
        self.save.clicked.connect(self._choose_target)
        self.list.chosen.connect(self._allow)
        self.inquiry.answered.connect(self._take_out)
        self._lay_out()
        self._allow()

    def show_ledger(self, ledger: Ledger) -> None:
        """Show a month; a line that is being typed stays."""
        self._ledger = ledger
        self.months.show_month(ledger.month)
        self.list.show_entries(
            [Entry(one.key, one.title, one.detail, one.when) for one in ledger.lines]
        )
        self.list.setVisible(bool(ledger.lines))
        self.nothing.setText(_(self._words.nothing))
        self.nothing.setVisible(not ledger.lines)
        self.total.show_text(ledger.total)
        self.total.setVisible(bool(ledger.lines))
        self._allow()

    def open_form(self) -> None:
        """Let a new line be typed; a form that is open stays as it is."""
        if self.form and not self.form.isHidden():
            return
        self._make_form(self._ledger.columns)
        if self.form:
            self.alert.clear()
            self.form.open(Row("", self._ledger.fresh), changing=False)
            first_field(self.form).setFocus()
            self._allow()

    def saved(self) -> None:
        """Take note that a line was entered."""
        if self.form:
            self.form.close_form()
        self._allow()
        self.add.setFocus()

    def refuse(self, error: DeskError) -> None:
        """Show why something was not done: in the form while one is open."""
        if self.form and not self.form.isHidden():
            self.form.refused(error)
        else:
            self.alert.show_error(error)

    def ask_out(self) -> None:
        """Ask why the chosen line is to be taken out."""
        key = self.list.chosen_key()
        if key is not None:
            self._leaving = str(key)
            self.inquiry.ask(_(self._words.why), _("Take it out"), [Asked(_("Reason"))])

    def _take_out(self, texts: list[str]) -> None:
        """Say that a line is taken out, and why."""
        self.alert.clear()
        self.taken_out.emit(self._leaving, texts[0])

    def _make_form(self, columns: tuple[Ask, ...]) -> None:
        """Make the form for these columns; what can be chosen may have changed."""
        if self.form:
            self.form_place.removeWidget(self.form)
            self.form.deleteLater()
        self.form = RowForm(self._appearance, _(self._words.add), columns)
        self.form.entered.connect(self.entered)
        self.form.dropped.connect(self._allow)
        self.form_place.addWidget(self.form)

    def _choose_target(self) -> None:
        """Let it be chosen where the month is saved."""
        month = self._ledger.month
        proposed = _(self._words.file).format(month=month)
        name, _kind = QFileDialog.getSaveFileName(self, self.save.text(), proposed, _WORKBOOKS)
        if name:
            path = Path(name)
            self.save_wanted.emit(month, path if path.suffix else path.with_suffix(".xlsx"))

    def _allow(self) -> None:
        """Offer what can be done now."""
        self.add.setEnabled(bool(self._ledger.columns) and (not self.form or self.form.isHidden()))
        self.out.setEnabled(self.list.chosen_key() is not None)
        self.save.setEnabled(bool(self._ledger.lines))

    def _lay_out(self) -> None:
        """Put the month on top, the lines below it, the form between them."""
        unit = self._appearance.look.unit
        head = QHBoxLayout()
        head.setSpacing(unit)
        head.addWidget(label(_(self._words.title), "title"))
        head.addSpacing(unit * 2)
        head.addWidget(self.months)
        head.addStretch()
        head.addWidget(self.add)
        shown = Card(self._appearance)
        told = QHBoxLayout()
        told.setSpacing(unit)
        told.addLayout(column(0, self.total, self.nothing), 1)
        for button in (self.out, self.save):
            told.addWidget(button)
        shown.inside.addLayout(told)
        shown.inside.addWidget(self.list, 1)
        shown.inside.addStretch()
        self._typing = QWidget()
        self._typing.setLayout(self.form_place)
        inside = column(unit * 2, self._typing, shown)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(unit * 2)
        box.addLayout(head)
        box.addWidget(self.alert)
        box.addWidget(self.inquiry)
        box.addWidget(scrolling(inside), 1)
