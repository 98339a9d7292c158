"""A text in which some words are marked."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone

Marks = tuple[tuple[str, Tone], ...]


class MarkedText(QWidget):
    """Shows a text in as many lines as it needs, with words on the tint of a tone."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.text = ""
        self._marks: Marks = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self._measure)

    def show_text(self, text: str, marks: Iterable[tuple[str, Tone]] = ()) -> None:
        """Show a text; each mark is words of it with their tone, the heaviest last."""
        self.text, self._marks = text, tuple(marks)
        self.setAccessibleName(text)
        self._measure()

    def marked(self) -> list[str]:
        """Return the words that are marked."""
        return [self.text[start : start + length] for start, length, _tone in self._places()]

    def sizeHint(self) -> QSize:
        """Return how large the text is at its present width."""
        return QSize(self.width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Claim the height that the text needs at the new width."""
        super().resizeEvent(event)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text with its marks."""
        del event
        painter = QPainter(self)
        painter.setPen(QColor(self._appearance.theme.text))
        self._laid_out()[0].draw(painter, QPointF(0, 0), self._formats())
        painter.end()

    def _measure(self) -> None:
        """Claim the height that the text needs."""
        self.setFixedHeight(self._laid_out()[1])
        self.update()

    def _laid_out(self) -> tuple[QTextLayout, int]:
        """Return the text in lines, and how high they are."""
        layout = QTextLayout(self.text.replace("\n", "\u2028"), self._appearance.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while self.text and (line := layout.createLine()).isValid():
            line.setLineWidth(max(self.width(), 1))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout, round(height)

    def _formats(self) -> list[QTextLayout.FormatRange]:
        """Return the marks as Qt takes them."""
        return [self._format(start, length, tone) for start, length, tone in self._places()]

    def _places(self) -> Iterator[tuple[int, int, Tone]]:
        """Yield where each mark stands in the text."""
        for words, tone in self._marks:
            start = self.text.find(words) if words else -1
            while start >= 0:
                yield start, len(words), tone
                start = self.text.find(words, start + len(words))

    def _format(self, start: int, length: int, tone: Tone) -> QTextLayout.FormatRange:
        pair = self._appearance.theme.tone(tone)
        look = QTextCharFormat()
        look.setBackground(QColor(pair.ground))
        look.setForeground(QColor(pair.text))
        made = QTextLayout.FormatRange()
        made.start = start  # type: ignore[attr-defined]  # PySide6's stubs leave it out
        made.length = length  # type: ignore[attr-defined]  # same
        made.format = look  # type: ignore[attr-defined]  # same
        return made
