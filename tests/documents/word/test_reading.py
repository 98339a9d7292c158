"""What a run, a paragraph and a drawing of a Word file become."""

import io

import pypdfium2
import pytest
from PIL import Image

from mediatordesk.documents import Fonts, Pdf
from mediatordesk.documents.word.assembling import read_document
from mediatordesk.documents.word.model import (
    Document,
    Floating,
    Inline,
    Looks,
    Paragraph,
    Piece,
    Place,
    Text,
)
from mediatordesk.documents.word.package import Package
from tests.documents.papers import blank, to_bytes
from tests.documents.reading import colours_of, dense, lines_of, pdf_of, places_of
from tests.documents.word.rich import BOXED, add, drawing, picture, place, text, text_box

RED, YELLOW = (192, 0, 0), (255, 255, 0)


def paragraphs_of(*inner: str) -> list[Paragraph]:
    """Return the paragraphs of a document that holds these."""
    word = blank()
    for one in inner:
        add(word, one)
    blocks = document_of(to_bytes(word)).sections[0].blocks
    return [block for block in blocks if isinstance(block, Paragraph)]


def document_of(docx: bytes) -> Document:
    return read_document(Package.open(docx))


def pieces_of(inner: str) -> tuple[Piece, ...]:
    """Return the pieces of the first paragraph."""
    return paragraphs_of(inner)[0].pieces


def texts_of(inner: str) -> list[str]:
    return [piece.text for piece in pieces_of(inner) if isinstance(piece, Text)]


def pdf(fonts: Fonts, *inner: str) -> Pdf:
    word = blank()
    for one in inner:
        add(word, one)
    return pdf_of(word, fonts)


def image_of(made: Pdf, scale: float = 2) -> Image.Image:
    """Return the first page as a picture, `scale` pixels a point."""
    page = pypdfium2.PdfDocument(io.BytesIO(made.data))[0]
    image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    return image


def test_capitals_are_written_as_capitals(fonts: Fonts) -> None:
    assert texts_of(text("O'Brien &amp; Söhne", "<w:caps/>")) == ["O'BRIEN & SÖHNE"]
    small = pieces_of(text("Ab c", "<w:smallCaps/><w:sz w:val='40'/>"))
    assert [(one.text, one.style.points) for one in small if isinstance(one, Text)] == [
        *(("A", 20.0), ("B", 16.0), (" ", 20.0), ("C", 16.0)),
    ]


def test_signs_of_wingdings_and_symbol_are_readable() -> None:
    signs = "".join(
        f"<w:r><w:sym w:font='{font}' w:char='{code}'/></w:r>"
        for font, code in (
            *(("Wingdings", "F0FE"), ("Wingdings", "A8"), ("Wingdings 2", "F052")),
            *(("Symbol", "F0B3"), ("Symbol", "F061"), ("", "F0B7"), ("", "xyz")),
        )
    )
    assert "".join(texts_of(signs)) == "☑□☑≥α•\ufffd"


def test_a_check_box_shows_how_it_stands() -> None:
    def box(state: str) -> str:
        return (
            f"<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox>{state}</w:checkBox>"
            "</w:ffData></w:fldChar><w:instrText> FORMCHECKBOX </w:instrText>"
            "<w:fldChar w:fldCharType='end'/></w:r>"
        )

    states = ("<w:default w:val='1'/>", "<w:default w:val='1'/><w:checked w:val='0'/>", "")
    assert texts_of("".join(box(state) for state in states)) == ["☑", "□", "□"]


def test_a_field_shows_what_was_saved_with_it() -> None:
    field = (
        "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>DATE \\@ yyyy</w:instrText>"
        "<w:fldChar w:fldCharType='separate'/><w:t>2026</w:t><w:fldChar w:fldCharType='end'/></w:r>"
    )
    assert texts_of(text("于") + field + text("年")) == ["于", "2026", "年"]


