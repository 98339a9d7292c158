"""The faces papers are set in: which file stands for which named font, who has a character."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import uharfbuzz

from mediatordesk.documents.errors import NoFonts, UnreadableFont

# The files a folder of fonts may hold.
FANGSONG, SONG, HEI = "MDFangSong.ttf", "NotoSerifSC-Regular.ttf", "NotoSansSC-Medium.ttf"
KAI, TITLE, RARE = "LXGWWenKai-Regular.ttf", "MDXiaoBiaoSong.ttf", "HanaMinB.ttf"

# Named font → our face. Names are compared without case; what is not named here is set in SONG.
FACES: Mapping[str, str] = {
    **dict.fromkeys(("仿宋", "仿宋_gb2312", "fangsong", "fangsong_gb2312", "华文仿宋"), FANGSONG),
    **dict.fromkeys(("宋体", "simsun", "新宋体", "nsimsun", "华文宋体", "times new roman"), SONG),
    **dict.fromkeys(("黑体", "simhei", "微软雅黑", "microsoft yahei", "华文黑体", "等线"), HEI),
    **dict.fromkeys(("dengxian", "arial", "calibri", "helvetica", "tahoma", "verdana"), HEI),
    **dict.fromkeys(("楷体", "楷体_gb2312", "kaiti", "kaiti_gb2312", "华文楷体"), KAI),
    **dict.fromkeys(("方正小标宋简体", "方正小标宋_gbk", "小标宋", "小标宋体"), TITLE),
}
# A character that the face does not have is looked for in these, in this order.
OTHERS = (SONG, KAI, HEI, FANGSONG, RARE, TITLE)
# A rare Han character beside the thin strokes of 仿宋 looks best in 楷体.
OTHERS_OF_FANGSONG = (KAI, SONG, HEI, RARE, TITLE)
# What no font of ours has and another sort looks like; the tick in ☑ is drawn over the box.
DRAWN_AS: Mapping[str, str] = {"☑": "□", "☐": "□", "✔": "√", "✓": "√", "‑": "-"}
TICKED = "☑"
FIRST_HAN = "\u2e80"
UNKNOWN = "〓"  # U+3013, the printers' mark for a sort that is not in the case


@dataclass(frozen=True, slots=True)
class Metrics:
    """Ascent and descent of a named font in em, and whether it is spaced as East Asian."""

    ascent: float
    descent: float
    east_asian: bool = True

    @property
    def line(self) -> tuple[float, float]:
        """Ascent and descent of a line in em as Word spaces it.

        An East Asian line is 1.3 × the height of the font (measured with Word; documents.md A3).
        """
        more = 0.15 * (self.ascent + self.descent) if self.east_asian else 0.0
        return self.ascent + more, self.descent + more


# 仿宋, 宋体, 黑体 and 楷体 of Windows all have 220 and 36 of 256.
CHINESE = Metrics(220 / 256, 36 / 256)
# A Latin font's line gap is counted with its ascent.
METRICS: Mapping[str, Metrics] = {
    "times new roman": Metrics(0.891 + 0.042, 0.216, east_asian=False),
    "arial": Metrics(0.905 + 0.033, 0.212, east_asian=False),
    "helvetica": Metrics(0.905 + 0.033, 0.212, east_asian=False),
    "calibri": Metrics(0.75 + 0.22, 0.25, east_asian=False),
    "cambria": Metrics(0.95, 0.222, east_asian=False),
    "微软雅黑": Metrics(1.058, 0.262),
    "microsoft yahei": Metrics(1.058, 0.262),
}


class Face:
    """A TrueType file: which characters it has and how wide they are, read as they are wanted."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        blob = uharfbuzz.Blob.from_file_path(str(path))
        self.harfbuzz = uharfbuzz.Face(blob)
        # PostScript outlines (CFF) would need another kind of font in the PDF.
        if "glyf" not in self.harfbuzz.table_tags:
            raise UnreadableFont(name=path.name)
        self._font = uharfbuzz.Font(self.harfbuzz)
        self._em = self.harfbuzz.upem
        extents = self._font.get_font_extents("ltr")
        self.ascent = extents.ascender / self._em
        self.descent = -extents.descender / self._em

    def glyph(self, char: str) -> int:
        """Return the number of the glyph for a character, 0 where the face has none."""
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


@dataclass(frozen=True, slots=True)
class Shape:
    """A character as it will be drawn: in which face, how wide in em, bold drawn as a stroke."""

    face: Face
    width: float
    char: str
    thickened: bool


class Shapes(dict[str, Shape]):
    """The shapes of one named font, light or bold, found once for each character."""

    def __init__(self, fonts: "Fonts", name: str, *, bold: bool) -> None:
        super().__init__()
        self._chain = list(fonts.chain(name))
        self._han_chain = list(fonts.chain(name, for_han=True))
        self._thickened = bold or fonts.is_substituted_title(name)
        self.ascent, self.descent = fonts.metrics(name).line

    def __missing__(self, char: str) -> Shape:
        shape = self._find(char) or self._find(UNKNOWN)
        if shape is None:
            face = self._chain[0]
            shape = Shape(face, face.width("?"), "?", self._thickened)
        self[char] = shape
        return shape

    def has_all(self, text: str) -> bool:
        """Say whether the face itself, not one that helps out, has every character of a text."""
        return all(self._chain[0].glyph(char) for char in text)

    def _find(self, char: str) -> Shape | None:
        for face in self._han_chain if char >= FIRST_HAN else self._chain:
            if face.glyph(char):
                return Shape(face, face.width(char), char, self._thickened)
        return None


@dataclass(frozen=True)
class Fonts:
    """The fonts of this program, opened once and handed to whoever makes a PDF."""

    faces: Mapping[str, Face]
    _shapes: dict[tuple[str, bool], Shapes] = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls, folder: Path) -> "Fonts":
        """Open the fonts of a folder; those that are not there are done without.

        Raises NoFonts where there are none, UnreadableFont for a file that is no font.
        """
        names = (SONG, FANGSONG, HEI, KAI, TITLE, RARE)
        faces = {name: Face(folder / name) for name in names if (folder / name).is_file()}
        if not faces:
            raise NoFonts(folder=folder)
        return cls(faces)

    def shapes(self, name: str, *, bold: bool) -> Shapes:
        """Return the shapes of a named font."""
        key = (name, bold)
        if key not in self._shapes:
            self._shapes[key] = Shapes(self, name, bold=bold)
        return self._shapes[key]

    def metrics(self, name: str) -> Metrics:
        """Return the measures of the font that a document names, whatever face stands in for it."""
        return METRICS.get(name.lower(), CHINESE)

    def chain(self, name: str, *, for_han: bool = False) -> Iterator[Face]:
        """Yield the faces a character of a named font is looked for in, the right one first."""
        first = FACES.get(name.lower(), SONG)
        others = OTHERS_OF_FANGSONG if for_han and first == FANGSONG else OTHERS
        for file in dict.fromkeys((first, *others)):
            if file in self.faces:
                yield self.faces[file]

    def is_substituted_title(self, name: str) -> bool:
        """Say whether 小标宋 is wanted and not there: 宋体 with a stroke then comes nearest."""
        return FACES.get(name.lower()) == TITLE and TITLE not in self.faces
