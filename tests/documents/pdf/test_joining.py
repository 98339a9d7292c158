"""Papers joined, and pictures as pages: archival too, where that can be promised."""

import io

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from mediatordesk.documents import Attachment, Fonts, NotAPdf, join_pdfs, to_pdf
from tests.documents.papers import blank, line, to_bytes

from .judging import faults


@pytest.fixture(scope="module")
def papers(fonts: Fonts) -> list[bytes]:
    """Return two papers, one with data in it."""
    made = []
    for text, attachment in (("甲", None), ("乙", Attachment("data.json", b"{}"))):
        word = blank()
        line(word, text)
        made.append(to_pdf(to_bytes(word), fonts, title=text, attachment=attachment).data)
    return made


def pages_in(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def foreign() -> bytes:
    """Return a PDF that is not archival."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=True)
    canvas.drawString(100, 700, "scan")
    canvas.save()
    return target.getvalue()


def test_archival_papers_stay_so_when_joined(papers: list[bytes]) -> None:
    joined = join_pdfs(papers, title="申请书 O'Brien & Sons（覃𬭎）")
    assert faults(joined) == []
    with pikepdf.open(io.BytesIO(joined)) as pdf:
        assert len(pdf.pages) == sum(map(pages_in, papers))
        assert str(pdf.docinfo.Title) == "申请书 O'Brien & Sons（覃𬭎）"
    assert join_pdfs(papers, title="申请书 O'Brien & Sons（覃𬭎）") == joined


def test_without_a_title_it_has_that_of_the_first(papers: list[bytes]) -> None:
    with pikepdf.open(io.BytesIO(join_pdfs(papers))) as pdf:
        assert str(pdf.docinfo.Title) == "甲"
    assert faults(join_pdfs(papers)) == []


def test_nothing_is_promised_for_the_pdf_of_others(papers: list[bytes]) -> None:
    with pikepdf.open(io.BytesIO(join_pdfs([*papers, foreign()]))) as pdf:
        assert len(pdf.pages) == sum(map(pages_in, papers)) + 1
        assert "/OutputIntents" not in pdf.Root
        assert "/Metadata" not in pdf.Root


def test_what_is_no_pdf_is_refused(papers: list[bytes]) -> None:
    with pytest.raises(NotAPdf):
        join_pdfs([*papers, b"%PDF-1.4 nothing"])
