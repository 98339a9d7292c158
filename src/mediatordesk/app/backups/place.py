"""The screen for backups at its place in the program: the desk is asked on its behalf."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mediatordesk.app.asked.backup_desk import BackupDesk, BackupWork
from mediatordesk.app.backups.screen import BackupScreen
from mediatordesk.app.parts.notices import Notice
from mediatordesk.app.parts.progress import Progress
from mediatordesk.app.tasks import Tasks
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _


class BackupRoom(QObject):
    """Makes and checks backups in the database thread."""

    changed = Signal()

    def __init__(
        self, screen: BackupScreen, tasks: Tasks, desk: BackupDesk, notice: Notice
    ) -> None:
        super().__init__()
        self.screen = screen
        self._tasks, self._desk, self._notice = tasks, desk, notice
        self._progress = Progress()
        screen.backup_wanted.connect(self.back_up)
        screen.check_wanted.connect(self._check)
        screen.place_added.connect(self._add)
        screen.place_forgotten.connect(self._forget)

    def read_again(self) -> None:
        """Read again how the backups stand."""
        self._tasks.run(self._desk.standing, self.screen.show_backups, self.screen.refuse)

    def focus(self) -> None:
        """Give the keyboard to the list of places."""
        self.screen.list.setFocus()

    def back_up(self, place: Path) -> None:
        """Make a backup at a place."""
        self._begin(place, _("A backup is being made and checked …"), only_check=False)

    def _check(self, place: Path) -> None:
        """Check the newest backup of a place."""
        words = _("The newest backup is being opened and checked …")
        self._begin(place, words, only_check=True)

    def _begin(self, place: Path, words: str, *, only_check: bool) -> None:
        """Begin long work at a place."""
        self.screen.begin(words)
        order = partial(self._desk.work, place, only_check=only_check)
        self._tasks.run(order, self._carry_out, self.screen.refuse)

    def _carry_out(self, work: BackupWork) -> None:
        """Do long work aside, so that the desk can be used meanwhile."""
        self._tasks.aside(partial(work, self._watched().report), self._done, self._failed)

    def _failed(self, error: DeskError) -> None:
        """Say why there is no backup; it may have been stopped."""
        self.screen.refuse(error)
        self.read_again()

    def _add(self, path: Path) -> None:
        """Take backups at one more place."""
        words = _("Backups go to “{place}” from now on.").format(place=path.name or str(path))
        self._tasks.run(
            partial(self._desk.add_place, path), lambda _none: self._done(words), self.screen.refuse
        )

    def _forget(self, path: Path) -> None:
        """Take no more backups at a place."""
        words = _("No more backups go to “{place}”; those that lie there stay.")
        said = words.format(place=path.name or str(path))
        self._tasks.run(
            partial(self._desk.forget_place, path),
            lambda _none: self._done(said),
            self.screen.refuse,
        )

    def _watched(self) -> Progress:
        """Return a new progress that the screen shows and can stop."""
        self._progress = Progress()
        self._progress.moved.connect(self.screen.progress.show_progress)
        self.screen.progress.stopped.connect(self._progress.stop)
        return self._progress

    def _done(self, words: str) -> None:
        """Say what was done, and show how the backups stand now."""
        self.screen.end()
        self._notice.say(words)
        self.read_again()
        self.changed.emit()
