"""Writes Excel workbooks: titled, headed, wide enough, with numbers of cards and accounts as text.

No cell is a formula and none becomes one when it is edited; no macros, no links.
"""

import io
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from mediatordesk.forms.sheets.package import escaped, without_moments
from mediatordesk.forms.sheets.sheet import Heading, Table

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TEXT = "@"
_INVENTED_BY_EXCEL = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""A text that begins so would become a formula once somebody edits the cell (CWE-1236)."""
_ROWS_TO_FILL = 1_000
"""Rows of a sample that are made ready for typing."""
_FORBIDDEN_IN_NAMES = str.maketrans("", "", "[]:*?/\\")
_FONT = "宋体"


def write_xlsx(tables: Iterable[Table], *, fillable: bool = False) -> bytes:
    """Return a workbook with a sheet for each table; `fillable` makes empty rows ready for typing.

    Cells of a column whose format is not text are numbers, where they hold one. The same tables
    give the same bytes.
    """
    # openpyxl takes 0.4 s to import, which no other command should wait for.
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        sheet = book.create_sheet(table.name.translate(_FORBIDDEN_IN_NAMES)[:31] or "1")
        _write_table(sheet, table, fillable=fillable)
    out = io.BytesIO()
    book.save(out)
    return without_moments(out.getvalue())


def _write_table(sheet: "Worksheet", table: Table, *, fillable: bool) -> None:
    """Write one table: the title over all columns, the heading, rows, notes."""
    from openpyxl.styles import Alignment, Border, PatternFill, Side  # noqa: PLC0415

    line = Side(style="thin", color="999999")
    frame = Border(left=line, right=line, top=line, bottom=line)
    flawed = PatternFill("solid", fgColor="FFD9D9")
    row = (_write_title(sheet, table) if table.title else 0) + 1
    _write_headings(sheet, table, row, frame)
    for place, texts in enumerate(table.rows):
        for column, (heading, text) in enumerate(zip(table.headings, texts, strict=True)):
            cell = _write(sheet, row + 1 + place, column + 1, text, heading.number_format)
            cell.border = frame
            cell.alignment = Alignment(vertical="top", wrap_text=_width(text) > heading.width)
            if (place, column) in table.flaws:
                cell.fill = flawed
    if fillable:
        _make_ready(sheet, table.headings, row + 1, row + len(table.rows))
    _write_notes(sheet, table)


def _write_headings(sheet: "Worksheet", table: Table, row: int, frame: Any) -> None:
    """Write the heading, keep it in sight and on every printed page."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    for column, heading in enumerate(table.headings, 1):
        cell = _write(sheet, row, column, heading.label)
        cell.font = Font(name=_FONT, bold=True)
        cell.fill = PatternFill("solid", fgColor="E7ECF3")
        cell.border = frame
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = heading.width + 2
    sheet.row_dimensions[row].height = 30
    sheet.freeze_panes = f"A{row + 1}"
    sheet.print_title_rows = f"1:{row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_title(sheet: "Worksheet", table: Table) -> int:
    """Write the title into the first row, over all columns; return its row."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    cell = _write(sheet, 1, 1, table.title)
    cell.font = Font(name=_FONT, bold=True, size=16)
    cell.alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 32
    if len(table.headings) > 1:
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(table.headings))
    return 1


def _make_ready(sheet: "Worksheet", headings: tuple[Heading, ...], first: int, last: int) -> None:
    """Give the empty rows below the example their formats, and lists to choose from."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    end = last + _ROWS_TO_FILL
    for column, heading in enumerate(headings, 1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].number_format = heading.number_format
        for row in range(last + 1, end):
            sheet.cell(row, column).number_format = heading.number_format
        listed = ",".join(heading.choices)
        if listed and '"' not in listed and len(listed) <= 255:
            choice = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
            choice.add(f"{letter}{first}:{letter}{end}")
            sheet.add_data_validation(choice)


def _write_notes(sheet: "Worksheet", table: Table) -> None:
    """Write the notes of the columns beside their headings, and those of the table to a sheet."""
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.styles import Alignment  # noqa: PLC0415

    heading_row = 2 if table.title else 1
    for column, heading in enumerate(table.headings, 1):
        if heading.note:
            sheet.cell(heading_row, column).comment = Comment(heading.note, "MediatorDesk")
    if table.notes and sheet.parent is not None:
        notes = sheet.parent.create_sheet(f"{sheet.title[:28]}说明")
        notes.column_dimensions["A"].width = 100
        for place, text in enumerate(table.notes, 1):
            _write(notes, place, 1, text).alignment = Alignment(wrap_text=True, vertical="top")


def _write(sheet: "Worksheet", row: int, column: int, text: str, number_format: str = TEXT) -> Any:
    """Write one cell: a number where the column has numbers and the text is one, else text."""
    cell = sheet.cell(row, column)
    number = _number(text) if number_format != TEXT else None
    if number is not None:
        cell.value = number
        cell.number_format = _as_shown(text, number_format)
        return cell
    # Reading drops one apostrophe, which people type before numbers.
    cell.value = escaped(f"'{text}" if text.startswith("'") else text) or None
    if text:
        cell.data_type = "s"  # openpyxl takes what begins with = for a formula
        cell.number_format = TEXT
        if text.startswith(_INVENTED_BY_EXCEL):
            cell.quotePrefix = True
    return cell


def _number(text: str) -> Decimal | None:
    """Return a text as a number that Excel keeps whole; None if it is none."""
    plain = text.replace(",", "")
    digits = plain.replace(".", "", 1)
    if not digits.isascii() or not digits.isdigit() or len(digits) > 15 or plain[:1] == ".":
        return None
    if len(digits) > 1 and plain.startswith("0") and not plain.startswith("0."):
        return None
    return Decimal(plain)


def _as_shown(text: str, number_format: str) -> str:
    """Return the format that shows a number with the digits after the point that it came with."""
    _whole, _point, rest = text.partition(".")
    return (
        f"{number_format.partition('.')[0]}.{'0' * len(rest)}"
        if rest
        else (number_format.partition(".")[0])
    )


def width_of(texts: Iterable[str], most: int = 48) -> int:
    """Return how wide a column must be for texts, in Excel's characters."""
    return max(8, min(most, max(map(_width, texts), default=0)))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def numbered_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines with their number before them, as notes are written."""
    for number, line in enumerate(lines, 1):
        yield f"{number}. {line}"
