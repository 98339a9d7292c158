"""The notes of a case at their place: the desk is asked on their behalf."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from mediatordesk.app.asked.note_desk import Draft, NoteDesk, Notes
from mediatordesk.app.case_page.notes import NotesTab
from mediatordesk.app.feed import Feed
from mediatordesk.app.tasks import Tasks
from mediatordesk.core.changes import Change


class NotePlace(QObject):
    """Reads and enters notes in the database thread."""

    def __init__(self, tab: NotesTab, tasks: Tasks, desk: NoteDesk, feed: Feed) -> None:
        super().__init__()
        self._tab, self._tasks, self._desk, self._feed = tab, tasks, desk, feed
        self._case_id: UUID | None = None
        tab.entered.connect(self._write)
        tab.typed.connect(self._keep)

    def show_case(self, case_id: UUID) -> None:
        """Fetch the notes of a case; what was typed in another one is kept first."""
        if case_id != self._case_id:
            self._tab.flush()
            self._case_id = case_id
            self._tab.start_over()
        self._tasks.run(partial(self._desk.notes, case_id), partial(self._show, case_id))

    def _show(self, case_id: UUID, notes: Notes) -> None:
        """Show notes, unless another case is in sight by now."""
        if case_id == self._case_id:
            self._tab.show_notes(notes)

    def _keep(self, draft: Draft) -> None:
        """Keep what was typed so far."""
        if self._case_id:
            self._tasks.run(partial(self._desk.keep_draft, self._case_id, draft))

    def _write(self, draft: Draft) -> None:
        """Enter a note."""
        if self._case_id:
            case_id = self._case_id
            self._tasks.run(
                partial(self._desk.write, case_id, draft),
                partial(self._written, case_id, draft),
                partial(self._tab.refused, draft),
            )

    def _written(self, case_id: UUID, draft: Draft, change: Change) -> None:
        """Take note that a note was entered."""
        if case_id == self._case_id:
            self._tab.written(draft)
        self._feed.changed.emit(change)
