"""Which backup becomes a desk, where, and whose passphrase opens it."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mediatordesk.app.asked.backup_desk import BackupSet, Restoring
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import label
from mediatordesk.app.parts.choices import Choice
from mediatordesk.app.parts.dates import moment_text
from mediatordesk.app.parts.progress import ProgressLine
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _


class RestoreForm(QWidget):
    """Says from where backups are to be listed, and which one is to become a desk."""

    place_chosen = Signal(Path)
    wanted = Signal(Restoring)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.sets: tuple[BackupSet, ...] = ()
        self._place: Path | None = None
        self._to: Path | None = None
        self.alert = Alert(appearance)
        self.progress = ProgressLine(appearance)
        self.progress.stop.hide()  # a desk is made whole or not at all
        self.choose_place = QPushButton(_("Choose the backup's place …"))
        self.choose_place.setAutoDefault(False)
        self.choose_place.clicked.connect(self._ask_place)
        self.which = Choice(_("Which backup"))
        self.choose_folder = QPushButton(_("Choose a new folder …"))
        self.choose_folder.setAutoDefault(False)
        self.choose_folder.clicked.connect(self._ask_folder)
        self._folder = WrappedLabel("mute")
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(_("Passphrase of that desk"))
        self.passphrase.setPlaceholderText(_("Passphrase of that desk"))
        self.passphrase.textChanged.connect(self._allow)
        self.passphrase.returnPressed.connect(self._say)
        self.restore = QPushButton(_("Restore and open"))
        self.restore.setAutoDefault(False)
        self.restore.clicked.connect(self._say)
        self._lay_out()
        self._allow()

    def show_place(self, place: Path) -> None:
        """List the backups of a place."""
        self._place = place
        self.alert.clear()
        self.place_chosen.emit(place)

    def show_sets(self, place: Path, sets: tuple[BackupSet, ...]) -> None:
        """Show the backups of a place, if it is still the one that was asked for."""
        if place != self._place:
            return
        self.sets = sets
        self.which.offer({one.made_at: set_words(one) for one in sets})
        if sets:
            self.which.setCurrentIndex(0)
        self._allow()

    def show_folder(self, folder: Path) -> None:
        """Take the new folder for the desk."""
        self._to = folder
        self._folder.show_text(str(folder))
        self._allow()

    def begin(self) -> None:
        """Show that a desk is being made."""
        self.alert.clear()
        self.progress.begin(_("The backup is being copied and checked …"))
        self._allow()

    def end(self) -> None:
        """Show that it is over; the passphrase is forgotten."""
        self.progress.end()
        self.passphrase.clear()
        self._allow()

    def refuse(self, error: DeskError) -> None:
        """Show why no desk was made."""
        self.progress.end()
        self.alert.show_error(error)
        self._allow()

    def _say(self) -> None:
        """Say which backup is to become a desk."""
        at = self.which.chosen()
        if self.restore.isEnabled() and self._place and self._to and isinstance(at, datetime):
            self.wanted.emit(Restoring(self._place, at, self._to, self.passphrase.text()))

    def _ask_place(self) -> None:
        """Let the folder be chosen in which backups lie."""
        name = QFileDialog.getExistingDirectory(self, _("Choose the backup's place"))
        if name:
            self.show_place(Path(name))

    def _ask_folder(self) -> None:
        """Let the folder be named that takes the new desk."""
        name, _kind = QFileDialog.getSaveFileName(self, _("Name a new folder"), "desk")
        if name:
            self.show_folder(Path(name))

    def _allow(self) -> None:
        """Let only what is possible now be pressed."""
        busy = not self.progress.isHidden()
        self.which.setVisible(bool(self.sets))
        self._folder.setVisible(self._to is not None)
        complete = bool(self.sets and self._to and self.passphrase.text())
        self.restore.setEnabled(complete and not busy)
        for part in (self.choose_place, self.choose_folder, self.passphrase, self.which):
            part.setEnabled(not busy)

    def _lay_out(self) -> None:
        """Put the steps below each other."""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self._appearance.look.unit)
        said = WrappedLabel("mute")
        said.show_text(_("The desk of the backup is made anew in a folder of its own. The desk "
                         "you work at now stays as it is."))  # fmt: skip
        steps = (
            said,
            label(_("1. Where the backup lies")),
            self.choose_place,
            self.which,
            label(_("2. Where the desk is to be")),
            self.choose_folder,
            self._folder,
            label(_("3. Who opens it")),
            self.passphrase,
            self.progress,
            self.alert,
        )
        for part in steps:
            if isinstance(part, QPushButton):
                line = QHBoxLayout()
                line.addWidget(part)
                line.addStretch()
                box.addLayout(line)
            else:
                box.addWidget(part)
        last = QHBoxLayout()
        last.addStretch()
        last.addWidget(self.restore)
        box.addLayout(last)


def set_words(one: BackupSet) -> str:
    """Return a backup as it is chosen: its moment, and what it holds."""
    return " · ".join(filter(None, (moment_text(one.made_at), one.words)))
