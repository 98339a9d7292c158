"""Word files that are broken or hostile are refused with words, and nothing of them runs."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from mediatordesk.core.errors import DeskError
from mediatordesk.documents import Fonts, Template, to_pdf
from mediatordesk.documents.errors import (
    BrokenPart,
    ExternalContent,
    MacroContent,
    NotAWordFile,
    OldWordFile,
    UnsafeXml,
    WordFileTooLarge,
)
from mediatordesk.documents.word.archive import MAX_BYTES, MAX_ENTRIES
from mediatordesk.documents.word.package import DOCUMENT, Package, parse_xml, write_package
from tests.documents.papers import blank, line, to_bytes

LINKS = "word/_rels/document.xml.rels"


def parts() -> dict[str, bytes]:
    """Return the parts of a small sound document."""
    word = blank()
    line(word, "{{姓名}}")
    with zipfile.ZipFile(io.BytesIO(to_bytes(word))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_link(kind: str, target: str) -> Mapping[str, bytes]:
    """Return the small document with a relationship that points outside."""
    link = (
        f'<Relationship Id="rId99" TargetMode="External" Target="{target}" Type="http://schemas.'
        f'openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
    )
    sound = parts()
    return {**sound, LINKS: sound[LINKS].replace(b"</Relationships>", link.encode())}


@pytest.mark.parametrize("data", [b"", b"Not a Word file", b"%PDF-1.7", b"PK\x03\x04" + bytes(90)])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(NotAWordFile):
        Template.read(data)


def test_a_cut_off_file_is_refused() -> None:
    data = write_package(parts())
    with pytest.raises(NotAWordFile):
        Template.read(data[: len(data) // 2])


def test_a_changed_byte_is_refused() -> None:
    data = bytearray(write_package(parts()))
    data[len(data) // 2] ^= 0xFF
    with pytest.raises((NotAWordFile, BrokenPart)):
        Template.read(bytes(data))


def test_a_zip_without_a_document_is_refused() -> None:
    sound = parts()
    del sound[DOCUMENT]
    with pytest.raises(NotAWordFile):
        Template.read(write_package(sound))


def test_a_part_that_is_no_xml_is_named() -> None:
    with pytest.raises(BrokenPart) as refused:
        Template.read(write_package({**parts(), DOCUMENT: b"<w:document>"}))
    assert refused.value.fields["part"] == DOCUMENT


REASONS = {
    "": "it ends too early",
    "<d><e>text": "it ends too early",
    "<d>\n<e></d>": "it is not well-formed at line 2",
    "<d/><e/>": "it is not well-formed at line 1",
    "<d>&nbsp;</d>": "it expands entities",
    f"{'<d>' * 300}{'</d>' * 300}": "it nests too deeply, or a text in it is too long",
}


@pytest.mark.parametrize("xml", REASONS, ids=REASONS.values())
def test_why_a_part_is_damaged_is_said_in_our_own_words(xml: str) -> None:
    with pytest.raises(BrokenPart) as refused:
        parse_xml(xml.encode(), DOCUMENT)
    assert refused.value.fields["reason"] == REASONS[xml]


def test_an_old_or_a_locked_file_is_told_from_one_that_is_none() -> None:
    with pytest.raises(OldWordFile) as refused:
        Template.read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    assert "password" in refused.value.lines()[0]


def test_an_entity_is_refused_and_reads_no_file() -> None:
    hostile = (
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(UnsafeXml):
        Template.read(write_package({**parts(), DOCUMENT: hostile}))


def test_entities_that_multiply_are_refused() -> None:
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    hostile = f'<!DOCTYPE d [<!ENTITY a0 "ha">{laughs}]><d>&a9;</d>'
    with pytest.raises((UnsafeXml, BrokenPart)):
        Template.read(write_package({**parts(), DOCUMENT: hostile.encode()}))


def test_a_file_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(WordFileTooLarge):
        Package.open(write_package({**parts(), "word/media/a.bin": bytes(MAX_BYTES)}))


def test_a_file_of_too_many_parts_is_refused() -> None:
    many = {f"word/media/{number}.bin": b"" for number in range(MAX_ENTRIES)}
    with pytest.raises(WordFileTooLarge):
        Package.open(write_package({**parts(), **many}))


@pytest.mark.parametrize("kind", ["image", "attachedTemplate", "oleObject", "frame", "subDocument"])
def test_content_from_outside_is_refused(kind: str) -> None:
    with pytest.raises(ExternalContent) as refused:
        Template.read(write_package(with_link(kind, "https://example.org/track.png")))
    assert refused.value.fields["target"] == "https://example.org/track.png"


def test_a_link_that_is_only_text_is_allowed() -> None:
    data = write_package(with_link("hyperlink", "https://example.org/"))
    assert Template.read(data).fields == {"姓名"}


def test_macros_are_refused() -> None:
    with pytest.raises(MacroContent):
        Template.read(write_package({**parts(), "word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}))


def test_a_pdf_is_made_of_sound_files_only(fonts: Fonts) -> None:
    with pytest.raises(DeskError):
        to_pdf(write_package(with_link("image", "file:///etc/passwd")), fonts, title="x")


def test_what_is_wrong_is_said_in_three_lines() -> None:
    with pytest.raises(NotAWordFile) as refused:
        Template.read(b"")
    assert all(refused.value.lines())


def test_the_same_parts_give_the_same_bytes() -> None:
    sound = parts()
    assert write_package(sound) == write_package(dict(sound))
    assert Package.open(write_package(sound)).parts == sound
