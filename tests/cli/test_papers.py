"""paper make, convert, check."""

import hashlib
import shutil
from pathlib import Path

import pytest

from mediatordesk.actions.desks.fonts import load_fonts
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.papers.vocabulary import known_fields
from mediatordesk.documents import check_template
from mediatordesk.forms import Packs
from tests.documents.seeded import seeded
from tests.documents.ugly import wps_contract

from .commands import HARD_NAMES, TypedDesk, typed
from .intakes import gutter, wages, with_party

FORMS = Places.installed().forms


@pytest.fixture
def accepted(desk: TypedDesk) -> str:
    """Return a case of wages that was accepted."""
    case = desk.add(wages(), "--now", "2025-04-07T09:00")
    desk.done(case, "accept")
    return case


def test_a_paper_is_made_as_word_and_pdf_into_a_folder_with_blanks(
    desk: TypedDesk, accepted: str, tmp_path: Path
) -> None:
    place = tmp_path / "文书 & papers"
    made = desk.ask("paper", "make", accepted, "D04", "--to", place)
    assert made.keys() >= {"paper", "files", "pages", "sha256"}
    word, pdf = (Path(name) for name in made["files"])
    assert (word.suffix, pdf.suffix) == (".docx", ".pdf")
    assert hashlib.sha256(pdf.read_bytes()).hexdigest() == made["sha256"]
    assert made["pages"] >= 1
    [kept] = desk.ask("case", "show", accepted)["papers"]
    assert (kept["id"], kept["kind"]) == (made["paper"], "D04")
    assert desk.ask("desk", "check")["ok"]


def test_only_the_kinds_asked_for_are_written(
    desk: TypedDesk, accepted: str, tmp_path: Path
) -> None:
    desk.ask("paper", "make", accepted, "D04", "--to", tmp_path / "a", "--as", "pdf")
    assert [path.suffix for path in (tmp_path / "a").iterdir()] == [".pdf"]


def test_a_paper_for_each_party_asks_for_whom(desk: TypedDesk, accepted: str) -> None:
    before = desk.saved()
    assert "苏美玲" in desk("paper", "make", accepted, "D05").complaint()[0]
    desk("paper", "make", accepted, "D05", "--about", "nobody").complaint()
    assert desk.saved() == before
    desk.ask("paper", "make", accepted, "D05", "--about", "苏美玲")


@pytest.mark.parametrize("code", ["D99", "D17", "D15", "D23", "d04", "../D04"])
def test_a_paper_that_cannot_be_yet_is_not_made(desk: TypedDesk, accepted: str, code: str) -> None:
    before = desk.saved()
    happened, *_rest = desk("paper", "make", accepted, code).complaint()
    assert "：。" not in happened
    assert desk.saved() == before


def test_a_paper_that_lacks_a_field_names_it(desk: TypedDesk) -> None:
    case = desk.add(wages(), "--now", "2025-04-07T09:00")
    desk.done(case, "accept")
    desk.done(case, "session", {"place": "调解室"})
    before = desk.saved()
    assert "记录" in desk("paper", "make", case, "D15").complaint()[0]
    assert desk.saved() == before


@pytest.mark.parametrize("name", [*HARD_NAMES, "苏" * 40])
def test_hard_names_get_their_papers(desk: TypedDesk, name: str) -> None:
    intake = with_party(gutter(), 0, name=name)
    intake["oral_agreement"]["obligations"][0]["obligee"] = name
    case = desk.add(intake, "--now", "2025-03-10T15:00")
    made = desk.ask("paper", "make", case, "D18", "--now", "2025-03-10T15:12")
    assert made["pages"] >= 1


def test_a_character_no_font_has_is_named_and_no_paper_is_made(desk: TypedDesk) -> None:
    intake = with_party(gutter(), 0, name="黎\U000f0001")
    intake["oral_agreement"]["obligations"][0]["obligee"] = "黎\U000f0001"
    case = desk.add(intake, "--now", "2025-03-10T15:00")
    before = desk.saved()
    desk("paper", "make", case, "D18").complaint()
    assert desk.saved() == before


