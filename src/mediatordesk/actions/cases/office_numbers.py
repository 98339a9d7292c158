"""Numbers in an office with several laptops: one gives them, each puts them on its own cases.

The registrar uses up a number for each accepted case of a colleague that has none, when it hears of
it. The colleague's laptop puts it on the case when it comes back, and not while somebody has signed
a paper that nothing has closed yet: signed papers never change. So no two laptops print the same
number, however long they are apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from mediatordesk.actions.cases.numbering import (
    CASE_SERIES,
    LOST_LETTERS,
    has_open_signatures,
    numbered_agreements,
    numbering_of,
    waiting_cases,
)
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.standing import standing_of
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import Change, Op
from mediatordesk.core.numbers import LastNumber, NumberUse, next_ordinal, number_text
from mediatordesk.core.records import added, changed
from mediatordesk.store.high_water import highest_number


def settle_numbers(desk: Desk) -> Change | None:
    """Give and take the numbers that an exchange has made due; None if there are none.

    It is called after every exchange that has brought something.
    """
    waiting = waiting_cases(desk)
    uses = {case.id: _use_of(desk, case) for case in waiting}
    ops = [
        *_given(desk, [case for case in waiting if not uses[case.id]]),
        *(op for case in waiting if (use := uses[case.id]) for op in _taken(desk, case, use)),
    ]
    return desk.commit(ops) if ops else None


def letter_of_mark(mark: str) -> str:
    """Return the letter of the device that registered a case: B of 临-B-0007 and 临-BK7Q-0001."""
    middle = mark.split("-")[1] if mark.count("-") > 1 else ""
    return middle[:-LOST_LETTERS] if len(middle) > LOST_LETTERS else middle


def _use_of(desk: Desk, case: Case) -> NumberUse | None:
    """Return the number that was used up for a case."""
    condition = "case_id = ? AND series = ? AND void_reason = '' ORDER BY year, ordinal"
    found = desk.store.where(NumberUse, condition, (case.id.bytes, CASE_SERIES))
    return found[0] if found else None


def _given(desk: Desk, cases: Sequence[Case]) -> Iterator[Op]:
    """Yield the uses of numbers for cases of colleagues, if this desk gives the office's."""
    known = numbering_of(desk)
    for case in cases:
        year = case.accepted_on.year if case.accepted_on else 0
        if not known.gives_numbers(year) or _is_of(case, known.standing.letter):
            continue
        here = highest_number(desk.store, CASE_SERIES, year)
        ordinal = next_ordinal(here, known.elsewhere, CASE_SERIES, year)
        yield added(NumberUse.of(desk.office.id, case.id, CASE_SERIES, year, ordinal))
        known = replace(known, given=(*known.given, LastNumber(CASE_SERIES, year, ordinal)))


def _taken(desk: Desk, case: Case, use: NumberUse) -> Iterator[Op]:
    """Yield what puts a number on a case, and on its agreements that were drawn up without one.

    Its own laptop does that, or the registrar in place of one that is gone.
    """
    standing, letter = standing_of(desk), letter_of_mark(case.mark)
    in_place = standing.is_registrar and letter not in standing.letters
    if not (_is_of(case, standing.letter) or in_place) or has_open_signatures(desk, case):
        return
    number = number_text(desk.office.number_prefix, date(use.year, 1, 1), use.ordinal)
    after = replace(case, number=number)
    yield changed(case, after)
    yield from numbered_agreements(desk, after)


def _is_of(case: Case, letter: str) -> bool:
    """Tell whether a case was registered at the device of a letter."""
    return letter_of_mark(case.mark) in ("", letter)
