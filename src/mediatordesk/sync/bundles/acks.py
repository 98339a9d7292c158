"""What the centre answers: how far it has taken over each replica of an office, and what it misses.

An acknowledgement is signed inside too: it is a receipt that can be shown to a third person. It is
cumulative; only the newest one of the newest epoch counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from mediatordesk.core.encoding import NotCanonical, Plain, decode, encode
from mediatordesk.keys.identities import Identity, Recipient, SigningKey, VerifyKey, replica_of
from mediatordesk.sync.bundles.bundle import Bundle, Envelope, Kind, checked, opened, packed
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.names import feed_name, is_name

MAX_NAMED = 200
"""Missing ranges and changes set aside of a replica, and lost bundles, that one word names."""


@dataclass(frozen=True, slots=True)
class ReplicaAck:
    """How far one replica is at the centre.

    `applied` is the newest change taken over and `head` the chain's head there; `received` the
    newest that has arrived, `missing` the ranges between; `safe` the newest in an off-site copy.
    """

    replica: bytes
    applied: int
    head: bytes
    received: int
    safe: int = 0
    missing: tuple[tuple[int, int], ...] = ()
    quarantined: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Ack:
    """The centre's word to an office: epoch (milliseconds since 1970), number, facts, time.

    `lost` names bundles that were taken over and that the archive does not hold any more.
    """

    epoch: int
    number: int
    replicas: tuple[ReplicaAck, ...]
    wanted: tuple[bytes, ...]
    roster: int
    at: int
    lost: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, int]:
        """Return by what the newest acknowledgement is found."""
        return self.epoch, self.number

    def follows(self, known: "Ack") -> bool:
        """Tell whether this was said after what is known.

        Within an epoch the centre's time decides: one that was set back counts on from where it
        stood then, and is believed all the same.
        """
        return (self.epoch, self.at, self.number) > (known.epoch, known.at, known.number)

    def of(self, replica: bytes) -> ReplicaAck | None:
        """Return what is said about a replica, if it is known at the centre."""
        return next((one for one in self.replicas if one.replica == replica), None)

    def facts(self) -> list[object]:
        """Return what it says, without number and time: by this it is known whether it is new."""
        return [
            [
                [
                    one.replica, one.applied, one.head, one.received, one.safe,
                    [list(gap) for gap in one.missing[:MAX_NAMED]],
                    [list(pair) for pair in one.quarantined[:MAX_NAMED]],
                ]
                for one in self.replicas
            ],
            list(self.wanted),
            self.roster,
            *([list(self.lost[:MAX_NAMED])] if self.lost else []),
        ]  # fmt: skip

    def to_bytes(self) -> bytes:
        """Return the acknowledgement as it is signed and remembered."""
        return encode([self.epoch, self.number, self.at, *self.facts(), None])


def pack_ack(ack: Ack, office: UUID, recipient: Recipient, key: SigningKey) -> Bundle:
    """Return an acknowledgement as a bundle of kind feed for an office."""
    body = ack.to_bytes()
    feed = replica_of(key.verify_key.device_id, ack.epoch.to_bytes(8, "big"))
    envelope = Envelope(Kind.FEED, feed, ack.number, roster=ack.roster)
    data = packed(envelope, [body, key.sign(b"MDF1" + body)], key, (recipient,))
    return Bundle(feed_name(office, ack.epoch, ack.number, data), data)


def unpack_ack(data: bytes, centre: VerifyKey, identities: Sequence[Identity]) -> Ack:
    """Return what the centre says to an office. BadBundle if it is not the centre's word."""
    header, ciphertext, _ = checked(data, lambda _: centre)
    if header.kind is not Kind.FEED:
        raise BadBundle(reason="kind")
    match opened(ciphertext, identities):
        case [bytes(body), bytes(signature)] if centre.verifies(signature, b"MDF1" + body):
            return ack_from(body)
    raise BadBundle(reason="author")


def ack_from(body: bytes) -> Ack:
    """Read an acknowledgement back from `to_bytes`. BadBundle if it is none."""
    try:
        content = decode(body)
    except NotCanonical as error:
        raise BadBundle(reason="encoding") from error
    match content:
        case [int(epoch), int(number), int(at), list(items), list(wanted), int(roster), *more]:
            replicas, lost = tuple(_replica(item) for item in items), _lost(more)
        case _:
            raise BadBundle(reason="content")
    digests = tuple(one for one in wanted if isinstance(one, bytes) and len(one) == 32)
    if len(digests) != len(wanted):
        raise BadBundle(reason="content")
    return Ack(epoch, number, replicas, digests, roster, at, lost)


def _lost(more: Sequence[Plain]) -> tuple[str, ...]:
    """Read what the archive has lost, which most acknowledgements do not state."""
    match more:
        case [None]:
            return ()
        case [list(names), None]:
            lost = tuple(one for one in names if isinstance(one, str) and is_name(one))
            if len(lost) == len(names):
                return lost
    raise BadBundle(reason="content")


def _replica(item: Plain) -> ReplicaAck:
    """Read what is said about one replica."""
    match item:
        case [
            bytes(replica), int(applied), bytes(head), int(received), int(safe),
            list(missing), list(aside),
        ]:  # fmt: skip
            gaps = tuple(_gap(gap) for gap in missing)
            quarantined = tuple(_aside(pair) for pair in aside)
            return ReplicaAck(replica, applied, head, received, safe, gaps, quarantined)
    raise BadBundle(reason="content")


def _gap(item: Plain) -> tuple[int, int]:
    """Read a range of missing changes."""
    match item:
        case [int(first), int(last)]:
            return first, last
    raise BadBundle(reason="content")


def _aside(item: Plain) -> tuple[int, str]:
    """Read a change that was set aside, and why."""
    match item:
        case [int(seq), str(reason)]:
            return seq, reason
    raise BadBundle(reason="content")
