"""One real bundle of each kind, how it is read, and the same outside around any other inside."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

import zstandard

from mediatordesk.core.changes import GENESIS, LoggedChange, TimeFlag, head_after, nonce_of
from mediatordesk.core.encoding import encode
from mediatordesk.keys.identities import Device, Identity, SigningKey, encrypt_to, replica_of
from mediatordesk.store import Segment
from mediatordesk.sync.bundles.acks import Ack, ReplicaAck, pack_ack, unpack_ack
from mediatordesk.sync.bundles.blobs import read_part
from mediatordesk.sync.bundles.bundle import Bundle, Envelope, Header, Kind, checked, wrapped
from mediatordesk.sync.bundles.frames import UNIT, BadBundle
from mediatordesk.sync.bundles.logs import Sender, Told, pack_log, unpack_log
from mediatordesk.sync.bundles.names import part_name
from mediatordesk.sync.bundles.rosters import Roster, RosterDevice, pack_roster, unpack_roster

OFFICE = UUID(int=7)
DEVICE, CENTRE = Device.new(), SigningKey.new()
CENTRE_READS, OFFICE_READS = Identity.new(), Identity.new()
REPLICA = replica_of(DEVICE.id, bytes(8))
SENDER = Sender(DEVICE, OFFICE, (CENTRE_READS.recipient, OFFICE_READS.recipient), 3)
TOLD = Told(((REPLICA, 12),), 1_795_000_000_000, TimeFlag.CLOCK, None, "mediatordesk 0.1.0", 1)
HIDDEN = "覃𬭎的身份证 a<b"
"""What stands in every specimen and must never be seen outside of it."""


@dataclass(frozen=True)
class Specimen:
    """A good bundle; `read` does all that a reader of its kind does before it believes it.

    `inside` is what its cipher text holds when it is read: CBOR, or a piece of a file.
    """

    name: str
    bundle: Bundle
    read: Callable[[bytes], object]
    key: SigningKey
    reader: Identity
    inside: bytes

    @property
    def data(self) -> bytes:
        """Return its bytes."""
        return self.bundle.data

    @property
    def header(self) -> Header:
        """Return its header."""
        return checked(self.data, lambda _: self.key.verify_key).header

    @property
    def ciphertext(self) -> bytes:
        """Return its age file."""
        return self.data[len(self.data) - self.header.length :]

    def around(self, ciphertext: bytes) -> bytes:
        """Return a bundle whose sender has truly signed another cipher text."""
        header = self.header
        envelope = Envelope(header.kind, header.replica, header.number, header.previous)
        return wrapped(envelope, ciphertext, self.key, (self.reader.recipient,))


def framed_as_is(content: bytes, frame: Callable[[bytes], bytes]) -> bytes:
    """Return bytes as a padded frame, whatever they are; zeros as the ratio asks for."""
    data = frame(content)
    length = max(len(data), len(content) // 40 + 1)
    return data + bytes(-length % UNIT + length - len(data))


def segment_of(count: int, seed: bytes = b"0123456789abcdef") -> Segment:
    """Return so many changes of a laptop."""
    changes = tuple(
        LoggedChange(
            encode([seq, 1_795_000_000_000 << 16, 0, bytes(16), 0, 1]),
            encode([[3, bytes(16), 1, [[2, f"{HIDDEN}{seq}"]]]]),
            nonce_of(seed, seq),
        )
        for seq in range(1, count + 1)
    )
    head = head_after(GENESIS, [one.leaf for one in changes])
    return Segment(REPLICA, 1, GENESIS, head, seed, changes)


def purged(segment: Segment) -> Segment:
    """Return a segment of which the second change was purged."""
    first, second, *rest = segment.changes
    changes = (first, second.without_payload(), *rest)
    return Segment(REPLICA, 1, GENESIS, segment.head, b"", changes)


def specimens() -> tuple[Specimen, ...]:
    """Return one of each kind that is written."""
    log = partial(
        unpack_log, roster=lambda _: DEVICE.signing.verify_key, identities=(OFFICE_READS,)
    )
    whole, cut = segment_of(3), purged(segment_of(3))
    logs = {
        "log": pack_log(whole, SENDER, TOLD, number=5),
        "log with a purged change": pack_log(cut, SENDER, TOLD, number=5),
        "log with a part": pack_log(whole, SENDER, TOLD, number=5, inline=(part_of(HIDDEN),)),
    }
    made = [
        _specimen(name, bundle, log, DEVICE.signing, OFFICE_READS) for name, bundle in logs.items()
    ]
    return (*made, _part(), _feed(), _roster())


def part_of(text: str) -> bytes:
    """Return a part of a file as it lies on a laptop's disk."""
    return encrypt_to((OFFICE_READS.recipient,), text.encode())


def _specimen(
    name: str,
    bundle: Bundle,
    read: Callable[[bytes], object],
    key: SigningKey,
    reader: Identity,
) -> Specimen:
    inside = reader.decrypt(checked(bundle.data, lambda _: key.verify_key).ciphertext)
    if name != "part":
        inside = zstandard.ZstdDecompressor().decompressobj().decompress(inside)
    return Specimen(name, bundle, read, key, reader, inside)


def _part() -> Specimen:
    ciphertext = part_of(HIDDEN * 20)
    envelope = Envelope(Kind.PART, REPLICA)
    data = wrapped(envelope, ciphertext, DEVICE.signing, (OFFICE_READS.recipient,))
    name = part_name(OFFICE, hashlib.sha256(ciphertext).digest())

    def read(data: bytes) -> bytes:
        part = read_part(checked(data, lambda _: DEVICE.signing.verify_key))
        if hashlib.sha256(part).digest() != hashlib.sha256(ciphertext).digest():
            raise BadBundle(reason="name")  # no row names it
        return part

    return _specimen("part", Bundle(name, data), read, DEVICE.signing, OFFICE_READS)


def _feed() -> Specimen:
    said = ReplicaAck(REPLICA, 12, bytes(32), 14, 0, ((13, 13),), ((3, "unknown"),))
    ack = Ack(1_795_000_000_000, 3, (said,), (bytes(32),), 2, 1_795_000_000_001)
    read = partial(unpack_ack, centre=CENTRE.verify_key, identities=(OFFICE_READS,))
    bundle = pack_ack(ack, OFFICE, OFFICE_READS.recipient, CENTRE)
    return _specimen("feed", bundle, read, CENTRE, OFFICE_READS)


def _roster() -> Specimen:
    one = RosterDevice(DEVICE.signing.verify_key, DEVICE.identity.recipient, 1, 0)
    roster = Roster(OFFICE, 4, 5, (one,), (OFFICE_READS,))
    read = partial(unpack_roster, office=OFFICE, centre=CENTRE.verify_key, device=DEVICE)
    return _specimen("roster", pack_roster(roster, CENTRE), read, CENTRE, DEVICE.identity)
