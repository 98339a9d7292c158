"""Reads PDFs back: their text, where it stands, how they look."""

import io
import re
from collections.abc import Sequence

import pypdfium2
from docx.document import Document as WordDocument

from mediatordesk.documents import Fonts, Pdf, to_pdf

from .papers import blank, line, to_bytes


def pdf_of(word: WordDocument, fonts: Fonts) -> Pdf:
    """Make a PDF of a document."""
    return to_pdf(to_bytes(word), fonts, title="测试")


def pdf_of_paragraphs(paragraphs: Sequence[str], fonts: Fonts) -> Pdf:
    """Make a PDF of plain paragraphs on a page with the margins of GB/T 9704-2012."""
    word = blank()
    for paragraph in paragraphs:
        line(word, paragraph)
    return pdf_of(word, fonts)


def pages_of(pdf: Pdf) -> list[str]:
    """Return the text of every page, as pdfium reads it."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf.data))
    return [page.get_textpage().get_text_bounded() for page in document]


def lines_of(pdf: Pdf) -> list[str]:
    """Return the lines of all pages."""
    return [text for page in pages_of(pdf) for text in page.splitlines() if text.strip()]


def dense(text: str) -> str:
    """Text without any white space: what two papers must have in common."""
    return re.sub(r"\s", "", text)


def places_of(pdf: Pdf, wanted: str, page: int = 0) -> list[tuple[float, float]]:
    """Where a text stands on a page: left and baseline box bottom, points from the top left."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf.data))
    sheet = document[page]
    text = sheet.get_textpage()
    found, height = [], sheet.get_height()
    searcher = text.search(wanted)
    while (hit := searcher.get_next()) is not None:
        left, bottom, _right, _top = text.get_charbox(hit[0], loose=True)
        found.append((left, height - bottom))
    return found


def right_ends_of(pdf: Pdf, page: int = 0) -> list[float]:
    """Return where the lines of a page end at the right, from top to bottom, in points."""
    text = pypdfium2.PdfDocument(io.BytesIO(pdf.data))[page].get_textpage()
    ends: list[float] = []
    height = 0.0
    for at in range(text.count_chars()):
        _left, bottom, right, _top = text.get_charbox(at, loose=True)
        if not text.get_text_range(at, 1).strip():
            continue
        if not ends or abs(bottom - height) > 10:
            ends.append(0.0)
            height = bottom
        ends[-1] = max(ends[-1], right)
    return ends


def colours_of(pdf: Pdf, page: int = 0) -> set[tuple[int, ...]]:
    """Return the colours of a page, drawn small."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf.data))
    image = document[page].render(scale=1).to_pil().convert("RGB")
    return {colour for _count, colour in image.getcolors(1 << 24)}
