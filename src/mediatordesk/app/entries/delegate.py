"""How an entry is painted: time, word on a tint, line, and below it what belongs to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.model import ENTRY, Index
from mediatordesk.app.entries.wrapped_text import WrappedText
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.chips import chip_width, paint_chip

_BESIDE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Columns:
    """How wide the times and the words of a list are, so that all lines begin at one edge."""

    when: int = 0
    word: int = 0


class EntryDelegate(QStyledItemDelegate):
    """Paints entries in the look in force; long text wraps, nothing is cut."""

    def __init__(self, appearance: Appearance, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._appearance = appearance
        self._view = view
        self._columns = Columns()

    def fit(self, entries: Iterable[Entry]) -> None:
        """Measure the columns for these entries."""
        entries = tuple(entries)
        metrics, look = self._appearance.metrics, self._appearance.look
        whens = {entry.when for entry in entries if entry.when}
        words = {entry.word for entry in entries if entry.word}
        gap = 2 * look.unit
        self._columns = Columns(
            max((metrics.horizontalAdvance(when) + gap for when in whens), default=0),
            max((chip_width(metrics, look, word) + gap for word in words), default=0),
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return how high an entry is at the list's present width."""
        del option
        entry: Entry = index.data(ENTRY)
        width = self._view.viewport().width()
        title, detail = self._texts(entry, self._text_width(width))
        return QSize(width, title.height + detail.height + 2 * self._appearance.look.unit)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint an entry."""
        entry: Entry = index.data(ENTRY)
        look, unit = self._appearance.look, self._appearance.look.unit
        box = QRect(option.rect)  # type: ignore[attr-defined]  # PySide6's stubs leave it out
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]  # same
            painter.fillRect(box, QColor(look.theme.accent_tint))
        painter.setFont(self._appearance.font)
        line = self._appearance.metrics.height()
        top, left = box.top() + unit, box.left() + unit
        painter.setPen(QColor(look.theme.mute))
        painter.drawText(QRect(left, top, self._columns.when, line), _BESIDE, entry.when)
        left += self._columns.when
        if entry.word:
            chip = QRectF(left, top - unit / 4, self._columns.word - 2 * unit, line + unit / 2)
            paint_chip(painter, chip, entry.word, entry.tone, look)
        left += self._columns.word
        title, detail = self._texts(entry, self._text_width(box.width()))
        painter.setPen(QColor(look.theme.text))
        title.paint(painter, left, top)
        painter.setPen(QColor(look.theme.mute))
        detail.paint(painter, left, top + title.height)
        painter.restore()

    def _text_width(self, width: int) -> int:
        """Return how wide texts may be in a list of this width."""
        taken = self._columns.when + self._columns.word + 2 * self._appearance.look.unit
        return max(width - taken, 1)

    def _texts(self, entry: Entry, width: int) -> tuple[WrappedText, WrappedText]:
        """Return the line and what belongs to it, laid out."""
        font = self._appearance.font
        return WrappedText(entry.title, font, width), WrappedText(entry.detail, font, width)
