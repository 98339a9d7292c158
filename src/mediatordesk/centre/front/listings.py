"""What lies with a front, by office: a list that only grows, so that what is new is one answer.

A reader shows how far he has read, with a hash of all that he has read; if the list is not the one
that he knows (another disk, an older copy) he gets all of it. One line is written in one step, by
the front and by the centre's worker alike.
"""

import errno
import hashlib
import os
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mediatordesk.core.disk_reasons import reason_of
from mediatordesk.keys.durable import NotWritten
from mediatordesk.sync.bundles.names import ROOT, is_name, is_part

FOLDER = "names"
PAGE = 2000
"""Names of one answer."""
OFFICES_KNOWN = 2000
"""Lists that are held in memory."""


@dataclass(frozen=True, slots=True)
class News:
    """What an office has that its reader does not know; `left` more come with the next answer.

    `whole` means that it begins at the beginning: what the reader knew is not so.
    """

    cursor: str
    names: tuple[str, ...]
    whole: bool
    left: int

    def text(self) -> str:
        """Return it as it is sent: one line of what it is, one line a name."""
        first = f"{'all' if self.whole else 'new'} {self.cursor} {self.left}"
        return "\n".join((first, *self.names))


@dataclass(slots=True)
class _List:
    """The list of one office, read so far."""

    read: int = 0
    lines: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    hashes: list[str] = field(default_factory=lambda: [hashlib.sha256().hexdigest()[:16]])
    """After so many lines the hash of all of them."""
    torn: bool = False
    """What was read last ends with a piece of a line, where the disk was full."""

    def take(self, data: bytes) -> None:
        """Read on; a line that is not whole yet is left for the next time."""
        whole = data[: data.rfind(b"\n") + 1]
        self.read += len(whole)
        self.torn = len(whole) < len(data)
        for line in whole.decode("ascii", "replace").splitlines():
            if is_name(line) and line not in self.seen:
                self.seen.add(line)
                self.lines.append(line)
                before = self.hashes[-1].encode() + line.encode()
                self.hashes.append(hashlib.sha256(before).hexdigest()[:16])


@dataclass(slots=True)
class Listings:
    """The lists of all offices in a front's folder."""

    folder: Path
    """The front's folder."""
    _lists: OrderedDict[str, _List] = field(default_factory=OrderedDict)

    @classmethod
    def of(cls, folder: Path) -> "Listings":
        """Return the lists in a front's folder, which are made."""
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        return cls(folder)

    def add(self, name: str, before: str = "") -> None:
        """Put a name on its office's list; it lies there durably already. NotWritten."""
        line = f"{before}{name}\n".encode()
        try:
            written = _append(self._path(name.split("/")[1]), line)
        except OSError as error:
            raise NotWritten(file=FOLDER, reason=reason_of(error)) from error
        if written < len(line):
            raise NotWritten(file=FOLDER, reason=reason_of(OSError(errno.ENOSPC, "")))

    def enter(self, name: str) -> None:
        """Put a name on its office's list, unless it stands there. NotWritten."""
        known = self._list(name.split("/")[1])
        if name not in known.seen:
            self.add(name, "\n" if known.torn else "")

    def names(self, office: str) -> list[str]:
        """Return all names of an office, in the order in which they came."""
        return self._list(office).lines

    def offices(self) -> dict[str, int]:
        """Return how long the list of each office is, in bytes: it changes when something came."""
        with os.scandir(self.folder / FOLDER) as found:
            return {one.name: one.stat().st_size for one in found if len(one.name) == 8}

    def news(self, office: str, cursor: str) -> News:
        """Return what came after a cursor; parts of files are asked for one by one."""
        known = self._list(office)
        number, _, digest = cursor.partition("-")
        start = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else -1
        same = 0 <= start < len(known.hashes) and known.hashes[start] == digest
        start = start if same else 0
        end = min(start + PAGE, len(known.lines))
        names = tuple(name for name in known.lines[start:end] if not is_part(name))
        return News(f"{end}-{known.hashes[end]}", names, not same, len(known.lines) - end)

    def reconcile(self, box: Path) -> int:
        """Put on the lists what lies in the box without being on one; return how many.

        So it is after a fall between the two steps.
        """
        for office in self.offices():
            _end_line(self._path(office))
        added = 0
        for name in _lying(box):
            if name not in self._list(name.split("/")[1]).seen:
                self.add(name)
                added += 1
        return added

    def _list(self, office: str) -> _List:
        """Return the list of an office as it now is."""
        known, path = self._lists.pop(office, None) or _List(), self._path(office)
        try:
            size = path.stat().st_size
        except FileNotFoundError:
            size = 0
        if size < known.read:
            known = _List()
        if size > known.read:
            with path.open("rb") as file:
                file.seek(known.read)
                known.take(file.read())
        self._lists[office] = known
        while len(self._lists) > OFFICES_KNOWN:
            self._lists.popitem(last=False)
        return known

    def _path(self, office: str) -> Path:
        return self.folder / FOLDER / office


def _append(path: Path, line: bytes) -> int:
    """Write a line at the end of a list in one step; return how much of it the disk took."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        return os.write(handle, line)
    finally:
        os.close(handle)


def _end_line(path: Path) -> None:
    """End a line that a fall has torn, so that the next one stands alone."""
    data = path.read_bytes()
    if data and not data.endswith(b"\n"):
        with path.open("ab") as file:
            file.write(b"\n")


def _lying(box: Path) -> Iterator[str]:
    """Yield the names of what lies in a box."""
    for path in (box / ROOT).rglob("*.mdb"):
        name = path.relative_to(box).as_posix()
        if is_name(name) and path.is_file():
            yield name
