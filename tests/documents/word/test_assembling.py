"""Reading Word files: styles, themes, and numbers nobody would write."""

import io
import zipfile

import pikepdf
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Pt

from mediatordesk.documents import Fonts, to_pdf
from mediatordesk.documents.word.assembling import read_document
from mediatordesk.documents.word.model import Paragraph, Table, Text
from mediatordesk.documents.word.package import DOCUMENT, Package, write_package
from mediatordesk.documents.word.properties import TextStyle
from tests.documents.papers import HEI, blank, field, grid, line, run, to_bytes
from tests.documents.reading import dense, pages_of, pdf_of


def style_of(data: bytes) -> TextStyle:
    """Return the format of the first text of a document."""
    for block in read_document(Package.open(data)).sections[0].blocks:
        if isinstance(block, Paragraph):
            for piece in block.pieces:
                if isinstance(piece, Text):
                    return piece.style
    raise AssertionError("no text")


def test_a_run_inherits_from_its_style_and_those_below() -> None:
    word = blank()
    base = word.styles.add_style("底", WD_STYLE_TYPE.PARAGRAPH)
    base.font.size, base.font.bold = Pt(20), True
    upper = word.styles.add_style("上", WD_STYLE_TYPE.PARAGRAPH)
    upper.base_style, upper.font.bold = base, False
    word.add_paragraph("字", style="上").runs[0].font.italic = True
    found = style_of(to_bytes(word))
    assert (found.size, found.bold, found.italic) == (20.0, False, True)


def test_styles_that_go_round_in_a_circle_end() -> None:
    word = blank()
    one = word.styles.add_style("一", WD_STYLE_TYPE.PARAGRAPH)
    two = word.styles.add_style("二", WD_STYLE_TYPE.PARAGRAPH)
    one.base_style, two.base_style, one.font.size = two, one, Pt(9)
    word.add_paragraph("字", style="一")
    assert style_of(to_bytes(word)).size == 9.0


def test_fonts_of_the_theme_are_found() -> None:
    word = blank()
    added = word.add_paragraph().add_run("字")
    fonts = added._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsiaTheme"), "minorEastAsia")
    fonts.set(qn("w:asciiTheme"), "majorHAnsi")
    found = style_of(to_bytes(word))
    assert found.latin == "Calibri"
    assert found.east_asian == "宋体"


def test_hidden_text_and_the_codes_of_fields_are_not_printed(fonts: Fonts) -> None:
    word = blank()
    paragraph = line(word, "见")
    run(paragraph, "密").font.hidden = True
    field(paragraph, "PAGE")
    assert dense(pages_of(pdf_of(word, fonts))[0]) == "见1"


def test_cells_know_their_columns_and_merges() -> None:
    word = blank()
    table = grid(word, (20, 30, 40), 3)
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 2).merge(table.cell(2, 2))
    (found,) = [
        block
        for block in read_document(Package.open(to_bytes(word))).sections[0].blocks
        if isinstance(block, Table)
    ]
    cells = [[(cell.column, cell.span) for cell in row.cells] for row in found.rows]
    assert cells == [[(0, 2), (2, 1)], [(0, 1), (1, 1), (2, 1)], [(0, 1), (1, 1), (2, 1)]]
    assert [row.cells[-1].continues for row in found.rows] == [False, False, True]


def test_bold_text_of_a_face_without_bold_is_drawn_with_a_stroke(fonts: Fonts) -> None:
    word = blank()
    run(line(word, "细"), "粗", HEI).bold = True
    with pikepdf.open(io.BytesIO(pdf_of(word, fonts).data)) as read:
        steps = pikepdf.parse_content_stream(read.pages[0])
    operators = [str(step.operator) for step in steps]
    assert operators.count("Tj") == 2
    assert [int(step.operands[0]) for step in steps if str(step.operator) == "Tr"] == [2]


@pytest.mark.parametrize("wild", ["-1", "0", "999999999", "1e308", "nan", "x", ""])
@pytest.mark.parametrize(
    "name", ["gridSpan", "gridBefore", "trHeight", "sz", "line", "linePitch", "left", "w", "top"]
)
def test_wild_numbers_neither_break_nor_stop_the_reading(
    fonts: Fonts, name: str, wild: str
) -> None:
    word = blank()
    paragraph = line(word, "字", first=2)
    run(paragraph, "号", size=12)
    table = grid(word, (30, 30), 1)
    table.cell(0, 0).text = "格"
    for mark, place in (
        ("gridSpan", table.cell(0, 0)._tc.get_or_add_tcPr()),
        ("gridBefore", table.rows[0]._tr.get_or_add_trPr()),
        ("trHeight", table.rows[0]._tr.get_or_add_trPr()),
    ):
        element = OxmlElement(f"w:{mark}")
        element.set(qn("w:val"), wild if mark == name else "1")
        place.append(element)
    for element in word.element.iter():
        for attribute in (qn(f"w:{name}"), qn("w:val")):
            is_named = attribute != qn("w:val") or element.tag == qn(f"w:{name}")
            if attribute in element.attrib and is_named:
                element.set(attribute, wild)
    assert to_pdf(to_bytes(word), fonts, title="x").pages >= 1


def test_a_document_without_styles_and_settings_is_read(fonts: Fonts) -> None:
    word = blank()
    line(word, "字")
    with zipfile.ZipFile(io.BytesIO(to_bytes(word))) as archive:
        kept = (DOCUMENT, "[Content_Types].xml", "_rels/.rels")
        parts = {name: archive.read(name) for name in kept}
    assert dense(pages_of(to_pdf(write_package(parts), fonts, title="x"))[0]) == "字"
