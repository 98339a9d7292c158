"""Late fees of premiums: scenario 1 to the fen."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.late_fees import (
    BaseLimits,
    LateFees,
    OlderLateFee,
    PremiumMonth,
    late_fees,
)

DUE = {"2024-01": date(2024, 1, 31), "2024-02": date(2024, 2, 29), "2024-03": date(2024, 3, 31)}
PAID_ON = date(2024, 6, 30)


def _months(insurance: str, employer: str | None, employee: str | None) -> list[PremiumMonth]:
    """Return January to March 2024 on a base of 5,000 yuan."""
    ours, theirs = [None if rate is None else Decimal(rate) for rate in (employer, employee)]
    return [
        PremiumMonth(insurance, month, 500_000, ours, theirs, due) for month, due in DUE.items()
    ]


@pytest.fixture
def scenario() -> LateFees:
    """Return what 覃桂香's employer owes: pension, unemployment, and health at an unknown rate."""
    return late_fees(
        PAID_ON,
        [
            *_months("职工基本养老", "16", "8"),
            *_months("失业", "0.5", "0.5"),
            *_months("职工医保", None, "2"),
        ],
    )


def test_pension_owes_3600_and_a_late_fee_of_218_40(scenario: LateFees) -> None:
    pension = scenario.of_insurance("职工基本养老")
    assert (pension.principal, pension.employer, pension.employee) == (360_000, 240_000, 120_000)
    assert pension.late_fee == 21_840
    assert [line.days for line in pension.lines] == [151, 122, 91]


def test_unemployment_owes_150_and_a_late_fee_of_9_11(scenario: LateFees) -> None:
    unemployment = scenario.of_insurance("失业")
    assert (unemployment.principal, unemployment.late_fee) == (15_000, 911)
    # Each month is rounded by itself: 3.775, 3.05 and 2.275 yuan.
    assert [line.late_fee for line in unemployment.lines] == [378, 305, 228]


def test_an_unknown_rate_is_still_to_be_assessed_and_never_nought(scenario: LateFees) -> None:
    health = scenario.of_insurance("职工医保")
    assert {line.employer for line in health.lines} == {None}
    assert {line.principal for line in health.lines} == {None}
    assert {line.late_fee for line in health.lines} == {None}
    assert [line.days for line in health.lines] == [151, 122, 91]


def test_the_whole_is_the_sum_of_what_is_known(scenario: LateFees) -> None:
    assert (scenario.principal, scenario.late_fee) == (375_000, 22_751)


def test_the_two_shares_are_rounded_each_by_itself() -> None:
    # 0.5 % of 1,001 yuan are 5.005: 5.01 twice, though 1 % would be 10.01.
    share = Decimal("0.5")
    month = PremiumMonth("失业", "2024-01", 100_100, share, share, DUE["2024-01"])
    line = late_fees(PAID_ON, [month]).lines[0]
    assert (line.employer, line.employee, line.principal) == (501, 501, 1002)


def test_paid_on_the_due_day_or_earlier_nothing_is_late() -> None:
    for paid_on in (date(2024, 1, 31), date(2024, 1, 1)):
        fees = late_fees(paid_on, _months("职工基本养老", "16", "8")[:1])
        assert (fees.lines[0].days, fees.late_fee) == (0, 0)
    assert late_fees(date(2024, 2, 1), _months("养老", "16", "8")[:1]).lines[0].days == 1


def test_a_premium_from_before_july_2011_is_not_calculated() -> None:
    older = PremiumMonth("养老", "2011-05", 500_000, Decimal(20), Decimal(8), date(2011, 6, 30))
    with pytest.raises(OlderLateFee, match="2011-06-30"):
        late_fees(PAID_ON, [older])


def test_only_what_was_not_declared_is_owed() -> None:
    """5,000 yuan were due and 3,000 declared: of each share the rest (domain.md 6.1, P02)."""
    [january, *_] = _months("职工基本养老", "16", "8")
    [line] = late_fees(PAID_ON, [replace(january, declared=300_000)]).lines
    assert (line.employer, line.employee, line.late_fee) == (32_000, 16_000, 3_624)
    [line] = late_fees(PAID_ON, [replace(january, declared=600_000)]).lines
    assert (line.principal, line.late_fee) == (0, 0)


def test_a_cap_holds_the_late_fee_at_its_principal() -> None:
    months = _months("职工基本养老", "16", "8")[:1]
    # 0.05 % a day reach the principal after 2,000 days.
    after = PAID_ON + timedelta(2_000)
    assert late_fees(after, months).late_fee > late_fees(after, months, capped=True).late_fee
    assert late_fees(after, months, capped=True).late_fee == 120_000


@given(wage=st.integers(0, 10**9), floor=st.integers(0, 10**8), room=st.integers(0, 10**8))
def test_a_base_lies_between_its_limits(wage: int, floor: int, room: int) -> None:
    limits = BaseLimits(floor, floor + room)
    assert floor <= limits.clamp(wage) <= floor + room
    assert limits.clamp(limits.clamp(wage)) == limits.clamp(wage)
    assert BaseLimits().clamp(wage) == wage


def test_limits_are_shares_of_the_average_wage() -> None:
    assert BaseLimits.of_average(700_000, 60, 300) == BaseLimits(420_000, 2_100_000)
    # 7,123.45 yuan: 4,274.07 and 21,370.35.
    assert BaseLimits.of_average(712_345, 60, 300) == BaseLimits(427_407, 2_137_035)
