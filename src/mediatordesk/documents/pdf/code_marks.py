"""The code in the corner of a page: a QR symbol (ISO/IEC 18004) and its readable line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.documents.fonts.fonts import Fonts
from mediatordesk.documents.layout.sheets import Sheet
from mediatordesk.documents.pdf.free_places import Box, is_free
from mediatordesk.documents.pdf.page_codes import PageCode
from mediatordesk.documents.pdf.small_print import Embedding, SmallPrint

MM = 72 / 25.4
MODULES = 29
"""Of version 3, which holds every code: 61 alphanumeric characters with correction M, 47 with Q."""
MODULE = 0.5 * MM
"""Side of a module: 3 dots of a scan of 150 dpi."""
SIDE = MODULES * MODULE
QUIET = 4 * MODULE
"""What stays white around a symbol (ISO/IEC 18004, 6.3.8)."""
EDGE = 6 * MM
"""From the edge of the paper: printers do not reach the last 4 to 5 mm."""
MASK = 2
"""One pattern for all: trying the eight takes five times as long, and a reader takes any."""
LINE_SIZE = 6.0
LINE_GAP = 1.2 * MM
"""Between the quiet zone and the readable line."""


class NoRoomForCode(DeskError):
    """A page whose four corners are all full."""

    happened = N_("Page {page} of the paper has no free corner for its page code.")
    kept = N_("Everything entered is saved.")
    to_do = N_("Give the template wider margins: 25 mm below and on the right are enough.")


@dataclass(frozen=True, slots=True)
class Corner:
    """A corner of the page for the symbol, and whether the line runs upward beside the edge."""

    right: bool
    bottom: bool
    upward: bool

    def symbol(self, sheet: Sheet) -> Box:
        """Return where the symbol is on a page, without its quiet zone."""
        x = sheet.geometry.width - EDGE - SIDE if self.right else EDGE
        y = sheet.geometry.height - EDGE - SIDE if self.bottom else EDGE
        return Box(x, y, x + SIDE, y + SIDE)

    def line(self, sheet: Sheet, length: float) -> Box:
        """Return where the readable line is: beside the symbol, or above (under) it."""
        symbol, away = self.symbol(sheet), QUIET + LINE_GAP
        if self.upward:
            x = symbol.x2 - LINE_SIZE if self.right else symbol.x1
            y = symbol.y1 - away - length if self.bottom else symbol.y2 + away
            return Box(x, y, x + LINE_SIZE, y + length)
        x = symbol.x1 - away - length if self.right else symbol.x2 + away
        y = symbol.y2 - LINE_SIZE if self.bottom else symbol.y1
        return Box(x, y, x + length, y + LINE_SIZE)

    def is_free(self, sheet: Sheet, length: float) -> bool:
        """Tell whether symbol, quiet zone and line would stand on empty paper."""
        symbol = self.symbol(sheet)
        quiet = Box(symbol.x1 - QUIET, symbol.y1 - QUIET, symbol.x2 + QUIET, symbol.y2 + QUIET)
        return is_free(sheet, quiet) and is_free(sheet, self.line(sheet, length))


CORNERS = tuple(
    Corner(right, bottom, upward)
    for bottom in (True, False)
    for right in (True, False)
    for upward in (False, True)
)
"""In the order in which they are tried: files are sewn at the left, so bottom right is best."""


@dataclass(frozen=True)
class CodeMark:
    """The code of one page in its corner."""

    sheet: Sheet
    corner: Corner
    code: PageCode
    line: SmallPrint

    def operators(self, embedded: Embedding) -> Iterator[str]:
        """Draw the symbol as filled squares, and the line."""
        height = self.sheet.geometry.height
        symbol, line = self.corner.symbol(self.sheet), self.corner.line(self.sheet, self.line.width)
        place = f"{MODULE:.4f} 0 0 {MODULE:.4f} {symbol.x1:.3f} {height - symbol.y2:.3f} cm"
        yield f"q 0 g {place} {' '.join(_squares(self.code.text))} f Q"
        descent = 0.2 * LINE_SIZE
        x, y = line.x1, height - line.y2 + descent
        if self.corner.upward:
            x, y = line.x2 - descent, height - line.y2
        yield from self.line.operators(x, y, embedded, upward=self.corner.upward)


def code_marks(sheets: Sequence[Sheet], code: PageCode, fonts: Fonts) -> list[CodeMark]:
    """Return the code of every page, each in the first corner that is free.

    NoRoomForCode names the page that leaves none.
    """
    total = len(sheets)
    return [
        _mark_of(sheet, code.for_page(page, total), fonts)
        for page, sheet in enumerate(sheets, start=1)
    ]


def _mark_of(sheet: Sheet, code: PageCode, fonts: Fonts) -> CodeMark:
    line = SmallPrint.of(code.readable, fonts, LINE_SIZE)
    corner = next((one for one in CORNERS if one.is_free(sheet, line.width)), None)
    if corner is None:
        raise NoRoomForCode(page=code.page)
    return CodeMark(sheet, corner, code, line)


def _squares(text: str) -> Iterator[str]:
    """Yield the dark runs of a symbol as rectangles in modules, from its lower left corner."""
    import segno  # noqa: PLC0415  late: segno takes 0.06 s, most of it for urllib

    # Correction Q where the text fits, else M; the version never changes, so the size neither.
    symbol = segno.make_qr(text, version=3, error="m", mask=MASK, boost_error=True)
    for row, modules in enumerate(symbol.matrix):
        for dark, run in groupby(enumerate(modules), key=itemgetter(1)):
            places = [column for column, _ in run]
            if dark:
                yield f"{places[0]} {MODULES - 1 - row} {len(places)} 1 re"
