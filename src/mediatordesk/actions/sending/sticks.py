"""Sticks: known by a small mark on them, wherever the computer puts them this time.

A drive letter or mount point says nothing: tomorrow another stick has it. Nothing is written to a
stick that does not carry the mark of one that a person has chosen.
"""

import ctypes
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from mediatordesk.keys.durable import write_durably

Media = Callable[[], tuple[Path, ...]]
"""Finds where sticks and other removable disks are at this moment."""
MARK = Path("v1") / "mailbox.txt"
MARK_DIGITS = 32
WORDS = "MediatorDesk"
FEW = 200
"""So many folders of a stick are looked into for its mark."""
REMOVABLE, FIXED = 2, 3
"""What Windows says of a drive (GetDriveTypeW); a disk in a USB case says that it is fixed."""


def removable_media() -> tuple[Path, ...]:
    """Return the folders at which removable disks are connected; a folder may be gone again."""
    if sys.platform == "win32":
        return tuple(_windows_drives())
    return tuple(path for path in _mount_points() if os.path.ismount(path))


def medium_of(folder: Path, media: Media) -> Path | None:
    """Return the removable disk that a folder lies on; None if it lies on none of them."""
    return next((root for root in media() if folder == root or root in folder.parents), None)


def mark_of(folder: Path) -> str:
    """Return the mark in a folder of a stick; nothing if there is none, or it cannot be read."""
    try:
        words = (folder / MARK).read_text("ascii").split()
    except (OSError, UnicodeDecodeError):
        return ""
    known = len(words) == 2 and words[0] == WORDS and len(words[1]) == MARK_DIGITS
    return words[1] if known else ""


def marked(folder: Path) -> str:
    """Return the mark in a folder of a stick; a new one if it carried none. NotWritten."""
    mark = mark_of(folder)
    if not mark:
        mark = secrets.token_hex(MARK_DIGITS // 2)
        write_durably(folder / MARK, f"{WORDS} {mark}\n".encode())
    return mark


def folder_with(mark: str, media: Media) -> Path | None:
    """Return the folder that carries a mark: a removable disk or a folder directly on it."""
    for root in media():
        for folder in (root, *_folders_on(root)):
            if mark_of(folder) == mark:
                return folder
    return None


def _folders_on(root: Path) -> Iterator[Path]:
    """Yield some folders directly on a disk."""
    try:
        yield from islice((path for path in root.iterdir() if path.is_dir()), FEW)
    except OSError:  # pulled just now
        return


def _mount_points() -> Iterator[Path]:
    """Yield where Linux and macOS connect removable disks."""
    for pattern in ("media/*", "media/*/*", "run/media/*/*", "mnt/*", "Volumes/*"):
        try:
            yield from Path("/").glob(pattern)
        except OSError:  # another person's folder
            continue


def _windows_drives() -> Iterator[Path]:
    """Yield the drives of Windows that can be taken out; never the one Windows itself is on."""
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - there is none beside Windows
    system = os.environ.get("SYSTEMDRIVE", "C:").upper()
    present = kernel.GetLogicalDrives()
    for place in range(26):
        drive = f"{chr(ord('A') + place)}:"
        if not present >> place & 1 or drive == system:
            continue
        if kernel.GetDriveTypeW(f"{drive}\\") in {REMOVABLE, FIXED}:
            yield Path(f"{drive}\\")
