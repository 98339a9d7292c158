"""The characters of a paragraph one by one, each with its face, its width and the gap behind it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from mediatordesk.documents.fonts.characters import composed
from mediatordesk.documents.fonts.faces import Face
from mediatordesk.documents.fonts.fonts import Fonts
from mediatordesk.documents.fonts.shapes import Shapes
from mediatordesk.documents.layout.kinsoku import (
    ANCHOR,
    CJK,
    LATIN,
    PICTURE,
    SPACE,
    is_ideograph,
    kind_of,
)
from mediatordesk.documents.layout.profile import Profile
from mediatordesk.documents.word.model import Floating, Inline, PageNumber, Paragraph, Text
from mediatordesk.documents.word.properties import ParagraphStyle, TextStyle

HELPER = "宋体"
# Latin and Greek and Cyrillic words, with the marks that are set on their letters.
WORD = re.compile("[A-Za-z\u00c0-\u052f\u0300-\u036f\u1e00-\u1fff]+")
# Characters that are never seen: zero-width ones, soft hyphens, variation selectors, controls.
INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
IDEOGRAPHIC_SPACE = "\u3000"
MIXED = frozenset((CJK, LATIN))


@dataclass(slots=True)
class Glyph:
    """One character (or tab, break, picture) of a paragraph, in points.

    Not frozen: a gap is known when the next character is, a tab's width when its line is.
    """

    char: str
    kind: str
    width: float
    style: TextStyle
    size: float = 0.0
    face: Face | None = None
    thickened: bool = False
    gap: float = 0.0
    picture: Inline | Floating | None = None
    leader: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether it is a space, which does not count at the end of a line."""
        return self.kind == SPACE or self.char == IDEOGRAPHIC_SPACE


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """What the page number fields of a text say; not yet known while pages are being made."""

    page: int = 1
    total: int = 1


@dataclass(frozen=True)
class Typesetter:
    """Looks characters up in fonts; collects those that no font has."""

    fonts: Fonts
    profile: Profile
    unknown: dict[str, None]

    def glyphs(self, paragraph: Paragraph, numbers: PageNumbers) -> list[Glyph]:
        """Return the characters of a paragraph."""
        found: list[Glyph] = []
        for piece in paragraph.pieces:
            if isinstance(piece, Inline):
                found.append(Glyph("\ufffc", PICTURE, piece.width, piece.style, picture=piece))
            elif isinstance(piece, Floating):
                found.append(Glyph("", ANCHOR, 0, piece.style, picture=piece))
            else:
                found += self._characters(_text(piece, numbers), piece.style)
        self._add_gaps(found, paragraph.style)
        return found

    def _characters(self, text: str, style: TextStyle) -> Iterator[Glyph]:
        cjk, latin = self.shapes(style, CJK), self.shapes(style, LATIN)
        text = composed(INVISIBLE.sub("", text))
        helped_out = self._helped_out(text, style, latin)
        spacing, size, stretch = style.spacing or 0.0, style.drawn_size, style.stretch or 1.0
        for at, char in enumerate(text):
            kind = kind_of(char)
            if kind in "\t\n\f":
                yield Glyph(char, kind, 0, style, size)
                continue
            shape = (cjk if kind == CJK else helped_out.get(at, latin))[char]
            if shape.char != char:
                self.unknown.setdefault(char)
            yield Glyph(
                shape.char,
                kind,
                shape.width * size * stretch + spacing,
                style,
                size,
                shape.face,
                shape.thickened,
            )

    def _helped_out(self, text: str, style: TextStyle, latin: Shapes) -> dict[int, Shapes]:
        """Return where in a text another face sets a whole word, as the right one lacks a letter.

        “Nguyễn” in two faces would look like a mistake.
        """
        if text.isascii() or not self.profile.whole_words:
            return {}
        other = self.fonts.shapes(HELPER, bold=bool(style.bold))
        return {
            at: other
            for word in WORD.finditer(text)
            if not word[0].isascii() and not latin.has_all(word[0])
            for at in range(*word.span())
        }

    def shapes(self, style: TextStyle, kind: str) -> Shapes:
        """Return the shapes for a kind of character in a format."""
        return self.fonts.shapes(style.font(kind), bold=bool(style.bold))

    def _add_gaps(self, glyphs: list[Glyph], style: ParagraphStyle) -> None:
        """Put a little space between Chinese and Latin letters or figures (17.3.1.2, 17.3.1.3)."""
        letters, digits = (
            wanted is not False or not self.profile.auto_space_switches
            for wanted in (style.space_latin, style.space_digits)
        )
        for left, right in pairwise(glyphs):
            if left.kind == right.kind or {left.kind, right.kind} != MIXED:
                continue
            han, other = (left, right) if left.kind == CJK else (right, left)
            spaced = (other.char.isdigit() and digits) or (other.char.isalpha() and letters)
            if spaced and is_ideograph(han.char):
                left.gap = self.profile.auto_space * left.size


def _text(piece: Text | PageNumber, numbers: PageNumbers) -> str:
    if isinstance(piece, Text):
        return piece.text
    return str(numbers.total if piece.total else numbers.page)
