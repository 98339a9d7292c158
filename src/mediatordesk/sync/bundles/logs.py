"""Bundles of kind log: a run of changes with the proof of who wrote them, in which order.

One bundle is one segment of a replica's log. The author signs the Merkle root inside, so a single
case can later be referred on with the first author's own signature.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from mediatordesk.core.changes import (
    CHINA,
    LoggedChange,
    TimeFlag,
    head_after,
    merkle_root,
    nonce_of,
)
from mediatordesk.core.encoding import NotCanonical, Plain, decode
from mediatordesk.keys.identities import Device, Identity, Recipient, VerifyKey
from mediatordesk.store import Segment
from mediatordesk.sync.bundles.bundle import (
    NO_HASH,
    Bundle,
    Checked,
    Envelope,
    Kind,
    Roster,
    checked,
    opened,
    packed,
)
from mediatordesk.sync.bundles.frames import MAX_ALL_ITEMS, MAX_ITEMS, BadBundle, has_few_items
from mediatordesk.sync.bundles.names import log_name

MAX_CHANGES = 20_000
MAX_RIDING_PART = 512 * 1024
"""Bytes of cipher text of a part that rides in a log."""
READS_ALL, READS_PURGED = 1, 2
"""Which version of a reader a bundle needs: one with purged changes is not for the first."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a sender tells about itself: what it knows, its clock, its program.

    `known` is its version vector, `wall` milliseconds since 1970, `uptime` seconds if it is known,
    `last_feed` the number of the newest word of the centre that it has read.
    """

    known: tuple[tuple[bytes, int], ...]
    wall: int
    flag: TimeFlag
    uptime: int | None
    app: str
    schema: int
    last_feed: int = 0


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: the device's keys, its office, and whom it writes to."""

    device: Device
    office: UUID
    recipients: tuple[Recipient, ...]
    roster: int = 0


class Claim(NamedTuple):
    """What an author signs of a segment: these changes, all of them, at this place in the chain."""

    replica: bytes
    seq0: int
    length: int
    prev_head: bytes
    head: bytes
    root: bytes

    def to_bytes(self) -> bytes:
        """Return it as it is signed."""
        seq0, length = self.seq0.to_bytes(8, "big"), self.length.to_bytes(4, "big")
        return b"MDR1" + self.replica + seq0 + length + self.prev_head + self.head + self.root


@dataclass(frozen=True, slots=True)
class Log:
    """What a log bundle says: the segment, what its sender told, small parts that ride along."""

    segment: Segment
    told: Told
    signature: bytes
    inline: tuple[bytes, ...] = ()

    @property
    def last(self) -> int:
        """Return the seq of the newest change."""
        return self.segment.seq0 + len(self.segment.changes) - 1


def claim_of(segment: Segment, root: bytes) -> Claim:
    """Return what is claimed of a segment; `root` is that of its changes' leaves."""
    count = len(segment.changes)
    return Claim(segment.replica, segment.seq0, count, segment.prev_head, segment.head, root)


def pack_log(
    segment: Segment,
    sender: Sender,
    told: Told,
    *,
    number: int,
    previous: bytes = NO_HASH,
    inline: Sequence[bytes] = (),
) -> Bundle:
    """Return a segment as a bundle; `number` counts the replica's bundles.

    `inline` are small parts of files that the segment's changes name: they ride along.

    BadBundle("size") if the segment is larger than the format allows.
    """
    if not 0 < len(segment.changes) <= MAX_CHANGES:
        raise BadBundle(reason="size")
    root = merkle_root([change.leaf for change in segment.changes])
    content = [
        segment.seq0,
        len(segment.changes),
        segment.prev_head,
        segment.head,
        root,
        segment.seed,
        sender.device.signing.sign(claim_of(segment, root).to_bytes()),
        [[replica, seq] for replica, seq in sorted(told.known)],
        [told.wall, int(told.flag), told.uptime],
        told.app,
        told.schema,
        [_item(change, whole=bool(segment.seed)) for change in segment.changes],
        list(inline),
        told.last_feed,
        None,
    ]
    reader = READS_ALL if segment.seed else READS_PURGED
    envelope = Envelope(Kind.LOG, segment.replica, number, previous, sender.roster, reader)
    data = packed(envelope, content, sender.device.signing, sender.recipients)
    at = datetime.fromtimestamp(told.wall / 1000, CHINA)
    return Bundle(log_name(sender.office, segment.replica, number, at, data), data)


