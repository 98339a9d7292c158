"""fonts list, fonts add: what they take, what they refuse, and that papers use them."""

from pathlib import Path
from typing import Any

import pytest

from tests.documents.fonts.made import ENGLISH, made_font, saved

from .commands import TypedDesk
from .intakes import wages, with_party

RARE = "\U00020000"
FREE = "SIL Open Font License 1.1"


@pytest.fixture
def rare(tmp_path: Path) -> Path:
    """Return a font that has a character no font of the house has."""
    font = made_font({ENGLISH: "For Rare Names"}, RARE, licence=FREE)
    return saved(font, tmp_path / "生僻字 & rare.ttf")


def named(desk: TypedDesk, name: str) -> str:
    """Register a case with a party of a name, and accept it."""
    case = desk.add(with_party(wages(), 0, name=name), "--now", "2025-04-07T09:00")
    desk.done(case, "accept")
    return case


def test_a_name_no_font_has_stops_a_paper_until_a_font_is_added(
    desk: TypedDesk, rare: Path
) -> None:
    case = named(desk, f"王{RARE}明")
    before = desk.saved()
    happened, *_rest = desk("paper", "make", case, "D04").complaint()
    assert f"{RARE}（U+20000）" in happened
    assert desk.saved() == before
    added = desk.ask("fonts", "add", rare)
    assert (added["origin"], added["families"], added["licence"]) == (
        *("added", ["For Rare Names"], FREE),
    )
    assert desk.ask("paper", "make", case, "D04")["pages"] >= 1


@pytest.mark.parametrize("name", ["ئالىم قاسىم", "བསྟན་འཛིན", "王😀"])
def test_a_name_in_another_script_stops_a_paper_and_is_named(desk: TypedDesk, name: str) -> None:
    case = named(desk, name)
    happened, _kept, to_do = desk("paper", "make", case, "D04", "--lang", "en").complaint()
    missing = next(char for char in name if char not in "王 ")
    assert f"{missing}（U+{ord(missing):04X}）" in happened
    assert "Latin letters" in to_do


def test_the_fonts_of_the_program_and_of_the_desk_are_listed(desk: TypedDesk, rare: Path) -> None:
    desk.ask("fonts", "add", rare)
    listed = {one["file"]: one for one in desk.ask("fonts", "list")}
    assert listed["MDFangSong.ttf"]["origin"] == "house"
    assert listed[rare.name]["origin"] == "added"
    assert {one["origin"] for one in desk.ask("fonts", "list", "--machine")} >= {"house", "added"}


@pytest.mark.parametrize(
    ("changes", "word"),
    [({"postscript_outlines": True}, "PostScript"), ({"rights": 2}, "embedded")],
)
def test_a_font_that_cannot_be_used_is_refused_with_the_reason(
    desk: TypedDesk, tmp_path: Path, changes: dict[str, Any], word: str
) -> None:
    font = saved(made_font({ENGLISH: "A"}, "调", licence=FREE, **changes), tmp_path / "a.ttf")
    before = desk.saved()
    assert word in desk("fonts", "add", font, "--lang", "en").complaint()[0]
    assert desk.saved() == before


def test_a_font_without_a_licence_needs_one_to_be_named(desk: TypedDesk, tmp_path: Path) -> None:
    font = saved(made_font({ENGLISH: "A"}, "调"), tmp_path / "a.ttf")
    assert "--licence" in desk("fonts", "add", font).complaint()[2]
    added = desk.ask("fonts", "add", font, "--licence", "Hanazono licence")
    assert added["licence"] == "Hanazono licence"


def test_the_same_font_twice_is_no_harm_another_of_its_name_is_refused(
    desk: TypedDesk, rare: Path
) -> None:
    desk.ask("fonts", "add", rare)
    desk.ask("fonts", "add", rare)
    saved(made_font({ENGLISH: "Another"}, "调", licence=FREE), rare)
    desk("fonts", "add", rare).complaint()


@pytest.mark.parametrize("content", [None, b"", b"no font", b"ttcf\0\0"])
def test_what_is_no_font_is_refused(desk: TypedDesk, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "a.ttf"
    if content is not None:
        path.write_bytes(content)
    desk("fonts", "add", path).complaint()
