"""A desk restored from a backup: always into a new folder, whole or not at all.

The restored desk goes on under a new epoch. The old one, if it is still there, is never touched.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from mediatordesk.actions.backups.backup_drills import sample_of
from mediatordesk.actions.backups.backup_vault import (
    DATABASE,
    KEYS,
    MANIFEST,
    FoundSet,
    SetDamaged,
    Vault,
    copy_whole,
    safe_path,
)
from mediatordesk.actions.backups.recovery import typed_identity, unlock_with_sheet
from mediatordesk.actions.backups.set_choice import (
    STAMP,
    chosen_set,
    error_with_older,
    later_before,
    second_of,
    vault_in,
)
from mediatordesk.actions.desks.desk import DEVICE, Desk, FolderTaken, NoRoom, opened_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.desks.tides import (
    Beginning,
    begin_epoch,
    begin_mark,
    old_mark,
    remembered_place,
)
from mediatordesk.core.clock import Clock
from mediatordesk.core.desk_events import DeskEvent, DeskEventKind
from mediatordesk.core.disk_reasons import reason_of
from mediatordesk.core.epochs import EpochReason
from mediatordesk.core.errors import DeskError
from mediatordesk.core.offices import Operator
from mediatordesk.core.records import added
from mediatordesk.core.texts import N_
from mediatordesk.keys.durable import unwritable_because, write_durably
from mediatordesk.keys.folder_lock import alone_in
from mediatordesk.keys.identities import Device
from mediatordesk.keys.passphrases import require_passphrase
from mediatordesk.keys.slot_file import FILE as KEY_FILE
from mediatordesk.keys.slots import Opened, open_with_passphrase, open_with_recovery
from mediatordesk.keys.tide_marks import TideMark, Used
from mediatordesk.store import FILE_NAME, DeskLocked, NotRead, Store
from mediatordesk.sync.bundles.blobs import BlobStore, FileDamaged, FileNotHere


class InsideBackups(DeskError):
    """A desk is to be restored into the place of its backups: both would be lost together."""

    happened = N_("Nothing was restored: {folder} is in the place of the backups.")
    kept = N_("The desk and all backups are as they were.")
    to_do = N_("Name a new folder that is not in it.")


class RestoreRuns(DeskError):
    """Another window is restoring into this folder."""

    happened = N_("Something is being restored into {folder} already.")
    kept = N_("Nothing was changed.")
    to_do = N_("Wait until it is done, or choose another folder.")


@dataclass(frozen=True)
class Restored:
    """The restored desk, the set it came from, and which files are missing or damaged in it.

    `later_before` is the time of a set that was made before it, and shows a later time than the one
    that was asked for: the choice was made by a clock that may have been wrong.
    """

    desk: Desk
    name: str
    made_at: datetime
    changes: int
    files: int
    missing: tuple[str, ...]
    later_before: datetime | None = None


@dataclass(frozen=True)
class _Fetched:
    """What was copied: how many files, and which are not whole."""

    files: int
    missing: tuple[str, ...]


def restore(
    source: Path,
    dest: Path,
    passphrase: str,
    *,
    places: Places,
    clock: Clock,
    at: datetime | None = None,
    recovery: str = "",
) -> Restored:
    """Restore a desk from the newest backup of a place, or the newest one up to a time.

    `passphrase` is that of an operator at the time of the backup; with the words of the recovery
    sheet (`recovery`) it is a new one. Parts that are missing are named, and do not stop it.
    NoBackup, NoneSoOld, SeveralDesks, SeveralLines, FolderTaken, InsideBackups, NoRoom,
    WrongPassphrase, NewestDamaged, AllDamaged, NotWritten: then there is nothing in `dest`.
    """
    if dest.exists() and (not dest.is_dir() or any(dest.iterdir())):
        raise FolderTaken(folder=dest.name)
    if dest.resolve().is_relative_to(source.resolve()):
        raise InsideBackups(folder=dest)
    if recovery:
        require_passphrase(passphrase)
    vault = vault_in(source)
    with _draft_of(dest) as draft:
        found = chosen_set(vault, source, at)
        try:
            _fetch_one(vault, found, draft, KEYS)
            opened = _opened(draft, passphrase, recovery)  # before gigabytes are copied
            _fetch_one(vault, found, draft, DATABASE)
            fetched = _fetch(vault, found, draft)
            _begin_anew(draft, dest, opened, found, places, clock)
        except (SetDamaged, NotRead, DeskLocked) as error:
            # What cannot be read on a full disk is whole where it was copied from.
            if isinstance(error, NotRead) and (why := unwritable_because(draft)):
                raise NoRoom(folder=dest.parent, reason=why) from error
            raise error_with_older(vault, found, _file_of(error)) from error
    if recovery:
        desk = unlock_with_sheet(dest, recovery, passphrase, places=places, clock=clock)
    else:
        desk = opened_desk(dest, opened, places, clock)
    return Restored(
        desk,
        found.manifest.name,
        found.manifest.made_at,
        found.manifest.changes,
        fetched.files,
        fetched.missing,
        later_before(vault, found, at) if at else None,
    )


def _file_of(error: DeskError) -> str:
    """Return which file an error is about."""
    return str(error.fields.get("file", error.fields.get("path", FILE_NAME)))


@contextmanager
def _draft_of(dest: Path) -> Iterator[Path]:
    """Give a folder beside `dest` to work in; it becomes `dest` if all goes well, else it goes.

    What a restoration that was killed has left there is removed first. NoRoom, RestoreRuns.
    """
    draft = dest.parent / f".{dest.name}.restoring"
    try:
        draft.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NoRoom(folder=dest.parent, reason=reason_of(error)) from error
    work = draft / "desk"
    with ExitStack() as afterwards, alone_in(draft, patience=0) as held:
        if not held:
            raise RestoreRuns(folder=dest.name)
        afterwards.callback(shutil.rmtree, draft, ignore_errors=True)
        try:
            shutil.rmtree(work, ignore_errors=True)
            work.mkdir(mode=0o700)
            yield work
            if dest.exists():
                dest.rmdir()
            work.replace(dest)
        except OSError as error:
            raise NoRoom(folder=dest.name, reason=reason_of(error)) from error


def _fetch_one(vault: Vault, found: FoundSet, draft: Path, kind: str) -> None:
    """Copy the key file or the database of a set, proved by its hash. SetDamaged, NotWritten."""
    manifest, time = found.manifest, second_of(found.manifest).strftime(STAMP)
    name, file = {KEYS: (KEY_FILE, manifest.keys), DATABASE: (FILE_NAME, manifest.database)}[kind]
    copy_whole(vault.path(kind, manifest.name), draft / name, file, time)


def _fetch(vault: Vault, found: FoundSet, draft: Path) -> _Fetched:
    """Copy the parts and other files of a set; name those that are not whole. NotWritten."""
    manifest = found.manifest
    blobs, missing = BlobStore(draft / "blobs"), [one.hex() for one in manifest.missing]
    for part, _size in manifest.parts:
        try:
            blobs.take(vault.parts.part(part.hex()))
        except (FileNotHere, FileDamaged):
            missing.append(part.hex())
    for other in manifest.files:
        path = safe_path(other.path)
        try:
            data = vault.others.part(other.sha256.hex())
        except (FileNotHere, FileDamaged):
            missing.append(other.path)
            continue
        if path is not None:
            write_durably(draft / path, data)
    wanted = len(manifest.parts) + len(manifest.files) + len(manifest.missing)
    return _Fetched(wanted - len(missing), tuple(missing))


def _opened(draft: Path, passphrase: str, recovery: str) -> Opened:
    """Return the key of the copied desk, by a passphrase or by the recovery sheet."""
    if recovery:
        return open_with_recovery(draft, typed_identity(recovery))
    return open_with_passphrase(draft, passphrase)


def _begin_anew(
    draft: Path, dest: Path, opened: Opened, found: FoundSet, places: Places, clock: Clock
) -> None:
    """Prove the copied desk, and let it begin a new epoch and a tide mark of its own.

    SetDamaged if it is not what its device has signed, or not whole.
    """
    store = Store.open(draft, opened.key, clock=clock)
    try:
        device = Device.from_bytes(store.recall(DEVICE) or b"")
        _require_proof(store, device, found)
        mark = TideMark.of(places.marks, dest) if places.marks else None
        beginning = Beginning(EpochReason.RESTORED, _numbers_noted(store, mark))
        operator = opened.operator or store.all(Operator)[0].id
        begin_epoch(store, beginning, device=device.id, operator=operator, clock=clock)
        store.commit(operator, [added(_event(found, operator, clock))])
        if mark is not None:
            mark.remove()
            begin_mark(store, mark, dest)
    finally:
        store.close()


def _require_proof(store: Store, device: Device, found: FoundSet) -> None:
    """SetDamaged if the manifest is not signed by the desk's device, or the database not whole."""
    manifest, time = found.manifest, second_of(found.manifest).strftime(STAMP)
    head = store.head()
    told = (manifest.replica, manifest.seq, manifest.head)
    signed = found.is_signed_by(device.signing.verify_key)
    if not signed or (head.replica, head.seq, head.head) != told:
        raise SetDamaged(time=time, file=MANIFEST)
    problems = store.problems(one_in=sample_of(store))
    if problems:
        raise SetDamaged(time=time, file=f"{DATABASE}: {problems[0]}")


def _numbers_noted(store: Store, mark: TideMark | None) -> dict[Used, int] | None:
    """Return the numbers used, if this computer's mark of the lost desk tells them.

    Not while that desk is still there: it could go on giving numbers.
    """
    place = remembered_place(store)
    if mark is None or place is None or place.machine != mark.machine:
        return None
    lost = old_mark(mark, place)
    if lost.read() is None or (place.folder / FILE_NAME).exists():
        return None
    return lost.used()


def _event(found: FoundSet, operator: UUID, clock: Clock) -> DeskEvent:
    """Return what is logged of the restoration."""
    return DeskEvent(
        kind=DeskEventKind.RESTORED,
        happened_at=clock.now(),
        about=operator,
        remark=found.manifest.name,
    )
