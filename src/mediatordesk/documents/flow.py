"""Fills pages with paragraphs and tables: where pages end, what stays together (17.3.1)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mediatordesk.documents.blocks import Laid, LaidParagraph, LaidTable
from mediatordesk.documents.edges import PageEdges, block_maker
from mediatordesk.documents.glyphs import PageNumbers, Typesetter
from mediatordesk.documents.lines import Line
from mediatordesk.documents.model import Document, Section, has_page_numbers
from mediatordesk.documents.sheets import PlacedLine, Sheet
from mediatordesk.documents.tablepages import TablePages

TOLERANCE = 0.1  # points


def make_sheets(document: Document, typesetter: Typesetter) -> list[Sheet]:
    """Return the pages of a document, headers and footers drawn."""
    edges = PageEdges(document, typesetter)
    flow = Flow(document, typesetter, edges)
    flow.add_sections()
    if any(has_page_numbers(section.blocks) for section in document.sections):
        # What a page number in the text says is known when all pages are made: made once more.
        flow = Flow(document, typesetter, edges, flow.starts, len(flow.sheets))
        flow.add_sections()
    total = len(flow.sheets)
    for sheet in flow.sheets:
        flow.edges.draw(sheet, PageNumbers(sheet.number, total))
    return flow.sheets


@dataclass
class Flow:
    """The pages so far; how far down the last one is filled, and may be (points from the top)."""

    document: Document
    typesetter: Typesetter
    edges: PageEdges
    known_starts: Sequence[int] = ()
    known_total: int = 1
    sheets: list[Sheet] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    y: float = 0.0
    bottom: float = 0.0
    at_top: bool = True

    @property
    def sheet(self) -> Sheet:
        """The page that is being filled."""
        return self.sheets[-1]

    @property
    def page_height(self) -> float:
        """How much room for text a page has, in points."""
        return self.bottom - self.sheet.geometry.top

    def add_sections(self) -> None:
        """Fill pages with the whole document."""
        for section in self.document.sections:
            self.add_section(section)

    def add_section(self, section: Section) -> None:
        """Fill pages with a section; a continuous one goes on where the last one ended."""
        if not self.sheets or not section.continuous:
            number = self.sheet.number + 1 if self.sheets else 1
            self._open(section, section.first_number or number, is_first=True)
        maker = block_maker(self.document, section, self.typesetter)
        done = len(self.starts)
        numbers = [
            PageNumbers(page, self.known_total)
            for page in self.known_starts[done : done + len(section.blocks)]
        ] or [PageNumbers()] * len(section.blocks)
        blocks = list(maker.blocks(section.blocks, section.geometry.text_width, numbers))
        for at, block in enumerate(blocks):
            if isinstance(block, LaidParagraph):
                self._add_paragraph(block, blocks[at + 1 :])
            else:
                self.starts.append(self.sheet.number)
                TablePages(self, block).add()

    def next_sheet(self) -> None:
        """Begin a new page of the same section."""
        self._open(self.sheet.section, self.sheet.number + 1, is_first=False)

    def _open(self, section: Section, number: int, *, is_first: bool) -> None:
        self.sheets.append(Sheet(section, number, is_first))
        self.y, self.bottom = self.edges.limits(section, number, is_first=is_first)
        self.at_top = True

    def _add_paragraph(self, block: LaidParagraph, following: Sequence[Laid]) -> None:
        if not self.at_top and self._begins_page(block, following):
            self.next_sheet()
        self.starts.append(self.sheet.number)
        self.y += block.before
        left = list(block.lines)
        while left:
            fitting = self._fitting(block, left)
            for line in left[:fitting]:
                self.sheet.lines.append(PlacedLine(self.sheet.geometry.left, self.y, line))
                self.y += line.height
                self.at_top = False
            ends_page = fitting > 0 and left[fitting - 1].ends_page
            left = left[fitting:]
            if left or ends_page:
                self.next_sheet()
        self.y += block.after

    def _begins_page(self, block: LaidParagraph, following: Sequence[Laid]) -> bool:
        if block.style.page_break_before:
            return True
        room = self.bottom - self.y + TOLERANCE
        page = self.page_height
        if block.style.keep_next:
            needed = _chain_height(block, following)
            if room < needed < page:
                return True
        needed = block.height - block.after
        return bool(block.style.keep_lines) and room < needed < page

    def _fitting(self, block: LaidParagraph, lines: Sequence[Line]) -> int:
        """Return how many lines go on this page; no line stands alone if it can be helped."""
        fitting, y = 0, self.y
        while fitting < len(lines) and y + lines[fitting].height <= self.bottom + TOLERANCE:
            y += lines[fitting].height
            fitting += 1
            if lines[fitting - 1].ends_page:
                return fitting
        if fitting < len(lines) and block.style.widow_control is not False:
            fitting = _without_widows(fitting, len(lines), begun=len(lines) < len(block.lines))
        return max(1, fitting) if self.at_top else fitting


def _without_widows(fitting: int, count: int, *, begun: bool) -> int:
    """Return how many of `count` lines stay, if two at least shall stand on either page."""
    if count - fitting == 1 and fitting >= 2:
        fitting -= 1
    if not begun and (fitting == 1 or (count <= 3 and 0 < fitting < count)):
        return 0
    return fitting


def _chain_height(block: LaidParagraph, following: Sequence[Laid]) -> float:
    """Return the height of paragraphs that keep with the next, and of the start of what follows."""
    height = block.height - block.after
    last: LaidParagraph = block
    for after in following:
        if isinstance(after, LaidTable):
            return height + last.after + (after.rows[0].height if after.rows else 0.0)
        height += last.after + after.before
        if not after.style.keep_next:
            shown = 3 if len(after.lines) == 3 else 2
            return height + sum(line.height for line in after.lines[:shown])
        height += after.height - after.before - after.after
        last = after
    return height
