"""Reads a whole Word file into the model: tables, sections, headers and footers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from mediatordesk.documents.word.model import (
    Block,
    Borders,
    Cell,
    Document,
    Geometry,
    Row,
    Section,
    Sides,
    Table,
)
from mediatordesk.documents.word.numbering import Numbering
from mediatordesk.documents.word.package import DOCUMENT, Package
from mediatordesk.documents.word.properties import (
    Edge,
    ParagraphStyle,
    paragraph_over,
    read_edge,
    read_paragraph_style,
)
from mediatordesk.documents.word.reading import ParagraphReader
from mediatordesk.documents.word.styles import Settings, StyleSheet
from mediatordesk.documents.word.wordml import (
    CELL,
    PARAGRAPH,
    ROW,
    TABLE,
    R,
    W,
    attribute,
    child,
    is_on,
    local_name,
    number,
    points,
    value,
)

A4 = (595.3, 841.9)  # points
SIDE_NAMES = {"start": "left", "end": "right"}
MAX_COLUMNS = 63
GRIDS = ("lines", "linesAndChars", "snapToChars")


def read_document(package: Package) -> Document:
    """Read the document of a Word file."""
    styles, settings = StyleSheet.read(package), Settings.read(package)
    reader = _BlockReader(package, styles, settings, Numbering.read(package))
    return Document(tuple(reader.sections()), settings.tab_distance, settings.even_pages_differ)


@dataclass
class _BlockReader:
    package: Package
    styles: StyleSheet
    settings: Settings
    numbering: Numbering

    def sections(self) -> Iterator[Section]:
        """Yield the sections in order; headers and footers are inherited (17.6.17)."""
        links = self.package.relationships(DOCUMENT)
        paragraphs = ParagraphReader(self.package, self.styles, self.numbering, links)
        root = self.package.xml(DOCUMENT)
        body = child(root, "body")
        edges: dict[tuple[str, str], tuple[Block, ...]] = {}
        elements: list[Element] = []
        for element in body if body is not None else ():
            properties = element if local_name(element) == "sectPr" else _section_end(element)
            if properties is not element:
                elements.append(element)
            if properties is not None:
                edges = {**edges, **dict(self._edges(properties, links))}
                yield self._section(properties, elements, paragraphs, edges)
                elements = []
        if elements:
            yield self._section(None, elements, paragraphs, edges)

    def _section(
        self,
        properties: Element | None,
        elements: list[Element],
        paragraphs: ParagraphReader,
        edges: Mapping[tuple[str, str], tuple[Block, ...]],
    ) -> Section:
        start = attribute(child(properties, "pgNumType"), "start")
        return Section(
            _geometry(properties),
            tuple(self.blocks(elements, paragraphs, ParagraphStyle())),
            edges,
            is_on(child(properties, "titlePg")),
            value(child(properties, "type")) == "continuous",
            None if start is None else int(number(start, 1)),
        )

    def _edges(
        self, properties: Element, links: Mapping[str, str]
    ) -> Iterator[tuple[tuple[str, str], tuple[Block, ...]]]:
        for kind in ("header", "footer"):
            for reference in properties.iterfind(f"{W}{kind}Reference"):
                part = links.get(reference.get(f"{R}id") or "", "")
                root = self.package.xml(part)
                if root is not None:
                    reader = ParagraphReader(
                        self.package, self.styles, self.numbering, self.package.relationships(part)
                    )
                    blocks = tuple(self.blocks(list(root), reader, ParagraphStyle()))
                    yield (kind, attribute(reference, "type") or "default"), blocks

    def blocks(
        self, elements: list[Element], paragraphs: ParagraphReader, style: ParagraphStyle
    ) -> Iterator[Block]:
        """Yield the paragraphs and tables among elements; `style` is that of their table."""
        for element in elements:
            if element.tag == PARAGRAPH:
                yield paragraphs.read(element, style)
            elif element.tag == TABLE:
                yield self._table(element, paragraphs)
            elif local_name(element) in ("sdt", "sdtContent", "customXml", "ins"):
                yield from self.blocks(list(element), paragraphs, style)

    def _table(self, element: Element, paragraphs: ParagraphReader) -> Table:
        properties = child(element, "tblPr")
        borders: dict[str, Edge | None] = {}
        margins, style = Sides(), ParagraphStyle()
        for named in reversed(list(self.styles.chain(value(child(properties, "tblStyle"))))):
            borders |= _borders(child(child(named, "tblPr"), "tblBorders"))
            margins = _margins(child(child(named, "tblPr"), "tblCellMar"), margins)
            style = paragraph_over(read_paragraph_style(child(named, "pPr")), style)
        borders |= _borders(child(properties, "tblBorders"))
        margins = _margins(child(properties, "tblCellMar"), margins)
        rows = tuple(self._row(row, paragraphs, style, margins) for row in element.iterfind(ROW))
        # Before Word 2013 a table's text, not its border, stood at the margin.
        out = margins.left if self.settings.compatibility < 15 else 0.0
        indent = points(attribute(child(properties, "tblInd"), "w")) - out
        columns = _columns(element, rows)
        align = value(child(properties, "jc")) or "left"
        return Table(rows, columns, align, indent, borders)

    def _row(
        self, row: Element, paragraphs: ParagraphReader, style: ParagraphStyle, margins: Sides
    ) -> Row:
        properties = child(row, "trPr")
        column = _columns_in(child(properties, "gridBefore"), least=0)
        cells: list[Cell] = []
        for element in row.iter(CELL):
            if next(element.iterancestors(ROW)) is not row:
                continue
            cell = self._cell(element, column, paragraphs, style, margins)
            cells.append(cell)
            column += cell.span
        height = child(properties, "trHeight")
        return Row(
            tuple(cells),
            points(value(height)),
            attribute(height, "hRule") == "exact",
            is_on(child(properties, "tblHeader")),
            is_on(child(properties, "cantSplit")),
        )

    def _cell(
        self,
        cell: Element,
        column: int,
        paragraphs: ParagraphReader,
        style: ParagraphStyle,
        margins: Sides,
    ) -> Cell:
        properties = child(cell, "tcPr")
        merge = child(properties, "vMerge")
        continues = merge is not None and (value(merge) or "continue") == "continue"
        return Cell(
            () if continues else tuple(self.blocks(list(cell), paragraphs, style)),
            column,
            _columns_in(child(properties, "gridSpan"), least=1),
            continues,
            merge is not None and not continues,
            value(child(properties, "vAlign")) or "top",
            _margins(child(properties, "tcMar"), margins),
            _borders(child(properties, "tcBorders")),
            _shade(child(properties, "shd")),
        )


def _columns_in(element: Element | None, *, least: int) -> int:
    """Return a count of columns, of which Word has 63 at most."""
    return min(MAX_COLUMNS, max(least, int(number(value(element)))))


def _section_end(element: Element) -> Element | None:
    return child(child(element, "pPr"), "sectPr") if element.tag == PARAGRAPH else None


def _geometry(properties: Element | None) -> Geometry:
    size, margins = child(properties, "pgSz"), child(properties, "pgMar")
    grid = child(properties, "docGrid")
    snaps = attribute(grid, "type") in GRIDS
    top, bottom = (points(attribute(margins, side), 72) for side in ("top", "bottom"))
    return Geometry(
        width=points(attribute(size, "w"), A4[0]),
        height=points(attribute(size, "h"), A4[1]),
        left=points(attribute(margins, "left"), 90) + points(attribute(margins, "gutter")),
        right=points(attribute(margins, "right"), 90),
        top=abs(top),
        bottom=abs(bottom),
        header=points(attribute(margins, "header"), 42.55),
        footer=points(attribute(margins, "footer"), 49.6),
        grid=max(0.0, points(attribute(grid, "linePitch"))) if snaps else 0.0,
        header_may_push=top >= 0,
        footer_may_push=bottom >= 0,
    )


def _borders(element: Element | None) -> Borders:
    return {
        SIDE_NAMES.get(local_name(edge), local_name(edge)): read_edge(edge)
        for edge in (element if element is not None else ())
    }


def _margins(element: Element | None, base: Sides) -> Sides:
    found: dict[str, float] = {}
    for side in element if element is not None else ():
        found[SIDE_NAMES.get(local_name(side), local_name(side))] = points(attribute(side, "w"))
    return replace(base, **found)


def _shade(element: Element | None) -> str | None:
    fill = attribute(element, "fill")
    return None if fill in (None, "auto", "FFFFFF") else fill


def _columns(element: Element, rows: tuple[Row, ...]) -> tuple[float, ...]:
    """Return the widths of the columns, one for every column that a row reaches."""
    grid = [points(attribute(column, "w")) for column in element.iterfind(f"{W}tblGrid/{W}gridCol")]
    reach = max((cell.column + cell.span for row in rows for cell in row.cells), default=0)
    usual = sum(grid) / len(grid) if any(grid) else 400 / max(1, reach)
    columns = [width or usual for width in grid] + [usual] * (reach - len(grid))
    return tuple(columns)
