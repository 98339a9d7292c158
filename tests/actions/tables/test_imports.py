"""Rosters and ledgers go in whole or not at all, and whatever is odd is said."""

import io
import time
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from mediatordesk.actions.desks.desk import Desk, check_desk
from mediatordesk.actions.tables import imports
from mediatordesk.actions.tables.imports import apply_import, plan_import
from mediatordesk.actions.tables.row_errors import write_row_errors
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case
from mediatordesk.core.parties import Party, PartyKind, PartyRole
from mediatordesk.core.rosters import RosterMember
from mediatordesk.forms.errors import NoRoster
from mediatordesk.forms.rosters.reading import (
    ColumnsMissing,
    ColumnTwice,
    NoHeading,
    NoRows,
    WrongUnit,
)
from mediatordesk.forms.sheets.reading import read_sheet
from mediatordesk.forms.sheets.sheet import SheetTooLarge
from mediatordesk.store import read_case_file
from tests.actions.roster_desks import (
    NAMES,
    buyers_csv,
    desk_at,
    imported,
    number_of,
    planned,
    workbook,
)

CREDITORS = """序号,债权人,证件类型,证件号码,联系电话,地址,开户行,账号,确认额,代偿额,放弃额
1,龙某,居民身份证,451103199212162352,15602627070,平桂区71号,桂林银行,6245059036525940034,33487.21,26625.68,6861.53
2,郭兴日化有限公司,统一社会信用代码,91451103727642944F,17649094389,黄田镇24号,桂林银行,6254613125573058395,"27,349.70",21745.75,5603.95
""".encode()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_at(tmp_path / "desk 一")


def file_of(desk: Desk, case: Case) -> CaseFile:
    return read_case_file(desk.store, case.id)


def test_a_roster_becomes_the_parties_of_one_mass_case_in_one_change(desk: Desk) -> None:
    before = desk.store.head().seq
    file = file_of(desk, imported(desk, buyers_csv(40)))
    assert desk.store.head().seq == before + 1
    assert [one.name for one in file.parties[: len(NAMES)]] == list(NAMES)
    assert {one.role for one in file.parties} == {PartyRole.BUYER, PartyRole.RELOCATED}
    first = file.parties[0]
    assert (first.birth_date, first.position) == (date(1960, 1, 1), 1)
    assert file.party_elements[first.id] == {
        "flat": "北区0层01号",
        "floor_area": "70.50",
        "contract_amount": "10000007",
        "paid_amount": "0",
        "paid_in_full": "no",
    }
    assert (file.case.title, file.case.mark) == ("某大厦 名单", "临-A-0001")
    assert check_desk(desk) == ()


def test_without_apply_nothing_is_saved(desk: Desk) -> None:
    before = desk.store.head()
    assert planned(desk, buyers_csv()).added == 12
    assert desk.store.head() == before


def test_a_mass_case_can_have_an_intake_of_its_own_with_the_other_side(desk: Desk) -> None:
    developer = {
        "role": "respondent",
        "kind": "organisation",
        "name": "桂林某房地产有限公司",
        "id_number": "91451481930364265Y",
        "address": "七星区1号",
        "phone": "07730001",
        "legal_representative": "梁志强",
    }
    entry = {"title": "人民大厦系列纠纷", "facts": "逾期交房。", "parties": [developer]}
    file = file_of(desk, imported(desk, buyers_csv(3), entry=entry))
    assert file.case.title == "人民大厦系列纠纷"
    assert [one.position for one in file.parties] == [1, 2, 3, 4]
    assert file.parties[0].role is PartyRole.RESPONDENT


def test_creditors_may_be_companies_and_amounts_may_have_commas(desk: Desk) -> None:
    file = file_of(desk, imported(desk, CREDITORS, "creditors"))
    person, company = file.parties
    assert (person.kind, company.kind) == (PartyKind.PERSON, PartyKind.ORGANISATION)
    assert file.party_elements[company.id]["confirmed_amount"] == "2734970"
    assert file.party_elements[person.id]["account"] == "6245059036525940034"


def test_rows_are_added_to_a_case_that_is_there_but_never_twice(desk: Desk) -> None:
    case = imported(desk, buyers_csv(4))
    imported(desk, buyers_csv(3, first=4), into=case)
    assert [one.position for one in file_of(desk, case).parties] == list(range(1, 8))
    again = planned(desk, buyers_csv(7), into=case)
    assert {one.row for one in again.bad} == {*range(2, 9)}


def test_what_repeats_is_warned_about_and_never_refused(desk: Desk) -> None:
    lines = buyers_csv(6).decode("utf-8-sig").splitlines()
    twice = lines[2].replace("北区1层01号", "北区0层01号")
    same_number = lines[3].replace(number_of(2), number_of(1)).replace(",女,", ",男,")
    moved = lines[5].replace("北区4层01号", "北区0层01号")  # no buyer: not sold twice
    data = "\n".join([*lines[:2], twice, same_number, lines[4], moved]).encode()
    plan = planned(desk, data)
    assert not plan.bad
    assert [one.code for one in plan.warnings] == ["R01", "R02"]
    assert "一房多卖" in plan.warnings[0].why
    assert "2、3" in plan.warnings[0].why
    assert "3、4" in plan.warnings[1].why


