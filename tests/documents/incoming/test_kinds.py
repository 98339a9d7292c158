"""What a file is, by its bytes; what may not come in, and why."""

import struct

import pytest

from mediatordesk.documents.incoming.errors import (
    ArchiveFile,
    EmptyFile,
    FileRefused,
    MailFile,
    OtherContent,
    ProgramFile,
    UnknownFileKind,
    WebPage,
)
from mediatordesk.documents.incoming.kinds import KINDS, TEXT, Family, kind_of, kind_of_type

BOX = struct.pack(">I", 24) + b"ftyp"
HEADS = {
    "a.pdf": (b"%PDF-1.7\n", "application/pdf"),
    "b.jpg": (b"\xff\xd8\xff\xe0", "image/jpeg"),
    "c.png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    "d.tif": (b"MM\0*\0\0\0\x08", "image/tiff"),
    "e.webp": (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
    "f.heic": (BOX + b"heic", "image/heic"),
    "g.avif": (BOX + b"avif", "image/avif"),
    "h.mp3": (b"ID3\x04\0\0", "audio/mpeg"),
    "i.mp3": (b"\xff\xfb\x90\x64", "audio/mpeg"),
    "j.m4a": (BOX + b"M4A ", "audio/mp4"),
    "k.wav": (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
    "l.amr": (b"#!AMR\n\x3c", "audio/amr"),
    "l.aac": (b"\xff\xf1\x50\x80", "audio/aac"),
    "m.mp4": (BOX + b"isom", "video/mp4"),
    "n.mov": (BOX + b"qt  ", "video/quicktime"),
    "o.3gp": (BOX + b"3gp5", "video/3gpp"),
    "p.avi": (b"RIFF\0\0\0\0AVI LIST", "video/x-msvideo"),
    "q.bmp": (b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", "image/bmp"),
    "r.txt": ("证明 覃𬭎".encode("gb18030"), "text/plain"),
    "s.txt": ("证明".encode("utf-16"), "text/plain"),
    "t.rtf": (b"{\\rtf1\\ansi", "application/rtf"),
    "没有后缀": (b"MZ is how this text begins", "text/plain"),
    "PK.txt": ("PK 比赛".encode(), "text/plain"),
}
REFUSED = {
    "a.jpg": (b"", EmptyFile),
    "b.zip": (b"PK\x05\x06" + bytes(18), ArchiveFile),
    "c.rar": (b"Rar!\x1a\x07\x01\0", ArchiveFile),
    "d.7z": (b"7z\xbc\xaf\x27\x1c", ArchiveFile),
    "e.tar": (b"x".ljust(257, b"\0") + b"ustar", ArchiveFile),
    "身份证.jpg": (b"MZ\x90\0\x03\0\0\0", ProgramFile),
    "照片.lnk": (b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0", ProgramFile),
    "f.sh": (b"#!/bin/sh\nrm -rf /", ProgramFile),
    "g.bat": (b"@echo off", ProgramFile),
    "h.elf": (b"\x7fELF\x02\x01", ProgramFile),
    "i.html": (b"\xef\xbb\xbf <!DOCTYPE html><script>", WebPage),
    "j.png": (b"<?xml version='1.0'?>\n<svg onload='x()'>", WebPage),
    "k.txt": (b"<?php system('x');", WebPage),
    "winmail.dat": (b"\x78\x9f\x3e\x22\x01", MailFile),
    "l.bin": (b"\x01\x02\x03\x04", UnknownFileKind),
    "m.jpg": (b"404 not found", OtherContent),
    "n.docx": (b"not found", OtherContent),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_file_is_known_by_its_first_bytes(name: str) -> None:
    head, media_type = HEADS[name]
    found = kind_of("无名", head)
    assert found.media_type == media_type
    assert kind_of_type(media_type) == found
    assert found.agrees(name)


@pytest.mark.parametrize("name", REFUSED)
def test_what_may_not_come_in_is_refused_by_name(name: str) -> None:
    head, refusal = REFUSED[name]
    with pytest.raises(FileRefused) as refused:
        kind_of(name, head)
    assert type(refused.value) is refusal
    assert all(refused.value.lines())
    assert name in refused.value.lines()[0]


def test_a_name_and_what_a_file_is_may_disagree() -> None:
    pdf = kind_of("合同.jpg", b"%PDF-1.4")
    assert not pdf.agrees("合同.jpg")
    assert pdf.ending("合同.jpg") == ".pdf"
    assert pdf.agrees("合同.PDF")
    assert pdf.agrees("合同")
    assert TEXT.ending("聊天.csv") == ".csv"
    assert TEXT.ending("聊天.exe") == ".txt"


def test_no_kind_is_saved_under_an_ending_that_runs() -> None:
    endings = {one for kind in KINDS for one in kind.endings}
    assert not endings & {".exe", ".bat", ".js", ".html", ".htm", ".svg", ".lnk", ".docm", ".hta"}
    assert len({kind.media_type for kind in KINDS}) == len(KINDS)
    assert {kind.family for kind in KINDS} == {*Family}