def test_a_folder_that_cannot_be_written_leaves_no_half_file(
    desk: TypedDesk, accepted: str, scan: Path
) -> None:
    files = sorted(scan.parent.iterdir())
    assert "D04" in desk("paper", "make", accepted, "D04", "--to", scan / "under").complaint()[0]
    assert sorted(scan.parent.iterdir()) == files


def test_any_word_file_becomes_a_pdf(tmp_path: Path) -> None:
    word, pdf = tmp_path / "申请 书.docx", tmp_path / "新 folder" / "申请 书.pdf"
    shutil.copy(FORMS / "people" / "templates" / "D17.docx", word)
    made = typed("paper", "convert", word, pdf, "--json").data
    assert made.keys() >= {"pages", "unsupported"}
    assert pdf.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "text", "truncated", "a zip"])
def test_a_word_file_that_is_none_is_told(tmp_path: Path, scan: Path, kind: str) -> None:
    whole = (FORMS / "people" / "templates" / "D17.docx").read_bytes()
    contents = {
        "empty": b"",
        "text": b"hello",
        "truncated": whole[: len(whole) // 2],
        "a zip": b"PK\x05\x06" + bytes(18),
    }
    path = tmp_path / "broken 件.docx"
    if kind == "folder":
        path.mkdir()
    elif kind in contents:
        path.write_bytes(contents[kind])
    target = tmp_path / "out.pdf"
    typed("paper", "convert", path, target, "--json").complaint()
    assert not target.exists()
    checked = typed("paper", "check", path, "--json")
    assert checked.code == 1
    if checked.out:
        assert not checked.data["ok"]


def test_a_word_file_is_never_overwritten_with_its_pdf(tmp_path: Path) -> None:
    word, link = tmp_path / "协议书 a<b.docx", tmp_path / "协议书.pdf"
    shutil.copy(FORMS / "people" / "templates" / "D17.docx", word)
    link.symlink_to(word)
    whole = word.read_bytes()
    (tmp_path / "下").mkdir()
    for out in (word, link, tmp_path / "下" / ".." / "协议书.pdf", tmp_path / "协议书"):
        assert out.name in typed("paper", "convert", word, out).complaint()[0]
    assert word.read_bytes() == whole
    assert link.is_symlink()
    assert not (tmp_path / "协议书").exists()


@pytest.mark.parametrize("command", ["convert", "import"])
def test_a_file_that_cannot_be_read_is_called_by_its_name(tmp_path: Path, command: str) -> None:
    word = tmp_path / "坏的 O'Brien & {Sons}.docx"
    target = tmp_path / ("out.pdf" if command == "convert" else "out.docx")
    word.write_bytes(b"hello")
    assert word.name in typed("paper", command, word, target).complaint()[0]
    [found] = typed("paper", "check", word, "--json").data["findings"]
    assert (found["place"], found["feature"]) == (word.name, "NotAWordFile")
    word.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    happened, _kept, to_do = typed("paper", command, word, target, "--lang", "en").complaint()
    assert happened == f"“{word.name}” is in the old Word format, or locked with a password."
    assert "without a password" in to_do
    assert not target.exists()


def test_a_conversion_says_which_state_of_tracked_changes_it_printed(tmp_path: Path) -> None:
    word, pdf = tmp_path / "修订.docx", tmp_path / "修订.pdf"
    word.write_bytes(seeded("inserted text"))
    made = typed("paper", "convert", word, pdf, "--json", "--lang", "en").data
    [why] = {one["why"] for one in made["unsupported"] if one["feature"] == "tracked-changes"}
    assert "what was inserted is printed, what was deleted is not" in why


def test_an_import_replaces_no_other_file_unless_it_is_told_to(tmp_path: Path) -> None:
    word, template = tmp_path / "原 稿.docx", tmp_path / "模板.docx"
    whole = wps_contract()
    word.write_bytes(whole)
    template.write_bytes(b"the work of a day")
    assert template.name in typed("paper", "import", word, template).complaint()[0]
    assert template.read_bytes() == b"the work of a day"
    for force in ((), ("--force",)):
        assert word.name in typed("paper", "import", word, word, *force).complaint()[0]
        assert word.read_bytes() == whole
    assert typed("paper", "import", word, template, "--force", "--json").data["file"]
    assert template.read_bytes().startswith(b"PK")
    assert typed("paper", "import", word, template, "--json").data["file"]


def test_a_target_that_is_a_folder_gets_no_pdf_and_no_part_of_one(tmp_path: Path) -> None:
    word = FORMS / "people" / "templates" / "D17.docx"
    (tmp_path / "folder.pdf").mkdir()
    assert "folder.pdf" in typed("paper", "convert", word, tmp_path / "folder.pdf").complaint()[0]
    assert [path.name for path in tmp_path.iterdir()] == ["folder.pdf"]


@pytest.mark.parametrize("pack", ["people", "social-insurance"])
def test_every_shipped_template_passes_the_check(pack: str, tmp_path: Path) -> None:
    fields = known_fields(Packs.read(FORMS).pack(pack))
    fonts = load_fonts(Places.installed(), tmp_path)
    templates = sorted((FORMS / pack / "templates").glob("*.docx"))
    assert templates
    for template in templates:
        assert check_template(template.read_bytes(), fields, fonts) == (), template.name


def test_a_sound_template_passes_the_check_as_it_is_typed() -> None:
    template = FORMS / "social-insurance" / "templates" / "D33C.docx"
    said = typed("paper", "check", template, "--pack", "social-insurance", "--json")
    assert (said.code, said.data) == (0, {"ok": True, "findings": []})


def test_what_the_pdf_does_not_show_is_listed(tmp_path: Path) -> None:
    word, pdf = tmp_path / "公 式.docx", tmp_path / "公 式.pdf"
    word.write_bytes(seeded("formula"))
    made = typed("paper", "convert", word, pdf, "--json").data
    (found,) = made["unsupported"]
    assert (found["feature"], found["page"]) == ("formula", 2)
    assert found["place"].startswith("请看这里：")
    assert made["pages"] == 2
    assert pdf.read_bytes().startswith(b"%PDF-")


def test_a_check_names_the_page_or_the_header(tmp_path: Path) -> None:
    word = tmp_path / "水印.docx"
    word.write_bytes(seeded("watermark"))
    said = typed("paper", "check", word, "--json")
    assert said.code == 1
    (found,) = said.data["findings"]
    assert (found["page"], found["feature"], found["level"]) == ("header", "watermark", "error")
    assert typed("paper", "check", word).code == 1


def test_a_contract_of_wps_is_imported_and_imported_again_unchanged(tmp_path: Path) -> None:
    word, template, again = (tmp_path / f"{name}.docx" for name in ("原 稿", "模板", "再来"))
    word.write_bytes(wps_contract())
    said = typed("paper", "import", word, template, "--json")
    assert said.data["rewritten"]
    assert {one["feature"] for one in said.data["findings"]} <= {"unknown-field"}
    assert said.code == (0 if said.data["ok"] else 1)
    second = typed("paper", "import", template, again, "--json")
    assert second.data["rewritten"] == []
    assert again.read_bytes() == template.read_bytes()


@pytest.mark.parametrize("changes", ["accept", "reject"])
def test_tracked_changes_are_refused_until_somebody_decides(tmp_path: Path, changes: str) -> None:
    word, template = tmp_path / "修订.docx", tmp_path / "模板.docx"
    word.write_bytes(seeded("inserted text"))
    refused = typed("paper", "import", word, template, "--json")
    assert (refused.code, refused.data["ok"], refused.data["file"]) == (1, False, None)
    assert [one["feature"] for one in refused.data["findings"]] == ["tracked-changes"]
    assert not template.exists()
    said = typed("paper", "import", word, template, "--changes", changes, "--json")
    assert (said.code, said.data["ok"]) == (0, True)
    assert "tracked-changes" in {one["feature"] for one in said.data["rewritten"]}
    assert template.exists()
