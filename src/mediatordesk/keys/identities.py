"""Who can read and who has written: age identities, Ed25519 keys, device and replica names.

Reading keys are age's X25519 (age-encryption.org/v1), writing keys are Ed25519 (RFC 8032). No key
stands in a repr, so none gets into a log or a crash report.
"""

import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from mediatordesk.core.encoding import NotCanonical, decode, encode
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_

MAX_CIPHERTEXT = 8 << 20
"""Bytes that are decrypted in memory at once: parts and bundles are never larger."""


class BadKey(DeskError):
    """Bytes or text that are no key of the kind that was asked for."""

    happened = N_("The key cannot be read: it is incomplete or of another kind.")
    kept = N_("Nothing was changed.")
    to_do = N_("Check that every character of the key was entered, or take the newest key file.")


class NotForUs(DeskError):
    """Data that none of our identities can decrypt: damaged, too large, or for someone else."""

    happened = N_("The data cannot be decrypted: it is damaged or was made for someone else.")
    kept = N_("Nothing was taken over from it.")
    to_do = N_("Ask the sender for a new copy made for this office.")


@dataclass(frozen=True, slots=True)
class Recipient:
    """The public half of an Identity, as age writes it (`age1…`). BadKey if it is none."""

    text: str

    def __post_init__(self) -> None:
        try:
            pyrage.x25519.Recipient.from_str(self.text)
        except pyrage.RecipientError as error:
            raise BadKey from error

    @property
    def hint(self) -> bytes:
        """Return 4 bytes by which a reader finds the right one of its identities."""
        return hashlib.sha256(b"md1-hint" + self.text.encode()).digest()[:4]


@dataclass(frozen=True, slots=True)
class Identity:
    """An age identity: reads what was encrypted to its recipient. BadKey if the text is none."""

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        try:
            pyrage.x25519.Identity.from_str(self.text)
        except pyrage.IdentityError as error:
            raise BadKey from error

    @classmethod
    def new(cls) -> "Identity":
        """Return a fresh random identity."""
        return cls(str(pyrage.x25519.Identity.generate()))

    @classmethod
    def from_bytes(cls, data: bytes) -> "Identity":
        """Read an identity back from `to_bytes`. BadKey if it is none."""
        return cls(_ascii(data))

    def to_bytes(self) -> bytes:
        """Return the identity for keeping in an encrypted place."""
        return self.text.encode()

    @property
    def recipient(self) -> Recipient:
        """Return the public half."""
        return Recipient(str(pyrage.x25519.Identity.from_str(self.text).to_public()))

    def decrypt(self, data: bytes, *, limit: int = MAX_CIPHERTEXT) -> bytes:
        """Decrypt an age file in memory; all of it or NotForUs. `limit` is in bytes of cipher text.

        In memory, because a truncated file gives away its first blocks before the fault is found.
        """
        return decrypt_with((self,), data, limit=limit)


def decrypt_with(
    identities: Sequence[Identity], data: bytes, *, limit: int = MAX_CIPHERTEXT
) -> bytes:
    """Decrypt an age file with whichever identity fits; all of it or NotForUs."""
    if len(data) > limit or not identities:
        raise NotForUs
    keys = [pyrage.x25519.Identity.from_str(one.text) for one in identities]
    try:
        return bytes(pyrage.decrypt(data, keys))
    except pyrage.DecryptError as error:
        raise NotForUs from error


def encrypt_to(recipients: Sequence[Recipient], data: bytes) -> bytes:
    """Encrypt to every one of these recipients as one age file."""
    return bytes(
        pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(one.text) for one in recipients])
    )


@dataclass(frozen=True, slots=True)
class VerifyKey:
    """The public half of a SigningKey: 32 bytes. BadKey if they are none."""

    raw: bytes

    def __post_init__(self) -> None:
        try:
            _opened(self.raw)
        except ValueError as error:
            raise BadKey from error

    @property
    def device_id(self) -> bytes:
        """Return the 16-byte name of the device that signs with this key."""
        return hashlib.sha256(self.raw).digest()[:16]

    @property
    def fingerprint(self) -> str:
        """Return the device's name in five groups of five letters, to be compared by telephone."""
        number = int.from_bytes(self.device_id, "big")
        letters = "".join(LETTERS[number >> 5 * place & 31] for place in range(25))
        return "-".join(letters[start : start + 5] for start in range(0, 25, 5))

    def verifies(self, signature: bytes, data: bytes) -> bool:
        """Tell whether this key's owner signed exactly this data."""
        try:
            _opened(self.raw).verify(signature, data)
        except InvalidSignature:
            return False
        return True


LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
"""32 letters and digits that are not mistaken for each other when read aloud or from paper."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """An Ed25519 key: 32 bytes. BadKey if they are none."""

    raw: bytes = field(repr=False)
    _opened: Ed25519PrivateKey = field(init=False, repr=False, compare=False)
    """The library's form of it; making it takes longer than signing with it."""

    def __post_init__(self) -> None:
        if len(self.raw) != 32:
            raise BadKey
        object.__setattr__(self, "_opened", Ed25519PrivateKey.from_private_bytes(self.raw))

    @classmethod
    def new(cls) -> "SigningKey":
        """Return a fresh random key."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def verify_key(self) -> VerifyKey:
        """Return the public half."""
        return VerifyKey(self._opened.public_key().public_bytes_raw())

    def sign(self, data: bytes) -> bytes:
        """Return the 64-byte signature. `data` begins with four letters that say what it is."""
        return self._opened.sign(data)


@dataclass(frozen=True, slots=True)
class Device:
    """The two keys of one installation: it signs with one and is written to with the other."""

    signing: SigningKey
    identity: Identity

    @classmethod
    def new(cls) -> "Device":
        """Return the keys of a new installation."""
        return cls(SigningKey.new(), Identity.new())

    @classmethod
    def from_bytes(cls, data: bytes) -> "Device":
        """Read the keys back from `to_bytes`. BadKey if they are none."""
        try:
            match decode(data):
                case [bytes(signing), bytes(identity)]:
                    return cls(SigningKey(signing), Identity.from_bytes(identity))
        except NotCanonical as error:
            raise BadKey from error
        raise BadKey

    def to_bytes(self) -> bytes:
        """Return the keys for keeping in an encrypted place."""
        return encode([self.signing.raw, self.identity.to_bytes()])

    @property
    def id(self) -> bytes:
        """Return the 16-byte name of the device."""
        return self.signing.verify_key.device_id


def replica_of(device_id: bytes, nonce: bytes) -> bytes:
    """Return the 8-byte name of an epoch of a device; `nonce` is 8 random bytes for each epoch."""
    return hashlib.sha256(b"md1-replica" + device_id + nonce).digest()[:8]


@functools.lru_cache(maxsize=4096)
def _opened(raw: bytes) -> Ed25519PublicKey:
    """Return the library's form of a public key; who sends once sends again. ValueError."""
    return Ed25519PublicKey.from_public_bytes(raw)


def _ascii(data: bytes) -> str:
    """Return text of plain letters. BadKey if there are others."""
    try:
        return data.decode("ascii")
    except UnicodeDecodeError as error:
        raise BadKey from error
