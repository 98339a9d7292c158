"""What the desk does while nobody waits for it: the search is prepared for what changed."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from mediatordesk.app.asked.case_desk import CaseDesk
from mediatordesk.app.feed import Feed
from mediatordesk.app.tasks import Tasks

_AFTER = 3_000
"""Milliseconds after the last change before this begins."""
_BETWEEN = 200
"""Milliseconds between two steps, so that what somebody wants comes first."""
_STEP = 100
"""Cases that are prepared in one step."""


class QuietWork(QObject):
    """Prepares the search step by step, and sleeps until something changes again."""

    def __init__(self, tasks: Tasks, desk: CaseDesk, feed: Feed) -> None:
        super().__init__()
        self._tasks, self._desk = tasks, desk
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        feed.changed.connect(self.start)
        self.start()

    def start(self) -> None:
        """Begin once it is quiet."""
        self._timer.start(_AFTER)

    def stop(self) -> None:
        """Begin no more: the desk is being closed."""
        self._timer.stop()

    def _step(self) -> None:
        """Do one step."""
        self._tasks.run(partial(self._desk.index_pending, _STEP), self._go_on)

    def _go_on(self, waiting: int) -> None:
        """Go on while something waits."""
        if waiting:
            self._timer.start(_BETWEEN)
