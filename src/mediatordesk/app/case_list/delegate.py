"""How the status and the next deadline of a case are painted: as a word on its tint."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mediatordesk.app.case_list.model import CaseListModel, Column, Index, cell_text
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.looks.words import status_word
from mediatordesk.app.parts.chips import chip_width, paint_chip
from mediatordesk.app.parts.dates import due_word

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class CaseDelegate(QStyledItemDelegate):
    """Paints the cells of the case list in the look in force."""

    def __init__(self, appearance: Appearance, model: CaseListModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return how wide a cell wants to be."""
        del option
        unit, metrics = self._appearance.look.unit, self._appearance.metrics
        text, chip = self._parts(index)
        # One more: advances are rounded, and elidedText counts the fractions.
        width = metrics.horizontalAdvance(text) + 1 + (2 * unit if text else 0)
        if chip:
            width += chip_width(metrics, self._appearance.look, chip[0]) + 2 * unit
        return QSize(width, metrics.height() + 2 * unit)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell: its text, then its word on a tint."""
        look, unit, metrics = (
            self._appearance.look,
            self._appearance.look.unit,
            self._appearance.metrics,
        )
        box = QRect(option.rect)  # type: ignore[attr-defined]  # PySide6's stubs leave it out
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]  # same
            painter.fillRect(box, QColor(look.theme.accent_tint))
        painter.setFont(self._appearance.font)
        box.adjust(unit, 0, -unit, 0)
        text, chip = self._parts(index)
        quiet = index.column() in {Column.NUMBER, Column.CHANGED}
        painter.setPen(QColor(look.theme.mute if quiet else look.theme.text))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _LEFT, shown)
        self._paint_reason(painter, box, index)
        if chip:
            left = box.left() + (metrics.horizontalAdvance(text) + 2 * unit if text else 0)
            high = metrics.height() + unit / 2
            wide = chip_width(metrics, look, chip[0])
            place = QRectF(left, box.center().y() - high / 2 + 0.5, wide, high)
            paint_chip(painter, place, *chip, look)
        painter.restore()

    def _paint_reason(self, painter: QPainter, box: QRect, index: Index) -> None:
        """Paint beside the title why the case was found, where the title does not show it."""
        line = self._model.line(index.row())
        if line and line.found and index.column() == Column.TITLE:
            look, metrics = self._appearance.look, self._appearance.metrics
            room = box.adjusted(metrics.horizontalAdvance(line.title) + 2 * look.unit, 0, 0, 0)
            painter.setPen(QColor(look.theme.mute))
            shown = metrics.elidedText(line.found, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, _LEFT, shown)

    def _parts(self, index: Index) -> tuple[str, tuple[str, Tone] | None]:
        """Return the text of a cell and the word on a tint beside it."""
        if not index.isValid():  # Qt measures an empty table with no cell at all.
            return "", None
        line, column = self._model.line(index.row()), Column(index.column())
        if line is None:
            return "", None
        if column is Column.STATUS:
            return "", status_word(line.status)
        text = cell_text(line, column)
        if column is Column.NEXT_DUE and line.next_due:
            return text, due_word(line.next_due, self._model.today)
        return text, None
