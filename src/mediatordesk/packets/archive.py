"""The one way a packet is zipped: stored, sorted, one fixed time; so equal content is equal bytes.

A ZIP has bytes that carry nothing (times, attributes, comments, the gaps between entries). A
packet is written in one form only (docs/formats/packet.md) and compared with it byte for byte, so
nothing can be changed or hidden there.
"""

import io
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

MAX_BYTES = 1 << 30  # what a packet may hold unpacked; a file of 350 pages has about 50 MB
MAX_ENTRIES = 5_000
FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the first time a ZIP can say
UNIX = 3
ORDINARY_FILE = (stat.S_IFREG | 0o644) << 16


class NotAPacketArchive(Exception):  # turned into a finding by `verification`
    """The bytes are no ZIP that may be opened; the reason is one of REASONS, with a name."""

    def __init__(self, kind: str, name: str = "") -> None:
        super().__init__(kind, name)
        self.kind = kind
        self.name = name


@dataclass(frozen=True)
class Archive:
    """The files of a ZIP by their names, and the names of those whose checksum is wrong."""

    files: Mapping[str, bytes]
    damaged: tuple[str, ...]
    canonical: bool


def write_archive(files: Mapping[str, bytes]) -> bytes:
    """Zip files in the packet's one form: the same files give the same bytes, anywhere."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files, key=str.encode):
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.create_system = UNIX
            entry.external_attr = ORDINARY_FILE
            archive.writestr(entry, files[name])
    return target.getvalue()


def read_archive(data: bytes) -> Archive:
    """Read a ZIP without trusting it: sizes and names are judged before anything is unpacked.

    Nothing is written to a disk. Raises NotAPacketArchive for what is no ZIP, too large, or holds
    an unsafe name, a link, an encrypted file or a name twice.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _refuse_bomb(entries)
            _refuse_unsafe(entries)
            files, damaged = _unpack(archive, entries)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, OSError) as error:
        # ValueError: names that are no UTF-8, impossible offsets; NotImplementedError: a
        # compression or ZIP version that Python does not know
        raise NotAPacketArchive("unreadable", str(error)) from error
    return Archive(files, damaged, not damaged and write_archive(files) == data)


def _refuse_bomb(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise NotAPacketArchive("too large")


def _refuse_unsafe(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if not is_safe_path(name) or stat.S_ISLNK(entry.external_attr >> 16):
            raise NotAPacketArchive("unsafe", name)
        if name.casefold() in seen:
            raise NotAPacketArchive("twice", name)
        if entry.flag_bits & 1:
            raise NotAPacketArchive("encrypted", name)
        seen.add(name.casefold())


def is_safe_path(name: str) -> bool:
    """Say whether a name stays inside the folder it is unpacked to, on every system."""
    plain = name.isprintable() and not set(name) & set('\\:*?"<>|')
    return plain and all(part and part == part.strip().rstrip(".") for part in name.split("/"))


def _unpack(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    files: dict[str, bytes] = {}
    damaged = []
    for entry in entries:
        try:
            files[entry.filename] = archive.read(entry)
        except (zipfile.BadZipFile, zlib.error, EOFError):
            damaged.append(entry.filename)
    return files, tuple(damaged)
