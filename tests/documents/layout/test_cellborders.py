"""The lines of tables: which cell has which, and what room they take."""

import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.table import Table, _Cell

from mediatordesk.documents import Fonts, to_pdf
from tests.documents.comparing import Bar, sheets_of
from tests.documents.papers import blank, cell_text, grid, line, to_bytes
from tests.documents.reading import pdf_of, places_of

TOP = 37 / 25.4 * 72


def edge(cell: _Cell, side: str, eighths: int) -> None:
    """Give a cell a border of its own, in eighths of a point."""
    borders = cell._tc.get_or_add_tcPr().find(qn("w:tcBorders"))
    if borders is None:
        borders = OxmlElement("w:tcBorders")
        cell._tc.get_or_add_tcPr().append(borders)
    element = OxmlElement(f"w:{side}")
    element.set(qn("w:val"), "single")
    element.set(qn("w:sz"), str(eighths))
    borders.append(element)


def bare(word: WordDocument, rows: int) -> Table:
    """Add a table of two columns without lines, one line of 20 points a row."""
    table: Table = word.add_table(rows=rows, cols=2)
    for row in table.rows:
        for cell in row.cells:
            line(cell.paragraphs[0], "行", size=12, exact=20)
    return table


def baselines(word: WordDocument, fonts: Fonts) -> list[float]:
    """Return how far down the rows are, from the first."""
    heights = sorted({round(y, 1) for _, y in places_of(pdf_of(word, fonts), "行")})
    return [round(y - heights[0], 1) for y in heights]


def level_bars(word: WordDocument, fonts: Fonts) -> list[Bar]:
    """Return the level lines of the first page, from top to bottom."""
    pdf = to_pdf(to_bytes(word), fonts, title="x")
    return sorted(
        (bar for bar in sheets_of(pdf.data)[0].bars if bar.is_level), key=lambda bar: bar.place
    )


def test_the_line_below_a_cell_pushes_the_next_row_down(fonts: Fonts) -> None:
    word = blank()
    edge(bare(word, 3).cell(0, 1), "bottom", 24)
    assert baselines(word, fonts) == [0, 23, 43]


def test_of_two_lines_that_meet_the_thicker_one_makes_room(fonts: Fonts) -> None:
    word = blank()
    table = bare(word, 3)
    edge(table.cell(0, 1), "bottom", 24)
    edge(table.cell(1, 0), "top", 48)
    assert baselines(word, fonts) == [0, 26, 46]


def test_a_line_lies_in_the_room_that_was_made_for_it(fonts: Fonts) -> None:
    word = blank()
    edge(bare(word, 2).cell(0, 1), "bottom", 24)
    (bar,) = level_bars(word, fonts)
    assert bar.place == pytest.approx(TOP + 20 + 1.5, abs=0.1)


def test_no_line_crosses_a_merged_cell(fonts: Fonts) -> None:
    word = blank()
    table = grid(word, (40, 60), 3)
    cell_text(table.cell(0, 0).merge(table.cell(2, 0)), "合并")
    starts = [round(bar.start) for bar in level_bars(word, fonts)]
    outer, inner = min(starts), max(starts)
    assert starts == [outer, inner, inner, outer]


def test_a_merged_cell_is_closed_below_the_repeated_head_row(fonts: Fonts) -> None:
    word = blank()
    table = grid(word, (40, 60), 40)
    for row in table.rows:
        cell_text(row.cells[1], "行")
    cell_text(table.cell(0, 0), "头")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    cell_text(table.cell(1, 0).merge(table.cell(39, 0)), "合并")
    pdf = pdf_of(word, fonts)
    bars = [bar for bar in sheets_of(pdf.data)[1].bars if bar.is_level]
    first, second, *_ = sorted(bars, key=lambda bar: bar.place)
    assert (second.start, second.end) == pytest.approx((first.start, first.end), abs=0.5)
