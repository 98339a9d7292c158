"""Draws the rows of a table on a page: shades, borders, what the cells hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from mediatordesk.documents.layout.blocks import LaidCell, LaidRow, LaidTable, Strip
from mediatordesk.documents.layout.cellborders import goes_on, side
from mediatordesk.documents.layout.sheets import PlacedLine, Rule, Shade, Sheet
from mediatordesk.documents.word.properties import Edge


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row, or a part of one, on a page: its top and bottom, and what of its cells stands here.

    `parts` is None for a whole row, otherwise the strips by the column of their cell; a merged
    cell that is not named in it stands whole in the rows that are on this page.
    """

    row: LaidRow
    top: float
    bottom: float
    parts: dict[int, tuple[Strip, ...]] | None = None


class _Borders:
    """Gathers the lines of a table; where two would lie on each other the thicker one stays."""

    def __init__(self) -> None:
        self.found: dict[tuple[float, float, float, float], Edge] = {}

    def add(self, x1: float, y1: float, x2: float, y2: float, edge: Edge | None) -> None:
        """Add one side of a cell."""
        if edge is None:
            return
        key = (round(x1, 1), round(y1, 1), round(x2, 1), round(y2, 1))
        known = self.found.get(key)
        if known is None or edge.width > known.width:
            self.found[key] = edge

    def draw(self, sheet: Sheet) -> None:
        """Put the lines on the page, each long enough to close the corners."""
        for (x1, y1, x2, y2), edge in self.found.items():
            half = edge.width / 2
            if y1 == y2:  # a level line lies below the place between two rows, not on it
                rule = Rule(x1 - half, y1 + half, x2 + half, y2 + half, edge.width, edge.colour)
            else:
                rule = Rule(x1, y1, x2, y2 + edge.width, edge.width, edge.colour)
            sheet.rules.append(rule)


def draw_rows(sheet: Sheet, table: LaidTable, rows: Sequence[PlacedRow], left: float) -> None:
    """Draw the rows of a table that stand on one page; `left` is the margin it stands at."""
    _TableOnPage(sheet, table, rows, left + table.x).draw()


def draw_whole(sheet: Sheet, table: LaidTable, left: float, top: float) -> None:
    """Draw a whole table at a place, without regard to the end of the page."""
    rows = []
    for row in table.rows:
        rows.append(PlacedRow(row, top, top + row.height))
        top += row.height
    draw_rows(sheet, table, rows, left)


@dataclass(frozen=True)
class _TableOnPage:
    """The rows of a table that stand on one page; `left` is where the table begins."""

    sheet: Sheet
    table: LaidTable
    rows: Sequence[PlacedRow]
    left: float

    def draw(self) -> None:
        borders = _Borders()
        for at, placed in enumerate(self.rows):
            for cell in placed.row.cells:
                self._shade(placed, cell)
                self._add_borders(borders, at, cell)
                if not cell.cell.continues:
                    self._draw_content(at, cell)
        borders.draw(self.sheet)

    def _shade(self, placed: PlacedRow, cell: LaidCell) -> None:
        if cell.cell.shade is not None:
            x = self.left + cell.x
            area = (x, placed.top, x + cell.width, placed.bottom)
            self.sheet.shades.append(Shade(*area, cell.cell.shade))

    def _draw_content(self, at: int, cell: LaidCell) -> None:
        placed, margins = self.rows[at], cell.cell.margins
        rule = placed.row.rule
        x, top = self.left + cell.x + margins.left, placed.top + rule + margins.top
        if placed.parts is not None and cell.cell.column in placed.parts:
            self._draw_strips(placed.parts[cell.cell.column], x, top)
            return
        end = at + cell.reach
        last = self.rows[min(end, len(self.rows)) - 1]
        free = last.bottom - placed.top - rule - cell.height
        # A merged cell that goes on over the page stands at its top, as in LibreOffice.
        ends_here = end <= len(self.rows)
        share = {"center": 0.5, "bottom": 1.0}.get(cell.cell.align, 0.0) if ends_here else 0.0
        self._draw_strips(cell.strips, x, top + max(0.0, free) * share)

    def _draw_strips(self, strips: Sequence[Strip], x: float, y: float) -> None:
        for strip in strips:
            if strip.line is not None:
                self.sheet.lines.append(PlacedLine(x, y, strip.line))
            elif strip.rows is not None:
                draw_whole(self.sheet, strip.rows, x, y)
            y += strip.height

    def _add_borders(self, borders: _Borders, at: int, cell: LaidCell) -> None:
        """Add the four sides of a cell: its own where it has them, else those of the table."""
        placed, last = self.rows[at], len(self.rows) - 1
        cells = placed.row.cells
        x1 = self.left + cell.x
        x2, y1, y2 = x1 + cell.width, placed.top, placed.bottom
        if at == 0 or not cell.cell.continues or self.rows[at - 1].row.row.is_header:
            borders.add(x1, y1, x2, y1, self._side(cell, "top", outer=at == 0))
        if at == last or not goes_on(self.rows[at + 1].row.row, cell.cell):
            borders.add(x1, y2, x2, y2, self._side(cell, "bottom", outer=at == last))
        borders.add(x1, y1, x1, y2, self._side(cell, "left", outer=cell is cells[0]))
        borders.add(x2, y1, x2, y2, self._side(cell, "right", outer=cell is cells[-1]))

    def _side(self, cell: LaidCell, name: str, *, outer: bool) -> Edge | None:
        return side(self.table.table, cell.cell, name, outer=outer)
