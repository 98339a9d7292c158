"""More than any paper has, and what refers to itself: all of it ends soon, with words."""

import struct
import time
import zlib

import pytest

from mediatordesk.core.errors import DeskError
from mediatordesk.documents import Fonts, Picture, Template, fill, to_pdf
from mediatordesk.documents.errors import BrokenPart
from mediatordesk.documents.word.package import DOCUMENT, write_package
from tests.documents.hostile import (
    LINKS,
    NUMBERING,
    RELATIONSHIPS,
    SECONDS,
    STYLES,
    W,
    parts,
    put_through_everything,
    with_body,
)

HUGE = {
    "text": f"<w:p><w:r><w:t>{'田' * 4_000_000}</w:t></w:r></w:p>",
    "attribute": f'<w:p w:rsidR="{"x" * 11_000_000}"/>',
    "depth": "<w:smartTag>" * 300 + "</w:smartTag>" * 300,
    "elements": "<w:p/>" * 2_100_000,
}


@pytest.mark.parametrize("what", HUGE)
def test_what_no_paper_has_is_refused(what: str, fonts: Fonts) -> None:
    data = with_body(HUGE[what])
    with pytest.raises(BrokenPart):
        Template.read(data)
    assert len(put_through_everything(data, fonts).errors) >= 2


TABLE = "<w:tbl><w:tr><w:tc>"
DEEP = {
    "tables": TABLE * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl><w:p/>" * 80,
    "links": f"<w:p>{'<w:hyperlink>' * 240}<w:r><w:t>甲</w:t></w:r>{'</w:hyperlink>' * 240}</w:p>",
    "controls": "<w:sdt><w:sdtContent>" * 120 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 120,
    "spans": '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc>'
    "</w:tr></w:tbl>",
    "measures": '<w:p><w:pPr><w:spacing w:before="999999999999" w:line="-5"/>'
    '<w:ind w:left="1e308"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>',
    "sizes": '<w:p><w:r><w:rPr><w:sz w:val="1e300"/></w:rPr><w:t>甲</w:t></w:r></w:p>',
    "page": '<w:p><w:r><w:t>甲乙</w:t></w:r></w:p><w:sectPr><w:pgSz w:w="0" w:h="-1"/></w:sectPr>',
    "margins": "<w:p><w:r><w:t>甲乙</w:t></w:r></w:p><w:sectPr>"
    '<w:pgMar w:top="99999" w:bottom="99999" w:left="99999" w:right="99999"/></w:sectPr>',
}


@pytest.mark.parametrize("what", DEEP)
def test_a_strange_layout_ends_with_a_paper_or_with_words(what: str, fonts: Fonts) -> None:
    put_through_everything(with_body(DEEP[what] + "<w:p><w:r><w:t>完</w:t></w:r></w:p>"), fonts)


def style(name: str, based_on: str, more: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:basedOn w:val="{based_on}"/>'
        f'<w:link w:val="{based_on}"/><w:next w:val="{name}"/>{more}</w:style>'
    )


def test_styles_and_lists_that_refer_to_themselves_end(fonts: Fonts) -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("A", "A") + style("B", "C", numbered) + style("C", "B")
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="B"/><w:styleLink w:val="B"/>'
        '<w:lvl w:ilvl="0"><w:pStyle w:val="B"/><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="%1%1%2%9"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
        for name in "ABC"
    )
    data = write_package(
        {
            **parts(),
            STYLES: f"<w:styles {W}>{styles}</w:styles>".encode(),
            NUMBERING: f"<w:numbering {W}>{lists}</w:numbering>".encode(),
            DOCUMENT: f"<w:document {W}><w:body>{body}</w:body></w:document>".encode(),
        }
    )
    assert put_through_everything(data, fonts).errors == []


def test_a_part_that_is_related_to_itself_ends(fonts: Fonts) -> None:
    sound = parts()
    link = (
        f'<Relationship Id="rId98" Target="document.xml" Type="{RELATIONSHIPS}/header"/>'
        "</Relationships>"
    )
    links = sound[LINKS].replace(b"</Relationships>", link.encode())
    body = sound[DOCUMENT].replace(
        b"<w:sectPr",
        b'<w:sectPr xmlns:r="' + RELATIONSHIPS.encode() + b'"><w:headerReference '
        b'w:type="default" r:id="rId98"/></w:sectPr><w:sectPr',
    )
    put_through_everything(write_package({**sound, LINKS: links, DOCUMENT: body}), fonts)


def png(width: int, height: int) -> bytes:
    """Return a PNG that is small and says that it is large."""
    pieces = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(2**20))),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in pieces
    )


@pytest.mark.parametrize("sides", [(30_000, 30_000), (2**31 - 1, 2), (20_000, 8_000)])
def test_a_picture_of_too_many_pixels_is_refused(sides: tuple[int, int], fonts: Fonts) -> None:
    bomb = png(*sides)
    paper = fill(Template.read(write_package(parts())), {"姓名": Picture(bomb, 20, 20)}).docx
    started = time.process_time()
    with pytest.raises(DeskError):
        to_pdf(paper, fonts, title="x")
    assert time.process_time() - started < SECONDS


def test_a_picture_with_a_bomb_in_its_notes_is_refused(fonts: Fonts) -> None:
    note = b"x\0\0" + zlib.compress(bytes(8 * 2**20))
    chunk = struct.pack(">I", len(note)) + b"zTXt" + note
    chunk += struct.pack(">I", zlib.crc32(b"zTXt" + note))
    bomb = png(1, 1)[:33] + chunk + png(1, 1)[33:]
    paper = fill(Template.read(write_package(parts())), {"姓名": Picture(bomb, 20, 20)}).docx
    with pytest.raises(DeskError):
        to_pdf(paper, fonts, title="x")


def test_a_list_that_holds_itself_ends() -> None:
    endless: list[object] = []
    endless.append(endless)
    template = Template.read(write_package(parts("{{条款}}", "{{条款.条款.条款}}")))
    assert fill(template, {"条款": endless}).missing == ("条款", "条款.条款.条款")
