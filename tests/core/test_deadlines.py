"""Deadlines: the vectors of domain.md 3.3 and what must hold for every period."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.deadlines import (
    Calendar,
    Deadline,
    PeriodTooLong,
    Unit,
    YearCalendar,
    deadline,
)


def _days(year: int, *texts: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(f"{year}-{text}") for text in texts)


# 国办发明电〔2024〕12号: holidays of 2025 that are weekdays, and weekend days worked in exchange.
YEAR_2025 = YearCalendar(
    _days(2025, "01-01", "01-28", "01-29", "01-30", "01-31", "02-03", "02-04", "04-04", "05-01",
          "05-02", "05-05", "06-02", "10-01", "10-02", "10-03", "10-06", "10-07", "10-08"),
    _days(2025, "01-26", "02-08", "04-27", "09-28", "10-11"),
)  # fmt: skip
YEAR_2024 = YearCalendar(
    _days(2024, "01-01", "02-12", "02-13", "02-14", "02-15", "02-16", "04-04", "04-05", "05-01",
          "05-02", "05-03", "06-10", "09-16", "09-17", "10-01", "10-02", "10-03", "10-04", "10-07"),
    _days(2024, "02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"),
)  # fmt: skip
CALENDAR = Calendar({2024: YEAR_2024, 2025: YEAR_2025})
UNKNOWN = Calendar()
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


def test_thirty_days_after_the_agreement_of_may_day_end_after_the_dragon_boat_feast() -> None:
    found = deadline(date(2025, 5, 1), 30, Unit.CALENDAR_DAY, CALENDAR)
    assert found == Deadline(date(2025, 6, 3), date(2025, 5, 31), date(2025, 5, 30), False)


def test_a_month_after_the_last_of_january_ends_with_february() -> None:
    assert deadline(date(2024, 1, 31), 1, Unit.MONTH, CALENDAR).due == date(2024, 2, 29)
    assert deadline(date(2023, 1, 31), 1, Unit.MONTH, UNKNOWN).due == date(2023, 2, 28)


def test_three_working_days_count_the_sunday_that_is_worked() -> None:
    found = deadline(date(2025, 9, 26), 3, Unit.WORKING_DAY, CALENDAR)
    assert found == Deadline(date(2025, 9, 30), None, date(2025, 9, 30), False)


def test_working_days_leap_over_a_holiday() -> None:
    assert deadline(date(2025, 9, 30), 1, Unit.WORKING_DAY, CALENDAR).due == date(2025, 10, 9)
    assert deadline(date(2025, 9, 30), 3, Unit.WORKING_DAY, CALENDAR).due == date(2025, 10, 11)


@pytest.mark.parametrize(
    ("day0", "length", "unit", "due"),
    [
        ("2024-02-29", 1, Unit.YEAR, "2025-02-28"),
        ("2024-02-29", 4, Unit.YEAR, "2028-02-29"),
        ("2023-12-31", 2, Unit.MONTH, "2024-02-29"),
        ("2024-03-31", 1, Unit.MONTH, "2024-04-30"),
        ("2024-11-30", 3, Unit.MONTH, "2025-02-28"),
        ("2024-12-15", 1, Unit.MONTH, "2025-01-15"),
        ("2024-02-28", 2, Unit.CALENDAR_DAY, "2024-03-01"),
        ("2025-02-28", 1, Unit.CALENDAR_DAY, "2025-03-01"),
        ("2024-12-31", 0, Unit.CALENDAR_DAY, "2024-12-31"),
    ],
)
def test_months_and_years_end_on_the_corresponding_day_or_the_months_end(
    day0: str, length: int, unit: Unit, due: str
) -> None:
    found = deadline(date.fromisoformat(day0), length, unit, CALENDAR, roll=False)
    assert found.due == date.fromisoformat(due)


def test_a_period_that_does_not_roll_keeps_its_rest_day_and_names_the_safe_day() -> None:
    found = deadline(date(2025, 5, 1), 30, Unit.CALENDAR_DAY, CALENDAR, roll=False)
    assert found == Deadline(date(2025, 5, 31), None, date(2025, 5, 30), False)


def test_a_year_without_a_notice_is_provisional() -> None:
    assert deadline(date(2025, 12, 20), 30, Unit.CALENDAR_DAY, CALENDAR).provisional
    assert not deadline(date(2025, 12, 1), 30, Unit.CALENDAR_DAY, CALENDAR).provisional
    assert not CALENDAR.is_known(date(2026, 1, 1))


def test_a_weekend_worked_in_exchange_is_no_rest_day() -> None:
    assert not CALENDAR.is_rest_day(date(2025, 9, 28))
    assert CALENDAR.is_rest_day(date(2025, 10, 8))
    assert CALENDAR.is_rest_day(date(2025, 10, 12))


@pytest.mark.parametrize("unit", [Unit.CALENDAR_DAY, Unit.MONTH, Unit.YEAR])
@pytest.mark.parametrize("length", [3_000_000, 10**12, -3_000_000])
def test_a_period_that_leads_out_of_the_calendar_is_refused(unit: Unit, length: int) -> None:
    with pytest.raises(PeriodTooLong):
        deadline(date(2025, 5, 1), length, unit, CALENDAR)


def test_the_last_day_of_the_calendar_has_no_day_after_it_to_roll_to() -> None:
    last = Calendar({9999: YearCalendar(frozenset({date.max}), frozenset())})
    with pytest.raises(PeriodTooLong):
        deadline(date(9999, 12, 1), 30, Unit.CALENDAR_DAY, last)


@given(DAYS, st.integers(0, 400), st.sampled_from(Unit), st.sampled_from([CALENDAR, UNKNOWN]))
def test_a_deadline_is_a_working_day_and_never_before_its_period(
    day0: date, length: int, unit: Unit, calendar: Calendar
) -> None:
    found = deadline(day0, min(length, 50) if unit is Unit.YEAR else length, unit, calendar)
    unrolled = found.rolled_from or found.due
    if length:
        assert not calendar.is_rest_day(found.due)
    assert not calendar.is_rest_day(found.safe_day)
    assert day0 <= unrolled <= found.due <= unrolled + timedelta(10)
    assert found.safe_day <= unrolled
    assert (found.rolled_from is None) == (found.due == unrolled)
