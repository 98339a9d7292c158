"""Backups of a desk on another disk: made, read again, tried, and thinned out.

What they hold is encrypted with the desk's own key, as on the desk. How a set lies on the disk is
in docs/formats/backup.md.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from mediatordesk import __version__
from mediatordesk.actions.backups.backup_drills import Drill, after_run, drill_if_due
from mediatordesk.actions.backups.backup_places import keep_place, place_at
from mediatordesk.actions.backups.backup_vault import (
    DATABASE,
    KEYS,
    TEMPORARY,
    FoundSet,
    Line,
    PlaceAway,
    SetDamaged,
    Vault,
    describe_file,
    place_of,
    settle_file,
    take_over,
)
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.backup_manifest import BackupManifest, KeptFile
from mediatordesk.core.backup_rotation import HELD
from mediatordesk.core.disk_reasons import reason_of
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Blob
from mediatordesk.core.texts import N_
from mediatordesk.keys.durable import NotWritten, write_durably
from mediatordesk.keys.folder_lock import alone_in
from mediatordesk.keys.slot_file import FILE as KEY_FILE
from mediatordesk.keys.slot_file import read_slots
from mediatordesk.store import NotRead, NotSaved, Store
from mediatordesk.store.copies import CopyDamaged, copy_database, is_disk_full, open_copy
from mediatordesk.store.high_water import head_at
from mediatordesk.store.register import SCHEMA
from mediatordesk.sync.bundles.blobs import FileDamaged, FileNotHere

OTHER_FOLDERS = ("bundles", "fonts")
"""Folders of a desk that are backed up beside its database, its keys and its parts of files."""
LOCK = "backup"
"""The empty folder in the desk's that says, while it is locked, that a backup is being made."""
Progress = Callable[[int, int], None]
"""Is told how many steps of how many are done; what it raises ends the backup cleanly."""


class BackupFull(DeskError):
    """The disk of the backups has no room, also without the older ones."""

    happened = N_("The backup was not made: {place} is full, or too small.")
    kept = N_("The desk is unchanged, and so are the newest backups there, if there are any.")
    to_do = N_("Delete other files there, or use a larger disk or stick, and make it again.")


class BackupInsideDesk(DeskError):
    """A backup in the desk's own folder is lost with it."""

    happened = N_("The backup was not made: {place} is in the desk's own folder.")
    kept = N_("Nothing was changed.")
    to_do = N_("Name a folder on another disk or stick.")


class BackupRuns(DeskError):
    """Another window is making a backup of this desk."""

    happened = N_("A backup of this desk is being made already.")
    kept = N_("Nothing was changed.")
    to_do = N_("Wait until it is done; if it was broken off, try again in a minute.")


@dataclass(frozen=True)
class BackedUp:
    """What a run has made: changes and files in the set, and when it was read again.

    `missing` names the parts of files that are not whole on this computer; `removed` says how many
    old sets were removed; `same_disk` that the backups lie on the desk's own disk; `others` how
    many sets there hold changes that this desk does not have.
    """

    changes: int
    files: int
    verified_at: datetime
    path: Path
    name: str
    missing: tuple[str, ...]
    removed: int
    same_disk: bool
    drill: Drill | None
    others: int = 0


@dataclass
class _Run:
    """A set that is being made, and which parts it has so far."""

    desk: Desk
    vault: Vault
    name: str
    progress: Progress
    distrusts: bool = False
    """Whether the last trial here went wrong: what lies there is not counted on then."""
    done: int = 0
    total: int = 1
    needed: frozenset[str] = frozenset()
    parts: list[tuple[bytes, int]] = field(default_factory=list)
    missing: list[bytes] = field(default_factory=list)
    files: list[KeptFile] = field(default_factory=list)

    def step(self) -> None:
        """Say that one more step is done."""
        self.done += 1
        self.progress(self.done, max(self.done, self.total))

    def written(self, work: Callable[[], object]) -> None:
        """Write something; what can be missed is removed while the disk has no room.

        BackupFull, NotWritten; PlaceAway, for else a stick that was pulled would be made up.
        """
        while True:
            if not self.vault.folder.is_dir():
                raise PlaceAway(place=self.vault.folder.parent)
            try:
                work()
            except NotWritten as error:
                if not is_disk_full(error):
                    raise
                if not self.vault.make_room(self.name, self.needed, line_of(self.desk.store)):
                    raise BackupFull(place=self.vault.folder.parent) from error
            else:
                return