def test_text_boxes_are_printed_once_and_where_they_are_anchored(fonts: Fonts) -> None:
    boxed, after = text("前") + text_box("框内"), text("后")
    assert [dense(found) for found in lines_of(pdf(fonts, boxed, after))] == ["前", "框内", "后"]


def test_a_paragraph_that_only_holds_a_text_box_gives_its_place_to_it() -> None:
    found = paragraphs_of(text_box("— 1 —"))
    assert [len(one.pieces) for one in found] == [1]
    assert found[0].style.align == "center"


def test_a_highlight_and_a_shade_are_drawn(fonts: Fonts) -> None:
    shown = colours_of(pdf(fonts, text("黄", '<w:highlight w:val="yellow"/>')))
    assert YELLOW in shown
    shown = colours_of(pdf(fonts, text("蓝", '<w:shd w:val="clear" w:fill="0000FF"/>')))
    assert (0, 0, 255) in shown
    none = '<w:highlight w:val="none"/><w:shd w:val="clear" w:fill="auto"/>'
    assert colours_of(pdf(fonts, text("白", none))) <= {(n, n, n) for n in range(256)}


def test_a_boxed_paragraph_has_four_sides(fonts: Fonts) -> None:
    made = pdf(fonts, f"<w:pPr><w:pBdr>{BOXED}</w:pBdr></w:pPr>" + text("方框"))
    image = image_of(made)
    red = [
        (x, y)
        for x in range(image.width)
        for y in range(image.height // 3)
        if image.getpixel((x, y)) == RED
    ]
    left, right = min(x for x, _y in red), max(x for x, _y in red)
    top, bottom = min(y for _x, y in red), max(y for _x, y in red)
    for x, y in ((left, (top + bottom) // 2), (right, (top + bottom) // 2)):
        assert (x, y) in red
    for x, y in (((left + right) // 2, top), ((left + right) // 2, bottom)):
        assert (x, y) in red


@pytest.mark.parametrize("leader", ["dot", "hyphen", "underscore", "middleDot"])
def test_the_line_before_a_tab_stop_is_drawn_and_is_no_text(fonts: Fonts, leader: str) -> None:
    def inked(kind: str) -> int:
        tabs = f"<w:tabs><w:tab w:val='right' w:leader='{kind}' w:pos='8000'/></w:tabs>"
        tab = f"<w:pPr>{tabs}</w:pPr>" + text("总则") + "<w:r><w:tab/></w:r>" + text("12")
        made = pdf(fonts, tab)
        assert dense("".join(lines_of(made))) == "总则12"
        (left, _y), (right, _y2) = places_of(made, "则")[0], places_of(made, "12")[0]
        gap = image_of(made).crop((int(left * 2) + 40, 0, int(right * 2) - 4, 500))
        return sum(gap.convert("L").histogram()[:128])

    assert inked(leader) > 100 > inked("none") == 0


def test_emphasis_marks_stand_below_the_characters(fonts: Fonts) -> None:
    plain = image_of(pdf(fonts, text("重点")))
    marked = image_of(pdf(fonts, text("重点", '<w:em w:val="dot"/>')))
    [(_x, baseline)] = places_of(pdf(fonts, text("重点")), "重")
    below = (0, int(baseline * 2), plain.width, int(baseline * 2) + 20)
    assert len(marked.crop(below).getcolors() or ()) > len(plain.crop(below).getcolors() or ())


def test_narrow_and_wide_characters_move_what_follows(fonts: Fonts) -> None:
    ends = {
        wide: places_of(pdf(fonts, text("字字字", f"<w:w w:val='{wide}'/>") + text("完")), "完")[0][
            0
        ]
        for wide in (50, 100, 200)
    }
    width = 3 * 16.0
    assert ends[50] == pytest.approx(ends[100] - width / 2, abs=0.5)
    assert ends[200] == pytest.approx(ends[100] + width, abs=0.5)


def test_a_picture_is_cropped_and_turned(fonts: Fonts) -> None:
    word = blank()
    add(word, drawing(word, cut='<a:srcRect l="50000" b="50000"/>'))
    made = pdf_of(word, fonts)
    assert (0, 128, 0) in colours_of(made)
    assert (255, 0, 0) not in colours_of(made)
    add(word, drawing(word, frame='rot="5400000"'))
    turned = document_of(to_bytes(word)).sections[0].blocks[1]
    assert isinstance(turned, Paragraph)
    (found,) = turned.pieces
    assert isinstance(found, Inline)
    assert (found.width, found.height, found.looks) == (36.0, 72.0, Looks(turned=90.0))


def test_a_floating_picture_stands_where_it_is_aligned(fonts: Fonts) -> None:
    word = blank()
    add(word, text("字") + drawing(word, anchor=place("right", "bottom")))
    image = image_of(pdf_of(word, fonts), 1)
    corner = image.crop((image.width - 70, image.height - 34, image.width - 2, image.height - 2))
    assert (255, 255, 255) not in {colour for _count, colour in corner.getcolors(1 << 16) or ()}


def test_a_place_is_a_distance_or_an_alignment() -> None:
    areas = {"page": (0.0, 600.0), "margin": (80.0, 440.0)}
    assert Place("page", 12.0).measured(areas, 99.0, 100.0) == 12.0
    assert Place("elsewhere", 12.0).measured(areas, 99.0, 100.0) == 111.0
    assert Place("margin", 0.0, "center").measured(areas, 99.0, 100.0) == 250.0
    assert Place("page", 0.0, "right").measured(areas, 99.0, 100.0) == 500.0


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF"])
def test_pictures_of_every_common_kind_are_drawn(fonts: Fonts, kind: str) -> None:
    word = blank()
    word.add_picture(io.BytesIO(picture(kind)))
    assert len(colours_of(pdf_of(word, fonts))) > 4


def test_an_old_picture_of_vml_is_read() -> None:
    word = blank()
    link, _image = word.part.get_or_add_image(io.BytesIO(picture()))
    shape = f"<v:imagedata r:id='{link}'/></v:shape></w:pict></w:r>"
    add(word, f"<w:r><w:pict><v:shape style='width:72pt;height:1in'>{shape}")
    floats = "position:absolute;margin-left:9pt;width:7.2cm;height:36pt;z-index:-2"
    add(word, f"<w:r><w:pict><v:shape style='{floats}'>{shape}")
    inline, floating = (
        block.pieces[0]
        for block in document_of(to_bytes(word)).sections[0].blocks
        if isinstance(block, Paragraph)
    )
    assert isinstance(inline, Inline)
    assert (inline.width, inline.height) == (72.0, 72.0)
    assert isinstance(floating, Floating)
    assert (floating.is_behind, floating.across) == (True, Place("column", 9.0))


def test_paragraphs_of_one_style_that_want_no_space_between_have_none() -> None:
    word = blank()
    for style in ("List Bullet", "List Bullet", "Normal"):
        word.add_paragraph("项", style=style).paragraph_format.space_after = 120_000
    first, second, _third = (
        block.style.after
        for block in document_of(to_bytes(word)).sections[0].blocks
        if isinstance(block, Paragraph)
    )
    assert first == 0.0
    assert second == pytest.approx(9.45, abs=0.1)


def test_tab_stops_add_to_those_of_the_style_and_are_cleared() -> None:
    word = blank()
    word.styles["Normal"].paragraph_format.tab_stops.add_tab_stop(36 * 12700)
    word.styles["Normal"].paragraph_format.tab_stops.add_tab_stop(72 * 12700)
    add(
        word,
        "<w:pPr><w:tabs><w:tab w:val='clear' w:pos='720'/><w:tab w:val='left' w:pos='2000'/>"
        "</w:tabs></w:pPr>" + text("字"),
    )
    found = document_of(to_bytes(word)).sections[0].blocks[0]
    assert isinstance(found, Paragraph)
    assert [stop.position for stop in found.style.tabs or ()] == [72.0, 100.0]
