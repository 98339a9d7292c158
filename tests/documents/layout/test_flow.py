"""Where pages end: what stays together, what a page number says."""

from itertools import pairwise

import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm

from mediatordesk.documents import Fonts
from tests.documents.papers import blank, field, line, page_number
from tests.documents.reading import dense, lines_of, pages_of, pdf_of, places_of

LINES_OF_A_PAGE = 22  # of 28 pt between the margins of GB/T 9704-2012: 225 mm


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (22, 1), (23, 2), (44, 2), (45, 3)])
def test_a_page_of_gb_9704_has_twenty_two_lines(fonts: Fonts, count: int, pages: int) -> None:
    word = blank()
    for number in range(count):
        line(word, f"第{number}行")
    assert pdf_of(word, fonts).pages == pages


def test_a_heading_goes_with_the_text_below_it(fonts: Fonts) -> None:
    word = blank()
    for _ in range(LINES_OF_A_PAGE - 1):
        line(word, "行")
    line(word, "标题").paragraph_format.keep_with_next = True
    line(word, "正文")
    first, second = pages_of(pdf_of(word, fonts))
    assert "标题" not in first
    assert dense(second) == "标题正文"


def test_no_line_of_a_paragraph_stands_alone(fonts: Fonts) -> None:
    word = blank()
    for _ in range(LINES_OF_A_PAGE - 3):
        line(word, "行")
    line(word, "调" * 28 * 3 + "解")
    first, second = pages_of(pdf_of(word, fonts))
    counts = [page.count("调") + page.count("解") for page in (first, second)]
    assert counts[1] > 28, "the last line has company"
    assert sum(counts) == 28 * 3 + 1


def test_a_paragraph_that_keeps_its_lines_moves_as_one(fonts: Fonts) -> None:
    word = blank()
    for _ in range(LINES_OF_A_PAGE - 3):
        line(word, "行")
    line(word, "调" * 28 * 5).paragraph_format.keep_together = True
    first, second = pages_of(pdf_of(word, fonts))
    assert "调" not in first
    assert second.count("调") == 140


def test_page_breaks_begin_pages(fonts: Fonts) -> None:
    word = blank()
    line(word, "一").add_run().add_break(WD_BREAK.PAGE)
    line(word, "二")
    line(word, "三").paragraph_format.page_break_before = True
    assert [dense(page) for page in pages_of(pdf_of(word, fonts))] == ["一", "二", "三"]


def test_sections_have_their_own_paper_headers_and_numbers(fonts: Fonts) -> None:
    word = blank()
    page_number(word.sections[0].footer.paragraphs[0])
    line(word, "竖")
    section = word.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = "眉"
    line(word, "横")
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "7")
    section._sectPr.append(start)
    pages = pages_of(pdf_of(word, fonts))
    assert [dense(page) for page in pages] == ["竖—1—", "横眉—7—"]


def test_first_and_even_pages_may_have_their_own_headers(fonts: Fonts) -> None:
    word = blank()
    section = word.sections[0]
    section.different_first_page_header_footer = True
    word.settings.odd_and_even_pages_header_footer = True
    section.first_page_header.paragraphs[0].text = "首"
    section.even_page_header.paragraphs[0].text = "双"
    section.header.paragraphs[0].text = "单"
    for number in range(3):
        line(word, str(number)).paragraph_format.page_break_before = number > 0
    assert [dense(page) for page in pages_of(pdf_of(word, fonts))] == ["0首", "1双", "2单"]


def test_a_tall_header_pushes_the_text_down_and_a_tall_footer_up(fonts: Fonts) -> None:
    plain, crowded = blank(), blank()
    for word in (plain, crowded):
        for number in range(LINES_OF_A_PAGE):
            line(word, f"文{number}")
    for _ in range(3):
        crowded.sections[0].header.add_paragraph("眉")
        crowded.sections[0].footer.add_paragraph("脚")
    low, high = (places_of(pdf_of(word, fonts), "文0")[0][1] for word in (crowded, plain))
    assert low > high
    assert pdf_of(plain, fonts).pages == 1
    assert pdf_of(crowded, fonts).pages == 2


def test_page_numbers_in_the_text_say_the_truth(fonts: Fonts) -> None:
    word = blank()
    field(line(word, "共"), "NUMPAGES")
    last = line(word, "第")
    last.paragraph_format.page_break_before = True
    field(last, "PAGE")
    assert [dense(page) for page in pages_of(pdf_of(word, fonts))] == ["共2", "第2"]


def test_the_lines_of_a_page_are_twenty_eight_points_apart(fonts: Fonts) -> None:
    word = blank()
    for _ in range(5):
        line(word, "行")
    heights = [y for _, y in places_of(pdf_of(word, fonts), "行")]
    assert [round(b - a, 1) for a, b in pairwise(heights)] == [28.0] * 4


def test_a_long_text_loses_no_line(fonts: Fonts) -> None:
    word = blank()
    text = "".join(f"第{number}句话。" for number in range(900))
    line(word, text)
    pdf = pdf_of(word, fonts)
    assert pdf.pages > 5
    assert dense("".join(lines_of(pdf))) == text


def test_a_section_that_goes_on_has_its_header_from_the_next_page_on(fonts: Fonts) -> None:
    word = blank()
    word.sections[0].header.paragraphs[0].text = "前眉"
    line(word, "前文")
    going_on = word.add_section(WD_SECTION.CONTINUOUS)
    going_on.header.is_linked_to_previous = False
    going_on.header.paragraphs[0].text = "后眉"
    line(word, "后文")
    line(word, "次页").paragraph_format.page_break_before = True
    assert [dense(page) for page in pages_of(pdf_of(word, fonts))] == ["前文后文前眉", "次页后眉"]
