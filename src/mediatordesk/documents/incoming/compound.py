"""Documents that are a compound file (MS-CFB): .doc, .xls, .ppt and what WPS saves beside them."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from mediatordesk.documents.incoming.errors import (
    DamagedFile,
    FileRefused,
    LockedFile,
    MacroFile,
    MailFile,
    OverlargeFile,
    ProgramFile,
    UnknownFileKind,
)
from mediatordesk.documents.incoming.kinds import DOC, PPT, XLS, FileKind

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_BYTES = 64 << 20
MAX_ENTRIES = 20_000
ENTRY = 128
END_OF_CHAIN = 0xFFFFFFFA
"""Sector numbers from here on say something else: free, end of a chain (MS-CFB, 2.1)."""
SMALL = 4096
"""Streams below this size lie elsewhere; those that are looked into are never so small."""
INSTALLER = bytes.fromhex("84100c0000000000c000000000000046")
"""The class of a Windows Installer package or patch, but for its last digit (MS-CFB, 2.6.1)."""
MACROS = {"macros", "_vba_project_cur", "_vba_project", "vba"}
LOCKED = {"encryptedpackage", "encryptioninfo", "encryptedsummary"}
WRAPPED = "\x01ole10native"
"""A file of any kind, to be opened by a double click (MS-OLEDS, 2.3.6)."""
MESSAGE = "__properties_version1.0"  # MS-OXMSG, 2.4
REFUSED: tuple[tuple[set[str], type[FileRefused]], ...] = (
    (LOCKED, LockedFile),
    (MACROS, MacroFile),
    ({WRAPPED}, ProgramFile),
    ({MESSAGE}, MailFile),
)
DOCUMENTS = (("worddocument", DOC), ("workbook", XLS), ("book", XLS), ("powerpoint document", PPT))
ENCRYPTED_DOC = 0x0100  # MS-DOC, 2.5.1: fEncrypted
FILEPASS, BOF = 0x002F, 0x0809  # MS-XLS, 2.4.117 and 2.4.21


@dataclass(frozen=True, slots=True)
class Entry:
    """A stream or a storage: its name in small letters, where it begins, its bytes, its class."""

    name: str
    start: int
    size: int
    clsid: bytes


def examine_compound(data: bytes, name: str) -> FileKind:
    """Return which document a compound file is.

    A refusal of `errors` if it is none, or carries macros, wrapped files or a password.
    """
    if len(data) > MAX_BYTES:
        raise OverlargeFile(name=name, megabytes=len(data) >> 20, limit=MAX_BYTES >> 20)
    try:
        root, *entries = _entries(data)
    except (struct.error, ValueError) as error:
        raise DamagedFile(name=name) from error
    if root.clsid[1:] == INSTALLER[1:]:
        raise ProgramFile(name=name)
    names = {one.name for one in entries}
    for carried, refusal in REFUSED:
        if names & carried:
            raise refusal(name=name)
    for stream, kind in DOCUMENTS:
        for entry in entries:
            if entry.name == stream:
                _refuse_locked(data, entry, kind, name)
                return kind
    raise UnknownFileKind(name=name)


def is_wrapped_file(data: bytes) -> bool:
    """Tell whether a compound file inside a document wraps a file of any kind, or macros."""
    try:
        names = {one.name for one in _entries(data)}
    except (struct.error, ValueError):
        return True  # nobody packs a broken one for a good reason
    return WRAPPED in names or bool(names & MACROS)


def _refuse_locked(data: bytes, entry: Entry, kind: FileKind, name: str) -> None:
    if entry.size < SMALL:
        return
    place = (entry.start + 1) * _sector_size(data)
    head = data[place : place + SMALL]
    if kind is DOC and len(head) > 12 and struct.unpack_from("<H", head, 10)[0] & ENCRYPTED_DOC:
        raise LockedFile(name=name)
    if kind is XLS and FILEPASS in _records(head):
        raise LockedFile(name=name)


def _records(head: bytes) -> Iterator[int]:
    """Yield the kinds of the first records of a workbook."""
    place = 0
    while place + 4 <= len(head):
        kind, size = struct.unpack_from("<HH", head, place)
        if not place and kind != BOF:
            return
        yield kind
        place += 4 + size


def _sector_size(data: bytes) -> int:
    shift: int = struct.unpack_from("<H", data, 30)[0]
    if shift not in {9, 12}:
        raise ValueError(shift)
    return 1 << shift


def _entries(data: bytes) -> Iterator[Entry]:
    """Yield the entries of the directory; ValueError, struct.error if it is broken."""
    size = _sector_size(data)
    table = _table(data, size)
    (sector,) = struct.unpack_from("<I", data, 48)
    seen: set[int] = set()
    while sector < END_OF_CHAIN:
        if sector in seen or sector >= len(table) or len(seen) * size > MAX_ENTRIES * ENTRY:
            raise ValueError(sector)
        seen.add(sector)
        place = (sector + 1) * size
        for at in range(place, place + size, ENTRY):
            entry = _entry(data[at : at + ENTRY])
            if entry is not None:
                yield entry
        sector = table[sector]
    if not seen:
        raise ValueError(sector)


def _entry(raw: bytes) -> Entry | None:
    """Read one entry of the directory (MS-CFB, 2.6.1); None for an unused one."""
    length, kind = struct.unpack_from("<HB", raw, 64)
    if not kind:
        return None
    name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").lower()
    start, size = struct.unpack_from("<IQ", raw, 116)
    return Entry(name, start, size & 0xFFFFFFFF, raw[80:96])


def _table(data: bytes, size: int) -> list[int]:
    """Return for each sector the next of its chain (MS-CFB, 2.3), as far as the file reaches."""
    (count,) = struct.unpack_from("<I", data, 44)
    sectors = [one for one in struct.unpack_from("<109I", data, 76) if one < END_OF_CHAIN]
    (more,) = struct.unpack_from("<I", data, 68)
    seen: set[int] = set()
    while more < END_OF_CHAIN:
        if more in seen:
            raise ValueError(more)
        seen.add(more)
        *listed, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        sectors += [one for one in listed if one < END_OF_CHAIN]
    numbers: list[int] = []
    for one in sectors[: min(count, len(data) // size + 1)]:
        numbers += struct.unpack_from(f"<{size // 4}I", data, (one + 1) * size)
    return numbers
