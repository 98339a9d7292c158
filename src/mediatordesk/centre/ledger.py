"""The ledger of one office at the centre: its bundles, each taken over once and in order.

Every office has a database of its own, so no laptop can write into another office's rows, whatever
it sends. The bundles in the archive are the truth; the database can be made again from them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from mediatordesk.centre.databases import OfficeDatabase
from mediatordesk.centre.databases.marks import Fate, Mark
from mediatordesk.centre.forks import OfficeForks
from mediatordesk.centre.losses import Losses
from mediatordesk.centre.parts import ArchiveParts
from mediatordesk.centre.register import OfficeEntry, Register
from mediatordesk.core.changes import TimeFlag
from mediatordesk.core.encoding import decode, encode
from mediatordesk.core.papers import Blob
from mediatordesk.keys.identities import Identity, VerifyKey
from mediatordesk.store import Fork, Segment
from mediatordesk.sync.bundles.acks import MAX_NAMED, Ack, ReplicaAck
from mediatordesk.sync.bundles.blobs import read_part
from mediatordesk.sync.bundles.bundle import Header, Kind, checked
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.logs import Log, read_log
from mediatordesk.sync.bundles.names import in_order, is_log
from mediatordesk.sync.delivery.other_histories import taken
from mediatordesk.sync.delivery.parts import take_riding

BRANCH = "branch"
"""The reason that a bundle was taken over under another name than its replica's."""
MOST_WORDS = 10_000_000
"""A number of a word of the centre that is higher than this was made up."""
MAX_WANTED = 5000
"""Parts that one acknowledgement asks for."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one bundle: how many changes were new, how many of them were set aside."""

    name: str
    fate: Fate
    changes: int = 0
    quarantined: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Ledger:
    """The ledger of an office, with the keys that read its bundles."""

    office: OfficeEntry
    register: Register
    store: OfficeDatabase
    blobs: ArchiveParts
    identities: Sequence[Identity]

    def key_of(self, header: Header) -> VerifyKey | None:
        """Return the key of a header's device, if it may write this replica here.

        A replica belongs to the device that used it first.
        """
        device = self.register.device(header.device)
        if device is None or device.office != self.office.id:
            return None
        owner = self.store.recall(f"replica/{header.replica.hex()}")
        return device.key if self.register.speaks_for(header.device, owner) else None

    @property
    def forks(self) -> OfficeForks:
        """Return the replicas of the office that have two histories."""
        return OfficeForks(self.store)

    @property
    def losses(self) -> Losses:
        """Return what the archive has lost of the office."""
        return Losses(self.store)

    def arrived(self, names: Sequence[str]) -> None:
        """Note bundles that lie in the archive and were not looked into yet."""
        new = self.store.unmarked(names)
        if new:
            self.store.mark(dict.fromkeys(new, Mark(Fate.ARRIVED)))

    def due(self) -> list[str]:
        """Return the bundles that can be taken over now: nothing before them is missing."""
        waiting = self.store.marked(Fate.ARRIVED, Fate.PARKED)
        known = self.store.known() if waiting else {}
        return in_order(
            name
            for name, mark in waiting
            if mark.fate is Fate.ARRIVED or mark.seq0 <= known.get(mark.replica, 0) + 1
        )

    def take_all(self, bundles: Sequence[tuple[str, bytes]], now: int) -> list[Outcome]:
        """Take over bundles one after another, as one where the database can."""
        return self.store.together(lambda: [self.take(name, data, now) for name, data in bundles])

    def take(self, name: str, data: bytes, now: int) -> Outcome:
        """Take over a bundle of this office; `now` is in milliseconds since 1970."""
        try:
            bundle = checked(data, self.key_of)
            if bundle.header.kind is Kind.PART:
                read_part(bundle)
                self.blobs.arrived(name)
                return self._marked(Outcome(name, Fate.PART), Mark(Fate.PART))
            log = read_log(bundle, self.identities)
        except BadBundle as error:
            outcome = Outcome(name, Fate.REFUSED, reason=error.reason)
            return self._marked(outcome, Mark(Fate.REFUSED))
        header = bundle.header
        if not self._is_believed(header, log):
            mark = Mark(Fate.HELD, header.replica, log.segment.seq0, log.last)
            return self._marked(Outcome(name, Fate.HELD), mark)
        self.store.remember(f"replica/{header.replica.hex()}", header.device)
        self._meet(log, now)
        outcome = self._apply(name, log)
        if outcome.fate is Fate.PARKED:
            size = self.parked_bytes(header.replica) + header.length
            self.count_parked(header.replica, size)
        return outcome

    def parked(self) -> tuple[Mark, ...]:
        """Return the bundles that wait for earlier ones."""
        return tuple(sorted((mark for _, mark in self.store.marked(Fate.PARKED)), key=_place))

    def parked_bytes(self, replica: bytes) -> int:
        """Return how many bytes of a replica wait for earlier ones."""
        value = self.store.recall(f"parked/{replica.hex()}")
        match None if value is None else decode(value):
            case int(size):
                return size
        return 0

    def count_parked(self, replica: bytes, size: int) -> None:
        """Remember how many bytes of a replica wait for earlier ones."""
        self.store.remember(f"parked/{replica.hex()}", encode(size))

    def contacts(self) -> dict[bytes, int]:
        """Return for each device when it last was heard of, in milliseconds since 1970."""
        found: dict[bytes, int] = {}
        owners = dict(self.store.remembered("replica/"))
        for replica, value in self.store.remembered("contact/"):
            match decode(value):
                case [int(heard), *_]:
                    device = owners[replica]
                    found[device] = max(heard, found.get(device, 0))
        return found

    def ack(self, epoch: int, number: int, now: int) -> Ack:
        """Return what the centre has to say to the office."""
        parked, replicas = self.parked(), sorted(self.store.remembered("replica/"))
        said = tuple(
            self._said(
                bytes.fromhex(replica), [one for one in parked if one.replica.hex() == replica]
            )
            for replica, _ in replicas
        )
        wanted = tuple(bytes.fromhex(part) for part in self.missing_parts()[:MAX_WANTED])
        lost = tuple(name for name in self.losses.names() if is_log(name))[:MAX_NAMED]
        return Ack(epoch, number, said, wanted, self.register.version, now, lost)

    def missing_parts(self) -> list[str]:
        """Return the parts of files that rows name and that have not arrived, or are lost."""
        parts, lost = self._parts(), set(self.losses.names())
        missing = [
            one for one in parts if not self.blobs.has(one) or self.blobs.bundle_of(one) in lost
        ]
        self._want_again([self.blobs.bundle_of(part) for part in missing[:MAX_WANTED]])
        return missing

    def _parts(self) -> list[str]:
        """Return the parts of files that rows name."""
        return [part for blob in self.store.all(Blob) for part in blob.parts]

    def _want_again(self, names: Sequence[str]) -> None:
        """Forget that parts came which the archive has lost: they are collected when sent again."""
        never = set(self.store.unmarked(names))
        for name in names:
            if name not in never:
                self.store.forget(name)

    def _is_believed(self, header: Header, log: Log) -> bool:
        """Tell whether a device may say so much: a revoked one only what it said before."""
        device = self.register.device(header.device)
        if device is None:
            return False
        return not device.revoked or log.last <= dict(device.valid).get(header.replica, 0)

    def said_by(self, device_id: bytes) -> list[tuple[bytes, int]]:
        """Return how far each replica of a device was taken over."""
        known = self.store.known()
        owned = [name for name, owner in self.store.remembered("replica/") if owner == device_id]
        return [(one, known.get(one, 0)) for one in map(bytes.fromhex, owned)]

    def known_to(self, replica: bytes) -> dict[bytes, int]:
        """Return what a replica said that it knows: the newest change of each other one."""
        value = self.store.recall(f"contact/{replica.hex()}")
        match None if value is None else decode(value):
            case [_, _, _, _, _, list(pairs)]:
                return {bytes(one[0]): int(one[1]) for one in pairs}  # type: ignore[index,arg-type] # as `_meet` wrote it
        return {}

    def keep_safe(self, replica: bytes, seq: int) -> None:
        """Remember up to which change a replica lies in a proved copy elsewhere."""
        if seq != self._safe(replica):
            self.store.remember(f"safe/{replica.hex()}", encode(seq))

    def _safe(self, replica: bytes) -> int:
        value = self.store.recall(f"safe/{replica.hex()}")
        match None if value is None else decode(value):
            case int(seq):
                return seq
        return 0

    def names_above(self, known: Mapping[bytes, int]) -> Sequence[tuple[str, Mark]]:
        """Return the bundles that hold something above these places in the logs."""
        return self.store.names_above(known)

    def _apply(self, name: str, log: Log) -> Outcome:
        """Take over the changes of a log, or park it if earlier ones are missing."""
        segment = log.segment
        if self.forks.is_other(segment) or self.forks.branch_of(segment) is not None:
            return self._branch(name, log)
        if segment.seq0 > self._applied(segment.replica) + 1:
            mark = Mark(Fate.PARKED, segment.replica, segment.seq0, log.last)
            return self._marked(Outcome(name, Fate.PARKED), mark)
        try:
            return self._applied_as(name, log, segment)
        except Fork:
            self.forks.see(segment)
            return self._branch(name, log)

    def _branch(self, name: str, log: Log) -> Outcome:
        """Take over a log of a history that does not stand under the name of its branch.

        It is kept only, until what comes before it is here.
        """
        segment = log.segment
        branch = self.forks.branch_of(segment)
        if branch is not None:
            owner = self.store.recall(f"replica/{segment.replica.hex()}") or b""
            self.store.remember(f"replica/{branch.replica.hex()}", owner)
            try:
                outcome = self._applied_as(name, log, branch)
            except Fork:
                self.forks.see(branch)
            else:
                self.store.remember(*taken(segment, branch))
                self._look_again(segment, log.last)
                return outcome
        mark = Mark(Fate.FORK, segment.replica, segment.seq0, log.last)
        return self._marked(Outcome(name, Fate.FORK), mark)

    def _look_again(self, segment: Segment, last: int) -> None:
        """Look again at kept bundles that go on where a branch has come to."""
        later = [
            name
            for name, mark in self.store.marked(Fate.FORK, Fate.PARKED)
            if (mark.replica, mark.seq0) == (segment.replica, last + 1)
        ]
        self.store.mark(dict.fromkeys(later, Mark(Fate.ARRIVED)))

    def _applied_as(self, name: str, log: Log, segment: Segment) -> Outcome:
        """Take over the changes of a log, under the name of its replica or of a branch. Fork."""
        done = self.store.apply(segment.replica, segment.prev_head, segment.seq0, segment.changes)
        take_riding(log, partial(self.store.get, Blob), self.blobs)
        fate = Fate.APPLIED if done.applied else Fate.DUPLICATE
        last = segment.seq0 + len(segment.changes) - 1
        reason = "" if segment is log.segment else BRANCH
        outcome = Outcome(name, fate, done.applied, len(done.quarantined), reason)
        return self._marked(outcome, Mark(fate, segment.replica, segment.seq0, last))

    def _said(self, replica: bytes, parked: Sequence[Mark]) -> ReplicaAck:
        """Return what is to be said about a replica."""
        standing = self.store.standing(replica)
        applied = standing.seq
        gaps, reached = [], applied
        for mark in parked:
            if mark.seq0 > reached + 1:
                gaps.append((reached + 1, mark.seq0 - 1))
            reached = max(reached, mark.last)
        return ReplicaAck(
            replica, applied, standing.head, reached,
            safe=min(applied, self._safe(replica)), missing=tuple(gaps),
            quarantined=standing.quarantined,
        )  # fmt: skip

    def _meet(self, log: Log, now: int) -> None:
        """Note when a replica was last heard of, and what its clock and program said.

        It was not later than its clock says, should that be right: so a rebuild reports the same.
        """
        told = log.told
        known = [list(pair) for pair in told.known]
        heard = now if told.flag is TimeFlag.BAD_CLOCK else min(now, told.wall)
        value = encode([heard, told.wall, int(told.flag), told.app, told.schema, known])
        self.store.remember(f"contact/{log.segment.replica.hex()}", value)
        if self.heard_word() < told.last_feed < MOST_WORDS:
            self.store.remember("word", encode(told.last_feed))

    def heard_word(self) -> int:
        """Return the highest number of the centre's words that a device has read."""
        value = self.store.recall("word")
        match None if value is None else decode(value):
            case int(number):
                return number
        return 0

    def _applied(self, replica: bytes) -> int:
        """Return the newest change of a replica that was taken over."""
        return self.store.known().get(replica, 0)

    def _marked(self, outcome: Outcome, mark: Mark) -> Outcome:
        """Remember what became of a bundle."""
        self.store.mark({outcome.name: mark})
        return outcome


def _place(mark: Mark) -> tuple[bytes, int]:
    """Return by what parked bundles are ordered."""
    return mark.replica, mark.seq0
