"""Steps that the pack forbids: sessions, relations of a mediator; days that begin periods."""

from pathlib import Path
from typing import Any

from .commands import TypedDesk
from .intakes import wages, with_party

DAY = ("--now", "2025-04-08T09:00")
TOGETHER = {"place": "调解室", "text": "双方到场 a<b"}
APART = TOGETHER | {"mode": "caucus", "setting": "online"}
ROSTER = "姓名,联系电话,所在组织,备注\n黄文德,13800000009,正阳村人民调解委员会,{}\n"


def accepted(desk: TypedDesk, intake: dict[str, Any] | None = None) -> str:
    case = desk.add(intake or wages(), *DAY)
    desk.ask("case", "do", case, "accept", *DAY)
    return case


def session(desk: TypedDesk, case: str, entries: dict[str, Any]) -> Any:
    return desk("case", "do", case, "session", "--with", desk.written(entries), *DAY)


def findings(desk: TypedDesk, case: str, stage: str) -> dict[str, str]:
    checked = desk.ask("case", "check", case, "--for", stage, *DAY)
    return {one["code"]: one["level"] for one in checked["findings"]}


def test_no_joint_session_under_a_protection_order(desk: TypedDesk) -> None:
    case = accepted(desk)
    desk.ask("case", "set", case, "protection_order", "true", "--party", "苏美玲")
    assert findings(desk, case, "session")["C02"] == "B"
    before = desk.saved()[0]
    refused = session(desk, case, TOGETHER).complaint()[0]
    assert "C02" in refused
    assert "苏美玲" in refused
    assert desk.saved()[0] == before
    assert session(desk, case, APART).code == 0
    shown = desk.ask("case", "show", case)
    assert len(shown["sessions"]) == 1
    [held] = shown["elements"]["session_modes"]
    assert held["mode"] == "caucus"


def test_how_a_session_was_held_need_not_be_said(desk: TypedDesk) -> None:
    case = accepted(desk)
    assert session(desk, case, TOGETHER).code == 0
    assert "session_modes" not in desk.ask("case", "show", case)["elements"]
    assert session(desk, case, TOGETHER | {"mode": "a<b"}).complaint()
    assert session(desk, case, TOGETHER | {"setting": "on_site"}).code == 0


def test_a_field_of_a_party_is_set_afterwards(desk: TypedDesk) -> None:
    case = accepted(desk)
    intake = ("case", "set", case)
    desk.ask(*intake, "guardian", "O'Brien 覃𬭎", "--party", "苏美玲")
    desk.ask(*intake, "guardian", "Nguyễn Văn Đức", "--party", "苏美玲")
    told = desk.ask("case", "show", case)["party_elements"]
    assert [one.get("guardian") for one in told.values()] == ["Nguyễn Văn Đức"]
    assert desk(*intake, "guardian", "甲", "--party", "没有这个人").complaint()
    assert "guardian" in desk(*intake, "guardians", "甲", "--party", "苏美玲").complaint()[0]
    assert desk(*intake, "protection_order", "也许", "--party", "苏美玲").complaint()


def test_a_relative_in_the_roster_stops_until_it_is_disclosed(
    desk: TypedDesk, tmp_path: Path
) -> None:
    path = tmp_path / "名册.csv"
    path.write_text(ROSTER.format("妻苏美玲；住正阳村五组"), encoding="utf-8")
    desk.ask("roster", "import", path, "--as", "mediators", "--apply")
    case = accepted(desk, wages(mediator="黄文德", recorder="李秀兰"))
    assert findings(desk, case, "intake")["M01"] == "B"
    refused = session(desk, case, TOGETHER).complaint()[0]
    assert "苏美玲" in refused
    assert "本地规则待核" in refused
    desk.ask("case", "set", case, "disclosure", "已当面披露，双方均不申请回避")
    assert "M01" not in findings(desk, case, "intake")
    assert session(desk, case, TOGETHER).code == 0


