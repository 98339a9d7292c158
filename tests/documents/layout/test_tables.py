"""Tables: merged cells, borders, rows that go over pages."""

from itertools import pairwise

import pytest
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm

from mediatordesk.documents import Fonts, Template, fill, to_pdf
from tests.documents.comparing import sheets_of
from tests.documents.papers import blank, cell_text, form, grid, line, to_bytes
from tests.documents.reading import dense, pages_of, pdf_of, places_of
from tests.documents.values import CASE


def roster(people: int) -> bytes:
    """Fill a list to sign with a head row that repeats."""
    word = blank((25, 20, 25, 25))
    table = grid(word, (14, 40, 60, 46), 2)
    for at, text in enumerate(("序号", "姓名", "号码", "签名")):
        cell_text(table.cell(0, at), text)
    for at, text in enumerate(("{{名单.序号}}", "{{名单.姓名}}", "{{名单.号码}}", "")):
        cell_text(table.cell(1, at), text)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in table.rows:
        row.height = Mm(9)
    persons = [{"姓名": "覃𬭎", "号码": f"No{number:04d}"} for number in range(people)]
    return fill(Template.read(to_bytes(word)), {"名单": persons}).docx


def test_a_head_row_stands_on_every_page_and_every_row_once(fonts: Fonts) -> None:
    pdf = to_pdf(roster(120), fonts, title="x")
    pages = pages_of(pdf)
    assert pdf.pages == 5
    assert all(dense(page).startswith("序号姓名号码签名") for page in pages)
    text = "".join(pages)
    assert [text.count(f"No{number:04d}") for number in range(120)] == [1] * 120


def test_a_row_higher_than_the_page_is_cut_between_lines(fonts: Fonts) -> None:
    word = blank()
    table = grid(word, (30, 120), 2)
    text = "".join(f"第{number}句话。" for number in range(500))
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 1).text = "标签", text, "末行"
    pdf = pdf_of(word, fonts)
    assert pdf.pages > 2
    assert dense("".join(pages_of(pdf))) == f"标签{text}末行"


def test_a_merged_row_higher_than_the_page_loses_nothing(fonts: Fonts) -> None:
    word = blank()
    table = grid(word, (30, 120), 2)
    text = "".join(f"第{number}句话。" for number in range(500))
    table.cell(0, 0).merge(table.cell(1, 0)).text = "标签"
    table.cell(0, 1).text, table.cell(1, 1).text = text, "末行"
    assert dense("".join(pages_of(pdf_of(word, fonts)))) == f"标签{text}末行"


def test_a_row_that_stays_whole_moves_to_the_next_page(fonts: Fonts) -> None:
    word = blank()
    for _ in range(20):
        line(word, "行")
    table = grid(word, (100,), 1)
    for _ in range(4):
        line(table.cell(0, 0), "格")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    first, second = pages_of(pdf_of(word, fonts))
    assert "格" not in first
    assert second.count("格") == 4


def test_a_nested_table_is_drawn_in_its_cell(fonts: Fonts) -> None:
    word = blank()
    outer = grid(word, (40, 100), 1)
    outer.cell(0, 0).text = "外"
    inner = outer.cell(0, 1).add_table(2, 2)
    inner.cell(0, 0).text, inner.cell(1, 1).text = "内甲", "内乙"
    pdf = pdf_of(word, fonts)
    outside, inside, below = (places_of(pdf, text)[0] for text in ("外", "内甲", "内乙"))
    assert outside[0] < inside[0] < below[0]
    assert inside[1] < below[1]


@pytest.mark.parametrize(("align", "share"), [("top", 0.0), ("center", 0.5), ("bottom", 1.0)])
def test_text_stands_at_the_top_middle_or_bottom_of_its_cell(
    fonts: Fonts, align: str, share: float
) -> None:
    word = blank()
    table = grid(word, (60,), 1)
    table.rows[0].height = Mm(60)
    line(table.cell(0, 0).paragraphs[0], "字")
    mark = OxmlElement("w:vAlign")
    mark.set(qn("w:val"), align)
    table.cell(0, 0)._tc.get_or_add_tcPr().append(mark)
    baseline = places_of(pdf_of(word, fonts), "字")[0][1]
    top = 37 / 25.4 * 72
    free = 60 / 25.4 * 72 - 28
    assert baseline == pytest.approx(top + share * free + 28, abs=8)


def test_a_merged_cell_is_centred_over_its_rows(fonts: Fonts) -> None:
    pdf = to_pdf(fill(Template.read(form()), CASE).docx, fonts, title="x")
    above, label, below = (
        places_of(pdf, text)[0][1] for text in ("姓名（", "当事人基", "业发展有限")
    )
    assert above < label < below


def test_a_table_in_the_middle_of_the_page_is_centred(fonts: Fonts) -> None:
    word = blank()
    table = grid(word, (40,), 1)
    table.cell(0, 0).text = "中"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    left = places_of(pdf_of(word, fonts), "中")[0][0]
    assert left == pytest.approx((28 + (210 - 28 - 26) / 2 - 20) / 25.4 * 72 + 5.4, abs=1)


def test_a_row_beside_a_merged_cell_is_cut_between_lines_too(fonts: Fonts) -> None:
    word = blank()
    for _ in range(18):
        line(word, "行")
    table = grid(word, (30, 120), 2)
    cell_text(table.cell(0, 0).merge(table.cell(1, 0)), "合并")
    for row in table.rows:
        line(row.cells[1].paragraphs[0], "\n".join("格" * 3))
    first, second = pages_of(pdf_of(word, fonts))
    assert (first.count("格"), second.count("格")) == (4, 2)
    assert (first.count("合并"), second.count("合并")) == (1, 0)


def test_a_part_of_a_row_is_as_tall_as_what_stands_in_it(fonts: Fonts) -> None:
    word = blank()
    for _ in range(18):
        line(word, "行")
    table = grid(word, (120,), 1)
    line(table.cell(0, 0).paragraphs[0], "\n".join("格" * 9))
    pdf = pdf_of(word, fonts)
    first, second = (sheet.bars for sheet in sheets_of(pdf.data))
    heights = [
        max(bar.end - bar.start for bar in bars if not bar.is_level) for bars in (first, second)
    ]
    assert heights == pytest.approx([4 * 28 + 1, 5 * 28 + 1], abs=1.1)


def test_a_row_of_exact_height_is_no_taller(fonts: Fonts) -> None:
    word = blank()
    table = grid(word, (60,), 2)
    for row, text in zip(table.rows, ("上", "下"), strict=True):
        cell_text(row.cells[0], text)
    table.rows[0].height, table.rows[0].height_rule = Mm(5), WD_ROW_HEIGHT_RULE.EXACTLY
    table.rows[1].height, table.rows[1].height_rule = Mm(40), WD_ROW_HEIGHT_RULE.EXACTLY
    bars = sorted(bar.place for bar in sheets_of(pdf_of(word, fonts).data)[0].bars if bar.is_level)
    gaps = [(below - above) * 25.4 / 72 for above, below in pairwise(bars)]
    assert gaps == pytest.approx([5, 40], abs=0.05)