def back_up(desk: Desk, place: Path, progress: Progress | None = None) -> BackedUp:
    """Make a backup of the desk in a place, read it again, try it if it is time, and remember it.

    Nobody who works at the desk has to wait. PlaceAway, BackupFull, NotWritten, BackupRuns,
    BackupInsideDesk, SetDamaged: the sets made before stay as they were.
    """
    _require_outside(desk, place)
    vault = Vault.in_place(place, read_slots(desk.folder).desk)
    with _alone(desk):
        kept = place_at(desk, place)
        distrusts = kept.tried_at is not None and not kept.verified
        name = vault.new_name(desk.clock.now())
        try:
            found = _made(_Run(desk, vault, name, progress or _quiet, distrusts))
        except BaseException:
            vault.leave_if_empty()
            raise
        drill = drill_if_due(desk, vault, found, kept)
        mine = line_of(desk.store)
        removed = vault.rotate(mine)
        others = sum(not mine(one) for one in vault.sets())
        with suppress(NotSaved):  # the desk's own disk is full; the backup is good all the same
            keep_place(desk, after_run(replace(kept, others=others), found, drill))
    manifest = found.manifest
    return BackedUp(
        changes=manifest.changes,
        files=len({part for part, _ in manifest.parts}) + len(manifest.files),
        verified_at=desk.clock.now(),
        path=vault.path(DATABASE, manifest.name),
        name=manifest.name,
        missing=tuple(part.hex() for part in manifest.missing),
        removed=removed,
        same_disk=_same_disk(desk.folder, place),
        drill=drill,
        others=others,
    )


def line_of(store: Store) -> Line:
    """Return what tells the sets of which a desk holds every change, by the same way.

    Sets of a place may hold more: the desk was set back, or is one of two copies.
    """
    known = store.known()

    def is_mine(found: BackupManifest) -> bool:
        reached = all(known.get(replica, 0) >= seq for replica, seq in found.known)
        return reached and head_at(store, found.replica, found.seq) == found.head

    return is_mine


def held_until(moment: datetime) -> datetime:
    """Return until when a backup may hold what was erased at a moment.

    Older sets go with the first backups after that day, but for the last two of a place, and those
    that hold changes which the desk does not have (`line_of`).
    """
    return moment + HELD


def _made(run: _Run) -> FoundSet:
    """Make a set: its manifest, with which it is there, comes last."""
    desk, vault = run.desk, run.vault
    try:
        vault.folder.mkdir(exist_ok=True)
    except OSError as error:
        raise NotWritten(file=vault.folder.name, reason=reason_of(error)) from error
    vault.remove_leftovers(run.name)
    database = _database(run)
    keys = _keys(run)
    desk.tides.secure()  # the mark is never behind what a backup holds
    copy = _opened_copy(run)
    try:
        _require_whole_pages(copy, run)
        _copy_parts(run, copy)
        _copy_others(run)
        manifest = _manifest(run, copy, database, keys)
    finally:
        copy.close()
    run.written(lambda: vault.publish(manifest, desk.device.signing))
    run.step()
    return vault.read(run.name)


def _database(run: _Run) -> KeptFile:
    """Copy the database under a draft's name, and name it when it was read again."""
    path = run.vault.path(DATABASE, run.name)
    draft = path.with_name(f".{path.name}{TEMPORARY}")
    kept: list[KeptFile] = []

    def copy() -> None:
        draft.unlink(missing_ok=True)
        try:
            copy_database(run.desk.folder, run.desk.key, draft)
            kept.append(settle_file(draft, path))
        finally:
            draft.unlink(missing_ok=True)

    run.written(copy)
    run.step()
    return kept[-1]


def _keys(run: _Run) -> KeptFile:
    """Copy the key file as it is now."""
    data, path = (run.desk.folder / KEY_FILE).read_bytes(), run.vault.path(KEYS, run.name)
    run.written(lambda: write_durably(path, data))
    return describe_file(path, path.name)


def _opened_copy(run: _Run) -> Store:
    """Open what was just copied, from the disk. PlaceAway, CopyDamaged."""
    try:
        return open_copy(run.vault.path(DATABASE, run.name), run.desk.key, clock=run.desk.clock)
    except CopyDamaged:
        if not run.vault.folder.is_dir():
            raise PlaceAway(place=run.vault.folder.parent) from None
        _require_whole_desk(run)
        raise