def test_somebody_the_desk_knows_is_suggested(desk: Desk) -> None:
    imported(desk, buyers_csv(3))
    plan = planned(desk, buyers_csv(2, first=2))
    assert [(one.code, one.quote) for one in plan.warnings] == [("R03", number_of(2))]
    assert not plan.bad


def test_a_number_that_excel_has_cut_is_refused_with_row_and_column(desk: Desk) -> None:
    heading = ["类别", "姓名", "证件号码", "联系电话"]
    rows = [
        ["购房户", "覃𬭎", int(number_of(0)[:17]) * 10, "13800000000"],
        ["购房户", "莫某", "4.50322E+17", 1.38e10],
        ["购房户", "韦某", number_of(3), 1.38e15],
    ]
    plan = planned(desk, workbook([["台账"], heading, *rows]))
    assert [(one.row, one.column) for one in plan.bad] == [
        (3, "证件号码"),
        (4, "证件号码"),
        (5, "联系电话"),
    ]
    assert all("15" in one.why for one in plan.bad)


def test_a_csv_that_excel_has_cut_says_so_too(desk: Desk) -> None:
    data = f"类别,姓名,证件号码\n购房户,覃𬭎,{number_of(0)[:15]}000".encode()
    [bad] = planned(desk, data).bad
    assert (bad.row, bad.column) == (2, "证件号码")
    assert "15" in bad.why


def test_one_bad_row_keeps_all_others_out(desk: Desk) -> None:
    before = desk.store.head()
    data = buyers_csv(5).replace(number_of(3).encode(), b"450322196001041040")
    plan = planned(desk, data)
    assert [one.row for one in plan.bad] == [5]
    assert plan.added == 0
    with pytest.raises(ValueError, match="证件号码"):
        apply_import(desk, plan)
    assert desk.store.head() == before


def test_numbers_are_read_in_whatever_width_they_were_typed(desk: Desk) -> None:
    wide = "４５０３２２１９６３０６０１７０８ｘ"
    data = f"类别,姓名,证件号码,联系电话\n购房户,孙美荣,'{wide},１３８０００００００１".encode()
    [party] = file_of(desk, imported(desk, data)).parties
    assert (party.id_number, party.phone) == ("45032219630601708X", "13800000001")


@pytest.mark.parametrize(
    "written", ["2024-11-05", "20241105", "2024.11.5", "2024年11月5日", "2024/11/5", "45601"]
)
def test_days_are_read_however_people_write_them(desk: Desk, written: str) -> None:
    data = f"姓名,身份证号,进场日期,欠薪（元）\n覃𬭎,{number_of(1)},{written},18500\n".encode()
    file = file_of(desk, imported(desk, data, "workers"))
    [elements] = file.party_elements.values()
    assert elements == {"employed_on": "2024-11-05", "wages_owed": "1850000"}


@pytest.mark.parametrize("written", ["2024-02-30", "11/5/2024", "去年", "2024.13.1", "1.5"])
def test_what_is_no_day_is_refused(desk: Desk, written: str) -> None:
    data = f"姓名,身份证号,进场日期\n覃𬭎,{number_of(1)},{written}\n".encode()
    assert [one.column for one in planned(desk, data, "workers").bad] == ["进场日期"]


