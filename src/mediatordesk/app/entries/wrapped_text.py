"""Text in lines of a given width: words stay whole where they fit, nothing is cut."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption

_LINE_SEPARATOR = "\u2028"


class WrappedText:
    """One text, laid out in lines."""

    def __init__(self, text: str, font: QFont, width: int) -> None:
        self._layout = QTextLayout(text.replace("\n", _LINE_SEPARATOR), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        height = 0.0
        while text and (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        self._layout.endLayout()
        self.height = round(height)
        """How high the lines are, in device-independent pixels."""

    def paint(self, painter: QPainter, left: int, top: int) -> None:
        """Paint the lines, in the painter's colour."""
        self._layout.draw(painter, QPointF(left, top))
