"""Fonts made for tests: small, with names in several languages, rights and faults to order."""

from collections.abc import Mapping
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.ttCollection import TTCollection

ENGLISH, CHINESE = 0x409, 0x804
SIDES = ((100, 0), (100, 700), (900, 700), (900, 0))


def made_font(
    names: Mapping[int, str],
    chars: str,
    *,
    widths: Mapping[str, int] | None = None,
    rights: int = 0,
    weight: int = 400,
    postscript_outlines: bool = False,
    licence: str = "",
) -> TTFont:
    """Make a font whose every character is a black box; `names` are its families by language."""
    glyphs = {f"u{ord(char):05X}": char for char in chars}
    order = [".notdef", *glyphs]
    builder = FontBuilder(1000, isTTF=not postscript_outlines)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(char): name for name, char in glyphs.items()})
    if postscript_outlines:
        builder.setupCFF("Made", {}, dict.fromkeys(order, _box(T2CharStringPen(1000, None))), {})
    else:
        builder.setupGlyf(dict.fromkeys(order, _box(TTGlyphPen(None))))
    known = widths or {}
    builder.setupHorizontalMetrics(
        {name: (known.get(glyphs.get(name, ""), 1000), 100) for name in order}
    )
    builder.setupHorizontalHeader(ascent=860, descent=-140)
    builder.setupOS2(fsType=rights, usWeightClass=weight)
    builder.setupPost()
    builder.setupNameTable({"psName": "Made-Regular"})
    table = builder.font["name"]
    for language, family in names.items():
        table.setName(family, 1, 3, 1, language)
    if licence:
        table.setName(licence, 13, 3, 1, ENGLISH)
    return builder.font


def saved(font: TTFont, path: Path) -> Path:
    """Write a font into a folder that is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)
    return path


def saved_collection(fonts: list[TTFont], path: Path) -> Path:
    """Write fonts as one collection (.ttc), as simsun.ttc is."""
    collection = TTCollection()
    collection.fonts = fonts
    collection.save(path)
    return path


def _box(pen: TTGlyphPen | T2CharStringPen) -> object:
    pen.moveTo(SIDES[0])
    for side in SIDES[1:]:
        pen.lineTo(side)
    pen.closePath()
    return pen.glyph() if isinstance(pen, TTGlyphPen) else pen.getCharString()
