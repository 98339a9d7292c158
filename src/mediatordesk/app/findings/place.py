"""Agreements and findings at their place: the desk is asked on their behalf."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from mediatordesk.app.asked.finding_desk import Before, Checked, FindingDesk, Unread
from mediatordesk.app.feed import Feed
from mediatordesk.app.findings.tab import FindingsTab
from mediatordesk.app.tasks import Tasks


class FindingPlace(QObject):
    """Looks at a case before a step; only while the place is in sight, or when it comes there."""

    def __init__(self, tab: FindingsTab, tasks: Tasks, desk: FindingDesk, feed: Feed) -> None:
        super().__init__()
        self._tab, self._tasks, self._desk, self._feed = tab, tasks, desk, feed
        self._case_id: UUID | None = None
        self._stale = True
        tab.wanted.connect(self._check)
        tab.director.decided.connect(self._release)

    def show_case(self, case_id: UUID) -> None:
        """Take note that a case is shown, or that something in it was saved."""
        if case_id != self._case_id:
            self._case_id = case_id
            self._tab.start_over()
        self._stale = True
        if self._tab.isVisible():
            self.come_into_sight()

    def come_into_sight(self) -> None:
        """Look at the case, if that was not done since something was saved."""
        if self._stale:
            self._check(self._tab.before)

    def _check(self, before: Before) -> None:
        """Look at the case before a step."""
        if self._case_id:
            self._stale = False
            check = partial(self._desk.checked, self._case_id, before)
            self._tasks.run(check, partial(self._show, self._case_id))

    def _show(self, case_id: UUID, checked: Checked) -> None:
        """Show what was found, unless another case or step is in sight by now."""
        if case_id == self._case_id and checked.before is self._tab.before:
            self._tab.show_checked(checked)

    def _release(self, unread: tuple[Unread, ...], director: str, reason: str) -> None:
        """Note the director's word; whoever shows the case reads it again."""
        if self._case_id:
            release = partial(self._desk.release, self._case_id, unread, director, reason)
            self._tasks.run(release, self._feed.changed.emit, self._tab.director.refused)
