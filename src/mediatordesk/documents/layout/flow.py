"""Fills pages with paragraphs and tables: where pages end, what stays together (17.3.1)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mediatordesk.documents.layout.blocks import Laid, LaidParagraph
from mediatordesk.documents.layout.edges import PageEdges, block_maker
from mediatordesk.documents.layout.glyphs import PageNumbers, Typesetter
from mediatordesk.documents.layout.keeping import chain_height, links
from mediatordesk.documents.layout.lines import Line
from mediatordesk.documents.layout.pages import Pages
from mediatordesk.documents.layout.sheets import Sheet
from mediatordesk.documents.layout.tablepages import TablePages
from mediatordesk.documents.word.model import Document, Section, has_page_numbers


def make_sheets(document: Document, typesetter: Typesetter) -> list[Sheet]:
    """Return the pages of a document, headers and footers drawn."""
    edges = PageEdges(document, typesetter)
    flow = _Flow(document, typesetter, Pages(edges))
    flow.add_sections()
    if any(has_page_numbers(section.blocks) for section in document.sections):
        # What a page number in the text says is known when all pages are made: made once more.
        total = len(flow.pages.sheets)
        flow = _Flow(document, typesetter, Pages(edges), flow.starts, total)
        flow.add_sections()
    sheets = flow.pages.sheets
    for sheet in sheets:
        edges.draw(sheet, PageNumbers(sheet.number, len(sheets)))
    return sheets


@dataclass
class _Flow:
    """A document on its way into pages.

    `starts` says on which page each block began, `known_starts` what it said the last time.
    """

    document: Document
    typesetter: Typesetter
    pages: Pages
    known_starts: Sequence[int] = ()
    known_total: int = 1
    starts: list[int] = field(default_factory=list)

    def add_sections(self) -> None:
        """Fill pages with the whole document."""
        for section in self.document.sections:
            self.pages.begin_section(section)
            maker = block_maker(self.document, section, self.typesetter)
            width = section.geometry.text_width
            blocks = list(maker.blocks(section.blocks, width, self._numbers(section)))
            for at, block in enumerate(blocks):
                if isinstance(block, LaidParagraph):
                    self._add_paragraph(block, blocks, at)
                else:
                    self.starts.append(self.pages.sheet.number)
                    TablePages(self.pages, block).add(following=blocks[at + 1 :])

    def _numbers(self, section: Section) -> list[PageNumbers]:
        done, count = len(self.starts), len(section.blocks)
        if not self.known_starts:
            return [PageNumbers()] * count
        known = self.known_starts[done : done + count]
        return [PageNumbers(page, self.known_total) for page in known]

    def _add_paragraph(self, block: LaidParagraph, blocks: Sequence[Laid], at: int) -> None:
        pages = self.pages
        if not pages.at_top and self._begins_page(block, blocks, at):
            pages.next_sheet(wanted=bool(block.style.page_break_before))
        pages.y += self._space_before(block)
        left = list(block.lines)
        while left:
            fitting = self._fitting(block, left)
            if fitting and len(left) == len(block.lines):
                self.starts.append(pages.sheet.number)
            for line in left[:fitting]:
                pages.add_line(line)
            ends_page = fitting > 0 and left[fitting - 1].ends_page
            left = left[fitting:]
            if left or ends_page:
                pages.next_sheet(wanted=ends_page)
        pages.y += block.after

    def _space_before(self, block: LaidParagraph) -> float:
        """Return the space before a paragraph; a page that began by itself has none at its top."""
        if not self.pages.at_top:
            return block.before
        return 0.0 if self.pages.overflowed else block.own_before

    def _begins_page(self, block: LaidParagraph, blocks: Sequence[Laid], at: int) -> bool:
        if block.style.page_break_before:
            return True
        room, page = self.pages.room, self.pages.page_height
        if block.style.keep_next and room < chain_height(links(blocks, at), page) < page:
            return True
        needed = block.height - block.after
        return bool(block.style.keep_lines) and room < needed < page

    def _fitting(self, block: LaidParagraph, lines: Sequence[Line]) -> int:
        """Return how many lines go on this page; no line stands alone if it can be helped."""
        fitting, room = 0, self.pages.room
        while fitting < len(lines) and lines[fitting].height <= room:
            room -= lines[fitting].height
            fitting += 1
            if lines[fitting - 1].ends_page:
                return fitting
        if fitting < len(lines) and block.style.widow_control is not False:
            fitting = _without_widows(fitting, len(lines), begun=len(lines) < len(block.lines))
        return max(1, fitting) if self.pages.at_top else fitting


def _without_widows(fitting: int, count: int, *, begun: bool) -> int:
    """Return how many of `count` lines stay, if two at least shall stand on either page."""
    if count - fitting == 1 and fitting >= 2:
        fitting -= 1
    if not begun and (fitting == 1 or (count <= 3 and 0 < fitting < count)):
        return 0
    return fitting
