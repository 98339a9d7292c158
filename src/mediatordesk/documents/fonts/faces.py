"""A face: one TrueType font, which characters it has and how wide they are."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import uharfbuzz

from mediatordesk.documents.errors import UnreadableFont
from mediatordesk.documents.fonts.outlines import Outlines

# What no font of ours has and another sort looks like; the tick in ☑ is drawn over the box.
DRAWN_AS: Mapping[str, str] = {"☑": "□", "☐": "□", "✔": "√", "✓": "√", "‑": "-"}
TICKED = "☑"


class Face:
    """A TrueType font: which characters it has and how wide they are, read as they are wanted.

    `index` is its place in a collection (.ttc), `name` what it is called inside a PDF: ASCII.
    """

    def __init__(self, path: Path, index: int = 0, name: str = "") -> None:
        self.path, self.index = path, index
        self.name = name or path.stem
        blob = uharfbuzz.Blob.from_file_path(str(path))
        self.harfbuzz = uharfbuzz.Face(blob, index)
        # PostScript outlines (CFF) would need another kind of font in the PDF.
        if "glyf" not in self.harfbuzz.table_tags:
            raise UnreadableFont(name=path.name)
        self._font = uharfbuzz.Font(self.harfbuzz)
        self._em = self.harfbuzz.upem
        self._glyphs: dict[str, int] = {}
        extents = self._font.get_font_extents("ltr")
        self.ascent = extents.ascender / self._em
        self.descent = -extents.descender / self._em

    @cached_property
    def outlines(self) -> Outlines:
        """What its glyphs look like, for a PDF."""
        return Outlines(self.path, self.index)

    def glyph(self, char: str) -> int:
        """Return the number of the glyph for a character, 0 where the face has none."""
        if char not in self._glyphs:
            self._glyphs[char] = self._find_glyph(char)
        return self._glyphs[char]

    def _find_glyph(self, char: str) -> int:
        own = self._font.get_nominal_glyph(ord(char))
        if own is None and char in DRAWN_AS:
            own = self._font.get_nominal_glyph(ord(DRAWN_AS[char]))
        return int(own or 0)

    def wants_tick(self, char: str) -> bool:
        """Say whether a tick must be drawn over the glyph for ☑, as the face has only a box."""
        return char == TICKED and not self._font.get_nominal_glyph(ord(char))

    def width(self, char: str) -> float:
        """Return how far a character advances, in em."""
        return float(self._font.get_glyph_h_advance(self.glyph(char)) / self._em)
