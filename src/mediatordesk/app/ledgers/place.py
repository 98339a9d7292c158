"""A ledger at its place in the program: the desk is asked on its screen's behalf."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from mediatordesk.app.asked.element_desk import Row
from mediatordesk.app.asked.ledger_desk import Entered, LedgerDesk
from mediatordesk.app.feed import Feed
from mediatordesk.app.ledgers.screen import LedgerScreen
from mediatordesk.app.ledgers.words import LedgerWords
from mediatordesk.app.parts.notices import Notice
from mediatordesk.app.tasks import Tasks
from mediatordesk.core.changes import Change
from mediatordesk.core.texts import _


class LedgerRoom(QObject):
    """Reads and enters the lines of a ledger in the database thread."""

    def __init__(
        self,
        screen: LedgerScreen,
        words: LedgerWords,
        tasks: Tasks,
        desk: LedgerDesk,
        feed: Feed,
        notice: Notice,
    ) -> None:
        super().__init__()
        self.screen = screen
        self._words, self._tasks, self._desk = words, tasks, desk
        self._feed, self._notice = feed, notice
        screen.months.wanted.connect(self._show_month)
        screen.entered.connect(self._enter)
        screen.taken_out.connect(self._take_out)
        screen.save_wanted.connect(self._save)

    def read_again(self) -> None:
        """Read again the month in sight."""
        self._show_month(self.screen.months.month)

    def focus(self) -> None:
        """Give the keyboard to the button for a new line."""
        self.screen.add.setFocus()

    def _show_month(self, month: str) -> None:
        """Show a month."""
        read = partial(self._desk.ledger, month)
        self._tasks.run(read, self.screen.show_ledger, self.screen.refuse)

    def _enter(self, row: Row) -> None:
        """Enter a line."""
        self._tasks.run(
            partial(self._desk.enter, row.answers), self._say_entered, self.screen.refuse
        )

    def _take_out(self, key: str, reason: str) -> None:
        """Take out a line."""
        take_out = partial(self._desk.take_out, key, reason)
        self._tasks.run(take_out, self._say_taken_out, self.screen.refuse)

    def _save(self, month: str, path: Path) -> None:
        """Save a month as a workbook."""
        save = partial(self._desk.save, month, path)
        self._tasks.run(save, self._say_saved, self.screen.refuse)

    def _say_entered(self, entered: Entered) -> None:
        """Say that a line was entered, and what is worth saying about it."""
        self.screen.saved()
        self._notice.say("\n".join(filter(None, (_(self._words.entered), entered.words))))
        self._feed.changed.emit(entered.change)

    def _say_taken_out(self, change: Change) -> None:
        """Say that a line was taken out."""
        self._notice.say(_(self._words.taken_out))
        self._feed.changed.emit(change)

    def _say_saved(self, path: Path) -> None:
        """Say where the workbook lies."""
        self._notice.say(_("The table was saved as “{file}”.").format(file=path.name))
