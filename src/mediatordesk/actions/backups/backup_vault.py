"""The folder of one desk's backups on another disk: sets, and the parts that they share.

A set is there when its manifest is: it is written last. Everything is written under another name,
forced to the disk and read again before it gets its own, so a kill or a pulled stick leaves the
sets before it whole. Names are plain letters and digits; there are no links (exFAT has none).
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from uuid import UUID

from mediatordesk.core.backup_manifest import (
    MAX_MANIFEST,
    BackupManifest,
    BadManifest,
    KeptFile,
)
from mediatordesk.core.backup_rotation import ALWAYS, kept_sets
from mediatordesk.core.disk_reasons import reason_of
from mediatordesk.core.encoding import NotCanonical, decode, encode
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.keys.durable import NotWritten, ReadsBackWrong, write_durably
from mediatordesk.keys.identities import SigningKey, VerifyKey
from mediatordesk.sync.bundles.blobs import BlobStore

PREFIX = "mediatordesk-"
MANIFEST, DATABASE, KEYS = "manifest", "db", "keys"
ENDINGS = {MANIFEST: ".cbor", DATABASE: ".sqlcipher", KEYS: ".json"}
SIGNED = b"MDK1"
PIECE = 1 << 20
TEMPORARY = ".tmp"
Line = Callable[[BackupManifest], bool]
"""Tells whether the desk that writes holds every change of a set: only such sets may go."""


class SetDamaged(DeskError):
    """A file of a backup is not what its manifest says."""

    happened = N_("The backup of {time} is damaged: {file}.")
    kept = N_("Nothing was changed; the desk and the other backups are as they were.")
    to_do = N_("Make another backup now; if it happens again, use another disk or stick.")


class PlaceAway(DeskError):
    """The disk of the backups is not there."""

    happened = N_("The place for backups is not there: {place}.")
    kept = N_("The desk and the backups made before are unchanged.")
    to_do = N_("Plug in the disk or stick. A folder on it must be made first: no backup makes one, "
               "for without the stick it would lie on this computer.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundSet:
    """A set whose manifest could be read: the manifest, its signed bytes, signature and key."""

    manifest: BackupManifest
    body: bytes
    signature: bytes

    def is_signed_by(self, key: VerifyKey) -> bool:
        """Tell whether a device has signed the manifest."""
        return key.verifies(self.signature, SIGNED + self.body)


@dataclass(frozen=True, slots=True)
class Vault:
    """The backups of one desk in one place."""

    folder: Path

    @classmethod
    def in_place(cls, place: Path, desk: UUID) -> "Vault":
        """Return a desk's vault in a place; a place that is not there is not made up (PlaceAway).

        Several desks may keep their backups in one place.
        """
        if not place.is_dir():
            raise PlaceAway(place=place)
        return cls(place / f"{PREFIX}{desk.hex[:8]}")

    @property
    def parts(self) -> BlobStore:
        """Return the encrypted parts of papers and attachments, in the bytes of the desk."""
        return BlobStore(self.folder / "parts")

    @property
    def others(self) -> BlobStore:
        """Return the other files of the desk, named by their hash."""
        return BlobStore(self.folder / "files")

    def path(self, kind: str, name: str) -> Path:
        """Return the path of a set's manifest, database or key file."""
        return self.folder / f"{kind}-{name}{ENDINGS[kind]}"

    def new_name(self, moment: datetime) -> str:
        """Return a name for a new set: its time, and a number if there is one of that second."""
        stem = f"{moment:%Y%m%d-%H%M%S}"
        names = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
        return next(name for name in names if not self.path(MANIFEST, name).exists())

    def sets(self) -> tuple[BackupManifest, ...]:
        """Return the sets whose manifest can be read, the newest first.

        Without their lists of files, which may be long: `read` gives those of one set.
        """
        found = []
        for name in self.names():
            with suppress(BadManifest):
                found.append(replace(self.read(name).manifest, files=(), parts=(), missing=()))
        return tuple(sorted(found, key=lambda one: one.number, reverse=True))

    def names(self) -> tuple[str, ...]:
        """Return the names of the sets, also of those whose manifest is damaged."""
        start, end = f"{MANIFEST}-", ENDINGS[MANIFEST]
        files = self.folder.glob(f"{start}*{end}") if self.folder.is_dir() else ()
        return tuple(sorted(file.name[len(start) : -len(end)] for file in files))

    def damaged_manifests(self) -> tuple[str, ...]:
        """Return the names of the sets whose manifest cannot be read."""
        readable = {one.name for one in self.sets()}
        return tuple(name for name in self.names() if name not in readable)

    def read(self, name: str) -> FoundSet:
        """Read the manifest of a set. BadManifest."""
        path = self.path(MANIFEST, name)
        try:
            with path.open("rb") as file:
                data = file.read(MAX_MANIFEST)
            match decode(data):
                case [bytes(body), bytes(signature)]:
                    manifest = BackupManifest.from_bytes(body, path.name)
                    if manifest.name == name:
                        return FoundSet(manifest, body, signature)
        except (OSError, NotCanonical) as error:
            raise BadManifest(file=path.name) from error
        raise BadManifest(file=path.name)

    def publish(self, manifest: BackupManifest, key: SigningKey) -> None:
        """Write the manifest, with which a set is there. NotWritten."""
        body = manifest.to_bytes()
        data = encode([body, key.sign(SIGNED + body)])
        write_durably(self.path(MANIFEST, manifest.name), data)

    def fault_of(self, found: FoundSet) -> str:
        """Return which file of a set is not what the manifest says, or nothing.

        Database and key file are read whole; the others are only looked for.
        """
        manifest = found.manifest
        for kind, file in ((DATABASE, manifest.database), (KEYS, manifest.keys)):
            path = self.path(kind, manifest.name)
            if not _is(path, file):
                return path.name
        for part, size in manifest.parts:
            if _size(place_of(self.parts, part.hex())) != size:
                return part.hex()
        gone = (one.path for one in manifest.files if not self.others.has(one.sha256.hex()))
        return next(gone, "")

    def is_whole(self, manifest: BackupManifest) -> bool:
        """Tell quickly whether a set can be counted on: its files are there, in their sizes."""
        files = ((DATABASE, manifest.database), (KEYS, manifest.keys))
        return all(_size(self.path(kind, manifest.name)) == one.size for kind, one in files)

    def rotate(self, mine: Line) -> int:
        """Remove the sets of a line that need not be kept, and parts that no set names.

        Returns how many sets were removed.
        """
        good = self._whole(mine)
        kept = kept_sets(one.as_set for one in good)
        old = [one.name for one in good if one.number not in kept]
        for name in old:
            self.remove(name)
        self.remove_unnamed(frozenset())
        return len(old)

    def make_room(self, name: str, needed: frozenset[str], mine: Line) -> bool:
        """Remove what can best be missed: parts of no set, or a line's oldest beside its last two.

        `name` and `needed` are the set that is being made and its parts. Tells whether anything
        was removed.
        """
        before = _files_in(self.folder)
        self.remove_leftovers(name)
        self.remove_unnamed(needed)
        if _files_in(self.folder) == before:
            for found in self._whole(mine)[ALWAYS:][-1:]:
                self.remove(found.name)
            self.remove_unnamed(needed)
        return _files_in(self.folder) != before

    def _whole(self, mine: Line) -> list[BackupManifest]:
        """Return the sets of a line that can be counted on, the newest first."""
        return [one for one in self.sets() if mine(one) and self.is_whole(one)]

    def remove(self, name: str) -> None:
        """Remove a set: its manifest first, so that no half of it is ever taken for one."""
        for kind in (MANIFEST, DATABASE, KEYS):
            self.path(kind, name).unlink(missing_ok=True)

    def remove_leftovers(self, made: str) -> None:
        """Remove what runs that were ended have left: drafts, and files without a manifest.

        Those of the set that is being made stay.
        """
        names = {*self.names(), made}
        for kind in (DATABASE, KEYS):
            for path in self.folder.glob(f"{kind}-*{ENDINGS[kind]}"):
                if path.name[len(kind) + 1 : -len(ENDINGS[kind])] not in names:
                    path.unlink(missing_ok=True)
        for path in self.folder.rglob(f".*{TEMPORARY}"):
            if made not in path.name:
                path.unlink(missing_ok=True)

    def leave_if_empty(self) -> None:
        """Remove the folder if the first run here has left nothing in it."""
        with suppress(OSError):  # it holds something
            self.folder.rmdir()

    def remove_unnamed(self, needed: frozenset[str]) -> None:
        """Remove the parts and files that no set names.

        While a manifest cannot be read nothing is removed: nobody knows what it named.
        """
        named = set(needed)
        try:
            for name in self.names():
                manifest = self.read(name).manifest
                named |= {part.hex() for part, _ in manifest.parts}
                named |= {file.sha256.hex() for file in manifest.files}
        except BadManifest:
            return
        for blobs in (self.parts, self.others):
            for path in blobs.folder.rglob("*.age"):
                if path.stem not in named:
                    path.unlink(missing_ok=True)


