"""Who is on the rosters: by category and batch, down to the names (source case 1: 152 people)."""

import io
from collections.abc import Iterator
from datetime import date

import pytest
from openpyxl import load_workbook

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.office_settings import set_setting
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.statistics.reports import NoSuchFigure
from mediatordesk.actions.statistics.staff import (
    StaffReport,
    people_behind,
    staff_report,
    staff_workbook,
)
from mediatordesk.core.records import added
from mediatordesk.core.rosters import RosterKind, RosterMember
from mediatordesk.core.statistics import StaffBy

from .border_cases import border_desk

DAY = date(2024, 12, 31)
LAWYERS, NEIGHBOURS, FOREIGNERS, ALL = 42, 14, 7, 152
FIRST_BATCH = 80


def people() -> Iterator[RosterMember]:
    """Yield the 152 people of the centre; who is the n-th follows from n."""
    categories = [("广西涉外律师", "中国")] * LAWYERS
    categories += [("港澳地区籍", "中国香港"), ("港澳地区籍", "中国澳门")] * (NEIGHBOURS // 2)
    categories += [("外国籍", "越南")] * (FOREIGNERS - 1) + [("外国籍", "Österreich")]
    categories += [("", "")] * (ALL - len(categories))
    for n, (category, nationality) in enumerate(categories):
        yield RosterMember(
            kind=RosterKind.EXPERT if n % 3 else RosterKind.MEDIATOR,
            name=f"Nguyễn Văn Đức {n}",
            sex=("男", "女", "")[n % 3 if n % 2 else 0],
            education=("大学本科", "硕士", "大专", "初中", "夜大", "")[n % 6],
            nationality=nationality,
            category=category,
            batch="第一批" if n < FIRST_BATCH else "",
            full_time=n % 5 == 0,
            organisation=("O'Brien & Sons", "")[n % 2],
            appointed_on=date(2023, 3, 1) if n < FIRST_BATCH else date(2024, 6, 1),
        )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("centre") / "desk"
    made = border_desk(folder, Places.installed().without_marks())
    gone = RosterMember(kind=RosterKind.MEDIATOR, name="覃𬭎", appointed_until=date(2024, 12, 30))
    later = RosterMember(kind=RosterKind.MEDIATOR, name="a<b", appointed_on=date(2025, 1, 1))
    made.commit([added(one) for one in (*people(), gone, later)])
    yield made
    made.close()


def lines(made: StaffReport, name: str) -> dict[str, int]:
    return {line.label: line.numbers.get(name, 0) for line in made.table.lines}


def total(made: StaffReport) -> dict[str, str]:
    table = made.table
    return {one.name: table.shown(table.total, one) for one in table.columns}


def test_one_hundred_and_fifty_two_by_category_and_by_batch(desk: Desk) -> None:
    by_category = staff_report(desk, DAY, StaffBy.CATEGORY)
    assert lines(by_category, "roster") == {
        "广西涉外律师": LAWYERS,
        "港澳地区籍": NEIGHBOURS,
        "外国籍": FOREIGNERS,
        "not filled in": ALL - LAWYERS - NEIGHBOURS - FOREIGNERS,
    }
    assert lines(staff_report(desk, DAY, StaffBy.BATCH), "roster") == {
        "第一批": FIRST_BATCH,
        "appointed on 2024-06-01": ALL - FIRST_BATCH,
    }
    shown = total(by_category)
    assert shown["roster"] == str(ALL)
    assert (shown["from_near"], shown["from_abroad"]) == (str(NEIGHBOURS), str(FOREIGNERS))


@pytest.mark.parametrize("by", StaffBy)
def test_every_figure_adds_up_and_is_made_of_names(desk: Desk, by: StaffBy) -> None:
    made = staff_report(desk, DAY, by)
    for column in made.table.columns:
        if column.figure.is_added:
            whole = made.table.total.numbers.get(column.name, 0)
            assert sum(line.numbers.get(column.name, 0) for line in made.table.lines) == whole
            behind = people_behind(desk, DAY, column.name)
            assert len({one.id for one in behind}) == len(behind) == whole, column.name


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("roster", "roster_mediators roster_experts"),
        ("roster", "from_home from_near from_abroad nationality_unsaid"),
        ("roster_mediators", "full_time part_time"),
        ("roster_mediators", "men women sex_unsaid"),
        (
            "roster_mediators",
            "education_postgraduate education_bachelor education_college education_secondary "
            "education_basic education_unsaid",
        ),
    ],
)
def test_parts_make_up_the_whole(desk: Desk, whole: str, parts: str) -> None:
    numbers = staff_report(desk, DAY, StaffBy.CATEGORY).table.total.numbers
    assert sum(numbers.get(one, 0) for one in parts.split()) == numbers[whole] > 0


def test_only_who_serves_on_the_day_is_counted(desk: Desk) -> None:
    names = {one.name for one in people_behind(desk, DAY, "roster")}
    assert not {"覃𬭎", "a<b"} & names
    assert "覃𬭎" in {one.name for one in people_behind(desk, date(2024, 12, 30), "roster")}
    assert "a<b" in {one.name for one in people_behind(desk, date(2025, 1, 1), "roster")}


def test_what_the_desk_cannot_know_is_to_be_filled_in_and_a_nought_is_a_number(desk: Desk) -> None:
    assert total(staff_report(desk, DAY, StaffBy.CATEGORY))["committees"] == "to be filled in"
    for name in ["village", "community", "township", "street", "enterprise", "industry"]:
        number = "13" if name == "village" else "0"
        set_setting(desk, f"committees_{name}", number, "2024年年报")
    shown = total(staff_report(desk, DAY, StaffBy.CATEGORY))
    assert (shown["committees_village_count"], shown["committees_street_count"]) == ("13", "0")
    assert shown["committees"] == "13"
    assert shown["funds_work_amount"] == "to be filled in"


def test_the_workbook_says_the_day_and_what_is_to_be_filled_in(desk: Desk) -> None:
    data = staff_workbook(staff_report(desk, DAY, StaffBy.BATCH), "农美华")
    book = load_workbook(io.BytesIO(data))
    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"152", "to be filled in", "第一批"} <= texts
    assert any(text.startswith("As of 2024") for text in texts)


def test_a_figure_of_cases_is_none_of_the_rosters(desk: Desk) -> None:
    with pytest.raises(NoSuchFigure):
        people_behind(desk, DAY, "accepted")
