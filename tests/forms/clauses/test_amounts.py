"""Digits, capitals and totals in the words of a clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.money import capitals, yuan
from mediatordesk.forms.clauses.amounts import (
    amounts_in,
    capitals_that_differ,
    totals_in,
    totals_that_differ,
    unregistered_amounts,
)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("支付20,000.00元", (2_000_000,)),
        ("支付￥16500 元，另付1.5万元", (1_650_000, 1_500_000)),
        ("支付２００００元", (2_000_000,)),
        ("自2024年6月28日起3个月内", ()),
    ],
)
def test_amounts_are_read_from_words(text: str, fen: tuple[int, ...]) -> None:
    assert amounts_in(text) == fen


@given(st.integers(min_value=1, max_value=10**13))
def test_an_amount_and_its_own_capitals_never_differ(fen: int) -> None:
    assert capitals_that_differ(f"支付{yuan(fen)}元（{capitals(fen)}）") == ()


def test_capitals_of_another_amount_differ() -> None:
    text = "支付33,487.21元（人民币叁万叁仟肆佰捌拾柒元壹角贰分）"
    assert capitals_that_differ(text) == ("叁万叁仟肆佰捌拾柒元壹角贰分",)


@pytest.mark.parametrize(
    "words", ["壹仟陆佰捌拾元零叁角贰分", "壹仟陆佰捌拾圆叁角贰分", "人民币壹仟陆佰捌拾元叁角贰分"]
)
def test_both_lawful_ways_of_writing_capitals_are_the_same(words: str) -> None:
    assert capitals_that_differ(f"1,680.32元，大写{words}") == ()


def test_an_amount_needs_capitals_or_an_obligation() -> None:
    assert unregistered_amounts("支付20,000.00元", ()) == ("20,000.00",)
    assert unregistered_amounts("支付20,000.00元", (2_000_000,)) == ()
    assert unregistered_amounts("支付20,000.00元（人民币贰万元整）", ()) == ()
    assert unregistered_amounts("共计36,500.00元", (2_000_000, 1_650_000)) == ()


def test_a_total_is_the_sum_of_the_instalments() -> None:
    assert totals_in("共计人民币36,500.00元，分两期") == (3_650_000,)
    assert totals_that_differ("共计36,500.00元", (2_000_000, 1_650_000)) == ()
    assert totals_that_differ("合计36,000.00元", (2_000_000, 1_650_000)) == ("36,000.00",)
