"""XML that multiplies, or hides what it says in a coding of its own, is refused."""

import pytest

from mediatordesk.documents import Fonts, Template
from mediatordesk.documents.errors import BrokenPart, UnsafeXml
from mediatordesk.documents.word.package import DOCUMENT
from tests.documents.hostile import W, parts, put_through_everything, with_document


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
