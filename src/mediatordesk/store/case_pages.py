"""Pages of the list of cases, by index: found, filtered, in an order, one page after another."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from mediatordesk.core.cases import CaseStatus
from mediatordesk.core.search_words import fits, folded
from mediatordesk.store.case_lines import (
    ASKED,
    OVER,
    READ,
    STAGES,
    CaseLine,
    Order,
    ids_text,
    line_from,
)
from mediatordesk.store.search_index import Waiting, index_if_many, waiting
from mediatordesk.store.search_questions import Question
from mediatordesk.store.search_texts import texts_of, why_found
from mediatordesk.store.store import Store

PAGE = 100
MOST_BY_INDEX = 5000
"""Lines of a page for which an index is followed; for more, all are read and sorted."""
MOST_COUNTED = 5000
"""Cases whose texts are read to count those found; of more, there are `more`."""
_OVER = f"stage IN ({', '.join(str(STAGES.index(one)) for one in STAGES if one in OVER)})"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which cases a list shows, and in what order."""

    find: str = ""
    """Words, all of which must stand somewhere in the case (core/search_words.py)."""
    status: CaseStatus | None = None
    over: bool | None = None
    """Only those that are closed, archived or not accepted; or only the others."""
    due_before: date | None = None
    order: Order = Order.NEWEST
    backwards: bool = False

    @property
    def falls(self) -> bool:
        """Tell whether the order falls: the newest cases stand first, all else rises."""
        return (self.order is Order.NEWEST) != self.backwards

    @property
    def index(self) -> str:
        """Return the index that has these lines in their order, and what they are chosen by."""
        by_status = self.status and self.order is Order.NEWEST
        return (Order.STATUS if by_status else self.order).index

    def keeps(self, line: CaseLine) -> bool:
        """Tell whether a line is among those asked for, what was typed aside."""
        return (
            self.status in {None, line.status}
            and self.over in {None, line.status in OVER}
            and (not self.due_before or bool(line.next_due and line.next_due < self.due_before))
        )

    def is_beyond(self, after: CaseLine | None) -> Callable[[CaseLine], bool]:
        """Return what tells whether a line stands after the last one of the page before."""
        if after is None:
            return lambda _line: True
        key = self.order.key
        last = key(after)
        return (lambda line: key(line) < last) if self.falls else (lambda line: key(line) > last)


@dataclass(frozen=True)
class Counts:
    """How many cases there are; `more` if there are more than were counted."""

    all: int
    in_hand: int
    late: int
    closed: int
    more: bool = False


def page_of_cases(
    store: Store, wanted: Wanted, *, after: CaseLine | None = None, limit: int = PAGE
) -> tuple[CaseLine, ...]:
    """Return a page of cases: those after the last line of the page before, `limit` at most."""
    index_if_many(store)
    is_beyond = wanted.is_beyond(after)
    with store.reading() as connection:
        cases = _Cases(connection, Question.of(wanted.find), waiting(store, connection))
        lines = [line for line in cases.changed(wanted) if is_beyond(line)]
        indexed = cases.indexed(wanted, after, limit)
        if lines:
            lines = sorted([*lines, *indexed], key=wanted.order.key, reverse=wanted.falls)[:limit]
        return cases.with_reasons(lines or list(indexed))


def count_cases(store: Store, find: str, today: date) -> Counts:
    """Count the cases that fit what was typed: all, in hand, late on a day, closed."""
    index_if_many(store)
    wanted = Wanted(find=find)
    with store.reading() as connection:
        cases = _Cases(connection, Question.of(find), waiting(store, connection))
        own = _counted(list(cases.changed(wanted)), today)
        if cases.question.exact:
            indexed = cases.counted(today)
        else:
            indexed = _counted(list(cases.indexed(wanted, None, MOST_COUNTED + 1)), today)
    return Counts(
        own.all + indexed.all,
        own.in_hand + indexed.in_hand,
        own.late + indexed.late,
        own.closed + indexed.closed,
        indexed.more,
    )


