"""The list of cases as the window sees it: pages by number over an index that is walked."""

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.app.asked.case_questions import PAGE, Counts, Found, Kept, Question
from mediatordesk.app.asked.case_questions import Order as Column
from mediatordesk.store.case_lines import CaseLine, Order
from mediatordesk.store.case_pages import Wanted, count_cases, page_of_cases

_ORDERS = {
    Column.NUMBER: Order.NUMBER,
    Column.TITLE: Order.TITLE,
    Column.STATUS: Order.STATUS,
    Column.NEXT_DUE: Order.NEXT_DUE,
    Column.CHANGED: Order.CHANGED,
}


class OpenedLists:
    """Answers the list. It is used in the database thread only.

    The index gives what comes after a case; so the last case of each page that was read is kept,
    and a page further down is reached by walking from the nearest one.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._asked = Question(), Counts(desk.clock.today())
        self._ends: dict[int, CaseLine] = {}

    def found(self, question: Question, page: int) -> Found:
        """Return one page of the cases that a question asks for, with the counts."""
        counts = self._counts(question)
        if self._asked != (question, counts):
            self._asked, self._ends = (question, counts), {}
        return Found(counts, page, self._page(question, page))

    def _counts(self, question: Question) -> Counts:
        today = self._desk.clock.today()
        found = count_cases(self._desk.store, question.find, today)
        return Counts(today, found.all, found.in_hand, found.late, found.closed)

    def _page(self, question: Question, page: int) -> tuple[CaseLine, ...]:
        """Return a page, walking there from the nearest page before it whose end is known."""
        start = max((one + 1 for one in self._ends if one < page), default=0)
        after = self._ends.get(start - 1)
        wanted, lines = self._wanted(question), tuple[CaseLine, ...]()
        rows = (page + 1 - start) * PAGE
        lines = page_of_cases(self._desk.store, wanted, after=after, limit=rows)
        for number in range(start, page + 1):
            end = (number - start + 1) * PAGE
            if len(lines) >= end:
                self._ends[number] = lines[end - 1]
        return lines[(page - start) * PAGE :]

    def _wanted(self, question: Question) -> Wanted:
        """Return the question as the store asks it."""
        over = {Kept.IN_HAND: False, Kept.CLOSED: True}.get(question.kept)
        late = question.kept is Kept.LATE
        return Wanted(
            find=question.find,
            over=over,
            due_before=self._desk.clock.today() if late else None,
            order=_ORDERS[question.order] if question.order else Order.NEWEST,
            backwards=question.descending,
        )
