"""An office's own packs: added, laid over, damaged, on their way, and taken back."""

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mediatordesk.actions.cases.intake import add_case, set_field
from mediatordesk.actions.cases.steps import do_step
from mediatordesk.actions.desks.desk import Desk, open_desk
from mediatordesk.actions.papers.papers import make_paper
from mediatordesk.actions.papers.template_editions import template_of
from mediatordesk.actions.templates.pack_adoption import (
    NotOwnPack,
    PackFaulty,
    PackInUse,
    SamePack,
    add_pack,
    files_of_pack,
    withdraw_pack,
)
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.clock import Clock
from mediatordesk.core.pack_editions import PackEdition
from mediatordesk.core.papers import Blob
from mediatordesk.forms.errors import DamagedPack, PackOnItsWay, PackTooLarge
from mediatordesk.forms.packs import pack_sources
from mediatordesk.store import list_cases, read_case_file
from tests.actions.own_pack_folders import (
    FORMS,
    SENTENCE,
    overlay,
    property_pack,
    small_overlay,
)
from tests.actions.template_desks import NOW, PASSPHRASE, PLACES, laptop, newly_accepted, words_of

ENTRY: dict[str, Any] = {
    "pack": "people",
    "facts": "覃𬭎与O'Brien & Sons为a<b争吵。",
    "mediator": "黄文德",
    "dispute_type": "03",
    "parties": [
        {
            "role": "applicant", "name": "覃𬭎", "sex": "男", "ethnicity": "壮族",
            "id_number": "450405197911023158", "phone": "13800000001", "address": "正阳村三组7号",
        },
        {
            "role": "respondent", "kind": "organisation", "name": "O'Brien & Sons a<b 有限公司",
            "id_number": "914504059458073055", "phone": "13800000002", "address": "长洲镇工业路8号",
            "legal_representative": "Nguyễn Văn Đức",
        },
    ],
}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = laptop(tmp_path / "desk 一", newly_accepted())
    yield made
    made.close()


def opened(desk: Desk) -> Desk:
    """Open the desk's folder again, as another window does."""
    clock = Clock.typed(NOW)
    return open_desk(desk.folder, PASSPHRASE, places=PLACES.without_marks(), clock=clock)


def accepted(desk: Desk, pack: str = "people") -> CaseFile:
    """Register a case and accept it."""
    case = add_case(desk, {**ENTRY, "pack": pack}).case
    do_step(desk, case.id, "accept", {})
    return read_case_file(desk.store, case.id)


def due(file: CaseFile) -> Any:
    """Return the last day of the mediation."""
    (period,) = (one for one in file.periods if one.code == "T02")
    return period.due_on


def notice(desk: Desk, file: CaseFile) -> str:
    """Make the notice of acceptance, and return what it says."""
    return words_of(make_paper(desk, file, "D05", about=file.parties[0].id).docx)


def codes(error: pytest.ExceptionInfo[PackFaulty]) -> list[tuple[str, str]]:
    """Return the findings that stop a pack, with their level."""
    return sorted({(one.code, one.level) for one in error.value.findings})


# -- laid over the standard pack


def test_a_county_changes_a_period_a_question_and_a_form_and_the_rest_stays(
    desk: Desk, tmp_path: Path
) -> None:
    standard = desk.packs.pack("people")
    added = add_pack(desk, overlay(tmp_path))
    pack = added.desk.packs.pack("people")
    day = desk.clock.today()
    assert pack.version == f"{standard.version} + 长洲区 1"
    assert (pack.title, pack.deadline("T02", day).length) == ("人民调解（长洲区）", 25)
    assert standard.deadline("T02", day).length != 25
    assert {one.name for one in pack.fields()} - {one.name for one in standard.fields()} == {
        "street"
    }
    assert {one.code for one in pack.papers()} == {one.code for one in standard.papers()}
    assert pack.data.default_type == standard.data.default_type
    assert (pack.data.extends, pack.data.base) == ("court", False)


def test_what_extends_the_pack_has_the_countys_words_too(desk: Desk, tmp_path: Path) -> None:
    packs = add_pack(desk, overlay(tmp_path)).desk.packs
    premiums = packs.pack("social-insurance")
    assert premiums.deadline("T02", desk.clock.today()).length == 25
    assert [one.name for one in premiums.line] == ["court", "people", "people", "social-insurance"]
    assert packs.pack("court") is desk.packs.pack("court")


