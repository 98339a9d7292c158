"""screening and subsidy: what scripts may count on, and what a clerk is told."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from .commands import HARD_NAMES, TypedDesk, typed
from .intakes import gutter, with_party

MARCH = ("--now", "2025-03-31T17:00")
ROUND = {"visited_on": "2025-03-10", "place": "正阳村三组", "found": 3, "prevented": 2}


def test_a_round_is_logged_listed_and_counted(desk: TypedDesk) -> None:
    for visitor in HARD_NAMES[:3]:
        desk.ask("screening", "add", desk.written(ROUND | {"visitor": visitor}), *MARCH)
    early = ROUND | {"visited_on": "2025-02-28", "found": 1, "prevented": 1, "risk": "orange"}
    desk.ask("screening", "add", desk.written(early), *MARCH)
    march = desk.ask("screening", "list", "--from", "2025-03-01", "--to", "2025-03-31")
    assert (march["visits"], march["found"], march["prevented"]) == (3, 9, 6)
    assert [one["visitor"] for one in march["rounds"]] == list(HARD_NAMES[:3])
    every = desk.ask("screening", "list")
    assert every["rounds"][0]["visited_on"] == "2025-02-28"
    assert every["visits"] == 4


def test_a_round_of_today_is_the_operators_own(desk: TypedDesk) -> None:
    added = desk.ask("screening", "add", desk.written({"place": "五组"}), *MARCH)
    assert (added["visited_on"], added["visitor"]) == ("2025-03-31", "黄文德")
    assert (added["found"], added["prevented"]) == (0, 0)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"prevented": 4}, "prevented"),
        ({"found": -1, "prevented": -1}, "found"),
        ({"visited_on": "2025-04-01"}, "visited_on"),
        ({"next_on": "2025-03-01"}, "next_on"),
        ({"risk": "紫色"}, "risk"),
        ({"place": " "}, "place"),
        ({"village": "a<b"}, "village"),
        ({"visited_on": "三月十日"}, "visited_on"),
        ({"found": "三"}, "found"),
    ],
)
def test_what_cannot_be_true_of_a_round_is_refused(
    desk: TypedDesk, wrong: dict[str, Any], named: str
) -> None:
    before = desk.saved()[0]
    said = desk("screening", "add", desk.written(ROUND | wrong), *MARCH)
    assert named in said.complaint()[0]
    assert desk.saved()[0] == before


def test_a_dispute_that_a_round_found_becomes_a_case(desk: TypedDesk) -> None:
    found = desk.ask("screening", "add", desk.written(ROUND), *MARCH)["id"]
    case = desk.add(gutter(), "--now", "2025-03-10T15:00")
    desk.ask("screening", "link", found[:8], case)
    [shown] = desk.ask("screening", "list")["rounds"]
    assert [one["case"] for one in shown["cases"]] == [case]
    assert "no-such" in desk("screening", "link", "no-such", case).complaint()[0]


def test_a_round_entered_by_mistake_leaves_the_log_and_not_the_history(desk: TypedDesk) -> None:
    wrong = desk.ask("screening", "add", desk.written(ROUND), *MARCH)["id"]
    desk.ask("screening", "void", wrong, "--reason", "重复登记")
    assert desk.ask("screening", "list")["rounds"] == []
    assert desk("screening", "void", wrong, "--reason", "重复登记").complaint()


# ── subsidies ──


def settled(desk: TypedDesk, **changes: Any) -> str:
    """Register scenario 3, perform it, and make the papers that an office wants to see."""
    case = desk.add(gutter() | changes, "--now", "2025-03-10T15:00")
    desk.ask("case", "do", case, "perform", "--with", desk.written({"obligation": 1}), *MARCH)
    seen = {"findings": "雨水槽已装好，双方和好", "performed": True}
    desk.ask("case", "do", case, "visit", "--with", desk.written(seen), *MARCH)
    for paper in ("D18", "D23"):
        desk.ask("paper", "make", case, paper, *MARCH)
    return case


def test_one_dispute_is_paid_once(desk: TypedDesk) -> None:
    case = settled(desk)
    claimed = desk.ask("subsidy", "claim", case, "--grade", "simple", *MARCH)
    assert (claimed["amount"], claimed["month"]) == ("100.00", "2025-03")
    assert (claimed["mediator"], claimed["proofs"]) == ("黄文德", ["D18", "D23"])
    again = desk("subsidy", "claim", case, "--grade", "complex", "--month", "2025-04", *MARCH)
    happened, kept, _to_do = again.complaint()
    assert "（2025）正阳人调字第1号" in happened
    assert "2025-03" in happened
    assert kept
    assert len(desk.ask("subsidy", "list", "--month", "2025-03")) == 1
    assert desk.ask("subsidy", "list", "--month", "2025-04") == []


def test_a_claim_that_was_withdrawn_can_be_made_again(desk: TypedDesk) -> None:
    case = settled(desk)
    desk.ask("subsidy", "claim", case, "--grade", "simple", *MARCH)
    desk.ask("subsidy", "withdraw", case, "--reason", "难易程度填错")
    assert desk("subsidy", "withdraw", case, "--reason", "难易程度填错").complaint()
    desk.ask("subsidy", "claim", case, "--grade", "general", *MARCH)
    [one] = desk.ask("subsidy", "list", "--month", "2025-03")
    assert (one["grade"], one["amount"]) == ("general", "200.00")


def test_what_is_not_settled_or_not_proved_is_not_paid(desk: TypedDesk) -> None:
    case = desk.add(gutter(), "--now", "2025-03-10T15:00")
    claim = ("subsidy", "claim", case, "--grade", "simple", *MARCH)
    assert desk(*claim).complaint()
    desk.ask("case", "do", case, "perform", "--with", desk.written({"obligation": 1}), *MARCH)
    seen = {"findings": "已装好", "performed": True}
    desk.ask("case", "do", case, "visit", "--with", desk.written(seen), *MARCH)
    lacking = desk(*claim).complaint()[0]
    assert "口头协议登记表" in lacking
    assert "回访记录" in lacking
    reason = ("--reason", "县司法局2025年1号文件")
    desk.ask("desk", "set", "setting", "subsidy_proofs", "", *reason)
    assert desk.ask(*claim)["proofs"] == []


def test_the_grade_is_the_cases_own_and_the_amount_the_offices(desk: TypedDesk) -> None:
    case = settled(desk)
    assert "grade" in desk("subsidy", "claim", case, *MARCH).complaint()[0]
    desk.ask("case", "set", case, "difficulty", "complex")
    reason = ("--reason", "县司法局2025年1号文件")
    desk.ask("desk", "set", "setting", "subsidy_complex", "1234", *reason)
    assert desk.ask("subsidy", "claim", case, *MARCH)["amount"] == "1234.00"


def test_a_second_case_of_the_same_people_is_warned_of(desk: TypedDesk) -> None:
    first, second = settled(desk), settled(desk)
    claim = ("--grade", "simple", *MARCH)
    assert desk.ask("subsidy", "claim", first, *claim)["warnings"] == []
    [warned] = desk.ask("subsidy", "claim", second, *claim)["warnings"]
    assert "（2025）正阳人调字第1号" in warned


def test_the_sheet_of_a_month_adds_up_in_digits_and_capitals(
    desk: TypedDesk, tmp_path: Path
) -> None:
    one = settled(desk)
    hard = with_party(gutter(), 0, name="Nguyễn Văn Đức", id_number="", id_kind="护照")
    other = settled(desk, parties=hard["parties"] + [], oral_agreement=_named(hard))
    desk.ask("subsidy", "claim", one, "--grade", "general", *MARCH)
    by = ("--mediator", "O'Brien <覃𬭎>")
    desk.ask("subsidy", "claim", other, "--grade", "complex", *by, *MARCH)
    to = tmp_path / "以案定补 2025-03.xlsx"
    written = desk.ask("subsidy", "sheet", "--month", "2025-03", "--to", to, *MARCH)
    assert written == {"file": str(to), "rows": 2}
    book = load_workbook(to)
    cases, people = (list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets)
    assert "2025年3月" in str(cases[0][0])
    total = next(row for row in cases if row[1] == "合计")
    assert (total[2], total[6]) == ("2件", 700)
    assert next(row for row in cases if row[1] == "合计（大写）")[2] == "人民币柒佰元整"
    assert {row[1]: row[3] for row in people[2:]} == {
        "黄文德": 200,
        "O'Brien <覃𬭎>": 500,
        "合计": 700,
    }
    assert desk("subsidy", "sheet", "--month", "2025-3", "--to", to).complaint()
    assert desk("subsidy", "sheet", "--month", "2025-03", "--to", tmp_path / "a.csv").complaint()


def _named(intake: dict[str, Any]) -> dict[str, Any]:
    """Return the oral agreement of an intake whose applicant has another name."""
    agreed: dict[str, Any] = intake["oral_agreement"]
    name = intake["parties"][0]["name"]
    owed = [one | {"obligee": name} for one in agreed["obligations"]]
    return agreed | {"obligations": owed}


def test_a_month_without_claims_has_an_empty_sheet(desk: TypedDesk, tmp_path: Path) -> None:
    to = tmp_path / "空.xlsx"
    assert desk.ask("subsidy", "sheet", "--month", "2024-01", "--to", to)["rows"] == 0
    rows = list(load_workbook(to).worksheets[0].iter_rows(values_only=True))
    assert next(row for row in rows if row[1] == "合计（大写）")[2] == "人民币零元整"


def test_an_empty_sheet_says_that_it_is_empty(desk: TypedDesk, tmp_path: Path) -> None:
    to = tmp_path / "以案定补 a&b.xlsx"
    opening = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file)
    said = typed("subsidy", "sheet", "--month", "2024-01", "--to", to, *opening).out
    assert said.splitlines() == [str(to), "这个月没有申领。"]
