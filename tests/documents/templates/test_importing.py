"""Importing templates: what Word, WPS and this program lay out differently is made fixed."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from mediatordesk.documents import (
    Fonts,
    Imported,
    Level,
    TrackedChanges,
    check_template,
    import_template,
)
from mediatordesk.documents.layout.flow import make_sheets
from mediatordesk.documents.layout.glyphs import Typesetter
from mediatordesk.documents.layout.profile import WORD
from mediatordesk.documents.word.assembling import read_document
from mediatordesk.documents.word.package import Package
from mediatordesk.documents.word.schema_order import ORDERS
from mediatordesk.documents.word.wordml import W, local_name
from tests.documents.papers import agreement, blank, form, notice, opened, run, text_of, to_bytes
from tests.documents.seeded import SEEDS, element, seeded
from tests.documents.ugly import set_grid, wps_contract

from .test_check import SHIPPED

LONG = (
    "当事人覃𬭎与O'Brien & Sons于2025年6月30日达成本协议，双方均应依约履行各自的义务并承担相应责任"
)


def pages_of(data: bytes, fonts: Fonts) -> list[list[str]]:
    """Return the lines of every page that are not empty, by our engine and Word's rules."""
    sheets = make_sheets(read_document(Package.open(data)), Typesetter(fonts, WORD, {}))
    texts = [
        ["".join(span.text for span in one.line.spans) for one in sheet.lines] for sheet in sheets
    ]
    return [[text for text in page if text] for page in texts]


def heights_of(data: bytes, fonts: Fonts) -> list[float]:
    """Return how far down every line of a file stands, in points."""
    sheets = make_sheets(read_document(Package.open(data)), Typesetter(fonts, WORD, {}))
    return [placed.y for sheet in sheets for placed in sheet.lines if placed.line.spans]


def features_of(imported: Imported) -> set[str]:
    """Return what was rewritten."""
    return {one.feature for one in imported.rewritten}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_form_comes_back_byte_for_byte(path: Path) -> None:
    data = path.read_bytes()
    assert import_template(data) == Imported(data, ())


@pytest.mark.parametrize("make", [wps_contract, agreement, notice, form])
def test_what_was_rewritten_once_is_not_rewritten_again(make: Callable[[], bytes]) -> None:
    once = import_template(make())
    assert once.rewritten
    assert import_template(once.docx) == Imported(once.docx, ())


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_a_file_with_anything_in_it_comes_through_whole(name: str) -> None:
    before = seeded(name)
    once = import_template(before, changes=TrackedChanges.ACCEPT)
    assert import_template(once.docx).docx == once.docx
    opened(once.docx)
    if SEEDS[name][0] != "tracked-changes":
        assert text_of(once.docx) == text_of(before)
        ours = {one.feature for one in check_template(once.docx, ())}
        assert ours == {one.feature for one in check_template(before, ())}


def test_a_contract_of_wps_has_the_same_pages_and_lines_as_before(fonts: Fonts) -> None:
    before = wps_contract()
    imported = import_template(before)
    assert pages_of(imported.docx, fonts) == pages_of(before, fonts)
    assert len(pages_of(before, fonts)) == 4
    off = zip(heights_of(imported.docx, fonts), heights_of(before, fonts), strict=True)
    assert max(abs(after - then) for after, then in off) < 1.0
    assert features_of(imported) == {
        *("noise", "cut-text", "page-break", "line-pitch", "spacing", "indents"),
        *("table-widths", "document-grid", "compression"),
    }
    assert all(one.level is Level.REWRITTEN for one in imported.rewritten)


def test_nothing_is_left_that_programs_lay_out_differently() -> None:
    package = Package.open(import_template(wps_contract()).docx)
    document = package.parts["word/document.xml"].decode()
    assert "compressPunctuation" not in package.parts["word/settings.xml"].decode()
    for trace in (
        "proofErr",
        'rsidR="00A',
        "lastRendered",
        "_GoBack",
        'w:type="lines"',
        "Autospacing",
    ):
        assert trace not in document
    assert 'w:type="page"' not in document
    assert 'w:lineRule="auto"' not in document
    assert 'w:firstLineChars="200"' not in document


def test_what_is_put_in_stands_where_the_schema_has_it() -> None:
    root = Package.open(import_template(wps_contract()).docx).xml("word/document.xml")
    assert root is not None
    for parent in root.iter(*(W + name for name in ("pPr", "tblPr", "tcPr"))):
        order = ORDERS[local_name(parent)]
        places = [order.index(local_name(one)) for one in parent]
        assert places == sorted(places)


@pytest.mark.parametrize(
    ("font", "height"),
    [("仿宋", 20.8), ("微软雅黑", 27.456), ("Times New Roman", 18.384), ("Calibri", 19.52)],
)
def test_a_line_is_as_tall_as_word_makes_it_for_the_named_font(font: str, height: float) -> None:
    word = blank()
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.line_spacing = 1.0
    run(paragraph, "MediatorDesk" if font.isascii() else "调解", font, 16)
    spacing = opened(import_template(to_bytes(word)).docx).paragraphs[0].paragraph_format
    assert isinstance(spacing.line_spacing, Length)
    assert spacing.line_spacing.twips == round(height * 20)


def test_on_a_grid_a_line_takes_whole_cells() -> None:
    word = blank()
    set_grid(word, "lines")
    for text, size, lines in (("小", 10.5, 1.0), ("大", 16, 1.5)):
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.line_spacing = lines
        run(paragraph, text, size=size)
    after = opened(import_template(to_bytes(word)).docx)
    heights = [one.paragraph_format.line_spacing for one in after.paragraphs]
    assert heights == [Pt(15.6), Pt(15.6 * 2 * 1.5)]


