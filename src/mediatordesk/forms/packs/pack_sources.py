"""Where the files of a pack are: in a folder, or in the one file in which a desk keeps them.

That one file is a ZIP without compression, its files by name, without times: the same files are the
same bytes on every computer, nothing unpacks to more than it is, and whatever `packed` would not
have written is refused.
"""

import io
import re
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mediatordesk.forms.errors import DamagedPack, PackTooLarge

TEMPLATES = "templates/"
HEAD = "pack.toml"
MAX_BYTES = 24 << 20
"""Bytes of all files of a pack together; all forms of the largest pack shipped have 2 MB."""
MAX_TOML = 1 << 20
"""Bytes of one TOML file; the largest one shipped has 32 KB."""
MAX_FILES = 400
MAX_NAME = 120
OPEN_IN_WORD = "~$"
"""How the names of the files begin that Word keeps beside an open document."""
_PLAIN = re.compile(rf"(?:{TEMPLATES})?[^/\\:*?\"<>|\x00-\x1f]+\.(?:toml|docx)")
_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The first one that a ZIP can name."""
_END = struct.Struct("<4s4H2IH")
"""The end of a ZIP (PKWARE APPNOTE.TXT 6.3.10, 4.3.16)."""
_END_SIGN = b"PK\x05\x06"
_SPOILT = (
    zipfile.BadZipFile,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    UnicodeDecodeError,
)
"""What the ZIP reader says of bytes that are none."""
_LONGEST_ENTRY = 46 + 4 * MAX_NAME
"""Bytes of one entry of its directory: the fixed part, and the name in UTF-8."""
MAX_PACKED = MAX_BYTES + 2 * MAX_FILES * _LONGEST_ENTRY + _END.size
"""Bytes of the one file that such a pack becomes, at most."""


@dataclass(frozen=True)
class PackFolder:
    """A pack's files as they lie in a folder."""

    path: Path

    @property
    def name(self) -> str:
        """Return the name that the pack must have."""
        return self.path.name

    def tables(self) -> tuple[str, ...]:
        """Return the names of its TOML files, pack.toml first."""
        return _head_first(path.name for path in self.path.glob("*.toml"))

    def templates(self) -> tuple[str, ...]:
        """Return the names of its Word templates, as `templates/D17.docx`."""
        found = (path.name for path in (self.path / TEMPLATES).glob("*.docx"))
        hidden = (".", OPEN_IN_WORD)
        return tuple(sorted(TEMPLATES + one for one in found if not one.startswith(hidden)))

    def size(self, file: str) -> int:
        """Return how many bytes a file has; OSError if it is no plain file."""
        path = self._path(file)
        if not path.is_file():
            raise FileNotFoundError(file)
        return path.stat().st_size

    def read(self, file: str) -> bytes:
        """Return the bytes of a file; OSError if it cannot be read."""
        return self._path(file).read_bytes()

    def _path(self, file: str) -> Path:
        if not is_plain(file):
            raise FileNotFoundError(file)
        return self.path / file


@dataclass(frozen=True)
class PackContent:
    """A pack's files as a desk keeps them, by name."""

    name: str
    files: Mapping[str, bytes]

    def tables(self) -> tuple[str, ...]:
        """Return the names of its TOML files, pack.toml first."""
        return _head_first(one for one in self.files if one.endswith(".toml"))

    def templates(self) -> tuple[str, ...]:
        """Return the names of its Word templates."""
        return tuple(sorted(one for one in self.files if one.startswith(TEMPLATES)))

    def size(self, file: str) -> int:
        """Return how many bytes a file has; OSError if there is none."""
        return len(self.read(file))

    def read(self, file: str) -> bytes:
        """Return the bytes of a file; OSError if there is none."""
        if file not in self.files:
            raise FileNotFoundError(file)
        return self.files[file]


PackSource = PackFolder | PackContent


def is_plain(file: str) -> bool:
    """Tell whether a name is one that a pack's file may have: x.toml, templates/x.docx."""
    ending = ".docx" if file.startswith(TEMPLATES) else ".toml"
    bare = file.removeprefix(TEMPLATES)
    fits = _PLAIN.fullmatch(file) is not None and len(file) <= MAX_NAME
    return fits and file.endswith(ending) and not bare.startswith((".", " ", OPEN_IN_WORD))


def content_of(folder: PackFolder) -> PackContent:
    """Read a pack's files from a folder; PackTooLarge before they are read, OSError."""
    names = (*folder.tables(), *folder.templates())
    size = sum(folder.size(name) for name in names[: MAX_FILES + 1])
    if len(names) > MAX_FILES or size > MAX_BYTES:
        raise PackTooLarge(pack=folder.name, files=MAX_FILES, megabytes=MAX_BYTES >> 20)
    return PackContent(folder.name, {name: folder.read(name) for name in names})


def packed(content: PackContent) -> bytes:
    """Return a pack's files in one; the same files give the same bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(content.files):
            entry = zipfile.ZipInfo(name, _FIRST_MOMENT)
            entry.create_system = 3  # else Windows would write other bytes
            archive.writestr(entry, content.files[name])
    return whole.getvalue()


def unpacked(name: str, data: bytes) -> PackContent:
    """Return the files that `packed` has put into one; DamagedPack for anything else."""
    if len(data) > MAX_PACKED or not _is_small(data):
        raise DamagedPack(pack=name)
    try:
        files = _read_stored(data)
    except _SPOILT as error:
        raise DamagedPack(pack=name) from error
    content = PackContent(name, files)
    if not all(map(is_plain, files)) or packed(content) != data:
        raise DamagedPack(pack=name)
    return content


def _is_small(data: bytes) -> bool:
    """Tell whether the directory of a ZIP is as small as that of a pack, before it is read."""
    if len(data) < _END.size or not data.startswith(b"PK"):
        return False
    sign, _disk, _start, here, entries, size, offset, remark = _END.unpack(data[-_END.size :])
    whole = offset + size + _END.size == len(data) and here == entries and not remark
    few = entries <= MAX_FILES and size <= entries * _LONGEST_ENTRY
    return bool(sign == _END_SIGN and whole and few)


def _read_stored(data: bytes) -> dict[str, bytes]:
    """Return the files of a ZIP; BadZipFile if they could be more than lies in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if not _are_stored(entries, len(data)):
            raise zipfile.BadZipFile
        return {one.filename: archive.read(one) for one in entries}


def _are_stored(entries: Sequence[zipfile.ZipInfo], size: int) -> bool:
    """Tell whether entries lie in a ZIP as they are: they never have more bytes than it has."""
    stored = all(one.compress_type == zipfile.ZIP_STORED for one in entries)
    return stored and sum(max(one.file_size, one.compress_size) for one in entries) <= size


def _head_first(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of TOML files in their order, without those that a system hides (._x)."""
    shown = (one for one in names if not one.startswith("."))
    return tuple(sorted(shown, key=lambda one: (one != HEAD, one)))
