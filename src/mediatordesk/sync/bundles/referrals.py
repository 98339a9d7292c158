"""Bundles of kind refer: one case for another office, with its authors' own signatures.

The centre picks the changes of the case out of the bundles that it received. To each belong the
claim that its author signed over the whole segment, and the path from the change to the signed
root; so the office that receives it proves who wrote it, and need not take the centre's word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from mediatordesk.core.changes import LoggedChange, merkle_root
from mediatordesk.core.encoding import NotCanonical, Plain, decode
from mediatordesk.keys.identities import (
    BadKey,
    Identity,
    Recipient,
    SigningKey,
    VerifyKey,
    replica_of,
)
from mediatordesk.sync.bundles.bundle import Bundle, Envelope, Kind, checked, opened, packed
from mediatordesk.sync.bundles.frames import MAX_ALL_ITEMS, BadBundle, has_few_items
from mediatordesk.sync.bundles.logs import MAX_CHANGES, Claim, Log, claim_of
from mediatordesk.sync.bundles.merkle import merkle_path, root_above
from mediatordesk.sync.bundles.names import refer_name


@dataclass(frozen=True, slots=True)
class Proved:
    """One change with the proof of its place among those that its author signed."""

    place: int
    """Counted from the first change of the segment."""
    change: LoggedChange
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Extract:
    """Changes of one segment, and what its author signed of the whole of it."""

    author: VerifyKey
    claim: Claim
    signature: bytes
    changes: tuple[Proved, ...]


@dataclass(frozen=True, slots=True)
class Referral:
    """A case that is referred: from which office to which, and what was written of it there.

    `left_out` counts changes that hold other cases too and so are not shown.
    """

    case_id: UUID
    from_office: UUID
    to_office: UUID
    at: int
    left_out: int
    extracts: tuple[Extract, ...]

    def changes(self) -> Iterator[tuple[VerifyKey, bytes, int, LoggedChange]]:
        """Yield author, replica, seq and bytes of each change, segment by segment."""
        for one in self.extracts:
            for proved in one.changes:
                yield one.author, one.claim.replica, one.claim.seq0 + proved.place, proved.change


def extract(log: Log, author: VerifyKey, places: Sequence[int]) -> Extract:
    """Return the changes at some places of a log, with their proofs."""
    segment = log.segment
    leaves = [change.leaf for change in segment.changes]
    changes = tuple(
        Proved(place, segment.changes[place], merkle_path(leaves, place)) for place in places
    )
    return Extract(author, claim_of(segment, merkle_root(leaves)), log.signature, changes)


def pack_referral(referral: Referral, number: int, key: SigningKey, recipient: Recipient) -> Bundle:
    """Return a referral as a bundle for the office that it goes to. BadBundle("size")."""
    content = [
        referral.case_id.bytes, referral.from_office.bytes, referral.to_office.bytes,
        referral.at, referral.left_out, [_said(one) for one in referral.extracts],
    ]  # fmt: skip
    centre = replica_of(key.verify_key.device_id, bytes(8))
    data = packed(Envelope(Kind.REFER, centre, number), content, key, (recipient,))
    return Bundle(refer_name(referral.to_office, referral.case_id, number, data), data)


def unpack_referral(
    data: bytes, office: UUID, centre: VerifyKey, identities: Sequence[Identity]
) -> Referral:
    """Return a referral to an office, when the first author of every change is proved. BadBundle.

    The centre's signature says only that it has sent this; what it says of a case counts nothing.
    """
    header, ciphertext, _ = checked(data, lambda _: centre)
    if header.kind is not Kind.REFER:
        raise BadBundle(reason="kind")
    match opened(ciphertext, identities):
        case [
            bytes(case), bytes(whence), bytes(to), int(at), int(left_out), list(items)
        ] if len(case) == len(whence) == 16 and to == office.bytes:  # fmt: skip
            extracts = tuple(_extract(item) for item in items)
        case _:
            raise BadBundle(reason="content")
    changes = [proved.change for one in extracts for proved in one.changes]
    payloads = [change.payload for change in changes]
    if len(changes) > MAX_CHANGES or not has_few_items(payloads, MAX_ALL_ITEMS):
        raise BadBundle(reason="items")
    for one in extracts:
        _prove(one)
    return Referral(UUID(bytes=case), UUID(bytes=whence), office, at, left_out, extracts)


def _prove(one: Extract) -> None:
    """Say BadBundle unless the author signed the root, and each change is below it."""
    claim = one.claim
    if not one.author.verifies(one.signature, claim.to_bytes()):
        raise BadBundle(reason="author")
    for proved in one.changes:
        _require_place(proved.change, claim.seq0 + proved.place)
        if root_above(proved.change.leaf, proved.place, claim.length, proved.path) != claim.root:
            raise BadBundle(reason="root")


def _require_place(change: LoggedChange, seq: int) -> None:
    """Say BadBundle unless a change's header states the seq of its place."""
    try:
        content = decode(change.header) if len(change.header) <= 256 else None
    except NotCanonical as error:
        raise BadBundle(reason="change") from error
    match content:
        case [int(stated), *_] if stated == seq:
            return
    raise BadBundle(reason="change")


def _said(one: Extract) -> list[object]:
    return [one.author.raw, *one.claim, one.signature, [_item(proved) for proved in one.changes]]


def _item(proved: Proved) -> list[object]:
    change, path = proved.change, list(proved.path)
    return [proved.place, change.header, change.payload, change.nonce, change.purged, path]


def _extract(item: Plain) -> Extract:
    match item:
        case [
            bytes(author), bytes(replica), int(seq0), int(count), bytes(prev_head), bytes(head),
            bytes(root), bytes(signature), list(changes),
        ] if 0 < seq0 < 1 << 62 and 0 < count <= MAX_CHANGES and len(replica) == 8:  # fmt: skip
            if any(len(one) != 32 for one in (prev_head, head, root)) or len(signature) != 64:
                raise BadBundle(reason="content")
            proved = tuple(_proved(one) for one in changes)
            claim = Claim(replica, seq0, count, prev_head, head, root)
            return Extract(_key(author), claim, signature, proved)
    raise BadBundle(reason="content")


def _proved(item: Plain) -> Proved:
    match item:
        case [
            int(place),
            bytes(header),
            bytes(payload),
            bytes(nonce),
            bytes(purged),
            list(path),
        ] if (len(nonce), len(purged)) in {(16, 0), (0, 32)} and not (purged and payload):
            beside = tuple(one for one in path if isinstance(one, bytes) and len(one) == 32)
            if len(beside) == len(path):
                return Proved(place, LoggedChange(header, payload, nonce, purged), beside)
    raise BadBundle(reason="content")


def _key(raw: bytes) -> VerifyKey:
    try:
        return VerifyKey(raw)
    except BadKey as error:
        raise BadBundle(reason="author") from error
