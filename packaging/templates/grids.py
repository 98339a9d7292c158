"""Tables of the templates: fixed widths, rows that no page break cuts, lines to sign on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from docx.oxml.xmlchemy import BaseOxmlElement
from looks import CELL, LABEL, SIGNING_PLACE, Look
from paragraphs import node, paragraph

TWIPS_PER_MM = 1440 / 25.4
EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
HALF_POINT = 4
"""Width of a rule, in eighths of a point."""
AIR = 0.6
"""Millimetres between a rule and the text below or above it."""
MIN_ROW = 8.0
"""Least height of a row of a form in millimetres (domain.md 9.1)."""


@dataclass(frozen=True)
class Line:
    """A paragraph of a cell that does not look like the others."""

    text: str
    look: Look


@dataclass(frozen=True)
class Box:
    """A cell: its paragraphs, the columns it spans, where its text stands, a line to sign on."""

    lines: tuple[str | Line, ...]
    look: Look = CELL
    span: int = 1
    vertical: str = "center"
    underlined: bool = False


def box(*lines: str | Line, look: Look = CELL, span: int = 1, vertical: str = "center") -> Box:
    """Return a cell with these paragraphs."""
    return Box(lines or ("",), look, span, vertical)


def label(text: str, *, look: Look = LABEL, span: int = 1) -> Box:
    """Return a cell that names what stands beside or below it."""
    return Box((text,), look, span)


def signing(*places: str | Line) -> Box:
    """Return a cell with a line below it: signed by hand, or with pictures in these places."""
    return replace(box(*places, look=SIGNING_PLACE), underlined=True)


class Grid:
    """A table while it is written, row by row."""

    def __init__(self, widths: Sequence[float], *, ruled: bool, inset: float) -> None:
        self.widths = [round(width * TWIPS_PER_MM) for width in widths]
        columns = [node("gridCol", w=width) for width in self.widths]
        self.element = node("tbl", self._properties(inset, ruled=ruled), node("tblGrid", *columns))

    def row(
        self,
        *boxes: Box,
        height: float = MIN_ROW,
        head: bool = False,
        keep: bool = False,
        long: bool = False,
    ) -> None:
        """Add a row, at least so many millimetres high, that no page break cuts.

        `head` repeats it on every page; `keep` holds it on the page of what follows; a `long` one
        holds sentences without end, so that it may go on over a page break.
        """
        twips = round(height * TWIPS_PER_MM)
        properties = node("trPr", node("trHeight", val=twips, hRule="atLeast"))
        if not long:
            properties.insert(0, node("cantSplit"))
        if head:
            properties.append(node("tblHeader"))
        row = node("tr", properties)
        column = 0
        for one in boxes:
            width = sum(self.widths[column : column + one.span])
            row.append(_cell(one, width, keep=keep))
            column += one.span
        if column != len(self.widths):
            raise ValueError(f"{column} columns of {len(self.widths)}: {boxes}")
        self.element.append(row)

    def _properties(self, inset: float, *, ruled: bool) -> BaseOxmlElement:
        properties = node("tblPr", node("tblW", w=sum(self.widths), type="dxa"))
        properties.append(node("jc", val="center"))
        if ruled:
            edges = [
                node(edge, val="single", sz=HALF_POINT, space=0, color="auto") for edge in EDGES
            ]
            properties.append(node("tblBorders", *edges))
        properties.append(node("tblLayout", type="fixed"))
        height = AIR if ruled else 0
        insets = {"top": height, "left": inset, "bottom": height, "right": inset}
        sides = [
            node(side, w=round(length * TWIPS_PER_MM), type="dxa")
            for side, length in insets.items()
        ]
        properties.append(node("tblCellMar", *sides))
        return properties


def _cell(one: Box, width: int, *, keep: bool) -> BaseOxmlElement:
    properties = node("tcPr", node("tcW", w=width, type="dxa"))
    if one.span > 1:
        properties.append(node("gridSpan", val=one.span))
    if one.underlined:
        line = node("bottom", val="single", sz=HALF_POINT, space=0, color="auto")
        properties.append(node("tcBorders", line))
    properties.append(node("vAlign", val=one.vertical))
    lines = [line if isinstance(line, Line) else Line(line, one.look) for line in one.lines]
    return node("tc", properties, *[paragraph(line.text, line.look, keep=keep) for line in lines])
