"""Long work with the desk, step by step, so that what somebody types meanwhile is done between."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from mediatordesk.app.tasks import Tasks
from mediatordesk.core.errors import DeskError
from mediatordesk.core.statistics import Progress

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class _Work:
    """One piece of work: what follows a step of it, its result, and a refusal."""

    came: Callable[[Progress], object]
    then: Callable[[Any], object]
    failed: Callable[[DeskError], object]


class LongWork(QObject):
    """Does one piece of work at a time; a new one, or `stop`, ends the one before.

    Each step runs in the database thread and is asked for when the one before is over, so other
    work with the desk waits for one step at most. What follows runs in the window's thread.
    """

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._work: _Work | None = None

    @property
    def is_going_on(self) -> bool:
        """Tell whether something is being done."""
        return self._work is not None

    def start(
        self,
        begin: Callable[[], Iterator[Progress | T]],
        came: Callable[[Progress], object],
        then: Callable[[T], object],
        failed: Callable[[DeskError], object],
    ) -> None:
        """Begin work: `came` follows each step, `then` what comes last, `failed` a refusal."""
        self._work = work = _Work(came, then, failed)
        self._tasks.run(begin, partial(self._go_on, work), partial(self._fail, work))

    def stop(self) -> None:
        """Take no further step, and forget what was found."""
        self._work = None

    def _go_on(self, work: _Work, steps: Iterator[Any]) -> None:
        """Ask for the next step, unless the work was stopped."""
        if work is self._work:
            took = partial(self._took, work, steps)
            self._tasks.run(partial(next, steps), took, partial(self._fail, work))

    def _took(self, work: _Work, steps: Iterator[Any], result: object) -> None:
        """Go on after a step, or hand over what came last."""
        if work is not self._work:
            return
        if isinstance(result, Progress):
            work.came(result)
            self._go_on(work, steps)
        else:
            self._work = None
            work.then(result)

    def _fail(self, work: _Work, error: DeskError) -> None:
        """Say why the work came to nothing, unless nobody waits for it."""
        if work is self._work:
            self._work = None
            work.failed(error)
