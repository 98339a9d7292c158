"""Trials of backups: a set is opened where it lies and looked through, as if the desk were lost."""

import random
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from mediatordesk.actions.backups.backup_places import BackupPlace, keep_place, place_at
from mediatordesk.actions.backups.backup_vault import DATABASE, MANIFEST, FoundSet, Vault
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Blob
from mediatordesk.core.texts import N_
from mediatordesk.keys.slot_file import read_slots
from mediatordesk.store import NotRead, NotSaved, Store
from mediatordesk.store.copies import CopyDamaged, open_copy
from mediatordesk.sync.bundles.blobs import FileDamaged, FileNotHere

TRIED_BLOBS = 20
"""So many papers and attachments are opened in a trial."""
DAYS_BETWEEN_TRIALS = 7
CHANGES_COMPARED = 4000
"""In larger desks a trial compares a sample of the rows with the log, of about so many changes."""


class NoBackup(DeskError):
    """There is no backup in a place."""

    happened = N_("There is no backup of this desk in {place}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Check the place, or make a backup there.")


@dataclass(frozen=True)
class Drill:
    """A set that was tried as if the desk were lost: what was found, and how much was opened."""

    name: str
    tried_at: datetime
    problems: tuple[str, ...]
    blobs: int
    missing: int = 0
    """Parts of files that were not whole when it was made, and so are not in it."""

    @property
    def ok(self) -> bool:
        """Tell whether the desk could be restored from it."""
        return not self.problems


def drill(desk: Desk, place: Path) -> Drill:
    """Try the newest set of a place as if the desk were lost, where it lies, and remember it.

    Pages, chain, rows against the log, hashes of all that is needed, and some files opened.
    PlaceAway, NoBackup if there is none.
    """
    vault = Vault.in_place(place, read_slots(desk.folder).desk)
    found, unreadable = _newest(vault, place)
    if found is None:
        file = vault.path(MANIFEST, unreadable).name
        tried = Drill(unreadable, desk.clock.now(), (file,), 0)
        kept = replace(place_at(desk, place), tried_at=tried.tried_at, verified=False)
    else:
        tried = _tried(desk, vault, found)
        kept = after_run(place_at(desk, place), found, tried)
    with suppress(NotSaved):  # the desk's own disk is full; what was found is true all the same
        keep_place(desk, kept)
    return tried


def drill_if_due(desk: Desk, vault: Vault, found: FoundSet, kept: BackupPlace) -> Drill | None:
    """Try a new set if none of this place was tried for a week, or the last trial went wrong."""
    now, last = desk.clock.now(), kept.tried_at
    fresh = last is not None and 0 <= (now - last).days < DAYS_BETWEEN_TRIALS
    return None if fresh and kept.verified else _tried(desk, vault, found)


def _tried(desk: Desk, vault: Vault, found: FoundSet) -> Drill:
    """Open a set where it lies and look at all of it, as a restoration would."""
    manifest, problems, opened = found.manifest, list[str](), 0
    if not found.is_signed_by(desk.device.signing.verify_key):
        problems.append(vault.path(MANIFEST, manifest.name).name)
    if fault := vault.fault_of(found):
        problems.append(fault)
    database = vault.path(DATABASE, manifest.name)
    try:
        copy = open_copy(database, desk.key, clock=desk.clock)
        try:
            problems += copy.problems(one_in=sample_of(copy))
            if not problems:
                opened, problems = _opened_blobs(vault, copy, set(manifest.missing))
        finally:
            copy.close()
    except (CopyDamaged, NotRead):
        problems.append(database.name)
    return Drill(
        manifest.name,
        desk.clock.now(),
        tuple(dict.fromkeys(problems)),
        opened,
        len(manifest.missing),
    )


def sample_of(copy: Store) -> int:
    """Return of how many rows one is compared with the log: all of them in a desk of some years."""
    return max(1, sum(copy.known().values()) // CHANGES_COMPARED)


def _opened_blobs(vault: Vault, copy: Store, missing: set[bytes]) -> tuple[int, list[str]]:
    """Open some papers and attachments taken at random; return how many, and which are damaged."""
    whole = [
        blob
        for blob in copy.all(Blob)
        if not any(bytes.fromhex(part) in missing for part in blob.parts)
    ]
    chosen = random.SystemRandom().sample(whole, min(TRIED_BLOBS, len(whole)))
    bad = []
    for blob in chosen:
        try:
            for _ in vault.parts.pieces(blob):
                pass
        except (FileNotHere, FileDamaged):
            bad.append(blob.sha256)
    return len(chosen), bad


def _newest(vault: Vault, place: Path) -> tuple[FoundSet | None, str]:
    """Return the newest set of a place, or else its name if its manifest is damaged. NoBackup."""
    names, sets = vault.names(), vault.sets()
    if not names:
        raise NoBackup(place=place)
    known = sets[0].name if sets else ""
    damaged = [name for name in vault.damaged_manifests() if name > known]
    return (None, damaged[-1]) if damaged else (vault.read(known), "")


def after_run(kept: BackupPlace, found: FoundSet, tried: Drill | None) -> BackupPlace:
    """Return what is remembered of a place after a run or a trial."""
    manifest = found.manifest
    after = replace(kept, name=manifest.name, made_at=manifest.made_at, known=manifest.known)
    if tried is not None:
        after = replace(after, tried_at=tried.tried_at, verified=tried.ok)
    return after
