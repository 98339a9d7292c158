"""A bound file: numbers in the corners, odd pages set upright, nothing of the parts changed."""

import io
import re
from collections.abc import Callable

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from mediatordesk.documents import (
    BoundPart,
    Fonts,
    NotAPdf,
    bind_pages,
    facts_of_pdf,
    picture_page,
    to_pdf,
)
from tests.documents.papers import blank, line, to_bytes

from .judging import faults

A4, A3 = (595.276, 841.89), (841.89, 1190.55)
Fault = Callable[[pikepdf.Pdf], None]


@pytest.fixture(scope="module")
def paper(fonts: Fonts) -> bytes:
    """Return a paper of ours."""
    word = blank()
    line(word, "覃𬭎与 O'Brien & Sons")
    return to_pdf(to_bytes(word), fonts, title="协议书").data


def sheet(size: tuple[float, float] = A4, pages: int = 1, *, alter: Fault | None = None) -> bytes:
    """Return a PDF from elsewhere, a word in the upper left of each page; altered at will."""
    drawn, written = io.BytesIO(), io.BytesIO()
    canvas = Canvas(drawn, pagesize=size, invariant=True)
    for _page in range(pages):
        canvas.drawString(30, size[1] - 40, "corner")
        canvas.showPage()
    canvas.save()
    with pikepdf.open(io.BytesIO(drawn.getvalue())) as pdf:
        if alter:
            alter(pdf)
        pdf.save(written)
    return written.getvalue()


def photo(size: tuple[int, int] = (400, 600)) -> bytes:
    """Return a dark photo as the page of a file."""
    target = io.BytesIO()
    Image.new("RGB", size, (20, 20, 30)).save(target, "JPEG")
    return picture_page(target.getvalue(), title="照片")


def words(data: bytes, place: int) -> dict[str, tuple[float, float]]:
    """Return where each word of a page stands, from its upper left corner, as it is seen."""
    page = pypdfium2.PdfDocument(data)[place]
    text, found = page.get_textpage(), {}
    whole = text.get_text_range()
    for match in re.finditer(r"\S+", whole):
        left, _bottom, _right, top = text.get_charbox(match.start())
        found[match.group()] = (left, page.get_height() - top)
    return found


def size_of(data: bytes, place: int) -> tuple[float, float]:
    width, height = pypdfium2.PdfDocument(data)[place].get_size()
    return round(width), round(height)


def test_numbers_run_through_the_numbered_parts_and_leave_out_the_others(
    fonts: Fonts, paper: bytes
) -> None:
    parts = [
        BoundPart("封面", paper, numbered=False),
        BoundPart("申请书", paper),
        BoundPart("证据 a<b", sheet(pages=3)),
        BoundPart("封底", paper, numbered=False),
    ]
    bound = bind_pages(parts, fonts, title="卷宗 O'Brien & Sons（覃𬭎）")
    assert (bound.numbered, bound.pages) == (4, 6)
    for place, number in enumerate(["", "1", "2", "3", "4", ""]):
        stamped = {word for word in words(bound.data, place) if word.isdigit()}
        assert stamped == ({number} if number else set())
    with pikepdf.open(io.BytesIO(bound.data)) as pdf:
        assert str(pdf.docinfo.Title) == "卷宗 O'Brien & Sons（覃𬭎）"
        with pdf.open_outline() as outline:
            assert [one.title for one in outline.root] == ["封面", "申请书", "证据 a<b", "封底"]
    assert bind_pages(parts, fonts, title="卷宗 O'Brien & Sons（覃𬭎）") == bound


def test_a_reader_names_the_pages_by_their_numbers(fonts: Fonts, paper: bytes) -> None:
    parts = [BoundPart("封面", paper, numbered=False), BoundPart("证据", sheet(pages=2))]
    document = pypdfium2.PdfDocument(bind_pages(parts, fonts, title="卷宗").data)
    assert [document.get_page_label(place) for place in range(3)] == ["", "1", "2"]


