"""Reads tables (ECMA-376, 17.4): their grid, their cells, what their style says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from lxml.etree import _Element as Element

from mediatordesk.documents.word.characters import read_shade
from mediatordesk.documents.word.edges import SIDE_NAMES, read_borders
from mediatordesk.documents.word.model import Block, Cell, Row, Sides, Table
from mediatordesk.documents.word.properties import Edge
from mediatordesk.documents.word.styles import Styles, StyleSheet
from mediatordesk.documents.word.tablelooks import CellLook, Spot, TableLook
from mediatordesk.documents.word.wordml import (
    CELL,
    ROW,
    TABLE,
    W,
    attribute,
    child,
    is_on,
    local_name,
    number,
    points,
    value,
)

MAX_COLUMNS = 63
SIDES = ("left", "right", "top", "bottom")
# No table is larger than Word's largest paper, no row taller.
LARGEST = 1584.0


class Blocks(Protocol):
    """Reads what stands in a cell."""

    def __call__(self, elements: list[Element], table: Styles) -> Iterator[Block]:
        """Yield the paragraphs and tables among elements."""


@dataclass(frozen=True)
class TableReader:
    """Reads the tables of one part; `blocks` reads what their cells hold."""

    styles: StyleSheet
    compatibility: int
    blocks: Blocks

    def read(self, element: Element) -> Table:
        """Read one table."""
        properties = child(element, "tblPr")
        look = TableLook.of(properties, self.styles)
        borders: dict[str, Edge | None] = {}
        margins = Sides()
        for style in look.chain:
            borders |= read_borders(child(child(style, "tblPr"), "tblBorders"))
            margins = _margins(child(child(style, "tblPr"), "tblCellMar"), margins)
        borders |= read_borders(child(properties, "tblBorders"))
        margins = _margins(child(properties, "tblCellMar"), margins)
        elements = list(_rows(element))
        rows = tuple(
            self._row(row, look, margins, (at, len(elements))) for at, row in enumerate(elements)
        )
        # Before Word 2013 a table's text, not its border, stood at the margin.
        out = margins.left if self.compatibility < 15 else 0.0
        indent = _length(attribute(child(properties, "tblInd"), "w")) - out
        align = value(child(properties, "jc")) or "left"
        return Table(rows, _columns(element, rows), align, indent, borders)

    def _row(self, row: Element, look: TableLook, margins: Sides, place: tuple[int, int]) -> Row:
        properties = child(row, "trPr")
        column = _columns_in(child(properties, "gridBefore"), least=0)
        elements = list(_cells(row))
        cells: list[Cell] = []
        for at, element in enumerate(elements):
            style = look.cell(Spot(*place, at, len(elements)))
            cells.append(self._cell(element, column, style, margins))
            column += cells[-1].span
        height = child(properties, "trHeight")
        return Row(
            tuple(cells),
            _length(value(height)),
            attribute(height, "hRule") == "exact",
            is_on(child(properties, "tblHeader")),
            is_on(child(properties, "cantSplit")),
        )

    def _cell(self, cell: Element, column: int, look: CellLook, margins: Sides) -> Cell:
        properties = child(cell, "tcPr")
        merge = child(properties, "vMerge")
        continues = merge is not None and (value(merge) or "continue") == "continue"
        shade = read_shade(child(properties, "shd")) or look.shade
        return Cell(
            () if continues else tuple(self.blocks(list(cell), look.styles)),
            column,
            _columns_in(child(properties, "gridSpan"), least=1),
            continues,
            merge is not None and not continues,
            value(child(properties, "vAlign")) or "top",
            _margins(child(properties, "tcMar"), margins),
            {**look.borders, **read_borders(child(properties, "tcBorders"))},
            None if shade in (None, "none", "FFFFFF") else shade,
        )


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, through marks and content controls, not those of inner tables."""
    for node in table:
        if node.tag == ROW:
            yield node
        elif node.tag not in (TABLE, CELL):
            yield from _rows(node)


def _cells(row: Element) -> Iterator[Element]:
    for node in row:
        if node.tag == CELL:
            yield node
        elif node.tag not in (TABLE, ROW):
            yield from _cells(node)


def _columns_in(element: Element | None, *, least: int) -> int:
    """Return a count of columns, of which Word has 63 at most."""
    return min(MAX_COLUMNS, max(least, int(number(value(element)))))


def _length(text: str | None) -> float:
    return min(LARGEST, max(-LARGEST, points(text)))


def _margins(element: Element | None, base: Sides) -> Sides:
    found: dict[str, float] = {}
    for side in element if element is not None else ():
        name = SIDE_NAMES.get(local_name(side), local_name(side))
        if name in SIDES:
            found[name] = max(0.0, _length(attribute(side, "w")))
    return replace(base, **found)


def _columns(element: Element, rows: tuple[Row, ...]) -> tuple[float, ...]:
    """Return the widths of the columns, one for every column that a row reaches."""
    grid = [
        max(0.0, _length(attribute(column, "w")))
        for column in element.iterfind(f"{W}tblGrid/{W}gridCol")
    ][: MAX_COLUMNS * 2]
    reach = max((cell.column + cell.span for row in rows for cell in row.cells), default=0)
    usual = sum(grid) / len(grid) if any(grid) else 400 / max(1, reach)
    columns = [width or usual for width in grid] + [usual] * (reach - len(grid))
    return tuple(columns)
