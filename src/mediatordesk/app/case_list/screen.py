"""The screen with the list of cases."""

from collections.abc import Callable, Sequence
from datetime import date
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

from mediatordesk.app.appearance import Appearance
from mediatordesk.app.cards import Card, label
from mediatordesk.app.case_list.table import CaseTable
from mediatordesk.core.cases import CaseStatus
from mediatordesk.core.texts import N_, _
from mediatordesk.store.case_lists import CaseLine

_OVER = {CaseStatus.CLOSED, CaseStatus.ARCHIVED, CaseStatus.REJECTED}

Kept = Callable[[CaseLine, date], bool]

_FILTERS: dict[str, Kept] = {
    N_("All {count}"): lambda _line, _today: True,
    N_("In hand {count}"): lambda line, _today: line.status not in _OVER,
    N_("Late {count}"): lambda line, today: line.next_due is not None and line.next_due < today,
    N_("Closed {count}"): lambda line, _today: line.status in _OVER,
}


class CaseListScreen(QWidget):
    """Shows the cases that were found, and says which one is to be opened."""

    opened = Signal(UUID)
    search_cleared = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._lines: tuple[CaseLine, ...] = ()
        self._today = date.min
        self._find = ""
        self.table = CaseTable(appearance)
        self.table.opened.connect(self.opened)
        self._empty = label("", "mute")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._clear = QPushButton(_("Show all cases"))
        self._clear.clicked.connect(self.search_cleared)
        self._filters = QButtonGroup(self)
        self._chosen = next(iter(_FILTERS))
        self._lay_out()

    def show_cases(self, lines: Sequence[CaseLine], today: date, find: str) -> None:
        """Show the cases found for what stands in the search field."""
        self._lines, self._today, self._find = tuple(lines), today, find
        for button, (word, kept) in zip(self._filters.buttons(), _FILTERS.items(), strict=True):
            count = sum(kept(line, today) for line in lines)
            button.setText(_(word).format(count=count))
        self._show_kept()

    def empty_words(self) -> str:
        """Return why the list is empty, if it is."""
        return self._empty.text()

    def _show_kept(self) -> None:
        """Show the cases that the chosen filter keeps, or why there are none."""
        kept = _FILTERS[self._chosen]
        lines = [line for line in self._lines if kept(line, self._today)]
        self.table.show_cases(lines, self._today)
        self._stack.setCurrentIndex(0 if lines else 1)
        self._clear.setVisible(bool(self._find))
        self._empty.setText(self._why_empty())

    def _why_empty(self) -> str:
        """Return the words for an empty list."""
        if self._find:
            return _("Nothing was found for “{find}”.").format(find=self._find)
        if self._lines:
            return _("There is no such case.")
        return _("There is no case on this desk yet.")

    def _choose(self, word: str) -> None:
        """Keep other cases."""
        self._chosen = word
        self._show_kept()

    def _lay_out(self) -> None:
        """Put heading and filters above the table."""
        unit = self._appearance.look.unit
        card = Card(self._appearance)
        top = QHBoxLayout()
        top.addWidget(label(_("Cases"), "title"))
        top.addSpacing(unit * 2)
        for word in _FILTERS:
            button = QPushButton(_(word).format(count=0))
            button.setObjectName("filter")
            button.setCheckable(True)
            button.setChecked(word == self._chosen)
            button.clicked.connect(partial(self._choose, word))
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
