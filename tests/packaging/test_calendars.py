"""The calendars that the desk ships say what chinesecalendar says, day by day."""

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from mediatordesk.forms.calendars import read_calendar

FOLDER = Path(__file__).parents[2] / "resources" / "calendars"
YEARS = sorted(int(path.stem) for path in FOLDER.glob("*.toml"))


def test_the_years_of_the_open_cases_are_there() -> None:
    assert {2024, 2025, 2026} <= set(YEARS)


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_a_year_is_a_rest_day_where_the_library_has_one(year: int) -> None:
    calendar = read_calendar(FOLDER)
    length = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    year_days = [date(year, 1, 1) + timedelta(count) for count in range(length)]
    assert [day for day in year_days if calendar.is_rest_day(day)] == [
        day for day in year_days if chinese_calendar.is_holiday(day)
    ]


def test_the_labour_days_of_2025_are_the_notices() -> None:
    """国办发明电〔2024〕12号: off from 1 to 5 May, worked on 27 April."""
    calendar = read_calendar(FOLDER)
    assert [day for day in range(1, 10) if calendar.is_rest_day(date(2025, 5, day))] == [
        *range(1, 6)
    ]
    assert not calendar.is_rest_day(date(2025, 4, 27))


@pytest.mark.parametrize("year", YEARS)
def test_a_calendar_says_where_it_is_from(year: int) -> None:
    assert read_calendar(FOLDER).years[year].source
