"""What a file is, by its first bytes: its name is only asked where the bytes say nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mediatordesk.core.file_names import ending_of
from mediatordesk.core.texts import N_
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

HEAD = 4096
"""Bytes from the beginning of a file that are enough to know what it is."""


class Family(StrEnum):
    """What sort of thing a file is for people."""

    PDF = "pdf"
    PICTURE = "picture"
    DOCUMENT = "document"
    TEXT = "text"
    SOUND = "sound"
    VIDEO = "video"

    @property
    def words(self) -> str:
        """Return what a file of this family is called (to be translated)."""
        return WORDS[self]


WORDS: Mapping[Family, str] = {
    Family.PDF: N_("a PDF"),
    Family.PICTURE: N_("a picture"),
    Family.DOCUMENT: N_("an office document"),
    Family.TEXT: N_("a text"),
    Family.SOUND: N_("a sound recording"),
    Family.VIDEO: N_("a video"),
}


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its media type (RFC 6838) and the endings its name may have.

    The first ending is the one a file is saved under whose name has another.
    """

    family: Family
    media_type: str
    endings: tuple[str, ...]

    def ending(self, name: str) -> str:
        """Return the ending for a file of this kind: that of its name, if it is one of ours."""
        own = ending_of(name)
        return own if own in self.endings else self.endings[0]

    def agrees(self, name: str) -> bool:
        """Tell whether a name promises what the file is; one without an ending promises nothing."""
        return ending_of(name) in {"", *self.endings}


def _kind(family: Family, media_type: str, endings: str) -> FileKind:
    return FileKind(family, media_type, tuple(f".{one}" for one in endings.split()))


OFFICE = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
PDF = _kind(Family.PDF, "application/pdf", "pdf")
JPEG = _kind(Family.PICTURE, "image/jpeg", "jpg jpeg jpe jfif")
PNG = _kind(Family.PICTURE, "image/png", "png")
TIFF = _kind(Family.PICTURE, "image/tiff", "tif tiff")
WEBP = _kind(Family.PICTURE, "image/webp", "webp")
GIF = _kind(Family.PICTURE, "image/gif", "gif")
BMP = _kind(Family.PICTURE, "image/bmp", "bmp dib")
AVIF = _kind(Family.PICTURE, "image/avif", "avif")
HEIC = _kind(Family.PICTURE, "image/heic", "heic heif hif")
PACKED = _kind(Family.DOCUMENT, "application/zip", "zip")
"""A ZIP: what document it is, is found inside it (`packed`)."""
COMPOUND = _kind(Family.DOCUMENT, "application/x-ole-storage", "ole")
"""A compound file of Microsoft: what document it is, is found inside it (`compound`)."""
DOCX = _kind(Family.DOCUMENT, f"{OFFICE}wordprocessingml.document", "docx")
XLSX = _kind(Family.DOCUMENT, f"{OFFICE}spreadsheetml.sheet", "xlsx")
PPTX = _kind(Family.DOCUMENT, f"{OFFICE}presentationml.presentation", "pptx ppsx")
OFD = _kind(Family.DOCUMENT, "application/ofd", "ofd")
ODT = _kind(Family.DOCUMENT, f"{ODF}text", "odt")
ODS = _kind(Family.DOCUMENT, f"{ODF}spreadsheet", "ods")
ODP = _kind(Family.DOCUMENT, f"{ODF}presentation", "odp")
DOC = _kind(Family.DOCUMENT, "application/msword", "doc wps")
XLS = _kind(Family.DOCUMENT, "application/vnd.ms-excel", "xls et")
PPT = _kind(Family.DOCUMENT, "application/vnd.ms-powerpoint", "ppt dps pps")
RTF = _kind(Family.DOCUMENT, "application/rtf", "rtf")
TEXT = _kind(Family.TEXT, "text/plain", "txt csv log md xml json srt")
MAIL = _kind(Family.TEXT, "message/rfc822", "eml")
MP3 = _kind(Family.SOUND, "audio/mpeg", "mp3")
M4A = _kind(Family.SOUND, "audio/mp4", "m4a")
WAV = _kind(Family.SOUND, "audio/wav", "wav")
AMR = _kind(Family.SOUND, "audio/amr", "amr")
AAC = _kind(Family.SOUND, "audio/aac", "aac")
OGG = _kind(Family.SOUND, "audio/ogg", "ogg oga opus")
FLAC = _kind(Family.SOUND, "audio/flac", "flac")
MP4 = _kind(Family.VIDEO, "video/mp4", "mp4 m4v")
MOV = _kind(Family.VIDEO, "video/quicktime", "mov qt")
GP3 = _kind(Family.VIDEO, "video/3gpp", "3gp 3g2")
AVI = _kind(Family.VIDEO, "video/x-msvideo", "avi")
MKV = _kind(Family.VIDEO, "video/x-matroska", "mkv webm")
WMV = _kind(Family.VIDEO, "video/x-ms-wmv", "wmv wma asf")
KINDS = (
    PDF, JPEG, PNG, TIFF, WEBP, GIF, BMP, AVIF, HEIC, DOCX, XLSX, PPTX, OFD, ODT, ODS, ODP, DOC,
    XLS, PPT, RTF, TEXT, MAIL, MP3, M4A, WAV, AMR, AAC, OGG, FLAC, MP4, MOV, GP3, AVI, MKV, WMV,
)  # fmt: skip
PICTURES = {kind.media_type for kind in KINDS if kind.family is Family.PICTURE}