def test_a_number_stands_upper_right_and_on_the_back_of_a_sheet_upper_left(fonts: Fonts) -> None:
    parts = [BoundPart("甲", sheet(pages=3)), BoundPart("乙", sheet())]
    bound = bind_pages(parts, fonts, title="卷宗", two_sided=True).data
    assert len(pypdfium2.PdfDocument(bound)) == 5  # 乙 begins on a sheet of its own
    for place, number, is_left in ((0, "1", False), (1, "2", True), (2, "3", False), (4, "4", 0)):
        left, top = words(bound, place)[number]
        assert top < 30
        assert left < 50 if is_left else left > A4[0] - 60
    assert words(bound, 3) == {}


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_bound_as_it_is_seen(fonts: Fonts, turn: int) -> None:
    def turned(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.obj.MediaBox = pikepdf.Array([50, 20, 50 + 500, 20 + 700])
        page.obj.Rotate = turn

    handed_in = sheet(alter=turned)
    bound = bind_pages([BoundPart("甲", handed_in)], fonts, title="卷宗").data
    assert size_of(bound, 0) == size_of(handed_in, 0)
    pictures = [
        pypdfium2.PdfDocument(one)[0].render(scale=0.5, grayscale=True).to_pil()
        for one in (handed_in, bound)
    ]
    width = pictures[0].width
    with_number = (width - 45, 0, width, 25)
    for picture in pictures:
        picture.paste(255, with_number)
    assert pictures[0].tobytes() == pictures[1].tobytes()
    left, top = words(bound, 0)["1"]
    assert top < 30
    assert left > size_of(bound, 0)[0] - 60


@pytest.mark.parametrize(
    ("size", "bound_size"),
    [
        (A4, (595, 842)),
        (A4[::-1], (842, 595)),
        (A3, (842, 1191)),
        (A3[::-1], (1191, 842)),
        ((2480, 3508), (595, 842)),
        ((3508, 2480), (842, 595)),
        ((243, 153), (595, 842)),
        ((226, 1000), (595, 842)),
    ],
)
def test_pages_keep_their_size_up_to_a3_and_odd_ones_lie_on_a4(
    fonts: Fonts, size: tuple[float, float], bound_size: tuple[float, float]
) -> None:
    bound = bind_pages([BoundPart("甲", sheet(size))], fonts, title="卷宗").data
    assert size_of(bound, 0) == bound_size
    assert {"corner", "1"} <= words(bound, 0).keys()


def test_a_page_that_leaves_its_drawing_state_open_moves_no_number(fonts: Fonts) -> None:
    def leave_open(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(b"q 0.1 0 0 0.1 300 300 cm 1 0 0 rg")

    bound = bind_pages([BoundPart("甲", sheet(alter=leave_open))], fonts, title="卷宗").data
    left, top = words(bound, 0)["1"]
    assert (left > A4[0] - 60, top < 30) == (True, True)


def test_what_acts_in_a_pdf_is_told_and_stays_behind(fonts: Fonts) -> None:
    def act(pdf: pikepdf.Pdf) -> None:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.Root.OpenAction = pdf.make_indirect(script)
        pdf.pages[0].obj.AA = pikepdf.Dictionary(O=script)
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=script
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(link)])

    handed_in = sheet(alter=act)
    assert facts_of_pdf(handed_in).acts
    assert not facts_of_pdf(sheet()).acts
    bound = bind_pages([BoundPart("甲", handed_in)], fonts, title="卷宗").data
    with pikepdf.open(io.BytesIO(bound)) as pdf:
        everything = b"".join(one.unparse(resolved=True) for one in pdf.objects)
    assert b"JavaScript" not in everything
    assert b"/AA" not in everything
    assert b"Annots" not in everything


def test_papers_of_ours_are_an_archival_file_and_others_promise_nothing(
    fonts: Fonts, paper: bytes
) -> None:
    ours = [
        BoundPart("封面", paper, numbered=False),
        BoundPart("甲", paper),
        BoundPart("乙", photo()),
    ]
    bound = bind_pages(ours, fonts, title="卷宗", two_sided=True)
    assert bound.is_archival
    assert faults(bound.data) == []
    mixed = bind_pages([*ours, BoundPart("丙", sheet())], fonts, title="卷宗")
    assert not mixed.is_archival
    with pikepdf.open(io.BytesIO(mixed.data)) as pdf:
        assert "/Metadata" not in pdf.Root


def test_a_number_is_read_on_a_dark_photo(fonts: Fonts) -> None:
    dark = sheet(alter=_blackened)
    bound = bind_pages([BoundPart("甲", dark)], fonts, title="卷宗").data
    page = pypdfium2.PdfDocument(bound)[0].render(scale=2, grayscale=True).to_pil()
    corner = page.crop((page.width - 90, 20, page.width - 40, 60))
    assert corner.getextrema() == (0, 255)  # white around black figures


def _blackened(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 g 0 0 600 900 re f")


def test_a_photo_goes_in_byte_for_byte(fonts: Fonts) -> None:
    handed_in = photo()
    with pikepdf.open(io.BytesIO(handed_in)) as before:
        [picture] = before.pages[0].get_images().values()
        raw = picture.read_raw_bytes()
    bound = bind_pages([BoundPart("甲", handed_in)], fonts, title="卷宗").data
    with pikepdf.open(io.BytesIO(bound)) as after:
        [picture] = after.pages[0].get_images().values()
        assert picture.read_raw_bytes() == raw


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nonsense", b"\xff\xd8\xff\xe0 no pdf"])
def test_what_is_no_pdf_is_not_bound(fonts: Fonts, data: bytes) -> None:
    with pytest.raises(NotAPdf):
        facts_of_pdf(data)
    with pytest.raises(NotAPdf):
        bind_pages([BoundPart("甲", data)], fonts, title="卷宗")


def test_a_locked_pdf_is_not_bound(fonts: Fonts) -> None:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheet())) as pdf:
        pdf.save(written, encryption=pikepdf.Encryption(owner="甲", user="word"))
    with pytest.raises(NotAPdf):
        facts_of_pdf(written.getvalue())
    with pytest.raises(NotAPdf):
        bind_pages([BoundPart("甲", written.getvalue())], fonts, title="卷宗")


def test_a_thousand_pages_are_numbered_to_the_last(fonts: Fonts) -> None:
    bound = bind_pages([BoundPart("甲", sheet(pages=1000))], fonts, title="卷宗")
    assert bound.numbered == 1000
    assert "1000" in words(bound.data, 999)
