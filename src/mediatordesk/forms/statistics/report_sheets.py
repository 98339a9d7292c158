"""A report as a workbook in the layout of the justice offices: groups of columns over lines.

So many columns fit no page beside each other: groups stand in bands, one below another, on A4
across. A second sheet says what each figure means.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING, Any

from mediatordesk.core.statistics import Rounding
from mediatordesk.core.texts import N_, _
from mediatordesk.forms.definitions.figures import PERCENT, TEN_THOUSAND, FigureKind
from mediatordesk.forms.sheets.package import escaped, without_moments
from mediatordesk.forms.sheets.writing import width_of
from mediatordesk.forms.statistics.reports import Column, Definition, FigureTable, Line

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COLUMNS = 18
"""Columns of a band: as many as there are types of disputes."""
_WIDTH, _FIRST_WIDTH = 6.5, 14
_MARKS = 8
"""Latin characters of 9 points that fit beside each other in a column."""
_ROW, _LINE_OF_TEXT = 16.0, 12.0
_PAGE, _SCALE, _FOOT = 632.0, 82, 80.0
"""Points of rows on a page across (A4, margins of 1 cm) at that scale, and of the foot."""
_ROUNDED = {
    Rounding.HALF_UP: N_("Rates are rounded half up where their definition says nothing else."),
    Rounding.TRUNCATE: N_(
        "Rates are cut off, not rounded, where their definition says nothing else."
    ),
}
_SHOWN_UNITS = {TEN_THOUSAND, PERCENT}
_FONT = "宋体"
_NOTHING = "—"
Group = tuple[str, tuple[Column, ...]]


@dataclass(frozen=True)
class SheetHead:
    """What stands above and below a report: whose it is, of which days, who made it and when."""

    title: str
    office: str
    first: date
    last: date
    lines_are: str
    """What its lines are: months, types."""
    filled_by: str
    made_on: date
    units: str
    """Of what the figures are counts."""
    counted_from: str
    """Where the figures come from, as the note below them begins."""


def write_report(head: SheetHead, table: FigureTable, definitions: Sequence[Definition]) -> bytes:
    """Return the workbook of a report; the same report gives the same bytes."""
    # openpyxl takes 0.4 s to import, which no other command should wait for.
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _("Statistics")
    _write_report(_Pen(sheet), head, table)
    _write_definitions(_Pen(book.create_sheet(_("Definitions"))), definitions)
    out = io.BytesIO()
    book.save(out)
    return without_moments(out.getvalue())


def bands(columns: Sequence[Column]) -> tuple[tuple[Group, ...], ...]:
    """Return columns by group, as many groups in a band as fit; a wider group is broken."""
    made: list[list[Group]] = [[]]
    left = COLUMNS
    for name, members in groupby(columns, lambda one: one.figure.group):
        rest = tuple(members)
        if len(rest) > left and made[-1]:
            made.append([])
            left = COLUMNS
        while rest:
            if left == 0:
                made.append([])
                left = COLUMNS
            made[-1].append((name, rest[:left]))
            left, rest = left - len(rest[:left]), rest[left:]
    return tuple(tuple(band) for band in made if band)


@dataclass
class _Pen:
    """Writes cells of one sheet, and knows the row it has come to."""

    sheet: "Worksheet"
    row: int = 0
    used: float = 0.0
    """Points of the page that are used."""

    def next_row(self, height: float) -> int:
        """Go on to the next row, which is so many points high."""
        self.row += 1
        self.used += height
        self.sheet.row_dimensions[self.row].height = height
        return self.row

    def text(self, column: int, text: str, *, size: int = 10, bold: bool = False) -> Any:
        """Write a text, which never becomes a formula."""
        from openpyxl.styles import Font  # noqa: PLC0415

        cell: Any = self.sheet.cell(self.row, column)
        cell.value = escaped(text) or None
        if text:
            cell.data_type = "s"  # openpyxl takes what begins with = for a formula
            cell.quotePrefix = text[:1] in "=+-@＝＋－＠"
        cell.font = Font(name=_FONT, size=size, bold=bold)
        return cell

    def number(self, column: int, text: str, *, bold: bool = False) -> Any:
        """Write a figure as a number with its decimals, or a dash where there is none.

        What is to be filled in is written in words.
        """
        is_number = text[:1].isdigit() or text[:1] == "-"
        cell = self.text(column, "" if is_number else text or _NOTHING, bold=bold)
        if is_number:
            _whole, point, rest = text.partition(".")
            cell.value = Decimal(text)
            cell.number_format = f"0.{'0' * len(rest)}" if point else "0"
        return cell

    def merge(self, first: int, last: int, *, rows: int = 1) -> None:
        """Join cells of this row, and of those below."""
        if last > first or rows > 1:
            self.sheet.merge_cells(
                start_row=self.row, end_row=self.row + rows - 1, start_column=first, end_column=last
            )


def _write_report(pen: _Pen, head: SheetHead, table: FigureTable) -> None:
    """Write the report: title, whose it is, its bands, and who answers for it."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    pen.sheet.column_dimensions["A"].width = _FIRST_WIDTH
    for column in range(2, COLUMNS + 2):
        pen.sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
    _set_up_page(pen.sheet, scale=_SCALE)
    _write_head(pen, head)
    made = bands(table.columns)
    for band in made:
        _write_band(pen, head.lines_are, band, table, beside=_FOOT if band is made[-1] else 0)
    _write_foot(pen, head, table)


