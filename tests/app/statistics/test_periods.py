"""Periods by name."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.app.statistics.periods import Usual, days_of

TODAY = date(2025, 5, 12)


@pytest.mark.parametrize(
    ("usual", "first", "last"),
    [
        (Usual.THIS_MONTH, date(2025, 5, 1), date(2025, 5, 31)),
        (Usual.LAST_MONTH, date(2025, 4, 1), date(2025, 4, 30)),
        (Usual.THIS_QUARTER, date(2025, 4, 1), date(2025, 6, 30)),
        (Usual.THIS_YEAR, date(2025, 1, 1), date(2025, 12, 31)),
        (Usual.LAST_YEAR, date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_period_has_whole_months(usual: Usual, first: date, last: date) -> None:
    assert days_of(usual, TODAY) == (first, last)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_last_month_ends_the_day_before_this_month(today: date) -> None:
    this, last = days_of(Usual.THIS_MONTH, today), days_of(Usual.LAST_MONTH, today)
    assert last[1] + timedelta(days=1) == this[0]
    assert this[0] <= today <= this[1]
    assert days_of(Usual.THIS_QUARTER, today)[0] <= today <= days_of(Usual.THIS_QUARTER, today)[1]
