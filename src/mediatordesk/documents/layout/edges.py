"""Headers and footers: which one a page has, how tall it is, where it is drawn."""

from dataclasses import dataclass

from mediatordesk.documents.layout.blocks import BlockMaker, Laid, LaidParagraph
from mediatordesk.documents.layout.glyphs import PageNumbers, Typesetter
from mediatordesk.documents.layout.lines import LineMaker
from mediatordesk.documents.layout.sheets import PlacedLine, Sheet, total_height
from mediatordesk.documents.layout.tables import draw_whole
from mediatordesk.documents.word.model import Block, Document, Section


def block_maker(document: Document, section: Section, typesetter: Typesetter) -> BlockMaker:
    """Return what makes the blocks of a section."""
    lines = LineMaker(
        typesetter,
        document.tab_distance,
        section.geometry.grid,
        spares_broken=document.spares_broken_lines,
    )
    return BlockMaker(lines, document.spaces_add)


@dataclass(frozen=True)
class PageEdges:
    """Makes the headers and footers of a document."""

    document: Document
    typesetter: Typesetter

    def limits(self, section: Section, number: int, *, is_first: bool) -> tuple[float, float]:
        """Return where the text of a page begins and ends, in points from the top of the paper.

        A header or footer taller than its margin takes room from the text (17.6.11).
        """
        geometry = section.geometry
        header, footer = (
            total_height(
                self._made(
                    section,
                    self._chosen(section, kind, number, is_first=is_first),
                    PageNumbers(),
                )
            )
            for kind in ("header", "footer")
        )
        top, bottom = geometry.top, geometry.bottom
        if header and geometry.header_may_push:
            top = max(top, geometry.header + header)
        if footer and geometry.footer_may_push:
            bottom = max(bottom, geometry.footer + footer)
        return top, geometry.height - bottom

    def draw(self, sheet: Sheet, numbers: PageNumbers) -> None:
        """Draw the header and the footer of a page."""
        geometry = sheet.geometry
        for kind in ("header", "footer"):
            blocks = self._chosen(
                sheet.section, kind, numbers.page, is_first=sheet.is_first_of_section
            )
            made = self._made(sheet.section, blocks, numbers)
            top = geometry.header
            if kind == "footer":
                top = geometry.height - geometry.footer - total_height(made)
            draw_blocks(sheet, made, geometry.left, top)

    def _made(
        self, section: Section, blocks: tuple[Block, ...], numbers: PageNumbers
    ) -> list[Laid]:
        maker = block_maker(self.document, section, self.typesetter)
        pages = [numbers] * len(blocks)
        return list(maker.blocks(blocks, section.geometry.text_width, pages))

    def _chosen(
        self, section: Section, kind: str, number: int, *, is_first: bool
    ) -> tuple[Block, ...]:
        if section.first_differs and is_first:
            return section.edges.get((kind, "first"), ())
        if self.document.even_pages_differ and number % 2 == 0:
            return section.edges.get((kind, "even"), ())
        return section.edges.get((kind, "default"), ())


def draw_blocks(sheet: Sheet, blocks: list[Laid], left: float, top: float) -> None:
    """Draw blocks one below the other, without regard to the end of the page."""
    for block in blocks:
        if isinstance(block, LaidParagraph):
            y = top + block.before
            for line in block.lines:
                sheet.lines.append(PlacedLine(left, y, line))
                y += line.height
        else:
            draw_whole(sheet, block, left, top)
        top += block.height
