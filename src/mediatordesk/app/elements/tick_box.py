"""A box to be ticked, in the colours of the look."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox

from mediatordesk.app.looks.appearance import Appearance

_TICK = ((0.22, 0.52), (0.43, 0.72), (0.78, 0.3))
"""The corners of the tick, as parts of the box."""


class TickBox(QCheckBox):
    """Shows a box and its word; the style's own box is not seen on a dark ground."""

    def __init__(self, appearance: Appearance, word: str) -> None:
        super().__init__(word)
        self._appearance = appearance

    def sizeHint(self) -> QSize:
        """Return how large box and word are."""
        metrics = self.fontMetrics()
        side = self._side() + self._appearance.look.unit
        return QSize(side + metrics.horizontalAdvance(self.text()) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a word is not cut."""
        return self.sizeHint()

    def hitButton(self, _place: object) -> bool:
        """Take a click anywhere on box and word."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, the tick and the word; who has the keyboard is framed."""
        del event
        theme, side = self._appearance.theme, self._side()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(1, (self.height() - side) / 2, side, side)
        edge = theme.accent if self.hasFocus() or self.isChecked() else theme.mute
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(theme.primary if self.isChecked() else theme.card))
        painter.drawRoundedRect(box, side / 5, side / 5)
        if self.isChecked():
            painter.setPen(QPen(QColor(theme.on_primary), side / 8))
            places = [QPointF(box.x() + x * side, box.y() + y * side) for x, y in _TICK]
            painter.drawPolyline(QPolygonF(places))
        painter.setPen(QColor(theme.text))
        words = self.rect().adjusted(side + self._appearance.look.unit, 0, 0, 0)
        painter.drawText(
            words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text()
        )
        painter.end()

    def _side(self) -> int:
        """Return how high and wide the box is."""
        return round(self.fontMetrics().height() * 0.75)
