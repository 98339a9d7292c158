"""A calendar in the look and the language of the program."""

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton

from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.core.texts import spoken

_ICONS = {"qt_calendar_prevmonth": "chevron-left", "qt_calendar_nextmonth": "chevron-right"}
_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


class Calendar(QCalendarWidget):
    """Shows a month; its week begins on Monday, and a weekend is calm, not red."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.setLocale(QLocale(spoken()[0]))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        plain, mute = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(QColor(appearance.theme.text))
        mute.setForeground(QColor(appearance.theme.mute))
        mute.setBackground(QColor(appearance.theme.card))
        self.setHeaderTextFormat(mute)
        for day in _WEEKEND:
            self.setWeekdayTextFormat(day, plain)
        for name, icon in _ICONS.items():
            button = self.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setIcon(appearance.icon(icon, appearance.theme.accent))

    def sizeHint(self) -> QSize:
        """Return a size in which every day of six weeks is seen whole."""
        letter = self._appearance.metrics.horizontalAdvance("字")
        line = self._appearance.metrics.height()
        return QSize(28 * letter, 8 * (line + self._appearance.look.unit) + line)

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()
