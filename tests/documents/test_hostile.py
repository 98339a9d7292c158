"""Templates and values made to run, read or reach something: nothing of it happens."""

import contextlib
import io
import socket
import struct
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from mediatordesk.core.errors import DeskError
from mediatordesk.documents import Fonts, Picture, Template, check_template, fill, to_pdf
from mediatordesk.documents.errors import (
    BrokenPart,
    BrokenPlaceholder,
    ExternalContent,
    MacroContent,
    UnsafeXml,
)
from mediatordesk.documents.word.package import CONTENT_TYPES, DOCUMENT, write_package
from tests.documents.papers import blank, line, text_of, to_bytes

LINKS, STYLES, NUMBERING = (
    *("word/_rels/document.xml.rels", "word/styles.xml"),
    "word/numbering.xml",
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SECONDS = 10  # that any of these may take; most take some milliseconds
CANARY = "只有本机才有的一句话"

INJECTIONS = (
    *("{{7*7}}", "{{''.__class__.__mro__[1].__subclasses__()}}", "{{config.items()}}"),
    *("{{ self.__init__.__globals__ }}", "{% import os %}", "{%for x in y%}", "${7*7}", "#{7*7}"),
    *("{{姓名|attr('x')}}", "{{姓名.__class__}}", "<% 7*7 %>", "{{cycler.__init__}}", "%s%n{0}"),
    *("=cmd|'/c calc'!A1", "&xxe;", "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "${jndi:ldap://x}"),
)


def parts(*paragraphs: str) -> dict[str, bytes]:
    """Return the parts of a small sound document."""
    word = blank()
    for paragraph in paragraphs or ("{{姓名}}",):
        line(word, paragraph)
    with zipfile.ZipFile(io.BytesIO(to_bytes(word))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_body(body: str) -> bytes:
    """Return a Word file with this inside its body."""
    document = f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>'
    return write_package({**parts(), DOCUMENT: document.encode()})


def with_document(document: bytes) -> bytes:
    """Return a Word file whose document is this."""
    return write_package({**parts(), DOCUMENT: document})


def with_link(kind: str, target: str, part: str = LINKS) -> bytes:
    """Return a Word file with a relationship that points outside."""
    link = (
        f'<Relationship Id="rId99" TargetMode="External" Target="{target}" '
        f'Type="{RELATIONSHIPS}/{kind}"/></Relationships>'
    )
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    sound = parts()
    links = sound.get(part, empty + b"</Relationships>")
    return write_package({**sound, part: links.replace(b"</Relationships>", link.encode())})


@dataclass
class Outcome:
    """What was said about a file, and what was made of it."""

    errors: list[DeskError] = field(default_factory=list)
    made: bytes = b""


def put_through_everything(data: bytes, fonts: Fonts) -> Outcome:
    """Do with a file all that this program does with one; it ends soon, and only with words."""
    outcome = Outcome()
    started = time.monotonic()
    works: tuple[Callable[[], bytes], ...] = (
        lambda: fill(Template.read(data), {"姓名": "覃𬭎"}).docx,
        lambda: repr(check_template(data, {"姓名"})).encode(),
        lambda: to_pdf(data, fonts, title="x").data,
    )
    for work in works:
        try:
            outcome.made += work()
        except DeskError as error:
            outcome.errors.append(error)
    assert time.monotonic() - started < SECONDS
    return outcome


@dataclass
class Listener:
    """A server that counts who comes."""

    server: socket.socket
    visitors: int = 0

    @property
    def address(self) -> str:
        host, port = self.server.getsockname()
        return f"http://{host}:{port}/track.png"

    def listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                visitor, _address = self.server.accept()
                self.visitors += 1
                visitor.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        listening = Listener(server)
        thread = threading.Thread(target=listening.listen, daemon=True)
        thread.start()
        yield listening
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def reaching(address: str) -> Mapping[str, bytes]:
    """Return Word files that ask for an address, each in another way."""
    doctype = f'<!DOCTYPE w:document SYSTEM "{address}"><w:document {W}><w:body/></w:document>'
    entity = (
        f'<!DOCTYPE d [<!ENTITY % x SYSTEM "{address}"> %x;]><w:document {W}><w:body/></w:document>'
    )
    include = (
        f'<w:p xmlns:xi="http://www.w3.org/2001/XInclude"><w:r><w:t>a</w:t></w:r>'
        f'<xi:include href="{address}" parse="text"/></w:p>'
    )
    field_code = "".join(
        f'<w:p><w:fldSimple w:instr="{code} {address}"><w:r><w:t>a</w:t></w:r></w:fldSimple></w:p>'
        for code in ("INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DDEAUTO", "HYPERLINK")
    )
    image = f'<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="{address}"/>'
    drawing = f"<w:p><w:r><w:pict>{image}</w:pict></w:r></w:p>"
    schema = (
        f'<w:document {W} xmlns:i="http://www.w3.org/2001/XMLSchema-instance" '
        f'i:schemaLocation="urn:x {address}"><w:body/></w:document>'
    )
    links = (
        *("image", "attachedTemplate", "oleObject", "frame", "subDocument", "hyperlink"),
        *("aFChunk", "mailMergeSource", "customXml", "video", "styles", "settings"),
    )
    return {
        "document type": with_document(doctype.encode()),
        "entity": with_document(entity.encode()),
        "stylesheet": with_document(
            f'<?xml-stylesheet href="{address}"?><w:document {W}><w:body/></w:document>'.encode()
        ),
        "schema": with_document(schema.encode()),
        "inclusion": with_body(include),
        "fields": with_body(field_code),
        "drawing": with_body(drawing),
        **{kind: with_link(kind, address) for kind in links},
        "settings' template": with_link(
            "attachedTemplate", address, "word/_rels/settings.xml.rels"
        ),
        "package": with_link("image", address, "_rels/.rels"),
    }


def test_no_file_makes_this_program_reach_an_address(fonts: Fonts, listener: Listener) -> None:
    for data in reaching(listener.address).values():
        put_through_everything(data, fonts)
    assert listener.visitors == 0
    with socket.create_connection(listener.server.getsockname()[:2]):
        pass
    time.sleep(0.1)
    assert listener.visitors == 1, "the listener hears whoever does come"


def test_no_file_makes_this_program_read_another(fonts: Fonts, tmp_path: Path) -> None:
    canary = tmp_path / "秘密.txt"
    canary.write_text(CANARY, encoding="utf-8")
    for address in (canary.as_uri(), str(canary)):
        hostile = [
            *reaching(address).values(),
            with_document(
                f'<!DOCTYPE d [<!ENTITY x SYSTEM "{address}">]><w:document {W}><w:body><w:p><w:r>'
                "<w:t>&x;</w:t></w:r></w:p></w:body></w:document>".encode()
            ),
        ]
        for data in hostile:
            outcome = put_through_everything(data, fonts)
            assert CANARY.encode() not in outcome.made
            assert all(CANARY not in "".join(error.lines()) for error in outcome.errors)


@pytest.mark.parametrize("kind", ["image", "attachedTemplate", "oleObject", "frame", "aFChunk"])
@pytest.mark.parametrize("part", [LINKS, "word/_rels/settings.xml.rels", "_rels/.rels"])
def test_whatever_would_be_fetched_is_named(kind: str, part: str) -> None:
    with pytest.raises(ExternalContent) as refused:
        Template.read(with_link(kind, "file://server/share/x.dotm", part))
    assert refused.value.fields["target"] == "file://server/share/x.dotm"


def complex_field(*pieces: str) -> str:
    """Return a field of Word whose code is cut into runs."""
    code = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f"<w:p>{begin}{code}{middle}<w:r><w:t>1</w:t></w:r>{end}</w:p>"


@pytest.mark.parametrize(
    "body",
    [
        complex_field(" DDE", "AUTO c:\\windows\\system32\\cmd.exe"),
        complex_field("IncludePicture", " &quot;http://127.0.0.1/a.png&quot;"),
        complex_field(" QUOTE ") + complex_field(" INCLUDETEXT \\server\\x.docx "),
        '<w:p><w:fldSimple w:instr=" LINK Excel.Sheet x "><w:r/></w:fldSimple></w:p>',
        complex_field("MACROBUTTON x"),
    ],
)
def test_a_field_that_would_fetch_something_elsewhere_is_refused(body: str) -> None:
    with pytest.raises(ExternalContent):
        Template.read(with_body(body))


def test_fields_of_pages_links_and_dates_are_harmless() -> None:
    body = "".join(map(complex_field, (" PAGE ", "NUMPAGES", " HYPERLINK http://a/link ", "DATE")))
    assert Template.read(with_body(body)).fields == frozenset()


@pytest.mark.parametrize("text", INJECTIONS)
def test_code_in_a_template_is_refused_or_is_text(text: str) -> None:
    try:
        template = Template.read(write_package(parts(text)))
    except BrokenPlaceholder:
        return
    filled = fill(template, {"姓名": "覃𬭎", "cycler": "x", "self": "x", "config": {}})
    assert text_of(filled.docx) in (text, f"【缺：{text[2:-2].strip()}】")


@pytest.mark.parametrize("text", INJECTIONS)
def test_code_in_a_value_is_text(text: str) -> None:
    filled = fill(Template.read(write_package(parts("甲{{姓名}}乙"))), {"姓名": text})
    assert text_of(filled.docx) == f"甲{text}乙"


def test_a_placeholder_reaches_no_attribute_of_a_value() -> None:
    template = Template.read(write_package(parts("{{人.year}}{{人.__class__}}")))
    assert fill(template, {"人": date(2025, 4, 7)}).missing == ("人.year", "人.__class__")


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/VBAProject.BIN", "x/vbaProject.bin"])
def test_macros_are_refused(name: str) -> None:
    with pytest.raises(MacroContent):
        Template.read(write_package({**parts(), name: b"\xd0\xcf\x11\xe0"}))


def test_a_document_that_calls_itself_a_macro_document_is_refused() -> None:
    sound = parts()
    types = sound[CONTENT_TYPES].replace(
        b"openxmlformats-officedocument.wordprocessingml.document.main",
        b"ms-word.document.macroEnabled.main",
    )
    with pytest.raises(MacroContent):
        Template.read(write_package({**sound, CONTENT_TYPES: types}))


@pytest.mark.parametrize("coding", ["utf-7", "cp037", "gb18030", "iso-2022-jp", "utf-32"])
def test_a_coding_that_hides_what_is_said_is_refused(coding: str, fonts: Fonts) -> None:
    hostile = f'<!DOCTYPE d [<!ENTITY x "a">]><w:document {W}><w:body/></w:document>'
    data = with_document(
        f'<?xml version="1.0" encoding="{coding}"?>'.encode() + hostile.encode(coding)
    )
    assert len(put_through_everything(data, fonts).errors) >= 2
    with pytest.raises((UnsafeXml, BrokenPart)):
        Template.read(data)


def test_utf_16_is_read_and_its_entities_are_refused() -> None:
    sound = parts()[DOCUMENT].decode().split("?>", 1)[1]
    assert Template.read(with_document(sound.encode("utf-16"))).fields == {"姓名"}
    with pytest.raises(UnsafeXml):
        Template.read(with_document(f'<!DOCTYPE d [<!ENTITY x "a">]>{sound}'.encode("utf-16")))


def laughs(width: int, depth: int, place: str) -> bytes:
    """Return a document whose entities grow by `width` with each of `depth` levels."""
    levels = "".join(f'<!ENTITY a{at + 1} "{f"&a{at};" * width}">' for at in range(depth))
    body = f"<w:p><w:r><w:t>&a{depth};</w:t></w:r></w:p>"
    if place == "attribute":
        body = f'<w:p w:rsidR="&a{depth};"/>'
    return (
        f'<!DOCTYPE d [<!ENTITY a0 "haha">{levels}]><w:document {W}><w:body>{body}</w:body>'
        "</w:document>"
    ).encode()


@pytest.mark.parametrize("place", ["text", "attribute"])
@pytest.mark.parametrize(("width", "depth"), [(10, 9), (2, 40), (50_000, 1)])
def test_entities_that_multiply_are_refused(
    width: int, depth: int, place: str, fonts: Fonts
) -> None:
    data = with_document(laughs(width, depth, place))
    assert len(put_through_everything(data, fonts).errors) >= 2
    with pytest.raises((UnsafeXml, BrokenPart)):
        Template.read(data)


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
    started = time.monotonic()
    with pytest.raises(DeskError):
        to_pdf(paper, fonts, title="x")
    assert time.monotonic() - started < SECONDS


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
