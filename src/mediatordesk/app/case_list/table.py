"""The table of cases."""

from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from mediatordesk.app.asked.case_questions import PAGE, Found
from mediatordesk.app.case_list.delegate import CaseDelegate
from mediatordesk.app.case_list.model import LINE, CaseListModel, Column
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.core.texts import _
from mediatordesk.store.case_lists import CaseLine

_SAMPLE = 50
"""How many rows are measured for the widths of the columns."""

_NARROW = [column for column in Column if column is not Column.TITLE]
_TITLE_LETTERS = 14
"""The title of a case should have room for about this many Chinese letters."""


class CaseTable(QTableView):
    """Shows the cases and says which one is to be opened."""

    opened = Signal(UUID)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.cases = CaseListModel()
        self.setModel(self.cases)
        self.setItemDelegate(CaseDelegate(appearance, self.cases, self))
        self.setAccessibleName(_("Cases"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(_SAMPLE)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        self.setSortingEnabled(True)
        self.activated.connect(self._open)
        self.clicked.connect(self._open)
        appearance.changed.connect(self._measure)

    def show_found(self, found: Found, total: int) -> None:
        """Show another answer; the chosen case stays chosen if it is still there."""
        kept, scrolled = self.chosen_case(), self.verticalScrollBar().value()
        self.cases.show_found(total, found.counts.today, found.page, found.lines)
        self._measure()
        found_row = self.cases.row_of(kept) if kept else None
        if total:
            self.selectRow(found_row if found_row is not None else found.page * PAGE)
            self.verticalScrollBar().setValue(scrolled)

    def page_in_sight(self) -> int:
        """Return the page of the first row in sight."""
        return max(self.rowAt(0), 0) // PAGE

    def chosen_case(self) -> UUID | None:
        """Return the chosen case."""
        index = self.currentIndex()
        line: CaseLine | None = index.data(LINE) if index.isValid() else None
        return line.id if line else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the chosen case with Enter, on every system."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        """Say that a case is to be opened."""
        line: CaseLine | None = index.data(LINE)
        if line:
            self.opened.emit(line.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again in another width."""
        super().resizeEvent(event)
        self._leave_room_for_title()

    def _measure(self) -> None:
        """Fit rows and columns to the type size and to the first rows."""
        hint = self.sizeHintForRow(0)
        if hint > 0:
            self.verticalHeader().setDefaultSectionSize(hint)
        for column in _NARROW:
            self.resizeColumnToContents(column)
        self._leave_room_for_title()

    def _leave_room_for_title(self) -> None:
        """Leave the last change out where it would squeeze the title: large type, small window."""
        taken = sum(self.sizeHintForColumn(column) for column in _NARROW)
        room = self.viewport().width() - taken
        wanted = _TITLE_LETTERS * self.fontMetrics().horizontalAdvance("调")
        self.setColumnHidden(Column.CHANGED, room < wanted)
