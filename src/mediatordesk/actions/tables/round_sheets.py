"""The screening log of some days as a workbook (矛盾纠纷排查台账), the earliest round first."""

from collections.abc import Iterable
from datetime import date

from mediatordesk.actions.cases.screening_log import LoggedRound, rounds
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.tables.exports import Exported
from mediatordesk.forms.sheets.sheet import Heading, Table
from mediatordesk.forms.sheets.writing import width_of, write_xlsx

RISK_WORDS = {"none": "无", "yellow": "黄色", "orange": "橙色", "red": "红色"}
_LABELS = (
    *("序号", "排查日期", "排查地点", "排查人", "发现纠纷（件）", "预防纠纷（件）"),
    *("排查情况", "采取措施", "风险等级", "下次排查", "形成案件"),
)
_NUMBERS = {"序号": "0", "发现纠纷（件）": "0", "预防纠纷（件）": "0"}


def round_sheet(desk: Desk, first: date, last: date) -> Exported:
    """Return the rounds between two days, both counted, as a workbook with their sums."""
    found = rounds(desk, first, last)
    rows = [_row(number, one) for number, one in enumerate(found, 1)]
    sums = (sum(one.visit.found for one in found), sum(one.visit.prevented for one in found))
    closing = ("", "合计", f"{len(found)}次", "", *map(str, sums), "", "", "", "", "")
    title = f"{desk.office.name}矛盾纠纷排查台账（{first:%Y-%m-%d}至{last:%Y-%m-%d}）"
    told = (*rows, closing)
    return Exported(write_xlsx([Table("排查台账", _headings(told), told, title)]), len(found))


def _row(number: int, one: LoggedRound) -> tuple[str, ...]:
    """Return a round as a row; a day that is not set is empty."""
    visit = one.visit
    return (
        str(number),
        visit.visited_on.isoformat(),
        visit.place,
        visit.visitor,
        str(visit.found),
        str(visit.prevented),
        visit.findings,
        visit.measures,
        RISK_WORDS.get(visit.risk, ""),
        visit.next_on.isoformat() if visit.next_on else "",
        "、".join(case.called for case in one.cases),
    )


def _headings(rows: Iterable[tuple[str, ...]]) -> tuple[Heading, ...]:
    """Return headings as wide as their columns need."""
    columns = zip(*rows, strict=True)
    return tuple(
        Heading(label, width_of((label, *column), most=36), _NUMBERS.get(label, "@"))
        for label, column in zip(_LABELS, columns, strict=True)
    )
