"""The column on the left: the places of the program, and the cases opened last."""

from collections.abc import Mapping
from enum import StrEnum
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import DARK, LARGE, LARGEST, LIGHT, NORMAL, Look
from mediatordesk.app.parts.cards import column, label, scrolling
from mediatordesk.core.texts import N_, _

_RECENT = 6
_LETTERS = 12.5
"""The width of the column in letters of the type size."""
_SIZES = {NORMAL: N_("Normal type"), LARGE: N_("Large type"), LARGEST: N_("Largest type")}
_THEMES = {LIGHT: N_("Light"), DARK: N_("Dark")}


class Goal(StrEnum):
    """A place of the program that is always one click away."""

    CASES = "cases"
    ROUNDS = "rounds"
    CLAIMS = "claims"
    STATISTICS = "statistics"
    FORMS = "forms"
    IMPORTS = "imports"
    SETTINGS = "settings"
    EXCHANGE = "exchange"
    BACKUPS = "backups"
    OPERATORS = "operators"


_PLACES = {
    Goal.CASES: (N_("Cases"), "folder-open", "Ctrl+1"),
    Goal.ROUNDS: (N_("Screening log"), "map-pin", "Ctrl+2"),
    Goal.CLAIMS: (N_("Subsidies for cases"), "check", "Ctrl+3"),
    Goal.STATISTICS: (N_("Statistics"), "chart-column", "Ctrl+4"),
    Goal.FORMS: (N_("Forms of papers"), "file-text", "Ctrl+5"),
    Goal.IMPORTS: (N_("Import a table"), "upload", "Ctrl+6"),
    Goal.SETTINGS: (N_("Office settings"), "settings", "Ctrl+7"),
    Goal.EXCHANGE: (N_("Exchange"), "refresh-cw", "Ctrl+8"),
    Goal.BACKUPS: (N_("Backups"), "archive", "Ctrl+9"),
    Goal.OPERATORS: (N_("Operators"), "users", "Ctrl+0"),
}


class Place(QToolButton):
    """A place that can be gone to: an icon and its word."""

    def __init__(self, word: str, icon: str) -> None:
        super().__init__()
        self.icon_name = icon
        self.setObjectName("place")
        self.show_word(word)
        self.setAccessibleName(word)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def nextCheckState(self) -> None:
        """Stay as it is when it is clicked: it is marked once the place is in sight."""

    def show_word(self, word: str) -> None:
        """Show a word, a space away from the icon."""
        self.setText(f" {word}")


