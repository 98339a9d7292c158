"""Desks with rosters of made-up people: every number has its right check digit."""

import io
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook
from stdnum.cn import ric

from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.tables.imports import ImportPlan, apply_import, plan_import
from mediatordesk.core.cases import Case
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.forms.sheets.reading import read_sheet
from mediatordesk.keys.slot_file import Cost

from .template_desks import NOW, PASSPHRASE

PLACES = Places.installed().without_marks()
NAMES = ("覃𬭎", "Nguyễn Thị Mai", "阿依古丽·买买提", "农民", "O'Brien & Sons", "解春", "单于娜")
SURNAMES = "黄李韦陆梁农莫蒙"


def number_of(place: int) -> str:
    """Return a made-up identity number."""
    day = date(1960, 1, 1) + timedelta(days=place)
    stem = f"450322{day:%Y%m%d}{place % 900 + 100:03}"
    return stem + ric.calc_check_digit(stem + "0")


def desk_at(folder: Path) -> Desk:
    """Return a new desk."""
    made = new_desk(
        folder,
        Office(code="450405101", name="正阳村人民调解委员会", number_prefix="正阳"),
        Operator(name="黄文德"),
        PASSPHRASE,
        places=PLACES,
        clock=Clock.typed(NOW),
        cost=Cost(8, 1),
    )
    return made.desk


def buyers_csv(count: int = 12, *, first: int = 0) -> bytes:
    """Return a roster of buyers and of people who were moved, as a county writes it."""
    heading = "序号,类别,姓名,证件类型,证件号码,性别,联系电话,房号,建筑面积,合同总价,"
    lines = [heading + "已付房款,是否付清"]
    for place in range(first, first + count):
        name = NAMES[place] if place < len(NAMES) else f"{SURNAMES[place % 8]}{chr(0x4E00 + place)}"
        kind = "拆迁户" if place % 5 == 4 else "购房户"
        number = number_of(place)
        sex = "男" if int(number[16]) % 2 else "女"
        lines.append(
            f"{place + 1},{kind},{name},居民身份证,{number},{sex},1380000{place:04},"
            f"北区{place}层01号,{70 + place}.50,{100000 + place}.07,{place}.00,否"
        )
    return "\r\n".join(lines).encode("utf-8-sig")


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """Return a workbook with these cells in its one sheet."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def planned(desk: Desk, data: bytes, roster: str = "buyers", **more: object) -> ImportPlan:
    """Plan the import of a file."""
    file = "某大厦 名单.csv"
    return plan_import(desk, read_sheet(data, file), roster, **more)  # type: ignore[arg-type]  # the caller's


def imported(desk: Desk, data: bytes, roster: str = "buyers", **more: object) -> Case:
    """Import a roster of parties and return its mass case."""
    plan = planned(desk, data, roster, **more)
    assert not plan.bad, plan.bad
    apply_import(desk, plan)
    assert plan.case is not None
    return desk.store.get(Case, plan.case.id)
