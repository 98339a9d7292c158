"""Scenario 5: a loan that must not reach the court (source case 6)."""

from pathlib import Path
from typing import Any

import pytest

from mediatordesk.core.offices import Office

from .journeys import Desk, Played, signature_of, words_of
from .lending_cases import (
    AGREEMENT,
    ANSWER,
    BORROWER,
    CLUE,
    EARLIER,
    LENDER,
    TICKED,
    borrower,
    lending_case,
    scenario_five,
)
from .plain_desks import plain_desk

NUMBERS = ("45030519830101101X", "450305198402022033", "450305198503033057", "450305198604044070")
NOW = "2024-09-02T10:00"
OFFICE = Office(
    code="450305001999",
    name="七星区某街道人民调解委员会",
    number_prefix="七星",
    director="苏文德",
    phone="0773-3800001",
    address="桂林市七星区某路1号",
)


@pytest.fixture
def lending_desk(tmp_path: Path) -> Desk:
    """Return a desk that holds the lender's four other loan cases of the last twelve months."""
    desk = plain_desk(tmp_path, OFFICE)
    for entered, case in EARLIER:
        desk.add(case, entered)
    return desk


def agreed(desk: Desk, *ticked: str) -> str:
    """Register the loan, and note what both sides agreed on within minutes."""
    case = desk.add(scenario_five(*ticked), "2024-09-02T09:00")
    desk.do(case, "accept", {}, "2024-09-02T09:10")
    desk.do(case, "agree", AGREEMENT, "2024-09-02T09:20")
    return case


def check(desk: Desk, case: str, stage: str = "court") -> Any:
    return desk("case", "check", case, "--for", stage, "--now", NOW).data


def points(told: Any) -> dict[str, int]:
    return {one["code"]: one["points"] for one in told["findings"] if one["points"]}


def test_four_signs_are_found_in_the_data_and_two_are_ticked(lending_desk: Desk) -> None:
    told = check(lending_desk, agreed(lending_desk, *TICKED))
    assert points(told) == {"F04": 2, "F05": 2, "F06": 3, "F07": 2, "F12": 2, "F16": 2}
    assert told["screening"]["score"] == 13
    assert (told["screening"]["threshold"], told["screening"]["held"]) == (6, True)
    assert told["blocked"]
    [total] = [one for one in told["findings"] if one["code"] == "A12"]
    assert (total["level"], total["quote"]) == ("S", "13")
    assert "特邀调解" in total["basis"]


def test_without_the_ticks_it_is_nine_points_and_still_held(lending_desk: Desk) -> None:
    told = check(lending_desk, agreed(lending_desk))
    assert points(told) == {"F06": 3, "F07": 2, "F12": 2, "F16": 2}
    assert (told["screening"]["score"], told["screening"]["held"]) == (9, True)


def test_the_finding_names_the_other_four_cases(lending_desk: Desk) -> None:
    told = check(lending_desk, agreed(lending_desk))
    [same] = [one for one in told["findings"] if one["code"] == "F07"]
    marks = [one["number"] for one in lending_desk("case", "list").data]
    assert sum(mark in same["quote"] for mark in marks if mark) == 4


def test_the_same_persons_count_only_within_twelve_months(tmp_path: Path) -> None:
    desk = plain_desk(tmp_path, OFFICE)
    for day, number in zip(("2023-08-30", "2023-09-01", "2024-08-06"), NUMBERS, strict=False):
        desk.add(lending_case(day, borrower(BORROWER, number)), f"{day}T09:00")
    assert points(check(desk, agreed(desk))) == {"F06": 3, "F12": 2}


def test_a_lender_with_a_licence_is_no_professional_without_one(lending_desk: Desk) -> None:
    case = agreed(lending_desk)
    words = ("case", "set", case, "lender_licence", "桂金监许〔2023〕1号", "--now", NOW)
    lending_desk(*words).done()
    assert "F16" not in points(check(lending_desk, case))


def test_an_office_says_in_yuan_how_much_cash_is_much(lending_desk: Desk) -> None:
    case = agreed(lending_desk)
    rule = ("desk", "set", "setting", "large_cash_from")
    for typed, much in (("60,000.01", False), ("60000.00", True), ("50000", True)):
        lending_desk(*rule, typed, "--reason", "司法所〔2024〕1号", "--now", NOW).done()
        assert ("F06" in points(check(lending_desk, case))) is much, typed