def _write_head(pen: _Pen, head: SheetHead) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415

    pen.next_row(34)
    title = pen.text(1, head.title, size=18, bold=True)
    title.alignment = Alignment(horizontal="center", vertical="center")
    pen.merge(1, COLUMNS + 1)
    pen.next_row(22)
    words = _("Period: {first} to {last}") if head.first < head.last else _("As of {last}")
    days = words.format(first=_day(head.first), last=_day(head.last))
    parts = (
        (1, 8, _("Filled in by (seal): {office}").format(office=head.office), "left"),
        (9, 15, days, "center"),
        (16, COLUMNS + 1, head.units, "right"),
    )
    for first, last, text, side in parts:
        pen.text(first, text).alignment = Alignment(horizontal=side, vertical="center")
        pen.merge(first, last)


def _write_band(
    pen: _Pen, lines_are: str, band: tuple[Group, ...], table: FigureTable, *, beside: float
) -> None:
    """Write a band: its groups, their columns, the lines and the total.

    It begins a new page if it does not fit, with so many points `beside` it.
    """
    columns = [one for _name, members in band for one in members]
    heading = _LINE_OF_TEXT * max(_lines_of(_heading(one)) for one in columns) + 6
    height = _ROW + heading + sum(_height_of(line) for line in table.all_lines)
    if pen.used + height + beside > _PAGE and pen.row > 2:
        _break_page(pen)
    elif pen.row > 2:
        pen.next_row(10)
    _write_headings(pen, lines_are, band, heading)
    for line in table.lines:
        _write_line(pen, line, columns, table)
    _write_line(pen, table.total, columns, table, bold=True)


def _write_headings(pen: _Pen, lines_are: str, band: tuple[Group, ...], height: float) -> None:
    pen.next_row(_ROW)
    _framed(pen.text(1, lines_are, bold=True), shaded=True)
    pen.merge(1, 1, rows=2)
    column = 2
    for name, members in band:
        for place in range(column, column + len(members)):
            _framed(pen.text(place, name if place == column else "", bold=True), shaded=True)
        pen.merge(column, column + len(members) - 1)
        column += len(members)
    pen.next_row(height)
    _framed(pen.sheet.cell(pen.row, 1), shaded=True)
    for place, one in enumerate((one for _name, all_ in band for one in all_), 2):
        _framed(pen.text(place, _heading(one), size=9), shaded=True)


def _write_line(
    pen: _Pen, line: Line, columns: Sequence[Column], table: FigureTable, *, bold: bool = False
) -> None:
    pen.next_row(_height_of(line))
    _framed(pen.text(1, line.label, bold=bold))
    for place, column in enumerate(columns, 2):
        _framed(pen.number(place, table.shown(line, column), bold=bold), wrap=False)


def _write_foot(pen: _Pen, head: SheetHead, table: FigureTable) -> None:
    """Write who answers for the report, and how its figures are to be read."""
    from openpyxl.styles import Alignment  # noqa: PLC0415

    pen.next_row(14)
    pen.next_row(26)
    parts = (
        (1, 5, _("In charge (signature):")),
        (6, 10, _("Checked by:")),
        (11, 14, _("Filled in by: {name}").format(name=head.filled_by)),
        (15, COLUMNS + 1, _("Filled in on: {day}").format(day=_day(head.made_on))),
    )
    for first, last, text in parts:
        pen.text(first, text).alignment = Alignment(vertical="center")
        pen.merge(first, last)
    pen.next_row(2 * _LINE_OF_TEXT + 4)
    pen.text(1, _note(head, table), size=9).alignment = Alignment(vertical="top", wrap_text=True)
    pen.merge(1, COLUMNS + 1)


