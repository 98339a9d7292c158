"""The page of a case at its place in the program: the desk is asked on its behalf."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mediatordesk.app.asked.case_desk import OpenedCase, PageDesk
from mediatordesk.app.case_page.material_place import MaterialPlace
from mediatordesk.app.case_page.note_place import NotePlace
from mediatordesk.app.case_page.page import CasePage
from mediatordesk.app.elements.place import ElementPlace
from mediatordesk.app.feed import Feed
from mediatordesk.app.file_page.place import FilePlace
from mediatordesk.app.findings.place import FindingPlace
from mediatordesk.app.handing_over.place import HandoverPlace
from mediatordesk.app.parts.notices import Notice
from mediatordesk.app.scanning.place import ScanPlace
from mediatordesk.app.signing.place import SigningPlace
from mediatordesk.app.tasks import Tasks
from mediatordesk.app.ways_out.place import WaysPlace
from mediatordesk.core.changes import Change
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Paper


class Waiting(Protocol):
    """The place of a part of the page that is read only once it is in sight."""

    def show_case(self, case_id: UUID) -> None:
        """Take note that a case is shown, or that something in it was saved."""

    def come_into_sight(self) -> None:
        """Read what is shown, if that was not done since something was saved."""


class CaseRoom(QObject):
    """Reads a case and saves what is typed on its page; nothing typed is left behind unsaved."""

    refused = Signal()

    def __init__(
        self, page: CasePage, tasks: Tasks, desk: PageDesk, feed: Feed, notice: Notice
    ) -> None:
        super().__init__()
        self._page, self._tasks, self._desk, self._feed = page, tasks, desk, feed
        self._after_saving: Callable[[], object] | None = None
        self._materials = MaterialPlace(page.materials, tasks, desk.materials, feed, notice)
        self._notes = NotePlace(page.notes, tasks, desk.notes, feed)
        self._elements = ElementPlace(page.elements, tasks, desk.elements, feed)
        self._findings = FindingPlace(page.findings, tasks, desk.findings, feed)
        self._ways = WaysPlace(page.ways, tasks, desk.ways, feed)
        self._signing = SigningPlace(page.signing, tasks, desk.signing, feed, notice)
        self._handover = HandoverPlace(page.handover, tasks, desk.handover, feed)
        self._waiting: dict[QWidget, Waiting] = {
            page.findings: self._findings,
            page.signing: self._signing,
            page.file: FilePlace(page.file, tasks, desk.case_files, feed, notice),
            page.scans: ScanPlace(page.scans, tasks, desk.scans, feed),
            page.ways: self._ways,
            page.handover: self._handover,
        }
        page.came_into_sight.connect(self._come_into_sight)
        self._elements.saved.connect(self._go_on)
        self._elements.refused.connect(self._stay)
        page.text_entered.connect(self._save_text)
        page.paper_wanted.connect(self._want_paper)

    def read_again(self, today: date) -> None:
        """Show the case in sight as it stands now."""
        if self._page.case_id:
            read = partial(self._desk.case, self._page.case_id)
            self._tasks.run(read, partial(self._show_again, today))

    def show(self, opened: OpenedCase, today: date) -> None:
        """Show a case on its page, with its material and notes."""
        case_id = opened.file.case.id
        self._materials.show_case(case_id)
        self._notes.show_case(case_id)
        names = {party.id: party.name for party in opened.file.parties}
        self._elements.show_case(case_id, names)
        self._page.show_case(opened, today)
        for place in self._waiting.values():
            place.show_case(case_id)

    def once_saved(self, step: Callable[[], object]) -> None:
        """Take a step away from the page once nothing typed would be lost."""
        if self._page.unsaved:
            self._after_saving = step
            self._page.flush()
        else:
            self._page.flush()
            step()

    def _come_into_sight(self, part: QWidget) -> None:
        """Let a part that has just come into sight be read, if it was not yet."""
        place = self._waiting.get(part)
        if place:
            place.come_into_sight()

    def _show_again(self, today: date, opened: OpenedCase) -> None:
        """Show a case again, unless another one is in sight by now."""
        if opened.file.case.id == self._page.case_id:
            self.show(opened, today)

    def _save_text(self, case_id: UUID, field: str, text: str) -> None:
        """Save what was typed."""
        self._tasks.run(
            partial(self._desk.save_text, case_id, field, text),
            partial(self._saved, case_id, text),
            partial(self._not_saved, case_id),
        )

    def _saved(self, case_id: UUID, text: str, change: Change) -> None:
        """Take note that a text was saved, and go on with what waited for it."""
        if case_id == self._page.case_id:
            self._page.saved(text)
        self._feed.changed.emit(change)
        self._go_on()

    def _go_on(self) -> None:
        """Go on with what waited until something was saved."""
        waiting, self._after_saving = self._after_saving, None
        if waiting:
            self.once_saved(waiting)

    def _not_saved(self, case_id: UUID, error: DeskError) -> None:
        """Show why a text was not saved; the window stays where it was typed."""
        self._after_saving = None
        if case_id == self._page.case_id:
            self.refused.emit()
            self._page.refused(error)

    def _stay(self) -> None:
        """Stay where an answer was refused: what waited does not happen."""
        self._after_saving = None
        self.refused.emit()
        self._page.tabs.setCurrentWidget(self._page.elements)

    def _want_paper(self, paper: Paper) -> None:
        """Fetch a paper for its preview."""
        self._tasks.run(partial(self._desk.pdf_of, paper), partial(self._show_pdf, paper))

    def _show_pdf(self, paper: Paper, data: bytes) -> None:
        """Show a paper; a damaged file is said."""
        try:
            self._page.show_pdf(paper.id, data)
        except DeskError as error:
            self._tasks.refused.emit(error)