Verdict = FileKind | type[FileRefused]
SIGNS: tuple[tuple[int, bytes, Verdict], ...] = (
    (0, b"%PDF-", PDF),
    (0, b"\xff\xd8\xff", JPEG),
    (0, b"\x89PNG\r\n\x1a\n", PNG),
    (0, b"II*\0", TIFF),
    (0, b"MM\0*", TIFF),
    (0, b"GIF87a", GIF),
    (0, b"GIF89a", GIF),
    (0, b"PK\x03\x04", PACKED),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", COMPOUND),  # MS-CFB, 2.2
    (0, b"{\\rtf", RTF),
    (0, b"#!AMR", AMR),  # RFC 4867, 5; before the scripts, which begin alike
    *((0, b"ID3" + bytes([version]), MP3) for version in (2, 3, 4)),
    (0, b"OggS\0", OGG),
    (0, b"fLaC\0", FLAC),
    (0, b"\x1a\x45\xdf\xa3", MKV),  # RFC 8794
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", WMV),
    (4, b"moov", MOV),
    (4, b"mdat", MOV),
    (0, b"PK\x05\x06", ArchiveFile),
    (0, b"PK\x07\x08", ArchiveFile),
    (0, b"Rar!\x1a\x07", ArchiveFile),
    (0, b"7z\xbc\xaf\x27\x1c", ArchiveFile),
    (0, b"\x1f\x8b", ArchiveFile),
    (4, b"1AY&SY", ArchiveFile),
    (0, b"\xfd7zXZ\0", ArchiveFile),
    (0, b"\x28\xb5\x2f\xfd", ArchiveFile),
    (0, b"MSCF\0", ArchiveFile),
    (257, b"ustar", ArchiveFile),
    (0, b"\x7fELF", ProgramFile),
    (0, b"\xca\xfe\xba\xbe", ProgramFile),
    (0, b"\xcf\xfa\xed\xfe", ProgramFile),
    (0, b"\xce\xfa\xed\xfe", ProgramFile),
    (0, b"L\0\0\0\x01\x14\x02\0", ProgramFile),  # MS-SHLLINK, 2.1: a shortcut
    (0, b"ITSF\x03", ProgramFile),  # compiled help
    (0, b"\0asm", ProgramFile),
    (0, b"dex\n", ProgramFile),
    (0, b"#!", ProgramFile),
    (0, b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", ProgramFile),  # OneNote, which carries files to run
    (0, b"\x78\x9f\x3e\x22", MailFile),  # TNEF, winmail.dat
)
RIFF: Mapping[bytes, FileKind] = {b"WAVE": WAV, b"AVI ": AVI, b"WEBP": WEBP}
BRANDS: Mapping[bytes, FileKind] = {
    **dict.fromkeys((b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"), HEIC),
    **dict.fromkeys((b"avif", b"avis"), AVIF),
    **dict.fromkeys((b"M4A ", b"M4B ", b"M4P "), M4A),
    b"qt  ": MOV,
    **dict.fromkeys((b"3gp4", b"3gp5", b"3gp6", b"3gp7", b"3gr6", b"3gs7", b"3g2a"), GP3),
}
"""By the brand of an ISO media file (ISO/IEC 14496-12, 4.3); all others are MP4."""
# MPEG-1 to 2.5 layer III, and ADTS, each with a bit rate and a sampling rate that exist.
MPEG_AUDIO = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xeb]", re.DOTALL)
ADTS = re.compile(rb"\xff[\xf0\xf1\xf8\xf9][\x40-\x7f]", re.DOTALL)
BITMAP = re.compile(rb"BM.{4}\0{4}.{4}[\x0c\x28\x34\x38\x6c\x7c]\0\0\0", re.DOTALL)
TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
WEB_PAGE = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+(html|svg)|html|head|body|script|svg|\?php)",
    re.IGNORECASE | re.DOTALL,
)
SCRIPTS = (
    "bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta sh bash py pyw pl rb php reg inf scf url "
    "desktop jar scr com pif cpl msc lnk exe dll msi sct xll slk iqy application"
)
"""Endings that make a program of a text, or promise one."""


