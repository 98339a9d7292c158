"""Rates and bases of premiums by their validity; due days rolled or not; the cap."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mediatordesk.core.late_fees import BaseLimits
from mediatordesk.forms import Pack
from mediatordesk.forms.calendars import read_calendar
from mediatordesk.forms.checks.premiums import (
    base_limits,
    counted_late_fees,
    months_between,
    premium_month,
    rates_of,
)
from mediatordesk.forms.definitions.questions import PremiumBase

CALENDAR = read_calendar(Path(__file__).parents[3] / "resources" / "calendars")
QUARTER = ("2024-01", "2024-02", "2024-03")
PAID_ON = date(2024, 6, 30)


def with_average(pack: Pack, wage: str) -> Pack:
    """Return the pack with an average wage from July 2024 on, as a notice would give it."""
    base = PremiumBase(region="450000", average_wage=wage, valid_from=date(2024, 7, 1), local=True)
    return replace(pack, data=pack.data.model_copy(update={"premium_bases": (base,)}))


def test_a_rate_counts_for_the_months_in_which_it_is_valid(social_insurance: Pack) -> None:
    known = (Decimal(16), Decimal(8))
    assert rates_of(social_insurance, "职工基本养老", date(2024, 1, 1)) == known
    assert rates_of(social_insurance, "职工基本养老", date(2018, 1, 1)) == (None, None)
    assert rates_of(social_insurance, "失业", date(2025, 12, 1)) == (Decimal("0.5"), Decimal("0.5"))
    assert rates_of(social_insurance, "失业", date(2026, 1, 1)) == (None, None)


def test_an_unknown_rate_is_none_and_a_worker_pays_nothing_for_work_injury(
    social_insurance: Pack,
) -> None:
    assert rates_of(social_insurance, "医保", PAID_ON) == (None, Decimal(2))
    assert rates_of(social_insurance, "工伤", PAID_ON) == (None, Decimal(0))
    assert rates_of(social_insurance, "不存在的险种", PAID_ON) == (None, None)


def test_the_base_is_held_between_floor_and_ceiling(social_insurance: Pack) -> None:
    pack = with_average(social_insurance, "7000.00")
    august = date(2024, 8, 1)
    assert base_limits(pack, august) == BaseLimits(420_000, 2_100_000)
    assert premium_month(pack, "职工基本养老", "2024-08", 200_000).base == 420_000
    assert premium_month(pack, "职工基本养老", "2024-08", 500_000).base == 500_000
    assert premium_month(pack, "职工基本养老", "2024-08", 9_000_000).base == 2_100_000


def test_before_a_notice_is_valid_or_known_nothing_is_clamped(social_insurance: Pack) -> None:
    pack = with_average(social_insurance, "7000.00")
    assert premium_month(pack, "职工基本养老", "2024-06", 200_000).base == 200_000
    assert base_limits(social_insurance, date(2024, 8, 1)) == BaseLimits()


def test_premiums_are_due_at_the_end_of_the_month(social_insurance: Pack) -> None:
    due = [premium_month(social_insurance, "失业", one, 500_000).due for one in QUARTER]
    assert due == [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)]


def test_months_go_over_the_end_of_a_year() -> None:
    assert months_between("2023-11", "2024-02") == ("2023-11", "2023-12", "2024-01", "2024-02")
    assert months_between("2024-02", "2024-01") == ()


@pytest.mark.parametrize(("rolled", "late_fee"), [(False, 21_840), (True, 21_780)])
def test_the_office_says_whether_a_due_day_on_a_sunday_is_rolled(
    social_insurance: Pack, *, rolled: bool, late_fee: int
) -> None:
    owed = tuple(premium_month(social_insurance, "职工基本养老", one, 500_000) for one in QUARTER)
    settings = social_insurance.settings(PAID_ON, {"premium_due_day_rolled": rolled})
    assert counted_late_fees(PAID_ON, owed, settings, CALENDAR).late_fee == late_fee


def test_the_late_fee_has_no_cap_unless_the_office_sets_one(social_insurance: Pack) -> None:
    owed = (premium_month(social_insurance, "职工基本养老", "2019-06", 500_000),)
    paid_on = date(2025, 6, 30)
    settings = social_insurance.settings(paid_on)
    assert counted_late_fees(paid_on, owed, settings, None).late_fee == 131_520
    capped = settings | {"late_fee_capped_at_principal": True}
    assert counted_late_fees(paid_on, owed, capped, None).late_fee == 120_000
