"""Sums of the counter: premiums with late fees from a file, periods by a pack's rule."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from mediatordesk.actions.cases.entered_parts import required, rows_of
from mediatordesk.actions.desks.places import Places
from mediatordesk.core.deadlines import Deadline, deadline
from mediatordesk.core.entries import BadEntry
from mediatordesk.core.errors import DeskError
from mediatordesk.core.late_fees import LateFees, PremiumMonth
from mediatordesk.core.money import fen_of
from mediatordesk.core.texts import N_, _
from mediatordesk.forms import Pack, Packs
from mediatordesk.forms.calendars import read_calendar
from mediatordesk.forms.checks.premiums import counted_late_fees, premium_month
from mediatordesk.forms.definitions.rules import DeadlineRule


class RuleElsewhere(DeskError):
    """A period that is counted by another pack than the one that was asked."""

    happened = N_("The pack “{pack}” has no rule “{code}”; it is a rule of: {packs}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Name that pack with --pack, and try again.")


def late_fees_at_the_counter(
    places: Places, pack: Pack | None, data: Mapping[str, Any]
) -> LateFees:
    """Calculate `{"paid_on", "months": [{"insurance", "base", "employer_rate", …, "due"}]}`.

    A rate that is null or left out is not known yet (待核定). With a pack, which the file names, a
    row may give `month` and `wage` instead: the pack's limits of the base, its rates and the end of
    the month fill in what is left out. `rolled` and `capped` are the office's two settings.
    FieldMissing, BadEntry, NotAnAmount.
    """
    paid_on = _day("paid_on", required(data, "paid_on"))
    months = tuple(
        _month(row) if pack is None else _month_of_pack(pack, row)
        for row in rows_of(data, "months")
    )
    settings = {
        "premium_due_day_rolled": data.get("rolled") is True,
        "late_fee_capped_at_principal": data.get("capped") is True,
    }
    return counted_late_fees(paid_on, months, settings, read_calendar(places.calendars))


def count_period(
    places: Places, packs: Packs, pack_name: str, code: str, day: date
) -> tuple[Deadline, str]:
    """Return the deadline that a pack's rule counts from a day, and the law it rests on.

    A code may be typed in small letters. NoPack; RuleElsewhere for a code that only other packs
    have, NoSuchRule for one that no pack has; PeriodTooLong.
    """
    pack, calendar = packs.pack(pack_name), read_calendar(places.calendars)
    rule = _rule(packs, pack, code.strip().upper(), day)
    counted = deadline(day, rule.length, rule.unit, calendar, roll=rule.roll)
    return counted, pack.basis(rule, day)


def _rule(packs: Packs, pack: Pack, code: str, day: date) -> DeadlineRule:
    """Return a pack's period by code. RuleElsewhere, NoSuchRule."""
    if all(one.code != code for one in pack.deadlines(day)):
        others = [
            name
            for name in packs.names()
            if any(one.code == code for one in packs.pack(name).deadlines(day))
        ]
        if others:
            raise RuleElsewhere(pack=pack.name, code=code, packs=_(", ").join(others))
    return pack.deadline(code, day)


def _month_of_pack(pack: Pack, data: Mapping[str, Any]) -> PremiumMonth:
    """Return one month with what the pack knows where the row says nothing."""
    insurance, month = str(required(data, "insurance")), str(required(data, "month"))
    _day("month", f"{month}-01")
    wage = data["wage"] if "wage" in data else required(data, "base")
    known = premium_month(pack, insurance, month, fen_of(str(wage)))
    return replace(
        known,
        base=fen_of(str(data["base"])) if "base" in data else known.base,
        employer_rate=_rate_or(known.employer_rate, "employer_rate", data),
        employee_rate=_rate_or(known.employee_rate, "employee_rate", data),
        due=_day("due", data["due"]) if "due" in data else known.due,
    )


def _rate_or(known: Decimal | None, name: str, data: Mapping[str, Any]) -> Decimal | None:
    return _rate(name, data[name]) if name in data else known


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