def test_the_mediation_is_suspended_and_nothing_is_signed_or_exported(
    lending_desk: Desk, tmp_path: Path
) -> None:
    case = agreed(lending_desk, *TICKED)
    assert check(lending_desk, case, "sign")["blocked"]
    lending_desk("paper", "make", case, "D17", "--now", NOW).done()
    image = signature_of(tmp_path)
    signing = ("sign", "add", case, "D17", "--who", BORROWER, "--image", image, "--now", NOW)
    assert "A12" in lending_desk(*signing).happened
    packet = tmp_path / "packet.zip"
    for way in ("court", "notary"):
        export = ("packet", "export", case, "--for", way, "--to", packet, "--now", NOW)
        happened = lending_desk(*export).happened
        assert all(code in happened for code in ("F04", "F05", "F06", "F07", "F12", "F16", "A12"))
    assert not packet.exists()
    [told] = lending_desk("case", "exits", case, "--now", NOW).data
    assert not any(way["open"] for way in told["ways"])
    assert "停止调解并报告" in told["none"]


def test_a_stop_holds_whatever_the_points_are(lending_desk: Desk) -> None:
    case = agreed(lending_desk)
    lending_desk("case", "set", case, "already_paid", "true", "--now", NOW).done()
    stops = [one["code"] for one in check(lending_desk, case)["findings"] if one["level"] == "S"]
    assert set(stops) == {"A12", "F13"}


def test_the_director_releases_it_with_a_reason_that_stays_in_the_file(lending_desk: Desk) -> None:
    case = agreed(lending_desk, *TICKED)
    reason = "已核对银行流水原件，公安机关答复不予立案"
    words = ("case", "release", case, "--reason", reason, "--now", "2024-09-20T09:00")
    lending_desk(*words).done()
    told = check(lending_desk, case)
    assert told["screening"]["score"] == 13
    assert (told["screening"]["held"], told["screening"]["released"]) == (False, True)
    assert {one["code"] for one in told["findings"] if one["released"]} >= {"A12", "F06", "F12"}
    assert not any(one["level"] == "S" and not one["released"] for one in told["findings"])
    shown = lending_desk("case", "show", case).data
    [release] = shown["releases"]
    assert (release["director"], release["reason"]) == ("苏文德", reason)
    assert any(row["table"] == "release" for one in shown["history"] for row in one["wrote"])


def test_another_sign_holds_a_released_case_again(lending_desk: Desk) -> None:
    case = agreed(lending_desk)
    lending_desk("case", "release", case, "--reason", "流水已核对", "--now", NOW).done()
    assert not check(lending_desk, case)["screening"]["held"]
    lending_desk("case", "set", case, "third_objection", "true", "--now", NOW).done()
    told = check(lending_desk, case)
    assert (told["screening"]["score"], told["screening"]["held"]) == (12, True)


def test_a_case_that_nothing_holds_is_not_released(lending_desk: Desk) -> None:
    case = lending_desk.add(
        scenario_five() | {"elements": {}, "dispute_type": "02"}, "2024-09-02T09:00"
    )
    said = lending_desk("case", "release", case, "--reason", "无", "--now", NOW)
    assert "没有" in said.happened or "hold" in said.happened


def test_a_clue_is_reported_its_letter_drawn_up_and_its_answer_recorded(
    lending_desk: Desk, tmp_path: Path
) -> None:
    case = agreed(lending_desk, *TICKED)
    office = CLUE["to_office"]
    lending_desk.do(case, "clue", CLUE, NOW)
    lending_desk("paper", "make", case, "D45", "--to", tmp_path / "letters", "--now", NOW).done()
    [letter] = (tmp_path / "letters").glob("*D45*.pdf")
    words = words_of(letter)
    assert office in words
    assert LENDER in words
    assert "缺：" not in words
    [open_one] = lending_desk("clue", "list").data
    assert (open_one["to_office"], open_one["reply"]) == (office, "")
    assert "F06" in open_one["matter"]
    lending_desk.do(case, "receive", ANSWER, "2024-09-28T10:00")
    [answered] = lending_desk("clue", "list").data
    assert answered["reply"] == ANSWER["reply"]
    assert answered["replied_on"] == "2024-09-28"
    ruling = {"ruling_no": "（2021）桂0305民初1号", "revoked_by": "七星区人民法院"}
    more = {"revoked_on": "2024-12-20", "enforcement_reversed": True, "amount": "180000.00"}
    lending_desk.do(case, "revoked-ruling", ruling | more, "2024-12-25T10:00")
    assert "（2021）桂0305民初1号" in str(lending_desk("case", "show", case).data["elements"])


def test_the_demo_plays_it_and_nothing_leaves_the_desk(demo: Played) -> None:
    [folder] = demo.folder.glob("5-*")
    assert not list(folder.glob("送交/*"))
    assert not list(folder.glob("已签封/*"))
    [letter] = demo.papers("5", "D45")
    assert CLUE["to_office"] in words_of(letter)
    [answer] = demo.papers("5", "D45R")
    assert ANSWER["reply"] in words_of(answer)
    for word in ("13分，暂停", "9分，暂停", "不能送交法院"):
        assert word in demo.said
