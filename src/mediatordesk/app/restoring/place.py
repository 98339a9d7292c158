"""Restoring at its place: backups are listed and made into desks in the database thread."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mediatordesk.app.asked.backup_desk import RestoreDesk, Restoring
from mediatordesk.app.restoring.form import RestoreForm
from mediatordesk.app.tasks import Tasks


class RestorePlace(QObject):
    """Lists backups, makes a desk of one, and says where it is."""

    restored = Signal(Path)

    def __init__(self, form: RestoreForm, tasks: Tasks, desk: RestoreDesk) -> None:
        super().__init__()
        self._form, self._tasks, self._desk = form, tasks, desk
        form.place_chosen.connect(self._list)
        form.wanted.connect(self._restore)

    def _list(self, place: Path) -> None:
        """List the backups of a place."""
        show = partial(self._form.show_sets, place)
        self._tasks.run(partial(self._desk.sets, place), show, self._form.refuse)

    def _restore(self, wanted: Restoring) -> None:
        """Make a desk from a backup."""
        self._form.begin()
        self._tasks.run(partial(self._desk.restore, wanted), self._made, self._form.refuse)

    def _made(self, folder: Path) -> None:
        """Say where the new desk is."""
        self._form.end()
        self.restored.emit(folder)
