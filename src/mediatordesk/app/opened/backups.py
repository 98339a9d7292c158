"""The backups as the window sees them: the actions, behind the questions of its screen."""

from functools import partial
from pathlib import Path

from mediatordesk.actions.backups.backup_drills import Drill
from mediatordesk.actions.backups.backup_places import (
    add_backup_place,
    backup_places,
    due_backup,
    last_verified,
    only_here,
    others_words,
    remove_backup_place,
)
from mediatordesk.actions.backups.backup_process import BackupOrder, carry_out
from mediatordesk.actions.backups.backups import BackedUp
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.app.asked.backup_desk import BackupPlace, Backups, BackupWork, Report
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _


class BackupDoubtful(DeskError):
    """A backup was opened again, and something of it is not whole."""

    happened = N_("The backup {name} is not whole: {problems}.")
    kept = N_("The desk is unchanged.")
    to_do = N_("Make another backup now; if it happens again, use another disk or stick.")


class OpenedBackups:
    """Answers the screen for backups. It is used in the database thread only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def standing(self) -> Backups:
        """Return how the backups stand."""
        places = tuple(
            BackupPlace(
                one.folder, one.is_there, one.made_at, one.verified, others_words(one.others)
            )
            for one in backup_places(self._desk)
        )
        desk = self._desk
        return Backups(desk.clock.today(), last_verified(desk), only_here(desk), places)

    def work(self, place: Path, *, only_check: bool) -> BackupWork:
        """Return the work that makes a backup at a place, or checks the newest one there."""
        return partial(_done, BackupOrder.of(self._desk, place, only_try=only_check))

    def add_place(self, path: Path) -> None:
        """Take backups at one more place from now on."""
        add_backup_place(self._desk, path)

    def forget_place(self, path: Path) -> None:
        """Take no more backups at a place; those that lie there stay."""
        remove_backup_place(self._desk, path)

    def due(self, *, closing: bool) -> Path | None:
        """Return the place at which a backup is due now, or at the end of work; None if none is."""
        if not due_backup(self._desk, closing=closing):
            return None
        return next((one.folder for one in backup_places(self._desk) if one.is_there), None)


def _done(order: BackupOrder, report: Report) -> str:
    """Carry out an order in a child process, and say what came of it. BackupDoubtful."""
    made = carry_out(order, report)
    tried = made.drill if isinstance(made, BackedUp) else made
    if tried and not tried.ok:
        raise _doubtful(tried)
    if isinstance(made, BackedUp):
        return " ".join(_words(made))
    words = _("The backup {name} is whole; {n} files were opened. The desk could be restored from "
              "it.")  # fmt: skip
    return words.format(name=made.name, n=made.blobs)


def _words(made: BackedUp) -> list[str]:
    """Say what a backup holds."""
    words = [
        _("Backed up and read again: {changes} changes, {files} files.").format(
            changes=made.changes, files=made.files
        )
    ]
    if made.same_disk:
        words.append(_("It lies on the same disk as the desk: take a stick for the next one."))
    if made.missing:
        words.append(_("Files not whole on this computer: {n}.").format(n=len(made.missing)))
    return [*words, *filter(None, [others_words(made.others)])]


def _doubtful(tried: Drill) -> BackupDoubtful:
    """Return what is to be said of a backup that is not whole."""
    return BackupDoubtful(name=tried.name, problems=_("; ").join(tried.problems[:3]))