def unpack_log(data: bytes, roster: Roster, identities: Sequence[Identity]) -> Log:
    """Return what a log bundle says, after every check of the format. BadBundle if one fails."""
    return read_log(checked(data, roster), identities)


def read_log(bundle: Checked, identities: Sequence[Identity]) -> Log:
    """Return what a checked log bundle says, after every inner check. BadBundle if one fails."""
    if bundle.header.kind is not Kind.LOG:
        raise BadBundle(reason="kind")
    return _log_from(opened(bundle.ciphertext, identities), bundle.header.replica, bundle.key)


def _log_from(content: Plain, replica: bytes, key: VerifyKey) -> Log:
    """Read the content and prove it: signature, chain, root."""
    match content:
        case [
            int(seq0), int(count), bytes(prev_head), bytes(head), bytes(root), bytes(seed),
            bytes(signature), list(known), [int(wall), int(flag), None | int() as uptime], str(app),
            int(schema), list(items), list(inline), int(last_feed), None | bytes(),
        ] if flag in set(TimeFlag) and 0 <= wall < _MAX_WALL:  # fmt: skip
            told = Told(_known(known), wall, TimeFlag(flag), uptime, app, schema, last_feed)
        case _:
            raise BadBundle(reason="content")
    if not (0 < seq0 < 1 << 62 and 0 < count == len(items) <= MAX_CHANGES):
        raise BadBundle(reason="content")
    if (len(prev_head), len(head), len(root)) != (32, 32, 32) or len(seed) not in {0, 16}:
        raise BadBundle(reason="content")
    changes = tuple(_change(item, seed, seq0 + place) for place, item in enumerate(items))
    if not has_few_items([change.payload for change in changes], MAX_ALL_ITEMS):
        raise BadBundle(reason="items")
    log = Log(
        Segment(replica, seq0, prev_head, head, seed, changes), told, signature, _inline(inline)
    )
    if not key.verifies(signature, claim_of(log.segment, root).to_bytes()):
        raise BadBundle(reason="author")
    leaves = [change.leaf for change in changes]
    if head_after(prev_head, leaves) != head:
        raise BadBundle(reason="chain")
    if merkle_root(leaves) != root:
        raise BadBundle(reason="root")
    return log


def _item(change: LoggedChange, *, whole: bool) -> list[object]:
    """Return a change as it stands in a bundle; with its nonce or inner hash where no seed is."""
    if whole:
        return [change.header, change.payload]
    if change.purged:
        return [change.header, None, change.purged]
    return [change.header, change.payload, change.nonce]


def _change(item: Plain, seed: bytes, seq: int) -> LoggedChange:
    """Read one change; its header must say the seq of its place."""
    match item:
        case [bytes(header), bytes(payload)] if seed:
            change = LoggedChange(header, payload, nonce_of(seed, seq))
        case [bytes(header), bytes(payload), bytes(nonce)] if not seed and len(nonce) == 16:
            change = LoggedChange(header, payload, nonce)
        case [bytes(header), None, bytes(inner)] if not seed and len(inner) == 32:
            change = LoggedChange(header, b"", b"", inner)
        case _:
            raise BadBundle(reason="change")
    if not has_few_items((change.payload,), MAX_ITEMS):
        raise BadBundle(reason="change")
    try:
        content = decode(header) if len(header) <= 256 else None
    except NotCanonical as error:
        raise BadBundle(reason="change") from error
    match content:
        case [int(stated), *_] if stated == seq:
            return change
    raise BadBundle(reason="change")


def _known(items: list[Plain]) -> tuple[tuple[bytes, int], ...]:
    """Read a version vector."""
    found: list[tuple[bytes, int]] = []
    for item in items:
        match item:
            case [bytes(replica), int(seq)] if len(replica) == 8 and 0 <= seq < 1 << 62:
                found.append((replica, seq))
            case _:
                raise BadBundle(reason="content")
    return tuple(found)


def _inline(items: list[Plain]) -> tuple[bytes, ...]:
    """Read the small parts that ride in a log bundle."""
    found = tuple(item for item in items if isinstance(item, bytes))
    if any(len(one) > MAX_RIDING_PART for one in found):
        raise BadBundle(reason="size")
    if len(found) != len(items):
        raise BadBundle(reason="content")
    return found


_MAX_WALL = 253_402_214_400_000
"""The last day that a date can name, in milliseconds."""
