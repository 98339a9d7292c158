"""CSV files: whatever Excel, WPS or a program of the county has written as text."""

import csv
import io
import re
from collections.abc import Iterator
from statistics import median

from mediatordesk.core.texts import _
from mediatordesk.forms.sheets.sheet import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    EmptySheet,
    NoSheet,
    Sheet,
    SheetRow,
    SheetTooLarge,
    Table,
)

DELIMITERS = (",", ";", "\t")
_LOOKED_AT = 30
"""Rows from which the delimiter is told."""
_SEPARATOR = re.compile(r"sep=([,;\t])\r?\n")
"""What Excel writes before a file that is parted otherwise than it is used to."""
_BEFORE_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'")
_DIGITS_EXCEL_EATS = re.compile(r"0[0-9]+|[0-9]{12,}[Xx]?")
"""Excel opens these in a CSV file as numbers: zeros lost, digits after the fifteenth too."""


def read_csv(data: bytes, file: str) -> Sheet:
    """Return a table of text: UTF-8, UTF-16 (with its mark) or GB18030; commas, semicolons, tabs.

    NoSheet if it is none, SheetTooLarge, EmptySheet.
    """
    text = _decoded(data, file)
    given = _SEPARATOR.match(text)
    delimiter = given[1] if given else _delimiter(text)
    rows = list[SheetRow]()
    try:
        for number, cells in enumerate(_rows(text[given.end() :] if given else text, delimiter), 1):
            if any(cells):
                rows.append(SheetRow(number + bool(given), _checked(cells, len(rows), file)))
    except csv.Error as error:
        line = len(rows) + 1
        reason = _("a quotation mark does not end (after row {row})").format(row=line)
        raise NoSheet(file=file, reason=reason) from error
    if not rows:
        raise EmptySheet(file=file)
    return Sheet(file, tuple(rows))


def write_csv(table: Table) -> bytes:
    """Return a table as CSV that Excel opens as it was meant: UTF-8 with its mark.

    What Excel would take for a formula or cut as a number gets an apostrophe, which reading drops
    again (CWE-1236). The title is left out: a program reads this file.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_harmless(one.label) for one in table.headings])
    writer.writerows([[_harmless(cell) for cell in row] for row in table.rows])
    return out.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    """Return a cell that no program takes for a formula or a number it would cut."""
    if text.startswith(_BEFORE_FORMULA) or _DIGITS_EXCEL_EATS.fullmatch(text):
        return f"'{text}"
    return text


def _decoded(data: bytes, file: str) -> str:
    """Return the text of a file; NoSheet if it is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NoSheet(file=file, reason=_("it is no text"))


def _delimiter(text: str) -> str:
    """Return what parts the cells: the one that gives the most columns."""

    def columns(delimiter: str) -> float:
        head = "\n".join(text.splitlines()[:_LOOKED_AT])
        filled = [len(row) for row in csv.reader(io.StringIO(head), delimiter=delimiter) if row]
        return median(filled) if filled else 0

    return max(DELIMITERS, key=columns)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _checked(cells: list[str], rows: int, file: str) -> tuple[str, ...]:
    """Return a row without the apostrophes before its cells; SheetTooLarge."""
    if rows >= MAX_ROWS:
        raise SheetTooLarge(file=file, reason=_("more than {n} rows").format(n=MAX_ROWS))
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MAX_COLUMNS or max(map(len, cells)) > MAX_CELL:
        reason = _("more than {n} columns, or a cell that does not end").format(n=MAX_COLUMNS)
        raise SheetTooLarge(file=file, reason=reason)
    return tuple(cell.removeprefix("'") for cell in cells)
