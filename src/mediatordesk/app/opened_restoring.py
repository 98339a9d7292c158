"""Restoring as the window sees it: the actions, behind the questions of its form."""

from pathlib import Path

from mediatordesk.actions.backups.restoring import restore, vault_in
from mediatordesk.actions.desks.places import Places
from mediatordesk.app.backup_desk import BackupSet, Restoring
from mediatordesk.core.clock import Clock
from mediatordesk.core.texts import _


class OpenedRestoring:
    """Makes desks from backups. It is used in the database thread only; no desk is needed."""

    def __init__(self, places: Places, clock: Clock) -> None:
        self._places, self._clock = places, clock

    def sets(self, place: Path) -> tuple[BackupSet, ...]:
        """Return the backups at a place, the newest first. NoBackup, SeveralDesks."""
        return tuple(
            BackupSet(one.made_at, _("changes: {n}").format(n=one.changes))
            for one in vault_in(place).sets()
        )

    def restore(self, wanted: Restoring) -> Path:
        """Make a desk in a new folder from a backup, and return its folder; see `restore`."""
        made = restore(
            wanted.source,
            wanted.to,
            wanted.passphrase,
            places=self._places,
            clock=self._clock,
            at=wanted.at,
        )
        made.desk.close()  # it is opened with its passphrase, as every desk
        return wanted.to
