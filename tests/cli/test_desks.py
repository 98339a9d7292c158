"""desk new, desk check, operator list: a whole desk or none, and no key under the mat."""

import os
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mediatordesk.actions.desks.desk import FolderTaken
from mediatordesk.core.epochs import Epoch
from mediatordesk.keys.identities import Identity
from tests.actions.kept_desks import Computer

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


def test_a_sheet_that_is_there_is_not_written_over(
    tmp_path: Path, passphrase_file: Path, desk: TypedDesk
) -> None:
    sheet, folder = tmp_path / "恢复单 a&b.pdf", tmp_path / "desk"
    sheet.write_bytes(b"of another desk")
    typed(*new(folder, passphrase_file, "--recovery-sheet", sheet)).complaint()
    assert not folder.exists()
    before = (desk.folder / "keys.json").read_bytes()
    assert "--force" in desk("desk", "recovery-sheet", sheet).complaint()[2]
    assert sheet.read_bytes() == b"of another desk"
    assert (desk.folder / "keys.json").read_bytes() == before  # the sheet in the safe still opens
    desk.ask("desk", "recovery-sheet", sheet, "--force")
    assert sheet.read_bytes().startswith(b"%PDF-")


def test_a_new_sheet_says_what_becomes_of_the_one_before(desk: TypedDesk, tmp_path: Path) -> None:
    opening = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file, "--lang", "en")
    said = typed("desk", "recovery-sheet", tmp_path / "sheet.pdf", *opening)
    assert "does not open this desk any more" in said.out
    inside = typed("desk", "recovery-sheet", desk.folder / "sheet.pdf", *opening)
    assert "No desk was made" not in inside.err
    other = tmp_path / "words.txt"
    other.write_text(Identity.new().text)
    refused = typed("desk", "unlock", "--recovery", other, *opening)
    assert "or a later one has taken its place" in refused.complaint()[0]


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
def test_nobody_else_at_the_computer_can_read_the_desk_or_its_sheet(
    tmp_path: Path, passphrase_file: Path
) -> None:
    before = os.umask(0)
    try:
        folder, sheet = tmp_path / "desk", tmp_path / "sheet.pdf"
        typed(*new(folder, passphrase_file, "--recovery-sheet", sheet))
        desk, stick = TypedDesk(folder, passphrase_file), tmp_path / "U盘"
        stick.mkdir()
        desk.ask("desk", "backup", stick)
        desk.ask("desk", "restore", stick, tmp_path / "neu")
    finally:
        os.umask(before)
    for place in (folder, tmp_path / "neu"):
        assert place.stat().st_mode & 0o777 == 0o700
        for name in ("desk.db", "keys.json"):
            assert (place / name).stat().st_mode & 0o777 == 0o600
    assert sheet.stat().st_mode & 0o777 == 0o600


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


@pytest.mark.parametrize("left", ["nothing", "an empty file"])
def test_a_database_that_is_gone_is_told_and_none_is_made(desk: TypedDesk, left: str) -> None:
    database = desk.folder / "desk.db"
    for file in desk.folder.glob("desk.db*"):
        file.unlink()
    if left == "an empty file":
        database.touch()
    assert "desk.db" in desk("case", "list").complaint()[0]
    assert (database.stat().st_size if database.exists() else 0) == 0
    assert database.exists() == (left == "an empty file")


def test_a_key_file_that_is_gone_is_not_called_no_desk(desk: TypedDesk) -> None:
    (desk.folder / "keys.json").unlink()
    happened, _kept, to_do = desk("case", "list").complaint()
    assert "keys.json" in happened
    assert "desk new" not in to_do


def test_a_desk_that_is_made_twice_at_once_is_made_once(
    tmp_path: Path, passphrase_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, move = tmp_path / "desk", Path.replace

    def faster(draft: Path, to: Path) -> Path:
        if to == folder:
            folder.mkdir()
            (folder / "keys.json").write_text("of the other window")
        return move(draft, to)

    monkeypatch.setattr(Path, "replace", faster)
    typed(*new(folder, passphrase_file)).complaint()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["desk", "口令.txt"])
    assert (folder / "keys.json").read_text() == "of the other window"


def test_of_two_windows_that_make_a_desk_at_once_one_makes_it_and_its_mark_is_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer, folder, move = Computer(tmp_path / "home"), tmp_path / "desk", Path.replace
    both_have_made_theirs, arrived = threading.Barrier(2, timeout=60), list[Path]()
    first_is_done = threading.Event()

    def at_once(draft: Path, to: Path) -> Path:
        if to != folder:
            return move(draft, to)
        arrived.append(draft)
        both_have_made_theirs.wait()
        if draft == arrived[0]:
            moved = move(draft, to)
            first_is_done.set()
            return moved
        assert first_is_done.wait(60)
        return move(draft, to)

    def make(_window: int) -> str:
        try:
            computer.make(folder).close()
        except FolderTaken:
            return "taken"
        return "made"

    with monkeypatch.context() as patch, ThreadPoolExecutor(2) as windows:
        patch.setattr(Path, "replace", at_once)
        said = sorted(windows.map(make, range(2)))
    assert said == ["made", "taken"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["desk", "home"]
    again = computer.open(folder)
    assert (again.epoch, again.store.all(Epoch)) == (None, ())
    again.close()


@pytest.mark.parametrize("code", ["45040", "4504051011", "４５０４０５", "-50405"])
def test_a_code_is_one_of_a_county_a_town_or_a_village(
    tmp_path: Path, passphrase_file: Path, code: str
) -> None:
    folder = tmp_path / "desk"
    assert typed(*new(folder, passphrase_file), f"--office-code={code}").code == 2
    assert not folder.exists()


@pytest.mark.parametrize("name", ["--office-code", "--office-name", "--operator"])
def test_a_desk_of_nobody_is_not_made(tmp_path: Path, passphrase_file: Path, name: str) -> None:
    assert typed(*new(tmp_path / "desk", passphrase_file, name, " ")).code == 2
    assert not (tmp_path / "desk").exists()


def test_a_database_that_is_none_is_told(desk: TypedDesk) -> None:
    (desk.folder / "desk.db").write_bytes(b"\0" * 8192)
    desk("case", "list").complaint()


def test_desk_check_finds_a_lost_file(desk: TypedDesk, tmp_path: Path) -> None:
    case = desk.add(gutter(), "--now", "2025-03-10T15:00")
    desk.ask("paper", "make", case, "D18")
    for part in (desk.folder / "blobs").rglob("*"):
        if part.is_file():
            part.unlink()
    said = desk("desk", "check")
    assert said.code == 1
    assert not said.data["ok"]
    title = desk.ask("case", "show", case)["papers"][0]["title"]
    number = desk.ask("case", "list")[0]["number"]
    found = [one for one in said.data["findings"] if title in one]
    assert any(number in one for one in found)  # the paper of the case
    assert any(f"「{title}」的模板" in one or f"form of “{title}”" in one for one in found)


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
