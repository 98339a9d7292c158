"""A whole file as one PDF with bookmarks: for the printer, and for who leafs through it."""

import io
import time

import pikepdf
import pytest

from mediatordesk.documents import Fonts, NotAPdf, join_with_bookmarks, page_count, to_pdf
from tests.documents.papers import blank, line, to_bytes

from .judging import faults
from .test_joining import foreign

TITLE = "全部材料 O'Brien & Sons（覃𬭎）a<b"


@pytest.fixture(scope="module")
def papers(fonts: Fonts) -> list[tuple[str, bytes]]:
    """Return three papers; the second has two pages."""
    made = []
    for name, lines in (
        ("01 申请书", 1),
        ("02 协议\n（Nguyễn Văn Đức）", 30),
        ("03 a<b & 覃𬭎", 1),
    ):
        word = blank()
        for number in range(lines):
            line(word, f"{name.splitlines()[0]} {number}")
        made.append((name, to_pdf(to_bytes(word), fonts, title=name).data))
    return made


def bookmarks_in(data: bytes) -> list[tuple[str, int]]:
    """Return what each bookmark says and on which page, counted from 1, it opens."""
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        marked = []
        for one in outline.root:
            assert isinstance(one.destination, pikepdf.Array)
            marked.append((one.title, pages[one.destination[0].objgen]))
        return marked


def test_every_paper_has_its_bookmark_and_it_stays_archival(
    papers: list[tuple[str, bytes]],
) -> None:
    joined = join_with_bookmarks(papers, title=TITLE)
    assert faults(joined) == []
    assert page_count(joined) == sum(page_count(data) for _name, data in papers) == 4
    assert bookmarks_in(joined) == [
        ("01 申请书", 1),
        ("02 协议 （Nguyễn Văn Đức）", 2),
        ("03 a<b & 覃𬭎", 4),
    ]
    assert join_with_bookmarks(papers, title=TITLE) == joined


def test_a_reader_opens_it_with_its_bookmarks_and_title(papers: list[tuple[str, bytes]]) -> None:
    with pikepdf.open(io.BytesIO(join_with_bookmarks(papers, title=TITLE))) as pdf:
        assert pdf.Root.PageMode == "/UseOutlines"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title) == TITLE


def test_nothing_is_promised_where_one_paper_is_not_ours(papers: list[tuple[str, bytes]]) -> None:
    joined = join_with_bookmarks([*papers, ("04 证据", foreign())], title=TITLE)
    assert bookmarks_in(joined)[-1] == ("04 证据", 5)
    with pikepdf.open(io.BytesIO(joined)) as pdf:
        assert "/OutputIntents" not in pdf.Root


def test_three_hundred_and_fifty_pages_take_a_few_seconds_and_fonts_are_there_once(
    papers: list[tuple[str, bytes]],
) -> None:
    parts = [papers[1]] * 175
    began = time.process_time()
    joined = join_with_bookmarks(parts, title=TITLE)
    assert time.process_time() - began < 10
    assert page_count(joined) == 350
    assert len(joined) < 20 * len(papers[1][1])


def test_what_is_no_pdf_is_refused(papers: list[tuple[str, bytes]]) -> None:
    with pytest.raises(NotAPdf):
        join_with_bookmarks([*papers, ("坏", b"%PDF-1.4 nothing")], title=TITLE)
    with pytest.raises(NotAPdf):
        page_count(b"")
    with pytest.raises(NotAPdf):
        join_with_bookmarks([("锁", locked(papers[0][1]))], title=TITLE)


def locked(data: bytes) -> bytes:
    """Return a PDF that only a password opens."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(written, encryption=pikepdf.Encryption(owner="甲", user="乙"))
    return written.getvalue()