def test_a_namesake_of_the_same_group_is_only_asked_about(desk: TypedDesk, tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_text(ROSTER.format("住正阳村三组"), encoding="utf-8")
    desk.ask("roster", "import", path, "--as", "mediators", "--apply")
    near = with_party(wages(mediator="黄文德", recorder="李秀兰"), 0, name="黄𬭎",
                      address="长洲镇正阳村3组7号")  # fmt: skip
    case = accepted(desk, near)
    assert findings(desk, case, "intake")["M01"] == "W"
    assert session(desk, case, TOGETHER).code == 0


def periods(desk: TypedDesk, case: str) -> dict[str, tuple[str, str | None]]:
    """Return what runs, with its last day and when it was met."""
    shown = desk.ask("case", "show", case)["deadlines"]
    return {one["code"]: (one["due_on"], one["met_on"]) for one in shown}


def test_a_day_that_is_entered_begins_and_ends_periods(desk: TypedDesk) -> None:
    case = accepted(desk)
    desk.ask("case", "set", case, "confirmation_applied", "2025-05-06", *DAY)
    assert periods(desk, case)["T11"] == ("2025-05-09", None)
    desk.ask("case", "set", case, "confirmation_accepted", "2025-05-08", *DAY)
    running = periods(desk, case)
    assert running["T11"] == ("2025-05-09", "2025-05-08")
    assert running["T12"] == ("2025-05-23", None)
    assert running["T12B"] == ("2025-06-09", None)
    desk.ask("case", "set", case, "ruling_received", "2025-05-20", *DAY)
    running = periods(desk, case)
    assert running["T12"][1] == running["T12B"][1] == "2025-05-20"
    assert running["T13"] == ("2025-06-04", None)


def test_a_day_that_was_mistyped_is_counted_anew(desk: TypedDesk) -> None:
    case = accepted(desk)
    desk.ask("case", "set", case, "confirmation_applied", "2025-05-16", *DAY)
    desk.ask("case", "set", case, "confirmation_applied", "2025-05-06", *DAY)
    assert periods(desk, case)["T11"] == ("2025-05-09", None)
    shown = desk.ask("case", "show", case)["deadlines"]
    assert [one["code"] for one in shown].count("T11") == 1


def test_the_office_says_how_long_mediation_takes(desk: TypedDesk) -> None:
    rule = ("desk", "set", "setting", "mediation_term", "10cd")
    desk.ask(*rule, "--reason", "县司法局2025年1号文件")
    case = accepted(desk)
    assert periods(desk, case)["T02"][0] == "2025-04-18"


def test_what_presses_is_said_when_a_case_is_registered(desk: TypedDesk) -> None:
    quiet = desk.ask("case", "add", desk.written(wages()), *DAY)
    assert quiet["findings"] == []
    harmed = wages(elements={"child_harm": True})
    [told] = desk.ask("case", "add", desk.written(harmed), *DAY)["findings"]
    assert (told["code"], told["level"]) == ("C03", "B")
    assert "第十一条" in told["basis"]


def test_the_office_says_how_long_acceptance_may_take(desk: TypedDesk) -> None:
    rule = ("desk", "set", "setting", "acceptance_term", "5wd")
    desk.ask(*rule, "--reason", "县司法局2025年1号文件")
    assert periods(desk, desk.add(wages(), *DAY))["T01"][0] == "2025-04-15"


def test_an_extension_moves_the_last_day_of_the_term(desk: TypedDesk) -> None:
    case = accepted(desk)
    first = periods(desk, case)["T02"][0]
    assert first == "2025-05-08"
    later = {"reason": "等待鉴定意见 a<b", "until": "2025-06-08"}
    desk.done(case, "extend", later)
    assert periods(desk, case)["T02"][0] == "2025-06-08"
    before = desk.saved()[0]
    for until in ("2025-06-08", "2025-05-01"):
        refused = desk.do(case, "extend", later | {"until": until}).complaint()[0]
        assert until in refused
    assert desk.do(case, "extend", {"reason": "没有日期"}).complaint()
    assert desk.saved()[0] == before
