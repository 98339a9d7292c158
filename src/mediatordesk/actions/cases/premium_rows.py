"""The months of premiums in dispute, filled in from the case and the pack's rates and bases."""

import json
from datetime import date
from decimal import Decimal

from mediatordesk.actions.cases.entered_parts import Data
from mediatordesk.actions.cases.routing import element_typed
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change
from mediatordesk.core.entries import FieldMissing, entry
from mediatordesk.core.late_fees import PremiumMonth
from mediatordesk.core.money import yuan
from mediatordesk.forms import Pack
from mediatordesk.forms.checks.premiums import months_between, premium_month

MONTHS = "premium_months"
NEEDED = ("insurances", "period_from", "period_to", "actual_wage")


def fill_premium_months(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Write a row for each insurance and month in dispute: base, rates, and the due day.

    The base is the actual wage between the limits in force that month, the rates are those of the
    month; what is not known stays open (待核定). `paid_on` is the day to calculate for, else
    today. FieldMissing names what the case does not say yet. Rows entered before are replaced.
    """
    pack, today = desk.packs.pack(file.case.pack), desk.clock.today()
    entered = pack.read_elements(file.elements)
    for name in NEEDED:
        if not entered.get(name):
            raise FieldMissing(field=name)
    paid_on = entry("paid_on", date, data["paid_on"]) if "paid_on" in data else today
    rows = [
        _row(premium_month(pack, insurance, month, entered["actual_wage"]))
        for insurance in _insurances(pack, entered["insurances"])
        for month in months_between(entered["period_from"], entered["period_to"])
    ]
    text = json.dumps(rows, ensure_ascii=False)
    written = element_typed(desk, file, MONTHS, text)
    return desk.commit([*written, *element_typed(desk, file, "paid_on", paid_on.isoformat())])


def _insurances(pack: Pack, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Return what the chosen insurances are called."""
    field = next(one for one in pack.fields() if one.name == "insurances")
    labels = {choice.name: choice.label for choice in field.choices}
    return tuple(labels[name] for name in chosen)


def _row(month: PremiumMonth) -> dict[str, str]:
    """Return a row as it is typed."""
    return {
        "insurance": month.insurance,
        "month": month.month,
        "base": yuan(month.base).replace(",", ""),
        "employer_rate": _rate(month.employer_rate),
        "employee_rate": _rate(month.employee_rate),
        "due": month.due.isoformat(),
    }


def _rate(rate: Decimal | None) -> str:
    return "" if rate is None else f"{rate.normalize():f}"
