"""file add, list, save, void, check: what scripts may count on."""

from pathlib import Path

import pytest

from mediatordesk.actions.desks.file_upkeep import OLD
from tests.damage import damage
from tests.documents.incoming.hostile_files import pdf_file, pdf_with_file
from tests.documents.incoming.pictures import photo

from .commands import TypedDesk, typed
from .intakes import wages

FACTS = {
    "file", "name", "kind", "party", "media_type", "size", "sha256", "original_sha256",
    "original_size", "evidence", "added_on",
}  # fmt: skip


@pytest.fixture
def photo_file(tmp_path: Path) -> Path:
    path = tmp_path / "现场 O'Brien & Sons a<b.jpg"
    path.write_bytes(photo(2200, 1600))
    return path


def test_a_file_is_added_listed_saved_and_voided(
    desk: TypedDesk, photo_file: Path, tmp_path: Path
) -> None:
    case = desk.add(wages())
    words = ("--as", "evidence", "--party", "苏美玲", "--evidence")
    added = desk.ask("file", "add", case, photo_file, *words)
    assert added.keys() >= {"case", "changes", "files", "warnings"}
    (listed,) = desk.ask("file", "list", case)
    assert added["files"] == [listed]
    assert listed.keys() == FACTS
    assert (listed["name"], listed["party"], listed["evidence"]) == (
        photo_file.name,
        "苏美玲",
        True,
    )
    saved = desk.ask("file", "save", case, photo_file.name, "--to", tmp_path / "a", "--original")
    assert Path(saved["path"]).read_bytes() == photo_file.read_bytes()
    assert Path(saved["path"]).name == "现场 O'Brien & Sons a_b.jpg"
    copy = desk.ask("file", "save", case, listed["file"][:8], "--to", tmp_path / "b")
    assert Path(copy["path"]).stat().st_size == listed["size"] < photo_file.stat().st_size
    Path(copy["path"]).write_bytes(b"another")
    again = ("file", "save", case, listed["file"], "--to", tmp_path / "b")
    assert "--force" in desk(*again).complaint()[2]
    desk.ask(*again, "--force")
    assert desk("file", "void", case, listed["file"], "--reason", " ").complaint()
    desk.ask("file", "void", case, listed["file"], "--reason", "拿错了 a<b")
    assert desk.ask("file", "list", case) == []
    (voided,) = desk.ask("file", "list", case, "--voided")
    assert (voided["file"], voided["void_reason"]) == (listed["file"], "拿错了 a<b")
    out = ("--original", "--to", tmp_path / "c")
    saved = desk.ask("file", "save", case, listed["file"][:8], *out)
    assert Path(saved["path"]).read_bytes() == photo_file.read_bytes()
    before = desk.saved()[0]
    desk("file", "void", case, listed["file"], "--reason", "x").complaint()
    assert desk.saved()[0] == before


def test_a_list_for_people_names_what_the_other_commands_take(
    desk: TypedDesk, photo_file: Path
) -> None:
    case = desk.add(wages())
    small = photo_file.with_name("收条.txt")
    small.write_text("今收到 a<b")
    desk.ask("file", "add", case, photo_file, photo_file, small, "--as", "证据材料")
    listed = desk.ask("file", "list", case)
    assert {one["kind"] for one in listed} == {"evidence"}
    opening = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file)
    lines = typed("file", "list", case, *opening).out.splitlines()
    assert all(one["file"][:8] in line for one, line in zip(listed, lines, strict=True))
    assert "1 KB" in lines[2]
    several = desk("file", "save", case, photo_file.name, "--to", photo_file.parent).complaint()
    assert [one["file"][:8] in several[2] for one in listed] == [True, True, False]
    unknown = desk("file", "save", case, "没有", "--to", photo_file.parent).complaint()
    assert photo_file.name not in unknown[2]
    no_kind = desk("file", "add", case, small, "--as", "evidnce").complaint()
    assert "证据材料" in no_kind[2]


def test_what_a_pdf_carries_is_warned_of_and_kept(desk: TypedDesk, tmp_path: Path) -> None:
    case, path = desk.add(wages()), tmp_path / "合同.jpg"
    path.write_bytes(pdf_with_file())
    added = desk.ask("file", "add", case, path, "--as", "evidence")
    assert len(added["warnings"]) == 2  # its name, and the file inside it
    assert all("合同.jpg" in words for words in added["warnings"])
    assert added["files"][0]["media_type"] == "application/pdf"


def test_file_check_proves_every_byte_and_counts_what_is_left_over(
    desk: TypedDesk, tmp_path: Path
) -> None:
    case, path = desk.add(wages()), tmp_path / "合同.pdf"
    path.write_bytes(pdf_file())
    desk.ask("file", "add", case, path, "--as", "evidence")
    blobs = desk.folder / "blobs"
    (part,) = blobs.rglob("*.age")
    (part.parent / f"{'0' * 64}.age").write_bytes(b"left over")
    checked = desk.ask("file", "check", case)
    assert (checked["ok"], checked["findings"]) == (True, [])
    assert checked["leftovers"] == {"count": 1, "size": 9, "removed": 0}
    opening = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file)
    assert str(OLD) in typed("file", "check", case, *opening).out.splitlines()[-1]
    damage(part)
    for words in (("file", "check"), ("desk", "check")):
        said = desk(*words)
        assert said.code == 1
        assert any("合同.pdf" in one for one in said.data["findings"])
