"""Ways out at their place: the desk is asked on their behalf."""

from functools import partial
from uuid import UUID

from mediatordesk.app.asked.way_desk import WayDesk, WaysOut
from mediatordesk.app.feed import Feed
from mediatordesk.app.parts.case_places import CasePlace
from mediatordesk.app.tasks import Tasks
from mediatordesk.app.ways_out.tab import WaysTab


class WaysPlace(CasePlace):
    """Works out the ways of a case only while they are in sight, or when they come there."""

    def __init__(self, tab: WaysTab, tasks: Tasks, desk: WayDesk, feed: Feed) -> None:
        super().__init__(tab)
        self._tab, self._tasks, self._desk, self._feed = tab, tasks, desk, feed
        tab.court_chosen.connect(self._choose_court)
        tab.court_named.connect(self._note_court)

    def _read(self, case_id: UUID) -> None:
        """Work the ways out."""
        ways = partial(self._desk.ways, case_id)
        self._tasks.run(ways, partial(self._show, case_id))

    def _show(self, case_id: UUID, told: WaysOut) -> None:
        """Show the ways, unless another case is in sight by now."""
        if case_id == self._case_id:
            self._tab.show_ways(told)

    def _note_court(self, agreement: UUID, name: str, district: str) -> None:
        """Enter a court into the register; whoever shows courts reads them again."""
        note = partial(self._desk.note_court, name, district)
        self._tasks.run(note, self._feed.changed.emit, partial(self._tab.refuse, agreement))

    def _choose_court(self, agreement: UUID, court: str) -> None:
        """Choose the court for the application; whoever shows the case reads it again."""
        if self._case_id:
            choose = partial(self._desk.choose_court, self._case_id, agreement, court)
            self._tasks.run(choose, self._feed.changed.emit, partial(self._tab.refuse, agreement))
