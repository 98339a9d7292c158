"""The screen for backups: how they stand, the places, and what can be done."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediatordesk.app.asked.backup_desk import BackupPlace, Backups
from mediatordesk.app.backups.standing import Standing
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import Card, column, label, scrolling
from mediatordesk.app.parts.dates import moment_text
from mediatordesk.app.parts.progress import ProgressLine
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.app.restoring.form import RestoreForm
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _


class BackupScreen(QWidget):
    """Shows how the backups stand, and says what is wanted."""

    backup_wanted = Signal(Path)
    place_added = Signal(Path)
    place_forgotten = Signal(Path)
    check_wanted = Signal(Path)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._backups: Backups | None = None
        self.alert = Alert(appearance)
        self.progress = ProgressLine(appearance)
        self.standing = Standing(appearance)
        self.list = EntryView(appearance, _("Places of backups"))
        self.list.chosen.connect(lambda _key: self._allow())
        self._no_place = WrappedLabel("mute")
        self.back_up = QPushButton(_("Back up now"))
        self.back_up.setObjectName("primary")
        self.back_up.clicked.connect(lambda: self._say(self.backup_wanted))
        self.check = QPushButton(_("Check the newest"))
        self.check.clicked.connect(lambda: self._say(self.check_wanted))
        self.add = QPushButton(_("Add a place …"))
        self.add.clicked.connect(self._choose_place)
        self.forget = QPushButton(_("Use no more"))
        self.forget.clicked.connect(lambda: self._say(self.place_forgotten))
        self.restore = RestoreForm(appearance)
        self._lay_out()
        self._allow()

    def show_backups(self, backups: Backups) -> None:
        """Show how the backups stand."""
        self._backups = backups
        self.standing.show_backups(backups)
        self.list.show_entries([place_entry(one) for one in backups.places])
        if self.list.chosen_key() is None and backups.places:
            self.list.choose(backups.places[0].path)
        empty = not backups.places
        self._no_place.setVisible(empty)
        self._no_place.show_text(
            _("There is no place yet. A stick that lies elsewhere at night is the best one.")
            if empty
            else ""
        )
        self._allow()

    def begin(self, words: str) -> None:
        """Show that something began that takes its time."""
        self.alert.clear()
        self.progress.begin(words)
        self._allow()

    def end(self) -> None:
        """Show that it is over."""
        self.progress.end()
        self._allow()

    def refuse(self, error: DeskError) -> None:
        """Show why something was not done."""
        self.end()
        self.alert.show_error(error)

    def chosen(self) -> BackupPlace | None:
        """Return the chosen place."""
        key = self.list.chosen_key()
        places = self._backups.places if self._backups else ()
        return next((one for one in places if one.path == key), None)

    def _say(self, wish: object) -> None:
        """Say what is wanted of the chosen place."""
        chosen = self.chosen()
        if chosen:
            wish.emit(chosen.path)  # type: ignore[attr-defined]  # a bound signal has no name

    def _choose_place(self) -> None:
        """Let a folder be chosen that takes backups."""
        name = QFileDialog.getExistingDirectory(self, _("Choose a folder for backups"))
        if name:
            self.place_added.emit(Path(name))

    def _allow(self) -> None:
        """Let only what is possible now be pressed."""
        chosen = self.chosen()
        busy = not self.progress.isHidden()
        there = chosen is not None and chosen.present and not busy
        self.back_up.setEnabled(there)
        self.check.setEnabled(there and bool(chosen and chosen.last))
        self.forget.setEnabled(chosen is not None and not busy)
        self.add.setEnabled(not busy)

    def _lay_out(self) -> None:
        """Put the figures on top, the places below them, restoring beside them."""
        unit = self._appearance.look.unit
        places = Card(self._appearance, _("Places"))
        places.inside.addWidget(self._no_place)
        self.list.setMinimumHeight(8 * unit)
        places.inside.addWidget(self.list, 1)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.back_up)
        first.addWidget(self.check)
        first.addStretch()
        second.addWidget(self.add)
        second.addWidget(self.forget)
        second.addStretch()
        places.inside.addLayout(first)
        places.inside.addLayout(second)
        restore = Card(self._appearance, _("Restore from a backup"))
        restore.inside.addWidget(self.restore)
        restore.inside.addStretch()
        sides = QHBoxLayout()
        sides.setSpacing(unit * 2)
        sides.addWidget(places, 1)
        sides.addWidget(restore, 1)
        below = column(unit * 2)
        below.addLayout(self.standing)
        below.addLayout(sides, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(unit * 2)
        box.addWidget(label(_("Backups"), "title"))
        box.addWidget(self.alert)
        box.addWidget(self.progress)
        box.addWidget(scrolling(below), 1)


def place_entry(place: BackupPlace) -> Entry:
    """Return a place for the list: where, when last, and whether it is there."""
    word, tone = (_("there"), Tone.GREEN) if place.present else (_("not there"), Tone.PLAIN)
    last = moment_text(place.last) if place.last else _("no backup yet")
    checked = _("opened again and found whole") if place.verified else ""
    detail = " · ".join(filter(None, (last, checked, place.note)))
    return Entry(place.path, str(place.path), detail, "", word, tone)
