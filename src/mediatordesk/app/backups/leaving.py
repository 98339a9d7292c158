"""At the end of the day's work: a backup that is due is made before the window closes."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mediatordesk.app.asked.backup_desk import BackupDesk, BackupWork
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import label
from mediatordesk.app.parts.progress import Progress, ProgressLine
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.app.tasks import Tasks
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _

_LETTERS = 30


class LeavingDialog(QDialog):
    """Shows that today's backup is being made, and lets it be skipped."""

    def __init__(self, parent: QWidget, appearance: Appearance) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Backup before closing"))
        self.setModal(True)
        self.progress = ProgressLine(appearance, _("Skip and close"))
        self.progress.stopped.connect(self._skip)
        self._words = WrappedLabel("mute")
        self._words.show_text(_("Everything is saved already; this is the copy for bad days."))
        unit = appearance.look.unit
        box = QVBoxLayout(self)
        box.setContentsMargins(unit * 4, unit * 3, unit * 4, unit * 3)
        box.setSpacing(unit * 2)
        box.addWidget(label(_("Today's backup is being made"), "title"))
        box.addWidget(self._words)
        box.addWidget(self.progress)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("字") * _LETTERS)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take the cross of the window, and Escape, as the wish to skip."""
        event.ignore()
        self.progress.stop.click()

    def reject(self) -> None:
        """Skip the backup with Escape."""
        self.progress.stop.click()

    def _skip(self) -> None:
        """Say that it was heard; the work ends at its next step."""
        self.progress.words.show_text(_("Stopping …"))


class Leaving(QObject):
    """Makes the backups that are due, then lets the window close; nothing keeps it open for good.

    A backup that fails does not keep anybody at the desk: the status line tells tomorrow.
    """

    def __init__(
        self, window: QWidget, appearance: Appearance, tasks: Tasks, desk: BackupDesk
    ) -> None:
        super().__init__()
        self._window, self._appearance = window, appearance
        self._tasks, self._desk = tasks, desk
        self.dialog: LeavingDialog | None = None
        self._asked = False

    def begin(self, then: Callable[[], object]) -> None:
        """Make what is due, then go on."""
        if not self._asked:
            self._asked = True
            leave = partial(self._end, then)
            due = partial(self._desk.due, closing=True)
            self._tasks.run(due, partial(self._make, then), lambda _error: leave())

    def _make(self, then: Callable[[], object], place: Path | None) -> None:
        """Make the backup that is due."""
        if place is None:
            self._end(then)
            return
        order = partial(self._desk.work, place, only_check=False)
        self._tasks.run(order, partial(self._watch, then), partial(self._failed, then))

    def _watch(self, then: Callable[[], object], work: BackupWork) -> None:
        """Show how far the backup is, and let it be skipped."""
        progress = Progress()
        self.dialog = dialog = LeavingDialog(self._window, self._appearance)
        progress.moved.connect(dialog.progress.show_progress)
        dialog.progress.stopped.connect(progress.stop)
        dialog.progress.begin("")
        dialog.show()
        back_up = partial(work, progress.report)
        self._tasks.aside(back_up, lambda _words: self._end(then), partial(self._failed, then))

    def _failed(self, then: Callable[[], object], _error: DeskError) -> None:
        """Close all the same; what was skipped or failed is due again next time."""
        self._end(then)

    def _end(self, then: Callable[[], object]) -> None:
        """Take the dialog away and go on."""
        if self.dialog:
            self.dialog.hide()
            self.dialog.deleteLater()
            self.dialog = None
        then()
