"""Initials of names: surnames by the table, given names in every reading in use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.pinyin import (
    COMPOUND_SURNAMES,
    MOST_READINGS,
    SURNAMES,
    name_initials,
    readings_of,
    title_initials,
)


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("王小明", "wxm"),
        ("单田芳", "stf"),
        ("解晓东", "xxd"),
        ("仇英", "qy"),
        ("曾国藩", "zgf"),
        ("区桂英", "ogy"),
        ("查良镛", "zly"),
        ("盖叫天", "gjt"),
        ("葛优", "gy"),
        ("缪荃孙", "mqs"),
        ("朴树", "ps"),
        ("任桂英", "rgy"),
        ("冼星海", "xxh"),
        ("洗夫人", "xfr"),
        ("燕青", "yq"),
        ("应天", "yt"),
        ("种师道", "csd"),
        ("繁钦", "pq"),
        ("阚泽", "kz"),
        ("折可存", "skc"),
        ("句践", "gj"),
        ("祭遵", "zz"),
        ("卜算", "bs"),
        ("单于飞", "cyf"),
        ("尉迟恭", "ycg"),
        ("长孙无忌", "zswj"),
        ("万俟卨", "mqx"),
        ("令狐冲", "lhc"),
        ("欧阳修", "oyx"),
        ("澹台灭明", "ttmm"),
        ("王·小·明", "wxm"),
        ("覃𬭎", "qh"),
        ("王a3", "wa3"),
    ],
)
def test_the_first_initials_are_those_in_use(name: str, initials: str) -> None:
    assert name_initials(name)[0] == initials


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("覃𬭎", "th"),  # Tán elsewhere, Qín in Guangxi
        ("翟桂英", "dgy"),
        ("乐嘉", "lj"),
        ("召树屯", "sst"),
        ("隗嚣", "kx"),
        ("单于飞", "syf"),  # Shan Yufei, who is no Chanyu
        ("王重阳", "wzy"),
        ("王重阳", "wcy"),
        ("张行", "zx"),
        ("张行", "zh"),
    ],
)
def test_a_second_reading_in_use_counts_too(name: str, initials: str) -> None:
    assert initials in name_initials(name)


@pytest.mark.parametrize("name", ["单田芳", "解晓东", "曾国藩", "区桂英", "仇英"])
def test_a_surname_is_not_read_as_the_word_it_also_is(name: str) -> None:
    wrong = readings_of(name[0])[0]
    assert not any(one.startswith(wrong) for one in name_initials(name))


@pytest.mark.parametrize("name", ["", "O'Brien & Sons", "Nguyễn Văn Đức", "···", "12"])
def test_a_name_without_chinese_characters_has_no_initials(name: str) -> None:
    assert name_initials(name) == title_initials(name) == ()


def test_a_long_name_is_read_as_a_title() -> None:
    assert name_initials("长洲区农业机械公司") == ()
    assert "czqnyjxgs" in title_initials("长洲区农业机械公司")


def test_a_title_is_read_as_usual_and_with_one_character_read_otherwise() -> None:
    assert title_initials("土地承包纠纷")[0] == "tdcbjf"
    assert {"zgyx", "zgyh"} <= set(title_initials("中国银行"))
    assert title_initials("第3号a股")[0] == "dhag"


@given(st.text(alphabet="王重行乐单于朝长曾区尉迟𬭎ab1·", max_size=12))
def test_there_are_never_too_many_readings(name: str) -> None:
    for found in (name_initials(name), title_initials(name)):
        assert len(found) <= MOST_READINGS
        assert len(set(found)) == len(found)


def test_the_tables_are_of_initials() -> None:
    assert all(len(surname) == 1 for surname in SURNAMES)
    for name, initials in COMPOUND_SURNAMES.items():
        assert len(name) == len(initials) == 2
    assert all(one.isascii() and one.islower() for one in {*SURNAMES.values()})


def test_every_character_of_the_dictionary_begins_with_a_latin_letter() -> None:
    letters = {one for code in range(0x3400, 0x32400) for one in readings_of(chr(code))}
    assert letters <= set("abcdefghijklmnopqrstuvwxyz")
