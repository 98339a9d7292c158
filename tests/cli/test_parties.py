"""party duplicates, join, export and erase: what scripts may count on."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from .commands import TypedDesk
from .intakes import wages, with_party
from .tables import NUMBERS, csv_file

OTHER = {"name": "何霞娜", "sex": "女", "id_number": NUMBERS[1]}
BASIS = ("--lawful-request", "个人信息保护法 第四十七条第一款第三项")


def worker(desk: TypedDesk, case: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.ask("case", "show", case)["parties"][0]
    return found


def two_rows(desk: TypedDesk) -> tuple[dict[str, Any], dict[str, Any]]:
    """Register one woman in two cases."""
    one, other = (worker(desk, desk.add(wages(title=title))) for title in ("甲", "乙"))
    return one, other


def test_the_same_person_in_two_cases_is_suggested_joined_and_parted(desk: TypedDesk) -> None:
    one, other = two_rows(desk)
    found = desk.ask("party", "duplicates")
    assert {one["reason"] for one in found} == {"same_number"}
    assert {one["id"], other["id"]} in [{row["party"] for row in each["parties"]} for each in found]
    joined = desk.ask("party", "join", one["id"], other["id"], "--reason", "同一人")
    assert {*joined["joined"]} == {one["id"], other["id"]}
    [join] = desk.ask("case", "show", other["case_id"])["joins"]
    assert (join["kept_id"], join["reason"]) == (one["id"], "同一人")
    desk("party", "join", one["id"], other["id"]).complaint()
    parted = desk.ask("party", "join", one["id"], other["id"], "--undo")
    assert parted["joined"] == [one["id"]]
    assert desk.ask("case", "show", other["case_id"])["joins"] == []
    desk("party", "join", one["id"], other["id"], "--undo").complaint()


def test_what_is_held_about_somebody_is_exported_as_json_and_as_a_workbook(
    desk: TypedDesk, tmp_path: Path
) -> None:
    one, other = two_rows(desk)
    desk("party", "export", one["id_number"]).complaint()  # two rows that nobody has joined
    desk.ask("party", "join", one["id"], other["id"])
    export = desk.ask("party", "export", one["id_number"], "--to", tmp_path / "p.json")
    assert export == json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))
    assert len(export["parties"]) == len(export["cases"]) == 2
    assert {each["operator"] for each in export["history"]} == {"黄文德"}
    assert "梁志强" not in json.dumps(export, ensure_ascii=False)
    desk.ask("party", "export", one["id"], "--to", tmp_path / "p.xlsx")
    book = load_workbook(tmp_path / "p.xlsx")
    assert len(book.sheetnames) == 4
    told = {str(cell) for row in book.worksheets[1].iter_rows(values_only=True) for cell in row}
    assert not told & {"party", "id_number", "void_reason"}  # identifiers say nothing to people
    desk("party", "export", "nobody").complaint()


def test_a_person_is_named_by_name_while_only_one_has_it(desk: TypedDesk) -> None:
    one = worker(desk, desk.add(wages(title="甲")))
    export = desk.ask("party", "export", one["name"])
    assert [row["party"] for row in export["people"]] == [one["id"]]
    case = desk.add(wages(title="乙"))
    other, number = worker(desk, case), desk.ask("case", "list", "--find", "乙")[0]["number"]
    _happened, _kept, to_do = desk("party", "export", one["name"]).complaint()
    assert one["id"] in to_do
    assert f"{number}" in to_do
    assert other["id"] in to_do
    desk.ask("party", "join", one["id"], other["id"])
    assert len(desk.ask("party", "export", one["name"])["people"]) == 2


def test_two_people_with_two_valid_numbers_are_not_joined(desk: TypedDesk) -> None:
    one = worker(desk, desk.add(wages(title="甲")))
    other = worker(desk, desk.add(with_party(wages(title="乙"), 0, **OTHER)))
    happened, _kept, _to_do = desk("party", "join", one["id"], other["id"]).complaint()
    assert one["id_number"] in happened
    assert other["id_number"] in happened


def test_erasing_shows_first_whom_it_is_about_and_does_nothing(desk: TypedDesk) -> None:
    one, other = two_rows(desk)
    before = desk.saved()
    planned = desk.ask("party", "erase", one["id"], "--reason", "本人请求", *BASIS)
    assert planned["applied"] is False
    assert [(row["name"], row["party"]) for row in planned["people"]] == [(one["name"], one["id"])]
    assert [row["party"] for row in planned["same_number"]] == [other["id"]]
    assert desk.saved() == before
    done = desk.ask("party", "erase", one["id"], "--reason", "本人请求", *BASIS, "--apply")
    assert done == planned | {"applied": True, "backups_until": done["backups_until"]}


def test_erasing_asks_for_time_or_law_and_leaves_nothing(desk: TypedDesk) -> None:
    case = desk.add(wages())
    party = worker(desk, case)
    before = desk.saved()[0]
    desk("party", "erase", party["id"], "--reason", "期满").complaint()
    assert desk.saved()[0] == before
    erased = desk.ask("party", "erase", party["id"], "--reason", "本人请求", *BASIS, "--apply")
    assert erased.keys() >= {"rows", "cases", "changes", "files", "kept", "backups_until"}
    shown = json.dumps(desk.ask("case", "show", case), ensure_ascii=False)
    for word in (party["name"], party["id_number"], party["phone"]):
        assert word not in shown
        assert desk.ask("case", "list", "--find", word) == []
    assert desk.ask("desk", "check")["ok"]


def test_one_of_a_roster_is_erased_by_number(desk: TypedDesk, tmp_path: Path) -> None:
    done = desk.ask("case", "import", csv_file(tmp_path), "--as", "buyers", "--apply")
    desk.ask("party", "erase", NUMBERS[1], "--reason", "本人请求", *BASIS, "--apply")
    shown = desk.ask("case", "show", done["case"])
    assert [one["name"] for one in shown["parties"]] == ["覃𬭎", "〔已删除〕", "O'Brien & Sons"]
    assert desk.ask("desk", "check")["ok"]


@pytest.mark.parametrize(
    "words",
    [
        ("erase", "x"),
        ("join", "x"),
        ("export",),
        ("duplicates", "--limit", "0"),
        ("duplicates", "--limit", "-1"),
    ],
)
def test_wrong_usage_is_said_so(still: TypedDesk, words: tuple[str, ...]) -> None:
    assert still("party", *words).code == 2
