"""Figures add up: by every group, to every total, and rates are cut as they say."""

from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.statistics import (
    By,
    Counted,
    Rounding,
    a_year,
    change,
    group_of,
    groups_between,
    ratio,
    tabulate,
    ten_thousands,
    time_group,
)

HALF_UP, TRUNCATE = Rounding.HALF_UP, Rounding.TRUNCATE
COUNTED = st.builds(
    Counted,
    column=st.sampled_from(["accepted", "accepted_by_type.02", "agreement_amount"]),
    on=st.dates(date(2023, 1, 1), date(2025, 12, 31)),
    amount=st.integers(1, 10**13),
    kind=st.sampled_from(["01", "02", "99", ""]),
    office=st.sampled_from(["正阳村人民调解委员会", "O'Brien & Sons", "a<b"]),
    source=st.sampled_from(["1", "2", "3"]),
)


@given(st.lists(COUNTED), st.sampled_from(By))
def test_every_column_adds_up_to_its_total_by_any_group(counted: list[Counted], by: By) -> None:
    grid = tabulate(iter(counted), by)
    added: defaultdict[str, int] = defaultdict(int)
    for row in grid.rows.values():
        for column, amount in row.items():
            added[column] += amount
    assert added == dict(grid.total)
    assert grid.total == {
        column: sum(one.amount for one in counted if one.column == column)
        for column in {one.column for one in counted}
    }


@given(st.lists(COUNTED), st.sampled_from(By))
def test_a_cell_is_what_was_counted_in_its_group(counted: list[Counted], by: By) -> None:
    grid = tabulate(iter(counted), by)
    for key, row in grid.rows.items():
        for column, amount in row.items():
            within = [one for one in counted if group_of(one, by) == key and one.column == column]
            assert amount == sum(one.amount for one in within)


@given(st.lists(COUNTED))
def test_months_add_up_to_quarters_and_quarters_to_years(counted: list[Counted]) -> None:
    months, quarters, years = (tabulate(counted, by) for by in (By.MONTH, By.QUARTER, By.YEAR))
    for year, row in years.rows.items():
        inside = [one for key, one in quarters.rows.items() if key.startswith(f"{year}-Q")]
        assert row == {column: sum(one.get(column, 0) for one in inside) for column in row}
    assert months.total == quarters.total == years.total


@pytest.mark.parametrize(
    ("day", "by", "key"),
    [
        (date(2025, 1, 31), By.MONTH, "2025-01"),
        (date(2025, 12, 1), By.MONTH, "2025-12"),
        (date(2025, 3, 31), By.QUARTER, "2025-Q1"),
        (date(2025, 4, 1), By.QUARTER, "2025-Q2"),
        (date(2024, 12, 31), By.QUARTER, "2024-Q4"),
        (date(2024, 2, 29), By.YEAR, "2024"),
    ],
)
def test_a_day_lies_in_its_month_quarter_and_year(day: date, by: By, key: str) -> None:
    assert time_group(day, by) == key


def test_months_without_a_case_have_a_line_too() -> None:
    first, last = date(2024, 11, 30), date(2025, 2, 1)
    assert groups_between(first, last, By.MONTH) == ("2024-11", "2024-12", "2025-01", "2025-02")
    assert groups_between(first, last, By.QUARTER) == ("2024-Q4", "2025-Q1")
    assert groups_between(first, last, By.YEAR) == ("2024", "2025")


@pytest.mark.parametrize(
    ("numerator", "denominator", "decimals", "rounding", "shown"),
    [
        (4167 * 100, 5448, 2, TRUNCATE, "76.48"),
        (4167 * 100, 5448, 2, HALF_UP, "76.49"),
        (1649 * 100, 5448, 2, HALF_UP, "30.27"),
        (5962 * 100, 6498, 2, HALF_UP, "91.75"),
        (5962 * 100, 6498, 2, TRUNCATE, "91.75"),
        (6498, 4, 1, HALF_UP, "1624.5"),
        (5962, 4, 1, HALF_UP, "1490.5"),
        (1, 8, 2, HALF_UP, "0.13"),
        (0, 7, 2, HALF_UP, "0.00"),
        (7, 7, 0, TRUNCATE, "1"),
    ],
)
def test_a_rate_is_cut_as_it_says(
    numerator: int, denominator: int, decimals: int, rounding: Rounding, shown: str
) -> None:
    assert str(ratio(numerator, denominator, decimals=decimals, rounding=rounding)) == shown


def test_nothing_is_divided_by_nothing() -> None:
    assert ratio(3, 0, decimals=2, rounding=HALF_UP) is None


@given(st.integers(0, 10**15), st.integers(1, 10**9), st.integers(0, 6))
def test_a_rate_is_that_of_exact_fractions(numerator: int, denominator: int, decimals: int) -> None:
    exact = Fraction(numerator, denominator)
    step = Fraction(1, 10**decimals)
    cut = ratio(numerator, denominator, decimals=decimals, rounding=TRUNCATE)
    near = ratio(numerator, denominator, decimals=decimals, rounding=HALF_UP)
    assert cut is not None
    assert near is not None
    assert 0 <= exact - Fraction(cut) < step
    assert -step / 2 <= exact - Fraction(near) < step / 2
    assert near - cut in {0, Decimal(1).scaleb(-decimals)}


@given(st.integers(0, 10**15))
def test_ten_thousands_have_two_decimals_half_up(fen: int) -> None:
    exact = (Decimal(fen) / 1_000_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert ten_thousands(fen) == exact
    assert len(str(ten_thousands(fen)).partition(".")[2]) == 2


@pytest.mark.parametrize(
    ("now", "before", "shown"),
    [(140, 200, "-30.00"), (200, 140, "42.86"), (5, 5, "0.00"), (0, 3, "-100.00"), (1, 0, None)],
)
def test_a_change_is_told_in_percent_of_what_was(now: int, before: int, shown: str | None) -> None:
    told = change(now, before, decimals=2, rounding=Rounding.HALF_UP)
    assert (None if told is None else str(told)) == shown


def test_what_is_cut_off_of_a_change_is_cut_towards_nothing() -> None:
    cut = change(1, 3, decimals=2, rounding=Rounding.TRUNCATE)
    assert (cut, change(1, 3, decimals=2, rounding=Rounding.HALF_UP)) == (
        Decimal("-66.66"),
        Decimal("-66.67"),
    )


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_year_later_is_the_same_day_of_the_year_but_for_the_leap_day(day: date) -> None:
    later = a_year(day, 1)
    leap = (day.month, day.day) == (2, 29)
    assert (later.month, later.day) == ((2, 28) if leap else (day.month, day.day))
    assert later.year == day.year + 1
