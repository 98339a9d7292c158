"""case import, sample and export, case list --xlsx: what scripts may count on."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from .commands import HARD_NAMES, TypedDesk, typed
from .intakes import wages
from .tables import NUMBERS, ROWS, csv_file, xlsx_file

BAD = ("购房户", "莫志强", "450405199005180178", "13800000004", "北区3层01号", "x")


def names(desk: TypedDesk, case: str) -> list[str]:
    return [one["name"] for one in desk.ask("case", "show", case)["parties"]]


@pytest.mark.parametrize("write", [csv_file, xlsx_file])
def test_a_table_is_looked_at_first_and_goes_in_with_apply(
    desk: TypedDesk, tmp_path: Path, write: object
) -> None:
    assert callable(write)
    path = write(tmp_path)
    before = desk.saved()
    words = ("case", "import", path, "--pack", "people", "--as", "buyers")
    dry = desk.ask(*words)
    assert dry.keys() >= {"rows", "bad", "added", "case", "warnings"}
    assert (dry["rows"], dry["bad"], dry["added"], dry["case"]) == (3, [], 0, None)
    assert desk.saved()[0] == before[0]
    done = desk.ask(*words, "--apply")
    assert (done["rows"], done["added"], done["changes"]) == (3, 3, 1)
    assert names(desk, done["case"]) == [row[1] for row in ROWS]
    assert [one["code"] for one in done["warnings"]] == ["R01"]


def test_rows_go_into_a_case_that_is_there(desk: TypedDesk, tmp_path: Path) -> None:
    case = desk.add(wages())
    path = csv_file(tmp_path, ROWS[1:])
    done = desk.ask("case", "import", path, "--into", case, "--as", "buyers", "--apply")
    assert done["case"] == case
    assert names(desk, case)[2:] == [row[1] for row in ROWS[1:]]
    desk("case", "import", path, "--into", case).complaint()  # rows that are cases of their own
    again = desk("case", "import", path, "--into", case, "--as", "buyers", "--apply")
    assert again.code == 1
    assert {one["row"] for one in again.data["bad"]} == {2, 3}


def test_a_mass_case_takes_its_other_side_from_an_intake_file(
    desk: TypedDesk, tmp_path: Path
) -> None:
    entry = wages(title="人民大厦系列纠纷")
    done = desk.ask(
        *("case", "import", csv_file(tmp_path), "--as", "buyers", "--apply"),
        *("--with", desk.written(entry)),
    )
    shown = desk.ask("case", "show", done["case"])
    assert shown["case"]["title"] == "人民大厦系列纠纷"
    assert len(shown["parties"]) == 5


@pytest.mark.parametrize("write", [csv_file, xlsx_file])
def test_one_bad_row_stops_all_and_a_file_beside_it_says_why(
    desk: TypedDesk, tmp_path: Path, write: object
) -> None:
    assert callable(write)
    path = write(tmp_path, (*ROWS, BAD))
    content, before = path.read_bytes(), desk.saved()[0]
    said = desk("case", "import", path, "--as", "buyers", "--apply")
    assert said.code == 1
    row = 6 if path.suffix == ".xlsx" else 5
    assert {(one["row"], one["column"]) for one in said.data["bad"]} == {
        (row, "证件号码"),
        (row, "合同总价"),
    }
    assert all(one["why"] for one in said.data["bad"])
    assert (said.data["added"], said.data["case"]) == (0, None)
    assert desk.saved()[0] == before
    assert path.read_bytes() == content
    assert Path(said.data["errors"]).name == f"名单 甲_有误行{path.suffix}"
    assert Path(said.data["errors"]).is_file()


def test_hard_names_come_through_import_and_export(desk: TypedDesk, tmp_path: Path) -> None:
    quoted = ['"' + text.replace('"', '""') + '"' for text in HARD_NAMES]
    rows = [("购房户", text, NUMBERS[n % 4], "", str(n), "") for n, text in enumerate(quoted)]
    path = csv_file(tmp_path, rows)
    case = desk.ask("case", "import", path, "--as", "buyers", "--apply")["case"]
    assert names(desk, case) == [*HARD_NAMES]
    for name in ("out.csv", "out.xlsx"):
        out = tmp_path / name
        assert desk.ask("case", "export", case, "--as", "buyers", "--to", out)["rows"] == len(rows)
        other = desk.ask("case", "import", out, "--as", "buyers", "--apply")
        assert names(desk, other["case"]) == [*HARD_NAMES]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "空"),
        ("类别,姓名\n".encode(), "证件号码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), ".xls"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "",
        ),
        (b"%PDF-1.4", "PDF"),
        (b"PK\x03\x04", ""),
        ("甲\n乙\n".encode(), ""),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_three_lines(
    still: TypedDesk, tmp_path: Path, content: bytes, word: str
) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(content)
    happened, _kept, to_do = still("case", "import", path, "--as", "buyers").complaint()
    assert word in happened + to_do or word == "空"


def test_a_missing_file_an_unknown_roster_and_only_a_heading(
    still: TypedDesk, tmp_path: Path
) -> None:
    still("case", "import", tmp_path / "none.csv").complaint()
    still("case", "import", csv_file(tmp_path), "--as", "tenants").complaint()
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(1 << 40)
    assert "MB" in still("case", "import", huge, "--as", "buyers").complaint()[0]
    still("case", "import", csv_file(tmp_path, ()), "--as", "buyers").complaint()


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_the_example_of_a_sample_is_left_out_and_a_row_below_it_goes_in(
    desk: TypedDesk, tmp_path: Path, ending: str
) -> None:
    to = tmp_path / f"样表{ending}"
    desk.ask("case", "sample", "--as", "buyers", "--to", to)
    before = desk.saved()[0]
    words = ("case", "import", to, "--as", "buyers", "--apply")
    desk(*words).complaint()
    assert desk.saved()[0] == before
    if ending == ".csv":
        row = "购房户,覃𬭎,居民身份证," + NUMBERS[0]
        to.write_bytes(to.read_bytes() + row.encode() + b"\r\n")
    else:
        book = load_workbook(to)
        sheet = book.worksheets[0]
        for column, text in enumerate(("购房户", "覃𬭎", "居民身份证", NUMBERS[0]), 1):
            sheet.cell(4, column).value = text
        book.save(to)
    done = desk.ask(*words)
    assert names(desk, done["case"]) == ["覃𬭎"]
    assert done["rows"] == 1
    assert any(str(3 if ending == ".xlsx" else 2) in note for note in done["notes"])


def test_a_table_is_what_its_name_says(desk: TypedDesk, tmp_path: Path) -> None:
    case = desk.ask("case", "import", csv_file(tmp_path), "--as", "buyers", "--apply")["case"]
    before = sorted(tmp_path.rglob("*"))
    for name in ("名单.pdf", "名单", "名单.xls"):
        to = tmp_path / name
        for words in (
            ("case", "export", case, "--as", "buyers", "--to", to),
            ("case", "sample", "--as", "buyers", "--to", to),
            ("case", "list", "--xlsx", to),
            ("roster", "list", "--xlsx", to),
            ("party", "export", NUMBERS[0], "--to", to),
        ):
            assert name in desk(*words).complaint()[0], words
    assert sorted(tmp_path.rglob("*")) == before
    to = tmp_path / "样表.CSV"
    desk.ask("case", "sample", "--as", "buyers", "--to", to)
    assert "姓名" in to.read_text("utf-8-sig").splitlines()[0]


def test_people_are_told_under_which_number_they_find_what_went_in(
    desk: TypedDesk, tmp_path: Path
) -> None:
    opening = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file)
    said = typed("case", "import", csv_file(tmp_path), "--as", "buyers", "--apply", *opening)
    assert "临-A-0001" in said.out.splitlines()[-1]
    to = tmp_path / "无人.csv"
    said = typed("case", "export", "临-A-0001", "--as", "workers", "--to", to, *opening)
    assert len(said.out.splitlines()) == 2


def test_a_sample_is_written_once_and_never_over_another_file(
    desk: TypedDesk, tmp_path: Path
) -> None:
    to = tmp_path / "样表.xlsx"
    words = ("case", "sample", "--as", "workers", "--pack", "people", "--to", to)
    desk.ask(*words)
    sheet = load_workbook(to).worksheets[0]
    assert sheet["A1"].value == "劳动者名单"
    to.write_bytes(b"mine")
    desk(*words).complaint()
    assert to.read_bytes() == b"mine"


def test_the_list_of_cases_is_written_as_a_ledger(desk: TypedDesk, tmp_path: Path) -> None:
    desk.add(wages(title="=HYPERLINK(1)"))
    to = tmp_path / "台账.xlsx"
    lines = desk.ask("case", "list", "--xlsx", to)
    sheet = load_workbook(to).worksheets[0]
    assert [cell.value for cell in sheet[3]][1:3] == [lines[0]["number"], "=HYPERLINK(1)"]
    assert sheet["C3"].data_type == "s"
