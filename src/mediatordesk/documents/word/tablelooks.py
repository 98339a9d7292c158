"""What a table style says about single rows and columns (17.7.6): first row, bands, corners."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from mediatordesk.documents.word.characters import read_shade
from mediatordesk.documents.word.edges import Borders, read_borders
from mediatordesk.documents.word.paragraphs import read_paragraph_style
from mediatordesk.documents.word.properties import (
    Edge,
    ParagraphStyle,
    TextStyle,
    over,
    paragraph_over,
)
from mediatordesk.documents.word.styles import Styles, StyleSheet
from mediatordesk.documents.word.wordml import W, attribute, child, number, value

# The switches of w:tblLook: their names, and their bits where it is written as one number.
SWITCHES: Mapping[str, int] = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}
ON = ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a cell stands among the rows and the cells of its row."""

    row: int
    rows: int
    cell: int
    cells: int

    @property
    def is_first_row(self) -> bool:
        """Whether it stands in the first row."""
        return self.row == 0

    @property
    def is_last_row(self) -> bool:
        """Whether it stands in the last row."""
        return self.row == self.rows - 1

    @property
    def is_first_cell(self) -> bool:
        """Whether it stands at the left."""
        return self.cell == 0

    @property
    def is_last_cell(self) -> bool:
        """Whether it stands at the right."""
        return self.cell == self.cells - 1


@dataclass(frozen=True, slots=True)
class CellLook:
    """What a table style gives to one cell: formats of its text, borders, a shade."""

    styles: Styles
    borders: Borders
    shade: str | None


@dataclass
class TableLook:
    """The style of one table, and which of its parts the table wants."""

    styles: StyleSheet
    chain: tuple[Element, ...]
    wanted: frozenset[str]
    _known: dict[tuple[str, ...], CellLook] = field(default_factory=dict)

    @classmethod
    def of(cls, properties: Element | None, styles: StyleSheet) -> "TableLook":
        """Read what `w:tblPr` wants, with its style and those below it, the lowest first."""
        chain = tuple(reversed(list(styles.chain(value(child(properties, "tblStyle"))))))
        look = child(properties, "tblLook")
        try:
            bits = int(value(look) or "0", 16)
        except ValueError:
            bits = 0
        wanted = frozenset(
            name
            for name, bit in SWITCHES.items()
            if ((attribute(look, name) in ON) if attribute(look, name) else bits & bit)
        )
        return cls(styles, chain, wanted)

    def cell(self, spot: Spot) -> CellLook:
        """Return what the style says about a cell."""
        parts = tuple(self._parts(spot))
        edges = tuple(
            name
            for name in ("first_row", "last_row", "first_cell", "last_cell")
            if getattr(spot, f"is_{name}")
        )
        key = (*parts, "|", *edges)
        if key not in self._known:
            self._known[key] = self._made(parts, spot)
        return self._known[key]

    def _parts(self, spot: Spot) -> Iterator[str]:
        """Yield the parts of the table that a cell is in; a later one goes before an earlier."""
        wanted = self.wanted
        heads_row = "firstRow" in wanted and spot.is_first_row
        ends_row = "lastRow" in wanted and spot.is_last_row
        heads_column = "firstColumn" in wanted and spot.is_first_cell
        ends_column = "lastColumn" in wanted and spot.is_last_cell
        if "noVBand" not in wanted and not (heads_column or ends_column):
            yield self._band("Vert", spot.cell - ("firstColumn" in wanted))
        if "noHBand" not in wanted and not (heads_row or ends_row):
            yield self._band("Horz", spot.row - ("firstRow" in wanted))
        found = {
            "firstCol": heads_column,
            "lastCol": ends_column,
            "firstRow": heads_row,
            "lastRow": ends_row,
        }
        yield from (name for name, is_there in found.items() if is_there)

    def _band(self, kind: str, place: int) -> str:
        name = "tblStyleRowBandSize" if kind == "Horz" else "tblStyleColBandSize"
        sizes = [value(child(child(style, "tblPr"), name)) for style in self.chain]
        size = max(1, int(number(next((one for one in reversed(sizes) if one), "1"), 1)))
        return f"band{1 + max(0, place) // size % 2}{kind}"

    def _made(self, parts: tuple[str, ...], spot: Spot) -> CellLook:
        paragraph, text = ParagraphStyle(), TextStyle()
        borders: dict[str, Edge | None] = {}
        shade: str | None = None
        for element, part in self._elements(parts):
            paragraph = paragraph_over(read_paragraph_style(child(element, "pPr")), paragraph)
            text = over(self.styles.text(child(element, "rPr")), text)
            if part:
                edges = read_borders(child(child(element, "tcPr"), "tcBorders"))
                borders |= _borders_at(edges, part, spot)
            shade = read_shade(child(child(element, "tcPr"), "shd")) or shade
        return CellLook((paragraph, text), borders, shade)

    def _elements(self, parts: tuple[str, ...]) -> Iterator[tuple[Element, str]]:
        """Yield what the styles say about the whole table, then about its parts."""
        for style in self.chain:
            yield style, ""
        for part in ("wholeTable", *parts):
            for style in self.chain:
                for element in style.iterfind(f"{W}tblStylePr"):
                    if attribute(element, "type") == part:
                        yield element, part


def _borders_at(edges: Borders, part: str, spot: Spot) -> Borders:
    """Return the borders of one cell, from those around and inside the part it is in."""
    ends = {"left": spot.is_first_cell, "right": spot.is_last_cell}
    if part.endswith(("Row", "Horz")):
        ends |= {"top": True, "bottom": True}
    else:
        ends |= {"top": spot.is_first_row, "bottom": spot.is_last_row}
        if part != "wholeTable":
            ends |= {"left": True, "right": True}
    inside = {"left": "insideV", "right": "insideV", "top": "insideH", "bottom": "insideH"}
    found: dict[str, Edge | None] = {}
    for side, is_end in ends.items():
        name = side if is_end else inside[side]
        if name in edges:
            found[side] = edges[name]
    return found
