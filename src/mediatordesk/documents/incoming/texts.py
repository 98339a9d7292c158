"""Files that are only text: in which coding, a message by mail, or something that runs."""

import codecs
import re
from typing import BinaryIO

from mediatordesk.core.file_names import ending_of
from mediatordesk.documents.incoming.errors import (
    DamagedFile,
    ProgramFile,
    UnknownFileKind,
    WebPage,
)
from mediatordesk.documents.incoming.kinds import HEAD, MAIL, NO_TEXT, RTF, TEXT, FileKind

STEP = 1 << 20
CODINGS = ("utf-8-sig", "gb18030")
MARKED = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
MAIL_HEADER = re.compile(rb"^(mime-version|message-id|received|return-path):", re.I | re.M)
SENDER = re.compile(rb"^from:", re.I | re.M)
WEB_ARCHIVE = re.compile(
    rb"^snapshot-content-location:|^content-type:\s*multipart/related", re.I | re.M
)
ACTIVE_XML = re.compile(
    r"<[\w:]*script\b|<\?xml-stylesheet|http://www\.w3\.org/(1999/xhtml|2000/svg)", re.I
)
SHORTCUT = re.compile(
    rb"\s*\[(InternetShortcut|Desktop Entry|autorun)\]|\s*Windows Registry Editor", re.I
)
OBJECTS = re.compile(rb"\\(object|objdata|objupdate)\b")


def examine_text(stream: BinaryIO, name: str) -> FileKind:
    """Return whether it is a text or a message; a refusal of `errors` for what it may not be."""
    head = stream.read(HEAD)
    stream.seek(0)
    if SHORTCUT.match(head.removeprefix(codecs.BOM_UTF8)):
        raise ProgramFile(name=name)
    if not _is_text(stream, head):
        raise UnknownFileKind(name=name)
    if not (MAIL_HEADER.search(head) and SENDER.search(head)):
        return TEXT
    if WEB_ARCHIVE.search(head) or ending_of(name) in {".mht", ".mhtml"}:
        raise WebPage(name=name)
    return MAIL


def examine_rtf(stream: BinaryIO, name: str) -> FileKind:
    """Return RTF; ProgramFile if objects are packed into it, DamagedFile if it has no end."""
    tail = b""
    while step := stream.read(STEP):
        if OBJECTS.search(tail + step):
            raise ProgramFile(name=name)
        tail = step[-64:]
    if not tail.rstrip(b"\0\r\n\t ").endswith(b"}"):
        raise DamagedFile(name=name)
    return RTF


def refuse_active_xml(stream: BinaryIO, name: str) -> None:
    """Refuse XML that a browser would run or draw; what is no XML may say what it likes."""
    head = stream.read(STEP)
    stream.seek(0)
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if start.startswith(b"<") and ACTIVE_XML.search(head.decode("utf-8", "replace")):
        raise WebPage(name=name)


def _is_text(stream: BinaryIO, head: bytes) -> bool:
    """Tell whether the whole file is text: Unicode, or GB 18030 as older programs write it."""
    marked = MARKED.get(head[:2])
    for coding in (marked,) if marked else CODINGS:
        stream.seek(0)
        if _reads_as(stream, coding):
            return True
    return False


def _reads_as(stream: BinaryIO, coding: str) -> bool:
    decoder = codecs.getincrementaldecoder(coding)()
    try:
        while step := stream.read(STEP):
            if NO_TEXT.search(decoder.decode(step).encode("utf-8", "replace")):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
