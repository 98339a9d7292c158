"""A mailbox in a folder: a stick carried to the county, a network drive, a synchronised folder."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mediatordesk.keys.durable import NotWritten, write_durably
from mediatordesk.sync.bundles.bundle import MAX_BUNDLE, Bundle, is_complete
from mediatordesk.sync.bundles.names import ROOT, in_order, is_name
from mediatordesk.sync.mailbox import NOTHING, MailboxAway

SHORT = 128
"""Bytes; a note is read to see whether it has changed."""

TRIES = 5


@dataclass(frozen=True, slots=True)
class FolderMailbox:
    """Bundles as files. The folder itself must exist: a stick that is not in is not made up."""

    folder: Path

    @property
    def place(self) -> str:
        """Return the folder's path."""
        return str(self.folder)

    def put(self, bundle: Bundle) -> None:
        """Write a bundle under its name, unless it lies there whole; a torn copy is replaced."""
        self._require()
        if self.has(bundle):
            return
        self._write(self._path(bundle.name), bundle.data, lambda: self.has(bundle))

    def has(self, bundle: Bundle) -> bool:
        """Tell whether a bundle lies there whole."""
        return self.get(bundle.name) is not None

    def names(self, under: str = ROOT) -> tuple[str, ...]:
        """Return the names of the bundles under a folder; other files are not ours to judge."""
        self._require()
        try:
            return tuple(in_order(self._found(under)))
        except OSError as error:
            raise MailboxAway(place=self.place) from error

    def get(self, name: str) -> bytes | None:
        """Return a bundle's bytes; a wrong length or hash means that it is not there yet."""
        self._require()
        path = self._path(name)
        try:
            if not path.is_file() or path.stat().st_size > MAX_BUNDLE:
                return None
            data = path.read_bytes()
        except OSError as error:
            raise MailboxAway(place=self.place) from error
        return data if is_complete(Bundle(name, data)) else None

    def marks(self, under: str, before: Mapping[str, str] = NOTHING) -> Mapping[str, str]:  # noqa: ARG002 - a folder is looked at for nothing
        """Return the mark of each object directly in a folder: of what is short, its bytes.

        A stick keeps times to two seconds only.
        """
        self._require()
        try:
            found = {one: _mark(one) for one in (self.folder / under).glob("[!.]*.*")}
        except OSError as error:
            raise MailboxAway(place=self.place) from error
        return {path.relative_to(self.folder).as_posix(): mark for path, mark in found.items()}

    def point(self, notes: Mapping[str, bytes]) -> None:
        """Write notes, unless they say so already."""
        self._require()
        for name, data in notes.items():
            self._note(name, data)

    def _note(self, name: str, data: bytes) -> None:
        path = self.folder / name
        try:
            same = path.is_file() and path.read_bytes() == data
        except OSError as error:
            raise MailboxAway(place=self.place) from error
        if not same:
            self._write(path, data, path.is_file)

    def _write(self, path: Path, data: bytes, is_there: Callable[[], bool]) -> None:
        """Write a file, unless another program is quicker.

        That one may have taken our draft for a forgotten one: then it is written again.
        """
        for left in reversed(range(TRIES)):
            self._require()
            try:
                write_durably(path, data)
                break
            except NotWritten as error:
                if is_there():
                    break
                if not left or not isinstance(error.__cause__, FileNotFoundError):
                    raise
        _remove_drafts(path)

    def close(self) -> None:
        """Do nothing: no file stays open."""

    def _found(self, under: str) -> Iterator[str]:
        """Yield the names of the files under a folder; links are not followed."""
        folder = self.folder / under
        if not folder.is_dir():
            return
        with os.scandir(folder) as entries:  # a hundred thousand names in half a second
            for entry in entries:
                name = f"{under}/{entry.name}"
                if entry.is_symlink():
                    continue
                if entry.is_dir():
                    yield from self._found(name)
                elif is_name(name):
                    yield name

    def _path(self, name: str) -> Path:
        """Return the file of a name. A name that leads out of the mailbox is our own mistake."""
        if not is_name(name):
            raise ValueError(name)
        return self.folder / name

    def _require(self) -> None:
        """Say MailboxAway if the folder is not there."""
        if not self.folder.is_dir():
            raise MailboxAway(place=self.place)


def _mark(path: Path) -> str:
    """Return what changes when a file does. OSError."""
    stat = path.stat()
    if stat.st_size <= SHORT:
        return path.read_bytes().hex()
    return f"{stat.st_size} {stat.st_mtime_ns}"


def _remove_drafts(path: Path) -> None:
    """Remove what a program that was ended left of this file, or of a bundle so numbered or before.

    Whoever goes on may have more to say by then, under the next number only.
    """
    number, numbered, _ = path.name.partition("-")
    with suppress(OSError):
        for draft in path.parent.glob(".*-*.mdb.*.tmp" if numbered else f".{path.name}.*.tmp"):
            if not numbered or draft.name[1:].partition("-")[0] <= number:
                draft.unlink()
