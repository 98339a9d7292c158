"""A word on a tint: how something stands, said in one word and one colour."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mediatordesk.app.looks.theme import Look, Tone


class Chip(QLabel):
    """Shows one word on the tint of its tone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.show_word("", Tone.PLAIN)

    def show_word(self, word: str, tone: Tone) -> None:
        """Show a word; an empty one hides the chip."""
        self.setText(word)
        set_tone(self, tone)
        self.setVisible(bool(word))


def set_tone(label: QLabel, tone: Tone) -> None:
    """Give a label the colours of a tone; the style sheet is read again only if it changed."""
    if label.property("tone") != tone.value:
        label.setProperty("tone", tone.value)
        label.style().unpolish(label)
        label.style().polish(label)


def chip_width(metrics: QFontMetrics, look: Look, word: str) -> int:
    """Return how wide a painted chip is, in device-independent pixels."""
    return metrics.horizontalAdvance(word) + 2 * look.unit


def paint_chip(painter: QPainter, box: QRectF, word: str, tone: Tone, look: Look) -> None:
    """Paint a chip into a box, for lists that paint themselves."""
    pair = look.theme.tone(tone)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(pair.ground))
    painter.drawRoundedRect(box, look.unit / 2, look.unit / 2)
    painter.setPen(QColor(pair.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
