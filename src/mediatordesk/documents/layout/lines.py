"""The lines of a paragraph: where they break, how tall they are, their borders."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mediatordesk.documents.layout.glyphs import Glyph, PageNumbers, Typesetter
from mediatordesk.documents.layout.heights import line_height
from mediatordesk.documents.layout.kinsoku import CJK, LATIN
from mediatordesk.documents.layout.linebreaks import Breaker
from mediatordesk.documents.layout.spans import GlyphRow, PlacedPicture, Span
from mediatordesk.documents.word.model import Inline, Paragraph
from mediatordesk.documents.word.properties import Edge, ParagraphStyle, TabStop


@dataclass(frozen=True, slots=True)
class LineRule:
    """A border of a paragraph: from x1 to x2, y below the top of its line, in points.

    One beside the paragraph goes `down` so far.
    """

    x1: float
    x2: float
    y: float
    edge: Edge
    down: float = 0.0


@dataclass(frozen=True, slots=True)
class LineShade:
    """What lies behind a line: a filled rectangle, from the left margin and the line's top."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its height, how far down its baseline is, what stands in it."""

    height: float
    baseline: float
    spans: tuple[Span, ...] = ()
    pictures: tuple[PlacedPicture, ...] = ()
    rules: tuple[LineRule, ...] = ()
    ends_page: bool = False
    shades: tuple[LineShade, ...] = ()


@dataclass(frozen=True, slots=True)
class _Indents:
    left: float
    right: float
    first: float

    @classmethod
    def of(cls, paragraph: Paragraph, *, in_characters: bool) -> "_Indents":
        """Work the indents out; those in characters go before those in twips (17.3.1.12)."""
        style, size = paragraph.style, paragraph.first_size

        def measure(chars: float | None, points: float | None) -> float:
            return chars / 100 * size if chars and in_characters else points or 0.0

        return cls(
            measure(style.left_chars, style.left),
            measure(style.right_chars, style.right),
            measure(style.first_chars, style.first) - measure(style.hanging_chars, style.hanging),
        )


@dataclass(frozen=True)
class LineMaker:
    """Makes lines of paragraphs; `grid` is the line pitch of the section, 0 for none.

    `in_cell` says whether they stand in a cell of a table; for `spares_broken` see the document.
    """

    typesetter: Typesetter
    tab_distance: float
    grid: float
    in_cell: bool = False
    spares_broken: bool = False

    def lines(self, paragraph: Paragraph, width: float, numbers: PageNumbers) -> list[Line]:
        """Return the lines of a paragraph that is `width` points wide, with its borders."""
        style = paragraph.style
        by_character = self.typesetter.profile.indents_in_characters
        indents = _Indents.of(paragraph, in_characters=by_character)
        lines = self._broken(paragraph, indents, width, numbers)
        x1, x2 = indents.left + min(0.0, indents.first), width - indents.right
        if style.edge_above is not None:
            lines[0] = _ruled_above(lines[0], x1, x2, style.edge_above)
        if style.edge_below is not None:
            lines[-1] = _ruled_below(lines[-1], x1, x2, style.edge_below)
        if style.edge_left or style.edge_right or style.shade not in (None, "none"):
            return [_boxed(line, x1, x2, style) for line in lines]
        return lines

    def _broken(
        self, paragraph: Paragraph, indents: "_Indents", width: float, numbers: PageNumbers
    ) -> list[Line]:
        style = paragraph.style
        glyphs = self.typesetter.glyphs(paragraph, numbers)
        profile = self.typesetter.profile
        hanging = profile.hanging_marks(overflow=style.hangs_punctuation, in_cell=self.in_cell)
        # A hanging indent is a tab stop too (17.3.1.12).
        breaker = Breaker(glyphs, _tab_stops(style, indents), self.tab_distance, hanging, profile)
        lines: list[Line] = []
        start, first = 0, indents.first
        while True:
            left = indents.left + first
            room = width - indents.right - left
            found = breaker.next_line(start, left, room)
            spared = found.forced and (found.ends_page or self.spares_broken)
            last = found.ends_paragraph or spared
            row = GlyphRow(glyphs[start : found.end], left, room, style.align or "left", last)
            lines.append(self._line(paragraph, row, ends_page=found.ends_page))
            start, first = found.following, 0.0
            if start >= len(glyphs) and not (found.forced and not found.ends_page):
                return lines
            if start >= len(glyphs):
                # A line break at the very end leaves an empty line, as in Word.
                row = GlyphRow([], indents.left, room, "left", is_last=True)
                return [*lines, self._line(paragraph, row, ends_page=False)]

    def _line(self, paragraph: Paragraph, row: GlyphRow, *, ends_page: bool) -> Line:
        visible = row.visible
        ascent, descent = self._extents(visible, paragraph)
        inline = [g.picture for g in visible if isinstance(g.picture, Inline)]
        picture = max((one.height for one in inline), default=0.0)
        height, baseline = line_height(
            paragraph.style, max(ascent, picture), descent, self.grid, has_picture=picture > 0
        )
        spans, pictures = row.spans()
        return Line(height, baseline, tuple(spans), tuple(pictures), ends_page=ends_page)

    def _extents(self, glyphs: Sequence[Glyph], paragraph: Paragraph) -> tuple[float, float]:
        """Return the ascent and descent of a line, by the fonts that the document names."""
        # By identity: to compare two styles of twenty fields for every glyph takes long.
        styles = {(id(g.style), g.kind == CJK): g.style for g in glyphs if g.face is not None}
        if not styles:
            style = glyphs[0].style if glyphs else paragraph.mark
            styles = {(id(style), True): style}
        ascent = descent = 0.0
        for (_, is_cjk), style in styles.items():
            shapes = self.typesetter.shapes(style, CJK if is_cjk else LATIN)
            ascent = max(ascent, shapes.ascent * style.points)
            descent = max(descent, shapes.descent * style.points)
        return ascent, descent


def _ruled_above(line: Line, x1: float, x2: float, edge: Edge) -> Line:
    """Return a line with a border above it, which makes it taller (17.3.1.42)."""
    more = edge.width + edge.space
    rule = LineRule(x1, x2, edge.width / 2, edge)
    return replace(line, height=line.height + more, baseline=line.baseline + more, rules=(rule,))


def _ruled_below(line: Line, x1: float, x2: float, edge: Edge) -> Line:
    """Return a line with a border below it, which makes it taller (17.3.1.7)."""
    rule = LineRule(x1, x2, line.height + edge.space + edge.width / 2, edge)
    height = line.height + edge.width + edge.space
    return replace(line, height=height, rules=(*line.rules, rule))


def _boxed(line: Line, x1: float, x2: float, style: ParagraphStyle) -> Line:
    """Return a line with the borders beside it and the shade behind it (17.3.1.17, 17.3.1.31)."""
    left, right = style.edge_left, style.edge_right
    x1 -= left.space if left else 0.0
    x2 += right.space if right else 0.0
    sides = ((left, x1), (right, x2))
    rules = [LineRule(x, x, 0.0, edge, down=line.height) for edge, x in sides if edge]
    colour = style.shade
    shades = (
        () if colour in (None, "none") else (LineShade(x1, 0.0, x2, line.height, colour or ""),)
    )
    # The lines above and below reach to those beside the paragraph.
    widened = [replace(rule, x1=x1, x2=x2) for rule in line.rules]
    return replace(line, rules=(*widened, *rules), shades=shades)


def _tab_stops(style: ParagraphStyle, indents: _Indents) -> Sequence[TabStop]:
    stops = style.tabs or ()
    return sorted((*stops, TabStop(indents.left, "left"))) if indents.first < 0 else stops
