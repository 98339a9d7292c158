"""Work that takes time: one thread owns the database, the window's thread only shows."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from mediatordesk.core.errors import DeskError

T = TypeVar("T")


class Tasks(QObject):
    """Runs work in the database thread, in the order it was given.

    What follows runs in the window's thread. A `DeskError` goes to `failed`, or to `refused` if
    none was given; anything else is our mistake and is raised in the window's thread, where
    `sys.excepthook` is the one place for it.
    """

    refused = Signal(DeskError)
    _finished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        self._finished.connect(self._follow, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[DeskError], object] | None = None,
    ) -> None:
        """Do work in the database thread; `then(result)` follows in the window's thread."""
        future = self._executor.submit(work)
        future.add_done_callback(partial(self._done, then, failed))

    def close(self, last: Callable[[], object] | None = None) -> None:
        """Finish all work that was given, then `last`, and end the thread."""
        if last is not None:
            self._executor.submit(last)
        self._executor.shutdown(wait=True)

    def _done(
        self,
        then: Callable[[Any], object] | None,
        failed: Callable[[DeskError], object] | None,
        future: "Future[Any]",
    ) -> None:
        """Hand a finished piece of work over to the window's thread."""
        self._finished.emit(partial(self._settle, then, failed, future))

    def _follow(self, settle: Callable[[], None]) -> None:
        """Go on with what follows a piece of work; runs in the window's thread."""
        settle()

    def _settle(
        self,
        then: Callable[[Any], object] | None,
        failed: Callable[[DeskError], object] | None,
        future: "Future[Any]",
    ) -> None:
        """Call what follows a result or a refusal; raise our own mistakes."""
        try:
            result = future.result()
        except DeskError as error:
            (failed or self.refused.emit)(error)
            return
        if then is not None:
            then(result)


def in_database_thread() -> bool:
    """Tell whether the caller runs in a database thread."""
    return threading.current_thread().name.startswith("database")