def place_of(blobs: BlobStore, name: str) -> Path:
    """Return where a part lies in a store of parts."""
    return blobs.folder / name[:2] / f"{name}.age"


def take_over(blobs: BlobStore, data: bytes) -> str:
    """Keep bytes under their hash; a file of that name with other bytes is torn or rotten."""
    name = blobs.name_of(data)
    path = place_of(blobs, name)
    if path.is_file() and path.read_bytes() != data:
        path.unlink()
    return blobs.take(data)


def settle_file(draft: Path, path: Path) -> KeptFile:
    """Force a file that was written under a draft's name to the disk, read it again, and name it.

    Returns its size and hash as they were read from the disk. NotWritten.
    """
    try:
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
            _forget_pages(file.fileno())
        kept = describe_file(draft, path.name)
        draft.replace(path)
    except OSError as error:
        raise NotWritten(file=path.name, reason=reason_of(error)) from error
    return kept


def describe_file(path: Path, name: str) -> KeptFile:
    """Return size and hash of a file's bytes. OSError."""
    digest, size = hashlib.sha256(), 0
    for piece in pieces_of(path):
        digest.update(piece)
        size += len(piece)
    return KeptFile(name, size, digest.digest())


def copy_whole(source: Path, to: Path, expected: KeptFile, time: str) -> None:
    """Copy a file of the set of a time, and prove by its hash that it is what the manifest says.

    Only who restores it can read the copy. SetDamaged if it is not, PlaceAway if its disk has gone,
    NotWritten if ours does not take it.
    """
    draft, digest = to.with_name(f".{to.name}{TEMPORARY}"), hashlib.sha256()
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        draft.touch(0o600)
        with draft.open("wb") as file:
            for piece in pieces_of(source):
                digest.update(piece)
                file.write(piece)
        if digest.digest() != expected.sha256:
            draft.unlink()
            raise SetDamaged(time=time, file=source.name)
        if settle_file(draft, to).sha256 != expected.sha256:
            raise ReadsBackWrong(file=to.name)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        if not source.parent.is_dir():
            raise PlaceAway(place=source.parent) from error
        if not source.is_file():
            raise SetDamaged(time=time, file=source.name) from error
        raise NotWritten(file=to.name, reason=reason_of(error)) from error


def safe_path(text: str) -> PurePosixPath | None:
    """Return a path inside a folder, or None for one that would lead out of it."""
    path = PurePosixPath(text)
    bad = (
        path.is_absolute() or not path.parts or any(":" in one or "\\" in one for one in path.parts)
    )
    return None if bad or ".." in path.parts else path


def pieces_of(path: Path) -> Iterator[bytes]:
    """Yield a file's bytes in pieces. OSError."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _is(path: Path, expected: KeptFile) -> bool:
    """Tell whether a file is what a manifest says."""
    if _size(path) != expected.size:
        return False
    try:
        return describe_file(path, path.name).sha256 == expected.sha256
    except OSError:
        return False


def _size(path: Path) -> int:
    """Return the size of a file in bytes, -1 if there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _files_in(folder: Path) -> int:
    return sum(1 for path in folder.rglob("*") if path.is_file())


def _forget_pages(handle: int) -> None:
    """Let the system forget what it holds of a file in memory, so that it is read from the disk."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
