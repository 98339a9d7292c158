"""Small fonts cut from large ones: the same outlines and widths, as other libraries read them."""

import io
from pathlib import Path

import pytest
import uharfbuzz
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from mediatordesk.documents.fonts.outlines import Outlines

FONTS = sorted((Path(__file__).parents[3] / "resources" / "fonts").glob("*.ttf"))


def drawn(font: uharfbuzz.Font, glyph: int) -> list[object]:
    """Return an outline as HarfBuzz draws it, and how far it advances."""
    steps: list[object] = [font.get_glyph_h_advance(glyph)]
    draw = uharfbuzz.DrawFuncs()
    draw.set_move_to_func(lambda *where: steps.append(where[:-1]))
    draw.set_line_to_func(lambda *where: steps.append(where[:-1]))
    draw.set_quadratic_to_func(lambda *where: steps.append(where[:-1]))
    font.draw_glyph(glyph, draw, None)
    return steps


def opened(data: bytes) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(data)))


def of_parts(path: Path) -> None:
    """Save a font whose third glyph is made of the first two, and whose fourth is that turned."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "square", "bar", "both", "again"])
    glyphs = {}
    for name, right in ((".notdef", 100), ("square", 500), ("bar", 900)):
        pen = TTGlyphPen(None)
        pen.moveTo((0, 0))
        for point in ((0, 500), (right, 500), (right, 0)):
            pen.lineTo(point)
        pen.closePath()
        glyphs[name] = pen.glyph()
    both = TTGlyphPen(glyphs)
    both.addComponent("square", (1, 0, 0, 1, 20, 300))
    both.addComponent("bar", (0.5, 0, 0, 0.5, 10, -20))
    glyphs["both"] = both.glyph()
    again = TTGlyphPen(glyphs)
    again.addComponent("both", (0, 0.5, -0.5, 0, 7, 7))
    glyphs["again"] = again.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (640, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupCharacterMap({})
    builder.setupPost()
    builder.save(path)


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_the_glyphs_look_as_they_did(path: Path) -> None:
    whole = opened(path.read_bytes())
    wanted = [1, 2, 2, *range(30, whole.face.glyph_count, 997)]
    cut = opened(Outlines(path).font(wanted))
    assert cut.face.glyph_count == len(wanted) + 1
    for number, glyph in enumerate([0, *wanted]):
        assert drawn(cut, number) == drawn(whole, glyph)


def test_glyphs_made_of_others_keep_their_parts(tmp_path: Path) -> None:
    of_parts(tmp_path / "parts.ttf")
    whole = opened((tmp_path / "parts.ttf").read_bytes())
    cut = opened(Outlines(tmp_path / "parts.ttf").font([4, 3]))
    assert drawn(cut, 1) == drawn(whole, 4)
    assert drawn(cut, 2) == drawn(whole, 3)
    assert len(drawn(cut, 1)) > 8
    assert cut.face.glyph_count == 5


def test_its_sums_are_right() -> None:
    data = Outlines(FONTS[0]).font(range(1, 300))
    with TTFont(io.BytesIO(data), checkChecksums=2) as font:
        assert set(font.keys()) - {"GlyphOrder"} == {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
        assert all(font[tag] for tag in ("head", "hhea", "maxp"))


def test_a_font_cut_again_is_the_same() -> None:
    outlines = Outlines(FONTS[0])
    assert outlines.font([5, 9]) == outlines.font([5, 9]) == Outlines(FONTS[0]).font([5, 9])