def kind_of(name: str, head: bytes) -> FileKind:
    """Return what a file is by its first HEAD bytes; PACKED and COMPOUND are to be looked into.

    A refusal of `errors`, where it is a program, an archive, a web page, empty or unknown.
    """
    if not head:
        raise EmptyFile(name=name)
    found = _by_sign(head) or _by_box(head) or _by_pattern(head) or _by_text(name, head)
    if isinstance(found, FileKind):
        return found
    raise found(name=name)


def kind_of_type(media_type: str) -> FileKind | None:
    """Return the kind of a media type, None if no file of it is taken in."""
    return next((kind for kind in KINDS if kind.media_type == media_type), None)


def is_program(head: bytes) -> bool:
    """Tell whether bytes begin as a program of Windows or DOS does, and not as a text."""
    return head.startswith(b"MZ") and NO_TEXT.search(head) is not None


def _by_sign(head: bytes) -> Verdict | None:
    if is_program(head):
        return ProgramFile
    for place, sign, verdict in SIGNS:
        if head.startswith(sign, place):
            return verdict
    return None


def _by_box(head: bytes) -> FileKind | None:
    if head.startswith(b"RIFF"):
        return RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return BRANDS.get(head[8:12], MP4)
    return None


def _by_pattern(head: bytes) -> FileKind | None:
    for pattern, kind in ((MPEG_AUDIO, MP3), (ADTS, AAC), (BITMAP, BMP)):
        if pattern.match(head):
            return kind
    return None


def _by_text(name: str, head: bytes) -> Verdict:
    """Return what a file is that no sign tells: a text, if nothing in it speaks against it."""
    if WEB_PAGE.match(head.removeprefix(TEXT_MARKS[0])):
        return WebPage
    if NO_TEXT.search(head) and not head.startswith(TEXT_MARKS):
        return UnknownFileKind
    ending = ending_of(name)
    if ending.removeprefix(".") in SCRIPTS.split():
        return ProgramFile
    promised = {one for kind in KINDS if kind not in {TEXT, MAIL} for one in kind.endings}
    return OtherContent if ending in promised else TEXT