def test_titles_sums_and_repeated_headings_are_no_rows(desk: Desk) -> None:
    heading = "类别,姓名,证件号码,合同总价（元）,备注"
    person = f"购房户,覃𬭎,{number_of(0)},1.50,x"
    other = f"购房户,莫某,{number_of(1)},2.50,"
    data = "\n".join(["某大厦台账,,,", ",,,", heading, person, heading, other, "合 计,,,4.00,"])
    plan = planned(desk, data.encode())
    assert [line.number for line in plan.lines] == [4, 6]
    assert "备注" in plan.notes[0]
    assert "7" in plan.notes[1]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ("甲,乙\n1,2", NoHeading),
        ("姓名,金额\n覃某,1", ColumnsMissing),
        ("类别,姓名,户主,证件号码\n购房户,a,b,1", ColumnTwice),
        ("类别,姓名,证件号码,合同总价（万元）\n购房户,a,1,2", WrongUnit),
        ("类别,姓名,证件号码\n", NoRows),
        ("台账\n类别,姓名,证件号码\n合计,,\n", NoRows),
    ],
)
def test_a_heading_that_cannot_be_used_is_refused(
    desk: Desk, data: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        planned(desk, data.encode())


def test_an_unknown_roster_is_refused(desk: Desk) -> None:
    with pytest.raises(NoRoster):
        planned(desk, buyers_csv(), "tenants")


def test_a_ledger_becomes_one_case_a_row_each_with_its_own_mark(desk: Desk) -> None:
    heading = "登记日期,纠纷类型,申请人,申请人证件号码,申请人民族,申请人电话,申请人住址,"
    heading += "被申请人,被申请人证件号码,被申请人民族,被申请人电话,被申请人住址,简要情况,涉案金额"
    row = "2025.3.{n},邻里纠纷,{a},{x},壮族,13800000001,三组,{b},{y},汉族,13800000002,四组,滴水,1.5"
    rows = [
        row.format(n=n, a=NAMES[n], x=number_of(n), b="莫志强", y="450405199005180177")
        for n in (1, 2, 3)
    ]
    plan = planned(desk, "\n".join([heading, *rows]).encode(), "cases")
    assert not plan.bad, plan.bad
    apply_import(desk, plan)
    cases = desk.store.all(Case)
    assert [one.mark for one in cases] == ["临-A-0001", "临-A-0002", "临-A-0003"]
    assert [one.registered_on for one in cases] == [date(2025, 3, n) for n in (1, 2, 3)]
    assert cases[0].amount_in_dispute == 150
    assert cases[0].dispute_type == "02"
    assert len(desk.store.all(Party)) == 6


def test_a_case_without_what_its_pack_asks_for_is_a_bad_row(desk: Desk) -> None:
    data = "纠纷类型,申请人,简要情况\n邻里纠纷,覃𬭎,滴水\n没有的类型,莫某,滴水\n".encode()
    bad = planned(desk, data, "cases").bad
    assert {(one.row, one.column) for one in bad} >= {(2, "申请人证件号码"), (3, "纠纷类型")}


def test_mediators_go_into_the_offices_own_roster_once(desk: Desk) -> None:
    data = (
        "姓名,性别,出生日期,是否专职,语言,聘期至\n"
        "黄文德,男,1975.6.1,是,普通话、白话,2026-12-31\nNguyễn Văn Đức,男,,否,越南语,\n"
    ).encode()
    plan = planned(desk, data, "mediators")
    apply_import(desk, plan)
    first, second = desk.store.all(RosterMember)
    assert (first.full_time, first.languages) == (True, ("普通话", "白话"))
    assert (second.name, second.appointed_until) == ("Nguyễn Văn Đức", None)
    assert len(planned(desk, data, "mediators").bad) == 2


def test_bad_rows_are_written_beside_their_file_and_nothing_is_overwritten(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "名单.xlsx"
    heading = ["类别", "姓名", "证件号码"]
    path.write_bytes(workbook([heading, ["购房户", "=a", "1"], ["购房户", "莫某", number_of(1)]]))
    plan = plan_import(desk, read_sheet(path.read_bytes(), path.name), "buyers")
    written = [write_row_errors(plan, path) for _ in range(2)]
    assert [one.name for one in written if one] == ["名单_有误行.xlsx", "名单_有误行2.xlsx"]
    assert written[0]
    sheet = load_workbook(io.BytesIO(written[0].read_bytes())).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [*heading, "原因"]
    assert sheet.max_row == 2
    assert sheet["C2"].fill.fgColor.rgb == "00FFD9D9"
    again = read_sheet(written[0].read_bytes(), "f")
    assert plan_import(desk, again, "buyers").notes == ()


def test_a_csv_gets_its_bad_rows_as_csv_that_can_be_corrected_and_imported(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "名单.csv"
    plan = planned(desk, buyers_csv(3).replace(number_of(1).encode(), b"12"))
    written = write_row_errors(plan, path)
    assert written is not None
    corrected = written.read_bytes().replace(b",12,", f",{number_of(1)},".encode())
    assert planned(desk, corrected).rows == 1
    assert not planned(desk, corrected).bad
    assert write_row_errors(plan, tmp_path / "no folder" / "名单.csv") is None


def test_a_large_roster_takes_several_changes_and_still_goes_in_as_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "MOST_CELLS", 200)
    plan = planned(desk, buyers_csv(40))
    before = desk.store.head().seq
    assert len(apply_import(desk, plan)) == desk.store.head().seq - before > 1
    assert len(desk.store.all(Party)) == 40


def test_a_workbook_that_unpacks_to_a_lot_is_read_by_a_child_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = workbook([["姓名"], ["覃𬭎"]])
    monkeypatch.setattr(imports, "HARMLESS", 100)
    assert imports.read_table(data, "f").rows[1].cells == ("覃𬭎",)
    with pytest.raises(SheetTooLarge):
        imports.read_table(b"1\n" * 50_001, "f")


def test_375_rows_are_planned_and_saved_in_a_fraction_of_two_seconds(desk: Desk) -> None:
    data = buyers_csv(375)
    start = time.process_time()  # other tests run beside it
    apply_import(desk, planned(desk, data))
    assert time.process_time() - start < 2
