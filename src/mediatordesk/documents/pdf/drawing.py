"""Draws a page as the operators of a PDF content stream (ISO 32000-1, 8 and 9)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mediatordesk.documents.fonts.faces import TICKED, Face
from mediatordesk.documents.layout.sheets import PlacedLine, Rule, Shade, Sheet
from mediatordesk.documents.layout.spans import PlacedPicture, Span
from mediatordesk.documents.pdf.decorations import behind_span, over_span
from mediatordesk.documents.pdf.embedding import EmbeddedFace
from mediatordesk.documents.pdf.operators import BLACK, figure, fill, stroke
from mediatordesk.documents.pdf.placing import drawn_picture
from mediatordesk.documents.word.model import Floating
from mediatordesk.documents.word.properties import TextStyle

# A tick over the box of an em: from the left, down, up to the right.
TICK = ((0.2, 0.4), (0.43, 0.14), (0.92, 0.78))
#: The graphics state in which a floating picture is drawn: ink on paper, text shows through.
INK = "Ink"
BEHIND, IN_LINE, IN_FRONT = "behind", "in line", "in front"


@dataclass(frozen=True)
class PageDrawing:
    """Draws one page; the origin of a PDF page is at the bottom left, so y is turned round.

    `embedded` says under which name a face stands in the PDF, `picture` names an image.
    """

    sheet: Sheet
    embedded: Callable[[Face], EmbeddedFace]
    picture: Callable[[bytes], str]

    def operators(self) -> Iterator[str]:
        """Yield the operators: what lies behind, rules, text, pictures that float in front last."""
        for shade in self.sheet.shades:
            yield self._shade(shade)
        for placed in self.sheet.lines:
            yield from self._pictures(placed, BEHIND)
            yield from self._behind(placed)
        for rule in self.sheet.rules:
            yield self._rule(rule)
        for placed in self.sheet.lines:
            yield from self._line(placed)
        for placed in self.sheet.lines:
            yield from self._pictures(placed, IN_FRONT)

    def _behind(self, placed: PlacedLine) -> Iterator[str]:
        x, y, line = placed.x, placed.y, placed.line
        for one in line.shades:
            yield self._shade(Shade(x + one.x1, y + one.y1, x + one.x2, y + one.y2, one.colour))
        for span in line.spans:
            for shade in behind_span(span, x + span.x, y + line.baseline):
                yield self._shade(shade)

    def _line(self, placed: PlacedLine) -> Iterator[str]:
        yield from self._pictures(placed, IN_LINE)
        x, y = placed.x, placed.y
        for one in placed.line.rules:
            edge = one.edge
            ends = (x + one.x1, y + one.y, x + one.x2, y + one.y + one.down)
            yield self._rule(Rule(*ends, edge.width, edge.colour))
        for span in placed.line.spans:
            yield from self._span(placed, span)

    def _up(self, y: float) -> float:
        return self.sheet.geometry.height - y

    def _shade(self, shade: Shade) -> str:
        area = f"{figure(shade.x1)} {figure(self._up(shade.y2))} "
        area += f"{figure(shade.x2 - shade.x1)} {figure(shade.y2 - shade.y1)}"
        return f"q {fill(shade.colour)} {area} re f Q"

    def _rule(self, rule: Rule) -> str:
        start = f"{figure(rule.x1)} {figure(self._up(rule.y1))}"
        end = f"{figure(rule.x2)} {figure(self._up(rule.y2))}"
        return f"q {stroke(rule.colour)} {figure(rule.width)} w {start} m {end} l S Q"

    def _span(self, placed: PlacedLine, span: Span) -> Iterator[str]:
        x, baseline = placed.x + span.x, placed.y + placed.line.baseline
        if span.face is not None:
            yield self._text(self.embedded(span.face), span, x, self._up(baseline))
            yield from self._ticks(span.face, span, x, self._up(baseline))
        yield from over_span(span, x, self._up(baseline))

    def _text(self, face: EmbeddedFace, span: Span, x: float, y: float) -> str:
        style = span.style
        parts = [f"BT /{face.name} {figure(span.size)} Tf"]
        wide = style.stretch or 1.0
        if span.char_space:
            parts.append(f"{figure(span.char_space / wide)} Tc")
        if wide != 1.0:
            parts.append(f"{figure(100 * wide)} Tz")
        if _is_coloured(style):
            parts.append(fill(style.colour))
        if span.thickened:
            parts.append(f"2 Tr {figure(span.size * 0.03)} w {stroke(style.colour)}")
        slant = "1 0 0.21 1" if style.italic else "1 0 0 1"
        parts.append(
            f"{slant} {figure(x)} {figure(y + _rise(style))} Tm <{face.encoded(span.text)}> Tj ET"
        )
        text = " ".join(parts)
        changed = span.char_space or span.thickened or _is_coloured(style) or wide != 1.0
        return f"q {text} Q" if changed else text

    def _ticks(self, face: Face, span: Span, x: float, y: float) -> Iterator[str]:
        """Draw the tick of every ☑ for which the face has only the box."""
        if TICKED not in span.text:
            return
        for char in span.text:
            if face.wants_tick(char):
                points = [
                    f"{figure(x + dx * span.size)} {figure(y + dy * span.size)}" for dx, dy in TICK
                ]
                path = f"{points[0]} m {points[1]} l {points[2]} l"
                pen = f"{stroke(span.style.colour)} {figure(span.size * 0.07)} w 1 J 1 j"
                yield f"q {pen} {path} S Q"
            x += face.width(char) * span.size + span.char_space

    def _pictures(self, placed: PlacedLine, depth: str) -> Iterator[str]:
        for one in placed.line.pictures:
            if _depth(one) == depth:
                drawn = drawn_picture(self.sheet, placed, one, self.picture(one.picture.data))
                yield f"q /{INK} gs {drawn} Q" if depth == IN_FRONT else f"q {drawn} Q"


def _depth(one: PlacedPicture) -> str:
    picture = one.picture
    if not isinstance(picture, Floating):
        return IN_LINE
    return BEHIND if picture.is_behind else IN_FRONT


def _rise(style: TextStyle) -> float:
    raised = style.raised or 0.0
    if not style.is_shifted:
        return raised
    return raised + style.points * (0.33 if style.position == "superscript" else -0.08)


def _is_coloured(style: TextStyle) -> bool:
    return style.colour not in (None, "auto", BLACK)
