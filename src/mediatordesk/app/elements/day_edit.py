"""A day or a month: typed as people write it, or taken from a calendar."""

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget, QMenu, QToolButton, QWidgetAction

from mediatordesk.app.elements.edits import LineEdit
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.calendars import Calendar
from mediatordesk.app.parts.typed_days import day_typed, month_typed
from mediatordesk.core.texts import _

_LETTERS = 5
_ISO = Qt.DateFormat.ISODate


class DayEdit(LineEdit):
    """Takes a day, YYYY-MM-DD; however it is typed, it is tidied when the field is left."""

    def __init__(self, appearance: Appearance, name: str) -> None:
        super().__init__(name, "2025-05-12", letters=_LETTERS)
        self._appearance = appearance
        self.button = QToolButton()
        self.button.setObjectName("quiet")
        self.button.setToolTip(_("Calendar"))
        self.button.setAccessibleName(f"{name}: " + _("Calendar"))
        self.button.clicked.connect(self.open_calendar)
        self._menu: QMenu | None = None
        self.box.insertWidget(1, self.button)
        appearance.changed.connect(self._dress)
        self._dress()

    def text(self) -> str:
        """Return the day as it is kept."""
        now = QDate.currentDate()
        return day_typed(super().text(), date(now.year(), now.month(), now.day()))

    def open_calendar(self) -> QCalendarWidget:
        """Open the calendar at the day that is typed, or today; it is made when it is wanted."""
        menu, calendar = QMenu(self), Calendar(self._appearance)
        day = QDate.fromString(self.text(), _ISO)
        calendar.setSelectedDate(day if day.isValid() else QDate.currentDate())
        calendar.activated.connect(self._take)
        calendar.clicked.connect(self._take)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        self._menu = menu
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))
        calendar.setFocus()
        return calendar

    def _take(self, day: QDate) -> None:
        """Take a day from the calendar."""
        if self._menu:
            self._menu.close()
            self._menu = None
        self.line.setText(day.toString(_ISO))
        self.line.setFocus()
        self.given.emit()

    def _dress(self) -> None:
        """Take the icon's colour and size from the look."""
        icon = self._appearance.icon("calendar-days", self._appearance.theme.accent)
        self.button.setIcon(icon)
        self.button.setIconSize(self._appearance.icon_size())


class MonthEdit(LineEdit):
    """Takes a month, YYYY-MM."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "2025-05", letters=_LETTERS)

    def text(self) -> str:
        """Return the month as it is kept."""
        return month_typed(super().text())
