"""The screen for statistics at its place in the program: the desk is asked on its behalf."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from mediatordesk.app.asked.statistics_desk import (
    Asking,
    FigureLine,
    StatisticsDesk,
)
from mediatordesk.app.feed import Feed
from mediatordesk.app.long_work import LongWork
from mediatordesk.app.parts.notices import Notice
from mediatordesk.app.statistics.screen import StatisticsScreen
from mediatordesk.app.tasks import Tasks
from mediatordesk.core.texts import _


class StatisticsRoom(QObject):
    """Counts step by step; figures are counted when it is said, not after every save."""

    def __init__(
        self,
        screen: StatisticsScreen,
        tasks: Tasks,
        desk: StatisticsDesk,
        feed: Feed,
        notice: Notice,
    ) -> None:
        super().__init__()
        self.screen = screen
        self._tasks, self._desk, self._notice = tasks, desk, notice
        self._counting, self._looking = LongWork(tasks), LongWork(tasks)
        feed.changed.connect(screen.show_stale)
        screen.wanted.connect(self._count)
        screen.stop_wanted.connect(self._stop)
        screen.looked_into.connect(self._look_into)
        screen.save_wanted.connect(self._save)

    def read_again(self) -> None:
        """Leave the figures as they were counted: counting takes a while on a large desk."""

    def focus(self) -> None:
        """Give the keyboard to the button that counts."""
        self.screen.asking.count.setFocus()

    def _count(self, asking: Asking) -> None:
        """Count the figures of a period."""
        self._looking.stop()
        self._counting.start(
            partial(self._desk.count, asking),
            self.screen.show_progress,
            self.screen.show_figures,
            self.screen.refuse,
        )

    def _stop(self) -> None:
        """Count no further."""
        self._counting.stop()
        self.screen.show_stopped()

    def _look_into(self, asking: Asking, line: FigureLine, key: str) -> None:
        """List what makes up a figure."""
        self._looking.start(
            partial(self._desk.sources, asking, line.name, key),
            partial(self.screen.show_looking, line.name, key),
            partial(self.screen.show_sources, line.name, key),
            self.screen.refuse,
        )

    def _save(self, asking: Asking, path: Path) -> None:
        """Save the figures as a workbook."""
        save = partial(self._desk.save, asking, path)
        self._tasks.run(save, self._say_saved, self.screen.refuse)

    def _say_saved(self, path: Path) -> None:
        """Say where the workbook lies."""
        self._notice.say(_("The figures were saved as “{file}”.").format(file=path.name))