class _Cases(NamedTuple):
    """The cases as they stand at one moment, asked one question: the index and those that wait."""

    connection: Any
    question: Question
    waiting: Waiting

    def changed(self, wanted: Wanted) -> Iterator[CaseLine]:
        """Yield the waiting cases that are asked for, their texts read off their records."""
        words = self.question.words
        kept = {case: line for case, line in self.waiting.lines.items() if wanted.keeps(line)}
        texts = texts_of(self.connection, kept.keys()) if words else {}
        return (line for case, line in kept.items() if fits(words, texts.get(case, "")))

    def indexed(self, wanted: Wanted, after: CaseLine | None, limit: int) -> Iterator[CaseLine]:
        """Yield the first of the indexed cases that are asked for, without those that wait."""
        return islice(self._all_indexed(wanted, after, limit), limit)

    def _all_indexed(
        self, wanted: Wanted, after: CaseLine | None, limit: int
    ) -> Iterator[CaseLine]:
        index = wanted.index if limit <= MOST_BY_INDEX else ""
        hint, matches, match = self.question.condition(self.connection, index)
        conditions, values = _conditions(wanted, after)
        way = "DESC" if wanted.falls else "ASC"
        asked = (
            f"SELECT doc, {READ} FROM case_line {hint} WHERE {' AND '.join((*conditions, matches))}"
            f" ORDER BY {', '.join(f'{column} {way}' for column in wanted.order.value)}"
        )
        with closing(self.connection.execute(asked, (*values, *match))) as rows:
            for doc, *row in rows:
                is_known = row[0] not in self.waiting.cases
                if is_known and self.question.is_met(self.connection, doc):
                    yield line_from(row)

    def counted(self, today: date) -> Counts:
        """Count the indexed cases that match, without those that wait, by an index alone."""
        hint, matches, match = self.question.condition(self.connection, Order.NEXT_DUE.index)
        asked = (
            f"SELECT count(*), total({_OVER}), total(next_due < ?) "
            f"FROM case_line {hint} WHERE {matches}"
        )
        values: list[object] = [today.isoformat(), *match]
        if self.waiting.cases:
            asked += f" AND case_id NOT IN {ASKED}"
            values.append(ids_text(self.waiting.cases))
        count, closed, late = map(int, self.connection.execute(asked, values).fetchone())
        return Counts(count, count - closed, late, closed)

    def with_reasons(self, lines: Sequence[CaseLine]) -> tuple[CaseLine, ...]:
        """Return lines with why they were found, where number and title do not say it."""
        words = self.question.words
        if not words:
            return tuple(lines)
        hidden = {line.id.bytes for line in lines if not _shows(line, words)}
        found = why_found(self.connection, hidden, words)
        return tuple(
            replace(line, found=found[line.id.bytes]) if line.id.bytes in found else line
            for line in lines
        )


def _conditions(wanted: Wanted, after: CaseLine | None) -> tuple[list[str], list[object]]:
    """Return the SQL conditions for the lines of a page, and their values."""
    conditions, values = list[str](), list[object]()
    if wanted.status:
        conditions.append("stage = ?")
        values.append(STAGES.index(wanted.status))
    if wanted.over is not None:
        conditions.append(_OVER if wanted.over else f"NOT {_OVER}")
    if wanted.due_before:
        conditions.append("next_due < ?")
        values.append(wanted.due_before.isoformat())
    if after is not None:
        columns, sign = wanted.order.value, "<" if wanted.falls else ">"
        conditions.append(f"({', '.join(columns)}) {sign} ({', '.join('?' * len(columns))})")
        values += wanted.order.key(after)
    return conditions, values


def _counted(lines: Sequence[CaseLine], today: date) -> Counts:
    """Count lines; beyond MOST_COUNTED there are only `more`."""
    some = lines[:MOST_COUNTED]
    closed = sum(line.status in OVER for line in some)
    late = sum(line.next_due is not None and line.next_due < today for line in some)
    return Counts(len(some), len(some) - closed, late, closed, len(lines) > len(some))


def _shows(line: CaseLine, words: Sequence[str]) -> bool:
    """Tell whether number and title hold all the words."""
    shown = (folded(line.number), folded(line.title))
    return all(any(word in text for text in shown) for word in words)
