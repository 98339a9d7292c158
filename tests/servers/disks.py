"""A small disk that can really be filled, mounted for a test (tmpfs); only root may."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BALLAST = "ballast"


def may_mount() -> bool:
    """Tell whether a disk can be mounted here."""
    return os.name == "posix" and os.geteuid() == 0


@dataclass(frozen=True)
class SmallDisk:
    """A disk of a few megabytes."""

    folder: Path

    def fill(self, leave: int) -> None:
        """Let something else take the room, but for so many bytes."""
        self.make_room()
        stat = os.statvfs(self.folder)
        (self.folder / BALLAST).write_bytes(bytes(stat.f_bavail * stat.f_frsize - leave))

    def make_room(self) -> None:
        """Take away what filled it."""
        (self.folder / BALLAST).unlink(missing_ok=True)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[SmallDisk]:
    """Mount a disk at a folder, which is made, for a while."""
    folder.mkdir()
    size = f"size={megabytes}m"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)], check=True)
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
