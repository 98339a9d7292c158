"""Where a picture comes from: a file that was chosen, or a folder that a camera or scanner fills.

A device of its own is not spoken to: every scanner and camera program can put its pictures into a
folder, and that works the same on Windows, Linux and a phone that is plugged in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from mediatordesk.core.disk_reasons import reason_of
from mediatordesk.core.errors import DeskError
from mediatordesk.core.file_names import shown_name
from mediatordesk.core.texts import N_
from mediatordesk.signing import check_image

ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"})
LARGEST = 64 << 20
"""Bytes of a picture that is read at all."""
SETTLED = 2
"""How often in a row a file must look the same: then whoever writes it has finished."""
GIVEN_UP = 8
"""After so many looks a file that is still no picture will not become one."""
LOOK_EVERY = 0.5
"""Seconds between two looks, where nobody says otherwise."""

Look = Mapping[Path, tuple[int, int]]
"""The pictures in a folder: size in bytes, and when written in nanoseconds."""


class FolderUnreadable(DeskError):
    """The watched folder cannot be read. Fields: folder, reason."""

    happened = N_("The folder {folder} cannot be watched: {reason}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Choose the folder into which the scanner or camera puts its pictures.")


class NoPictureCame(DeskError):
    """Nothing appeared in the watched folder in time. Fields: folder, seconds."""

    happened = N_("No new picture came into the folder {folder} within {seconds} seconds.")
    kept = N_("Nobody has signed; nothing in the folder was changed.")
    to_do = N_("See where the scanner or camera puts its pictures, and try again.")


class PictureUnusable(DeskError):
    """A file that came into the folder is no picture. Fields: file, why."""

    happened = N_("The file {file} that came into the folder was not taken in: {why}")
    kept = N_("Nobody has signed; the file was left where it is.")
    to_do = N_("Take or scan the picture again.")


class EmptyFileCame(DeskError):
    """A file that came into the folder holds nothing. Fields: file."""

    happened = N_("The file {file} that came into the folder is empty (0 bytes).")
    kept = N_("Nobody has signed; the file was left where it is.")
    to_do = N_("Take or scan the picture again, and see that it is copied whole.")


class PictureTooLarge(DeskError):
    """A file that came into the folder is too large. Fields: file, megabytes, limit (MB)."""

    happened = N_("The file {file} has {megabytes} MB; a picture may have {limit} MB.")
    kept = N_("Nobody has signed; the file was left where it is.")
    to_do = N_("Scan with fewer dots per inch (300 is enough).")


class PictureSource(Protocol):
    """Gives a picture as soon as there is one. It never waits, so a window can ask it often."""

    @property
    def problem(self) -> DeskError | None:
        """Return what is wrong with what came so far, nothing if nothing is."""

    def poll(self) -> bytes | None:
        """Return the picture, or None while there is none yet."""


@dataclass(frozen=True)
class ChosenFile:
    """A picture in a file that somebody chose: there at once."""

    file: Path

    @property
    def problem(self) -> DeskError | None:
        """Return nothing: a chosen file is there, or `poll` says what is wrong with it."""
        return None

    def poll(self) -> bytes:
        """Return the picture; a DeskError says why it is none."""
        return _read(self.file)


@dataclass
class WatchedFolder:
    """The newest picture that comes into a folder after it began to be watched.

    What lay there before does not count, unless it is written anew. A file counts when it has
    looked the same twice and opens as a picture: half a file is waited for. Nothing is deleted.
    """

    folder: Path
    before: Look = field(init=False)
    looks: dict[Path, tuple[tuple[int, int], int]] = field(default_factory=dict, init=False)
    """How each new file looked last, and how often in a row it looked so."""
    problem: DeskError | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        """Look at what lies there already. FolderUnreadable."""
        self.before = _look(self.folder)

    def poll(self) -> bytes | None:
        """Return the newest new picture, or None; `problem` then says what came instead of one."""
        now = _look(self.folder)
        new = {path: look for path, look in now.items() if self.before.get(path) != look}
        self.looks = {path: (look, self._times(path, look)) for path, look in new.items()}
        newest = sorted(new, key=lambda path: (new[path][1], path.name), reverse=True)
        for path in newest:
            picture = self._picture(path)
            if picture is not None:
                return picture
        return None

    def _times(self, path: Path, look: tuple[int, int]) -> int:
        """Return how often in a row a file looks as it does now."""
        last, times = self.looks.get(path, (None, 0))
        return times + 1 if last == look else 1

    def _picture(self, path: Path) -> bytes | None:
        """Return the picture in a file once nobody writes it any more, else note what it is."""
        _look_now, times = self.looks[path]
        if times < SETTLED:
            return None
        try:
            data = _read(path)
        except DeskError as error:
            if times >= GIVEN_UP:
                self.problem = error
            return None
        self.problem = None
        return data


def next_picture(
    source: PictureSource, seconds: float, *, called: str, sleep: Callable[[float], None]
) -> bytes:
    """Wait so many seconds for a picture. What came and is none is raised, or NoPictureCame."""
    for _look_no in range(max(1, round(seconds / LOOK_EVERY))):
        picture = source.poll()
        if picture is not None:
            return picture
        if source.problem:
            raise source.problem
        sleep(LOOK_EVERY)
    raise NoPictureCame(folder=called, seconds=f"{seconds:g}")


def _look(folder: Path) -> Look:
    """Return the pictures of a folder as they are now; what vanishes meanwhile is not there."""
    found: dict[Path, tuple[int, int]] = {}
    try:
        for path in folder.iterdir():
            if path.suffix.lower() in ENDINGS and not path.name.startswith((".", "~")):
                _add(found, path)
    except OSError as error:
        raise FolderUnreadable(folder=folder, reason=reason_of(error)) from error
    return found


def _add(found: dict[Path, tuple[int, int]], path: Path) -> None:
    try:
        facts = path.stat()
    except FileNotFoundError:
        return
    if path.is_file():
        found[path] = (facts.st_size, facts.st_mtime_ns)


def _read(path: Path) -> bytes:
    """Return the bytes of a picture, judged. A DeskError names the file and what is wrong."""
    name = shown_name(path.name)
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise PictureTooLarge(file=name, megabytes=size >> 20, limit=LARGEST >> 20)
        data = path.read_bytes()
    except OSError as error:
        raise PictureUnusable(file=name, why=reason_of(error)) from error
    if not data:
        raise EmptyFileCame(file=name)
    try:
        check_image(data)
    except DeskError as error:
        raise PictureUnusable(file=name, why=error.lines()[0]) from error
    return data
