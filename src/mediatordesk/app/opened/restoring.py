"""Restoring as the window sees it: the actions, behind the questions of its form."""

from pathlib import Path

from mediatordesk.actions.backups.backups import line_of
from mediatordesk.actions.backups.restoring import restore
from mediatordesk.actions.backups.set_choice import vault_in
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.app.asked.backup_desk import BackupSet, Restoring
from mediatordesk.core.backup_manifest import BackupManifest
from mediatordesk.core.clock import Clock
from mediatordesk.core.texts import _


class OpenedRestoring:
    """Makes desks from backups. It is used in the database thread only; no desk is needed.

    With one that is open the backups are marked that hold changes it does not have; without, those
    that hold changes the newest one does not have.
    """

    def __init__(self, places: Places, clock: Clock, desk: Desk | None = None) -> None:
        self._places, self._clock, self._desk = places, clock, desk

    def sets(self, place: Path) -> tuple[BackupSet, ...]:
        """Return the backups at a place, the newest first. NoBackup, SeveralDesks."""
        found = vault_in(place).sets()
        return tuple(BackupSet(one.made_at, self._words(one, found[0])) for one in found)

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

    def _words(self, one: BackupManifest, newest: BackupManifest) -> str:
        """Return what a backup holds, and whether changes of it are nowhere else."""
        words = _("changes: {n}").format(n=one.changes)
        if self._desk is None:
            more = "" if newest.holds(one) else _("some are not in the newest")
        else:
            more = "" if line_of(self._desk.store)(one) else _("some are not in this desk")
        return " · ".join(filter(None, (words, more)))
