"""Codes and marks for seals stand beside the text of a page, never on it."""

import io
from collections.abc import Sequence

import pikepdf
import pytest
from docx.shared import Mm

from mediatordesk.documents import Fonts, PageCode, Pdf, Template, fill, read_page_codes, to_pdf
from mediatordesk.documents.pdf.code_marks import NoRoomForCode
from tests.documents.papers import agreement, blank, form, line, notice, to_bytes
from tests.documents.pdf.judging import faults
from tests.documents.reading import dense, pages_of, pdf_of_paragraphs
from tests.documents.scans.pages import CASE_ID, CODE, CONTENT, drawn, printed
from tests.documents.values import CASE

SHORT = "（2025）正阳人调字第3号·D17·第2版·"


def corner_of(pdf: Pdf, page: int = 0) -> tuple[bool, bool]:
    """Return whether the code of a page is right and low."""
    found = read_page_codes(pdf.data, "application/pdf")[page]
    assert found.code == CODE.for_page(page + 1, pdf.pages)
    assert found.corners is not None
    return found.corners[0][0] > 0.5, found.corners[0][1] > 0.5


@pytest.mark.parametrize("template", [agreement(), form(), notice()])
def test_every_page_has_its_code_and_line_and_keeps_its_text(fonts: Fonts, template: bytes) -> None:
    docx = fill(Template.read(template), CASE).docx
    plain, coded = to_pdf(docx, fonts, title="x"), to_pdf(docx, fonts, title="x", code=CODE)
    assert coded.pages == plain.pages
    for page, (before, after) in enumerate(zip(pages_of(plain), pages_of(coded), strict=True), 1):
        added = f"{SHORT}{page}/{plain.pages}·1AF6-4C81"
        assert len(dense(after)) == len(dense(before)) + len(added)
        assert SHORT in dense(after)
        assert corner_of(coded, page - 1) == (True, True)


def test_it_is_drawn_not_a_picture(fonts: Fonts) -> None:
    docx = pdf_file(["甲"])
    with pikepdf.open(io.BytesIO(to_pdf(docx, fonts, title="x", code=CODE).data)) as read:
        assert "/XObject" not in read.pages[0].Resources


def test_a_marked_paper_is_as_fit_for_the_archive_as_a_plain_one(fonts: Fonts) -> None:
    assert faults(printed(fonts).data) == []


def test_the_same_paper_with_a_code_gives_the_same_bytes(fonts: Fonts) -> None:
    other = PageCode.of_paper(CASE_ID, "D17", 3, CONTENT)
    assert printed(fonts) == printed(fonts)
    assert printed(fonts, other).data != printed(fonts).data


def pdf_file(texts: Sequence[str], **margins: float) -> bytes:
    """Return a Word file of paragraphs with margins in millimetres."""
    word = blank()
    for side, width in margins.items():
        setattr(word.sections[0], f"{side}_margin", Mm(width))
    for text in texts:
        line(word, text)
    return to_bytes(word)


@pytest.mark.parametrize(
    ("margins", "place"),
    [
        ({"bottom": 8}, (True, True)),  # it stands within the right margin
        ({"bottom": 8, "right": 8}, (False, True)),
        ({"bottom": 8, "right": 8, "left": 8}, (True, False)),
        ({"bottom": 8, "right": 8, "left": 8, "top": 8}, None),
    ],
)
def test_where_text_is_in_the_corner_the_code_goes_to_the_next(
    fonts: Fonts, margins: dict[str, float], place: tuple[bool, bool] | None
) -> None:
    full = pdf_file(["满" * 1100], **margins)
    if place is None:
        with pytest.raises(NoRoomForCode, match="Page 1 "):
            to_pdf(full, fonts, title="x", code=CODE)
        return
    assert corner_of(to_pdf(full, fonts, title="x", code=CODE)) == place


def test_a_single_page_has_no_seam_and_others_show_it(fonts: Fonts) -> None:
    single = fill(Template.read(notice()), CASE).docx
    assert to_pdf(single, fonts, title="x", seam=True).data == to_pdf(single, fonts, title="x").data
    pdf = printed(fonts)
    for page, text in enumerate(pages_of(pdf), start=1):
        assert f"骑缝章处{page}/3" in dense(text)


def test_seam_marks_stand_at_the_right_edge_at_half_the_height(fonts: Fonts) -> None:
    pdf = printed(fonts)
    for page in drawn(pdf, 72):
        strip = page.convert("L").crop((page.width - 25, 0, page.width, page.height - 70))
        box = strip.point(lambda value: 255 if value < 200 else 0).getbbox()
        assert box is not None
        assert (box[1] + box[3]) / 2 == pytest.approx(page.height / 2, abs=2)
        assert box[3] - box[1] == pytest.approx(45 / 25.4 * 72, abs=3)
        assert box[2] < 25 - 11  # printers do not reach the last 4 mm


def test_a_landscape_page_has_its_code_too(fonts: Fonts) -> None:
    word = blank()
    section = word.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    line(word, "测算单")
    assert corner_of(to_pdf(to_bytes(word), fonts, title="x", code=CODE)) == (True, True)


def test_a_plain_paper_has_neither(fonts: Fonts) -> None:
    plain = pdf_of_paragraphs(["甲"], fonts)
    assert dense(pages_of(plain)[0]) == "甲"
    assert read_page_codes(plain.data, "application/pdf")[0].code is None