def test_a_desk_has_it_when_it_is_opened_again_and_says_who_added_it(
    desk: Desk, tmp_path: Path
) -> None:
    edition = add_pack(desk, overlay(tmp_path)).edition
    again = opened(desk)
    try:
        assert again.packs.pack("people").deadline("T02", NOW.date()).length == 25
        assert again.store.all(PackEdition) == (edition,)
        assert edition.operator_id == desk.operator.id
        assert (edition.number, edition.version, edition.added_at) == (1, "长洲区 1", NOW)
        assert again.store.problems() == ()
    finally:
        again.close()


def test_a_case_that_was_registered_goes_on_and_its_paper_keeps_its_own_form(
    desk: Desk, tmp_path: Path
) -> None:
    file = accepted(desk)
    about, old = file.parties[0].id, desk.packs.pack("people")
    first = make_paper(desk, file, "D05", about=about)
    assert SENTENCE not in words_of(first.docx)
    now = add_pack(desk, overlay(tmp_path, form=True)).desk
    again = read_case_file(now.store, file.case.id)
    paper = again.newest_paper("D05", about)
    assert paper is not None
    assert again.case.pack == "people"
    assert due(again) == due(file)
    assert template_of(now, now.packs.pack("people"), paper) == old.template("D05", NOW.date())
    later = accepted(now)
    assert due(later) == date(2025, 5, 6)  # the 25th day is Saturday, 3 May, within the holiday
    assert SENTENCE in notice(now, later)
    second = make_paper(now, again, "D05", about=about)
    assert SENTENCE in words_of(second.docx)
    assert second.paper.template_sha256 != paper.template_sha256


def test_a_paper_made_before_is_set_again_the_very_same(desk: Desk, tmp_path: Path) -> None:
    file = accepted(desk)
    about = file.parties[0].id
    first = make_paper(desk, file, "D05", about=about)
    now = add_pack(
        desk,
        small_overlay(
            tmp_path, '[[phrases]]\nname = "x"\nlabel = "新词"\ntext = "a<b"\nlocal = true\n'
        ),
    ).desk
    again = make_paper(now, read_case_file(now.store, file.case.id), "D05", about=about)
    assert again.paper.id == first.paper.id
    assert again.docx == first.docx
    assert again.pdf == first.pdf


# -- a pack of its own


def test_a_new_pack_stands_beside_the_others_and_a_case_uses_it(desk: Desk, tmp_path: Path) -> None:
    now = add_pack(desk, property_pack(tmp_path, form=True)).desk
    assert "property" in now.packs.offered()
    file = accepted(now, "property")
    set_field(now, file.case.id, "housing_estate", "正阳花园 a<b")
    made = make_paper(now, read_case_file(now.store, file.case.id), "D80")
    assert "正阳花园 a<b" in words_of(made.docx)


def test_only_rules_and_forms_are_kept_and_come_out_again_as_they_went_in(
    desk: Desk, tmp_path: Path
) -> None:
    folder = property_pack(tmp_path, form=True)
    add_pack(desk, folder)
    files = files_of_pack(desk, "property")
    assert sorted(files) == ["pack.toml", "papers.toml", "templates/D80.docx"]
    assert all((folder / name).read_bytes() == data for name, data in files.items())


def test_the_next_edition_follows_and_earlier_ones_are_kept(desk: Desk, tmp_path: Path) -> None:
    now = add_pack(desk, overlay(tmp_path)).desk
    second = add_pack(now, overlay(tmp_path, "长洲区 2", 20))
    assert second.desk.packs.pack("people").deadline("T02", NOW.date()).length == 20
    assert [one.number for one in desk.store.all(PackEdition)] == [1, 2]
    assert b"length = 25" in files_of_pack(desk, "people", 1)["pack.toml"]
    assert b"length = 20" in files_of_pack(desk, "people")["pack.toml"]
    third = add_pack(second.desk, overlay(tmp_path))  # back to the first, byte for byte
    assert third.edition.sha256 == desk.store.all(PackEdition)[0].sha256


