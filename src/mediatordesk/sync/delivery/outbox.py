"""The outbox: what the centre does not have yet, computed from its acknowledgement.

No mark says "sent", so none can be wrong. A copy on a stick or a server's "OK" proves nothing; only
the centre's signed word that names our own head empties the outbox.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from mediatordesk import __version__
from mediatordesk.core.changes import CHINA
from mediatordesk.core.papers import Blob
from mediatordesk.store import Segment
from mediatordesk.store.register import SCHEMA
from mediatordesk.sync.bundles.acks import Ack, unpack_ack
from mediatordesk.sync.bundles.blobs import FileDamaged, pack_part
from mediatordesk.sync.bundles.bundle import NO_HASH, Bundle
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.logs import Told, pack_log
from mediatordesk.sync.bundles.names import FEED, folder_of
from mediatordesk.sync.delivery.fetching import note_as_come
from mediatordesk.sync.delivery.heads import point
from mediatordesk.sync.delivery.histories import (
    doubted,
    keep_proofs,
    known_in_common,
    proved,
    said_of,
)
from mediatordesk.sync.delivery.kept_bundles import cuts_of, find_again, forget_purged, kept_bundles
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.delivery.memory import Cut, PartAway, short_place
from mediatordesk.sync.delivery.parts import in_sending_order, riding_parts
from mediatordesk.sync.delivery.steps import ended
from mediatordesk.sync.mailbox import Mailbox


class State(StrEnum):
    """How far a change has come on its way."""

    SAVED = "saved"
    ON_ITS_WAY = "on_its_way"
    RECEIVED = "received"
    APPLIED = "applied"
    SAFE = "safe"


@dataclass(frozen=True, slots=True)
class Sent:
    """What was put into a mailbox just now; `damaged` names parts that are not whole here.

    While it goes on, `left` says how many bundles are still to be looked after.
    """

    bundles: int = 0
    changes: int = 0
    parts: int = 0
    damaged: tuple[str, ...] = ()
    left: int = 0


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
        for segment in line.store.segments(proved(line, replica), replica)
    )


def delivery(line: Line) -> Delivery:
    """Return how far this computer's changes have come."""
    head = line.store.head()
    mine = said_of(line, head.replica)
    cuts = cuts_of(line, head.replica)
    placed = max((cut.last for cut in cuts if cut.placed), default=0)
    told = Delivery(head.seq, placed, 0, 0, 0, earlier=_unsent_before(line))
    if mine is None:
        there = proved(line, head.replica)
        return replace(told, received=there, applied=there)
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
        max(0, line.store.last_written(replica) - proved(line, replica)) for replica in earlier
    )


def send(line: Line, mailbox: Mailbox) -> Sent:
    """Put into a mailbox all that the centre does not have and that does not lie there yet.

    Text goes before files. MailboxAway, NotWritten: what was put stays, the rest goes next time.
    """
    logs = ended(sending(line, mailbox, Sent()), Sent())
    return ended(sending_parts(line, mailbox, logs), logs)


def sending(line: Line, mailbox: Mailbox, sent: Sent) -> Iterator[Sent]:
    """Send the changes that the centre does not have; after each bundle say what is done so far.

    It can be left after any of them: what was put stays, the rest goes next time.
    """
    forget_purged(line)
    _pack_anew(line)
    segments = unsent(line)
    find_again(line, segments)
    for place, segment in enumerate(segments, start=1):
        cut, bundle = _bundle_of(line, segment)
        if not mailbox.has(bundle):
            mailbox.put(bundle)
            changes = sent.changes + len(segment.changes)
            sent = replace(sent, bundles=sent.bundles + 1, changes=changes)
        if not cut.placed:
            _note(line, replace(cut, placed=True))
        yield replace(sent, left=len(segments) - place)


def greet(line: Line, mailbox: Mailbox) -> bool:
    """Put our newest bundle into a mailbox that does not have it; tell whether it was put.

    By it the centre knows that we come here, and leaves its word: also in an emptied or a new
    mailbox, when we have nothing to send.
    """
    ours = [cut for one in line.store.own_replicas() for cut in cuts_of(line, one)]
    data = kept_bundles(line).get(ours[-1].name) if ours else None
    bundle = None if data is None else Bundle(ours[-1].name, data)
    if bundle is None or mailbox.has(bundle):
        return False
    mailbox.put(bundle)
    return True


def receive(line: Line, mailbox: Mailbox) -> Heard:
    """Read the newest of what the centre has put into a mailbox for this office."""
    known, refused = line.memory.ack(), []
    for name in reversed(mailbox.names(f"{folder_of(line.grant.office)}/{FEED}")):
        data = mailbox.get(name)
        if data is None:
            continue
        try:
            ack = unpack_ack(data, line.grant.centre, line.identities)
        except BadBundle:
            refused.append(name)
            continue
        if known is not None and not ack.follows(known):
            break
        _believe(line, ack)
        return Heard(ack, tuple(refused))
    return Heard(None, tuple(refused))


