"""The list of cases at its place in the program: the desk is asked on its behalf."""

from dataclasses import replace
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject

from mediatordesk.app.asked.case_questions import PAGE, Found, Kept, Order, Question
from mediatordesk.app.case_list.screen import CaseListScreen
from mediatordesk.app.tasks import Tasks


class ListDesk(Protocol):
    """The desk as the list sees it."""

    def found(self, question: Question, page: int) -> Found:
        """Return one page of the cases that a question asks for, with the counts."""


class CaseListRoom(QObject):
    """Asks the desk; an answer that nobody waits for any more is not even looked for."""

    def __init__(self, screen: CaseListScreen, tasks: Tasks, desk: ListDesk) -> None:
        super().__init__()
        self.screen = screen
        self._tasks, self._desk = tasks, desk
        self.question = Question()
        screen.kept_chosen.connect(self._keep)
        screen.order_chosen.connect(self._order)
        screen.page_wanted.connect(self._fetch_page)

    def read_again(self) -> None:
        """Ask the same question again, for the page that is in sight."""
        self._ask(self.question, self.screen.table.page_in_sight())

    def focus(self) -> None:
        """Give the keyboard to the table."""
        self.screen.table.setFocus()

    def search(self, find: str) -> None:
        """List the cases that fit what is searched for."""
        self._ask(replace(self.question, find=find), 0)

    def _keep(self, kept: Kept) -> None:
        """List what another filter keeps."""
        self._ask(replace(self.question, kept=kept), 0)

    def _order(self, order: Order | None, descending: bool) -> None:  # noqa: FBT001 - a slot
        """List the cases in another order."""
        self._ask(replace(self.question, order=order, descending=descending), 0)

    def _ask(self, question: Question, page: int) -> None:
        """Ask a question."""
        self.question = question
        self._tasks.run(partial(self._answer, question, page), partial(self._show, question))

    def _fetch_page(self, page: int) -> None:
        """Fetch one more page of the present answer."""
        question = self.question
        self._tasks.run(partial(self._answer, question, page), partial(self._show_page, question))

    def _answer(self, question: Question, page: int) -> Found | None:
        """Answer in the database thread, unless something else was asked since."""
        if question != self.question:
            return None
        found = self._desk.found(question, page)
        if page * PAGE >= found.counts.of(question.kept) > 0:  # the list has become shorter
            return self._desk.found(question, 0)
        return found

    def _show(self, question: Question, found: Found | None) -> None:
        """Show an answer, if it is still wanted."""
        if found and question == self.question:
            self.screen.show_found(question, found)

    def _show_page(self, question: Question, found: Found | None) -> None:
        """Show one more page, if it is still wanted."""
        if found and question == self.question:
            self.screen.show_page(found)
