"""How a front keeps bundles: what comes in together waits for the disk once.

A batch is appended to a journal and synced; only then is any of it signed for. The files in the box
are written right after, without waiting for the disk: after a power cut the next start writes from
the journal what is missing there. A journal that is long enough is emptied when all its files are
on the disk.
"""

import asyncio
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path

from mediatordesk.core.disk_reasons import reason_of
from mediatordesk.core.encoding import NotCanonical, decode, encode
from mediatordesk.keys.durable import NotWritten
from mediatordesk.sync.bundles.bundle import MAX_BUNDLE, Bundle, is_complete
from mediatordesk.sync.bundles.names import is_name, is_part

JOURNAL = "journal"
LONG = 8 << 20
"""Bytes after which the journal is emptied."""
LENGTH = 4
MAX_RECORD = MAX_BUNDLE + 256


class Kept(Enum):
    """What became of a bundle: it is new, it lay there, or something else lies under its name."""

    NEW = auto()
    SAME = auto()
    OTHER = auto()


@dataclass(slots=True)
class Journal:
    """The journal of a box. It is as long as it will be, so that writing changes only its bytes.

    Emptied, it is written from its beginning again. What is left behind of before does no harm:
    names hold hashes, so a record that is cut is known, and an old one says what lies in the box.
    """

    handle: int
    box: Path
    end: int = 0
    names: list[str] = field(default_factory=list)
    """What it holds since it was empty."""

    @classmethod
    def open(cls, folder: Path, box: Path) -> "Journal":
        """Open the journal in a front's folder, after the box was put right from it. NotWritten."""
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        journal = cls(os.open(folder / JOURNAL, flags, 0o600), box)
        with open(journal.handle, "rb", closefd=False) as file:
            data = file.read()
        missing = [one for one in _records(data) if not _lies(box, one)]
        _place(box, missing)
        journal.names = [one.name for one in missing]
        journal.empty()
        if len(data) < LONG:
            journal._append(bytes(LONG))
        return journal

    def keep(self, bundles: Sequence[Bundle]) -> None:
        """Keep bundles durably, all or none. NotWritten."""
        records = b"".join(map(_record, bundles))
        self._append(records)
        _place(self.box, bundles)
        self.names += [one.name for one in bundles]
        self.end += len(records)
        if self.end > LONG:
            self.empty()

    def empty(self) -> None:
        """Begin anew when everything in it lies in the box, on the disk. NotWritten."""
        try:
            for name in self.names:
                _sync(self.box / name)
            for folder in {(self.box / name).parent for name in self.names}:
                _sync(folder)
        except OSError as error:
            raise NotWritten(file=JOURNAL, reason=reason_of(error)) from error
        self.names.clear()
        self.end = 0

    def _append(self, data: bytes) -> None:
        try:
            os.lseek(self.handle, self.end, os.SEEK_SET)
            _write(self.handle, data)
            _flush(self.handle)
        except OSError as error:
            raise NotWritten(file=JOURNAL, reason=reason_of(error)) from error


@dataclass(slots=True)
class Keeper:
    """Keeps what several requests bring at once, one batch after the other."""

    journal: Journal
    _writer: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    _waiting: list[tuple[Bundle, asyncio.Future[Kept]]] = field(default_factory=list)
    _turn: asyncio.Task[None] | None = None

    async def keep(self, bundle: Bundle) -> Kept:
        """Keep a bundle durably; NotWritten if the disk does not take it."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Kept] = loop.create_future()
        self._waiting.append((bundle, done))
        if self._turn is None:
            self._turn = loop.create_task(self._write_on())
        return await done

    async def _write_on(self) -> None:
        """Write batches until nobody waits; what comes meanwhile is the next batch."""
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                bundles = [bundle for bundle, _ in batch]
                kept = await loop.run_in_executor(self._writer, self._keep_all, bundles)
                for (_, done), one in zip(batch, kept, strict=True):
                    if not done.done():
                        done.set_result(one)
            except NotWritten as error:
                for _, done in batch:
                    if not done.done():
                        done.set_exception(error)
            finally:
                for _, done in batch:
                    done.cancel()  # our own mistake ends the requests, which else would wait
        self._turn = None

    def _keep_all(self, bundles: Sequence[Bundle]) -> list[Kept]:
        """Keep what is new of a batch; this takes place in a thread beside. NotWritten."""
        new: dict[str, Bundle] = {}
        kept = []
        for one in bundles:
            fate = _fate(self.journal.box, one, new.get(one.name))
            kept.append(fate)
            if fate is Kept.NEW:
                new[one.name] = one
        if new:
            self.journal.keep(list(new.values()))
        return kept


def _fate(box: Path, bundle: Bundle, beside: Bundle | None) -> Kept:
    """Return what is to become of a bundle, if `beside` has the same name in its batch."""
    there = beside.data if beside else _read(box / bundle.name)
    if there is None or (there != bundle.data and not is_complete(Bundle(bundle.name, there))):
        return Kept.NEW
    return Kept.SAME if there == bundle.data or is_part(bundle.name) else Kept.OTHER


def _lies(box: Path, bundle: Bundle) -> bool:
    """Tell whether a bundle lies in the box whole."""
    there = _read(box / bundle.name)
    return there is not None and is_complete(Bundle(bundle.name, there))


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _place(box: Path, bundles: Iterable[Bundle]) -> None:
    """Write bundles into the box, each under its name in one step. NotWritten."""
    for one in bundles:
        path = os.path.join(box, one.name)  # noqa: PTH118 - half the time of a Path's
        draft = f"{path}.part"
        try:
            _write_draft(draft, one.data)
            os.replace(draft, path)  # noqa: PTH105 - as above
        except OSError as error:
            raise NotWritten(file=one.name, reason=reason_of(error)) from error


def _write_draft(draft: str, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        handle = os.open(draft, flags, 0o644)
    except FileNotFoundError:
        Path(draft).parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(draft, flags, 0o644)
    try:
        _write(handle, data)
    finally:
        os.close(handle)


def _write(handle: int, data: bytes) -> None:
    """Write all bytes, however few the system takes at once."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _flush(handle: int) -> None:
    """Force a file's bytes to the disk, and nothing else where the system can do that."""
    (os.fdatasync if hasattr(os, "fdatasync") else os.fsync)(handle)


def _sync(path: Path) -> None:
    """Force a file or a folder to the disk; Windows writes a folder with its files."""
    if os.name != "posix" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _record(bundle: Bundle) -> bytes:
    data = encode([bundle.name, bundle.data])
    return len(data).to_bytes(LENGTH, "big") + data


def _records(data: bytes) -> Iterator[Bundle]:
    """Yield what a journal holds, up to where a fall has torn it."""
    start = 0
    while start + LENGTH <= len(data):
        end = start + LENGTH + int.from_bytes(data[start : start + LENGTH], "big")
        if end > len(data) or end - start > MAX_RECORD:
            return
        try:
            match decode(data[start + LENGTH : end]):
                case [str(name), bytes(content)] if is_name(name):
                    bundle = Bundle(name, content)
                case _:
                    return
        except NotCanonical:
            return
        if not is_complete(bundle):
            return
        yield bundle
        start = end