# -- refused


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('[[checks]]\ncode = "Z1"\nlevel = "W"\ntitle = "x"\nwhy = "x"\nstages = ["singing"]\n'
         'when = "case.oral"\nlocal = true\n', "P12"),
        ('[[checks]]\ncode = "Z1"\nlevel = "W"\ntitle = "x"\nwhy = "x"\nstages = ["sign"]\n'
         'when = "elements.天气"\nlocal = true\n', "P08"),
        ('[[fields]]\nname = "x"\nlabel = "x"\nkind = "table"\nstep = "accept"\n'
         'columns = [{ name = "a", label = "a", kind = "text" }]\n', "P10"),
        ('[[papers]]\ncode = "D99"\ntitle = "x"\nlocal = true\n', "P09"),
        ('[[figures]]\nname = "agreed"\nlabel = "x"\ngroup = "x"\nkind = "count"\n'
         'on = "case.accepted_on"\ndefinition = "x"\nlocal = true\n', "P10"),
        ("[[fields]\n", "P03"),
    ],
)  # fmt: skip
def test_a_fault_keeps_a_pack_out_and_nothing_is_saved(
    desk: Desk, tmp_path: Path, text: str, found: str
) -> None:
    with pytest.raises(PackFaulty) as caught:
        add_pack(desk, small_overlay(tmp_path, text))
    assert (found, "B") in codes(caught)
    assert all(caught.value.lines())
    assert desk.store.all(PackEdition) == ()
    assert desk.store.where(Blob, "media_type = ?", ("application/zip",)) == ()


def test_a_full_copy_of_a_standard_pack_is_refused_with_the_way_to_change_it(
    desk: Desk, tmp_path: Path
) -> None:
    pack = tmp_path / "people"
    pack.mkdir()
    head = '[pack]\nname = "people"\ntitle = "x"\nversion = "1"\nextends = "court"\n'
    (pack / "pack.toml").write_text(head, encoding="utf-8")
    with pytest.raises(PackFaulty) as caught:
        add_pack(desk, pack)
    assert any("“people”" in one.why and "extends" in one.why for one in caught.value.findings)


def test_a_label_that_a_standard_form_prints_cannot_go(desk: Desk, tmp_path: Path) -> None:
    text = '[[fields]]\nname = "referred_by"\nlabel = "谁移送的"\nkind = "text"\n'
    with pytest.raises(PackFaulty) as caught:
        add_pack(desk, small_overlay(tmp_path, text))
    gone = [one for one in caught.value.findings if one.code == "P15"]
    assert gone
    assert all("委托单位" in one.why for one in gone)


def test_a_question_that_standard_rules_ask_cannot_become_another_kind(
    desk: Desk, tmp_path: Path
) -> None:
    text = '[[fields]]\nname = "difficulty"\nlabel = "难易程度"\nkind = "day"\n'
    with pytest.raises(PackFaulty) as caught:
        add_pack(desk, small_overlay(tmp_path, text))
    assert any(one.code in {"P07", "P08"} for one in caught.value.findings)


def test_one_version_is_one_set_of_files(desk: Desk, tmp_path: Path) -> None:
    now = add_pack(desk, overlay(tmp_path)).desk
    with pytest.raises(SamePack):
        add_pack(now, overlay(tmp_path))
    with pytest.raises(PackFaulty) as caught:
        add_pack(now, overlay(tmp_path, days=24))
    assert [one.place for one in caught.value.findings] == ["pack.version"]


def macros(path: Path) -> None:
    """Put a macro into a Word file."""
    with zipfile.ZipFile(path, "a") as word:
        word.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 x")


def cut(path: Path) -> None:
    """Cut a Word file off."""
    path.write_bytes(path.read_bytes()[:3000])


@pytest.mark.parametrize("damage", [macros, cut])
def test_word_files_are_examined_as_those_that_are_handed_in(
    desk: Desk, tmp_path: Path, damage: Any
) -> None:
    folder = property_pack(tmp_path, form=True)
    damage(folder / "templates/D80.docx")
    with pytest.raises(PackFaulty) as caught:
        add_pack(desk, folder)
    assert ("P09", "templates/D80.docx") in {(one.code, one.file) for one in caught.value.findings}


