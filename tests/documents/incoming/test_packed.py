"""Office documents that are a ZIP: kept if sound, refused with macros, programs and bombs."""

import io
import zipfile

import pytest

from mediatordesk.documents.incoming.errors import (
    ArchiveFile,
    DamagedFile,
    FileRefused,
    LockedFile,
    MacroFile,
    ProgramFile,
    StrangePackage,
)
from mediatordesk.documents.incoming.packed import examine_packed

from .hostile_files import (
    compound,
    docx_file,
    with_content_type,
    with_entries,
    with_link,
    with_overlap,
    with_parts,
    xlsx_file,
    zipped,
)

DOCX, XLSX = docx_file(), xlsx_file()
MAIN = "wordprocessingml.document.main+xml"
RELS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="http://x/attachedTemplate" Target="http://evil/a.dotm"'
    b' TargetMode="External"/></Relationships>'
)
OFD = {"OFD.xml": b"<ofd:OFD/>", "Doc_0/Document.xml": b"<d/>"}
ODT = {"mimetype": b"application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": b"<m/>"}
HOSTILE = {
    "a plain archive": (zipped({"身份证.jpg": b"x"}), ArchiveFile),
    "a Java program": (zipped({"META-INF/MANIFEST.MF": b"x"}), ArchiveFile),
    "macros": (with_parts(DOCX, {"word/vbaProject.bin": b"x"}), MacroFile),
    "macros by type": (
        with_content_type(
            DOCX,
            f"application/vnd.openxmlformats-officedocument.{MAIN}",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        MacroFile,
    ),
    "macros of Excel 4": (with_parts(XLSX, {"xl/macrosheets/sheet1.xml": b"<a/>"}), MacroFile),
    "macros of LibreOffice": (zipped(ODT | {"Basic/Standard/a.xml": b"x"}), MacroFile),
    "a program inside": (with_parts(DOCX, {"word/embeddings/a.bin": b"MZ\0\0\x01"}), ProgramFile),
    "a wrapped file": (
        with_parts(DOCX, {"word/embeddings/oleObject1.bin": compound({"\1Ole10Native": b"x"})}),
        ProgramFile,
    ),
    "a broken object": (
        with_parts(DOCX, {"word/embeddings/o.bin": compound({"a": b"x"})[:600]}),
        ProgramFile,
    ),
    "a locked text": (
        zipped(ODT | {"META-INF/manifest.xml": b"<manifest:encryption-data/>"}),
        LockedFile,
    ),
    "a link": (with_link(DOCX), StrangePackage),
    "a name that leads away": (with_parts(DOCX, {"word/../../x.xml": b"<a/>"}), StrangePackage),
    "parts that overlap": (with_overlap(DOCX), StrangePackage),
    "too many parts": (with_entries(DOCX, 2100), StrangePackage),
    "a bomb": (with_parts(DOCX, {}), StrangePackage),
    "half of it": (DOCX[: len(DOCX) // 2], DamagedFile),
    "a broken list": (with_parts(DOCX, {"[Content_Types].xml": b"<Types"}), DamagedFile),
}


def bomb() -> bytes:
    """Return a document of some kilobytes with a part of 80 MB."""
    target = io.BytesIO(DOCX)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("word/media/image1.png", bytes(80 << 20))
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (zipped(OFD), "application/ofd"),
        (zipped(ODT), "application/vnd.oasis.opendocument.text"),
    ],
)
def test_office_documents_are_kept_as_they_are(data: bytes, media_type: str) -> None:
    kind, warnings = examine_packed(data, "合同")
    assert (kind.media_type, warnings) == (media_type, ())


def test_what_is_fetched_from_outside_is_said() -> None:
    data = with_parts(DOCX, {"word/_rels/settings.xml.rels": RELS})
    _kind, warnings = examine_packed(data, "合同 a<b.docx")
    assert len(warnings) == 1
    assert "合同 a<b.docx" in warnings[0]


@pytest.mark.parametrize("what", HOSTILE)
def test_a_document_that_is_a_trap_is_refused(what: str) -> None:
    data, refusal = HOSTILE[what]
    with pytest.raises(FileRefused) as refused:
        examine_packed(bomb() if what == "a bomb" else data, "合同")
    assert type(refused.value) is refusal
    assert all(refused.value.lines())


def test_a_hundred_thousand_entries_are_counted_not_read() -> None:
    data = DOCX + b"PK\x01\x02" * 100_000
    with pytest.raises(StrangePackage):
        examine_packed(data, "合同")
