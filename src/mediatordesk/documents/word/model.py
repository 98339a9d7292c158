"""A Word document as this room sees it: sections of paragraphs and tables, all formats resolved."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from mediatordesk.documents.word.edges import Borders
from mediatordesk.documents.word.properties import ParagraphStyle, TextStyle


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
class Looks:
    """How a picture is shown: what is cut off it, by how many degrees it is turned clockwise.

    The cuts are parts of its width or height (20.1.8.55), below 0 where room is added.
    """

    cut_left: float = 0.0
    cut_top: float = 0.0
    cut_right: float = 0.0
    cut_bottom: float = 0.0
    turned: float = 0.0

    @property
    def lies_sideways(self) -> bool:
        """Whether it is turned so far that its width and its height change places in a line."""
        return 45 <= self.turned % 180 < 135


@dataclass(frozen=True, slots=True)
class Inline:
    """A picture that stands in the line like a character. Measures in points, as it lies there."""

    data: bytes
    width: float
    height: float
    style: TextStyle
    looks: Looks = Looks()


@dataclass(frozen=True, slots=True)
class Place:
    """A distance in points from the page, the margin, or where a thing stands (20.4.3).

    A thing may be aligned in the area instead: "left", "center", "bottom" …
    """

    origin: str
    distance: float
    align: str = ""

    def measured(self, areas: Mapping[str, tuple[float, float]], here: float, size: float) -> float:
        """Return the place in points of a thing of this size.

        `areas` are where the origins begin and how far they reach.
        """
        start, room = areas.get(self.origin, (here, size))
        share = ALIGNED.get(self.align)
        return start + (self.distance if share is None else share * (room - size))


ALIGNED: Mapping[str, float] = {
    **dict.fromkeys(("left", "top", "inside"), 0.0),
    **dict.fromkeys(("right", "bottom", "outside"), 1.0),
    "center": 0.5,
}


@dataclass(frozen=True, slots=True)
class Floating:
    """A picture in front of the text, or behind it; `across` and `down` say where it stands."""

    data: bytes
    width: float
    height: float
    across: Place
    down: Place
    style: TextStyle
    looks: Looks = Looks()
    is_behind: bool = False


Piece = Text | PageNumber | Inline | Floating


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its pieces, its format, and that of its mark (an empty one is as tall as it).

    `origin` is the name that a check has given to its element, "" where nobody asks for it.
    """

    style: ParagraphStyle
    pieces: tuple[Piece, ...]
    mark: TextStyle
    origin: str = ""

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


def paragraphs_in(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs of blocks in the order of the file, with those in tables."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs_in(cell.blocks)


def has_page_numbers(blocks: Iterable[Block]) -> bool:
    """Say whether the text of blocks holds a field for a page number."""
    pieces = (piece for paragraph in paragraphs_in(blocks) for piece in paragraph.pieces)
    return any(isinstance(piece, PageNumber) for piece in pieces)


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
    is_mirrored: bool = False

    @property
    def mirrored(self) -> "Geometry":
        """The paper of a left page, whose inner margin is at the right (17.15.1.57)."""
        return replace(self, left=self.right, right=self.left)

    @property
    def text_width(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document with its paper, its headers and its footers.

    `edges` are keyed by ("header" or "footer", "default", "first" or "even"); `starts` is
    "oddPage" or "evenPage" for one that begins on such a page.
    """

    geometry: Geometry
    blocks: tuple[Block, ...]
    edges: Mapping[tuple[str, str], tuple[Block, ...]]
    first_differs: bool
    continuous: bool
    first_number: int | None
    starts: str = ""

    def paper(self, number: int) -> Geometry:
        """Return the paper and the margins of the page with this number."""
        paper = self.geometry
        return paper.mirrored if paper.is_mirrored and number % 2 == 0 else paper


@dataclass(frozen=True, slots=True)
class Document:
    """The sections of a document and what holds for all of them.

    `spaces_add` says that the space after a paragraph and that before the next are added up;
    usually the larger one stands between them. `spares_broken_lines` says that a line of
    justified text that ends with a line break is not stretched; usually it is.
    """

    sections: tuple[Section, ...]
    tab_distance: float
    even_pages_differ: bool
    spaces_add: bool = False
    spares_broken_lines: bool = False
