"""Word files that would reach an address or read a file: nothing of it happens."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from mediatordesk.documents import Fonts, Template
from mediatordesk.documents.errors import ExternalContent
from tests.documents.hostile import (
    LINKS,
    W,
    put_through_everything,
    with_body,
    with_document,
    with_link,
)

CANARY = "只有本机才有的一句话"


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
    until = time.monotonic() + 40
    while not listener.visitors and time.monotonic() < until:
        time.sleep(0.01)
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
