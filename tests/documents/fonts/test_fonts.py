"""Fonts: which face stands for a named one, and where a rare character comes from."""

import shutil
from pathlib import Path
from unicodedata import normalize

import pytest

from mediatordesk.documents import Fonts
from mediatordesk.documents.errors import NoFonts, UnreadableFont
from tests.documents.conftest import FONTS
from tests.documents.reading import dense, pages_of, pdf_of_paragraphs


@pytest.mark.parametrize(
    ("name", "face"),
    [
        *(("仿宋", "MDFangSong"), ("仿宋_GB2312", "MDFangSong"), ("FangSong", "MDFangSong")),
        *(("宋体", "NotoSerifSC-Regular"), ("SimSun", "NotoSerifSC-Regular")),
        *(("黑体", "NotoSansSC-Medium"), ("楷体_GB2312", "LXGWWenKai-Regular")),
        *(("方正小标宋简体", "MDXiaoBiaoSong"), ("Times New Roman", "NotoSerifSC-Regular")),
        ("没有的字体", "NotoSerifSC-Regular"),
    ],
)
def test_a_named_font_has_its_face(fonts: Fonts, name: str, face: str) -> None:
    assert fonts.shapes(name, bold=False)["调"].face.name == face


@pytest.mark.parametrize("name", ["仿宋", "宋体", "黑体", "楷体", "方正小标宋简体"])
@pytest.mark.parametrize("char", "覃𬭎㛃𠅤䶮堃翀赟ễĐ☑□①【】—…“”〓")
def test_every_face_shows_rare_characters(fonts: Fonts, name: str, char: str) -> None:
    shape = fonts.shapes(name, bold=False)[char]
    assert shape.char == char
    assert shape.face.glyph(char)
    assert shape.width > 0


def test_a_rare_character_beside_fangsong_is_as_thin_as_it(fonts: Fonts) -> None:
    assert fonts.shapes("仿宋", bold=False)["𬭎"].face.name == "LXGWWenKai-Light"


def test_figures_of_fangsong_are_half_as_wide_as_its_characters(fonts: Fonts) -> None:
    shapes = fonts.shapes("仿宋", bold=False)
    assert {shapes[figure].width for figure in "0123456789"} == {0.5}
    assert shapes["调"].width == 1.0


def test_what_no_font_has_is_a_mark(fonts: Fonts) -> None:
    assert fonts.shapes("仿宋", bold=False)["\u1780"].char == "〓"


def test_a_missing_title_face_is_done_with_a_thicker_one(tmp_path: Path) -> None:
    shutil.copy(FONTS / "NotoSerifSC-Regular.ttf", tmp_path)
    shape = Fonts.load(tmp_path).shapes("方正小标宋简体", bold=False)["调"]
    assert shape.thickened
    assert shape.face.name == "NotoSerifSC-Regular"


def test_a_folder_without_fonts_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoFonts):
        Fonts.load(tmp_path)


def test_a_file_that_is_no_font_is_named(tmp_path: Path) -> None:
    (tmp_path / "MDFangSong.ttf").write_bytes(b"no font")
    with pytest.raises(UnreadableFont) as refused:
        Fonts.load(tmp_path)
    assert refused.value.fields["name"] == "MDFangSong.ttf"


def test_a_rare_character_in_a_title_is_as_heavy_as_the_title(fonts: Fonts) -> None:
    shapes = fonts.shapes("方正小标宋简体", bold=False)
    assert (shapes["协"].face.name, shapes["协"].thickened) == ("MDXiaoBiaoSong", False)
    assert (shapes["𬭎"].face.name, shapes["𬭎"].thickened) == ("NotoSerifSC-Regular", True)


@pytest.mark.parametrize("name", ["文鼎PL简中楷", "FZKai-Z03", "Kaiti SC", "霞鹜文楷"])
def test_fonts_of_other_systems_have_a_face_of_the_house(fonts: Fonts, name: str) -> None:
    assert fonts.shapes(name, bold=False)["调"].face.name == "LXGWWenKai-Regular"


@pytest.mark.parametrize("name", ["Nguyễn Văn Đức", "Ngọc Bích", "Müller-Lüdenscheidt"])
def test_a_name_typed_with_separate_marks_prints_as_the_name(fonts: Fonts, name: str) -> None:
    pdf = pdf_of_paragraphs([normalize("NFD", name)], fonts)
    assert pdf.missing_glyphs == ()
    assert dense(pages_of(pdf)[0]) == dense(name)


def test_a_mark_that_no_letter_takes_is_unknown(fonts: Fonts) -> None:
    assert pdf_of_paragraphs(["王x\u030c明"], fonts).missing_glyphs == ("\u030c",)


def test_a_variation_selector_leaves_its_character(fonts: Fonts) -> None:
    pdf = pdf_of_paragraphs(["葛\U000e0100先生，☑同意\ufe0f"], fonts)
    assert pdf.missing_glyphs == ()
    assert dense(pages_of(pdf)[0]) == "葛先生，☑同意"
