"""Arrears of social-insurance premiums and their late fee (社会保险法 86, domain.md 6.4).

The result is a reference only: what the collection agency assesses counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mediatordesk.core.errors import DeskError
from mediatordesk.core.money import rounded_fen
from mediatordesk.core.texts import N_

DAILY_RATE = Decimal("0.0005")
"""0.05 % a day from the day after the premium was due (社会保险法 86), since 2011-07-01."""
RATE_IN_FORCE = date(2011, 7, 1)


class OlderLateFee(DeskError):
    """A premium that fell due before the present rate came into force."""

    happened = N_("The premium due on {due} fell due before 1 July 2011, under another rate.")
    kept = N_("Nothing was calculated.")
    to_do = N_("Ask the collection agency to assess this month by hand.")


@dataclass(frozen=True)
class PremiumMonth:
    """One insurance, one month: base in fen, rates in percent; a rate of None is not known yet."""

    insurance: str
    month: str
    base: int
    employer_rate: Decimal | None
    employee_rate: Decimal | None
    due: date
    declared: int = 0
    """The base in fen that was declared and paid already: only the rest of it is owed."""


@dataclass(frozen=True)
class LateFeeLine:
    """What is owed for one month, in fen; all None while the rate is not known (待核定)."""

    month: PremiumMonth
    days: int
    employer: int | None
    employee: int | None
    late_fee: int | None

    @property
    def principal(self) -> int | None:
        """Return employer's and employee's share together, in fen."""
        if self.employer is None or self.employee is None:
            return None
        return self.employer + self.employee


@dataclass(frozen=True)
class LateFees:
    """The calculation for a day of payment, in fen. The employer bears the late fee, all of it
    (社会保险费申报缴纳管理规定 11).
    """  # noqa: D205 - one sentence

    paid_on: date
    lines: tuple[LateFeeLine, ...]

    @property
    def principal(self) -> int:
        """Return all known premiums."""
        return sum(line.principal or 0 for line in self.lines)

    @property
    def employer(self) -> int:
        """Return the employer's known share."""
        return sum(line.employer or 0 for line in self.lines)

    @property
    def employee(self) -> int:
        """Return the employee's known share."""
        return sum(line.employee or 0 for line in self.lines)

    @property
    def late_fee(self) -> int:
        """Return the late fee on all known premiums."""
        return sum(line.late_fee or 0 for line in self.lines)

    def of_insurance(self, insurance: str) -> "LateFees":
        """Return the calculation for one insurance alone."""
        return LateFees(
            self.paid_on, tuple(one for one in self.lines if one.month.insurance == insurance)
        )


@dataclass(frozen=True)
class BaseLimits:
    """What the base of a month lies between, in fen; a limit of None is not known yet (待核定)."""

    floor: int | None = None
    ceiling: int | None = None

    @classmethod
    def of_average(cls, wage: int, floor_percent: int, ceiling_percent: int) -> "BaseLimits":
        """Return the limits as shares of the average monthly wage in fen (domain.md 6.3)."""
        shares = (Decimal(wage) * percent / 10_000 for percent in (floor_percent, ceiling_percent))
        floor, ceiling = (rounded_fen(share) for share in shares)
        return cls(floor, ceiling)

    def clamp(self, wage: int) -> int:
        """Return the base of an actual monthly wage, both in fen."""
        base = wage if self.floor is None else max(wage, self.floor)
        return base if self.ceiling is None else min(base, self.ceiling)


def late_fees(paid_on: date, months: Iterable[PremiumMonth], *, capped: bool = False) -> LateFees:
    """Calculate premiums and late fees per insurance and month, each rounded half up to the fen.

    Days run from the day after the due day to the day of payment, both counted. Due days are
    taken as given: whether they roll over rest days is the office's setting. `capped`: no late fee
    above its principal (行政强制法 45; contested, an office's setting too).
    """
    return LateFees(paid_on, tuple(_line(paid_on, month, capped=capped) for month in months))


def _line(paid_on: date, month: PremiumMonth, *, capped: bool) -> LateFeeLine:
    if month.due < RATE_IN_FORCE:
        raise OlderLateFee(due=month.due.isoformat())
    days = max(0, (paid_on - month.due).days)
    if month.employer_rate is None or month.employee_rate is None:
        return LateFeeLine(month, days, None, None, None)
    employer = _owed(month, month.employer_rate)
    employee = _owed(month, month.employee_rate)
    principal = employer + employee
    late_fee = rounded_fen(Decimal(principal) / 100 * DAILY_RATE * days)
    fee = min(late_fee, principal) if capped else late_fee
    return LateFeeLine(month, days, employer, employee, fee)


def _owed(month: PremiumMonth, rate: Decimal) -> int:
    return max(0, _share(month.base, rate) - _share(month.declared, rate))


def _share(base: int, rate: Decimal) -> int:
    return rounded_fen(Decimal(base) / 100 * rate / 100)
