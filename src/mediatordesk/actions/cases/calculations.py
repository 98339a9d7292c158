"""Sums of the counter: premiums with late fees from a file, periods by a pack's rule."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from mediatordesk.actions.cases.entered_parts import required, rows_of
from mediatordesk.actions.desks.places import Places
from mediatordesk.core.deadlines import Deadline, deadline
from mediatordesk.core.entries import BadEntry
from mediatordesk.core.late_fees import PremiumMonth
from mediatordesk.core.money import fen_of
from mediatordesk.forms import Packs
from mediatordesk.forms.calendars import read_calendar


def premium_months(data: Mapping[str, Any]) -> tuple[date, tuple[PremiumMonth, ...]]:
    """Read `{"paid_on", "months": [{"insurance", "month", "base", "employer_rate", …, "due"}]}`.

    A rate that is null or left out is not known yet (待核定). FieldMissing, BadEntry, NotAnAmount.
    """
    paid_on = _day("paid_on", required(data, "paid_on"))
    return paid_on, tuple(map(_month, rows_of(data, "months")))


def count_period(places: Places, pack: str, code: str, day: date) -> tuple[Deadline, str]:
    """Return the deadline that a pack's rule counts from a day, and the law it rests on."""
    rules, calendar = Packs.read(places.forms).pack(pack), read_calendar(places.calendars)
    rule = rules.deadline(code, day)
    counted = deadline(day, rule.length, rule.unit, calendar, roll=rule.roll)
    return counted, rules.basis(rule, day)


def _month(data: Mapping[str, Any]) -> PremiumMonth:
    due = _day("due", required(data, "due"))
    return PremiumMonth(
        insurance=str(required(data, "insurance")),
        month=str(data.get("month") or f"{due:%Y-%m}"),
        base=fen_of(str(required(data, "base"))),
        employer_rate=_rate("employer_rate", data.get("employer_rate")),
        employee_rate=_rate("employee_rate", data.get("employee_rate")),
        due=due,
    )


def _rate(name: str, text: object) -> Decimal | None:
    if text is None or text == "":
        return None
    try:
        rate = Decimal(str(text))
    except InvalidOperation as error:
        raise BadEntry(field=name, text=text) from error
    if not rate.is_finite() or not 0 <= rate <= 100:
        raise BadEntry(field=name, text=text)
    return rate


def _day(name: str, text: object) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError as error:
        raise BadEntry(field=name, text=text) from error
