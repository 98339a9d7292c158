"""Forks: a replica with two histories, because its disk was set back or copied whole.

The centre saw one of them first, and that one stands; it says so to the office in a signed notice.
Whoever holds the other gives that one a name of its own (store/branching.py): nothing is dropped.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from mediatordesk.core.changes import head_after
from mediatordesk.core.encoding import NotCanonical, Plain, decode, encode
from mediatordesk.keys.identities import Identity, Recipient, SigningKey, VerifyKey, replica_of
from mediatordesk.store import Segment
from mediatordesk.sync.bundles.bundle import Bundle, Envelope, Kind, checked, opened, packed
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.names import forks_name

CLAIM = b"MDK1"
"""What the centre's signature over a notice begins with."""


@dataclass(frozen=True, slots=True)
class ForkAt:
    """The histories of a replica differ from a change on; `head` is that after it which stands."""

    replica: bytes
    first: int
    head: bytes


@dataclass(frozen=True, slots=True)
class Forks:
    """All forks that the centre has seen in an office, in their order; time in milliseconds."""

    office: UUID
    at: int
    found: tuple[ForkAt, ...]

    @property
    def number(self) -> int:
        """Return by what the newest notice is found: forks are only ever added."""
        return len(self.found)

    def to_bytes(self) -> bytes:
        """Return the notice as it is signed and remembered."""
        found = [[one.replica, one.first, one.head] for one in self.found]
        return encode([self.office.bytes, self.at, found])


def pack_forks(forks: Forks, recipients: Sequence[Recipient], key: SigningKey) -> Bundle:
    """Return a notice as a bundle of kind ctl for an office."""
    body = forks.to_bytes()
    centre = replica_of(key.verify_key.device_id, bytes(8))
    envelope = Envelope(Kind.CTL, centre, forks.number)
    data = packed(envelope, [body, key.sign(CLAIM + body)], key, recipients)
    return Bundle(forks_name(forks.office, forks.number, data), data)


def unpack_forks(
    data: bytes, office: UUID, centre: VerifyKey, identities: Sequence[Identity]
) -> Forks:
    """Return what the centre says of an office's forks. BadBundle if it is not its word."""
    header, ciphertext, _ = checked(data, lambda _: centre)
    if header.kind is not Kind.CTL:
        raise BadBundle(reason="kind")
    match opened(ciphertext, identities):
        case [bytes(body), bytes(signature)] if centre.verifies(signature, CLAIM + body):
            forks = forks_from(body)
            if forks.office == office:
                return forks
    raise BadBundle(reason="author")


def forks_from(body: bytes) -> Forks:
    """Read a notice back from `to_bytes`. BadBundle if it is none."""
    try:
        match decode(body):
            case [bytes(office), int(at), list(found)] if len(office) == 16:
                return Forks(UUID(bytes=office), at, tuple(_forks(found)))
    except NotCanonical as error:
        raise BadBundle(reason="encoding") from error
    raise BadBundle(reason="content")


def _forks(items: Iterable[Plain]) -> Iterator[ForkAt]:
    for item in items:
        match item:
            case [bytes(replica), int(first), bytes(head)] if (
                len(replica) == 8 and first > 0 and len(head) == 32
            ):
                yield ForkAt(replica, first, head)
            case _:
                raise BadBundle(reason="content")


def is_other_history(segment: Segment, found: Iterable[ForkAt]) -> bool:
    """Tell whether a run of changes is known to belong to a history that does not stand."""
    return any(
        one.replica == segment.replica
        and segment.seq0 <= one.first < segment.seq0 + len(segment.changes)
        and head_in(segment, one.first) != one.head
        for one in found
    )


def head_in(segment: Segment, seq: int) -> bytes:
    """Return the head of the chain after a change of a run."""
    leaves = [change.leaf for change in segment.changes[: seq - segment.seq0 + 1]]
    return head_after(segment.prev_head, leaves)
