"""Wrong clocks on real desks: everything is saved, marked, and shown in the order it was known."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mediatordesk.core.changes import CHINA, TimeFlag
from mediatordesk.core.clock import Clock
from mediatordesk.core.parties import Party
from mediatordesk.store import Store

from .conftest import KEY, MORNING
from .exchange import hand_over, rename, state


def under(store: Store, moment: datetime) -> Store:
    """Return a store under a clock that stands."""
    return store.at(Clock(lambda: moment))


@pytest.mark.parametrize("year", [1970, 2099])
def test_nothing_is_refused_and_the_later_edit_is_shown(
    pair: tuple[Store, Store], year: int
) -> None:
    one, other = pair
    wrong = under(one, MORNING.replace(year=year))
    rename(wrong, "王晓明")
    hand_over(one, other)
    rename(other, "覃𬭎")
    hand_over(other, one)
    assert state(one) == state(other)
    assert one.all(Party)[0].name == "覃𬭎"
    flags = [change.flag for change in one.changes_of(one.all(Party)[0].case_id)]
    assert flags == [TimeFlag.CLOCK, TimeFlag.BAD_CLOCK, TimeFlag.CLOCK]
    assert [change.moment.year for change in one.changes_of(one.all(Party)[0].case_id)] == [
        2026
    ] * 3
    assert one.problems() == ()


def test_a_clock_that_jumps_loses_nothing(filled: Store) -> None:
    for number in range(30):
        year = 1970 if number % 2 else 2099
        rename(under(filled, datetime(year, 1, 1, tzinfo=CHINA)), f"{number}")
    rename(filled, "王晓明")
    assert (filled.head().seq, filled.all(Party)[0].name) == (32, "王晓明")
    assert filled.problems() == ()


def test_the_centres_time_is_remembered_and_never_goes_back(filled: Store, tmp_path: Path) -> None:
    filled.trust_time(MORNING + timedelta(days=30))
    filled.trust_time(MORNING)
    rename(filled, "王晓明")
    again = Store.open(tmp_path / "a", KEY, clock=Clock(lambda: MORNING))
    rename(again, "覃𬭎")
    changes = again.changes_of(again.all(Party)[0].case_id)
    assert [change.flag for change in changes[1:]] == [TimeFlag.BAD_CLOCK] * 2
    rename(under(again, MORNING + timedelta(days=31)), "a<b")
    assert again.changes_of(again.all(Party)[0].case_id)[-1].flag is TimeFlag.CLOCK
    again.close()