def test_too_much_is_refused_before_it_is_read(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = property_pack(tmp_path)
    with (folder / "large.toml").open("wb") as file:
        file.truncate(pack_sources.MAX_BYTES + 1)
    monkeypatch.setattr(pack_sources.PackFolder, "read", None)
    with pytest.raises(PackTooLarge) as caught:
        add_pack(desk, folder)
    assert all(caught.value.lines())


# -- on its way, damaged


def parts_of(desk: Desk) -> list[Path]:
    """Return the encrypted parts of the newest pack."""
    blob = desk.store.where(Blob, "media_type = ? ORDER BY rowid DESC", ("application/zip",))[0]
    return [desk.folder / "blobs" / one[:2] / f"{one}.age" for one in blob.parts]


@pytest.mark.parametrize(("lost", "error"), [(True, PackOnItsWay), (False, DamagedPack)])
def test_a_pack_without_its_files_keeps_the_desk_from_nothing_else(
    desk: Desk, tmp_path: Path, lost: bool, error: type[Exception]
) -> None:
    now = add_pack(desk, property_pack(tmp_path)).desk
    file = accepted(now, "property")
    for part in parts_of(desk):
        data = part.read_bytes()
        part.unlink()
        if not lost:
            part.write_bytes(data[:-3] + b"a<b")
    again = opened(desk)
    try:
        assert again.packs.names() == ("court", "people", "social-insurance")
        with pytest.raises(error) as caught:
            again.packs.pack("property")
        assert all(caught.value.lines())  # type: ignore[attr-defined]  # a DeskError
        assert [one.id for one in list_cases(again.store)] == [file.case.id]
        assert read_case_file(again.store, file.case.id).case.facts == ENTRY["facts"]
        assert accepted(again).case.pack == "people"
        mended = add_pack(again, property_pack(tmp_path)).desk
        assert "property" in mended.packs.offered()
    finally:
        again.close()


def test_a_standard_pack_whose_own_words_are_missing_is_not_quietly_the_standard_one(
    desk: Desk, tmp_path: Path
) -> None:
    add_pack(desk, overlay(tmp_path))
    for part in parts_of(desk):
        part.unlink()
    again = opened(desk)
    try:
        assert again.packs.names() == ("court",)
        for name in ("people", "social-insurance"):
            with pytest.raises(PackOnItsWay) as caught:
                again.packs.pack(name)
            assert "长洲区 1" in caught.value.lines()[0]
        assert withdraw_pack(again, "people").desk.packs.offered() == ("people", "social-insurance")
    finally:
        again.close()


# -- taken back


def test_an_overlay_is_taken_back_and_the_standard_pack_is_as_it_was(
    desk: Desk, tmp_path: Path
) -> None:
    now = add_pack(desk, overlay(tmp_path)).desk
    accepted(now)  # no case holds what only the county asks
    back = withdraw_pack(now, "people").desk
    assert back.packs.pack("people").data == desk.packs.pack("people").data
    with pytest.raises(NotOwnPack):
        withdraw_pack(back, "people")
    again = add_pack(back, overlay(tmp_path))
    assert again.edition.number == 3


def test_what_a_case_holds_keeps_an_overlay_from_being_taken_back(
    desk: Desk, tmp_path: Path
) -> None:
    now = add_pack(desk, overlay(tmp_path)).desk
    file = accepted(now)
    set_field(now, file.case.id, "street", "西江三路")
    with pytest.raises(PackInUse) as caught:
        withdraw_pack(now, "people")
    assert file.case.called in caught.value.lines()[0]
    without = small_overlay(tmp_path / "neu", "", "长洲区 9")
    (finding,) = add_pack(now, without).findings
    assert (finding.code, finding.level, finding.place) == ("P16", "W", "street")
    assert file.case.called in finding.why


def test_a_pack_that_a_case_or_another_pack_needs_stays(desk: Desk, tmp_path: Path) -> None:
    now = add_pack(desk, property_pack(tmp_path)).desk
    estate = tmp_path / "estate"
    estate.mkdir()
    head = '[pack]\nname = "estate"\ntitle = "小区"\nversion = "1"\nextends = "property"\n'
    (estate / "pack.toml").write_text(head, encoding="utf-8")
    both = add_pack(now, estate).desk
    with pytest.raises(PackInUse) as caught:
        withdraw_pack(both, "property")
    assert "estate" in caught.value.lines()[0]
    one = withdraw_pack(both, "estate").desk
    file = accepted(one, "property")
    with pytest.raises(PackInUse) as caught:
        withdraw_pack(one, "property")
    assert file.case.called in caught.value.lines()[0]


def test_an_update_of_the_program_reaches_what_the_county_has_not_changed(
    desk: Desk, tmp_path: Path
) -> None:
    add_pack(desk, overlay(tmp_path))
    updated = tmp_path / "forms"
    shutil.copytree(FORMS, updated)
    path = updated / "people/pack.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(f'version = "{desk.packs.pack("court").version}"', 'version = "2031.7"', 1),
        encoding="utf-8",
    )
    places = replace(PLACES.without_marks(), forms=updated)
    again = open_desk(desk.folder, PASSPHRASE, places=places, clock=Clock.typed(NOW))
    try:
        pack = again.packs.pack("people")
        assert pack.version == "2031.7 + 长洲区 1"
        assert pack.deadline("T02", NOW.date()).length == 25
    finally:
        again.close()
