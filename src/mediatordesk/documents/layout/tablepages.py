"""Spreads a table over pages: header rows repeat, a row that does not fit is cut between lines."""

from collections.abc import Sequence
from itertools import chain

from mediatordesk.documents.layout.blocks import Laid, LaidRow, LaidTable, Strip
from mediatordesk.documents.layout.keeping import chain_height, links, row_links
from mediatordesk.documents.layout.pages import TOLERANCE, Pages
from mediatordesk.documents.layout.tables import PlacedRow, draw_rows

Parts = dict[int, tuple[Strip, ...]]


class TablePages:
    """One table on its way through the pages of a flow."""

    def __init__(self, pages: Pages, table: LaidTable) -> None:
        self.pages, self.table = pages, table
        self.placed: list[PlacedRow] = []
        self.y = pages.y
        self._repeated = 0
        header = 0
        while header < len(table.rows) and table.rows[header].row.is_header:
            header += 1
        # A table of header rows only has nothing to repeat them for, tall ones leave no room.
        tall = sum(row.height for row in table.rows[:header]) > pages.page_height / 2
        self.header = () if tall or header == len(table.rows) else table.rows[:header]

    def add(self, *, following: Sequence[Laid] = ()) -> None:
        """Draw the table on the page begun and as many more as it needs.

        `following` are the blocks below it, which its last rows may have to keep with.
        """
        for at, row in enumerate(self.table.rows):
            below_header = at >= len(self.header)
            if not self._is_fresh and self._leaves_with_next(at, following):
                self._next_page(repeat=below_header)
            self._add_row(row, self.table.rule_below(at), may_leave=below_header)
        self._draw()
        self.pages.y = self.y + self.table.rule
        self.pages.at_top = False

    @property
    def _room(self) -> float:
        return self.pages.bottom - self.y

    @property
    def _is_fresh(self) -> bool:
        """Whether nothing but repeated header rows stands on this page."""
        return self.pages.at_top and len(self.placed) <= self._repeated

    def _leaves_with_next(self, at: int, following: Sequence[Laid]) -> bool:
        """Say whether a row keeps with what has no room here, but has it on a page of its own.

        A chain taller than a page is let go row by row, until the rest of it fits: the last
        rows stay with what follows the table.
        """
        if not self.table.rows[at].keeps:
            return False
        header = sum(row.height for row in self.header) if at >= len(self.header) else 0.0
        page = self.pages.page_height - header
        needed = chain_height(chain(row_links(self.table, at), links(following)), page)
        return self._room + TOLERANCE < needed <= page

    def _add_row(self, row: LaidRow, below: float, *, may_leave: bool) -> None:
        if self._fits(row.height + below):
            self._place(row, row.height)
            return
        whole = row.row.stays_whole or row.row.exact or self._has_tall_merged(row)
        if not self._is_fresh and (whole or self._room < _first_strips(row) + below):
            self._next_page(repeat=may_leave)
        if self._fits(row.height + below) or row.row.exact:
            self._place(row, row.height)
        else:
            self._cut(row, below)

    def _fits(self, height: float) -> bool:
        return height <= self._room + TOLERANCE

    def _place(self, row: LaidRow, height: float, parts: Parts | None = None) -> None:
        self.placed.append(PlacedRow(row, self.y, self.y + height, parts))
        self.y += height

    def _next_page(self, *, repeat: bool = True) -> None:
        self._draw()
        self.pages.next_sheet()
        self.placed, self.y = [], self.pages.y
        self._repeated = 0
        if repeat:
            for row in self.header:
                self._place(row, row.height)
            self._repeated = len(self.header)

    def _draw(self) -> None:
        draw_rows(self.pages.sheet, self.table, self.placed, self.pages.sheet.geometry.left)

    def _has_tall_merged(self, row: LaidRow) -> bool:
        """Say whether a merged cell begins here that has no room, but has it on a new page."""
        return any(
            cell.reach > 1 and self._room < cell.height + row.rule <= self.pages.page_height
            for cell in row.cells
        )

    def _cut(self, row: LaidRow, below: float) -> None:
        """Place a row in parts, each as much as its page has room for, and as tall as that."""
        margins = _margins(row)
        around = row.rule + margins
        merged = [cell for cell in row.cells if cell.reach > 1 and self._fits(cell.height)]
        whole: Parts = {cell.cell.column: () for cell in merged}
        left: Parts = {cell.cell.column: cell.strips for cell in row.cells if cell not in merged}
        named: Parts = {}
        while True:
            parts, left = _taken(left, self._room - around - below)
            height = max((sum(one.height for one in part) for part in parts.values()), default=0.0)
            self._place(row, min(height + around, self._room), parts | named)
            if not any(left.values()):
                return
            self._next_page()
            named = whole


def _margins(row: LaidRow) -> float:
    """Return the space above and below what the cells of a row hold."""
    return max((c.cell.margins.top + c.cell.margins.bottom for c in row.cells), default=0.0)


def _first_strips(row: LaidRow) -> float:
    """Return how much room a row needs at least to be begun on a page, its line above counted."""
    first = [cell.strips[0].height for cell in row.cells if cell.strips]
    margin = max((cell.cell.margins.top for cell in row.cells), default=0.0)
    return max(first, default=0.0) + margin + row.rule


def _taken(strips: Parts, room: float) -> tuple[Parts, Parts]:
    """Divide the strips of each cell: what fits into `room`, and the rest; never nothing at all."""
    taken: Parts = {}
    left: Parts = {}
    for column, all_strips in strips.items():
        count, height = 0, 0.0
        while count < len(all_strips) and height + all_strips[count].height <= room + TOLERANCE:
            height += all_strips[count].height
            count += 1
        taken[column], left[column] = all_strips[:count], all_strips[count:]
    if not any(taken.values()):
        # A strip taller than a page: better cut off than never printed.
        taken = {column: part[:1] for column, part in left.items()}
        left = {column: part[1:] for column, part in left.items()}
    return taken, left
