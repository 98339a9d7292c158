"""Fonts: which face stands for a named one, and where a rare character comes from."""

import shutil
from pathlib import Path

import pytest

from mediatordesk.documents import Fonts
from mediatordesk.documents.errors import NoFonts, UnreadableFont
from tests.documents.conftest import FONTS


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


def test_a_rare_character_beside_fangsong_comes_from_kai(fonts: Fonts) -> None:
    assert fonts.shapes("仿宋", bold=False)["𬭎"].face.name == "LXGWWenKai-Regular"


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
