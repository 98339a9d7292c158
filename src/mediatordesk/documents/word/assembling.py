"""Reads a whole Word file into the model: its sections, their headers and footers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml.etree import _Element as Element

from mediatordesk.documents.word.boxes import text_boxes
from mediatordesk.documents.word.drawings import DrawingReader
from mediatordesk.documents.word.model import Block, Document, Paragraph, Section
from mediatordesk.documents.word.numbering import Numbering
from mediatordesk.documents.word.package import DOCUMENT, Package
from mediatordesk.documents.word.paper import read_paper
from mediatordesk.documents.word.reading import NO_STYLES, ParagraphReader
from mediatordesk.documents.word.styles import Settings, Styles, StyleSheet
from mediatordesk.documents.word.tables import TableReader
from mediatordesk.documents.word.wordml import (
    PARAGRAPH,
    TABLE,
    R,
    W,
    attribute,
    child,
    is_on,
    local_name,
    number,
    value,
)

Edges = Mapping[tuple[str, str], tuple[Block, ...]]
HOLDERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo")
MAX_NUMBER = 10**6  # of a page


def read_document(package: Package) -> Document:
    """Read the document of a Word file."""
    styles, settings = StyleSheet.read(package), Settings.read(package)
    reader = _SectionReader(package, styles, settings, Numbering.read(package))
    return Document(
        tuple(reader.sections()),
        settings.tab_distance,
        settings.even_pages_differ,
        settings.spaces_add,
        settings.spares_broken_lines,
    )


@dataclass
class _SectionReader:
    package: Package
    styles: StyleSheet
    settings: Settings
    numbering: Numbering

    def sections(self) -> Iterator[Section]:
        """Yield the sections in order; headers and footers are inherited (17.6.17)."""
        links = self.package.relationships(DOCUMENT)
        reader = self._part(links)
        body = child(self.package.xml(DOCUMENT), "body")
        edges: Edges = {}
        elements: list[Element] = []
        properties: Element | None = None
        for element in body if body is not None else ():
            properties = element if local_name(element) == "sectPr" else _section_end(element)
            if properties is not element:
                elements.append(element)
            if properties is not None:
                edges = {**edges, **dict(self._edges(properties, links))}
                yield self._section(properties, reader.all_blocks(elements), edges)
                elements = []
        if elements or properties is None:
            yield self._section(None, reader.all_blocks(elements), edges)

    def _part(self, links: Mapping[str, str]) -> "_PartReader":
        drawings = DrawingReader(self.package.parts, links)
        paragraphs = ParagraphReader(self.styles, self.numbering, drawings)
        return _PartReader(paragraphs, self.styles, self.settings.compatibility)

    def _section(
        self, properties: Element | None, blocks: tuple[Block, ...], edges: Edges
    ) -> Section:
        start = attribute(child(properties, "pgNumType"), "start")
        kind = value(child(properties, "type")) or ""
        return Section(
            read_paper(properties, mirrored=self.settings.pages_are_mirrored),
            blocks,
            edges,
            is_on(child(properties, "titlePg")),
            kind == "continuous",
            None if start is None else min(MAX_NUMBER, max(0, int(number(start, 1)))),
            kind,
        )

    def _edges(
        self, properties: Element, links: Mapping[str, str]
    ) -> Iterator[tuple[tuple[str, str], tuple[Block, ...]]]:
        for kind in ("header", "footer"):
            for reference in properties.iterfind(f"{W}{kind}Reference"):
                part = links.get(reference.get(f"{R}id") or "", "")
                root = self.package.xml(part)
                if root is not None:
                    reader = self._part(self.package.relationships(part))
                    which = (kind, attribute(reference, "type") or "default")
                    yield which, reader.all_blocks(list(root))


@dataclass(frozen=True)
class _PartReader:
    """Reads the blocks of one part: the document, a header, a footer."""

    paragraphs: ParagraphReader
    styles: StyleSheet
    compatibility: int

    def all_blocks(self, elements: list[Element]) -> tuple[Block, ...]:
        """Return the blocks of the document or of a header."""
        return tuple(self._blocks(elements, NO_STYLES))

    def _blocks(self, elements: list[Element], table: Styles) -> Iterator[Block]:
        yield from _contextual(list(self._each(elements, table)))

    def _each(self, elements: list[Element], table: Styles) -> Iterator[Block]:
        for element in elements:
            if element.tag == PARAGRAPH:
                yield from self._paragraph(element, table)
            elif element.tag == TABLE:
                yield TableReader(self.styles, self.compatibility, self._blocks).read(element)
            elif local_name(element) in HOLDERS:
                yield from self._each(list(element), table)

    def _paragraph(self, element: Element, table: Styles) -> Iterator[Block]:
        """Yield a paragraph, and below it what stands in its text boxes.

        One that does nothing but hold a text box gives its place to it: a page number at the
        foot of a page mostly stands so.
        """
        paragraph = self.paragraphs.read(element, table)
        boxes = list(text_boxes(element))
        if paragraph.pieces or not boxes:
            yield paragraph
        for box in boxes:
            for block in self._blocks(list(box.content), NO_STYLES):
                yield _aligned(block, box.align)


def _aligned(block: Block, align: str) -> Block:
    """Return a paragraph of a text box that is set to one side, so that it stands there too."""
    if not isinstance(block, Paragraph) or align not in ("center", "right"):
        return block
    if block.style.align not in (None, "left", "start", "both"):
        return block
    return replace(block, style=block.style._replace(align=align))


def _contextual(blocks: list[Block]) -> Iterator[Block]:
    """Yield blocks without the space between paragraphs of one style that want none (17.3.1.9)."""
    for at, (above, below) in enumerate(pairwise(list(blocks))):
        if not isinstance(above, Paragraph) or not isinstance(below, Paragraph):
            continue
        if above.style.named != below.style.named:
            continue
        upper, lower = blocks[at], blocks[at + 1]
        if above.style.contextual and isinstance(upper, Paragraph):
            style = upper.style._replace(after=0.0, after_lines=None)
            blocks[at] = replace(upper, style=style)
        if below.style.contextual and isinstance(lower, Paragraph):
            style = lower.style._replace(before=0.0, before_lines=None)
            blocks[at + 1] = replace(lower, style=style)
    yield from blocks


def _section_end(element: Element) -> Element | None:
    return child(child(element, "pPr"), "sectPr") if element.tag == PARAGRAPH else None
