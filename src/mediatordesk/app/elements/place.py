"""The pack's fields at their place: the desk is asked on their behalf."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from mediatordesk.app.asked.element_desk import Element, ElementDesk, ElementKey, Row
from mediatordesk.app.elements.tab import ElementsTab
from mediatordesk.app.feed import Feed
from mediatordesk.app.tasks import Tasks
from mediatordesk.core.changes import Change
from mediatordesk.core.errors import DeskError


class ElementPlace(QObject):
    """Reads and saves answers in the database thread; says when one was saved or refused."""

    saved = Signal()
    refused = Signal()

    def __init__(self, tab: ElementsTab, tasks: Tasks, desk: ElementDesk, feed: Feed) -> None:
        super().__init__()
        self._tab, self._tasks, self._desk, self._feed = tab, tasks, desk, feed
        self._case_id: UUID | None = None
        tab.entered.connect(self._enter)
        tab.row_entered.connect(self._enter_row)
        tab.row_typed.connect(self._keep_row)
        tab.row_taken_out.connect(self._take_out_row)
        tab.row_put_back.connect(self._put_back_row)

    def show_case(self, case_id: UUID, parties: Mapping[UUID, str]) -> None:
        """Fetch what a case's pack asks; what was typed in another case is said first."""
        if case_id != self._case_id:
            self._tab.flush()
            self._case_id = case_id
            self._tab.start_over()
        show = partial(self._show, case_id, parties)
        self._tasks.run(partial(self._desk.elements, case_id), show)

    def _show(
        self, case_id: UUID, parties: Mapping[UUID, str], elements: tuple[Element, ...]
    ) -> None:
        """Show the fields, unless another case is in sight by now."""
        if case_id == self._case_id:
            self._tab.show_elements(elements, parties)

    def _enter(self, key: ElementKey, text: str) -> None:
        """Save an answer."""
        if case_id := self._case_id:
            self._tasks.run(
                partial(self._desk.enter, case_id, key, text),
                partial(self._entered, case_id, key, text),
                partial(self._refuse, case_id, key),
            )

    def _enter_row(self, key: ElementKey, row: Row) -> None:
        """Save a row."""
        if case_id := self._case_id:
            self._tasks.run(
                partial(self._desk.enter_row, case_id, key, row),
                partial(self._row_entered, case_id, key),
                partial(self._refuse, case_id, key),
            )

    def _take_out_row(self, key: ElementKey, row: str, place: int) -> None:
        """Take a row out of its table; it can be put back at its place."""
        if case_id := self._case_id:
            self._tasks.run(
                partial(self._desk.take_out_row, case_id, key, row),
                partial(self._row_gone, case_id, key, row, place),
                partial(self._refuse, case_id, key),
            )

    def _put_back_row(self, key: ElementKey, row: str, place: int) -> None:
        """Put a row back that was taken out."""
        if case_id := self._case_id:
            self._tasks.run(
                partial(self._desk.put_back_row, case_id, key, row, place),
                self._feed.changed.emit,
                partial(self._refuse, case_id, key),
            )

    def _keep_row(self, key: ElementKey, row: Row | None) -> None:
        """Keep what was typed of a row so far."""
        if case_id := self._case_id:
            self._tasks.run(partial(self._desk.keep_row, case_id, key, row))

    def _entered(self, case_id: UUID, key: ElementKey, text: str, change: Change) -> None:
        """Take note that an answer was saved."""
        if case_id == self._case_id:
            self._tab.saved(key, text)
        self._feed.changed.emit(change)
        self.saved.emit()

    def _row_entered(self, case_id: UUID, key: ElementKey, change: Change) -> None:
        """Take note that a row was saved."""
        if case_id == self._case_id:
            self._tab.row_saved(key)
        self._feed.changed.emit(change)

    def _row_gone(self, case_id: UUID, key: ElementKey, row: str, place: int, now: Change) -> None:
        """Take note that a row was taken out."""
        if case_id == self._case_id:
            self._tab.row_gone(key, row, place)
        self._feed.changed.emit(now)

    def _refuse(self, case_id: UUID, key: ElementKey, error: DeskError) -> None:
        """Show why something was not saved, beside its field."""
        if case_id == self._case_id:
            self.refused.emit()
            self._tab.refused(key, error)
