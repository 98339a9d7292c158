"""The outer form of a bundle: a clear signed header before a cipher text (docs/formats/bundle.md).

    "MDB1" | suite, 1 byte | header length, 2 bytes | header | signature, 64 bytes | age cipher text

Who holds no key can check all of this and drop what is not from an enrolled device; what is inside
is signed a second time by its author (logs.py, acks.py).
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from enum import IntEnum
from typing import NamedTuple

from mediatordesk.core.encoding import NotCanonical, Plain, decode, encode
from mediatordesk.keys.identities import (
    Identity,
    NotForUs,
    Recipient,
    SigningKey,
    VerifyKey,
    decrypt_with,
    encrypt_to,
)
from mediatordesk.sync.bundles.frames import BadBundle, framed, unframed
from mediatordesk.sync.bundles.names import hash_in_name, is_part, part_file

MAGIC = b"MDB1"
SUITE = 1
"""X25519 and ChaCha20-Poly1305 (age), Ed25519, SHA-256. 2 is kept for SM2, SM4 and SM3."""
READER = 2
"""The version of the format that this program reads; 2 has purged changes in log bundles."""
MAX_CIPHERTEXT = 8 << 20
MAX_HEADER = 1024
MAX_BUNDLE = MAX_CIPHERTEXT + MAX_HEADER + 71
SIGNATURE = 64
NO_HASH = bytes(32)


class Kind(IntEnum):
    """What a bundle holds; numbers are never reused."""

    LOG = 0
    PART = 1
    FEED = 2
    SNAP = 3
    PACK = 4
    CTL = 5
    REFER = 6


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as it lies in a mailbox: its name there and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Header:
    """What everybody may know of a bundle. `previous` is a hint only; the inner chain decides."""

    kind: Kind
    device: bytes
    replica: bytes
    number: int
    previous: bytes
    length: int
    digest: bytes
    hints: tuple[bytes, ...]
    roster: int
    min_reader: int


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a sender writes on the outside; the length and the hash come with the cipher text."""

    kind: Kind
    replica: bytes
    number: int = 0
    previous: bytes = NO_HASH
    roster: int = 0
    min_reader: int = 1


Roster = Callable[[Header], VerifyKey | None]
"""Who may write: the key of the header's device, or None if it is not enrolled for the replica."""


def packed(
    envelope: Envelope, content: object, key: SigningKey, recipients: Sequence[Recipient]
) -> bytes:
    """Return a bundle of arrays and plain values for these recipients. BadBundle if too large."""
    return wrapped(envelope, encrypt_to(recipients, framed(content)), key, recipients)


def wrapped(
    envelope: Envelope, ciphertext: bytes, key: SigningKey, recipients: Sequence[Recipient]
) -> bytes:
    """Return a bundle around a cipher text that lies ready. BadBundle("size") if too large."""
    if len(ciphertext) > MAX_CIPHERTEXT:
        raise BadBundle(reason="size")
    header = Header(
        kind=envelope.kind,
        device=key.verify_key.device_id,
        replica=envelope.replica,
        number=envelope.number,
        previous=envelope.previous,
        length=len(ciphertext),
        digest=hashlib.sha256(ciphertext).digest(),
        hints=tuple(one.hint for one in recipients),
        roster=envelope.roster,
        min_reader=envelope.min_reader,
    )
    clear = encode(list(astuple(header)))
    signed = MAGIC + bytes([SUITE]) + len(clear).to_bytes(2, "big") + clear
    return signed + key.sign(signed) + ciphertext


class Head(NamedTuple):
    """The beginning of a bundle: its header, and what of it is signed."""

    header: Header
    signed: bytes
    signature: bytes