def test_a_paragraph_with_a_picture_may_grow(fonts: Fonts) -> None:
    data = seeded("metafile")
    after = opened(import_template(data).docx).paragraphs[1]
    assert after._p.xpath(".//w:drawing")
    assert pages_of(import_template(data).docx, fonts) == pages_of(data, fonts)


def test_a_table_without_a_grid_takes_the_widths_of_its_cells() -> None:
    word = blank()
    table = word.add_table(2, 3)
    for row in table.rows:
        for cell, width in zip(row.cells, (1000, 2000, 3000), strict=True):
            cell._tc.get_or_add_tcPr().get_or_add_tcW().set(qn("w:w"), str(width))
            cell._tc.tcPr.tcW.set(qn("w:type"), "dxa")
    for column in list(table._tbl.tblGrid):
        table._tbl.tblGrid.remove(column)
    after = opened(import_template(to_bytes(word)).docx).tables[0]
    assert [column.get(qn("w:w")) for column in after._tbl.tblGrid] == ["1000", "2000", "3000"]
    assert after.autofit is False


def _breaks(word: WordDocument, *pieces: str) -> None:
    """Add a paragraph; "|" is a page break."""
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(28)
    paragraph._p.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLine"), "640")
    for piece in pieces:
        made = paragraph.add_run("" if piece == "|" else piece)
        if piece == "|":
            made._r.append(element('<w:br w:type="page"/>'))


@pytest.mark.parametrize(
    "texts",
    [
        [("一", "二")],
        [("上一页", "|"), ("下一页",)],
        [("|",), ("下一页",)],
        [("上一页",), ("|", "下一页")],
        [("上一页的" + LONG, "|", LONG * 2)],
        [("一", "|", "二", "|", "三")],
    ],
)
def test_page_breaks_become_a_property_and_the_pages_stay(
    texts: list[tuple[str, ...]], fonts: Fonts
) -> None:
    word = blank()
    for pieces in texts:
        _breaks(word, *pieces)
    before, imported = to_bytes(word), import_template(to_bytes(word))
    assert b'w:type="page"' not in Package.open(imported.docx).parts["word/document.xml"]
    assert pages_of(imported.docx, fonts) == pages_of(before, fonts)
    assert import_template(imported.docx).docx == imported.docx


def test_pieces_of_a_placeholder_are_joined_and_whole_placeholders_stay_apart() -> None:
    word = blank()
    paragraph = word.add_paragraph()
    for piece in ("兹有", "{{申", "请人.姓", "名}}", "{{案由}}", "一案"):
        paragraph.add_run(piece)
    after = opened(import_template(to_bytes(word)).docx).paragraphs[0]
    assert [one.text for one in after.runs] == ["兹有", "{{申请人.姓名}}", "{{案由}}", "一案"]


def test_a_bookmark_that_a_link_needs_stays() -> None:
    word = blank()
    paragraph = word.add_paragraph("第一章")
    for at, name in enumerate(("_GoBack", "章一")):
        paragraph._p.append(element(f'<w:bookmarkStart w:id="{at}" w:name="{name}"/>'))
        paragraph._p.append(element(f'<w:bookmarkEnd w:id="{at}"/>'))
    link = '<w:hyperlink w:anchor="章一"><w:r><w:t>见上</w:t></w:r></w:hyperlink>'
    word.add_paragraph()._p.append(element(link))
    after = opened(import_template(to_bytes(word)).docx)
    names = [one.get(qn("w:name")) for one in after.element.iter(qn("w:bookmarkStart"))]
    assert names == ["章一"]


def test_hanging_punctuation_is_switched_off_everywhere() -> None:
    word = Document()
    word.add_paragraph("字").paragraph_format.line_spacing = Pt(20)
    target = io.BytesIO()
    word.save(target)
    imported = import_template(target.getvalue())
    document = read_document(Package.open(imported.docx))
    styles = [block.style for block in document.sections[0].blocks if hasattr(block, "style")]
    assert {style.hangs_punctuation for style in styles} == {False}
    assert "hanging-punctuation" in features_of(imported)


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "100", "200", "-50"]),
            st.sampled_from(["auto", "atLeast", "exact", ""]),
            st.integers(100, 900),
            st.sampled_from([9, 10.5, 16, 22]),
            st.sampled_from(["", "50", "100"]),
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(["", "lines", "linesAndChars"]),
)
def test_any_paragraphs_are_rewritten_once_for_all(
    paragraphs: list[tuple[str, str, int, float, str]], grid: str
) -> None:
    word = blank()
    if grid:
        set_grid(word, grid)
    for chars, rule, height, size, lines in paragraphs:
        paragraph = word.add_paragraph()
        run(paragraph, LONG, size=size)
        formats = paragraph._p.get_or_add_pPr()
        spacing = "".join(
            f' w:{name}="{value}"'
            for name, value in (
                ("line", rule and str(height)),
                ("lineRule", rule),
                ("beforeLines", lines),
            )
            if value
        )
        formats.append(element(f"<w:spacing{spacing}/>"))
        if chars:
            formats.append(element(f'<w:ind w:firstLineChars="{chars}" w:firstLine="99"/>'))
    once = import_template(to_bytes(word))
    assert import_template(once.docx) == Imported(once.docx, ())
    opened(once.docx)
