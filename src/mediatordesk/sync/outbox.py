"""The outbox: what the centre does not have yet, computed from its acknowledgement.

No mark says "sent", so none can be wrong. A copy on a stick or a server's "OK" proves nothing; only
the centre's signed word that names our own head empties the outbox.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from mediatordesk import __version__
from mediatordesk.core.changes import CHINA, GENESIS, head_after
from mediatordesk.core.clock import Clock
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Blob
from mediatordesk.core.texts import N_
from mediatordesk.keys.identities import Device
from mediatordesk.store import Segment, Store
from mediatordesk.store.register import SCHEMA
from mediatordesk.sync.acks import Ack, unpack_ack
from mediatordesk.sync.blobs import BlobStore, FileDamaged, pack_part
from mediatordesk.sync.bundle import NO_HASH, Bundle
from mediatordesk.sync.enrolment import Grant
from mediatordesk.sync.frames import BadBundle
from mediatordesk.sync.logs import Sender, Told, pack_log, unpack_log
from mediatordesk.sync.mailbox import Mailbox
from mediatordesk.sync.mailbox.folder import FolderMailbox
from mediatordesk.sync.memory import Cut, Memory, PartAway
from mediatordesk.sync.names import FEED, folder_of

KEPT = "bundles"
"""The folder in the desk's where its own bundles stay for good: a re-send is the same bytes."""


class OtherHistory(DeskError):
    """The centre acknowledges a history of this computer that is not its own."""

    happened = N_("The centre holds another history of this computer: it was copied or restored.")
    kept = N_("Everything on this computer is as it was; nothing was taken over.")
    to_do = N_("Tell the centre's administrator before more is sent from here.")


class State(StrEnum):
    """How far a change has come on its way."""

    SAVED = "saved"
    ON_ITS_WAY = "on_its_way"
    RECEIVED = "received"
    APPLIED = "applied"
    SAFE = "safe"


@dataclass(frozen=True, slots=True)
class Line:
    """A desk's connection to its centre."""

    store: Store
    folder: Path
    blobs: BlobStore
    device: Device
    grant: Grant
    clock: Clock

    @property
    def memory(self) -> Memory:
        """Return what this desk remembers about the line."""
        return Memory(self.store)

    @property
    def sender(self) -> Sender:
        """Return as whom this desk sends."""
        grant = self.grant
        return Sender(self.device, grant.office, grant.recipients, grant.roster)


@dataclass(frozen=True, slots=True)
class Sent:
    """What was put into a mailbox just now; `damaged` names parts that are not whole here."""

    bundles: int
    changes: int
    parts: int
    damaged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """What is new from the centre; `refused` names objects that are not the centre's word."""

    ack: Ack | None
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far the changes of this computer have come; all numbers are seqs of its own log."""

    head: int
    placed: int
    received: int
    applied: int
    safe: int
    missing: tuple[tuple[int, int], ...] = ()
    quarantined: tuple[tuple[int, str], ...] = ()
    earlier: int = 0
    """Changes written under an earlier replica name of this desk that the centre does not have."""

    @property
    def unsent(self) -> int:
        """Return how many changes are not proved to be anywhere but on this computer."""
        return self.head - self.applied + self.earlier

    def state(self, seq: int) -> State:
        """Return how far a change has come."""
        if seq <= self.applied:
            return State.SAFE if seq <= self.safe else State.APPLIED
        if seq <= self.received and not any(first <= seq <= last for first, last in self.missing):
            return State.RECEIVED
        return State.ON_ITS_WAY if seq <= self.placed else State.SAVED


def unsent(line: Line) -> tuple[Segment, ...]:
    """Return the segments of this computer that the centre has not acknowledged as applied.

    Those written before the present epoch began come first.
    """
    return tuple(
        segment
        for replica in line.store.own_replicas()
        for segment in line.store.segments(_applied(line, replica), replica)
    )


def delivery(line: Line) -> Delivery:
    """Return how far this computer's changes have come."""
    head, ack = line.store.head(), line.memory.ack()
    mine = ack.of(head.replica) if ack else None
    cuts = _cuts_of(line, head.replica)
    placed = max((cut.last for cut in cuts if cut.placed), default=0)
    told = Delivery(head.seq, placed, 0, 0, 0, earlier=_unsent_before(line))
    if mine is None:
        return told
    return replace(
        told,
        received=mine.received,
        applied=mine.applied,
        safe=mine.safe,
        missing=mine.missing,
        quarantined=mine.quarantined,
    )


