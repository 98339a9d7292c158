"""Clocks astray: saving is never refused, what was written later is shown, all desks agree."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import CHINA, Value
from mediatordesk.core.clock import Clock
from mediatordesk.core.records import added, changed
from mediatordesk.store import Store
from tests.faults.desks import assert_whole, make_desk, opened, register
from tests.store.exchange import hand_over, state

OPERATOR = UUID(int=1)
START = datetime(2026, 11, 22, 9, tzinfo=CHINA)
YEAR = timedelta(365)
FIRST, LAST = datetime(1970, 1, 1, 8, tzinfo=CHINA), datetime(2099, 12, 31, 23, tzinfo=CHINA)
ASTRAY = {
    "in 1970": [FIRST] * 4,
    "in 2099": [LAST] * 4,
    "a year forth and back": [START, START + YEAR, START, START - YEAR] * 2,
    "ever further back": [START - YEAR * number for number in range(6)],
    "from end to end": [FIRST, LAST] * 3,
}
"""What a clock says at each save."""


def at(moment: datetime) -> Clock:
    """Return a clock that says this, and that nobody doubts."""
    return Clock(lambda: moment)


@pytest.mark.parametrize("clock", ASTRAY)
def test_every_save_is_kept_in_its_order_and_numbered_in_the_year_of_the_clock(
    clock: str, tmp_path: Path
) -> None:
    make_desk(tmp_path, at(datetime(2001, 1, 1, tzinfo=CHINA)))
    given_out = Counter[int]()
    with opened(tmp_path) as desk:
        first = desk.store.all(Case)[0].id
        for number, moment in enumerate(ASTRAY[clock]):
            correct(desk.at(at(moment)), first, f"第{number}次更正")
            given_out[moment.year] += 1
            case = register(desk.at(at(moment)), f"第{number}案")
            assert case.number == f"（{moment.year}）正阳人调字第{given_out[moment.year]}号"
        corrections = [f"第{number}次更正" for number in range(len(ASTRAY[clock]))]
        assert facts_of(desk, first)[1:] == corrections
        assert desk.store.get(Case, first).facts == corrections[-1]
        assert_whole(desk)


def correct(desk: Desk, case_id: UUID, facts: str) -> None:
    """Write the facts of a case anew."""
    case = desk.store.get(Case, case_id)
    desk.commit([changed(case, replace(case, facts=facts))])


def facts_of(desk: Desk, case_id: UUID) -> list[Value]:
    """Return what the history of a case says about its facts, in its order."""
    return [
        cell.value
        for change in desk.store.changes_of(case_id)
        for op in change.ops
        for cell in op.cells
        if (op.table, cell.column) == ("case", "facts")
    ]


def test_a_clock_that_is_set_back_between_two_windows_changes_nothing(tmp_path: Path) -> None:
    make_desk(tmp_path)
    with opened(tmp_path, clock=at(LAST)) as one, opened(tmp_path, clock=at(FIRST)) as other:
        case_id = one.store.all(Case)[0].id
        for number in range(3):
            correct(one, case_id, f"2099 {number}")
            correct(other, case_id, f"1970 {number}")
            assert one.store.get(Case, case_id).facts == f"1970 {number}"
        said = [f"{year} {number}" for number in range(3) for year in (2099, 1970)]
        assert facts_of(one, case_id)[1:] == facts_of(other, case_id)[1:] == said
        assert_whole(one)


@contextmanager
def two_desks() -> Iterator[tuple[Store, Store]]:
    """Yield two desks that hold one case."""
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        stores = tuple(
            Store.create(Path(folder), bytes(32), replica=replica, clock=at(START))
            for folder, replica in ((one, b"a" * 8), (other, b"b" * 8))
        )
        first, second = stores
        first.commit(OPERATOR, [added(Case(pack="people", title="O'Brien & Sons 与 a<b"))])
        hand_over(first, second)
        yield first, second
        first.close()
        second.close()


Step = tuple[int, datetime, bool]
"""Which desk saves, what its clock says, and whether it hands over what it has afterwards."""
MOMENTS = st.datetimes(FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None)).map(
    lambda moment: moment.replace(tzinfo=CHINA)
)
STEPS = st.lists(st.tuples(st.integers(0, 1), MOMENTS, st.booleans()), min_size=1, max_size=8)


def agree(steps: list[Step]) -> None:
    """Take steps on two desks, exchange everything, and compare what they show."""
    with two_desks() as desks:
        for number, (place, moment, handed) in enumerate(steps):
            desk = desks[place].at(at(moment))
            [case] = desk.all(Case)
            desk.commit(OPERATOR, [changed(case, replace(case, facts=f"{number}"))])
            if handed:
                hand_over(desk, desks[1 - place])
                assert desks[1 - place].problems() == ()
        for giver, taker in (desks, desks[::-1]):
            hand_over(giver, taker)
        assert state(desks[0]) == state(desks[1])
        if saw_all(steps):
            assert desks[0].all(Case)[0].facts == f"{len(steps) - 1}"


def saw_all(steps: list[Step]) -> bool:
    """Tell whether the last save was made in knowledge of all others: then it is the last word."""
    *before, (last, _, _) = steps
    others = [handed for place, _, handed in before if place != last]
    return not others or others[-1]


@settings(max_examples=12, deadline=None)
@given(STEPS)
def test_two_desks_whatever_their_clocks_say_show_the_same(steps: list[Step]) -> None:
    agree(steps)


@pytest.mark.soak
@settings(max_examples=1500, deadline=None)
@given(STEPS)
def test_two_desks_show_the_same_a_thousand_times(steps: list[Step]) -> None:
    agree(steps)
