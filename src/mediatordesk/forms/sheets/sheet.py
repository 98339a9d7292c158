"""Sheets: the cells of an Excel or CSV file as text, with the row numbers that Excel shows.

What a cell shows is read, not what could be made of it: no formula is evaluated, no link followed.
A number that Excel has cut to 15 digits stays in its scientific form, so that nobody takes it for
the identity number it once was.
"""

from dataclasses import dataclass
from typing import NamedTuple

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_

MAX_FILE = 32 << 20
"""Bytes of a file: 50,000 rows of a roster take less than 10 MB."""
MAX_ROWS = 50_000
MAX_COLUMNS = 200
MAX_CELL = 32_767
"""Characters; Excel's own limit."""


class NoSheet(DeskError):
    """A file that is neither an Excel workbook nor a table of text."""

    happened = N_("{file} could not be read as a table: {reason}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Open it in Excel or WPS, save it as .xlsx or as CSV UTF-8, and try again.")


class OldExcelFile(DeskError):
    """An .xls file of before 2007."""

    happened = N_("{file} is an Excel file of the old kind (.xls).")
    kept = N_("Nothing was changed.")
    to_do = N_("Open it in Excel or WPS, save it as .xlsx, and try again.")


class ProtectedExcelFile(DeskError):
    """An .xlsx file that opens with a password only."""

    happened = N_("{file} is protected with a password.")
    kept = N_("Nothing was changed.")
    to_do = N_("Open it in Excel or WPS, take the password away, save it, and try again.")


class SheetTooLarge(DeskError):
    """A file with more rows, columns or bytes than a roster can have."""

    happened = N_("{file} is too large for a roster: {reason}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Delete what is not part of the roster, or split the file.")


class EmptySheet(DeskError):
    """A file without a single filled cell."""

    happened = N_("{file} is empty.")
    kept = N_("Nothing was changed.")
    to_do = N_("Check whether it is the right file.")


class SheetRow(NamedTuple):
    """One row: its number as Excel shows it, and its cells from the first column on."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """Return the cell of a column, the first is 0; empty where the row is shorter."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    """The filled rows of one sheet. `file` is the name that messages use."""

    file: str
    rows: tuple[SheetRow, ...]
    notes: tuple[str, ...] = ()
    """What a person should know: formulas whose last result was read, other sheets left out."""
    since_1904: bool = False
    """Whether days without a format count from 1904 on (old Excel for Mac)."""


class Heading(NamedTuple):
    """A column as it is written."""

    label: str
    width: int = 14
    """In characters, as Excel counts them; a Chinese one counts as two."""
    number_format: str = "@"
    """Text (@) for names, numbers of cards and accounts; #,##0.00 for amounts."""
    choices: tuple[str, ...] = ()
    """What the cells of the column may say: a list to choose from."""
    note: str = ""


@dataclass(frozen=True)
class Table:
    """What is written into one sheet: a title (台账), a heading, and rows of text or numbers."""

    name: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    notes: tuple[str, ...] = ()
    """Lines below the rows, such as how to fill a sample in."""
    flaws: frozenset[tuple[int, int]] = frozenset()
    """Cells by row and column (from 0) that are to be corrected: they are coloured."""
