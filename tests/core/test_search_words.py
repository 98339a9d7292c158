"""What it means that a case is found; the grams of an index miss nothing of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.records import tidy
from mediatordesk.core.search_words import (
    KEPT_FREE,
    LONGEST_SHOWN,
    MOST_TYPED,
    fits,
    folded,
    forms_of,
    grams_needed,
    grams_of,
    part_with,
    search_text,
    words_of,
)

HARD = "王小明覃𬭎单于曾区NguyễnĐức０１２12aXxﬁ'\"*%_()（〔[&<·-, \n"
some_text = st.text(alphabet=HARD, max_size=14) | st.text(max_size=14)


def found(typed: str, *fields: str, name: str = "", title: str = "") -> bool:
    """Tell whether a case that says this is found by what was typed."""
    return fits(words_of(typed), search_text(fields, (name,), (title,)))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("nguyen van duc", "Nguyễn Văn Đức"),
        ("Nguyễn", "nguyen"),
        ("１３８", "13800138000"),
        ("450405198503150x", "45040519850315０X"),
        ("(2026)正阳", "〔2026〕正阳人调字第3号"),
        ("（2026）正阳人调字", "（ 2026 ）正阳人调字第3号"),
        ("小明", "王 小明"),
        ("o'brien", "O’Brien & O'Brien"),
        ("𬭎", "覃𬭎"),
        ("80013", "138-0013-8000"),
        ("0013-80", "138-0013-8000"),
        ("%", "100%"),
        ("a<b", "说 a<b 的"),
    ],
)
def test_what_is_meant_is_found(typed: str, said: str) -> None:
    assert found(typed, said)


def test_all_words_must_stand_somewhere() -> None:
    assert found("土地 小明 138", "土地承包", "13800138000", name="王小明")
    assert not found("土地 小红", "土地承包", name="王小明")


def test_a_word_does_not_reach_from_one_thing_into_the_next() -> None:
    assert not found("地王", "土地", "王小明")
    assert not found("mxw", name="王小明", title="")


@pytest.mark.parametrize("typed", ["wxm", "xm", "W", "wx"])
def test_a_name_is_found_by_initials(typed: str) -> None:
    assert found(typed, name="王小明")


def test_a_title_is_found_by_three_initials_and_not_by_two() -> None:
    assert found("tdcb", title="土地承包纠纷")
    assert found("cbj", title="土地承包纠纷")
    assert not found("td", title="土地承包纠纷")


def test_a_long_name_counts_as_a_title() -> None:
    assert found("nyjx", name="长洲区农业机械公司")
    assert not found("ny", name="长洲区农业机械公司")


def test_nothing_typed_finds_everything_and_too_much_is_cut() -> None:
    assert words_of(" \u200b\t") == ()
    assert fits((), "")
    assert len("".join(words_of("王" * 1_000_000))) == MOST_TYPED


def test_of_a_long_text_the_part_around_the_word_is_shown() -> None:
    said = "甲" * 60 + "Nguyễn  Văn\nĐức" + "乙" * 60
    part = part_with(said, ["vanduc"])
    assert part.startswith("…甲")
    assert part.endswith("乙…")
    assert "Văn Đức" in part
    assert part_with("欠条\n两张", ["欠条"]) == "欠条 两张"
    assert part_with(said, ["nothing"]) == "甲" * LONGEST_SHOWN + "…"


@given(some_text.map(tidy), st.data())
def test_every_part_of_a_text_is_found_in_it(said: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(said)))
    part = said[start : data.draw(st.integers(start, len(said)))]
    assert all(word in folded(said) for word in words_of(part))


@given(some_text)
def test_folding_twice_changes_nothing_more(said: str) -> None:
    once = folded(said)
    assert folded(once) == once
    assert not any(mark.isspace() or mark >= KEPT_FREE for mark in once)


@given(st.lists(some_text, max_size=3), some_text, some_text, some_text, st.data())
def test_where_a_word_stands_its_grams_are(
    fields: list[str], name: str, title: str, typed: str, data: st.DataObject
) -> None:
    text = search_text(fields, (name,), (title,))
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    grams = grams_of(text)
    for word in (*words_of(typed), *words_of(part)):
        for form in forms_of(word):
            needed = set(grams_needed(form))
            if form in text:
                assert needed <= grams
            if len(needed) == 1 and needed <= grams:
                assert form in text
