"""What a front signs: that a bundle lies durably with it, and what time it is.

A receipt says nothing about what is inside a bundle; only the centre's acknowledgement empties an
outbox. But a server that says "created" and keeps nothing cannot write one.
"""

from dataclasses import dataclass

from mediatordesk.core.encoding import NotCanonical, decode, encode
from mediatordesk.keys.identities import SigningKey, VerifyKey

RECEIPT = b"MDV1"
TIME = b"MDT1"
MAX_WORD = 1024
"""Bytes of either."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A bundle lies with the front under a name, with this hash; milliseconds since 1970."""

    name: str
    digest: bytes
    at: int

    def signed(self, key: SigningKey) -> bytes:
        """Return the receipt as it is sent."""
        return _signed(RECEIPT, encode([self.name, self.digest, self.at]), key)


@dataclass(frozen=True, slots=True)
class SignedTime:
    """What time it is at the front (milliseconds since 1970), said to whoever chose the nonce."""

    nonce: str
    at: int

    def signed(self, key: SigningKey) -> bytes:
        """Return the time as it is sent."""
        return _signed(TIME, encode([self.nonce, self.at]), key)


def read_receipt(data: bytes, key: VerifyKey) -> Receipt | None:
    """Return a front's receipt; None if this is none of its."""
    match _body(RECEIPT, data, key):
        case [str(name), bytes(digest), int(at)]:
            return Receipt(name, digest, at)
    return None


def read_time(data: bytes, key: VerifyKey) -> SignedTime | None:
    """Return a front's time; None if this is none of its."""
    match _body(TIME, data, key):
        case [str(nonce), int(at)]:
            return SignedTime(nonce, at)
    return None


def _signed(mark: bytes, body: bytes, key: SigningKey) -> bytes:
    return encode([mark, body, key.sign(mark + body)])


def _body(mark: bytes, data: bytes, key: VerifyKey) -> object:
    """Return what stands in a signed word of this kind, or None."""
    if len(data) > MAX_WORD:
        return None
    try:
        match decode(data):
            case [bytes(found), bytes(body), bytes(signature)] if found == mark:
                return decode(body) if key.verifies(signature, mark + body) else None
    except NotCanonical:
        return None
    return None
