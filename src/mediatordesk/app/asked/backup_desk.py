"""What the place for backups asks of the desk. Every call runs in the database thread."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

Report = Callable[[int, int], None]
"""Takes how much is done of how much; it may raise to stop the work."""
BackupWork = Callable[[Report], str]
"""Makes or checks a backup in any thread but the desk's, and says in words what came of it."""

LATE_DAYS = 7
LATE_CHANGES = 200
"""After so many days, or so many changes on this computer only, a backup is late."""


@dataclass(frozen=True)
class BackupPlace:
    """A folder that takes backups; a stick is not always there."""

    path: Path
    present: bool = True
    last: datetime | None = None
    verified: bool = False
    """The last backup there was opened again and found whole."""
    note: str = ""
    """What else is to be known of the backups there, in words; as a rule nothing."""


@dataclass(frozen=True)
class Backups:
    """How the backups stand."""

    today: date
    last_verified: datetime | None = None
    """When a backup was last opened again and found whole."""
    only_here: int = 0
    """How many changes no backup and no centre has."""
    places: tuple[BackupPlace, ...] = ()

    @property
    def late(self) -> bool:
        """Tell whether a backup is overdue: seven days, or two hundred changes."""
        old = (
            self.last_verified is None or (self.today - self.last_verified.date()).days > LATE_DAYS
        )
        return self.only_here > LATE_CHANGES or (old and self.only_here > 0)


@dataclass(frozen=True)
class BackupSet:
    """One backup that can be restored, named by its moment."""

    made_at: datetime
    words: str = ""


@dataclass(frozen=True)
class Restoring:
    """Which backup becomes a desk in which new folder, and whose passphrase opens it."""

    source: Path
    at: datetime
    to: Path
    passphrase: str = field(repr=False)


class BackupDesk(Protocol):
    """The desk as the place for backups sees it."""

    def standing(self) -> Backups:
        """Return how the backups stand."""

    def work(self, place: Path, *, only_check: bool) -> BackupWork:
        """Return the work that makes a backup at a place, or checks the newest one there.

        It uses the open desk no more; what stops it leaves no half backup.
        """

    def add_place(self, path: Path) -> None:
        """Take backups at one more place from now on."""

    def forget_place(self, path: Path) -> None:
        """Take no more backups at a place; those that lie there stay."""

    def due(self, *, closing: bool) -> Path | None:
        """Return the place at which a backup is due now, or at the end of work; None if none is."""


class RestoreDesk(Protocol):
    """What makes a desk from a backup; no open desk is needed."""

    def sets(self, place: Path) -> tuple[BackupSet, ...]:
        """Return the backups at a place, the newest first."""

    def restore(self, wanted: Restoring) -> Path:
        """Make a desk in a new folder from a backup, and return its folder."""
