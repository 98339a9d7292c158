"""What stands in one line: stretches of text in their places, aligned and justified."""

from collections.abc import Sequence
from dataclasses import dataclass

from mediatordesk.documents.fonts.faces import Face
from mediatordesk.documents.layout.glyphs import Glyph
from mediatordesk.documents.layout.kinsoku import CJK, LATIN, SPACE, TAB
from mediatordesk.documents.word.model import Floating, Inline
from mediatordesk.documents.word.properties import TextStyle

TOLERANCE = 0.01  # points; a fifth of a twip


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line in one face and format; x from the left margin, all in points.

    `char_space` is what is added after every character. A span without text is a blank that
    may be underlined, or filled with the line of a tab stop, its `leader`.
    """

    x: float
    text: str
    face: Face | None
    style: TextStyle
    size: float
    char_space: float
    width: float
    thickened: bool = False
    leader: str = ""


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture of a line: x from the left margin, in points."""

    x: float
    picture: Inline | Floating


@dataclass(frozen=True, slots=True)
class GlyphRow:
    """The glyphs of one line and the room they have; makes spans of them."""

    glyphs: Sequence[Glyph]
    left: float
    room: float
    align: str
    is_last: bool

    @property
    def visible(self) -> Sequence[Glyph]:
        """The glyphs without the blanks at the end; underlined ones are a place to sign."""
        end = len(self.glyphs)
        while end and self.glyphs[end - 1].is_blank and not self._to_sign(self.glyphs[end - 1]):
            end -= 1
        return self.glyphs[:end]

    def _to_sign(self, glyph: Glyph) -> bool:
        return self.is_last and bool(glyph.style.underline)

    def spans(self) -> tuple[list[Span], list[PlacedPicture]]:
        """Place the glyphs: aligned, justified, neighbours of one format in one span."""
        visible = self.visible
        used = sum(g.width + g.gap for g in visible) - (visible[-1].gap if visible else 0.0)
        x = self.left + {"center": 0.5, "right": 1.0, "end": 1.0}.get(self.align, 0.0) * (
            self.room - used
        )
        stretched, extra = self._stretch(visible, self.room - used)
        spans: list[Span] = []
        pictures: list[PlacedPicture] = []
        builder: _SpanBuilder | None = None
        for place, glyph in enumerate(visible):
            advance = glyph.width + glyph.gap + (extra if place in stretched else 0.0)
            if glyph.face is None:
                _finish(builder, spans)
                builder = None
                if glyph.picture is not None:
                    pictures.append(PlacedPicture(x, glyph.picture))
                elif glyph.kind == TAB and (glyph.style.underline or glyph.leader):
                    spans.append(_blank(x, advance, glyph))
            elif builder is None or not builder.takes(glyph, advance):
                _finish(builder, spans)
                builder = _SpanBuilder(x, glyph, advance)
            x += advance
        _finish(builder, spans)
        return [*spans, *self._underlined_end(len(visible), x)], pictures

    def _stretch(self, visible: Sequence[Glyph], free: float) -> tuple[set[int], float]:
        """Return behind which glyphs a justified line is stretched, and by how much each."""
        wanted = self.align == "distribute" or (self.align == "both" and not self.is_last)
        if not wanted or len(visible) < 2:
            return set(), 0.0
        inner = len(visible) - 1
        if free < -TOLERANCE:  # the last one hangs out
            free += visible[-1].width
            inner -= 1
        after_tab = max((at + 1 for at in range(inner) if visible[at].kind == TAB), default=0)
        gaps = {
            at
            for at in range(after_tab, inner)
            if visible[at].kind in (CJK, SPACE)
            or (visible[at].kind == LATIN and visible[at + 1].kind == CJK)
        }
        return (gaps, free / len(gaps)) if gaps and free > 0 else (set(), 0.0)

    def _underlined_end(self, count: int, x: float) -> list[Span]:
        """Return the underline below the blanks that hang at the end of a full line."""
        blanks = [glyph for glyph in self.glyphs[count:] if glyph.style.underline]
        if not blanks:
            return []
        width = sum(glyph.width for glyph in blanks)
        if self.align not in ("right", "end"):
            width = min(width, max(0.0, self.left + self.room - x))
        return [_blank(x, width, blanks[0])]


def _blank(x: float, width: float, glyph: Glyph) -> Span:
    return Span(x, "", None, glyph.style, glyph.size, 0.0, width, leader=glyph.leader)


class _SpanBuilder:
    """Gathers neighbouring glyphs of one face and format that are spaced alike."""

    def __init__(self, x: float, glyph: Glyph, advance: float) -> None:
        self.x, self.first, self.width = x, glyph, advance
        self.face, self.style, self.spacing = glyph.face, glyph.style, glyph.style.spacing or 0.0
        self.chars = [glyph.char]
        self.char_space = advance - glyph.width + self.spacing
        self.is_open = True

    def takes(self, glyph: Glyph, advance: float) -> bool:
        """Add a glyph if it continues the span; one spaced in another way is its last."""
        if not self.is_open or self.face is not glyph.face or self.style is not glyph.style:
            return False
        self.chars.append(glyph.char)
        self.width += advance
        self.is_open = abs(advance - glyph.width + self.spacing - self.char_space) < 1e-6
        return True

    def span(self) -> Span:
        """Return the span."""
        first = self.first
        return Span(
            self.x,
            "".join(self.chars),
            first.face,
            first.style,
            first.size,
            self.char_space,
            self.width,
            first.thickened,
        )


def _finish(builder: _SpanBuilder | None, spans: list[Span]) -> None:
    if builder is not None:
        spans.append(builder.span())
