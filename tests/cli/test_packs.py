"""forms list, check, schema; and what a broken template does."""

import shutil
from pathlib import Path

import pytest

from mediatordesk.actions.desks.places import Places

from .commands import typed

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
