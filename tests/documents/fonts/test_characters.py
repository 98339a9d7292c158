"""Characters: which script they are of, and that letters with marks are one character."""

from unicodedata import bidirectional, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.documents.fonts.characters import (
    BLOCKS,
    can_be_set,
    composed,
    script_of,
    scripts_of,
)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        *(("ئۇيغۇر", "Uyghur"), ("བོད", "Tibetan"), ("ᠮᠣᠩ", "Mongolian"), ("ᥖᥭ", "Dai")),
        *(("ꆈꌠ", "Yi"), ("조선", "Korean"), ("ไทย", "Thai"), ("देव", "Devanagari")),
        *(("🎉😀", "emoji"), ("\ue863", "private"), ("𠀀𮯠", "rare Chinese"), ("ꓡꓲ", "Lisu")),
        *(("ܐܒ", "Syriac"), ("ހށ", "Thaana"), ("ߊߋ", "N'Ko"), ("\U0001e900", "Adlam")),
        *(("\U00010d00\u0840\U0001e800", "from right to left"), ("\ufb20", "Hebrew")),
        *(("עב", "Hebrew"), ("ខ្មែ", "Khmer"), ("𖼀", "Miao"), ("\U00016a40", "other")),
    ],
)
def test_a_script_has_its_name(text: str, word: str) -> None:
    assert {word in script.name for script in scripts_of(text)} == {True}


def test_characters_are_grouped_by_script_in_the_order_they_came() -> None:
    found = scripts_of("ئ𠀀ۇཀئ")
    assert list(found.values()) == ["ئۇ", "𠀀", "ཀ"]
    assert [script.is_rare_han for script in found] == [False, True, False]


def test_blocks_stand_in_order_and_do_not_overlap() -> None:
    edges = [edge for block in BLOCKS for edge in block]
    assert edges == sorted(edges)


@pytest.mark.parametrize("char", "调𬭎Aễ1，〓☑ꆈ조ᥖあアㄅΩЖ①")
def test_what_stands_side_by_side_can_be_set(char: str) -> None:
    assert can_be_set(char)


@pytest.mark.parametrize("char", "ئཀᠮกक\u0301\ue863ᄀ\u05d0\U0001e900")
def test_what_joins_stacks_or_means_something_else_elsewhere_cannot(char: str) -> None:
    assert not can_be_set(char)


def test_every_letter_from_right_to_left_is_refused() -> None:
    chars = map(chr, range(0x20, 0x1F000))
    turned = [char for char in chars if bidirectional(char) in ("R", "AL")]
    assert len(turned) > 1500
    assert not [char for char in turned if can_be_set(char)]


@pytest.mark.parametrize("name", ["Nguyễn Văn Đức", "Đặng Thị Ngọc", "Müller", "が"])
def test_a_name_is_the_same_however_it_was_typed(name: str) -> None:
    assert composed(normalize("NFD", name)) == composed(name) == name


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_nothing_but_marks_on_letters_is_changed(text: str) -> None:
    assert normalize("NFC", composed(text)) == normalize("NFC", text)
    assert composed(composed(text)) == composed(text)


@pytest.mark.parametrize("char", ["\uf979", "\ufa0e", "\u2f00", "\u2126"])
def test_a_compatibility_character_of_a_name_stays(char: str) -> None:
    assert composed(char) == char
    assert script_of("\uf979").is_rare_han
