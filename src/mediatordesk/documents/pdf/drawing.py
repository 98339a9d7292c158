"""Draws a page as the operators of a PDF content stream (ISO 32000-1, 8 and 9)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mediatordesk.documents.fonts.faces import TICKED, Face
from mediatordesk.documents.layout.lines import Line
from mediatordesk.documents.layout.sheets import PlacedLine, Rule, Shade, Sheet
from mediatordesk.documents.layout.spans import PlacedPicture, Span
from mediatordesk.documents.pdf.embedding import EmbeddedFace
from mediatordesk.documents.word.model import Floating
from mediatordesk.documents.word.properties import TextStyle

COLOUR = re.compile("[0-9A-Fa-f]{6}")
BLACK = "000000"
# A tick over the box of an em: from the left, down, up to the right.
TICK = ((0.2, 0.4), (0.43, 0.14), (0.92, 0.78))
#: The graphics state in which a floating picture is drawn: ink on paper, text shows through.
INK = "Ink"


@dataclass(frozen=True)
class PageDrawing:
    """Draws one page; the origin of a PDF page is at the bottom left, so y is turned round.

    `embedded` says under which name a face stands in the PDF, `picture` names an image.
    """

    sheet: Sheet
    embedded: Callable[[Face], EmbeddedFace]
    picture: Callable[[bytes], str]

    def operators(self) -> Iterator[str]:
        """Yield the operators: shades, rules, text, and pictures that float in front last."""
        for shade in self.sheet.shades:
            yield self._shade(shade)
        for rule in self.sheet.rules:
            yield self._rule(rule)
        for placed in self.sheet.lines:
            yield from self._pictures(placed, floating=False)
            for border in placed.line.rules:
                y, edge = placed.y + border.y, border.edge
                x1, x2 = placed.x + border.x1, placed.x + border.x2
                yield self._rule(Rule(x1, y, x2, y, edge.width, edge.colour))
            for span in placed.line.spans:
                yield from self._span(placed, span)
        for placed in self.sheet.lines:
            yield from self._pictures(placed, floating=True)

    def _up(self, y: float) -> float:
        return self.sheet.geometry.height - y

    def _shade(self, shade: Shade) -> str:
        area = f"{_n(shade.x1)} {_n(self._up(shade.y2))} "
        area += f"{_n(shade.x2 - shade.x1)} {_n(shade.y2 - shade.y1)}"
        return f"q {_fill(shade.colour)} {area} re f Q"

    def _rule(self, rule: Rule) -> str:
        start = f"{_n(rule.x1)} {_n(self._up(rule.y1))}"
        end = f"{_n(rule.x2)} {_n(self._up(rule.y2))}"
        return f"q {_stroke(rule.colour)} {_n(rule.width)} w {start} m {end} l S Q"

    def _span(self, placed: PlacedLine, span: Span) -> Iterator[str]:
        x, baseline = placed.x + span.x, placed.y + placed.line.baseline
        style = span.style
        if span.face is not None:
            yield self._text(self.embedded(span.face), span, x, self._up(baseline))
            yield from self._ticks(span.face, span, x, self._up(baseline))
        for wanted, drop in ((style.underline, 0.12), (style.strike, -0.3)):
            if wanted:
                y = baseline + drop * style.points
                thick = max(0.5, style.points * 0.05)
                yield self._rule(Rule(x, y, x + span.width, y, thick, style.colour or BLACK))

    def _text(self, face: EmbeddedFace, span: Span, x: float, y: float) -> str:
        style = span.style
        parts = [f"BT /{face.name} {_n(span.size)} Tf"]
        if span.char_space:
            parts.append(f"{_n(span.char_space)} Tc")
        if _is_coloured(style):
            parts.append(_fill(style.colour))
        if span.thickened:
            parts.append(f"2 Tr {_n(span.size * 0.03)} w {_stroke(style.colour)}")
        slant = "1 0 0.21 1" if style.italic else "1 0 0 1"
        parts.append(f"{slant} {_n(x)} {_n(y + _rise(style))} Tm <{face.encoded(span.text)}> Tj ET")
        text = " ".join(parts)
        changed = span.char_space or span.thickened or _is_coloured(style)
        return f"q {text} Q" if changed else text

    def _ticks(self, face: Face, span: Span, x: float, y: float) -> Iterator[str]:
        """Draw the tick of every ☑ for which the face has only the box."""
        if TICKED not in span.text:
            return
        for char in span.text:
            if face.wants_tick(char):
                points = [f"{_n(x + dx * span.size)} {_n(y + dy * span.size)}" for dx, dy in TICK]
                path = f"{points[0]} m {points[1]} l {points[2]} l"
                pen = f"{_stroke(span.style.colour)} {_n(span.size * 0.07)} w 1 J 1 j"
                yield f"q {pen} {path} S Q"
            x += face.width(char) * span.size + span.char_space

    def _pictures(self, placed: PlacedLine, *, floating: bool) -> Iterator[str]:
        for one in placed.line.pictures:
            if isinstance(one.picture, Floating) == floating:
                yield self._image(placed, placed.line, one)

    def _image(self, placed: PlacedLine, line: Line, one: PlacedPicture) -> str:
        picture, x = one.picture, placed.x + one.x
        bottom = placed.y + line.baseline
        if isinstance(picture, Floating):
            geometry = self.sheet.geometry
            across = {"page": 0.0, "margin": geometry.left, "column": placed.x}
            x = picture.across.measured(across, x)
            down = {"page": 0.0, "margin": geometry.top}
            bottom = picture.down.measured(down, placed.y) + picture.height
        ink = f"/{INK} gs " if isinstance(picture, Floating) else ""
        size = f"{_n(picture.width)} 0 0 {_n(picture.height)}"
        return f"q {ink}{size} {_n(x)} {_n(self._up(bottom))} cm /{self.picture(picture.data)} Do Q"


def _rise(style: TextStyle) -> float:
    if not style.is_shifted:
        return 0.0
    return style.points * (0.33 if style.position == "superscript" else -0.08)


def _n(value: float) -> str:
    """Return a number as a PDF writes it, to a thousandth of a point."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _is_coloured(style: TextStyle) -> bool:
    return style.colour not in (None, "auto", BLACK)


def _rgb(colour: str | None) -> str:
    if colour is None or not COLOUR.fullmatch(colour):
        return "0 0 0"
    return " ".join(_n(int(colour[at : at + 2], 16) / 255) for at in (0, 2, 4))


def _fill(colour: str | None) -> str:
    return f"{_rgb(colour)} rg"


def _stroke(colour: str | None) -> str:
    return f"{_rgb(colour)} RG"