def _believe(line: Line, ack: Ack) -> None:
    """Believe an acknowledgement; of ours only what it says of our own history counts."""
    line.memory.keep_ack(ack)
    keep_proofs(line)
    line.store.trust_time(datetime.fromtimestamp(ack.at / 1000, CHINA))
    applied = proved(line, line.store.head().replica)
    wanted = frozenset(ack.wanted)
    line.memory.keep_parts(
        {
            digest: replace(part, done=False, places=())
            if digest in wanted
            else replace(part, done=part.seq <= applied)
            for digest, part in line.memory.parts().items()
        }
    )


def _bundle_of(line: Line, segment: Segment) -> tuple[Cut, Bundle]:
    """Return the bundle of a segment: the one made before, or a new one that is kept."""
    kept = kept_bundles(line)
    for cut in cuts_of(line, segment.replica):
        data = kept.get(cut.name) if cut.seq0 == segment.seq0 else None
        if data is not None:
            return cut, Bundle(cut.name, data)
    return _made(line, segment)


def _pack_anew(line: Line) -> None:
    """Make new bundles, once, of what the centre was not proved to have of a doubted replica.

    It must look at them: it may have taken others over that were called the same. They tell it what
    we have in common with it, so that it sends us the rest.
    """
    for replica in doubted(line):
        there = proved(line, replica)
        if line.memory.asked_anew(replica) != there:
            for segment in line.store.segments(there, replica):
                _made(line, segment)
            line.memory.keep_asked_anew(replica, there)


def _made(line: Line, segment: Segment) -> tuple[Cut, Bundle]:
    """Make the bundle of a segment and keep it."""
    cuts, kept = cuts_of(line, segment.replica), kept_bundles(line)
    last = cuts[-1] if cuts else None
    number = last.number + 1 if last else 1
    previous = last.digest if last else NO_HASH
    riding = riding_parts(segment, line.store, line.blobs)
    bundle = pack_log(
        segment, line.sender_of(segment.replica), _told(line), number=number, previous=previous,
        inline=riding,
    )  # fmt: skip
    kept.put(bundle)
    note_as_come(line, map(line.blobs.name_of, riding))
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
        known=tuple(known_in_common(line).items()),
        wall=max(0, int(line.clock.now().timestamp() * 1000)),
        flag=line.clock.flag,
        uptime=None,
        app=f"mediatordesk {__version__}",
        schema=SCHEMA,
        last_feed=ack.number if ack else 0,
    )


def sending_parts(line: Line, mailbox: Mailbox, sent: Sent) -> Iterator[Sent]:
    """Send the parts of files that the centre does not have, as `sending` does the changes.

    Small files go before large ones, the newest case first. What was put into this mailbox before
    is not offered to it again until the centre asks for it: a cut line costs the part it cut.
    """
    head, parts, here = line.store.head(), line.memory.parts(), short_place(mailbox.place)
    lacking = [(blob, part) for blob, part in _parts_here(line) if _is_due(parts, part, here)]
    last = ""
    try:
        for place, (blob, part) in enumerate(lacking, start=1):
            try:
                data = line.blobs.part(part)
            except FileDamaged:
                sent = replace(sent, damaged=(*sent.damaged, part))
                continue
            bundle = pack_part(data, blob, line.sender_of(head.replica), head.replica)
            if not mailbox.has(bundle):
                mailbox.put(bundle)
                sent, last = replace(sent, parts=sent.parts + 1), bundle.name
            digest = bytes.fromhex(part)
            before = parts.get(digest, PartAway(digest, head.seq))
            parts[digest] = replace(before, seq=head.seq, places=(*before.places, here))
            yield replace(sent, left=len(lacking) - place)
    finally:
        line.memory.keep_parts(parts)
    if last:
        point(mailbox, (last,))
    yield replace(sent, left=0)


def forget_parts_in(line: Line, mailbox: Mailbox) -> None:
    """Offer all parts to a mailbox again that the centre lacks: it was emptied or exchanged."""
    here = short_place(mailbox.place)
    line.memory.keep_parts(
        {
            digest: replace(part, places=tuple(one for one in part.places if one != here))
            for digest, part in line.memory.parts().items()
        }
    )


def _is_due(parts: Mapping[bytes, PartAway], part: str, place: bytes) -> bool:
    """Tell whether a part is to be put into a mailbox: nobody has it, and it was not put there."""
    before = parts.get(bytes.fromhex(part))
    return before is None or not (before.done or place in before.places)


def _parts_here(line: Line) -> Iterator[tuple[Blob, str]]:
    """Yield every part of a file that is on this computer, with its blob."""
    for blob in in_sending_order(line.store):
        for part in blob.parts:
            if line.blobs.has(part):
                yield blob, part


def _note(line: Line, cut: Cut) -> None:
    """Remember a bundle of ours; what is acknowledged is forgotten here, the file stays."""
    replica = bytes.fromhex(cut.name.split("/")[2])
    cuts, applied = cuts_of(line, replica), proved(line, replica)
    others = [one for one in line.memory.cuts() if one not in cuts]
    kept = [one for one in cuts if one.seq0 != cut.seq0 and one.last > applied]
    line.memory.keep_cuts([*others, *kept, cut])
