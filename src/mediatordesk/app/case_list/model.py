"""The cases of the list, for Qt: rows are there at once, their contents come by pages."""

from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from mediatordesk.app.asked.case_questions import PAGE, Order
from mediatordesk.app.looks.words import status_word
from mediatordesk.app.parts.dates import day_text, due_word
from mediatordesk.core.texts import N_, _
from mediatordesk.store.case_lists import CaseLine

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """The columns, from left to right."""

    NUMBER = 0
    TITLE = 1
    STATUS = 2
    NEXT_DUE = 3
    CHANGED = 4


_HEADINGS = {
    Column.NUMBER: N_("Number"),
    Column.TITLE: N_("Case"),
    Column.STATUS: N_("Status"),
    Column.NEXT_DUE: N_("Next deadline"),
    Column.CHANGED: N_("Last change"),
}


def order_of(column: int) -> Order | None:
    """Return the order that a column's heading stands for; none for a negative one."""
    return Order(Column(column).name.lower()) if column >= 0 else None


class CaseListModel(QAbstractTableModel):
    """Holds the pages that were in sight; says which one is wanted next."""

    page_wanted = Signal(int)
    order_wanted = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self.today = date.min
        self._total = 0
        self._pages: dict[int, tuple[CaseLine, ...]] = {}
        self._asked: set[int] = set()

    @property
    def lines(self) -> tuple[CaseLine, ...]:
        """Return the cases that were fetched so far, in their order."""
        return tuple(line for page in sorted(self._pages) for line in self._pages[page])

    def show_found(self, total: int, today: date, page: int, lines: Sequence[CaseLine]) -> None:
        """Take another answer, of which one page is there."""
        self.beginResetModel()
        self.today, self._total = today, total
        self._pages, self._asked = {page: tuple(lines)}, {page}
        self.endResetModel()

    def show_page(self, page: int, lines: Sequence[CaseLine]) -> None:
        """Take one more page of the same answer."""
        self._pages[page] = tuple(lines)
        first, last = page * PAGE, min((page + 1) * PAGE, self._total) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))

    def line(self, row: int) -> CaseLine | None:
        """Return the case of a row; None until its page is there, which is asked for."""
        page, at = divmod(row, PAGE)
        lines = self._pages.get(page)
        if lines is None:
            if page not in self._asked:
                self._asked.add(page)
                self.page_wanted.emit(page)
            return None
        return lines[at] if at < len(lines) else None

    def row_of(self, case_id: UUID) -> int | None:
        """Return the row of a case, if its page is there."""
        for page, lines in self._pages.items():
            for at, one in enumerate(lines):
                if one.id == case_id:
                    return page * PAGE + at
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Say in which order the cases are wanted: the desk sorts, as it has them all."""
        self.order_wanted.emit(order_of(column), order is Qt.SortOrder.DescendingOrder)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many cases there are."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return _(_HEADINGS[Column(section)])
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell, what is spoken, or the case's line itself."""
        line = self.line(index.row())
        if line is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell_text(line, Column(index.column()))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(line, Column(index.column()))
            case Qt.ItemDataRole.ToolTipRole if index.column() == Column.TITLE:
                return "\n".join(filter(None, (line.title, line.found)))
            case Qt.ItemDataRole.UserRole:
                return line
        return None

    def _spoken(self, line: CaseLine, column: Column) -> str:
        """Return a cell as a screen reader says it; a deadline with how far it is away."""
        text = cell_text(line, column)
        if column is Column.NEXT_DUE and line.next_due:
            return f"{text}, {due_word(line.next_due, self.today)[0]}"
        if column is Column.TITLE and line.found:
            return f"{text}, {line.found}"
        return text


def cell_text(line: CaseLine, column: Column) -> str:
    """Return the text of a cell."""
    match column:
        case Column.NUMBER:
            return line.number
        case Column.TITLE:
            return line.title
        case Column.STATUS:
            return status_word(line.status)[0]
        case Column.NEXT_DUE:
            return day_text(line.next_due)
        case Column.CHANGED:
            return day_text(line.changed_at.date()) if line.changed_at else ""
