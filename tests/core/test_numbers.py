"""Legal numbers: what is next, and how a person says which was the last."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.numbers import LastNumber, next_ordinal, number_from_text, number_text


def test_the_next_number_is_above_those_here_and_those_used_elsewhere() -> None:
    elsewhere = (LastNumber("人调字", 2025, 12), LastNumber("人调字", 2024, 99))
    assert next_ordinal(3, elsewhere, "人调字", 2025) == 13
    assert next_ordinal(14, elsewhere, "人调字", 2025) == 15
    assert next_ordinal(0, elsewhere, "人调字", 2026) == 1
    assert next_ordinal(0, elsewhere, "临-A", 0) == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", (None, 12)),
        (" 12 ", (None, 12)),
        ("0", (None, 0)),
        ("2025/12", (2025, 12)),
        ("2025/0", (2025, 0)),
        ("（2025）正阳人调字第12号", (2025, 12)),
        ("(2025)正阳2村人调字第12号", (2025, 12)),
        ("〔2025〕正阳人调字12", (2025, 12)),
        ("2025年第12号", (2025, 12)),
        ("", None),
        ("twelve", None),
        ("-1", None),
        ("2025/", None),
        ("1; DROP TABLE number_use", None),
    ],
)
def test_a_number_is_read_as_it_is_printed(text: str, number: tuple[int | None, int]) -> None:
    assert number_from_text(text) == number


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Nd"]), max_size=8),
    st.dates(min_value=date(1970, 1, 1)),
    st.integers(1, 99999),
)
def test_what_is_printed_is_read_back(prefix: str, day: date, ordinal: int) -> None:
    assert number_from_text(number_text(prefix, day, ordinal)) == (day.year, ordinal)


@given(st.integers(0, 9999), st.integers(0, 10**6))
def test_a_logged_number_is_read_back(year: int, ordinal: int) -> None:
    last = LastNumber("人调字", year, ordinal)
    assert LastNumber.from_text(last.text) == last


@pytest.mark.parametrize("text", ["", "人调字", "人调字/2025", "人调字/x/1", "a/b/c/d", "/", "//"])
def test_other_text_is_no_logged_number(text: str) -> None:
    assert LastNumber.from_text(text) is None
