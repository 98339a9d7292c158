"""On which page of a document each of its paragraphs begins."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mediatordesk.documents.layout.flow import make_sheets
from mediatordesk.documents.layout.glyphs import Typesetter
from mediatordesk.documents.layout.sheets import Sheet
from mediatordesk.documents.word.model import Block, Document, Floating, Paragraph, Place, Table


def first_pages(document: Document, typesetter: Typesetter) -> dict[str, int]:
    """Return the page, counted from 1, on which each paragraph that has an origin begins.

    A pin is stuck into every paragraph: a floating picture of no size, which moves nothing
    (20.4.2.3). The pages are then looked through for the pins.
    """
    sections = tuple(
        replace(section, blocks=_pinned(section.blocks)) for section in document.sections
    )
    found: dict[str, int] = {}
    sheets = make_sheets(replace(document, sections=sections), typesetter)
    for page, sheet in enumerate(sheets, start=1):
        for origin in _pins(sheet):
            found.setdefault(origin, page)
    return found


def _pinned(blocks: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(
        _pinned_table(block) if isinstance(block, Table) else _pinned_paragraph(block)
        for block in blocks
    )


def _pinned_table(table: Table) -> Table:
    rows = tuple(
        replace(row, cells=tuple(replace(one, blocks=_pinned(one.blocks)) for one in row.cells))
        for row in table.rows
    )
    return replace(table, rows=rows)


def _pinned_paragraph(paragraph: Paragraph) -> Paragraph:
    if not paragraph.origin:
        return paragraph
    # The size of the first piece is what indents in characters are counted in.
    style = paragraph.pieces[0].style if paragraph.pieces else paragraph.mark
    here = Place("", 0.0)
    pin = Floating(paragraph.origin.encode(), 0.0, 0.0, here, here, style)
    return replace(paragraph, pieces=(pin, *paragraph.pieces))


def _pins(sheet: Sheet) -> Iterator[str]:
    for placed in sheet.lines:
        for one in placed.line.pictures:
            if isinstance(one.picture, Floating) and not one.picture.width:
                yield one.picture.data.decode(errors="replace")
