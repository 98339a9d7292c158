"""What stands in the boxes of slots: the database key, and the operator's own identity.

ChaCha20-Poly1305 (RFC 8439) under a passphrase stretched by Argon2id (RFC 9106), under a secret of
the OS keyring, or under a key made of the database key; age where a recovery identity is to read.
"""

import hmac
import os
from dataclasses import dataclass, field, replace
from uuid import UUID

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from mediatordesk.keys.identities import (
    BadKey,
    Identity,
    NotForUs,
    Recipient,
    encrypt_to,
)
from mediatordesk.keys.passphrases import normalised
from mediatordesk.keys.slot_file import Cost, Slot, SlotKind, context

KEY_BYTES = 32
NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Content:
    """What a slot gives to who opens it. Boxes of older desks hold no identity."""

    key: bytes = field(repr=False)
    identity: Identity | None = None

    def to_bytes(self) -> bytes:
        """Return what is encrypted."""
        return self.key + (self.identity.to_bytes() if self.identity else b"")

    @classmethod
    def from_bytes(cls, data: bytes) -> "Content":
        """Read what was encrypted. BadKey if it is none."""
        key, rest = data[:KEY_BYTES], data[KEY_BYTES:]
        return cls(key, Identity.from_bytes(rest) if rest else None)


def stretched(passphrase: str, slot: Slot) -> bytes:
    """Return the key that a passphrase gives at a slot; this is what a guess costs."""
    cost = slot.cost or Cost()
    return hash_secret_raw(
        normalised(passphrase),
        slot.salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def filled(desk: UUID, slot: Slot, wrapping: bytes, content: Content) -> Slot:
    """Return the slot with its box, which opens only in this slot of this desk."""
    return replace(slot, box=_boxed(wrapping, content.to_bytes(), context(desk, slot)))


def opened(desk: UUID, slot: Slot, wrapping: bytes) -> Content | None:
    """Return the content of a slot, or None if the wrapping key is not the slot's."""
    data = _unboxed(wrapping, slot.box, context(desk, slot))
    try:
        return None if data is None else Content.from_bytes(data)
    except BadKey:
        return None


def recovery_slot(desk: UUID, key: bytes, recovery: Recipient) -> Slot:
    """Encrypt the key for the recovery identity; age binds no context, so it stands inside."""
    slot = Slot(SlotKind.RECOVERY, b"", recipient=recovery.text)
    slot = replace(slot, box=encrypt_to((recovery,), context(desk, slot) + key))
    return replace(slot, proof=_proof(desk, key, slot))


def is_proved(desk: UUID, key: bytes, slot: Slot) -> bool:
    """Tell whether a recovery slot is as somebody wrote it who had the database key."""
    return hmac.compare_digest(slot.proof, _proof(desk, key, slot))


def recovered_key(desk: UUID, slot: Slot, identity: Identity) -> bytes | None:
    """Return the database key from a recovery slot. NotForUs if the identity is not its own.

    None if the box was made for another desk.
    """
    data = identity.decrypt(slot.box)
    return data[-KEY_BYTES:] if data[:-KEY_BYTES] == context(desk, slot) else None


def escrowed(slot: Slot, identity: Identity, recovery: Recipient) -> Slot:
    """Return the slot with the operator's identity laid down for the recovery identity."""
    data = encrypt_to((recovery,), _escrow_context(slot) + identity.to_bytes())
    return replace(slot, escrow=data, recipient=recovery.text)


def identity_from_escrow(slot: Slot, recovery: Identity) -> Identity | None:
    """Return an operator's identity, or None if it was not laid down for this recovery identity."""
    begins = _escrow_context(slot)
    try:
        data = recovery.decrypt(slot.escrow)
        return Identity.from_bytes(data[len(begins) :]) if data.startswith(begins) else None
    except (NotForUs, BadKey):
        return None


def described(desk: UUID, key: bytes, slot: Slot, about: bytes) -> Slot:
    """Return the slot with what the log must say of its operator, encrypted."""
    return replace(slot, about=_boxed(_about_key(desk, key), about, _escrow_context(slot)))


def description(desk: UUID, key: bytes, slot: Slot) -> bytes | None:
    """Return what the log must say of a slot's operator; None if that is not known."""
    return _unboxed(_about_key(desk, key), slot.about, _escrow_context(slot))


def check_of(desk: UUID, key: bytes) -> bytes:
    """Return a value by which a key is known to be this desk's."""
    return hmac.digest(key, b"md1-slots" + desk.bytes, "sha256")


def _proof(desk: UUID, key: bytes, slot: Slot) -> bytes:
    """Return the proof of a recovery slot."""
    words = context(desk, slot) + slot.recipient.encode() + slot.box
    return hmac.digest(key, b"md1-recovery" + words, "sha256")


def _about_key(desk: UUID, key: bytes) -> bytes:
    """Return the key under which the descriptions of a desk's operators stand."""
    return hmac.digest(key, b"md1-about" + desk.bytes, "sha256")


def _escrow_context(slot: Slot) -> bytes:
    """Return to whom an identity or a description belongs."""
    return b"md1-operator" + (slot.owner.bytes if slot.owner else b"")


def _boxed(key: bytes, data: bytes, bound_to: bytes) -> bytes:
    """Encrypt under a key, bound to where it stands."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, data, bound_to)


def _unboxed(key: bytes, box: bytes, bound_to: bytes) -> bytes | None:
    """Decrypt, or return None if the key or the place is another."""
    try:
        return ChaCha20Poly1305(key).decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError):
        return None
