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
        self._helper = ThreadPoolExecutor(max_workers=1, thread_name_prefix="aside")
        self._over = False
        self._finished.connect(self._follow, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[DeskError], object] | None = None,
    ) -> None:
        """Do work in the database thread; `then(result)` follows in the window's thread.

        Once the work is over, nothing more is taken.
        """
        if self._over:
            return
        future = self._executor.submit(work)
        future.add_done_callback(partial(self._done, then, failed))

    def aside(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[DeskError], object] | None = None,
    ) -> None:
        """Do long work that does not use the open desk, beside the database thread.

        What follows is left out once the work with the desk is over: nobody is there to see it.
        """
        if not self._over:
            future = self._helper.submit(work)
            future.add_done_callback(partial(self._done_aside, then, failed))

    def finish(self, last: Callable[[], T], then: Callable[[T], object]) -> None:
        """Take no more work: after what was given comes `last`, and the thread ends.

        Nobody waits for it: `then(result)` follows in the window's thread.
        """
        if not self._over:
            self.run(last, then)
            self._over = True
            self._executor.shutdown(wait=False)
            self._helper.shutdown(wait=False)

    def close(self, last: Callable[[], object] | None = None) -> None:
        """Finish all work that was given, then `last`, and end the thread."""
        if last is not None and not self._over:
            self._executor.submit(last)
        self._over = True
        self._executor.shutdown(wait=True)
        self._helper.shutdown(wait=True)

    def _done(
        self,
        then: Callable[[Any], object] | None,
        failed: Callable[[DeskError], object] | None,
        future: "Future[Any]",
    ) -> None:
        """Hand a finished piece of work over to the window's thread."""
        self._finished.emit(partial(self._settle, then, failed, future))

    def _done_aside(
        self,
        then: Callable[[Any], object] | None,
        failed: Callable[[DeskError], object] | None,
        future: "Future[Any]",
    ) -> None:
        """Hand over work that was done aside, while somebody is there to see it."""
        self._finished.emit(partial(self._settle_aside, then, failed, future))

    def _settle_aside(
        self,
        then: Callable[[Any], object] | None,
        failed: Callable[[DeskError], object] | None,
        future: "Future[Any]",
    ) -> None:
        """Call what follows, unless the work with the desk is over."""
        if not self._over:
            self._settle(then, failed, future)

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
