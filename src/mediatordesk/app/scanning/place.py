"""Scans at their place: the desk is asked on its behalf."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject

from mediatordesk.app.asked.scan_desk import FiledScans, ScanDesk, ScanLook, TypedDay
from mediatordesk.app.feed import Feed
from mediatordesk.app.parts.progress import Progress
from mediatordesk.app.scanning.tab import ScanTab
from mediatordesk.app.tasks import Tasks
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _


class ScanPlace(QObject):
    """Reads and files scans in the database thread; what was read waits there until it is filed."""

    def __init__(self, tab: ScanTab, tasks: Tasks, desk: ScanDesk, feed: Feed) -> None:
        super().__init__()
        self._tab, self._tasks, self._desk, self._feed = tab, tasks, desk, feed
        self._case_id: UUID | None = None
        self._progress = Progress()
        tab.read_wanted.connect(self._read)
        tab.placed.connect(self._place)
        tab.forgotten.connect(self._forget)
        tab.file_wanted.connect(self._file)

    def show_case(self, case_id: UUID) -> None:
        """Put away what was read for another case."""
        if case_id != self._case_id:
            self._forget()
            self._case_id = case_id
            self._tab.start_over()

    def come_into_sight(self) -> None:
        """Nothing is read before somebody hands in scans."""

    def _read(self, paths: tuple[Path, ...]) -> None:
        """Read scans."""
        if self._case_id:
            self._tab.begin(_("The scans are being read …"))
            read = partial(self._desk.read, self._case_id, paths, self._watched().report)
            self._run(self._case_id, read)

    def _place(self, unread: int, paper: UUID, page: int) -> None:
        """Take somebody's word for which page an unread one is."""
        if self._case_id:
            place = partial(self._desk.place_by_hand, self._case_id, unread, paper, page)
            self._run(self._case_id, place)

    def _run(self, case_id: UUID, work: "partial[ScanLook]") -> None:
        """Do work, and show what the scans hold then, unless another case is in sight."""
        self._tasks.run(work, partial(self._show, case_id), partial(self._refuse, case_id))

    def _show(self, case_id: UUID, look: ScanLook) -> None:
        """Show what the scans hold."""
        if case_id == self._case_id:
            self._tab.show_look(look)

    def _refuse(self, case_id: UUID, error: DeskError) -> None:
        """Show why scans were not read or filed."""
        if case_id == self._case_id:
            self._tab.refuse(error)

    def _forget(self) -> None:
        """Put away what was read."""
        if self._case_id:
            self._tasks.run(partial(self._desk.forget, self._case_id))
            self._tab.start_over()

    def _file(self, days: tuple[TypedDay, ...]) -> None:
        """File what was read."""
        if self._case_id:
            self._tab.begin(_("The signed originals are being filed …"))
            report = self._watched().report
            work = partial(self._desk.file, self._case_id, days, report)
            then = partial(self._filed, self._case_id)
            self._tasks.run(work, then, partial(self._refuse, self._case_id))

    def _filed(self, case_id: UUID, filed: FiledScans) -> None:
        """Show what was filed; whoever shows the case reads it again."""
        if case_id == self._case_id:
            self._tab.show_filed(filed)
        if filed.change:
            self._feed.changed.emit(filed.change)

    def _watched(self) -> Progress:
        """Return what tells the window how far the work is."""
        self._progress = Progress()
        self._progress.moved.connect(self._tab.show_pages)
        return self._progress
