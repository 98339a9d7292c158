"""The backup of the evening: made quietly while the window is open."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from mediatordesk.app.asked.backup_desk import BackupDesk, BackupWork
from mediatordesk.app.parts.progress import Progress
from mediatordesk.app.tasks import Tasks
from mediatordesk.core.errors import DeskError

_LOOK = 15 * 60_000
"""Milliseconds between two looks whether a backup is due."""
_FIRST = 60_000
"""Milliseconds after the start before the first look: nobody waits for a backup then."""


class EveningBackup(QObject):
    """Makes a backup when one is due; one that fails is due again, and the status line tells."""

    made = Signal()

    def __init__(self, tasks: Tasks, desk: BackupDesk) -> None:
        super().__init__()
        self._tasks, self._desk = tasks, desk
        self._busy = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_FIRST)

    def stop(self) -> None:
        """Look no more: the desk is being closed."""
        self._timer.stop()

    def look(self) -> None:
        """Make a backup if one is due."""
        self._timer.start(_LOOK)
        if not self._busy:
            due = partial(self._desk.due, closing=False)
            self._tasks.run(due, self._order, lambda _error: None)

    def _order(self, place: Path | None) -> None:
        """Order the backup that is due."""
        if place is not None:
            self._busy = True
            order = partial(self._desk.work, place, only_check=False)
            self._tasks.run(order, self._make, self._failed)

    def _make(self, work: BackupWork) -> None:
        """Make the backup aside."""
        self._tasks.aside(partial(work, Progress().report), self._done, self._failed)

    def _done(self, _words: str) -> None:
        """Say that there is a new backup."""
        self._busy = False
        self.made.emit()

    def _failed(self, _error: DeskError) -> None:
        """Try again at the next look."""
        self._busy = False