def head_of(start: bytes) -> Head | None:
    """Return the head of a bundle from its first bytes; None while more of them are needed.

    So a server knows who sends before it takes the rest. BadBundle if it cannot be one.
    """
    if start[:4] != MAGIC[: len(start)]:
        raise BadBundle(reason="magic")
    if len(start) < 7:
        return None
    if start[4] != SUITE:
        raise BadBundle(reason="suite")
    end = 7 + int.from_bytes(start[5:7], "big")
    if end > 7 + MAX_HEADER:
        raise BadBundle(reason="length")
    if len(start) < end + SIGNATURE:
        return None
    return Head(_read_header(start[7:end]), start[:end], start[end : end + SIGNATURE])


def header_of(data: bytes) -> Header:
    """Return the header; its signature is not looked at. BadBundle if it has none."""
    return _split(data)[0]


class Checked(NamedTuple):
    """A bundle from an enrolled device, as it left it; `key` is the device's."""

    header: Header
    ciphertext: bytes
    key: VerifyKey


def checked(data: bytes, roster: Roster) -> Checked:
    """Return a bundle after all checks that need no key to read. BadBundle if one fails."""
    header, signed, signature, ciphertext = _split(data)
    key = roster(header)
    if key is None or key.device_id != header.device:
        raise BadBundle(reason="sender")
    if not key.verifies(signature, signed):
        raise BadBundle(reason="signature")
    if hashlib.sha256(ciphertext).digest() != header.digest:
        raise BadBundle(reason="digest")
    return Checked(header, ciphertext, key)


def is_complete(bundle: Bundle) -> bool:
    """Tell whether all bytes of a bundle are there: a pulled stick leaves half a file."""
    if not is_part(bundle.name):
        return bundle.name.endswith(f"-{hash_in_name(bundle.data)}.mdb")
    try:
        header, _, _, ciphertext = _split(bundle.data)
    except BadBundle:
        return False
    digest = hashlib.sha256(ciphertext).digest()
    return digest == header.digest and bundle.name.endswith(part_file(digest))


def opened(ciphertext: bytes, identities: Sequence[Identity]) -> Plain:
    """Return the arrays and values inside a checked cipher text. BadBundle if it cannot be."""
    try:
        padded = decrypt_with(identities, ciphertext, limit=MAX_CIPHERTEXT)
    except NotForUs as error:
        raise BadBundle(reason="recipient") from error
    return unframed(padded)


def _split(data: bytes) -> tuple[Header, bytes, bytes, bytes]:
    """Cut a bundle into header, signed bytes, signature and cipher text; the lengths must agree."""
    if not MAX_BUNDLE >= len(data) >= 7 + SIGNATURE or data[:4] != MAGIC:
        raise BadBundle(reason="magic")
    head = head_of(data)
    if head is None or head.header.length != len(data) - len(head.signed) - SIGNATURE:
        raise BadBundle(reason="length")
    return *head, data[len(head.signed) + SIGNATURE :]


def _read_header(clear: bytes) -> Header:
    """Read the clear header. BadBundle if anything in it is not as the format says."""
    try:
        content = decode(clear)
    except NotCanonical as error:
        raise BadBundle(reason="header") from error
    match content:
        case [
            int(kind), bytes(device), bytes(replica), int(number), bytes(previous), int(length),
            bytes(digest), list(hints), int(roster), int(min_reader),
        ] if kind in set(Kind):  # fmt: skip
            header = Header(
                Kind(kind), device, replica, number, previous, length, digest,
                _hints(hints), roster, min_reader,
            )  # fmt: skip
        case _:
            raise BadBundle(reason="header")
    sizes = (len(device), len(replica), len(previous), len(digest))
    numbers = (number, length, roster, min_reader)
    if sizes != (16, 8, 32, 32) or not all(0 <= one < 1 << 32 for one in numbers):
        raise BadBundle(reason="header")
    if min_reader > READER:
        raise BadBundle(reason="newer")
    return header


def _hints(hints: list[Plain]) -> tuple[bytes, ...]:
    """Return the key hints. BadBundle if they are none."""
    found = tuple(one for one in hints if isinstance(one, bytes) and len(one) == 4)
    if len(found) != len(hints) or len(found) > 16:
        raise BadBundle(reason="header")
    return found
