"""One file, examined: what it is called, what it is, and what is said about it."""

from pathlib import Path

import pytest

from mediatordesk.documents.incoming import (
    Examined,
    FileRefused,
    HandedIn,
    OverlargeFile,
    Wishes,
    examine,
    examining,
    needs_reading,
)

from .hostile_files import compound, docx_file, pdf_file
from .pictures import photo, saved, scene

HEIC = b"\0\0\0\x18ftypheic" + bytes(5000)
MAIL = b"From: a@b\r\nMIME-Version: 1.0\r\n\r\nhello"
PLAIN = {
    "协议.pdf": pdf_file(),
    "合同.docx": docx_file(),
    "旧合同.wps": compound({"WordDocument": b"\xec\xa5"}),
    "说明.rtf": b"{\\rtf1}",
    "聊天.txt": "覃𬭎：好".encode("gb18030"),
    "录音.amr": b"#!AMR\n" + bytes(100),
    "录像.mp4": b"\0\0\0\x18ftypisom" + bytes(100),
}


def handed(name: str, data: bytes) -> HandedIn:
    return HandedIn(name, data, len(data))


def seen(name: str, data: bytes) -> Examined:
    return examine(handed(name, data), Wishes())


@pytest.mark.parametrize("name", PLAIN)
def test_a_sound_file_under_its_own_name_is_taken_without_a_word(name: str) -> None:
    found = seen(name, PLAIN[name])
    assert (found.warnings, found.copy) == ((), None)


@pytest.mark.parametrize("name", PLAIN)
def test_a_name_that_promises_something_else_is_said(name: str) -> None:
    for other in ("身份证 a<b.jpg", "病毒.exe"):
        if name == "聊天.txt":
            with pytest.raises(FileRefused):
                seen(other, PLAIN[name])
            continue
        found = seen(other, PLAIN[name])
        assert found.media_type == seen(name, PLAIN[name]).media_type
        assert len(found.warnings) == 1
        assert other in found.warnings[0]


def test_only_what_a_library_reads_needs_a_child() -> None:
    needing = {name for name, data in PLAIN.items() if needs_reading(handed(name, data))}
    assert needing == {*PLAIN} - {"录音.amr", "录像.mp4"}
    assert needs_reading(handed("a.jpg", saved(scene(9, 9), "JPEG")))
    assert not needs_reading(handed("a.heic", HEIC))


def test_what_nobody_looked_into_is_said() -> None:
    for name, data in (("现场.heic", HEIC), ("来信.eml", MAIL)):
        (words,) = seen(name, data).warnings
        assert name in words


def test_a_photo_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "现场 O'Brien.jpg"
    path.write_bytes(photo(2200, 1600))
    found = examine(HandedIn("现场.jpg", path, path.stat().st_size), Wishes())
    assert found.copy is not None
    assert (found.media_type, found.copy_type) == ("image/jpeg", "image/jpeg")


def test_a_picture_of_too_many_bytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "MAX_IN_MEMORY", 1000)
    with pytest.raises(OverlargeFile):
        seen("a.jpg", photo(300, 200))
