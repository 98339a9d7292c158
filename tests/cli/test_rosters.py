"""roster list and import: what scripts may count on."""

from pathlib import Path

from openpyxl import load_workbook

from .commands import TypedDesk
from .tables import csv_file


def test_mediators_and_experts_have_rosters_of_the_office(desk: TypedDesk, tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_text("姓名,语言,是否专职\n黄文德,普通话、白话,是\n", encoding="gb18030")
    words = ("roster", "import", path, "--as", "mediators")
    assert desk.ask(*words)["added"] == 0
    assert desk.ask("roster", "list") == []
    assert desk.ask(*words, "--apply")["added"] == 1
    [member] = desk.ask("roster", "list", "--kind", "mediators")
    assert (member["name"], member["languages"]) == ("黄文德", ["普通话", "白话"])
    assert desk.ask("roster", "list", "--kind", "experts") == []
    to = tmp_path / "名册.xlsx"
    desk.ask("roster", "list", "--xlsx", to)
    assert load_workbook(to).sheetnames == ["人民调解员名册", "专家库名册"]


def test_buyers_of_flats_do_not_become_experts(desk: TypedDesk, tmp_path: Path) -> None:
    before = desk.saved()[0]
    words = ("roster", "import", csv_file(tmp_path), "--as", "experts", "--apply")
    assert "buyers" in desk(*words).complaint()[2]
    assert desk.saved()[0] == before
