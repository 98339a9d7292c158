"""Days and amounts read as they should."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.dates import amount_text, day_text, due_word
from mediatordesk.core.money import fen_of

TODAY = date(2025, 5, 12)


@pytest.mark.parametrize(
    ("due", "word", "tone"),
    [
        (date(2025, 5, 10), "2 days late", Tone.RED),
        (date(2025, 5, 12), "due today", Tone.AMBER),
        (date(2025, 5, 19), "7 days left", Tone.AMBER),
        (date(2025, 5, 20), "8 days left", Tone.PLAIN),
    ],
)
def test_only_what_is_late_is_red(due: date, word: str, tone: Tone) -> None:
    assert due_word(due, TODAY) == (word, tone)


def test_an_amount_keeps_its_two_decimals() -> None:
    assert amount_text(3650000) == "36,500.00 yuan"
    assert amount_text(5) == "0.05 yuan"
    assert amount_text(None) == ""


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_every_amount_reads_back_as_it_is(fen: int) -> None:
    assert fen_of(amount_text(fen).removesuffix(" yuan")) == fen


def test_a_day_that_is_not_known_is_nothing() -> None:
    assert day_text(None) == ""
    assert day_text(date(2025, 6, 3)) == "2025-06-03"
