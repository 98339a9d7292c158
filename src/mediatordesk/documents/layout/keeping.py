"""What stays together on a page: paragraphs, and rows, that keep with the next (17.3.1.15)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mediatordesk.documents.layout.blocks import Laid, LaidParagraph, LaidTable


@dataclass(frozen=True, slots=True)
class Link:
    """A paragraph or a row in a chain: its height, the space around it, all in points.

    `start` is the least of it that must stand below what keeps with it.
    """

    before: float
    height: float
    after: float
    start: float
    keeps: bool
    begins_page: bool = False


def links(blocks: Sequence[Laid], at: int = 0) -> Iterator[Link]:
    """Yield the paragraphs and rows from block `at` on."""
    for place in range(at, len(blocks)):
        block = blocks[place]
        if isinstance(block, LaidTable):
            yield from row_links(block)
        else:
            yield _paragraph_link(block)


def row_links(table: LaidTable, at: int = 0) -> Iterator[Link]:
    """Yield the rows of a table from row `at` on; the last line stands below the last of them."""
    for place in range(at, len(table.rows)):
        row = table.rows[place]
        below = table.rule_below(place)
        last = place == len(table.rows) - 1
        yield Link(0.0, row.height, below if last else 0.0, row.height + below, row.keeps)


def chain_height(chain: Iterator[Link], limit: float) -> float:
    """Return how tall a chain is, to the start of the first link that keeps with nothing.

    It is not measured further than a little beyond `limit`.
    """
    height, space = 0.0, 0.0
    for link in chain:
        if link.begins_page:
            return height
        height += space + link.before
        if not link.keeps:
            return height + link.start
        height += link.height
        if height > limit:
            return height
        space = link.after
    return height


def _paragraph_link(block: LaidParagraph) -> Link:
    shown = 3 if len(block.lines) == 3 else 2
    start = sum(line.height for line in block.lines[:shown])
    height = block.height - block.before - block.after
    keeps, begins_page = bool(block.style.keep_next), bool(block.style.page_break_before)
    return Link(block.before, height, block.after, start, keeps, begins_page)
