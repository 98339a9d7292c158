"""The rows of a file that is to be imported, for Qt."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from mediatordesk.app.asked.import_desk import Planned, PlannedRow
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.core.texts import _

Index = QModelIndex | QPersistentModelIndex
BEFORE = 2
"""Columns that stand before those of the file: the row's number, and what is wrong."""


class RowModel(QAbstractTableModel):
    """Holds the rows as they were read; what cannot be taken is tinted and says why."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._headings: tuple[str, ...] = ()
        self.rows: tuple[PlannedRow, ...] = ()

    def show_plan(self, planned: Planned | None, *, only_bad: bool) -> None:
        """Take other rows."""
        self.beginResetModel()
        self._headings = planned.headings if planned else ()
        rows = planned.rows if planned else ()
        self.rows = tuple(row for row in rows if row.faults or not only_bad)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many columns there are."""
        return 0 if parent.isValid() or not self._headings else len(self._headings) + BEFORE

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return (_("Row"), _("To mend"), *self._headings)[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, why it cannot be taken, and its colours."""
        row, column = self.rows[index.row()], index.column()
        fault = row.faults.get(column - BEFORE, "") if column >= BEFORE else ""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return fault or self._text(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                text = self._text(row, column)
                return f"{text}, {fault}" if fault else text
            case Qt.ItemDataRole.BackgroundRole if fault:
                return QColor(self._appearance.theme.red_tint)
            case Qt.ItemDataRole.ForegroundRole if column == 1 or fault:
                return QColor(self._appearance.theme.red)
        return None

    def _text(self, row: PlannedRow, column: int) -> str:
        """Return the text of a cell."""
        if column == 0:
            return str(row.number)
        if column == 1:
            return _("; ").join(dict.fromkeys(row.faults.values()))
        at = column - BEFORE
        return row.cells[at] if at < len(row.cells) else ""
