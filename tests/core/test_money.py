"""Money: integer fen inside, yuan and capitals on paper."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.money import MAX_FEN, NotAnAmount, capitals, fen_of, rounded_fen, yuan

AMOUNTS = st.integers(0, MAX_FEN)
DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


@pytest.fixture(scope="module", autouse=True)
def _words_are_loaded() -> None:
    """Load what writes capitals before any example is timed."""
    capitals(0)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1,409.50", "人民币壹仟肆佰零玖元伍角"),
        ("6,007.14", "人民币陆仟零柒元壹角肆分"),
        ("1,680.32", "人民币壹仟陆佰捌拾元叁角贰分"),
        ("107,000.53", "人民币壹拾万柒仟元伍角叁分"),
        ("16,409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ("100,000", "人民币壹拾万元整"),
        ("10,010,000", "人民币壹仟零壹万元整"),
        ("100,000,001", "人民币壹亿零壹元整"),
        ("100,010,000", "人民币壹亿零壹万元整"),
        ("33,487.21", "人民币叁万叁仟肆佰捌拾柒元贰角壹分"),
        ("6,360,000", "人民币陆佰叁拾陆万元整"),
        ("36,500.00", "人民币叁万陆仟伍佰元整"),
        ("10", "人民币壹拾元整"),
        ("0.05", "人民币伍分"),
        ("0.50", "人民币伍角"),
        ("0", "人民币零元整"),
    ],
)
def test_an_amount_is_written_in_capitals_as_domain_9_7_says(amount: str, words: str) -> None:
    assert capitals(fen_of(amount)) == words


@given(AMOUNTS)
def test_capitals_read_back_give_the_same_amount(fen: int) -> None:
    assert _read_back(capitals(fen)) == fen


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("人民币壹仟陆佰捌拾元零叁角贰分", "1,680.32"),
        ("人民币壹拾万柒仟元零伍角叁分", "107,000.53"),
        ("人民币壹拾万零柒仟元伍角叁分", "107,000.53"),
    ],
)
def test_the_other_ways_of_writing_an_amount_read_back_too(words: str, amount: str) -> None:
    assert _read_back(words) == fen_of(amount)


@given(AMOUNTS)
def test_capitals_use_only_the_digits_and_units_of_the_rule(fen: int) -> None:
    words = capitals(fen)
    assert set(words) <= set("人民币零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整")
    assert "零零" not in words
    assert words.endswith("整") == (fen % 100 == 0)


@given(AMOUNTS)
def test_an_amount_written_in_yuan_reads_back(fen: int) -> None:
    assert fen_of(yuan(fen)) == fen


def test_yuan_has_thousands_and_two_decimals() -> None:
    assert [yuan(fen) for fen in (0, 5, 3650000, MAX_FEN)] == [
        "0.00",
        "0.05",
        "36,500.00",
        "9,999,999,999,999.99",
    ]


def test_full_width_digits_are_understood() -> None:
    assert fen_of(" ３６，５００．００ ") == 3650000


@pytest.mark.parametrize(
    "text",
    ["", " ", "abc", "1.005", "1.000", "-1", "+5", "1e3", "NaN", "Infinity", "1_000", "36,5", "٣٤",
     "1 2", "壹佰元", ".5", "5.", "10,000,000,000,000.00"],
)  # fmt: skip
def test_text_that_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(NotAnAmount):
        fen_of(text)


@given(st.text())
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    try:
        fen = fen_of(text)
    except NotAnAmount:
        return
    assert 0 <= fen <= MAX_FEN


@pytest.mark.parametrize("fen", [-1, MAX_FEN + 1])
def test_capitals_refuse_what_no_paper_may_say(fen: int) -> None:
    with pytest.raises(NotAnAmount):
        capitals(fen)


def test_amounts_are_rounded_half_up_to_the_fen() -> None:
    rounded = [rounded_fen(Decimal(text)) for text in ("9.105", "9.104999", "0.005", "2.675")]
    assert rounded == [911, 910, 1, 268]


def _read_back(words: str) -> int:
    """Return capitals as fen, by the digits and units of 银发〔1997〕393号 and nothing else."""
    yuan_part, has_yuan, below = words.removeprefix("人民币").removesuffix("整").partition("元")
    if not has_yuan:
        yuan_part, below = "", yuan_part
    return _number(yuan_part) * 100 + _number(below.replace("角", "拾").replace("分", ""))


def _number(words: str) -> int:
    """Return a number in capitals; 亿 and 万 multiply all that stands before them."""
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if unit in words:
            above, _, below = words.rpartition(unit)
            return _number(above) * size + _number(below)
    number = digit = 0
    for mark in words:
        if mark in UNITS:
            number, digit = number + digit * UNITS[mark], 0
        else:
            digit = DIGITS.index(mark)
    return number + digit
