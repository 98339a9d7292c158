"""The ZIP that a Word file is: opened with suspicion, written so that the same is the same."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mediatordesk.documents.errors import NotAWordFile, StrangeArchive, WordFileTooLarge

MAX_BYTES = 64 * 2**20
MAX_ENTRIES = 2000

# PKWARE APPNOTE.TXT 6.3.10, 4.3: what stands before each part, in the directory, and at the end.
LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
LOCAL_SIGN, CENTRAL_SIGN, END_SIGN = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
VERSION, UTF8_NAME, ENCRYPTED = 20, 0x800, 1
STORED, DEFLATED = 0, 8
# The first moment that a ZIP can name, 1980-01-01: the same paper is then the same bytes.
FIRST_TIME, FIRST_DAY = 0, 0x21
LEVEL = 6  # a level more costs twice the time and saves one byte in a hundred


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a Word file, and how it lies in the archive: compressed, with its check sum."""

    data: bytes
    compressed: bytes
    checksum: int
    method: int = DEFLATED

    @classmethod
    def of(cls, data: bytes) -> "Part":
        """Compress a part."""
        deflating = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        return cls(data, deflating.compress(data) + deflating.flush(), zlib.crc32(data))

    @classmethod
    def kept(cls, data: bytes) -> "Part":
        """Take a part as it is: a picture is compressed already."""
        return cls(data, data, zlib.crc32(data), STORED)


def read_archive(data: bytes, name: str = ".docx") -> dict[str, Part]:
    """Return the parts of an archive by name, in the order of its directory.

    `name` is what a message calls the file. Raises NotAWordFile for what is no sound archive,
    WordFileTooLarge above MAX_BYTES or MAX_ENTRIES, StrangeArchive for one that is packed as no
    program packs a document: parts that overlap, that share a name, or that are named so as to
    land elsewhere when somebody unpacks the file.
    """
    # Each entry begins with this sign, whatever the archive states about their number.
    entries = data.count(CENTRAL_SIGN)
    if entries > MAX_ENTRIES or len(data) > MAX_BYTES:
        raise WordFileTooLarge(entries=entries, megabytes=len(data) // 2**20)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries_found = archive.infolist()
            directory = archive.start_dir
        return dict(_checked(data, entries_found, directory, name))
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError) as error:
        raise NotAWordFile(name=name) from error


def _checked(
    data: bytes, entries: list[zipfile.ZipInfo], directory: int, name: str
) -> Iterator[tuple[str, Part]]:
    size = sum(entry.file_size for entry in entries)
    if size > MAX_BYTES:
        raise WordFileTooLarge(entries=len(entries), megabytes=size // 2**20)
    _refuse_strange_names(entries)
    taken = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        start, end = _place(data, entry)
        # Overlapping parts are how a small archive unpacks to a huge one (Fifield 2019).
        if entry.header_offset < taken or end > directory:
            raise StrangeArchive(part=entry.filename)
        taken = end
    for entry in entries:
        if entry.flag_bits & ENCRYPTED or entry.compress_type not in (STORED, DEFLATED):
            raise NotAWordFile(name=name)
        if not entry.is_dir():
            start, end = _place(data, entry)
            yield entry.filename, _part(data[start:end], entry)


def _part(compressed: bytes, entry: zipfile.ZipInfo) -> Part:
    """Return a part unpacked, never more of it than its entry states; raises zlib.error."""
    found, whole = compressed, True
    if entry.compress_type == DEFLATED:
        inflating = zlib.decompressobj(-zlib.MAX_WBITS)
        # One byte more than stated is enough to know that the statement is a lie.
        found = inflating.decompress(compressed, entry.file_size + 1)
        whole = inflating.eof and not inflating.unused_data
    if not whole or len(found) != entry.file_size or zlib.crc32(found) != entry.CRC:
        raise zlib.error("the part is not what its entry says")
    return Part(found, compressed, entry.CRC, entry.compress_type)


def _refuse_strange_names(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        # Names that differ only in case are one name (ECMA-376 part 2, 6.2.2.3).
        name = entry.filename.rstrip("/").lower()
        leads_away = {"", ".", ".."} & {*name.split("/")} or {*"\\:\0"} & {*name}
        if name in seen or leads_away or entry.orig_filename != entry.filename:
            raise StrangeArchive(part=entry.filename)
        seen.add(name)


def _place(data: bytes, entry: zipfile.ZipInfo) -> tuple[int, int]:
    """Return where the bytes of an entry begin and end; it must name itself as its directory."""
    sign, *_fields, name_size, extra_size = LOCAL.unpack_from(data, entry.header_offset)
    named = data[entry.header_offset + LOCAL.size :][:name_size]
    coding = "utf-8" if entry.flag_bits & UTF8_NAME else "cp437"
    if sign != LOCAL_SIGN or named != entry.orig_filename.encode(coding):
        raise StrangeArchive(part=entry.filename)
    start = entry.header_offset + LOCAL.size + name_size + extra_size
    return start, start + entry.compress_size


def write_archive(parts: Mapping[str, Part]) -> bytes:
    """Return an archive of the parts in their order; the same parts give the same bytes."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for name, part in parts.items():
        coded = name.encode()
        flags = 0 if name.isascii() else UTF8_NAME
        facts = (flags, part.method, FIRST_TIME, FIRST_DAY)
        sizes = (part.checksum, len(part.compressed), len(part.data), len(coded))
        pieces += LOCAL.pack(LOCAL_SIGN, VERSION, *facts, *sizes, 0), coded, part.compressed
        fields = CENTRAL.pack(CENTRAL_SIGN, VERSION, VERSION, *facts, *sizes, 0, 0, 0, 0, 0, place)
        directory += fields, coded
        place += LOCAL.size + len(coded) + len(part.compressed)
    listed = b"".join(directory)
    end = END.pack(END_SIGN, 0, 0, len(parts), len(parts), len(listed), place, 0)
    return b"".join((*pieces, listed, end))
