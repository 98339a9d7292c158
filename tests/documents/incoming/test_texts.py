"""Files that are only text, and those that only look so."""

import io

import pytest

from mediatordesk.documents.incoming.errors import (
    DamagedFile,
    FileRefused,
    ProgramFile,
    UnknownFileKind,
    WebPage,
)
from mediatordesk.documents.incoming.texts import examine_rtf, examine_text, refuse_active_xml

LETTER = "覃𬭎 欠 O'Brien & Sons 五万元。\r\n" * 9000
MAIL = b"From: a@b\r\nMIME-Version: 1.0\r\nSubject: =?gb2312?B?xOM=?=\r\n\r\nhello"


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_is_text_in_every_coding_of_the_country(coding: str) -> None:
    data = LETTER.encode(coding)
    assert examine_text(io.BytesIO(data), "记录.txt").media_type == "text/plain"


def test_bytes_behind_a_beginning_of_text_are_no_text() -> None:
    for tail in (b"\0\0\1\2", b"\xff\xff\xff"):
        with pytest.raises(UnknownFileKind):
            examine_text(io.BytesIO(LETTER.encode() + tail), "记录.txt")


def test_a_message_is_known_and_a_saved_page_is_not_taken_for_one() -> None:
    assert examine_text(io.BytesIO(MAIL), "a.eml").media_type == "message/rfc822"
    for data, name in (
        (MAIL, "a.mht"),
        (b"Snapshot-Content-Location: http://x\r\n" + MAIL, "a.eml"),
    ):
        with pytest.raises(WebPage):
            examine_text(io.BytesIO(data), name)


def test_shortcuts_of_text_are_programs() -> None:
    for data in (b"[InternetShortcut]\r\nURL=file://x", b"\xef\xbb\xbf[Desktop Entry]\nExec=rm"):
        with pytest.raises(ProgramFile):
            examine_text(io.BytesIO(data), "a.txt")


def test_xml_that_a_browser_would_run_is_a_web_page() -> None:
    for data in (
        b"<a xmlns:h='http://www.w3.org/1999/xhtml'><h:script>x()</h:script></a>",
        b"<?xml version='1.0'?><?xml-stylesheet href='http://x'?><a/>",
        b"<a><svg xmlns='http://www.w3.org/2000/svg'/></a>",
    ):
        with pytest.raises(WebPage):
            refuse_active_xml(io.BytesIO(data), "发票.xml")
    refuse_active_xml(io.BytesIO("<发票><金额>5</金额></发票>".encode()), "发票.xml")


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"{\\rtf1{\\object\\objemb{\\*\\objdata 0105}}}", ProgramFile),
        (b"{\\rtf1 half", DamagedFile),
    ],
)
def test_rtf_carries_no_objects_and_has_an_end(data: bytes, refusal: type[FileRefused]) -> None:
    with pytest.raises(refusal):
        examine_rtf(io.BytesIO(data), "a.rtf")
    assert examine_rtf(io.BytesIO(b"{\\rtf1 \\u35203?}\r\n"), "a.rtf").endings == (".rtf",)
