"""The fonts of the desk: which characters they hold, and that they may be embedded."""

import runpy
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "fonts"
FONTS = sorted(path.name for path in FOLDER.glob("*.ttf"))
GB_2312 = {
    text
    for row in range(0xB0, 0xF8)
    for cell in range(0xA1, 0xFF)
    if (text := bytes((row, cell)).decode("gb2312", "ignore"))
}
RARE = "覃𬭎㛃"


def characters(font: str) -> set[str]:
    """Return what a font can draw."""
    with TTFont(FOLDER / font, lazy=True) as opened:
        return {chr(code) for code in opened.getBestCmap()}


@pytest.mark.parametrize("font", FONTS)
def test_a_font_has_the_characters_of_everyday_papers(font: str) -> None:
    assert characters(font) >= GB_2312 | set("，。《》（）〔〕“”—…□〓①⑩")


@pytest.mark.parametrize("font", FONTS)
def test_a_font_is_truetype_and_may_be_embedded(font: str) -> None:
    with TTFont(FOLDER / font, lazy=True) as opened:
        assert "glyf" in opened
        # OpenType, OS/2 fsType: 2 forbids embedding, 8 allows it in papers that are edited.
        assert not opened["OS/2"].fsType & 2


@pytest.mark.parametrize(
    "font", ["NotoSerifSC-Regular.ttf", "NotoSansSC-Regular.ttf", "LXGWWenKai-Regular.ttf"]
)
def test_rare_and_vietnamese_names_can_be_drawn(font: str) -> None:
    assert characters(font) >= set(RARE + "Nguyễn Văn Đức O'Brien & Sons")


@pytest.mark.parametrize(
    ("font", "family"),
    [("MDFangSong.ttf", "MD FangSong"), ("MDXiaoBiaoSong.ttf", "MD XiaoBiaoSong")],
)
def test_a_changed_font_has_its_own_name_and_says_that_it_is_changed(
    font: str, family: str
) -> None:
    with TTFont(FOLDER / font, lazy=True) as opened:
        names = opened["name"]
        assert names.getDebugName(1) == family
        assert "Modified" in names.getDebugName(0)
        assert names.getDebugName(13)


def test_the_yuan_sign_is_not_left_to_a_font_that_draws_a_dollar() -> None:
    assert "￥" not in characters("MDFangSong.ttf")
    assert "￥" in characters("NotoSerifSC-Regular.ttf")


def test_fangsong_leaves_the_yuan_sign_to_the_next_font() -> None:
    """FandolFang draws a dollar in its place."""
    assert not characters("MDFangSong.ttf") & {"￥", "￣"}


def test_digits_of_fangsong_are_half_as_wide_as_a_character() -> None:
    """As in the FangSong of Windows, so that lines break where they break in Word."""
    with TTFont(FOLDER / "MDFangSong.ttf", lazy=True) as opened:
        widths = {opened["hmtx"][opened.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}
    assert widths == {500}


@pytest.mark.parametrize("font", FONTS)
def test_the_readme_names_every_font_and_its_licence(font: str) -> None:
    [row] = [
        line
        for line in (FOLDER / "README.md").read_text(encoding="utf-8").splitlines()
        if line.startswith(f"| {font} ")
    ]
    licence = row.split("LICENSES/")[1].split()[0]
    assert "Copyright" in (FOLDER / "LICENSES" / licence).read_text(encoding="utf-8")


@pytest.mark.soak
def test_fangsong_is_made_of_its_source_byte_for_byte(tmp_path: Path) -> None:
    convert = runpy.run_path(str(ROOT / "packaging" / "fonts.py"))["convert"]
    convert(FOLDER / "source" / "FandolFang-Regular.otf", tmp_path / "made.ttf")
    assert (tmp_path / "made.ttf").read_bytes() == (FOLDER / "MDFangSong.ttf").read_bytes()
