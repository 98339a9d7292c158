"""Clocks that are wrong: noticed, marked, not followed into the future, never a reason to stop."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.changes import CHINA, TimeFlag, moment_of, tick
from mediatordesk.core.clock_trust import BUILT, ClockTrust

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=CHINA)
CLOCKS = st.integers(0, 4_102_444_799).map(lambda second: datetime.fromtimestamp(second, CHINA))
"""From 1970 to 2099."""


def judged(
    now: datetime, last: datetime | None = None, trust: ClockTrust | None = None
) -> TimeFlag:
    """Return how far a clock is believed."""
    seen = tick(0, last) if last else 0
    return (trust or ClockTrust()).judged(now, TimeFlag.CLOCK, seen, 1000.0)[1]


@pytest.mark.parametrize("year", [1970, 2025, 2099])
def test_a_clock_of_another_time_is_marked(year: int) -> None:
    assert judged(NOON.replace(year=year)) is TimeFlag.BAD_CLOCK


def test_a_clock_that_went_back_more_than_a_day_is_marked() -> None:
    assert judged(NOON, NOON + timedelta(hours=23)) is TimeFlag.CLOCK
    assert judged(NOON, NOON + timedelta(hours=25)) is TimeFlag.BAD_CLOCK


def test_a_clock_before_or_far_after_the_centres_word_is_marked() -> None:
    trust = ClockTrust(NOON, heard=1000.0 - 3600)  # an hour ago
    assert judged(NOON - timedelta(seconds=1), trust=trust) is TimeFlag.BAD_CLOCK
    assert judged(NOON + timedelta(hours=24.9), trust=trust) is TimeFlag.CLOCK
    assert judged(NOON + timedelta(hours=25.1), trust=trust) is TimeFlag.BAD_CLOCK


def test_a_clock_of_2099_is_not_followed() -> None:
    seen = tick(0, NOON)
    at, _ = ClockTrust().judged(NOON.replace(year=2099), TimeFlag.CLOCK, seen, 0.0)
    assert (at, moment_of(at).year) == (seen + 1, 2027)
    first, _ = ClockTrust().judged(NOON.replace(year=2099), TimeFlag.CLOCK, 0, 0.0)
    assert moment_of(first) == BUILT


def test_what_a_person_typed_is_theirs() -> None:
    at, flag = ClockTrust().judged(NOON.replace(year=2025), TimeFlag.TYPED, 0, 0.0)
    assert (moment_of(at).year, flag) == (2025, TimeFlag.TYPED)


@given(st.lists(CLOCKS, max_size=30))
def test_time_goes_on_whatever_the_clock_does(clocks: list[datetime]) -> None:
    last = 0
    for now in clocks:
        at, _ = ClockTrust().judged(now, TimeFlag.CLOCK, last, 0.0)
        assert at > last
        last = at
