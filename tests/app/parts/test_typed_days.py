"""Days and months as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.app.parts.typed_days import day_typed, month_typed


@pytest.mark.parametrize(
    "text",
    [
        "2025-05-02",
        "2025-5-2",
        "2025.5.2",
        "2025/5/2",
        "2025年5月2日",
        "２０２５年５月２日",
        "20250502",
    ],
)
def test_a_day_is_understood_however_it_is_typed(text: str) -> None:
    assert day_typed(text) == "2025-05-02"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今天", "2025-03-01"),
        (" 昨天", "2025-02-28"),
        ("前天", "2025-02-27"),
        ("明天", "2025-03-02"),
    ],
)
def test_a_day_is_named_from_today(text: str, day: str) -> None:
    assert day_typed(text, date(2025, 3, 1)) == day


@pytest.mark.parametrize("text", ["2025-05", "2025年5月", "2025.5", "202505"])
def test_a_month_is_understood_however_it_is_typed(text: str) -> None:
    assert month_typed(text) == "2025-05"


@pytest.mark.parametrize("text", ["", "明天", "5月2日", "25-5-2", "2025"])
def test_what_is_no_day_stays_as_it_was_typed_to_be_refused(text: str) -> None:
    assert day_typed(text) == text


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_reads_back(day: date) -> None:
    assert day_typed(f"{day.year}年{day.month}月{day.day}日") == day.isoformat()
    assert day_typed(day.isoformat()) == day.isoformat()
