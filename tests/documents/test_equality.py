"""The Word file and the PDF of a paper say the same, whatever it was filled with."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache

import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn

from mediatordesk.documents import Fonts, Template, fill, to_pdf
from tests.documents.papers import opened, text_of
from tests.documents.reading import dense
from tests.documents.records import record
from tests.documents.shipped import shipped_forms

FORMS = sorted(shipped_forms())
QUICK, USUAL, ALL = 40, 200, 1000
SHOWN = re.compile(rb"<([0-9A-Fa-f]{4,})>")

Reader = Callable[[bytes], list[str]]


@cache
def template(form: str) -> Template:
    return Template.read(shipped_forms()[form])


def read_by_pdfium(pdf: bytes) -> list[str]:
    """Return the text of each page, in the order in which it is drawn."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def read_by_pdftotext(pdf: bytes) -> list[str]:
    """Return the text of each page as poppler reads it."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def without_page_numbers(pages: list[str], docx: bytes) -> str:
    """Return the text of all pages; each must end with the foot that the Word file has for it."""
    feet = [dense(one.text) for one in opened(docx).sections[-1].footer.paragraphs]
    foot, body = "".join(feet), ""
    for number, page in enumerate(map(dense, pages), start=1):
        own = foot.replace("1/1", f"{number}/{len(pages)}").replace("—1—", f"—{number}—")
        assert page.endswith(own)
        body += page.removesuffix(own)
    return body


def repeated_rows(docx: bytes) -> Iterator[str]:
    """Yield the text of the header rows of each table, which stand again on its next pages."""
    for table in opened(docx).element.body.iter(qn("w:tbl")):
        heads = [head.getparent().getparent() for head in table.iter(qn("w:tblHeader"))]
        text = "".join(part.text or "" for head in heads for part in head.iter(qn("w:t")))
        if text:
            yield dense(text)


def check_record(seed: int, fonts: Fonts, read: Reader) -> None:
    """Fill the form whose turn it is, and compare what both papers say."""
    form = FORMS[seed % len(FORMS)]
    docx = fill(template(form), record(template(form).fields, seed)).docx
    pdf = to_pdf(docx, fonts, title=form)
    said, shown = dense(text_of(docx)), without_page_numbers(read(pdf.data), docx)
    for heading in set(repeated_rows(docx)):
        again = shown.count(heading) - said.count(heading)
        assert 0 <= again < pdf.pages * said.count(heading)
        shown = shown.replace(heading, "", again)
    assert pdf.missing_glyphs == ()
    if pdf.pages == 1 or not opened(docx).tables:
        assert shown == said
    # A row that is split over pages is read page by page: the same words in another order.
    assert sorted(shown) == sorted(said)
    assert_no_glyph_is_notdef(pdf.data)


def assert_no_glyph_is_notdef(pdf: bytes) -> None:
    """Look at every glyph that is shown: number 0 is the box for a character without one."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            for shown in SHOWN.findall(page.Contents.read_bytes()):
                glyphs = [shown[at : at + 4] for at in range(0, len(shown), 4)]
                assert b"0000" not in glyphs


@pytest.mark.parametrize("start", range(0, QUICK, 20))
def test_both_papers_say_the_same(start: int, fonts: Fonts) -> None:
    for seed in range(start, start + 20):
        check_record(seed, fonts, read_by_pdfium)


@pytest.mark.real
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler")
@pytest.mark.parametrize("start", range(0, USUAL, 20))
def test_both_papers_say_the_same_to_poppler(start: int, fonts: Fonts) -> None:
    for seed in range(start, start + 20):
        check_record(seed, fonts, read_by_pdftotext)


@pytest.mark.soak
@pytest.mark.parametrize("start", range(0, ALL, 20))
def test_all_papers_say_the_same(start: int, fonts: Fonts) -> None:
    for seed in range(start, start + 20):
        check_record(seed, fonts, read_by_pdftotext)
