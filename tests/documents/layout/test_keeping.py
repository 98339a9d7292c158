"""What stays together: sentences, signers' rows, the seal and its date."""

import pytest
from docx.document import Document as WordDocument
from docx.shared import Mm

from mediatordesk.documents import Fonts
from tests.documents.papers import blank, cell_text, grid, line
from tests.documents.reading import dense, pages_of, pdf_of

LINES_OF_A_PAGE = 22
ROWS_OF_A_PAGE = 11  # of 20 mm on 225 mm


def closing(above: int, signers: int, *, keep_rows: bool = True) -> WordDocument:
    """Return lines of text, and below them what a paper ends with: signers, seal, date."""
    word = blank()
    for number in range(above):
        line(word, f"文{number}。")
    line(word, "双方签名：").paragraph_format.keep_with_next = True
    table = grid(word, (60, 90), signers)
    for number, row in enumerate(table.rows, start=1):
        row.height = Mm(20)
        for cell in row.cells:
            cell_text(cell, f"签{number}。")
            cell.paragraphs[0].paragraph_format.keep_with_next = keep_rows
    line(word, "印章").paragraph_format.keep_with_next = True
    line(word, "日期")
    return word


@pytest.mark.parametrize("above", [15, 17, 19, 20])
def test_the_seal_takes_the_signers_and_their_sentence_with_it(fonts: Fonts, above: int) -> None:
    first, second = pages_of(pdf_of(closing(above, 3), fonts))
    assert dense(first).endswith(f"文{above - 1}。")
    assert dense(second) == "双方签名：签1。签1。签2。签2。签3。签3。印章日期"


def test_what_has_room_stays_where_it_is(fonts: Fonts) -> None:
    assert pdf_of(closing(LINES_OF_A_PAGE - 3 - 6, 3), fonts).pages == 1


@pytest.mark.parametrize("signers", range(ROWS_OF_A_PAGE - 1, ROWS_OF_A_PAGE * 3))
def test_a_seal_is_never_alone_however_many_sign(fonts: Fonts, signers: int) -> None:
    pages = pages_of(pdf_of(closing(10, signers), fonts))
    assert dense(pages[-1]).endswith("印章日期")
    assert f"签{signers}。" in pages[-1]
    text = dense("".join(pages))
    assert [text.count(f"签{number}。") for number in range(1, signers + 1)] == [2] * signers


def test_rows_that_do_not_keep_let_the_seal_go(fonts: Fonts) -> None:
    *_, last = pages_of(pdf_of(closing(LINES_OF_A_PAGE - 1 - 6, 3, keep_rows=False), fonts))
    assert dense(last) == "印章日期"


def test_a_page_that_begins_by_itself_pulls_nothing_to_it(fonts: Fonts) -> None:
    word = blank()
    for _ in range(LINES_OF_A_PAGE - 1):
        line(word, "行")
    line(word, "附件如下。").paragraph_format.keep_with_next = True
    line(word, "附件").paragraph_format.page_break_before = True
    first, second = pages_of(pdf_of(word, fonts))
    assert dense(first).endswith("附件如下。")
    assert dense(second) == "附件"
