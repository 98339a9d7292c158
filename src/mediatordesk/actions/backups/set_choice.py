"""Which backup of a place is meant: the newest, or the one of a time that is asked for."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from mediatordesk.actions.backups.backup_drills import NoBackup
from mediatordesk.actions.backups.backup_vault import MANIFEST, PREFIX, FoundSet, Vault
from mediatordesk.core.backup_manifest import BackupManifest, newest_of_lines
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _

STAMP = "%Y-%m-%dT%H:%M:%S"
"""How the time of a backup is typed to choose it."""


class NewestDamaged(DeskError):
    """A backup is damaged, and one before it is whole."""

    happened = N_("Nothing was restored: the backup of {time} is damaged ({file}).")
    kept = N_("The desk and all backups are as they were.")
    to_do = N_("The backup of {older} is whole: restore that one with --at {older}")


class AllDamaged(DeskError):
    """A backup is damaged, and there is none before it that is whole."""

    happened = N_("Nothing was restored: the backup of {time} is damaged ({file}), and no older "
                  "one is whole.")  # fmt: skip
    kept = N_("The desk and all backups are as they were.")
    to_do = N_("Look for backups on another disk or stick.")


class SeveralDesks(DeskError):
    """A place holds the backups of several desks."""

    happened = N_("Nothing was restored: {place} holds backups of several desks: {names}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Name the folder of the one that is wanted.")


class SeveralLines(DeskError):
    """A place holds backups of which none has all changes: the desk was set back, or copied."""

    happened = N_("Nothing was restored: no backup in {place} holds all changes. The desk was set "
                  "back or copied; the newest of each line: {lines}.")  # fmt: skip
    kept = N_("The desk and all backups are as they were.")
    to_do = N_("Choose one with --at and its time; the others stay, and can be restored into a "
               "folder of their own.")  # fmt: skip


class NoneSoOld(DeskError):
    """All backups of a place were made after the time that is asked for."""

    happened = N_("Nothing was restored: {place} holds no backup of {time} or earlier.")
    kept = N_("The desk and all backups are as they were.")
    to_do = N_("The oldest there is of {oldest}: restore that one with --at {oldest}")


def vault_in(source: Path) -> Vault:
    """Return the backups of the one desk in a place, or in its own folder there.

    NoBackup, SeveralDesks.
    """
    folders = [source, *sorted(source.glob(f"{PREFIX}*"))] if source.is_dir() else []
    vaults = [one for one in map(Vault, folders) if one.names()]
    if not vaults:
        raise NoBackup(place=source)
    if len(vaults) > 1:
        raise SeveralDesks(place=source, names="、".join(one.folder.name for one in vaults))
    return vaults[0]


def chosen_set(vault: Vault, source: Path, at: datetime | None) -> FoundSet:
    """Return the newest set, or the newest up to a time.

    NoBackup, NoneSoOld, NewestDamaged, AllDamaged; SeveralLines if the newest lacks changes.

    A newer one whose manifest is damaged is named, not passed over.
    """
    sets = sets_until(vault, at)
    limit = "9" if at is None else f"{at:%Y%m%d-%H%M%S}-999"
    newest = sets[0].name if sets else ""
    damaged = [name for name in vault.damaged_manifests() if newest < name <= limit]
    if damaged:
        path = vault.path(MANIFEST, damaged[-1])
        raise _proposal(vault, sets, damaged[-1], path.name)
    if not sets:
        raise _nothing_until(vault, source, at)
    if at is None:
        _require_one_line(sets, source)
    return vault.read(newest)


def sets_until(vault: Vault, at: datetime | None) -> list[BackupManifest]:
    """Return all sets, the newest first; or those up to a time, the nearest to it first.

    Numbers tell which is the newest, for a clock may have been wrong. A time that is asked for is
    compared with what the clocks showed, not with the order of making: after one set with a clock
    of 1970, that order would give its newer content for every day; after one with a clock of 2099,
    it would hide all later sets. Nothing says which clock was right, so where order and time do
    not agree it is said (`later_before`).
    """
    sets = vault.sets()
    if at is None:
        return list(sets)
    until = [one for one in sets if second_of(one) <= at.replace(microsecond=0)]
    return sorted(until, key=lambda one: (one.made_at, one.number), reverse=True)


def later_before(vault: Vault, found: FoundSet, at: datetime) -> datetime | None:
    """Return the latest time after `at` shown by a set that was made before another; None if none.

    Then a clock was wrong, of that set or of the other one.
    """
    before = (one for one in vault.sets() if one.number < found.manifest.number)
    return max((time for time in map(second_of, before) if time > at), default=None)


def _require_one_line(sets: Sequence[BackupManifest], source: Path) -> None:
    """SeveralLines if there are sets of which none holds all changes of the others."""
    lines = newest_of_lines(sets)
    if len(lines) > 1:
        words = _("{time} ({changes} changes)")
        named = (words.format(time=f"{one.made_at:{STAMP}}", changes=one.changes) for one in lines)
        raise SeveralLines(place=source, lines="、".join(named))


def _nothing_until(vault: Vault, source: Path, at: datetime | None) -> DeskError:
    """Return the error that says there is no backup of a time, and which one is the oldest."""
    later = vault.sets()
    if at is None or not later:
        return NoBackup(place=source)
    oldest = min(map(second_of, later)).strftime(STAMP)
    return NoneSoOld(place=source, time=at.strftime(STAMP), oldest=oldest)


def second_of(manifest: BackupManifest) -> datetime:
    """Return when a set was made, to the second, in China's time."""
    return manifest.made_at.replace(microsecond=0)


def error_with_older(vault: Vault, found: FoundSet, file: str) -> DeskError:
    """Return the error that names a damaged set, and the next older one that is whole."""
    older = [one for one in vault.sets() if one.number < found.manifest.number]
    return _proposal(vault, older, second_of(found.manifest).strftime(STAMP), file)


def _proposal(vault: Vault, older: Iterable[BackupManifest], time: str, file: str) -> DeskError:
    """Return the error that names a damaged set, and the first whole one of others."""
    for one in older:
        if not vault.fault_of(vault.read(one.name)):
            return NewestDamaged(time=time, file=file, older=second_of(one).strftime(STAMP))
    return AllDamaged(time=time, file=file)
