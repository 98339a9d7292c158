"""A small disk of its own, that is filled to the last byte or write-protected as it is used."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

MEGABYTES = 3


@dataclass(frozen=True)
class Disk:
    """A disk that is mounted."""

    path: Path

    def fill(self) -> None:
        """Leave no byte on it."""
        piece = 1 << 16
        with (self.path / "photos").open("wb", buffering=0) as file:
            while piece:
                try:
                    file.write(bytes(piece))
                except OSError:
                    piece //= 2

    def protect(self) -> None:
        """Protect it from being written."""
        _mount("-o", "remount,ro", str(self.path))

    def give_back(self) -> None:
        """Let it be as before: with room, and to be written."""
        _mount("-o", "remount,rw", str(self.path))
        (self.path / "photos").unlink(missing_ok=True)


REFUSALS: dict[str, Callable[[Disk], None]] = {"full": Disk.fill, "protected": Disk.protect}
"""Why nothing can be written."""


@contextmanager
def small_disk(place: Path) -> Iterator[Disk]:
    """Mount an empty disk."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    place.mkdir()
    _mount("-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(place))
    yield Disk(place)
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True)
