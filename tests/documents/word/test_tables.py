"""What a table style says about rows, columns and bands, and what the paper of a section is."""

import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm

from mediatordesk.documents import Fonts
from mediatordesk.documents.word.assembling import read_document
from mediatordesk.documents.word.model import Paragraph, Section, Table
from mediatordesk.documents.word.package import Package
from tests.documents.papers import blank, line, to_bytes
from tests.documents.reading import pages_of, pdf_of, places_of


def styled(look: str | None = None) -> Table:
    """Return a table in a style with a dark first row, bands, and a bold first column."""
    word = blank()
    table = word.add_table(4, 3, style="Light Shading Accent 1")
    for row in table.rows:
        for cell in row.cells:
            cell.text = "格"
    if look is not None:
        mark = table._tbl.tblPr.find(qn("w:tblLook"))
        for name in list(mark.attrib):
            del mark.attrib[name]
        mark.set(qn("w:val"), look)
    (found,) = [block for block in sections_of(word)[0].blocks if isinstance(block, Table)]
    return found


def sections_of(word: WordDocument) -> tuple[Section, ...]:
    return read_document(Package.open(to_bytes(word))).sections


def bold(table: Table) -> list[list[bool]]:
    """Say which cells are bold."""
    return [
        [
            bool(block.pieces[0].style.bold)
            for cell in row.cells
            for block in cell.blocks
            if isinstance(block, Paragraph)
        ]
        for row in table.rows
    ]


def test_the_first_row_and_column_are_set_as_the_style_says() -> None:
    assert bold(styled()) == [[True] * 3] + [[True, False, False]] * 3


def test_every_other_row_has_the_shade_of_its_band() -> None:
    shaded = [[cell.shade is not None for cell in row.cells] for row in styled().rows]
    assert shaded == [[False] * 3, [True] * 3, [False] * 3, [True] * 3]


def test_a_table_takes_of_its_style_what_it_wants() -> None:
    assert bold(styled("0000")) == [[False] * 3] * 4
    assert bold(styled("0020")) == [[True] * 3] + [[False] * 3] * 3
    assert bold(styled("0040")) == [[False] * 3] * 3 + [[True] * 3]


def test_left_pages_of_a_book_have_their_margins_turned_round(fonts: Fonts) -> None:
    word = blank(margins=(20, 20, 50, 10))
    line(word, "右页")
    line(word, "左页").paragraph_format.page_break_before = True
    word.settings.element.append(OxmlElement("w:mirrorMargins"))
    pdf = pdf_of(word, fonts)
    assert places_of(pdf, "右页", 0)[0][0] == pytest.approx(50 / 25.4 * 72, abs=1)
    assert places_of(pdf, "左页", 1)[0][0] == pytest.approx(10 / 25.4 * 72, abs=1)


def test_a_section_on_an_odd_page_leaves_a_number_out(fonts: Fonts) -> None:
    word = blank()
    line(word, "前")
    section = word.add_section()
    kind = section._sectPr.get_or_add_type()
    kind.set(qn("w:val"), "oddPage")
    line(word, "后")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    word.paragraphs[-1]._p.append(field)
    assert [page.strip() for page in pages_of(pdf_of(word, fonts))] == ["前", "后3"]


def test_the_gutter_is_beside_the_inner_margin() -> None:
    word = blank(margins=(20, 20, 28, 26))
    word.sections[0].gutter = Mm(10)
    paper = sections_of(word)[0].geometry
    assert paper.left == pytest.approx(38 / 25.4 * 72, abs=0.1)
    assert paper.right == pytest.approx(26 / 25.4 * 72, abs=0.1)
