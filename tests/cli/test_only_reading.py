"""A desk on a disk that is full or write-protected: it is read, saved elsewhere, and says so."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediatordesk.keys import guesses
from tests.disks import REFUSALS, Disk, small_disk

from .commands import TypedDesk
from .intakes import gutter

pytestmark = pytest.mark.real
SAID = "open for reading only"


@pytest.fixture(autouse=True)
def _spoken() -> Iterator[None]:
    """Let wrong passphrases wait a moment only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guesses, "UNCOUNTED", 0.01)
        yield


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Return a small disk."""
    with small_disk(tmp_path / "U盘 a&b") as disk:
        yield disk


@pytest.fixture
def there(desk: TypedDesk, disk: Disk) -> TypedDesk:
    """Return a desk on that disk, with a case that has a file."""
    case = desk.add(gutter(), "--now", "2025-03-10T15:00")
    said = desk.folder.parent / "覃𬭎 a&b.txt"
    said.write_text("屋檐的雨水", encoding="utf-8")
    desk.ask("file", "add", case, said, "--as", "evidence")
    shutil.copytree(desk.folder, disk.path / "desk 一")
    return TypedDesk(disk.path / "desk 一", desk.passphrase_file)


def files_of(there: TypedDesk) -> list[Path]:
    """Return the files in a desk's folder."""
    return sorted(path for path in there.folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("refusal", REFUSALS)
def test_what_was_saved_is_read_saved_elsewhere_and_backed_up(
    there: TypedDesk, disk: Disk, refusal: str, tmp_path: Path
) -> None:
    REFUSALS[refusal](disk)
    before = files_of(there)
    listed = there("case", "list", "--find", "莫志强", "--lang", "en")
    assert listed.err.count(SAID) == 1
    [case] = (one["case"] for one in listed.data)
    assert there.ask("case", "show", case)["case"]["title"]
    assert there.ask("desk", "check")["ok"]
    [kept] = there.ask("file", "list", case)
    out, stick = tmp_path / "另存", tmp_path / "stick"
    stick.mkdir()
    there.ask("file", "save", case, kept["name"], "--to", out)
    assert (out / "覃𬭎 a&b.txt").read_text(encoding="utf-8") == "屋檐的雨水"
    there.ask("case", "export", case, "--as", "creditors", "--to", out / "表.xlsx")
    made = there.ask("desk", "backup", stick)
    assert (made["ok"], made["findings"]) == (True, [])
    assert there.ask("desk", "backup", "--verify", stick)["ok"]
    assert files_of(there) == before
    restored = TypedDesk(tmp_path / "恢复", there.passphrase_file)
    there.ask("desk", "restore", stick, restored.folder)
    assert [one["case"] for one in restored.ask("case", "list")] == [case]


@pytest.mark.parametrize("refusal", REFUSALS)
def test_what_would_be_written_is_refused_in_our_own_words_and_goes_on_afterwards(
    there: TypedDesk, disk: Disk, refusal: str
) -> None:
    [case] = (one["case"] for one in there.ask("case", "list"))
    REFUSALS[refusal](disk)
    before = files_of(there)
    for words in (
        ("case", "note", case, "--text", "已电话通知"),
        ("case", "add", _intake(there)),
        ("desk", "set", "phone", "0774"),
        ("operator", "label", "窗口 a<b"),
        ("paper", "make", case, "D18"),
        ("file", "add", case, there.passphrase_file, "--as", "evidence"),
    ):
        complaint = " ".join(there(*words).complaint())
        assert not any(word in complaint.lower() for word in ("database", "disk i/o", "readonly"))
    assert files_of(there) == before
    disk.give_back()
    said = there("case", "note", case, "--text", "已电话通知", "--lang", "en")
    assert (said.code, SAID in said.err) == (0, False)
    assert there.ask("desk", "check")["ok"]


def _intake(there: TypedDesk) -> Path:
    """Return an intake file beside the passphrase, whose disk has room."""
    return TypedDesk(there.passphrase_file, there.passphrase_file).written(gutter())


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_wrong_passphrase_is_refused_there_as_everywhere(
    there: TypedDesk, disk: Disk, refusal: str
) -> None:
    REFUSALS[refusal](disk)
    before = files_of(there)
    wrong = there.passphrase_file.with_name("wrong.txt")
    wrong.write_text("wrong", encoding="utf-8")
    other = TypedDesk(there.folder, wrong)
    for _ in range(2):
        assert other("case", "list").complaint()[0] == "工作台没有打开：口令不对。"
    assert files_of(there) == before
