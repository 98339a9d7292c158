"""The lines of a table: which border a side of a cell has, how thick the lines between rows are."""

from collections.abc import Iterator

from mediatordesk.documents.word.model import Cell, Row, Table
from mediatordesk.documents.word.properties import Edge


def side(table: Table, cell: Cell, name: str, *, outer: bool) -> Edge | None:
    """Return one border of a cell: its own where it has one, else that of the table (17.4.66).

    `outer` says whether this side is on the outside of the table.
    """
    if name in cell.borders:
        return cell.borders[name]
    inner = "insideH" if name in ("top", "bottom") else "insideV"
    return table.borders.get(name if outer else inner)


def thickness_above(table: Table) -> list[float]:
    """Return how thick the line above each row is, and last that below the table, in points.

    Neighbouring cells share one line, and the thickest of them makes room for all: Word and
    LibreOffice count it as a part of the row below it.
    """
    rows = table.rows
    return [
        max((edge.width for edge in _edges_between(table, at) if edge is not None), default=0.0)
        for at in range(len(rows) + 1)
    ]


def _edges_between(table: Table, at: int) -> Iterator[Edge | None]:
    """Yield the borders that meet between row `at` and the one above it."""
    rows = table.rows
    if at > 0:
        for cell in rows[at - 1].cells:
            if at == len(rows) or not goes_on(rows[at], cell):
                yield side(table, cell, "bottom", outer=at == len(rows))
    if at < len(rows):
        for cell in rows[at].cells:
            if not cell.continues:
                yield side(table, cell, "top", outer=at == 0)


def goes_on(below: Row, cell: Cell) -> bool:
    """Say whether a merged cell goes on in the row below it."""
    return any(one.column == cell.column and one.continues for one in below.cells)
