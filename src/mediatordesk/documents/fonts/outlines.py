"""The outlines of a TrueType file, and a small font of some of them (OpenType: glyf, loca).

HarfBuzz cuts fonts too, but reads a Chinese font whole for each cut, 2 ms, or keeps 90 MB of it.
"""

import mmap
import struct
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

COLLECTION = b"ttcf"
TRUETYPE = 0x00010000
CHECKSUM_OF_FILE = 0xB1B0AFBA
MAX = 0xFFFFFFFF
# Flags of a part of a composite glyph.
WORDS, SCALE, MORE, TWO_SCALES, MATRIX, HINTED = 0x1, 0x8, 0x20, 0x40, 0x80, 0x100
# Of the table maxp behind the measures of outlines: one zone, and no hints.
UNHINTED = struct.pack(">7H", 1, 0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph without its hints: outline, advance with left bearing, and the outline's sum."""

    outline: bytes
    measures: bytes
    checksum: int

    @property
    def is_composite(self) -> bool:
        """Say whether it is made of other glyphs."""
        return self.outline.startswith(b"\xff\xff")


class Outlines:
    """The glyphs of one font file, read from the disk as they are wanted and kept."""

    def __init__(self, path: Path, index: int = 0) -> None:
        with path.open("rb") as file:
            self._file = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._tables = dict(_directory(self._file, index))
        self._head, self._hhea, self._maxp = map(self._table, ("head", "hhea", "maxp"))
        self._is_long = self._head[50:52] == b"\0\1"
        self._measured: int = struct.unpack(">H", self._hhea[34:36])[0]
        self._glyphs: dict[int, Glyph] = {}

    def font(self, wanted: Sequence[int]) -> bytes:
        """Return a font whose glyph n + 1 is the nth one wanted; glyph 0 is the empty box.

        It has no hints and no characters: it is for a PDF that says itself what is what.
        """
        numbers = [0, *wanted]
        glyphs = [self._glyph(number) for number in numbers]
        for at, glyph in enumerate(glyphs):  # grows: parts of composite glyphs go to the end
            if glyph.is_composite:
                glyphs[at] = self._with_parts(glyph, numbers, glyphs)
        ends = accumulate((len(glyph.outline) for glyph in glyphs), initial=0)
        count = struct.pack(">H", len(glyphs))
        small = {
            "head": self._head[:8] + bytes(4) + self._head[12:50] + b"\0\1" + self._head[52:54],
            "hhea": self._hhea[:34] + count,
            "hmtx": b"".join([glyph.measures for glyph in glyphs]),
            "loca": struct.pack(f">{len(glyphs) + 1}I", *ends),
            "maxp": self._maxp[:4] + count + self._maxp[6:14] + UNHINTED + self._maxp[28:],
        }
        tables = {tag: (table, _checksum(table)) for tag, table in small.items()}
        outlines = b"".join([glyph.outline for glyph in glyphs])
        return _font_file({"glyf": (outlines, sum(one.checksum for one in glyphs) & MAX)} | tables)

    def _table(self, tag: str) -> bytes:
        start, length = self._tables[tag]
        return self._file[start : start + length]

    def _glyph(self, number: int) -> Glyph:
        """Return a glyph, read once."""
        if number not in self._glyphs:
            outline = _padded(_unhinted(self._outline(number)))
            self._glyphs[number] = Glyph(outline, self._measures(number), _checksum(outline))
        return self._glyphs[number]

    def _outline(self, number: int) -> bytes:
        kind, unit = (">2I", 1) if self._is_long else (">2H", 2)
        place = self._tables["loca"][0] + number * struct.calcsize(kind) // 2
        start, end = struct.unpack_from(kind, self._file, place)
        base = self._tables["glyf"][0]
        return self._file[base + start * unit : base + end * unit]

    def _measures(self, number: int) -> bytes:
        """Return the advance and the left bearing of a glyph."""
        start, last = self._tables["hmtx"][0], self._measured - 1
        if number <= last:
            return self._file[start + number * 4 : start + number * 4 + 4]
        advance = self._file[start + last * 4 : start + last * 4 + 2]
        bearing = start + self._measured * 4 + (number - self._measured) * 2
        return advance + self._file[bearing : bearing + 2]

    def _with_parts(self, glyph: Glyph, numbers: list[int], glyphs: list[Glyph]) -> Glyph:
        """Return a composite glyph that names its parts by their new numbers; adds those."""
        renamed = bytearray(glyph.outline)
        for at in _parts(glyph.outline):
            part = struct.unpack_from(">H", glyph.outline, at + 2)[0]
            if part not in numbers:
                numbers.append(part)
                glyphs.append(self._glyph(part))
            struct.pack_into(">H", renamed, at + 2, numbers.index(part))
        outline = bytes(renamed)
        return Glyph(outline, glyph.measures, _checksum(outline))


def _directory(file: mmap.mmap, index: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the tables of a font file, or of one font in a collection: start and length."""
    base = 0
    if file[:4] == COLLECTION:
        base = struct.unpack_from(">I", file, 12 + 4 * index)[0]
    for place in range(struct.unpack_from(">H", file, base + 4)[0]):
        tag, _, start, length = struct.unpack_from(">4s3I", file, base + 12 + 16 * place)
        yield tag.decode("latin-1"), (start, length)


def _unhinted(glyph: bytes) -> bytes:
    """Return an outline without its hints: what small screens of old needed."""
    if not glyph:
        return glyph
    contours = struct.unpack_from(">h", glyph)[0]
    if contours >= 0:
        at = 10 + 2 * contours
        hints = struct.unpack_from(">H", glyph, at)[0]
        return glyph[:at] + b"\0\0" + glyph[at + 2 + hints :]
    bare, end = bytearray(b"\xff\xff" + glyph[2:]), 10
    for at in _parts(glyph):
        flags = struct.unpack_from(">H", glyph, at)[0]
        struct.pack_into(">H", bare, at, flags & ~HINTED)
        end = at + _length_of_part(flags)
    return bytes(bare[:end])


def _parts(glyph: bytes) -> Iterator[int]:
    """Yield where the parts of a composite glyph begin."""
    at, flags = 10, MORE
    while flags & MORE:
        flags = struct.unpack_from(">H", glyph, at)[0]
        yield at
        at += _length_of_part(flags)


def _length_of_part(flags: int) -> int:
    scale = 2 if flags & SCALE else 4 if flags & TWO_SCALES else 8 if flags & MATRIX else 0
    return 4 + (4 if flags & WORDS else 2) + scale


def _font_file(tables: Mapping[str, tuple[bytes, int]]) -> bytes:
    """Return a font file of tables and their sums, with the sum by which it is checked."""
    power = len(tables).bit_length() - 1
    numbers = (len(tables), 16 << power, power, 16 * (len(tables) - (1 << power)))
    directory = struct.pack(">I4H", TRUETYPE, *numbers)
    start = 12 + 16 * len(tables)
    for tag, (table, checksum) in tables.items():
        directory += struct.pack(">4s3I", tag.encode(), checksum, start, len(table))
        start += len(_padded(table))
    total = _checksum(directory) + sum(checksum for _, checksum in tables.values())
    adjustment = struct.pack(">I", (CHECKSUM_OF_FILE - total) & MAX)
    bodies = {tag: _padded(table) for tag, (table, _) in tables.items()}
    bodies["head"] = bodies["head"][:8] + adjustment + bodies["head"][12:]
    return directory + b"".join(bodies.values())


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def _checksum(data: bytes) -> int:
    """Return the sum of the numbers of 32 bits that data is read as."""
    words = array("I", _padded(data))
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & MAX
