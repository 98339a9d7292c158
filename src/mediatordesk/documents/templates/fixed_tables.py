"""Tables whose columns find their widths by themselves get the widths that they have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from mediatordesk.documents.templates.rewriting import TABLE as FIXED
from mediatordesk.documents.word.features import Seen
from mediatordesk.documents.word.schema_order import put
from mediatordesk.documents.word.tables import MAX_COLUMNS
from mediatordesk.documents.word.wordml import (
    CELL,
    ROW,
    TABLE,
    W,
    attribute,
    child,
    number,
    value,
)

COLUMN = f"{W}gridCol"
FIFTIETHS = 5000  # `w:w` of 100 % (17.18.90)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: where it begins, how many columns it spans, the width that it states or 0."""

    element: Element
    column: int
    span: int
    width: int


def fixed(root: Element, text_width: int) -> Iterator[Seen]:
    """Fix the columns of the tables of a part, and yield where; `text_width` is in twips."""
    for table in root.iter(TABLE):
        before = etree.tostring(table)
        cells = list(_cells(table, text_width))
        widths = _widths(table, cells, text_width)
        if widths:
            _write(table, cells, widths)
        if etree.tostring(table) != before:
            yield Seen(FIXED, table)


def _cells(table: Element, text_width: int) -> Iterator[_Cell]:
    for row in table.iter(ROW):
        if next(row.iterancestors(TABLE)) is not table:
            continue
        column = _count(child(child(row, "trPr"), "gridBefore"), least=0)
        for cell in row.iter(CELL):
            if next(cell.iterancestors(ROW)) is row:
                span = _count(child(child(cell, "tcPr"), "gridSpan"), least=1)
                yield _Cell(cell, column, span, _stated(cell, text_width))
                column += span


def _count(element: Element | None, *, least: int) -> int:
    return min(MAX_COLUMNS, max(least, int(number(value(element)))))


def _stated(cell: Element, text_width: int) -> int:
    """Return the width that a cell states, in twips; 0 where it states none (17.4.71)."""
    width = child(child(cell, "tcPr"), "tcW")
    stated, kind = attribute(width, "w") or "", attribute(width, "type")
    if stated.endswith("%"):
        return round(number(stated.removesuffix("%")) / 100 * text_width)
    if kind == "pct":
        return round(number(stated) / FIFTIETHS * text_width)
    return max(0, round(number(stated))) if kind in ("dxa", None) else 0


def _widths(table: Element, cells: Sequence[_Cell], text_width: int) -> list[int]:
    """Return the widths of the columns: those of the grid, or from the cells where it is none."""
    reach = max((cell.column + cell.span for cell in cells), default=0)
    grid = [round(number(attribute(one, "w"))) for one in table.iterfind(f"{W}tblGrid/{COLUMN}")]
    if len(grid) >= reach and all(width > 0 for width in grid):
        return grid
    widths = _stated_by_cells(cells, reach)
    unknown = [at for at, width in enumerate(widths) if not width]
    rest = max(text_width - sum(widths), 0) // max(1, len(unknown))
    usual = rest or text_width // max(1, reach)
    return [width or usual for width in widths]


def _stated_by_cells(cells: Sequence[_Cell], reach: int) -> list[int]:
    """Return the widths of the columns that follow from the cells, narrow ones first; 0 if none."""
    widths = [0] * reach
    for cell in sorted(cells, key=lambda one: one.span):
        columns = range(cell.column, cell.column + cell.span)
        unknown = [at for at in columns if not widths[at]]
        left = cell.width - sum(widths[at] for at in columns)
        if unknown and left >= len(unknown):
            for at in unknown:
                widths[at] = left // len(unknown)
    return widths


def _write(table: Element, cells: Sequence[_Cell], widths: Sequence[int]) -> None:
    properties = put(table, "tblPr")
    put(properties, "tblLayout").set(f"{W}type", "fixed")
    _set_width(put(properties, "tblW"), sum(widths))
    grid = put(table, "tblGrid")
    columns = grid.findall(COLUMN)
    if [round(number(attribute(one, "w"))) for one in columns] != [*widths]:
        for one in columns:
            grid.remove(one)
        for at, width in enumerate(widths):
            column = etree.Element(COLUMN)
            column.set(f"{W}w", str(width))
            grid.insert(at, column)
    for cell in cells:
        width = sum(widths[cell.column : cell.column + cell.span])
        _set_width(put(put(cell.element, "tcPr"), "tcW"), width)


def _set_width(element: Element, width: int) -> None:
    if (attribute(element, "w"), attribute(element, "type")) != (str(width), "dxa"):
        element.set(f"{W}w", str(width))
        element.set(f"{W}type", "dxa")