class Navigation(QFrame):
    """Says where the mediator wants to go, and how the window should look."""

    wanted = Signal(Goal)
    lock_wanted = Signal()
    case_wanted = Signal(UUID)
    look_wanted = Signal(Look)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self._appearance = appearance
        self._office = label("", "mute")
        self._office.setWordWrap(True)
        self.places: dict[Goal, Place] = {}
        for goal, (word, icon, keys) in _PLACES.items():
            place = self.places[goal] = Place(_(word), icon)
            place.setCheckable(True)
            place.setToolTip(f"{_(word)}   {keys}")
            place.setShortcut(keys)
            place.clicked.connect(partial(self.wanted.emit, goal))
        self._recent_heading = label(_("Opened last"), "mute")
        self._recent_heading.hide()
        self._recent_box = QVBoxLayout()
        self._recent: dict[UUID, Place] = {}
        self.lock = Place(_("Lock"), "lock")
        self.lock.setToolTip(_("Lock now   Ctrl+L"))
        self.lock.clicked.connect(self.lock_wanted)
        self.display = Place(_("Display"), "eye")
        self.display.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.display.setMenu(self._menu())
        self._lay_out()
        appearance.changed.connect(self._dress)
        self._dress()

    def show_office(self, name: str) -> None:
        """Show at which office this desk stands."""
        self._office.setText(name)

    def show_goal(self, goal: Goal) -> None:
        """Show which place is in sight."""
        self._mark(self.places[goal])

    def recent(self) -> Mapping[UUID, str]:
        """Return the cases opened last, the newest last, with their titles."""
        return {case: str(place.property("title")) for case, place in self._recent.items()}

    def show_case(self, case_id: UUID, title: str) -> None:
        """Show that a case is in sight; it joins those opened last."""
        place = self._recent.get(case_id) or self._add_recent(case_id)
        place.setToolTip(title)
        place.setAccessibleName(title)
        place.setProperty("title", title)
        self._mark(place)
        self._shorten()

    def _mark(self, place: Place) -> None:
        """Mark where the window is.

        No group of buttons does it: that would take all but one out of the way of the Tab key.
        """
        for one in (*self.places.values(), *self._recent.values()):
            one.setChecked(one is place)

    def _add_recent(self, case_id: UUID) -> Place:
        """Add a case to those opened last; the one opened first makes room."""
        if len(self._recent) == _RECENT:
            gone = self._recent.pop(next(iter(self._recent)))
            gone.deleteLater()
        place = Place("", "file-text")
        place.setCheckable(True)
        place.clicked.connect(partial(self.case_wanted.emit, case_id))
        self._recent[case_id] = place
        self._recent_box.addWidget(place)
        self._recent_heading.show()
        self._dress()
        return place

    def _shorten(self) -> None:
        """Shorten the titles of cases to the width of the column."""
        unit = self._appearance.look.unit
        room = self.width() - 10 * unit - self._appearance.icon_size().width()
        for place in self._recent.values():
            title = str(place.property("title") or "")
            metrics = place.fontMetrics()
            place.show_word(metrics.elidedText(title, Qt.TextElideMode.ElideRight, room))

    def _menu(self) -> QMenu:
        """Return the menu for theme and type size."""
        menu = QMenu(self)
        for choices in (_THEMES, _SIZES):
            group = QActionGroup(menu)
            for value, word in choices.items():
                action = QAction(_(word), group)
                action.setCheckable(True)
                action.setData(value)
            group.triggered.connect(self._want)
            menu.addActions(group.actions())
            menu.addSeparator()
        return menu

    def _want(self, action: QAction) -> None:
        """Say which look is wanted."""
        look, value = self._appearance.look, action.data()
        if isinstance(value, int):
            self.look_wanted.emit(Look(look.theme, value))
        else:
            self.look_wanted.emit(Look(value, look.points))

    def _dress(self) -> None:
        """Take colours and sizes of the look."""
        look, theme = self._appearance.look, self._appearance.theme
        self.setFixedWidth(round(look.points * _LETTERS * self.logicalDpiX() / 72))
        always = (*self.places.values(), self.lock, self.display)
        for place in (*always, *self._recent.values()):
            place.setIcon(self._appearance.icon(place.icon_name, theme.mute))
            place.setIconSize(self._appearance.icon_size())
        for action in self.display.menu().actions():
            action.setChecked(action.data() in (theme, look.points))
        self._shorten()

    def _lay_out(self) -> None:
        """Put name and office on top, places below, the display at the bottom."""
        unit = self._appearance.look.unit
        box = QVBoxLayout(self)
        box.setContentsMargins(unit * 2, unit * 3, unit * 2, unit * 2)
        box.setSpacing(unit // 2)
        box.addWidget(label(_("Mediation desk"), "heading"))
        box.addWidget(self._office)
        box.addSpacing(unit * 2)
        self._recent_box.setContentsMargins(0, 0, 0, 0)
        self._recent_box.setSpacing(unit // 2)
        inside = column(unit // 2, *self.places.values())
        inside.addSpacing(unit * 2)
        inside.addWidget(self._recent_heading)
        inside.addLayout(self._recent_box)
        inside.addStretch()
        area = scrolling(inside)  # in the largest type, not all of them fit
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(1)
        box.addWidget(area, 1)
        box.addWidget(self.lock)
        box.addWidget(self.display)