def _require_whole_pages(copy: Store, run: _Run) -> None:
    """Read every page of the copy. SetDamaged if one is not whole; it gets no manifest then."""
    pages = copy.damaged_pages()
    if pages:
        _require_whole_desk(run)
        raise SetDamaged(time=run.name, file=f"{DATABASE}: {pages[0]}")


def _require_whole_desk(run: _Run) -> None:
    """NotRead if it is the desk's own file that is damaged: damage is not copied as good."""
    pages = run.desk.store.damaged_pages()
    if pages:
        raise NotRead(reason=pages[0])


def _copy_parts(run: _Run, copy: Store) -> None:
    """Copy the parts of files that are not there yet; note all, and those that are not whole."""
    names = sorted({part for blob in copy.all(Blob) for part in blob.parts})
    run.needed, run.total = frozenset(names), run.done + len(names) + 1
    for name in names:
        size = _take_part(run, name)
        if size is None:
            run.missing.append(bytes.fromhex(name))
        else:
            run.parts.append((bytes.fromhex(name), size))
        run.step()


def _take_part(run: _Run, name: str) -> int | None:
    """Copy one part unless it is there; return its size, None if it is whole nowhere."""
    here, there = place_of(run.desk.blobs, name), place_of(run.vault.parts, name)
    if not run.distrusts and _are_as_long(here, there):
        return there.stat().st_size
    try:
        data = run.desk.blobs.part(name)
    except (FileNotHere, FileDamaged):
        return _size_if_whole(run.vault, name)
    run.written(lambda: take_over(run.vault.parts, data))
    return len(data)


def _are_as_long(one: Path, other: Path) -> bool:
    """Tell whether two files are there, and in the same length."""
    both = one.is_file() and other.is_file()
    return both and one.stat().st_size == other.stat().st_size


def _size_if_whole(vault: Vault, name: str) -> int | None:
    """Return the size of a part that an earlier backup has saved; None if it has not."""
    try:
        return len(vault.parts.part(name))
    except (FileNotHere, FileDamaged):
        return None


def _copy_others(run: _Run) -> None:
    """Copy the other files of the desk's folder: its own bundles, its fonts."""
    for path in _other_files(run.desk.folder):
        data = path.read_bytes()
        name = run.vault.others.name_of(data)
        run.needed |= {name}
        run.written(partial(take_over, run.vault.others, data))
        relative = path.relative_to(run.desk.folder).as_posix()
        run.files.append(KeptFile(relative, len(data), bytes.fromhex(name)))


def _other_files(folder: Path) -> Iterator[Path]:
    """Yield the other files of a desk's folder; drafts of other programs are left out."""
    for name in OTHER_FOLDERS:
        for path in sorted((folder / name).rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield path


def _manifest(
    run: _Run,
    copy: Store,
    database: KeptFile,
    keys: KeptFile,
) -> BackupManifest:
    """Return the manifest of the set that was copied."""
    head, earlier = copy.head(), run.vault.sets()
    return BackupManifest(
        number=1 + max((one.number for one in earlier), default=0),
        name=run.name,
        made_at=run.desk.clock.now(),
        desk=read_slots(run.desk.folder).desk,
        replica=head.replica,
        seq=head.seq,
        head=head.head,
        known=tuple(sorted(copy.known().items())),
        database=database,
        keys=keys,
        files=tuple(run.files),
        parts=tuple(run.parts),
        missing=tuple(run.missing),
        app=__version__,
        schema=SCHEMA,
    )


def _require_outside(desk: Desk, place: Path) -> None:
    """BackupInsideDesk for a place in the desk's own folder."""
    if place.resolve().is_relative_to(desk.folder.resolve()):
        raise BackupInsideDesk(place=place)


def _same_disk(folder: Path, place: Path) -> bool:
    """Tell whether two folders lie on one disk: then they are lost together."""
    return folder.stat().st_dev == place.stat().st_dev


@contextmanager
def _alone(desk: Desk) -> Iterator[None]:
    """Make one backup of a desk at a time (BackupRuns); a process that ends lets go of it.

    Where no lock can be laid down, nobody else has begun one that could.
    """
    lock = desk.folder / LOCK
    if desk.store.only_reads_because and not lock.is_dir():
        yield
        return
    try:
        lock.mkdir(exist_ok=True)
    except OSError as error:
        raise NotWritten(file=LOCK, reason=reason_of(error)) from error
    with alone_in(lock, patience=0) as held:
        if not held:
            raise BackupRuns
        yield


def _quiet(_done: int, _total: int) -> None:
    """Say nothing."""
