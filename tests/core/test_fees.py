"""Court fees by the tables of domain.md 8.2 and 8.3."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.fees import CaseKind, FeeRange, court_fee, enforcement_fee, fee_of, half_fee
from mediatordesk.core.money import fen_of, yuan


@pytest.mark.parametrize(
    ("amount", "fee", "half"),
    [
        ("10,000", "50.00", "25.00"),
        ("33,487.21", "637.18", "318.59"),
        ("100,000", "2,300.00", "1,150.00"),
        ("200,000", "4,300.00", "2,150.00"),
        ("500,000", "8,800.00", "4,400.00"),
        ("610,000", "9,900.00", "4,950.00"),
        ("770,000", "11,500.00", "5,750.00"),
        ("2,000,000", "22,800.00", "11,400.00"),
        ("5,000,000", "46,800.00", "23,400.00"),
        ("6,360,000", "56,320.00", "28,160.00"),
        ("10,000,000", "81,800.00", "40,900.00"),
        ("20,000,000", "141,800.00", "70,900.00"),
        ("290,000,000", "1,491,800.00", "745,900.00"),
        ("870,000,000", "4,391,800.00", "2,195,900.00"),
    ],
)
def test_fee_and_half_fee_are_those_of_the_table(amount: str, fee: str, half: str) -> None:
    assert (yuan(court_fee(fen_of(amount))), yuan(half_fee(fen_of(amount)))) == (fee, half)


def test_fees_are_counted_case_by_case_and_not_from_the_sum() -> None:
    # 21 settled cases over 2.9亿 together: each has its own flat and cheaper parts.
    each = fen_of("290,000,000") // 21
    full, half = 21 * court_fee(each), 21 * half_fee(each)
    assert abs(full - fen_of("2,197,800")) <= 21
    assert abs(half - fen_of("1,098,900")) <= 21
    assert court_fee(21 * each) < full


@pytest.mark.parametrize(
    ("amount", "fee"),
    [
        ("10,000", "50.00"),
        ("33,487.21", "402.31"),
        ("500,000", "7,400.00"),
        ("610,000", "8,500.00"),
        ("5,000,000", "52,400.00"),
        ("6,360,000", "59,200.00"),
        ("10,000,000", "77,400.00"),
        ("20,000,000", "87,400.00"),
    ],
)
def test_enforcement_costs_what_article_14_says(amount: str, fee: str) -> None:
    assert yuan(enforcement_fee(fen_of(amount))) == fee


@pytest.mark.parametrize(
    ("kind", "amount", "lowest", "highest"),
    [
        ("divorce", None, "50.00", "300.00"),
        ("divorce", "200,000", "50.00", "300.00"),
        ("divorce", "300,000", "550.00", "800.00"),
        ("personality", None, "100.00", "500.00"),
        ("personality", "50,000", "100.00", "500.00"),
        ("personality", "100,000", "600.00", "1,000.00"),
        ("personality", "200,000", "1,100.00", "1,500.00"),
        ("other", None, "50.00", "100.00"),
        ("intellectual-property", None, "500.00", "1,000.00"),
        ("intellectual-property", "100,000", "2,300.00", "2,300.00"),
        ("labour", "36,500", "10.00", "10.00"),
        ("administrative", None, "100.00", "100.00"),
        ("other-administrative", None, "50.00", "50.00"),
        ("jurisdiction-objection", None, "50.00", "100.00"),
        ("enforcement", None, "50.00", "500.00"),
        ("enforcement", "33,487.21", "402.31", "402.31"),
        ("preservation", None, "30.00", "30.00"),
        ("preservation", "1,000", "30.00", "30.00"),
        ("preservation", "100,000", "1,020.00", "1,020.00"),
        ("preservation", "896,000", "5,000.00", "5,000.00"),
        ("preservation", "10,000,000", "5,000.00", "5,000.00"),
        ("payment-order", "100,000", "766.67", "766.67"),
        ("bankruptcy", "10,000,000", "40,900.00", "40,900.00"),
        ("bankruptcy", "870,000,000", "300,000.00", "300,000.00"),
        ("confirmation", None, "0.00", "0.00"),
        ("confirmation", "36,500", "0.00", "0.00"),
    ],
)
def test_the_other_kinds_of_cases_cost_what_domain_8_2_says(
    kind: str, amount: str | None, lowest: str, highest: str
) -> None:
    told = fee_of(CaseKind(kind), fen_of(amount) if amount else None)
    assert (yuan(told.lowest), yuan(told.highest)) == (lowest, highest)


@pytest.mark.parametrize("kind", CaseKind)
@given(amount=st.none() | st.integers(0, 10**15))
def test_every_kind_has_its_fee_and_the_range_is_never_turned_round(
    kind: CaseKind, amount: int | None
) -> None:
    told = fee_of(kind, amount)
    assert 0 <= told.lowest <= told.highest
    if kind is CaseKind.PROPERTY and amount is not None:
        assert told == FeeRange(court_fee(amount), court_fee(amount))


@given(st.integers(0, 10**15), st.integers(0, 10**6))
def test_a_larger_claim_never_costs_less_to_enforce(amount: int, more: int) -> None:
    assert enforcement_fee(amount) <= enforcement_fee(amount + more)


@pytest.mark.parametrize("amount", [0, 1, 1_000_000])
def test_a_small_claim_costs_fifty_yuan(amount: int) -> None:
    assert court_fee(amount) == 5_000


# Quick formulas of domain.md 8.1: from this amount on (fen), fee = rate x amount + rest.
QUICK = [
    (1_000_000, 25, -20_000),
    (10_000_000, 20, 30_000),
    (20_000_000, 15, 130_000),
    (50_000_000, 10, 380_000),
    (100_000_000, 9, 480_000),
    (200_000_000, 8, 680_000),
    (500_000_000, 7, 1_180_000),
    (1_000_000_000, 6, 2_180_000),
    (2_000_000_000, 5, 4_180_000),
]


@given(st.integers(1_000_001, 10**15))
def test_the_fee_is_that_of_the_quick_formula(amount: int) -> None:
    per_mille, rest = [(rate, rest) for lower, rate, rest in QUICK if amount > lower][-1]
    assert court_fee(amount) == (amount * per_mille + rest * 1000 + 500) // 1000


@given(st.integers(0, 10**15), st.integers(0, 10**6))
def test_a_larger_claim_never_costs_less(amount: int, more: int) -> None:
    assert court_fee(amount) <= court_fee(amount + more)
