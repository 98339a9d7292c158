"""Reads from a font file what it is called and whether papers may use it; no more is read."""

import mmap
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mediatordesk.core.texts import N_

ENDINGS = (".ttf", ".ttc", ".otf", ".otc")
MAX_FACES = 64
MAX_NAMES = 1000
REGULAR = 400
# OpenType, name IDs: what family it is, what PostScript calls it, under which licence it is.
FAMILY, POSTSCRIPT, LICENCE, LICENCE_ADDRESS, TYPOGRAPHIC = 1, 6, 13, 14, 16
CALLED = (FAMILY, POSTSCRIPT, TYPOGRAPHIC)
LICENSED = (LICENCE, LICENCE_ADDRESS)
# OpenType, OS/2 fsType: the low bits are exclusive and 2 forbids embedding; 0x100 forbids
# taking a part of the font, which we always do; 0x200 allows its bitmaps only.
RESTRICTED, NO_SUBSET, BITMAPS_ONLY = 2, 0x100, 0x200
ITALIC = 1  # OS/2 fsSelection
CODECS = {
    **{(0, encoding): "utf-16-be" for encoding in range(7)},
    **{(3, encoding): "utf-16-be" for encoding in (0, 1, 10)},
    (3, 3): "gbk",
    (3, 4): "big5",
    (3, 2): "shift_jis",
    (1, 0): "mac_roman",
    (1, 1): "shift_jis",
    (1, 2): "big5",
    (1, 25): "gbk",
}


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face of a font file: its names in all languages, and why it cannot be used, if so.

    `why_not` is an English sentence part to be translated, empty for a face that can be used.
    """

    path: Path
    index: int
    families: tuple[str, ...] = ()
    postscript: str = ""
    weight: int = REGULAR
    italic: bool = False
    why_not: str = ""

    @property
    def is_upright_text(self) -> bool:
        """Whether it is the plain cut of its family: neither light, bold nor italic."""
        return not self.italic and 300 < self.weight < 600

    @property
    def pdf_name(self) -> str:
        """What to call the face inside a PDF: ASCII letters, figures and hyphens."""
        known = self.postscript or self.path.stem
        kept = "".join(char for char in known if char.isascii() and (char.isalnum() or char == "-"))
        return f"{kept or 'Face'}-{self.index}" if self.index else kept or "Face"


def read_font_files(path: Path) -> tuple[FontFile, ...]:
    """Return the faces in a font file; one that cannot be used says why.

    Never raises: a machine's fonts come from anywhere, and a damaged one is passed over.
    """
    try:
        with _opened(path) as data:
            starts = enumerate(_starts(data))
            return tuple(_face(path, index, data, start) for index, start in starts)
    except (OSError, ValueError, struct.error):
        return (FontFile(path, 0, why_not=N_("it cannot be read")),)


@contextmanager
def _opened(path: Path) -> Iterator[mmap.mmap]:
    """Give a file's bytes; only the pages that are looked at are read."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        yield data


def _starts(data: mmap.mmap) -> tuple[int, ...]:
    """Return where the faces of a file begin: one, or those of a collection."""
    if data[:4] != b"ttcf":
        return (0,)
    (count,) = struct.unpack_from(">L", data, 8)
    return struct.unpack_from(f">{min(count, MAX_FACES)}L", data, 12)


def _face(path: Path, index: int, data: mmap.mmap, start: int) -> FontFile:
    tables = _tables(data, start)
    if b"name" not in tables or b"OS/2" not in tables:
        return FontFile(path, index, why_not=N_("it cannot be read"))
    names = _names(data, tables[b"name"], CALLED)
    weight, _width, rights = struct.unpack_from(">HHH", data, tables[b"OS/2"] + 4)
    (selection,) = struct.unpack_from(">H", data, tables[b"OS/2"] + 62)
    return FontFile(
        path,
        index,
        tuple(dict.fromkeys(filter(None, (*names[TYPOGRAPHIC], *names[FAMILY])))),
        next(filter(None, names[POSTSCRIPT]), ""),
        weight,
        bool(selection & ITALIC),
        _why_not(set(tables), rights),
    )


def _why_not(tables: set[bytes], rights: int) -> str:
    if b"glyf" not in tables:
        return N_("its outlines are PostScript, not TrueType")
    if b"fvar" in tables:
        return N_("it is a variable font")
    if rights & 0xF == RESTRICTED or rights & (NO_SUBSET | BITMAPS_ONLY):
        return N_("its makers do not allow it to be embedded in papers")
    return ""


def _tables(data: mmap.mmap, start: int) -> dict[bytes, int]:
    """Return where the tables of a face begin (OpenType, the table directory)."""
    (count,) = struct.unpack_from(">H", data, start + 4)
    entries = struct.iter_unpack(">4sLLL", data[start + 12 : start + 12 + 16 * count])
    return {tag: offset for tag, _checksum, offset, _length in entries}


def _names(data: mmap.mmap, start: int, wanted: Iterable[int]) -> dict[int, list[str]]:
    """Return the names of a face by their number, those in every language (OpenType, name)."""
    _format, count, storage = struct.unpack_from(">HHH", data, start)
    found: dict[int, list[str]] = {number: [] for number in wanted}
    records = data[start + 6 : start + 6 + 12 * min(count, MAX_NAMES)]
    for record in struct.iter_unpack(">HHHHHH", records):
        platform, encoding, _language, number, length, offset = record
        if number in found and (platform, encoding) in CODECS:
            first = start + storage + offset
            text = data[first : first + length].decode(CODECS[platform, encoding], "ignore")
            found[number].append(text.replace("\0", "").strip())
    return found


def licence_of(font: FontFile) -> str:
    """Return what a font says about its licence, as far as it can be read, else nothing."""
    try:
        with _opened(font.path) as data:
            start = _starts(data)[font.index]
            names = _names(data, _tables(data, start)[b"name"], LICENSED)
    except (OSError, ValueError, struct.error, LookupError):
        return ""
    return next((text for number in LICENSED for text in names[number] if text), "")