def _unsent_before(line: Line) -> int:
    """Return how many changes of earlier epochs the centre has not acknowledged."""
    *earlier, _present = line.store.own_replicas()
    return sum(
        max(0, line.store.last_written(replica) - _applied(line, replica)) for replica in earlier
    )


def _applied(line: Line, replica: bytes) -> int:
    """Return how far the centre has taken over a replica of ours."""
    ack = line.memory.ack()
    mine = ack.of(replica) if ack else None
    return mine.applied if mine else 0


def _cuts_of(line: Line, replica: bytes) -> list[Cut]:
    """Return the bundles of one of our replicas, which their names say; the oldest first."""
    return [cut for cut in line.memory.cuts() if cut.name.split("/")[2] == replica.hex()]


def send(line: Line, mailbox: Mailbox) -> Sent:
    """Put into a mailbox all that the centre does not have and that does not lie there yet.

    Text goes before files. MailboxAway, NotWritten: what was put stays, the rest goes next time.
    """
    bundles = changes = 0
    forget_purged(line)
    for segment in unsent(line):
        cut, bundle = _bundle_of(line, segment)
        if not mailbox.has(bundle):
            mailbox.put(bundle)
            bundles, changes = bundles + 1, changes + len(segment.changes)
        if not cut.placed:
            _note(line, replace(cut, placed=True))
    parts, damaged = _send_parts(line, mailbox)
    return Sent(bundles, changes, parts, damaged)


def forget_purged(line: Line) -> int:
    """Remove own bundles that still hold what was purged since; return how many.

    Where the centre needs one, it is made again without that, under a name of its own.
    """
    purged, folder = line.store.purged_segments(), line.folder / KEPT
    kept = FolderMailbox(folder)
    gone = [name for name in kept.names() if _holds(line, kept.get(name), purged)] if purged else []
    for name in gone:
        (folder / name).unlink()
    line.memory.keep_cuts([cut for cut in line.memory.cuts() if cut.name not in gone])
    return len(gone)


def _holds(line: Line, data: bytes | None, purged: frozenset[tuple[bytes, int]]) -> bool:
    """Tell whether one of our bundles was made before a change in it was purged."""
    if data is None:
        return False
    log = unpack_log(data, lambda _: line.device.signing.verify_key, (line.grant.office_identity,))
    return bool(log.segment.seed) and (log.segment.replica, log.segment.seq0) in purged


def receive(line: Line, mailbox: Mailbox) -> Heard:
    """Read the newest of what the centre has put into a mailbox for this office.

    OtherHistory if it contradicts our own log; then it is not believed.
    """
    known, refused = line.memory.ack(), []
    for name in reversed(mailbox.names(f"{folder_of(line.grant.office)}/{FEED}")):
        data = mailbox.get(name)
        if data is None:
            continue
        try:
            ack = unpack_ack(data, line.grant.centre, (line.grant.office_identity,))
        except BadBundle:
            refused.append(name)
            continue
        if known is not None and ack.order <= known.order:
            break
        _believe(line, ack)
        return Heard(ack, tuple(refused))
    return Heard(None, tuple(refused))


