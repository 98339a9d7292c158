"""Font files: their names in every language, and why one cannot be used."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.documents.fonts.files import FontFile, licence_of, read_font_files

from .made import CHINESE, ENGLISH, made_font, saved, saved_collection

NAMES = {ENGLISH: "FangSong", CHINESE: "仿宋"}


def only(path: Path) -> FontFile:
    [face] = read_font_files(path)
    return face


def test_a_font_has_its_names_in_every_language(tmp_path: Path) -> None:
    face = only(saved(made_font(NAMES, "调"), tmp_path / "simfang.ttf"))
    assert face.families == ("FangSong", "仿宋")
    assert (face.pdf_name, face.weight, face.why_not) == ("Made-Regular", 400, "")
    assert face.is_upright_text


def test_the_old_codes_of_names_are_read(tmp_path: Path) -> None:
    font = made_font({ENGLISH: "FZXiaoBiaoSong-B05S"}, "调")
    font["name"].setName("方正小标宋简体".encode("gbk"), 1, 3, 3, CHINESE)
    font["name"].setName("方正小标宋简体".encode("gbk"), 1, 1, 25, 33)
    face = only(saved(font, tmp_path / "FZXBSJW.TTF"))
    assert set(face.families) == {"FZXiaoBiaoSong-B05S", "方正小标宋简体"}


def test_every_face_of_a_collection_is_found_in_its_place(tmp_path: Path) -> None:
    fonts = [made_font({ENGLISH: name}, "调") for name in ("SimSun", "NSimSun")]
    faces = read_font_files(saved_collection(fonts, tmp_path / "simsun.ttc"))
    assert [(face.index, face.families) for face in faces] == [(0, ("SimSun",)), (1, ("NSimSun",))]
    assert len({face.pdf_name for face in faces}) == 2


@pytest.mark.parametrize(
    ("rights", "allowed"),
    [(0, True), (2, False), (4, True), (8, True), (0x100, False), (0x204, False), (0x108, False)],
)
def test_a_font_is_used_only_where_its_makers_allow_it(
    tmp_path: Path, rights: int, allowed: bool
) -> None:
    face = only(saved(made_font(NAMES, "调", rights=rights), tmp_path / "a.ttf"))
    assert (face.why_not == "") == allowed
    assert allowed or "embedded" in face.why_not


def test_postscript_outlines_are_passed_over_with_the_reason(tmp_path: Path) -> None:
    face = only(saved(made_font(NAMES, "调", postscript_outlines=True), tmp_path / "a.otf"))
    assert "PostScript" in face.why_not


@pytest.mark.parametrize("weight", [100, 290, 700, 900])
def test_a_light_or_bold_cut_is_not_the_plain_one(tmp_path: Path, weight: int) -> None:
    face = only(saved(made_font(NAMES, "调", weight=weight), tmp_path / "a.ttf"))
    assert not face.is_upright_text


def test_a_licence_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    font = made_font(NAMES, "调", licence="SIL Open Font License 1.1")
    assert licence_of(only(saved(font, tmp_path / "a.ttf"))) == "SIL Open Font License 1.1"
    assert licence_of(only(saved(made_font(NAMES, "调"), tmp_path / "b.ttf"))) == ""


def test_a_file_that_is_gone_or_empty_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "empty.ttf").touch()
    for name in ("none.ttf", "empty.ttf"):
        assert "cannot be read" in only(tmp_path / name).why_not


@given(st.binary(max_size=400), st.sampled_from([b"", b"ttcf", b"\0\1\0\0", b"OTTO"]))
def test_whatever_a_file_holds_it_is_never_an_exception(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, start: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "wild.ttf"
    path.write_bytes(start + data)
    assert all(face.why_not for face in read_font_files(path))


@given(st.data())
def test_a_damaged_font_is_never_an_exception(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.ttf"
    if not path.exists():
        saved(made_font(NAMES, "调"), path)
    whole = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, 300))
    whole[at : at + 2] = data.draw(st.binary(min_size=2, max_size=2))
    damaged = path.with_name("damaged too.ttf")
    damaged.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    for face in read_font_files(damaged):
        assert face.pdf_name.isascii()
        licence_of(face)
