"""What is drawn around characters: backgrounds, underlines, boxes, 着重号, lines before tabs."""

from collections.abc import Iterator, Mapping

from mediatordesk.documents.layout.sheets import Shade
from mediatordesk.documents.layout.spans import Span
from mediatordesk.documents.pdf.operators import BLACK, figure, stroke
from mediatordesk.documents.word.properties import TextStyle

# Of the size of the characters, from the baseline: up is above it.
BACKGROUND_TOP, BACKGROUND_FOOT = 0.95, 0.25
UNDERLINE, STRIKE, PEN, THINNEST = -0.12, 0.3, 0.05, 0.5
# The dot of 着重号 stands below the character in Chinese (17.18.24), other marks above it.
MARK_BELOW, MARK_ABOVE, MARK = -0.28, 0.98, 0.06
# A leader (17.18.72): how long each mark and each gap is, in points, and how far up it stands.
LEADERS: Mapping[str, tuple[str, float]] = {
    "dot": ("0 3", 0.05),
    "middleDot": ("0 3", 0.3),
    "hyphen": ("3 3", 0.3),
    "underscore": ("", UNDERLINE),
    "heavy": ("", UNDERLINE),
}


def behind_span(span: Span, x: float, baseline: float) -> Iterator[Shade]:
    """Yield the background of a stretch of text; `baseline` is from the top of the paper."""
    colour = span.style.background
    if colour is not None:
        size = span.style.points
        top, foot = baseline - BACKGROUND_TOP * size, baseline + BACKGROUND_FOOT * size
        yield Shade(x, top, x + span.width, foot, colour)


def over_span(span: Span, x: float, baseline: float) -> Iterator[str]:
    """Yield the lines and marks of a stretch of text; `baseline` is from the foot of the paper."""
    style = span.style
    for wanted, up in ((style.underline, UNDERLINE), (style.strike, STRIKE)):
        if wanted:
            yield _line(style, x, x + span.width, baseline + up * style.points)
    if style.box is not None:
        yield _box(span, x, baseline)
    if span.leader in LEADERS:
        yield _leader(span, x, baseline)
    if span.face is not None and style.emphasis not in (None, "none"):
        yield from _marks(span, x, baseline)


def _line(style: TextStyle, x1: float, x2: float, y: float) -> str:
    pen = f"{stroke(style.colour)} {figure(max(THINNEST, style.points * PEN))} w"
    return f"q {pen} {figure(x1)} {figure(y)} m {figure(x2)} {figure(y)} l S Q"


def _box(span: Span, x: float, baseline: float) -> str:
    edge, size = span.style.box, span.style.points
    foot, height = baseline - BACKGROUND_FOOT * size, (BACKGROUND_TOP + BACKGROUND_FOOT) * size
    pen = f"{stroke(edge.colour if edge else BLACK)} {figure(edge.width if edge else THINNEST)} w"
    return f"q {pen} {figure(x)} {figure(foot)} {figure(span.width)} {figure(height)} re S Q"


def _leader(span: Span, x: float, baseline: float) -> str:
    dashes, up = LEADERS[span.leader]
    style = span.style
    y = baseline + up * style.points
    if not dashes:
        return _line(style, x, x + span.width, y)
    # Marks stand at the same places in every line, so that those of a list lie below each other.
    start = -(-x // 6) * 6
    cap = "1 J " if dashes.startswith("0") else ""
    pen = f"{stroke(style.colour)} {figure(max(THINNEST, style.points * PEN * 1.6))} w {cap}"
    path = f"{figure(start)} {figure(y)} m {figure(max(start, x + span.width - 2))} {figure(y)} l"
    return f"q {pen}[{dashes}] 0 d {path} S Q"


def _marks(span: Span, x: float, baseline: float) -> Iterator[str]:
    style = span.style
    up = MARK_BELOW if style.emphasis in ("dot", "underDot") else MARK_ABOVE
    y, wide = baseline + up * style.points, style.stretch or 1.0
    pen = f"{stroke(style.colour)} {figure(2 * MARK * style.points)} w 1 J"
    for char in span.text:
        width = span.face.width(char) * span.size * wide if span.face else 0.0
        if not char.isspace():
            middle = figure(x + width / 2)
            yield f"q {pen} {middle} {figure(y)} m {middle} {figure(y)} l S Q"
        x += width + span.char_space
