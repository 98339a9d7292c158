"""The months of premiums, filled in from the case and the pack."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mediatordesk.actions.papers.late_fee_values import late_fee_values, late_fees_of
from mediatordesk.core.entries import FieldMissing
from tests.actions.cases.premium_cases import PremiumCase, premium_case

PREMIUMS: dict[str, Any] = {
    "insurances": ["pension", "unemployment", "medical"],
    "period_from": "2024-01",
    "period_to": "2024-03",
    "actual_wage": "5000.00",
}
DAY = date(2024, 6, 6)


@pytest.fixture
def case(tmp_path: Path) -> PremiumCase:
    made = premium_case(tmp_path / "desk", **PREMIUMS)
    made.do("2024-06-06T15:00", "premiums", paid_on="2024-06-30")
    return made


def test_the_pack_knows_what_scenario_1_typed_by_hand(case: PremiumCase) -> None:
    fees = late_fees_of(case.desk.packs.pack("social-insurance"), case.file, DAY)
    assert fees is not None
    pension, unemployment = fees.of_insurance("职工基本养老"), fees.of_insurance("失业")
    assert (pension.principal, pension.late_fee) == (360_000, 21_840)
    assert (pension.employer, pension.employee) == (240_000, 120_000)
    assert (unemployment.principal, unemployment.late_fee) == (15_000, 911)
    medical = fees.of_insurance("医保").lines
    assert [line.month.employee_rate for line in medical] != [None] * 3
    assert {line.principal for line in medical} == {None}


def test_what_is_not_known_yet_is_asked_for(tmp_path: Path) -> None:
    case = premium_case(tmp_path / "desk", **{**PREMIUMS, "actual_wage": ""})
    with pytest.raises(FieldMissing):
        case.do("2024-06-06T15:00", "premiums")


def test_the_paper_says_which_rules_the_office_uses(case: PremiumCase) -> None:
    pack = case.desk.packs.pack("social-insurance")
    told = late_fee_values(pack, case.file, DAY, case.desk.calendar)["测算"]
    assert isinstance(told, dict)
    assert "不顺延" in told["计算规则"]
    assert "不设上限" in told["计算规则"]
