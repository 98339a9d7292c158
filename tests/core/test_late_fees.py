"""Late fees of premiums: scenario 1 to the fen."""

from datetime import date
from decimal import Decimal

import pytest

from mediatordesk.core.late_fees import LateFees, OlderLateFee, PremiumMonth, late_fees

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


def test_paid_on_the_due_day_or_earlier_nothing_is_late() -> None:
    for paid_on in (date(2024, 1, 31), date(2024, 1, 1)):
        fees = late_fees(paid_on, _months("职工基本养老", "16", "8")[:1])
        assert (fees.lines[0].days, fees.late_fee) == (0, 0)
    assert late_fees(date(2024, 2, 1), _months("养老", "16", "8")[:1]).lines[0].days == 1


def test_a_premium_from_before_july_2011_is_not_calculated() -> None:
    older = PremiumMonth("养老", "2011-05", 500_000, Decimal(20), Decimal(8), date(2011, 6, 30))
    with pytest.raises(OlderLateFee, match="2011-06-30"):
        late_fees(PAID_ON, [older])
