"""Paragraphs and tables made as tall as their content: what pages are then filled with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mediatordesk.documents.layout.cellborders import thickness_above
from mediatordesk.documents.layout.glyphs import PageNumbers
from mediatordesk.documents.layout.lines import Line, LineMaker
from mediatordesk.documents.word.model import Block, Cell, Paragraph, Row, Table
from mediatordesk.documents.word.properties import Edge, ParagraphStyle


@dataclass(frozen=True, slots=True)
class LaidParagraph:
    """A paragraph in lines; space before and after it in points.

    `before` is less than its own where some of that is already there, after the one above.
    """

    style: ParagraphStyle
    lines: tuple[Line, ...]
    before: float
    after: float
    own_before: float

    @property
    def height(self) -> float:
        """The height with the space around it."""
        return self.before + sum(line.height for line in self.lines) + self.after


@dataclass(frozen=True, slots=True)
class Strip:
    """What a cell holds, cut where a page may end: a line, a gap, a border, a row of a table."""

    height: float
    line: Line | None = None
    edge: Edge | None = None
    rows: "LaidTable | None" = None


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell: what it holds, where it stands in its table, how many rows it reaches over."""

    cell: Cell
    strips: tuple[Strip, ...]
    x: float
    width: float
    reach: int

    @property
    def content_height(self) -> float:
        """The height of what it holds."""
        return sum(strip.height for strip in self.strips)

    @property
    def height(self) -> float:
        """The height it needs, with its margins."""
        return self.content_height + self.cell.margins.top + self.cell.margins.bottom


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row with its cells made; `rule` is how thick the line above it is, a part of its height.

    `keeps` says whether it stays on the page of what follows it.
    """

    row: Row
    cells: tuple[LaidCell, ...]
    height: float
    rule: float
    keeps: bool


@dataclass(frozen=True, slots=True)
class LaidTable:
    """A table with its rows made; `x` from the left margin, `rule` how thick its last line is."""

    table: Table
    rows: tuple[LaidRow, ...]
    x: float
    rule: float

    @property
    def height(self) -> float:
        """The height of all rows and the last line below them."""
        return sum(row.height for row in self.rows) + self.rule

    def rule_below(self, at: int) -> float:
        """Return how thick the line below row `at` is."""
        return self.rows[at + 1].rule if at + 1 < len(self.rows) else self.rule


Laid = LaidParagraph | LaidTable


@dataclass(frozen=True)
class BlockMaker:
    """Makes paragraphs and tables of one section; for `spaces_add` see the document."""

    line_maker: LineMaker
    spaces_add: bool = False

    def blocks(
        self, blocks: Sequence[Block], width: float, numbers: Sequence[PageNumbers]
    ) -> Iterator[Laid]:
        """Yield the blocks, set `width` points wide; `numbers` are those of their pages."""
        above = 0.0
        for block, page in zip(_joined_borders(blocks), numbers, strict=True):
            if isinstance(block, Paragraph):
                made = self._paragraph(block, width, page, above)
                above = 0.0 if self.spaces_add else made.after
                yield made
            else:
                yield self._table(block, width, page)
                above = 0.0

    def _paragraph(
        self, block: Paragraph, width: float, numbers: PageNumbers, above: float
    ) -> LaidParagraph:
        lines = tuple(self.line_maker.lines(block, width, numbers))
        style, pitch = block.style, self.line_maker.grid or 12.0
        before = style.before_lines / 100 * pitch if style.before_lines else style.before or 0.0
        after = style.after_lines / 100 * pitch if style.after_lines else style.after or 0.0
        return LaidParagraph(style, lines, max(0.0, before - above), after, before)

    def _table(self, table: Table, width: float, numbers: PageNumbers) -> LaidTable:
        edges = [0.0]
        for column in table.columns:
            edges.append(edges[-1] + column)
        spare = width - edges[-1]
        x = {"center": spare / 2, "right": spare, "end": spare}.get(table.align, table.indent)
        *rules, last = thickness_above(table)
        made = [
            [self._cell(cell, edges, _reach(table, at, cell), numbers) for cell in row.cells]
            for at, row in enumerate(table.rows)
        ]
        heights = _row_heights(table, made, rules)
        rows = tuple(
            LaidRow(row, tuple(cells), height, rule, self._keeps(table, row))
            for row, cells, height, rule in zip(table.rows, made, heights, rules, strict=True)
        )
        return LaidTable(table, rows, x, last)

    def _keeps(self, table: Table, row: Row) -> bool:
        """Say whether a row stays on the page of what follows it.

        Word asks the first paragraph of the row's first cell; LibreOffice does the same.
        """
        if len(table.rows) == 1 and row.stays_whole:
            may_keep = self.line_maker.typesetter.profile.lone_whole_row_keeps
        else:
            may_keep = True
        blocks = row.cells[0].blocks if row.cells else ()
        first = blocks[0] if blocks else None
        return may_keep and isinstance(first, Paragraph) and bool(first.style.keep_next)

    def _cell(
        self, cell: Cell, edges: Sequence[float], reach: int, numbers: PageNumbers
    ) -> LaidCell:
        last = len(edges) - 1
        x = edges[min(cell.column, last)]
        width = edges[min(cell.column + cell.span, last)] - x
        inner = width - cell.margins.left - cell.margins.right
        maker = BlockMaker(replace(self.line_maker, in_cell=True), self.spaces_add)
        strips = tuple(_strips(maker.blocks(cell.blocks, inner, [numbers] * len(cell.blocks))))
        return LaidCell(cell, strips, x, width, reach)


def _joined_borders(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks so that neighbours with the same borders share one frame (17.3.1.24)."""
    joined = list(blocks)
    for at, (above, below) in enumerate(pairwise(blocks)):
        if None not in _borders(above) and _borders(above) == _borders(below):
            joined[at] = _without(joined[at], "edge_below")
            joined[at + 1] = _without(joined[at + 1], "edge_above")
    return joined