def _believe(line: Line, ack: Ack) -> None:
    """Believe an acknowledgement, if it names our own head."""
    head = line.store.head()
    mine = ack.of(head.replica)
    if mine is not None and _own_head(line.store, mine.applied) != mine.head:
        raise OtherHistory
    line.memory.keep_ack(ack)
    line.store.trust_time(datetime.fromtimestamp(ack.at / 1000, CHINA))
    applied = mine.applied if mine else 0
    line.memory.keep_parts(
        {
            digest: replace(part, done=part.seq <= applied and digest not in ack.wanted)
            for digest, part in line.memory.parts().items()
        }
    )


def _own_head(store: Store, seq: int) -> bytes | None:
    """Return the head of our own chain after a change, or None if we have not come so far."""
    if seq == 0:
        return GENESIS
    if seq > store.head().seq:
        return None
    segment = store.segments(seq - 1)[0]
    leaves = (change.leaf for change in segment.changes[: seq - segment.seq0 + 1])
    return head_after(segment.prev_head, leaves)


def _bundle_of(line: Line, segment: Segment) -> tuple[Cut, Bundle]:
    """Return the bundle of a segment: the one made before, or a new one that is kept."""
    cuts, kept = _cuts_of(line, segment.replica), FolderMailbox(line.folder / KEPT)
    kept.folder.mkdir(parents=True, exist_ok=True)
    for cut in cuts:
        data = kept.get(cut.name) if cut.seq0 == segment.seq0 else None
        if data is not None:
            return cut, Bundle(cut.name, data)
    last = cuts[-1] if cuts else None
    number = last.number + 1 if last else 1
    previous = last.digest if last else NO_HASH
    bundle = pack_log(segment, line.sender, _told(line), number=number, previous=previous)
    kept.put(bundle)
    cut = Cut(
        number,
        segment.seq0,
        segment.seq0 + len(segment.changes) - 1,
        bundle.name,
        hashlib.sha256(bundle.data).digest(),
    )
    _note(line, cut)
    return cut, bundle


def _told(line: Line) -> Told:
    """Return what this desk tells about itself in a bundle."""
    ack = line.memory.ack()
    return Told(
        known=tuple(line.store.known().items()),
        wall=max(0, int(line.clock.now().timestamp() * 1000)),
        flag=line.clock.flag,
        uptime=None,
        app=f"mediatordesk {__version__}",
        schema=SCHEMA,
        last_feed=ack.number if ack else 0,
    )


def _send_parts(line: Line, mailbox: Mailbox) -> tuple[int, tuple[str, ...]]:
    """Put the parts of files that the centre does not have; return how many, and the damaged."""
    head, parts, sent, damaged = line.store.head(), line.memory.parts(), 0, []
    for blob, part in _parts_here(line):
        digest = bytes.fromhex(part)
        before = parts.get(digest)
        if before is not None and before.done:
            continue
        try:
            data = line.blobs.part(part)
        except FileDamaged:
            damaged.append(part)
            continue
        parts[digest] = PartAway(digest, head.seq)
        bundle = pack_part(data, blob, line.sender, head.replica)
        if not mailbox.has(bundle):
            mailbox.put(bundle)
            sent += 1
    line.memory.keep_parts(parts)
    return sent, tuple(damaged)


def _parts_here(line: Line) -> Iterator[tuple[Blob, str]]:
    """Yield every part of a file that is on this computer, with its blob."""
    for blob in line.store.all(Blob):
        for part in blob.parts:
            if line.blobs.has(part):
                yield blob, part


def _note(line: Line, cut: Cut) -> None:
    """Remember a bundle of ours; what is acknowledged is forgotten here, the file stays."""
    replica = bytes.fromhex(cut.name.split("/")[2])
    cuts, applied = _cuts_of(line, replica), _applied(line, replica)
    others = [one for one in line.memory.cuts() if one not in cuts]
    kept = [one for one in cuts if one.seq0 != cut.seq0 and one.last > applied]
    line.memory.keep_cuts([*others, *kept, cut])
