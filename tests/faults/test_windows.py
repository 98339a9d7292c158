"""Several windows on one file: they take turns, and nobody's work is lost or kept waiting."""

import functools
import time
from pathlib import Path

import pytest

from mediatordesk.core.cases import Case
from mediatordesk.core.sessions import Note
from mediatordesk.store import NotSaved
from tests.faults.desks import assert_whole, make_desk, numbers_of, once, opened, register
from tests.faults.tracing import at_once, beside
from tests.faults.work_windows import hold_the_file, work_for_a_while

FIELDS = ("facts", "committee", "mediator", "recorder")
"""What each of four windows corrects in the one case."""
PATIENCE = 5
"""Seconds that nobody has to wait for another window."""
HELD = 8
"""Seconds that the file is held."""


def together(place: Path, seconds: float) -> None:
    """Let four windows work at once, and look at what became of everything that they told."""
    works = [functools.partial(work_for_a_while, field, seconds) for field in FIELDS]
    outcomes = at_once(works, place)
    assert [outcome.code for outcome in outcomes] == [0] * len(FIELDS), outcomes
    said = [line.split(" ", 1) for outcome in outcomes for line in outcome.told]
    noted = [words for what, words in said if what == "noted"]
    registered = [number for what, number in said if what == "registered"]
    assert max(float(words) for what, words in said if what == "slowest") < PATIENCE
    with opened(place) as desk:
        assert_whole(desk)
        cases = desk.store.all(Case)
        assert sorted(one.text for one in desk.store.all(Note)) == sorted(noted)
        assert sorted(one.number for one in cases[1:]) == sorted(registered)
        assert numbers_of(desk, desk.clock.today().year) == [*range(1, len(cases) + 1)]
        for field in FIELDS:
            [*_, last] = [words for words in noted if words.startswith(field)]
            assert getattr(cases[0], field) == last
        times = [change.at for change in desk.store.changes_of(cases[0].id)]
        assert times == sorted(times)
        once(times)
        assert len(times) == len(noted) + 1


@pytest.mark.real
def test_four_windows_work_on_one_case_for_a_while(tmp_path: Path) -> None:
    make_desk(tmp_path)
    together(tmp_path, 2)


@pytest.mark.soak
def test_four_windows_work_on_one_case_for_a_minute(tmp_path: Path) -> None:
    make_desk(tmp_path)
    together(tmp_path, 60)


@pytest.mark.real
def test_a_file_that_is_held_for_eight_seconds_is_said_to_be_and_then_works(
    tmp_path: Path,
) -> None:
    make_desk(tmp_path)
    with opened(tmp_path) as desk, beside(hold_the_file, tmp_path) as told:
        assert next(told) == "held"
        started = time.monotonic()
        with pytest.raises(NotSaved, match="another program is using it") as refused:
            register(desk, "a<b")
        assert PATIENCE - 1 < time.monotonic() - started < HELD
        assert "other windows" in refused.value.lines()[2]
        assert len(desk.store.all(Case)) == 1
        assert next(told) == "free"
        register(desk, "a<b")
        assert_whole(desk)
