"""Reads the paper and the margins of a section (ECMA-376, 17.6)."""

from lxml.etree import _Element as Element

from mediatordesk.documents.word.model import Geometry
from mediatordesk.documents.word.wordml import attribute, child, points

A4 = (595.3, 841.9)  # points
GRIDS = ("lines", "linesAndChars", "snapToChars")
# Word's paper is 2.5 to 558.8 mm; no margin is wider than that.
SMALLEST, LARGEST = 7.2, 1584.0


def read_paper(properties: Element | None, *, mirrored: bool) -> Geometry:
    """Read `w:sectPr`; `mirrored` says that left and right pages differ."""
    size, margins = child(properties, "pgSz"), child(properties, "pgMar")
    grid = child(properties, "docGrid")
    snaps = attribute(grid, "type") in GRIDS

    def side(name: str, usual: float) -> float:
        return min(LARGEST, max(-LARGEST, points(attribute(margins, name), usual)))

    top, bottom = side("top", 72), side("bottom", 72)
    return Geometry(
        width=_length(attribute(size, "w"), A4[0]),
        height=_length(attribute(size, "h"), A4[1]),
        left=side("left", 90) + side("gutter", 0),
        right=side("right", 90),
        top=abs(top),
        bottom=abs(bottom),
        header=side("header", 42.55),
        footer=side("footer", 49.6),
        grid=min(LARGEST, max(0.0, points(attribute(grid, "linePitch")))) if snaps else 0.0,
        header_may_push=top >= 0,
        footer_may_push=bottom >= 0,
        is_mirrored=mirrored,
    )


def _length(text: str | None, usual: float) -> float:
    return min(LARGEST, max(SMALLEST, points(text, usual)))