def _note(head: SheetHead, table: FigureTable) -> str:
    """Return the note below a report: where its figures come from, and how they are rounded."""
    parts = [head.counted_from]
    if any(one.figure.kind is FigureKind.RATE for one in table.columns):
        parts.append(_("Rates are divided from the totals and do not add up."))
        parts.append(_(_ROUNDED[table.rounding]))
    parts.append(_("What each figure means stands on the sheet “{name}”."))
    return _("Note: ") + "".join(parts).format(name=_("Definitions"))


def _write_definitions(pen: _Pen, definitions: Sequence[Definition]) -> None:
    """Write what each figure means, with its unit and the law it rests on."""
    labels = (_("Group"), _("Figure"), _("Unit"), _("Definition"), _("Basis"))
    widths = (12, 24, 8, 62, 30)
    _set_up_page(pen.sheet, scale=0)
    for letter, width in zip("ABCDE", widths, strict=True):
        pen.sheet.column_dimensions[letter].width = width
    pen.next_row(24)
    for column, label in enumerate(labels, 1):
        _framed(pen.text(column, label, bold=True), shaded=True)
    pen.sheet.print_title_rows = "1:1"
    pen.sheet.freeze_panes = "A2"
    for one in definitions:
        texts = (one.group, one.label, one.unit, one.definition, one.basis)
        sizes = zip(texts, widths, strict=True)
        lines = max(ceil(width_of([text], 10_000) / width) for text, width in sizes)
        pen.next_row(lines * _LINE_OF_TEXT + 6)
        for column, text in enumerate(texts, 1):
            _framed(pen.text(column, text), left=column in {2, 4, 5})


def _set_up_page(sheet: "Worksheet", *, scale: int) -> None:
    """Set A4 across with narrow margins; without a scale it is fitted to the page's width."""
    from openpyxl.worksheet.page import PageMargins  # noqa: PLC0415
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.45, bottom=0.5, header=0.2)
    sheet.print_options.horizontalCentered = True
    footer: Any = sheet.oddFooter
    footer.center.text = "&P / &N"
    if scale:
        sheet.page_setup.scale = scale
    else:
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _break_page(pen: _Pen) -> None:
    from openpyxl.worksheet.pagebreak import Break  # noqa: PLC0415

    pen.sheet.row_breaks.append(Break(id=pen.row))
    pen.used = 0.0


def _framed(cell: Any, *, shaded: bool = False, wrap: bool = True, left: bool = False) -> None:
    """Give a cell its lines and its place; a number that is too wide is shown smaller."""
    from openpyxl.styles import Alignment, Border, PatternFill, Side  # noqa: PLC0415

    line = Side(style="thin", color="808080")
    cell.border = Border(left=line, right=line, top=line, bottom=line)
    side = "left" if left else "center"
    cell.alignment = Alignment(
        horizontal=side, vertical="center", wrap_text=wrap, shrink_to_fit=not wrap
    )
    if shaded:
        cell.fill = PatternFill("solid", fgColor="EEF1F5")


def _heading(column: Column) -> str:
    """Return what stands over a column: its label, and a unit that the label does not say.

    It is broken at brackets and colons, which look odd inside a narrow line.
    """
    unit = column.figure.unit
    shown = unit in _SHOWN_UNITS or "/" in unit
    words = column.label
    if shown:
        words += f"\n({unit})" if "/" in unit else f"（{unit}）"
    broken = words.replace("（", "\n（").replace("）", "）\n").replace("：", "：\n")
    return "\n".join(filter(None, broken.splitlines()))


def _height_of(line: Line) -> float:
    """Return how high a line is, so that what it is called fits beside it."""
    lines = ceil(width_of([line.label], 1_000) / _FIRST_WIDTH)
    return max(_ROW, lines * _LINE_OF_TEXT + 4)


def _lines_of(text: str) -> int:
    """Return how many lines a heading takes in a column."""
    return sum(ceil(width_of([line], 1_000) / _MARKS) for line in text.splitlines())


def _day(day: date) -> str:
    return _("{year}-{month}-{day}").format(year=day.year, month=day.month, day=day.day)
