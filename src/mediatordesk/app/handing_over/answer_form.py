"""What a receiver answered, to be typed from its letter or ruling."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from mediatordesk.app.asked.handover_desk import AnswerTold
from mediatordesk.app.elements.day_edit import DayEdit
from mediatordesk.app.elements.edits import fit_with
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import label
from mediatordesk.app.parts.choices import Choice
from mediatordesk.core.handovers import OUTCOME_WORDS, AnswerOutcome, Handover
from mediatordesk.core.texts import _


class AnswerForm(QFrame):
    """Asks what was answered, when and why, and for the paper that says so."""

    told = Signal(AnswerTold)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("form")
        self._handed: Handover | None = None
        self._document: Path | None = None
        self.outcome = Choice(_("Answer"))
        self.outcome.offer({one: _(word) for one, word in OUTCOME_WORDS.items()})
        self.outcome.currentIndexChanged.connect(self._show_fields)
        self.number, self.reason = QLineEdit(), QLineEdit()
        self.decided = DayEdit(appearance, _("Dated"))
        self.received = DayEdit(appearance, _("Received on"))
        self.due = DayEdit(appearance, _("To be handed in by"))
        for day in (self.decided, self.received, self.due):
            fit_with(appearance, day)
        self.document = QPushButton(_("The paper, scanned …"))
        self.document.clicked.connect(self._choose)
        self.enter = QPushButton(_("Note the answer"))
        self.enter.setObjectName("primary")
        self.enter.clicked.connect(self._tell)
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.clicked.connect(self.hide)
        self._form = QFormLayout()
        for name, field in (
            (_("Answer"), self.outcome),
            (_("Number"), self.number),
            (_("Dated"), self.decided),
            (_("Received on"), self.received),
            (_("Reason"), self.reason),
            (_("To be handed in by"), self.due),
        ):
            field.setAccessibleName(name)
            self._form.addRow(label(name), field)
        buttons = QHBoxLayout()
        buttons.setSpacing(appearance.look.unit)
        buttons.addWidget(self.document)
        buttons.addStretch()
        buttons.addWidget(self.enter)
        buttons.addWidget(self.cancel)
        box = QVBoxLayout(self)
        box.addLayout(self._form)
        box.addLayout(buttons)
        self.hide()

    def open(self, handed: Handover) -> None:
        """Ask for the answer to a packet."""
        self._handed, self._document = handed, None
        self.document.setText(_("The paper, scanned …"))
        for line in (
            self.number,
            self.reason,
            self.decided.line,
            self.received.line,
            self.due.line,
        ):
            line.clear()
        self._show_fields()
        self.show()
        self.outcome.setFocus()

    def take(self, path: Path) -> None:
        """Take the paper that says so."""
        self._document = path
        self.document.setText(path.name)

    def _show_fields(self) -> None:
        """Ask until when only where more material is asked for."""
        more = self.outcome.chosen() == AnswerOutcome.MORE_MATERIAL
        self._form.setRowVisible(self.due, more)

    def _choose(self) -> None:
        """Let the paper be chosen."""
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose the scan of the paper"))
        if name:
            self.take(Path(name))

    def _tell(self) -> None:
        """Say what was answered."""
        if self._handed:
            chosen = AnswerOutcome(str(self.outcome.chosen()))  # Qt keeps it as plain text
            self.told.emit(
                AnswerTold(
                    self._handed.id,
                    chosen,
                    self.number.text().strip(),
                    self.decided.text(),
                    self.received.text(),
                    self.reason.text().strip(),
                    self.due.text() if chosen is AnswerOutcome.MORE_MATERIAL else "",
                    self._document,
                )
            )
