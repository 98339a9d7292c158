"""A Word document as this room sees it: sections of paragraphs and tables, all formats resolved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mediatordesk.documents.word.properties import Edge, ParagraphStyle, TextStyle


@dataclass(frozen=True, slots=True)
class Text:
    r"""Characters in one format; `\t`, `\n` and `\f` are a tab, a line and a page break."""

    text: str
    style: TextStyle


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A field for the number of the page, or of all pages."""

    total: bool
    style: TextStyle


@dataclass(frozen=True, slots=True)
class Inline:
    """A picture that stands in the line like a character. Measures in points."""

    data: bytes
    width: float
    height: float
    style: TextStyle


@dataclass(frozen=True, slots=True)
class Place:
    """A distance in points from the page, the margin, or where a thing stands (20.4.3)."""

    origin: str
    distance: float

    def measured(self, origins: Mapping[str, float], here: float) -> float:
        """Return the place in points, with where the origins are."""
        return origins.get(self.origin, here) + self.distance


@dataclass(frozen=True, slots=True)
class Floating:
    """A picture in front of the text; `across` and `down` say where its top left corner is."""

    data: bytes
    width: float
    height: float
    across: Place
    down: Place
    style: TextStyle


Piece = Text | PageNumber | Inline | Floating


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its pieces, its format, and that of its mark (an empty one is as tall as it)."""

    style: ParagraphStyle
    pieces: tuple[Piece, ...]
    mark: TextStyle

    @property
    def first_size(self) -> float:
        """The size that its indents in characters are counted in, in points."""
        for piece in self.pieces:
            if not piece.style.hidden:
                return piece.style.points
        return self.mark.points


@dataclass(frozen=True, slots=True)
class Sides:
    """Four distances in points: the margins of a cell."""

    left: float = 5.4
    right: float = 5.4
    top: float = 0.0
    bottom: float = 0.0


Borders = Mapping[str, Edge | None]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what it holds, how many columns it spans, whether it goes on from the row above."""

    blocks: tuple["Paragraph | Table", ...]
    column: int
    span: int
    continues: bool
    begins_merge: bool
    align: str
    margins: Sides
    borders: Borders
    shade: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row; its height in points is at least, or exactly, so much."""

    cells: tuple[Cell, ...]
    height: float
    exact: bool
    is_header: bool
    stays_whole: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table; columns in points, `indent` from the left margin where it stands to the left."""

    rows: tuple[Row, ...]
    columns: tuple[float, ...]
    align: str
    indent: float
    borders: Borders


Block = Paragraph | Table


def has_page_numbers(blocks: Sequence[Block]) -> bool:
    """Say whether the text of blocks holds a field for a page number."""
    for block in blocks:
        if isinstance(block, Table):
            cells = (cell.blocks for row in block.rows for cell in row.cells)
            if any(has_page_numbers(inner) for inner in cells):
                return True
        elif any(isinstance(piece, PageNumber) for piece in block.pieces):
            return True
    return False


@dataclass(frozen=True, slots=True)
class Geometry:
    """The paper and its margins, in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    header: float
    footer: float
    grid: float
    header_may_push: bool = True
    footer_may_push: bool = True

    @property
    def text_width(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document with its paper, its headers and its footers.

    `edges` are keyed by ("header" or "footer", "default", "first" or "even").
    """

    geometry: Geometry
    blocks: tuple[Block, ...]
    edges: Mapping[tuple[str, str], tuple[Block, ...]]
    first_differs: bool
    continuous: bool
    first_number: int | None


@dataclass(frozen=True, slots=True)
class Document:
    """The sections of a document and what holds for all of them."""

    sections: tuple[Section, ...]
    tab_distance: float
    even_pages_differ: bool
