"""The manifest of a backup: what belongs to one set, by size and hash (docs/formats/backup.md).

It names no person: files by random names and hashes, replicas by random names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mediatordesk.core.backup_rotation import BackupSet
from mediatordesk.core.encoding import NotCanonical, Plain, decode, encode
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_

FORMAT = "mediatordesk-backup-1"
MAX_MANIFEST = 64 << 20
"""Bytes that are read at most: half a million files."""


class BadManifest(DeskError):
    """A manifest is damaged, or of a kind that this version does not know."""

    happened = N_("The backup’s list of contents {file} is damaged, or a newer version made it.")
    kept = N_("Nothing was taken from that backup.")
    to_do = N_("Use the backup before it, or a newer version of the program.")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a set: its name or path, size in bytes, SHA-256 of its bytes."""

    path: str
    size: int
    sha256: bytes


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """What one set holds, and where the desk's log stood.

    `number` grows by one with each set of a place; `files` are other files of the desk's folder,
    `parts` the encrypted parts of papers and attachments with their sizes, `missing` those that
    were not whole on the computer. `state` is a hash of all that is shown, if it was taken.
    """

    number: int
    name: str
    made_at: datetime
    desk: UUID
    replica: bytes
    seq: int
    head: bytes
    known: tuple[tuple[bytes, int], ...]
    database: KeptFile
    keys: KeptFile
    files: tuple[KeptFile, ...]
    parts: tuple[tuple[bytes, int], ...]
    missing: tuple[bytes, ...]
    app: str
    schema: int
    state: bytes = b""

    @property
    def changes(self) -> int:
        """Return how many changes are in the set, of all computers."""
        return sum(seq for _, seq in self.known)

    @property
    def as_set(self) -> BackupSet:
        """Return by what it is decided whether the set is kept."""
        day = self.made_at
        return BackupSet(self.number, date(day.year, day.month, day.day))

    def holds(self, other: "BackupManifest") -> bool:
        """Tell whether every change of another set of this place is in this one."""
        known = dict(self.known)
        one_place = (self.replica, self.seq) == (other.replica, other.seq)
        forked = one_place and self.head != other.head
        return not forked and all(known.get(one, 0) >= seq for one, seq in other.known)

    def to_bytes(self) -> bytes:
        """Return the canonical bytes, which are signed."""
        return encode(
            [
                FORMAT, self.number, self.name, self.made_at.isoformat(), self.desk.bytes,
                [self.replica, self.seq, self.head],
                [list(pair) for pair in self.known],
                _plain(self.database), _plain(self.keys),
                [_plain(one) for one in self.files],
                [list(pair) for pair in self.parts],
                list(self.missing), self.app, self.schema, self.state,
            ]
        )  # fmt: skip

    @classmethod
    def from_bytes(cls, data: bytes, file: str) -> "BackupManifest":
        """Read a manifest back from `to_bytes`. BadManifest if it is none."""
        try:
            return _read(decode(data))
        except (NotCanonical, ValueError) as error:
            raise BadManifest(file=file) from error


def newest_of_lines(sets: Sequence[BackupManifest]) -> tuple[BackupManifest, ...]:
    """Return the sets, of those given newest first, all of whose changes no other one holds."""
    found = list[BackupManifest]()
    for one in sets:
        newer = (other for other in sets if other.number > one.number)
        older = (other for other in sets if other.number < one.number)
        held = any(other.holds(one) for other in newer)
        if not held and not any(other.holds(one) and not one.holds(other) for other in older):
            found.append(one)
    return tuple(found)


def _plain(file: KeptFile) -> list[object]:
    return [file.path, file.size, file.sha256]


def _read(content: Plain) -> BackupManifest:
    """Read a manifest's content. ValueError if it is none."""
    match content:
        case [
            str(form), int(number), str(name), str(made_at), bytes(desk),
            [bytes(replica), int(seq), bytes(head)],
            list(known), database, keys, list(files), list(parts), list(missing),
            str(app), int(schema), bytes(state),
        ] if form == FORMAT:  # fmt: skip
            return BackupManifest(
                number=number,
                name=name,
                made_at=datetime.fromisoformat(made_at),
                desk=UUID(bytes=desk),
                replica=replica,
                seq=seq,
                head=head,
                known=tuple(_pair(one) for one in known),
                database=_file(database),
                keys=_file(keys),
                files=tuple(_file(one) for one in files),
                parts=tuple(_pair(one) for one in parts),
                missing=tuple(one for one in missing if isinstance(one, bytes)),
                app=app,
                schema=schema,
                state=state,
            )
    raise ValueError


def _pair(item: Plain) -> tuple[bytes, int]:
    match item:
        case [bytes(name), int(number)]:
            return name, number
    raise ValueError


def _file(item: Plain) -> KeptFile:
    match item:
        case [str(path), int(size), bytes(sha256)]:
            return KeptFile(path, size, sha256)
    raise ValueError
