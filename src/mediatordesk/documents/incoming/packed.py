"""Office documents that are a ZIP: which one it is, and what in it speaks against it."""

import io
import stat
import zipfile
from collections.abc import Iterator, Mapping

from mediatordesk.core.texts import _
from mediatordesk.documents.errors import BrokenPart, NotAWordFile, UnsafeXml, WordFileRefused
from mediatordesk.documents.incoming.compound import OLE, is_wrapped_file
from mediatordesk.documents.incoming.errors import (
    ArchiveFile,
    DamagedFile,
    LockedFile,
    MacroFile,
    OverlargeFile,
    ProgramFile,
    StrangePackage,
)
from mediatordesk.documents.incoming.kinds import (
    DOCX,
    ODP,
    ODS,
    ODT,
    OFD,
    PPTX,
    XLSX,
    FileKind,
    is_program,
)  # fmt: skip
from mediatordesk.documents.word.archive import MAX_BYTES, read_archive
from mediatordesk.documents.word.package import CONTENT_TYPES, INSIDE, RELATIONSHIP, parse_xml

MAIN_PARTS: Mapping[str, FileKind] = {
    "wordprocessingml.document.main+xml": DOCX,
    "spreadsheetml.sheet.main+xml": XLSX,
    "presentationml.presentation.main+xml": PPTX,
    "presentationml.slideshow.main+xml": PPTX,
}
"""By the content type of the main part (ECMA-376 part 1, 11.3.10, 12.3.23, 13.3.6)."""
OPEN_DOCUMENTS: Mapping[bytes, FileKind] = {one.media_type.encode(): one for one in (ODT, ODS, ODP)}
MIMETYPE, OFD_ROOT = "mimetype", "OFD.xml"
ODF_MANIFEST = "META-INF/manifest.xml"
MARKERS = tuple(name.encode() for name in (CONTENT_TYPES, OFD_ROOT, ODF_MANIFEST))
MACROS = ("vbaproject.bin", "vbadata.xml")
MACRO_FOLDERS = ("xl/macrosheets/", "basic/", "scripts/")


def examine_packed(data: bytes, name: str) -> tuple[FileKind, tuple[str, ...]]:
    """Return which document a ZIP is, and what to warn of. A refusal of `errors` if it is none."""
    if not any(marker in data for marker in MARKERS):
        raise ArchiveFile(name=name)
    if len(data) > MAX_BYTES:
        raise OverlargeFile(name=name, megabytes=len(data) >> 20, limit=MAX_BYTES >> 20)
    parts = _unpacked(data, name)
    kind = _kind_of(parts, name)
    for part, content in parts.items():
        _refuse_programs(part, content, name)
    return kind, tuple(_warnings(parts, name))


def _unpacked(data: bytes, name: str) -> dict[str, bytes]:
    try:
        parts = {part: one.data for part, one in read_archive(data, name).items()}
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            modes = [entry.external_attr >> 16 for entry in archive.infolist()]
    except NotAWordFile as error:
        raise DamagedFile(name=name) from error
    except WordFileRefused as error:
        raise StrangePackage(name=name) from error
    if any(map(stat.S_ISLNK, modes)):
        raise StrangePackage(name=name)
    return parts


def _kind_of(parts: Mapping[str, bytes], name: str) -> FileKind:
    """Return which document the parts are; MacroFile, LockedFile, ArchiveFile if they are none."""
    if OFD_ROOT in parts:
        return OFD
    if CONTENT_TYPES in parts:
        return _office_kind(parts[CONTENT_TYPES], name)
    if b"encryption-data" in parts.get(ODF_MANIFEST, b""):
        raise LockedFile(name=name)
    kind = OPEN_DOCUMENTS.get(parts.get(MIMETYPE, b"").strip())
    if kind is None:
        raise ArchiveFile(name=name)
    return kind


def _office_kind(types: bytes, name: str) -> FileKind:
    try:
        named = [one.get("ContentType", "") for one in parse_xml(types, CONTENT_TYPES)]
    except (BrokenPart, UnsafeXml) as error:
        raise DamagedFile(name=name) from error
    if any("macroenabled" in one.lower() or "vbaproject" in one.lower() for one in named):
        raise MacroFile(name=name)
    for ending, kind in MAIN_PARTS.items():
        if any(one.endswith(ending) for one in named):
            return kind
    raise ArchiveFile(name=name)


def _refuse_programs(part: str, content: bytes, name: str) -> None:
    """Refuse macros, programs, and files of any kind that are wrapped into the document."""
    lower = part.lower()
    if lower.endswith(MACROS) or lower.startswith(MACRO_FOLDERS):
        raise MacroFile(name=name)
    if is_program(content[:4096]) or (content.startswith(OLE) and is_wrapped_file(content)):
        raise ProgramFile(name=name)


def _warnings(parts: Mapping[str, bytes], name: str) -> Iterator[str]:
    if any(_fetches(part, content, name) for part, content in parts.items()):
        yield _("{name} fetches something from outside when it is opened.").format(name=name)


def _fetches(part: str, content: bytes, name: str) -> bool:
    """Tell whether a list of relationships points outside, but for hyperlinks."""
    if not part.lower().endswith(".rels"):
        return False
    try:
        links = list(parse_xml(content, part).iter(RELATIONSHIP))
    except (BrokenPart, UnsafeXml) as error:
        raise DamagedFile(name=name) from error
    return any(
        link.get("TargetMode", INSIDE) != INSIDE and not link.get("Type", "").endswith("/hyperlink")
        for link in links
    )
