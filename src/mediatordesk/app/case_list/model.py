"""The cases of the list, for Qt."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import IntEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from mediatordesk.app.dates import day_text, due_word
from mediatordesk.app.words import status_word
from mediatordesk.core.changes import CHINA
from mediatordesk.core.texts import N_, _
from mediatordesk.store.case_lists import CaseLine

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
_NEVER = datetime.min.replace(tzinfo=CHINA)


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

_ORDER: dict[Column, Callable[[CaseLine], Any]] = {
    Column.NUMBER: lambda line: _digits_first(line.number),
    Column.TITLE: lambda line: line.title,
    Column.STATUS: lambda line: list(type(line.status)).index(line.status),
    Column.NEXT_DUE: lambda line: line.next_due or date.max,
    Column.CHANGED: lambda line: line.changed_at or _NEVER,
}


class CaseListModel(QAbstractTableModel):
    """Holds the cases shown; 10,000 of them cost one tuple."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[CaseLine, ...] = ()
        self.today = date.min
        self._sorting: tuple[Column, bool] | None = None

    def show_lines(self, lines: Sequence[CaseLine], today: date) -> None:
        """Take other cases, in the order chosen before."""
        self.beginResetModel()
        self.today = today
        self.lines = self._sorted(tuple(lines))
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 keeps the order the desk gave."""
        if column < 0:
            return
        self.beginResetModel()
        self._sorting = (Column(column), order is Qt.SortOrder.DescendingOrder)
        self.lines = self._sorted(self.lines)
        self.endResetModel()

    def row_of(self, case_id: UUID) -> int | None:
        """Return the row of a case, if it is shown."""
        return next((row for row, one in enumerate(self.lines) if one.id == case_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many cases are shown."""
        return 0 if parent.isValid() else len(self.lines)

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
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell_text(line, Column(index.column()))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(line, Column(index.column()))
            case Qt.ItemDataRole.ToolTipRole if index.column() == Column.TITLE:
                return line.title
            case Qt.ItemDataRole.UserRole:
                return line
        return None

    def _spoken(self, line: CaseLine, column: Column) -> str:
        """Return a cell as a screen reader says it; a deadline with how far it is away."""
        text = cell_text(line, column)
        if column is Column.NEXT_DUE and line.next_due:
            return f"{text}, {due_word(line.next_due, self.today)[0]}"
        return text

    def _sorted(self, lines: tuple[CaseLine, ...]) -> tuple[CaseLine, ...]:
        """Return lines in the chosen order."""
        if self._sorting is None:
            return lines
        column, backwards = self._sorting
        return tuple(sorted(lines, key=_ORDER[column], reverse=backwards))


def _digits_first(number: str) -> tuple[int, ...]:
    """Return the figures of a number, so that 第3号 stands before 第11号."""
    figures = "".join(mark if mark.isdecimal() else " " for mark in number)
    return tuple(int(part) for part in figures.split())


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
