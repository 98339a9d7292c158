"""The tide mark: how far a desk's log had come, kept outside its folder and in no backup of it.

A file that was set back, copied or restored looks whole. Only something that was not set back
with it can tell, and then the desk goes on under a new name instead of using a place of its log,
or a legal number, a second time (docs/adr/0011-epochs.md).
"""

import hashlib
import os
import struct
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from mediatordesk.keys.durable import NotWritten, write_durably
from mediatordesk.keys.machine import machine_id

NUMBERS_MAX = 1 << 20
"""Bytes of numbers that are read at most; they are written anew long before."""
NUMBERS_LONG = 1 << 16
_TIDE = struct.Struct(">4sQ8s32s16s")
_MAGIC = b"MDT1"
_CHECK = 16
PLACE_BYTES = 128
"""A mark has two places of this size, taken in turn, so one of them is always whole."""

Used = tuple[str, int]
"""A series of legal numbers and a year."""


@dataclass(frozen=True, slots=True)
class Tide:
    """How far a log had come: replica (8 bytes), newest change, head of the chain there."""

    replica: bytes
    seq: int
    head: bytes


@dataclass(frozen=True, slots=True)
class TideMark:
    """The mark of one desk folder. Two windows may write it; what is unreadable is absent.

    `note` is for every save and forces nothing to the disk; `secure` does. Nothing here fails:
    a mark that cannot be kept is only missed when the desk is opened, and then it says so.
    """

    path: Path
    machine: bytes
    _opened: list[BinaryIO] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def of(cls, marks: Path, desk: Path) -> "TideMark":
        """Return the mark of a desk's folder in the folder of marks; none need be there yet."""
        where = os.path.normcase(desk.resolve())
        name = hashlib.sha256(where.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return cls(marks / f"{name}.mark", machine_id(marks))

    def read(self) -> Tide | None:
        """Return the newest tide that was noted here, on this machine."""
        try:
            with self.path.open("rb") as file:
                data = file.read(2 * PLACE_BYTES)
        except OSError:
            return None
        found = (self._tide_in(data[start : start + PLACE_BYTES]) for start in (0, PLACE_BYTES))
        return max(filter(None, found), key=lambda tide: tide.seq, default=None)

    def begin(self, tide: Tide, used: Mapping[Used, int]) -> bool:
        """Make the mark that a desk goes on from; tell whether this account can keep one."""
        lines = [_number_line(series, year, last) for (series, year), last in used.items()]
        place = self._place(tide).ljust(PLACE_BYTES, b"\0")
        try:
            write_durably(self._numbers, b"".join(lines), private=True)
            write_durably(self.path, place + place, private=True)
        except NotWritten:
            return False
        self.close()  # a file of that name that was open is no longer the mark
        return self.read() == tide

    def note(self, tide: Tide) -> None:
        """Note how far the log has come. A few microseconds; the system writes it when it likes."""
        with suppress(OSError):  # an older mark stays, and is still true
            file = self._file()
            file.seek(tide.seq % 2 * PLACE_BYTES)
            file.write(self._place(tide))

    def use(self, numbers: Iterable[tuple[str, int, int]]) -> None:
        """Note numbers that were used: series, year and ordinal. Windows only ever add lines."""
        lines = b"".join(_number_line(*one) for one in numbers)
        with suppress(OSError), self._numbers.open("ab", buffering=0) as file:
            file.write(lines)

    def used(self) -> dict[Used, int]:
        """Return the highest number that was noted for each series and year."""
        highest: dict[Used, int] = {}
        try:
            with self._numbers.open("rb") as file:
                lines = file.read(NUMBERS_MAX).splitlines()
        except OSError:
            return highest
        for series, year, ordinal in filter(None, map(_number_in, lines)):
            highest[series, year] = max(ordinal, highest.get((series, year), 0))
        return highest

    def are_numbers_long(self) -> bool:
        """Tell whether the numbers had better be written anew, the highest of each only."""
        with suppress(OSError):
            return self._numbers.stat().st_size > NUMBERS_LONG
        return False

    def secure(self, tide: Tide) -> None:
        """Note a tide and force the mark to the disk: at close, and after an exchange."""
        self.close()  # another window may have put a new file in its place
        self.note(tide)
        with suppress(OSError):
            os.fsync(self._file().fileno())
            with self._numbers.open("ab") as file:
                os.fsync(file.fileno())

    def remove(self) -> None:
        """Remove the mark: the desk has moved to another folder, which has its own."""
        self.close()
        for path in (self.path, self._numbers):
            with suppress(OSError):
                path.unlink()

    def close(self) -> None:
        """Close the file; the mark can be used on."""
        while self._opened:
            self._opened.pop().close()

    @property
    def is_open(self) -> bool:
        """Tell whether something was noted since the mark was forced to the disk."""
        return bool(self._opened)

    @property
    def _numbers(self) -> Path:
        return self.path.with_suffix(".numbers")

    def _file(self) -> BinaryIO:
        """Return the mark's file, opened once: a virus scanner looks at each opening."""
        if not self._opened:
            self._opened.append(self.path.open("r+b", buffering=0))
        return self._opened[0]

    def _place(self, tide: Tide) -> bytes:
        """Return a tide as it stands in the mark, with a check sum."""
        data = _TIDE.pack(_MAGIC, tide.seq, tide.replica, tide.head, self.machine)
        return data + hashlib.sha256(data).digest()[:_CHECK]

    def _tide_in(self, place: bytes) -> Tide | None:
        """Return the tide that stands in a place, if it is whole and of this machine."""
        data, check = place[: _TIDE.size], place[_TIDE.size : _TIDE.size + _CHECK]
        if len(data) < _TIDE.size or hashlib.sha256(data).digest()[:_CHECK] != check:
            return None
        magic, seq, replica, head, machine = _TIDE.unpack(data)
        if magic != _MAGIC or machine != self.machine:
            return None
        return Tide(replica, seq, head)


def _number_line(series: str, year: int, ordinal: int) -> bytes:
    """Return a used number as a line with a check sum."""
    text = f"{series}/{year}/{ordinal}".encode()
    return hashlib.sha256(text).hexdigest()[:8].encode() + b" " + text + b"\n"


def _number_in(line: bytes) -> tuple[str, int, int] | None:
    """Return series, year and ordinal of a line, or None if it is torn or not ours."""
    check, _, text = line.partition(b" ")
    if hashlib.sha256(text).hexdigest()[:8].encode() != check:
        return None
    parts = text.decode("utf-8", "replace").rsplit("/", 2)
    if len(parts) != 3 or not all(part.isdecimal() for part in parts[1:]):
        return None
    return parts[0], int(parts[1]), int(parts[2])
