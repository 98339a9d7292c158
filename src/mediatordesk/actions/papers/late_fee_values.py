"""The calculation sheet of premiums and late fees (D33C), from the months entered in the case."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.deadlines import Calendar
from mediatordesk.core.late_fees import LateFeeLine, LateFees, PremiumMonth
from mediatordesk.core.money import yuan
from mediatordesk.forms.checks.premiums import base_limits, counted_late_fees
from mediatordesk.forms.packs.packs import Pack

NOT_KNOWN = "待核定"
"""Printed for a rate that is not known and for what depends on it; never 0 (domain.md 6.3)."""
LINE = (
    *("险种", "所属期", "基数", "单位费率", "个人费率", "单位应缴", "个人应缴", "本金"),
    *("应缴期限", "天数", "滞纳金"),
)
TOTAL = ("险种", "单位应缴", "个人应缴", "本金", "滞纳金")


def late_fee_values(
    pack: Pack, file: CaseFile, day: date, calendar: Calendar | None = None
) -> dict[str, object]:
    """Return the lines, the totals and the rules of the calculation; all empty without months.

    `calendar` rolls due days where the office has set so.
    """
    fees = late_fees_of(pack, file, day, calendar)
    if fees is None:
        return {
            "测算": dict.fromkeys(("缴款日", "待核定", "计算规则")),
            "测算明细": (dict.fromkeys(LINE),),
            "测算合计": (dict.fromkeys(TOTAL),),
        }
    unknown = dict.fromkeys(one.month.insurance for one in fees.lines if one.late_fee is None)
    return {
        "测算": {
            "缴款日": fees.paid_on,
            "待核定": "、".join(unknown),
            "计算规则": _rules(pack, file, day),
        },
        "测算明细": tuple(map(_line, fees.lines)),
        "测算合计": _totals(fees),
    }


def late_fees_of(
    pack: Pack, file: CaseFile, day: date, calendar: Calendar | None = None
) -> LateFees | None:
    """Return the calculation for the months entered in a case; None without months and a day.

    A month without a base has the actual wage between the pack's limits as its base.
    """
    entered = pack.read_elements(file.elements)
    months, paid_on = entered.get("premium_months"), entered.get("paid_on")
    if not months or not paid_on:
        return None
    wage = entered.get("actual_wage") or 0
    owed = tuple(_month(pack, row, wage) for row in months)
    return counted_late_fees(paid_on, owed, pack.settings(day, file.settings), calendar)


def month_text(month: str) -> str:
    """Return a month as it is printed: 2024-01 becomes 2024年1月."""
    year, _, number = month.partition("-")
    return f"{year}年{int(number)}月" if number.isdigit() else month


def _month(pack: Pack, row: Mapping[str, Any], wage: int) -> PremiumMonth:
    base = row["base"]
    if base is None:
        base = base_limits(pack, date.fromisoformat(f"{row['month']}-01")).clamp(wage)
    return PremiumMonth(
        insurance=row["insurance"],
        month=row["month"],
        base=base,
        employer_rate=row["employer_rate"],
        employee_rate=row["employee_rate"],
        due=row["due"],
        declared=row.get("declared") or 0,
    )


def _line(line: LateFeeLine) -> dict[str, object]:
    month = line.month
    return {
        "险种": month.insurance,
        "所属期": month_text(month.month),
        "基数": yuan(month.base),
        "单位费率": _percent(month.employer_rate),
        "个人费率": _percent(month.employee_rate),
        "单位应缴": _yuan(line.employer),
        "个人应缴": _yuan(line.employee),
        "本金": _yuan(line.principal),
        "应缴期限": month.due,
        "天数": line.days,
        "滞纳金": _yuan(line.late_fee),
    }


def _totals(fees: LateFees) -> Sequence[dict[str, object]]:
    """Return the totals of each insurance, and below them of those that are known."""
    kinds = dict.fromkeys(line.month.insurance for line in fees.lines)
    totals = [_total(f"{kind}小计", fees.of_insurance(kind)) for kind in kinds]
    return (*totals, _total("合计", fees)) if len(kinds) > 1 else totals


def _total(name: str, fees: LateFees) -> dict[str, object]:
    """Return one row of totals; an insurance whose rate is unknown has none."""
    known = any(line.late_fee is not None for line in fees.lines)
    amounts = (
        ("单位应缴", fees.employer),
        ("个人应缴", fees.employee),
        ("本金", fees.principal),
        ("滞纳金", fees.late_fee),
    )
    told: dict[str, object] = {label: yuan(fen) if known else NOT_KNOWN for label, fen in amounts}
    return {"险种": name} | told


def _rules(pack: Pack, file: CaseFile, day: date) -> str:
    """Return which rules were used: the days, the rate and its law, roll and cap."""
    settings = pack.settings(day, file.settings)
    capped = "以欠费本金为限" if settings.get("late_fee_capped_at_principal") else "不设上限"
    rolled = "顺延" if settings.get("premium_due_day_rolled") else "不顺延"
    law = pack.phrases(day).get("滞纳金依据", "")
    cited = f"（{law}）" if law else ""
    return (
        f"计算规则：滞纳金自应缴费日的次日起至测算缴款日止，按日加收万分之五{cited}；"
        f"应缴费日遇休息日{rolled}（本地规则待核）；滞纳金{capped}（本地规则待核）；"
        "每险种每月分别四舍五入到分。"
    )


def _percent(rate: Decimal | None) -> str:
    return NOT_KNOWN if rate is None else f"{rate.normalize():f}%"


def _yuan(fen: int | None) -> str:
    return NOT_KNOWN if fen is None else yuan(fen)
