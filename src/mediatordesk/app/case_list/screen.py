"""The screen with the list of cases."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mediatordesk.app.asked.case_questions import Found, Kept, Question
from mediatordesk.app.case_list.table import CaseTable
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import Card, label
from mediatordesk.core.texts import N_, _

_FILTERS = {
    Kept.ALL: N_("All {count}"),
    Kept.IN_HAND: N_("In hand {count}"),
    Kept.LATE: N_("Late {count}"),
    Kept.CLOSED: N_("Closed {count}"),
}


class CaseListScreen(QWidget):
    """Shows the cases that were found; says which one is opened, and which are to be listed."""

    opened = Signal(UUID)
    search_cleared = Signal()
    kept_chosen = Signal(Kept)
    order_chosen = Signal(object, bool)
    page_wanted = Signal(int)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.table = CaseTable(appearance)
        self.table.opened.connect(self.opened)
        self.table.cases.page_wanted.connect(self.page_wanted)
        self.table.cases.order_wanted.connect(self.order_chosen)
        self._empty = label("", "mute")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._clear = QPushButton(_("Show all cases"))
        self._clear.clicked.connect(self.search_cleared)
        self._filters = QButtonGroup(self)
        self._buttons: dict[Kept, QPushButton] = {}
        self._lay_out()

    def show_found(self, question: Question, found: Found) -> None:
        """Show the answer to a question."""
        for kept, button in self._buttons.items():
            button.setText(_(_FILTERS[kept]).format(count=found.counts.of(kept)))
        self._buttons[question.kept].setChecked(True)
        total = found.counts.of(question.kept)
        self.table.show_found(found, total)
        self._stack.setCurrentIndex(0 if total else 1)
        self._clear.setVisible(bool(question.find))
        self._empty.setText(_why_empty(question, found))

    def show_page(self, found: Found) -> None:
        """Show one more page of the same answer."""
        self.table.cases.show_page(found.page, found.lines)

    def empty_words(self) -> str:
        """Return why the list is empty, if it is."""
        return self._empty.text()

    def _lay_out(self) -> None:
        """Put heading and filters above the table."""
        unit = self._appearance.look.unit
        card = Card(self._appearance)
        top = QHBoxLayout()
        top.addWidget(label(_("Cases"), "title"))
        top.addSpacing(unit * 2)
        for kept, word in _FILTERS.items():
            button = self._buttons[kept] = QPushButton(_(word).format(count=0))
            button.setObjectName("filter")
            button.setCheckable(True)
            button.setChecked(kept is Kept.ALL)
            button.clicked.connect(partial(self.kept_chosen.emit, kept))
            self._filters.addButton(button)
            top.addWidget(button)
        top.addStretch()
        nothing = QWidget()
        middle = QVBoxLayout(nothing)
        middle.addStretch()
        middle.addWidget(self._empty)
        middle.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignCenter)
        middle.addStretch()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(nothing)
        card.inside.addWidget(self._stack, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(unit * 2)
        box.addLayout(top)
        box.addWidget(card, 1)


def _why_empty(question: Question, found: Found) -> str:
    """Return the words for an empty list."""
    if question.find and not found.counts.all:
        return _("Nothing was found for “{find}”.").format(find=question.find)
    if found.counts.all:
        return _("There is no such case.")
    return _("There is no case on this desk yet.")