def _without(block: Block, border: str) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, style=block.style._replace(**{border: None}))
    return block


def _borders(block: Block) -> tuple[Edge | None, Edge | None]:
    if isinstance(block, Paragraph):
        return block.style.edge_above, block.style.edge_below
    return None, None


def _strips(blocks: Iterator[Laid]) -> Iterator[Strip]:
    for block in blocks:
        if isinstance(block, LaidTable):
            for row in block.rows:
                one = LaidTable(block.table, (row,), block.x, block.rule)
                yield Strip(row.height, rows=one)
            if block.rule:
                yield Strip(block.rule)
            continue
        if block.before:
            yield Strip(block.before)
        for line in block.lines:
            yield Strip(line.height, line)
        if block.after:
            yield Strip(block.after)


def _reach(table: Table, at: int, cell: Cell) -> int:
    """Return how many rows a cell reaches over, itself counted (17.4.84)."""
    if not cell.begins_merge:
        return 1
    reach = 1
    for row in table.rows[at + 1 :]:
        if not any(one.column == cell.column and one.continues for one in row.cells):
            break
        reach += 1
    return reach


def _row_heights(
    table: Table, made: Sequence[Sequence[LaidCell]], rules: Sequence[float]
) -> list[float]:
    """Return the height of every row; what a merged cell lacks goes to its last row."""
    heights: list[float] = []
    for row, cells, rule in zip(table.rows, made, rules, strict=True):
        needed = [
            cell.height + rule for cell in cells if cell.reach == 1 and not cell.cell.continues
        ]
        heights.append(row.height if row.exact else max(row.height, *needed, 0.0))
    for at, cells in enumerate(made):
        for cell in cells:
            if cell.reach > 1:
                lacking = cell.height + rules[at] - sum(heights[at : at + cell.reach])
                heights[at + cell.reach - 1] += max(0.0, lacking)
    return heights
