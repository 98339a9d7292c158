"""The figures of a period for Qt: a heading, then its figures; the total stands first."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from mediatordesk.app.asked.statistics_desk import FigureLine, Figures
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.stylesheet import MEDIUM

Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NOTHING = "—"
"""What stands where there is nothing to say: nothing to divide by, nothing a year before."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Cell:
    """One figure in one line of the report; the key of the total is empty."""

    line: FigureLine
    key: str
    heading: str
    text: str


class FigureModel(QAbstractTableModel):
    """Holds the figures, one a row; a row without a figure is the heading of those below."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.figures: Figures | None = None
        self.rows: tuple[FigureLine | str, ...] = ()

    def show_figures(self, figures: Figures | None) -> None:
        """Take other figures."""
        self.beginResetModel()
        self.figures = figures
        self.rows = tuple(_with_headings(figures.lines)) if figures else ()
        self.endResetModel()

    def cell(self, index: Index) -> Cell | None:
        """Return what stands in a cell; None beside a heading."""
        if not index.isValid() or self.figures is None:
            return None
        line, column = self.rows[index.row()], index.column()
        if isinstance(line, str):
            return None
        return Cell(
            line, self.figures.keys[column], self.figures.headings[column], line.cells[column]
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many columns there are."""
        return 0 if parent.isValid() or self.figures is None else len(self.figures.keys)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only figures be chosen."""
        if self.cell(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what stands above a column or beside a row."""
        if self.figures is None:
            return None
        across = orientation is Qt.Orientation.Horizontal
        row = "" if across else self.rows[section]
        match role:
            case Qt.ItemDataRole.DisplayRole if across:
                return self.figures.headings[section]
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole if not across:
                return row if isinstance(row, str) else _named(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if across else _LEFT
            case Qt.ItemDataRole.FontRole if not across and isinstance(row, str):
                return QFont([MEDIUM], self._appearance.look.points)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a figure, right-aligned; nothing counted is calm."""
        cell = self.cell(index)
        if cell is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text or _NOTHING
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT
            case Qt.ItemDataRole.ForegroundRole if cell.text in {"", "0", "0.00"}:
                return QColor(self._appearance.theme.mute)
            case Qt.ItemDataRole.FontRole if index.column() == 0:
                return QFont([MEDIUM], self._appearance.look.points)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{_named(cell.line)}, {cell.heading}: {cell.text}"
        return None


def _named(line: FigureLine) -> str:
    """Return a figure's name with its unit."""
    return f"{line.label}（{line.unit}）" if line.unit else line.label


def _with_headings(lines: tuple[FigureLine, ...]) -> list[FigureLine | str]:
    """Return the figures with the heading of each group above its first one."""
    rows: list[FigureLine | str] = []
    group = ""
    for line in lines:
        if line.group != group:
            group = line.group
            rows.append(group)
        rows.append(line)
    return rows
