"""One process at a time changes a desk's key file or counts its guesses.

The system lets go of the lock when a process ends, however it ends, so a lock never outlives its
owner.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FILE = "keys.lock"
"""Only Windows needs a file; elsewhere the folder itself is locked."""
PATIENCE = 10.0
"""Seconds that are waited for another window."""
_PAUSE = 0.02


@contextmanager
def alone_in(folder: Path, patience: float | None = None) -> Iterator[bool]:
    """Hold the folder's lock for a while.

    Gives False if another process kept it for `patience` seconds, or `PATIENCE` if none are given.
    A folder or a disk that cannot be locked counts as ours: what is written there is still
    replaced in one step.
    """
    try:
        handle = _opened(folder)
    except OSError:
        yield True
        return
    try:
        seconds = PATIENCE if patience is None else patience
        held = _taken(handle, time.monotonic() + seconds)
        yield held
        if held:
            _let_go(handle)
    finally:
        os.close(handle)


def _taken(handle: int, deadline: float) -> bool:
    """Try to take the lock until the deadline."""
    while True:
        try:
            _take(handle)
        except (BlockingIOError, PermissionError):
            if time.monotonic() >= deadline:
                return False
            time.sleep(_PAUSE)
        except OSError:
            return True
        else:
            return True


if sys.platform == "win32":
    import msvcrt

    def _opened(folder: Path) -> int:
        """Open what is locked."""
        return os.open(folder / FILE, os.O_RDWR | os.O_CREAT)

    def _take(handle: int) -> None:
        """Take the lock at once. PermissionError if another process has it."""
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _let_go(handle: int) -> None:
        """Let others have the lock."""
        with suppress(OSError):
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _opened(folder: Path) -> int:
        """Open what is locked."""
        return os.open(folder, os.O_RDONLY)

    def _take(handle: int) -> None:
        """Take the lock at once. BlockingIOError if another process has it."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(handle: int) -> None:
        """Let others have the lock."""
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_UN)
