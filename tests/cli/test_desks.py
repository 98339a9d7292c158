"""desk new, desk check, operator list: a whole desk or none, and no key under the mat."""

import subprocess
from pathlib import Path

import pytest

from .commands import OFFICE, OFFICIALS, PASSPHRASE, TypedDesk, typed
from .intakes import gutter


@pytest.fixture
def passphrase_file(tmp_path: Path) -> Path:
    """Return a file whose first line is a passphrase."""
    path = tmp_path / "口令.txt"
    path.write_text(PASSPHRASE + "\nsecond line\n", encoding="utf-8")
    return path


def new(folder: Path, passphrase_file: Path, *more: object) -> tuple[object, ...]:
    """Return the command that makes a desk."""
    opening = ("--desk", folder, "--passphrase-file", passphrase_file)
    return ("desk", "new", *OFFICE, *OFFICIALS, *opening, "--json", *more)


def test_a_new_desk_names_itself_its_device_and_its_office(
    tmp_path: Path, passphrase_file: Path
) -> None:
    folder, sheet = tmp_path / "desk 甲", tmp_path / "恢复 单.pdf"
    said = typed(*new(folder, passphrase_file, "--recovery-sheet", sheet))
    assert said.code == 0, said.err
    assert said.data.keys() >= {"desk", "device", "office"}
    assert sheet.read_bytes().startswith(b"%PDF-")
    desk = TypedDesk(folder, passphrase_file)
    checked = desk.ask("desk", "check")
    assert (checked["ok"], checked["findings"]) == (True, [])
    assert [one["name"] for one in desk.ask("operator", "list")] == ["黄文德"]


@pytest.mark.parametrize("place", ["sheet.pdf", "deep/er/sheet.pdf", "../desk/sheet.pdf"])
def test_the_recovery_sheet_is_refused_inside_the_desks_folder(
    tmp_path: Path, passphrase_file: Path, place: str
) -> None:
    folder = tmp_path / "desk"
    typed(*new(folder, passphrase_file, "--recovery-sheet", folder / place)).complaint()
    assert not folder.exists()


def test_a_desk_whose_sheet_cannot_be_written_is_not_made(
    tmp_path: Path, passphrase_file: Path
) -> None:
    folder = tmp_path / "desk"
    said = typed(*new(folder, passphrase_file, "--recovery-sheet", passphrase_file / "sheet.pdf"))
    assert "sheet.pdf" in said.complaint()[0]
    assert [path.name for path in tmp_path.iterdir()] == [passphrase_file.name]


def test_a_taken_folder_a_file_and_a_place_under_a_file_get_no_desk(
    tmp_path: Path, passphrase_file: Path, desk: TypedDesk
) -> None:
    for taken in (desk.folder, passphrase_file, passphrase_file / "under"):
        before = sorted(tmp_path.rglob("*"))
        typed(*new(taken, passphrase_file)).complaint()
        assert sorted(tmp_path.rglob("*")) == before


def test_an_empty_passphrase_makes_no_desk(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("\n")
    typed(*new(tmp_path / "desk", empty)).complaint()
    assert list(tmp_path.iterdir()) == [empty]


def test_a_wrong_passphrase_opens_nothing_and_changes_nothing(
    desk: TypedDesk, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text(PASSPHRASE[:-1])
    before = desk.saved()
    happened, *_rest = TypedDesk(desk.folder, wrong)("case", "list").complaint()
    assert PASSPHRASE[:-1] not in happened
    assert desk.saved() == before


def test_a_damaged_key_file_is_told_and_not_replaced(desk: TypedDesk) -> None:
    keys = desk.folder / "keys.json"
    keys.write_bytes(keys.read_bytes()[:-40])
    before = keys.read_bytes()
    assert "keys.json" in desk("case", "list").complaint()[0]
    assert keys.read_bytes() == before


def test_a_database_that_is_none_is_told(desk: TypedDesk) -> None:
    (desk.folder / "desk.db").write_bytes(b"\0" * 8192)
    desk("case", "list").complaint()


def test_desk_check_finds_a_lost_file(desk: TypedDesk, tmp_path: Path) -> None:
    case = desk.add(gutter(), "--now", "2025-03-10T15:00")
    desk.ask("paper", "make", case, "D18")
    for part in (desk.folder / "blobs").rglob("*"):
        if part.is_file():
            part.unlink()
            break
    said = desk("desk", "check")
    assert said.code == 1
    assert not said.data["ok"]
    assert said.data["findings"]


def test_the_passphrase_and_the_recovery_identity_are_in_no_output_and_no_file(
    tmp_path: Path, passphrase_file: Path
) -> None:
    folder = tmp_path / "desk"
    said = typed(*new(folder, passphrase_file, "--recovery-sheet", tmp_path / "sheet.pdf"))
    assert "AGE-SECRET-KEY" not in (said.out + said.err).upper()
    assert PASSPHRASE not in said.out + said.err
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        assert PASSPHRASE.encode() not in data
        assert b"AGE-SECRET-KEY" not in data.upper()


@pytest.mark.real
def test_the_recovery_sheet_can_be_read_from_its_paper(
    tmp_path: Path, passphrase_file: Path
) -> None:
    sheet = tmp_path / "sheet.pdf"
    typed(*new(tmp_path / "desk", passphrase_file, "--recovery-sheet", sheet))
    text = subprocess.check_output(["pdftotext", "-layout", sheet, "-"], text=True)
    assert "正阳村人民调解委员会" in text
    assert "黄文德" in text


def test_the_offices_telephone_is_entered_later_and_stands_in_its_history(desk: TypedDesk) -> None:
    desk.ask("desk", "set", "phone", "0774-2029111")
    happened, *_rest = desk("desk", "set", "colour", "red").complaint()
    assert "phone" in happened + " ".join(_rest)
    desk("desk", "set", "name", "  ").complaint()
    assert desk.ask("desk", "check")["ok"]


def test_a_passphrase_that_is_typed_is_asked_for_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["正阳 one two three", "正阳 one two tree"])
    monkeypatch.setattr("getpass.getpass", lambda _question: next(answers))
    folder = tmp_path / "desk"
    typed("desk", "new", *OFFICE, *OFFICIALS, "--desk", folder, "--json").complaint()
    assert not folder.exists()
