"""Rates and bases of social-insurance premiums, as a pack knows them for a month.

What no notice has told is not known (待核定) and never 0 (domain.md 6.3).
"""

import calendar as months
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from mediatordesk.core.deadlines import Calendar
from mediatordesk.core.late_fees import BaseLimits, LateFees, PremiumMonth, late_fees
from mediatordesk.core.money import fen_of
from mediatordesk.forms.packs.packs import Pack

Rates = tuple[Decimal | None, Decimal | None]
"""Employer's and employee's rate in percent; None is not known."""


def rates_of(pack: Pack, insurance: str, on: date) -> Rates:
    """Return the rates of an insurance on a day; both None where the pack knows none."""
    for rate in pack.in_force(pack.data.premium_rates, on):
        if rate.insurance == insurance:
            return _percent(rate.employer), _percent(rate.employee)
    return None, None


def base_limits(pack: Pack, on: date) -> BaseLimits:
    """Return what the base lies between on a day; without limits where no average is known."""
    for base in pack.in_force(pack.data.premium_bases, on):
        if base.average_wage:
            wage = fen_of(base.average_wage)
            return BaseLimits.of_average(wage, base.floor_percent, base.ceiling_percent)
    return BaseLimits()


def premium_month(pack: Pack, insurance: str, month: str, wage: int) -> PremiumMonth:
    """Return what the pack knows of one month (2024-01) of an insurance, for a wage in fen.

    The premium is taken to be due on the last day of the month, unrolled (no national rule).
    """
    first = date.fromisoformat(f"{month}-01")
    employer, employee = rates_of(pack, insurance, first)
    last = first.replace(day=months.monthrange(first.year, first.month)[1])
    return PremiumMonth(
        insurance=insurance,
        month=month,
        base=base_limits(pack, first).clamp(wage),
        employer_rate=employer,
        employee_rate=employee,
        due=last,
    )


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Return the months from one (2024-01) to another, both counted; none if they are reversed."""
    start, end = _ordinal(first), _ordinal(last)
    return tuple(f"{one // 12:04d}-{one % 12 + 1:02d}" for one in range(start, end + 1))


def counted_late_fees(
    paid_on: date,
    owed: tuple[PremiumMonth, ...],
    settings: Mapping[str, Any],
    calendar: Calendar | None,
) -> LateFees:
    """Return the late fees by the office's settings: due days rolled or not, capped or not.

    Rolled: a due day on a statutory rest day moves to the next working day of the calendar.
    """
    if settings.get("premium_due_day_rolled") and calendar is not None:
        owed = tuple(_rolled(month, calendar) for month in owed)
    return late_fees(paid_on, owed, capped=bool(settings.get("late_fee_capped_at_principal")))


def _rolled(month: PremiumMonth, calendar: Calendar) -> PremiumMonth:
    return replace(month, due=calendar.next_working_day(month.due))


def _ordinal(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number) - 1


def _percent(text: str) -> Decimal | None:
    return Decimal(text) if text else None
