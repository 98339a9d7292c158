"""Which backups are kept: a year of a desk that is backed up, day by day and with gaps."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from mediatordesk.core.backup_rotation import (
    ALWAYS,
    DAYS,
    HELD,
    MONTHS,
    WEEKS,
    BackupSet,
    kept_sets,
)

FIRST = date(2025, 1, 1)
DAYS_OF_CLOCKS = st.dates(min_value=date(1970, 1, 1), max_value=date(2099, 12, 31))


def backed_up_on(days: list[date]) -> list[BackupSet]:
    """Return what is left when a set is made on each of these days, and the old are removed."""
    left: list[BackupSet] = []
    for number, day in enumerate(days, start=1):
        left.append(BackupSet(number, day))
        kept = kept_sets(left)
        left = [one for one in left if one.number in kept]
    return left


def test_after_two_years_of_evenings_there_are_7_days_4_weeks_and_12_months() -> None:
    left = backed_up_on([FIRST + timedelta(days=n) for n in range(730)])
    days = [one.made_on for one in left]
    last = FIRST + timedelta(days=729)
    assert days[-7:] == [last - timedelta(days=n) for n in range(6, -1, -1)]
    assert len({day.isocalendar()[:2] for day in days}) >= WEEKS
    assert len({(day.year, day.month) for day in days}) == MONTHS
    assert len(left) <= DAYS + WEEKS + MONTHS


def test_of_several_backups_of_one_day_the_newest_is_kept_and_the_last_two_always() -> None:
    left = backed_up_on([FIRST, FIRST, FIRST, FIRST])
    assert [one.number for one in left] == [3, 4]


def test_a_desk_that_is_backed_up_once_a_year_keeps_the_last_few() -> None:
    left = backed_up_on([date(year, 6, 1) for year in range(2020, 2030)])
    assert [one.made_on.year for one in left] == [2026, 2027, 2028, 2029]


def test_one_backup_under_a_clock_of_2099_removes_none_of_the_others() -> None:
    days = [FIRST + timedelta(days=n) for n in range(60)]
    before = {one.number for one in backed_up_on(days)}
    after = {one.number for one in backed_up_on([*days, date(2099, 1, 1)])}
    assert len(before - after) <= 3  # the oldest day, week and month make room for that of 2099
    assert {59, 60, 61} <= after


def test_a_backup_under_a_clock_of_1970_is_kept_as_one_of_the_last_two() -> None:
    days = [FIRST + timedelta(days=n) for n in range(60)]
    assert {one.number for one in backed_up_on([*days, date(1970, 1, 1)])} >= {60, 61}


@given(st.lists(DAYS_OF_CLOCKS, max_size=60))
@settings(max_examples=300)
def test_whatever_the_clocks_say_the_last_two_stay_and_the_disk_does_not_fill(
    days: list[date],
) -> None:
    sets = [BackupSet(number, day) for number, day in enumerate(days)]
    kept = kept_sets(sets)
    assert kept >= {one.number for one in sets[-ALWAYS:]}
    assert len(kept) <= DAYS + WEEKS + MONTHS + ALWAYS
    assert kept_sets([one for one in sets if one.number in kept]) <= kept


@given(st.sets(st.integers(0, 900), min_size=3))
@settings(max_examples=200)
def test_what_was_erased_leaves_the_backups_a_year_later(offsets: set[int]) -> None:
    left = backed_up_on([FIRST + timedelta(days=n) for n in sorted(offsets)])
    newest = sorted(left, key=lambda one: one.number)
    assert all(one.made_on >= newest[-3].made_on - HELD for one in newest[-3:][:1] + left[:-ALWAYS])


@given(st.sets(st.integers(0, 300), min_size=1))
@settings(max_examples=200)
def test_the_newest_of_each_of_the_last_seven_days_is_there(offsets: set[int]) -> None:
    days = sorted(offsets)
    left = {one.made_on for one in backed_up_on([FIRST + timedelta(days=n) for n in days])}
    assert left >= {FIRST + timedelta(days=n) for n in days[-DAYS:]}
