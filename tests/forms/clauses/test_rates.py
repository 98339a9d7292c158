"""Interest, penalties and principal in the words of clauses, as whole basis points and fen."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediatordesk.forms.clauses.rates import (
    interest_rate,
    penalty_amount,
    penalty_rate,
    principal,
    rate_facts,
)


@pytest.mark.parametrize(
    ("text", "basis_points"),
    [
        ("按年利率24%计算利息", 2400),
        ("以36,500元为本金，按年利率15.4％计算利息", 1540),
        ("年化利率 ３６ ％", 3600),
        ("月利率2%", 2400),
        ("利息按月利率千分之十五计算", 1800),
        ("月息2分", 2400),
        ("月息两分", 2400),
        ("月利息二分五", 3000),
        ("月息一点五分", 1800),
        ("月息5厘", 600),
        ("年息1分", 1000),
        ("日利率万分之五", 1825),
        ("利息从2024年1月1日起按年利率百分之十二点五计算", 1250),
        ("先按年利率6%，逾期后按年利率24%", 2400),
    ],
)
def test_interest_is_read_in_all_its_ways(text: str, basis_points: int) -> None:
    assert interest_rate(text) == basis_points


@pytest.mark.parametrize(
    "text", ["利息1000元", "按LPR计息", "双方和息，甲方分2期支付", "覃𬭎付20%货款", "a<b 利率"]
)
def test_what_is_no_rate_of_interest_is_none(text: str) -> None:
    assert interest_rate(text) is None


@pytest.mark.parametrize(
    ("text", "rate", "fen"),
    [
        ("逾期按未付款项的50%支付违约金", 5000, None),
        ("违约金为合同总额的30%", 3000, None),
        ("每逾期一日，按未付款5‰支付违约金", 18250, None),
        ("每逾期一日按欠款的千分之五支付违约金", 18250, None),
        ("按年利率6%计息，另付10%违约金", 1000, None),
        ("违约方支付违约金10,000元", None, 1_000_000),
        ("支付5万元违约金", None, 5_000_000),
        ("预付20%货款", None, None),
    ],
)
def test_penalties_are_read_as_rates_and_as_amounts(
    text: str, rate: int | None, fen: int | None
) -> None:
    assert (penalty_rate(text), penalty_amount(text)) == (rate, fen)


def test_principal_is_the_amount_that_is_called_so() -> None:
    assert principal("偿还本金人民币叁拾万元整（￥300,000.00），利息1,000元") == 30_000_000
    assert principal("借款本金300,000.00元及利息1,000元") == 30_000_000
    assert principal("利息按本金计算，另付50元") is None


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=60)
def test_any_text_has_facts_that_are_whole_and_not_negative(text: str) -> None:
    assert all(
        one is None or (isinstance(one, int) and one >= 0) for one in rate_facts(text).values()
    )
