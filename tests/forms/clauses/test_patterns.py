"""Patterns end soon, and quote the words as they were typed."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediatordesk.forms.clauses.patterns import PatternFault, Words, validate


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$",
        "a*",
        ".{0,}x",
        "(ab){3}",
        ".{0,5000}",
        "(",
        "(?=a)",
        r"(a)\1",
        "[[a]",
        "x" * 500,
        ".{0,20}a" * 6,
    ],
)
def test_a_pattern_that_could_run_long_is_refused(pattern: str) -> None:
    with pytest.raises(PatternFault):
        validate(pattern)


@given(st.text(alphabet="ab.{0,3}|()[]?职滞", max_size=40), st.text(alphabet="ab职滞", max_size=80))
@settings(max_examples=300, deadline=None)
def test_whatever_is_let_through_ends_soon(pattern: str, text: str) -> None:
    try:
        validate(pattern)
    except PatternFault:
        return
    begun = time.process_time()
    Words.of(text * 10).quote([pattern])
    assert time.process_time() - begun < 1


def test_the_worst_pattern_that_is_let_through_ends_soon() -> None:
    pattern = "[^，]{0,30}a" * 4
    validate(pattern)
    begun = time.process_time()
    assert Words.of("a" * 60 + "b" * 1000).without(["b"]).quote([pattern + "z"]) is None
    assert time.process_time() - begun < 5


def test_the_quote_is_what_was_typed() -> None:
    words = Words.of("职工 放弃 追缴 滞纳金，　今后不得 再 投诉。")
    assert words.quote(["放弃.{0,4}滞纳金"]) == "放弃 追缴 滞纳金"
    assert words.quote(["不得再投诉"]) == "不得 再 投诉"
    assert words.quote(["举报"]) is None


def test_lawful_words_are_masked_and_the_rest_is_still_seen() -> None:
    words = Words.of("不得阻止对方举报，但不得再举报").without(["不得阻止对方举报"])
    assert words.quote(["不得.{0,4}举报"]) == "不得再举报"


def test_parts_stand_between_commas_and_stops_without_brackets() -> None:
    words = Words.of("公司于6月28日（含当日，以核定为准）办理；金额1,200.00元，由公司承担。")
    assert words.parts() == ("公司于6月28日办理", "金额1200.00元", "由公司承担")


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    words = Words.of(text)
    assert len(words.places) == len(words.text)
    assert not any(mark.isspace() for mark in words.text)
    assert (words.quote([".{1,30}"]) or "") in text
