"""The ledger of one office at the centre: its bundles, each taken over once and in order.

Every office has a database of its own, so no laptop can write into another office's rows, whatever
it sends. The bundles in the archive are the truth; the database can be made again from them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mediatordesk.centre.register import OfficeEntry, Register
from mediatordesk.core.changes import GENESIS
from mediatordesk.core.encoding import decode, encode
from mediatordesk.core.papers import Blob
from mediatordesk.keys.identities import Identity, VerifyKey
from mediatordesk.store import Fork, Store
from mediatordesk.sync.acks import Ack, ReplicaAck
from mediatordesk.sync.blobs import BlobStore, read_part
from mediatordesk.sync.bundle import Header, Kind, checked
from mediatordesk.sync.frames import BadBundle
from mediatordesk.sync.logs import Log, read_log

MAX_WANTED = 5000
"""Parts that one acknowledgement asks for."""


class Fate(StrEnum):
    """What became of a bundle."""

    APPLIED = "applied"
    DUPLICATE = "duplicate"
    PARKED = "parked"
    PART = "part"
    FORK = "fork"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one bundle: how many changes were new, how many of them were set aside."""

    name: str
    fate: Fate
    changes: int = 0
    quarantined: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is remembered about a bundle: what became of it, and which changes it holds."""

    fate: Fate
    replica: bytes = b""
    seq0: int = 0
    last: int = 0


@dataclass(frozen=True)
class Ledger:
    """The ledger of an office, with the keys that read its bundles."""

    office: OfficeEntry
    register: Register
    store: Store
    blobs: BlobStore
    identities: Sequence[Identity]

    def key_of(self, header: Header) -> VerifyKey | None:
        """Return the key of a header's device, if it may write this replica here.

        A replica belongs to the device that used it first.
        """
        device = self.register.device(header.device)
        if device is None or device.office != self.office.id:
            return None
        owner = self.store.recall(f"replica/{header.replica.hex()}")
        return device.key if owner in (None, header.device) else None

    def is_due(self, name: str) -> bool:
        """Tell whether a bundle can be taken over now: it was not yet, and nothing is missing."""
        mark = self._mark(name)
        if mark is None:
            return True
        return mark.fate is Fate.PARKED and mark.seq0 <= self._applied(mark.replica) + 1

    def take(self, name: str, data: bytes, now: int) -> Outcome:
        """Take over a bundle of this office; `now` is in milliseconds since 1970."""
        try:
            bundle = checked(data, self.key_of)
            if bundle.header.kind is Kind.PART:
                self.blobs.take(read_part(bundle))
                return self._marked(Outcome(name, Fate.PART), Mark(Fate.PART))
            log = read_log(bundle, self.identities)
        except BadBundle as error:
            outcome = Outcome(name, Fate.REFUSED, reason=error.reason)
            return self._marked(outcome, Mark(Fate.REFUSED))
        header = bundle.header
        self.store.remember(f"replica/{header.replica.hex()}", header.device)
        self._meet(log, now)
        return self._apply(name, log)

    def parked(self) -> tuple[Mark, ...]:
        """Return the bundles that wait for earlier ones."""
        marks = (_mark_from(value) for _, value in self._remembered("bundle/"))
        return tuple(sorted((one for one in marks if one.fate is Fate.PARKED), key=_place))

    def contacts(self) -> dict[bytes, int]:
        """Return for each device when it last was heard of, in milliseconds since 1970."""
        found: dict[bytes, int] = {}
        owners = dict(self._remembered("replica/"))
        for replica, value in self._remembered("contact/"):
            match decode(value):
                case [int(heard), *_]:
                    device = owners[replica]
                    found[device] = max(heard, found.get(device, 0))
        return found

    def ack(self, epoch: int, number: int, now: int) -> Ack:
        """Return what the centre has to say to the office."""
        parked, replicas = self.parked(), sorted(self._remembered("replica/"))
        said = tuple(
            self._said(
                bytes.fromhex(replica), [one for one in parked if one.replica.hex() == replica]
            )
            for replica, _ in replicas
        )
        wanted = tuple(bytes.fromhex(part) for part in self.missing_parts()[:MAX_WANTED])
        return Ack(epoch, number, said, wanted, self.register.version, now)

    def missing_parts(self) -> list[str]:
        """Return the parts of files that rows name and that have not arrived."""
        blobs = self.store.all(Blob)
        return [part for blob in blobs for part in self.blobs.missing(blob)]

    def _apply(self, name: str, log: Log) -> Outcome:
        """Take over the changes of a log, or park it if earlier ones are missing."""
        segment = log.segment
        mark = (segment.replica, segment.seq0, log.last)
        if segment.seq0 > self._applied(segment.replica) + 1:
            return self._marked(Outcome(name, Fate.PARKED), Mark(Fate.PARKED, *mark))
        try:
            done = self.store.apply(
                segment.replica, segment.prev_head, segment.seq0, segment.changes
            )
        except Fork:
            return self._marked(Outcome(name, Fate.FORK), Mark(Fate.FORK, *mark))
        for part in log.inline:
            self.blobs.take(part)
        fate = Fate.APPLIED if done.applied else Fate.DUPLICATE
        outcome = Outcome(name, fate, done.applied, len(done.quarantined))
        return self._marked(outcome, Mark(fate, *mark))

    def _said(self, replica: bytes, parked: Sequence[Mark]) -> ReplicaAck:
        """Return what is to be said about a replica."""
        standing = self.store.rows("SELECT n, seq, head FROM replica WHERE replica = ?", (replica,))
        n, applied, head = standing[0] if standing else (0, 0, GENESIS)
        aside = self.store.rows("SELECT seq, reason FROM quarantine WHERE n = ? ORDER BY seq", (n,))
        gaps, reached = [], applied
        for mark in parked:
            if mark.seq0 > reached + 1:
                gaps.append((reached + 1, mark.seq0 - 1))
            reached = max(reached, mark.last)
        return ReplicaAck(
            replica, applied, head, reached,
            missing=tuple(gaps), quarantined=tuple((seq, reason) for seq, reason in aside),
        )  # fmt: skip

    def _meet(self, log: Log, now: int) -> None:
        """Note when a replica was last heard of, and what its clock and program said."""
        told = log.told
        value = encode([now, told.wall, int(told.flag), told.app, told.schema])
        self.store.remember(f"contact/{log.segment.replica.hex()}", value)

    def _applied(self, replica: bytes) -> int:
        """Return the newest change of a replica that was taken over."""
        return self.store.known().get(replica, 0)

    def _marked(self, outcome: Outcome, mark: Mark) -> Outcome:
        """Remember what became of a bundle."""
        value = encode([mark.fate.value, mark.replica, mark.seq0, mark.last])
        self.store.remember(f"bundle/{outcome.name}", value)
        return outcome

    def _mark(self, name: str) -> Mark | None:
        """Return what is remembered about a bundle."""
        value = self.store.recall(f"bundle/{name}")
        return None if value is None else _mark_from(value)

    def _remembered(self, prefix: str) -> Iterable[tuple[str, bytes]]:
        """Return what is remembered under names that begin alike, without that beginning."""
        rows = self.store.rows(
            "SELECT key, value FROM memory WHERE key >= ? AND key < ? ORDER BY key",
            (prefix, prefix + "\x7f"),
        )
        return [(key.removeprefix(prefix), value) for key, value in rows]


def _mark_from(value: bytes) -> Mark:
    """Read what is remembered about a bundle."""
    match decode(value):
        case [str(fate), bytes(replica), int(seq0), int(last)]:
            return Mark(Fate(fate), replica, seq0, last)
    raise ValueError(value)


def _place(mark: Mark) -> tuple[bytes, int]:
    """Return by what parked bundles are ordered."""
    return mark.replica, mark.seq0
