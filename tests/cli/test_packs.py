"""forms list, check, schema, add, remove, export; and what a broken template does."""

import shutil
from pathlib import Path

import pytest

from mediatordesk.actions.desks.places import Places

from .commands import TypedDesk, typed
from .intakes import wages

FORMS = Places.installed().forms


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """Return a copy of the packs that may be broken."""
    copy = tmp_path / "包 forms"
    shutil.copytree(FORMS, copy)
    return copy


def test_the_packs_are_listed() -> None:
    listed = typed("forms", "list", "--json").data
    assert {one["pack"] for one in listed} >= {"people", "social-insurance"}
    assert all((Path(one["folder"]) / "pack.toml").is_file() for one in listed)


@pytest.mark.parametrize("pack", ["people", "social-insurance"])
def test_the_shipped_packs_are_clean_and_have_a_schema(
    pack: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert typed("forms", "check", FORMS / pack, "--json").data == {"ok": True, "findings": []}
    monkeypatch.chdir(FORMS / pack)
    assert typed("forms", "check", ".", "--json").data["ok"]
    schema = typed("forms", "schema", pack, "--json").data
    assert "parties" in schema["properties"]


@pytest.mark.parametrize(
    "damage", [b"", b"hello", (FORMS / "people/templates/D17.docx").read_bytes()[:9000]]
)
def test_a_broken_template_is_found_with_file_and_reason(forms: Path, damage: bytes) -> None:
    (forms / "people" / "templates" / "D17.docx").write_bytes(damage)
    said = typed("forms", "check", forms / "people", "--json")
    assert (said.code, said.data["ok"]) == (1, False)
    findings = said.data["findings"]
    assert all(one.keys() >= {"code", "level", "file", "place", "why"} for one in findings)
    assert {one["level"] for one in findings} == {"B"}
    assert any(one["file"] == "templates/D17.docx" for one in findings)


def test_a_missing_template_and_broken_data_are_found(forms: Path) -> None:
    (forms / "people" / "templates" / "D04.docx").unlink()
    said = typed("forms", "check", forms / "people", "--json")
    assert (said.code, said.data["ok"]) == (1, False)
    for text in ("[[papers", "papers = 5", "\ufffe"):
        (forms / "people" / "papers.toml").write_text(text, encoding="utf-8")
        said = typed("forms", "check", forms / "people", "--json")
        assert (said.code, said.data["ok"]) == (1, False), text


def test_a_base_is_checked_with_the_packs_that_rest_on_it(forms: Path) -> None:
    said = typed("forms", "check", forms / "court", "--json").data
    assert said == {"ok": True, "findings": []}


def test_a_table_may_not_hide_a_step_of_the_desk(forms: Path) -> None:
    (forms / "people" / "more.toml").write_text(
        '[[fields]]\nname = "x"\nlabel = "x"\nkind = "table"\nstep = "accept"\n'
        'columns = [{ name = "a", label = "a", kind = "text" }]\n',
        encoding="utf-8",
    )
    (finding,) = typed("forms", "check", forms / "people", "--json").data["findings"]
    assert (finding["code"], finding["file"]) == ("P10", "more.toml")
    assert finding["place"] == "line 1, fields x"
    assert "accept" in finding["why"]


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    for folder in (tmp_path / "missing", FORMS / "people" / "pack.toml"):
        typed("forms", "check", folder).complaint()
    assert "a<b" in typed("forms", "schema", "a<b").complaint()[0]


OVERLAY = (
    '[pack]\nname = "people"\ntitle = "人民调解（长洲区 a<b）"\nversion = "{version}"\n'
    'extends = "people"\n\n[[fields]]\nname = "street"\nlabel = "街道"\nkind = "text"\n'
)


def overlay(folder: Path, version: str, more: str = "") -> Path:
    """Write a pack over `people`, with one more question."""
    pack = folder / "O'Brien & Sons" / "people"
    pack.mkdir(parents=True, exist_ok=True)
    (pack / "pack.toml").write_text(OVERLAY.format(version=version) + more, encoding="utf-8")
    return pack


def test_an_own_pack_is_added_listed_used_written_out_and_taken_back(
    desk: TypedDesk, tmp_path: Path
) -> None:
    pack = overlay(tmp_path, "长洲区 3")
    assert typed("forms", "check", pack, "--json").data == {"ok": True, "findings": []}
    added = desk.ask("forms", "add", pack)
    assert (added["pack"], added["own"]["edition"], added["own"]["by"]) == ("people", 1, "黄文德")
    (shown,) = (one for one in desk.ask("forms", "list") if one["pack"] == "people")
    assert shown["version"].endswith(" + 长洲区 3")
    assert shown["own"] == added["own"]
    assert (shown["title"], Path(shown["folder"]).name) == ("人民调解（长洲区 a<b）", "people")
    assert all(one["own"] is None for one in typed("forms", "list", "--json").data)
    assert "street" in desk("forms", "schema", "people").out
    assert "street" not in typed("forms", "schema", "people", "--json").out
    case = desk.add(wages(elements=wages()["elements"] | {"street": "西江三路"}))
    assert "西江三路" in desk("case", "show", case).out
    assert "1" in desk("forms", "remove", "people").complaint()[0]
    written = desk.ask("forms", "export", "people", "--to", tmp_path / "盘")
    assert Path(written["folder"], "pack.toml").read_bytes() == (pack / "pack.toml").read_bytes()


def test_an_own_pack_that_nothing_needs_is_taken_back(desk: TypedDesk, tmp_path: Path) -> None:
    desk.ask("forms", "add", overlay(tmp_path, "1"))
    assert desk.ask("forms", "remove", "people")["ok"]
    assert all(one["own"] is None for one in desk.ask("forms", "list"))
    desk("forms", "remove", "people").complaint()
    desk("forms", "export", "a<b", "--to", tmp_path).complaint()


def test_a_pack_with_faults_is_refused_with_all_of_them(desk: TypedDesk, tmp_path: Path) -> None:
    wrong = '\n[[fields]]\nname = "court"\nlabel = "x"\nkind = "weather"\n'
    before = desk.saved()
    said = desk("forms", "add", overlay(tmp_path, "1", wrong))
    assert (said.code, said.data["ok"]) == (1, False)
    assert [one["code"] for one in said.data["findings"]] == ["P05"]
    said = desk("forms", "add", tmp_path / "没有 a<b")
    assert said.complaint()
    assert desk.saved() == before


def test_a_case_of_a_pack_whose_file_is_lost_is_still_seen(desk: TypedDesk, tmp_path: Path) -> None:
    desk.ask("forms", "add", overlay(tmp_path, "长洲区 3"))
    case = desk.add(wages())
    for part in (desk.folder / "blobs").rglob("*.age"):
        part.unlink()
    (line,) = desk.ask("case", "list")
    assert line["case"] == case
    assert desk("case", "show", case).code == 0
    (lost,) = (one for one in desk.ask("forms", "list") if one["pack"] == "people")
    assert len(lost["broken"]) == 3
    assert "长洲区 3" in lost["broken"][0]
    assert desk("case", "add", desk.written(wages())).complaint()
    assert desk.ask("forms", "add", overlay(tmp_path, "长洲区 3"))["own"]["edition"] == 2
    assert desk("case", "add", desk.written(wages())).code == 0


def test_a_pack_is_checked_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert typed("forms", "check", "court", "--json").data == {"ok": True, "findings": []}
    assert "乌有" in typed("forms", "check", "乌有").complaint()[0]
    (tmp_path / "court").mkdir()
    assert not typed("forms", "check", "court", "--json").data["ok"]


def test_a_base_is_listed_as_one() -> None:
    listed = {one["pack"]: one["base"] for one in typed("forms", "list", "--json").data}
    assert (listed["court"], listed["people"]) == (True, False)


def test_a_schema_is_told_line_by_line() -> None:
    lines = [line.split("\t") for line in typed("forms", "schema", "people").out.splitlines()]
    told = {line[0]: line[1:] for line in lines}
    assert told["parties[].name"][0] == "姓名（名称）"
    assert len(told["parties[].name"]) == 3
    assert "applicant（申请人）" in told["parties[].role"][1]
    assert len(told["elements.court"]) == 2


def test_a_template_that_cannot_be_opened_is_told_once(forms: Path) -> None:
    (forms / "people" / "templates" / "D17.docx").write_bytes(b"PK")
    found = typed("forms", "check", forms / "people", "--json").data["findings"]
    assert [one["code"] for one in found if one["file"] == "templates/D17.docx"] == ["P09"]


def test_where_there_is_nothing_it_is_said(desk: TypedDesk) -> None:
    case = desk.add(wages())
    named = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file)
    for words in (("clue", "list"), ("roster", "list"), ("court", "list"), ("case", "exits", case)):
        assert desk.ask(*words) == []
        assert len(typed(*words, *named).out.splitlines()) == 1
