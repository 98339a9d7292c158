"""The monthly sheet of subsidies (D50 以案定补): every case, what each mediator gets, the total."""

from collections.abc import Iterable

from mediatordesk.actions.cases.intake import dispute_type_words
from mediatordesk.actions.cases.subsidies import GRADES, claims
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.tables.exports import Exported
from mediatordesk.core.cases import Case
from mediatordesk.core.money import capitals, yuan
from mediatordesk.core.subsidies import Subsidy
from mediatordesk.forms.sheets.sheet import Heading, Table
from mediatordesk.forms.sheets.writing import width_of, write_xlsx

_AMOUNT = "#,##0.00"
_CASES = (
    "序号",
    "案件编号",
    "案件名称",
    "纠纷类型",
    "人民调解员",
    "难易程度",
    "补贴金额（元）",
    "证明材料",
)
_PEOPLE = ("序号", "人民调解员", "件数", "补贴金额（元）", "补贴金额（大写）", "领款人签名")
_WIDTHS = {"领款人签名": 20}
_NUMBERS = {"序号": "0", "件数": "0", "补贴金额（元）": _AMOUNT}
Row = tuple[str, ...]


def subsidy_sheet(desk: Desk, month: str) -> Exported:
    """Return the sheet of a month as a workbook: cases with the total in digits and in capitals,
    and on a second sheet what each mediator signs for. BadEntry for what is no month.
    """  # noqa: D205 - one sentence
    claimed = claims(desk, month)
    year, number = month.split("-")
    title = f"{desk.office.name}{year}年{int(number)}月人民调解以案定补明细表"
    tables = [_cases(desk, claimed, title), _people(claimed, title.replace("明细", "汇总"))]
    return Exported(write_xlsx(tables), len(claimed))


def _cases(desk: Desk, claimed: Iterable[tuple[Subsidy, Case]], title: str) -> Table:
    """Return the sheet of cases, closed by the total and the places to sign."""
    pairs = tuple(claimed)
    total = sum(one.amount for one, _case in pairs)
    made = desk.clock.today().isoformat()
    rows = tuple(_case_row(desk, place, *pair) for place, pair in enumerate(pairs, 1))
    closing = (
        ("", "合计", f"{len(pairs)}件", "", "", "", yuan(total), ""),
        ("", "合计（大写）", capitals(total), "", "", "", "", ""),
        ("", "制表人", desk.operator.name, "", "审核人", "", "", ""),
        ("", "制表日期", made, "", "负责人", desk.office.director, "", ""),
    )
    return Table("以案定补明细", _headings(_CASES, (*rows, *closing)), (*rows, *closing), title)


def _case_row(desk: Desk, place: int, one: Subsidy, case: Case) -> Row:
    """Return one case as a row."""
    return (
        str(place),
        case.called,
        case.title,
        dispute_type_words(desk, case),
        one.mediator,
        GRADES.get(one.grade, one.grade),
        yuan(one.amount),
        "、".join(one.proofs),
    )


def _people(claimed: Iterable[tuple[Subsidy, Case]], title: str) -> Table:
    """Return the sheet of mediators: how many cases, how much, and where they sign for it."""
    sums: dict[str, list[int]] = {}
    for one, _case in claimed:
        sums.setdefault(one.mediator, []).append(one.amount)
    rows = tuple(
        (str(place), name, str(len(paid)), yuan(sum(paid)), capitals(sum(paid)), "")
        for place, (name, paid) in enumerate(sorted(sums.items()), 1)
    )
    total = sum(sum(paid) for paid in sums.values())
    count = str(sum(map(len, sums.values())))
    closing = (("", "合计", count, yuan(total), capitals(total), ""),)
    return Table("按调解员汇总", _headings(_PEOPLE, (*rows, *closing)), (*rows, *closing), title)


def _headings(labels: tuple[str, ...], rows: tuple[Row, ...]) -> tuple[Heading, ...]:
    """Return headings as wide as their columns need, with numbers where there are numbers."""
    columns = zip(*rows, strict=True)
    return tuple(
        Heading(
            label,
            _WIDTHS.get(label) or width_of((label, *column), most=36),
            _NUMBERS.get(label, "@"),
        )
        for label, column in zip(labels, columns, strict=True)
    )
