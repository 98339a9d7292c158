"""The desk's database key in slots: each clerk's passphrase opens one, the recovery sheet another.

Argon2id (RFC 9106) makes a guess dear. Whatever is added, changed or removed, the key file is
replaced as a whole and never without a slot that a person can open.
"""

import hmac
import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.keys.identities import BadKey, Identity, NotForUs, Recipient, encrypt_to
from mediatordesk.keys.slot_file import (
    FILE,
    SALT_BYTES,
    BadSlots,
    Cost,
    Slot,
    SlotKind,
    Slots,
    context,
    read_slots,
    write_slots,
)

KEY_BYTES = 32
NONCE_BYTES = 12


class WrongPassphrase(DeskError):
    """No slot opens with this passphrase."""

    happened = N_("The desk was not opened: the passphrase is wrong.")
    kept = N_("All cases are as they were; any number of further attempts is allowed.")
    to_do = N_("Check the keyboard and the Caps Lock key, then type it again. If it is lost, "
               "open the desk with the recovery sheet.")  # fmt: skip


class NoPassphrase(DeskError):
    """An empty passphrase protects nothing."""

    happened = N_("The passphrase is empty.")
    kept = N_("Nothing was changed.")
    to_do = N_("Choose a passphrase; five or more words that do not belong together are good.")


class WrongRecovery(DeskError):
    """The recovery identity is not the one this desk was made with."""

    happened = N_("The desk was not opened: this recovery sheet belongs to another desk.")
    kept = N_("All cases are as they were.")
    to_do = N_("Use the recovery sheet that was printed for this desk.")


class SlotsExist(DeskError):
    """There is a desk in this folder already; its key file is never replaced by a new one."""

    happened = N_("No desk was made: the folder {folder} holds a desk already.")
    kept = N_("That desk is unchanged.")
    to_do = N_("Open it, or choose another folder.")


class LastSlot(DeskError):
    """The slot cannot be removed, because nobody could type themselves in any more."""

    happened = N_("The operator's way in was not removed: it is the last one of this desk.")
    kept = N_("Nothing was changed.")
    to_do = N_("Add another operator first.")


@dataclass(frozen=True, slots=True)
class Opened:
    """The database key, and whose slot opened; `operator` is None for recovery and keyring."""

    key: bytes = field(repr=False)
    operator: UUID | None = None


def new_slots(
    folder: Path, operator: UUID, passphrase: str, recovery: Recipient, cost: Cost | None = None
) -> Opened:
    """Draw a new database key and keep it in an operator slot and a recovery slot.

    The recovery identity is printed and never stored. SlotsExist if the folder has a key file.
    """
    if (folder / FILE).exists():
        raise SlotsExist(folder=folder.name)
    key, desk = os.urandom(KEY_BYTES), UUID(bytes=os.urandom(16), version=4)
    mine = _operator_slot(desk, key, operator, passphrase, cost)
    write_slots(folder, Slots(desk, _check(desk, key), (mine, _recovery_slot(desk, key, recovery))))
    return Opened(key, operator)


def open_with_passphrase(folder: Path, passphrase: str, operator: UUID | None = None) -> Opened:
    """Return the database key; without `operator` every operator's slot is tried in turn.

    WrongPassphrase if none opens, BadSlots if the key file is unreadable.
    """
    found = read_slots(folder)
    for slot in found.slots:
        if slot.kind is SlotKind.OPERATOR and operator in (None, slot.owner):
            key = _opened(found.desk, slot, _stretched(passphrase, slot))
            if key is not None:
                return Opened(key, slot.owner)
    raise WrongPassphrase


def open_with_recovery(folder: Path, identity: Identity) -> Opened:
    """Return the database key. WrongRecovery if the identity is not the recovery sheet's."""
    found = read_slots(folder)
    for slot in found.slots:
        if slot.kind is SlotKind.RECOVERY:
            try:
                text = identity.decrypt(slot.box)
            except NotForUs as error:
                raise WrongRecovery from error
            if text[:-KEY_BYTES] == context(found.desk, slot):
                return Opened(text[-KEY_BYTES:])
    raise BadSlots(file=FILE)


def open_with_secret(folder: Path, secret: bytes) -> Opened | None:
    """Return the database key with the secret from the OS keyring, or None if it does not fit."""
    found = read_slots(folder)
    for slot in found.slots:
        if slot.kind is SlotKind.KEYRING:
            key = _opened(found.desk, slot, secret)
            return None if key is None else Opened(key)
    return None


def add_operator(
    folder: Path, key: bytes, operator: UUID, passphrase: str, cost: Cost | None = None
) -> None:
    """Give an operator a way in, in place of the one they may have had."""
    found = _require(read_slots(folder), key)
    slot = _operator_slot(found.desk, key, operator, passphrase, cost)
    kept = (one for one in found.slots if one.owner != operator)
    write_slots(folder, replace(found, slots=(slot, *kept)))


def change_passphrase(
    folder: Path, operator: UUID, old: str, new: str, cost: Cost | None = None
) -> None:
    """Let an operator in by a new passphrase; the old one opens nothing from then on."""
    add_operator(folder, open_with_passphrase(folder, old, operator).key, operator, new, cost)


def set_recovery(folder: Path, key: bytes, recovery: Recipient) -> None:
    """Let another recovery identity open the desk, in place of the present one."""
    found = _require(read_slots(folder), key)
    slot = _recovery_slot(found.desk, key, recovery)
    write_slots(folder, replace(found, slots=(*_without(found, SlotKind.RECOVERY), slot)))


def add_secret(folder: Path, key: bytes) -> tuple[UUID, bytes]:
    """Add the slot that opens without typing.

    Returns the desk's name and the secret that the OS keyring is to keep under it.
    """
    found = _require(read_slots(folder), key)
    secret = os.urandom(KEY_BYTES)
    slot = Slot(SlotKind.KEYRING, b"")
    slot = replace(slot, box=_boxed(found.desk, slot, secret, key))
    write_slots(folder, replace(found, slots=(*_without(found, SlotKind.KEYRING), slot)))
    return found.desk, secret


def remove_secret(folder: Path) -> None:
    """Remove the slot that opens without typing; what the keyring holds then opens nothing."""
    found = read_slots(folder)
    write_slots(folder, replace(found, slots=tuple(_without(found, SlotKind.KEYRING))))


def remove(folder: Path, operator: UUID) -> None:
    """Remove an operator's way in. LastSlot if nobody else could type themselves in."""
    found = read_slots(folder)
    if set(found.operators()) <= {operator}:
        raise LastSlot
    kept = tuple(slot for slot in found.slots if slot.owner != operator)
    write_slots(folder, replace(found, slots=kept))


def _operator_slot(
    desk: UUID, key: bytes, operator: UUID, passphrase: str, cost: Cost | None
) -> Slot:
    """Encrypt the key for whoever knows the passphrase. NoPassphrase if it is empty."""
    if not passphrase.strip():
        raise NoPassphrase
    salt = os.urandom(SALT_BYTES)
    slot = Slot(SlotKind.OPERATOR, b"", operator, salt, cost or Cost())
    return replace(slot, box=_boxed(desk, slot, _stretched(passphrase, slot), key))


def _recovery_slot(desk: UUID, key: bytes, recovery: Recipient) -> Slot:
    """Encrypt the key for the recovery identity; age binds no context, so it stands inside."""
    slot = Slot(SlotKind.RECOVERY, b"")
    return replace(slot, box=encrypt_to((recovery,), context(desk, slot) + key))


def _stretched(passphrase: str, slot: Slot) -> bytes:
    """Return the key that a passphrase gives; full-width letters are the same to a clerk (NFKC)."""
    cost = slot.cost or Cost()
    return hash_secret_raw(
        unicodedata.normalize("NFKC", passphrase).encode(),
        slot.salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _boxed(desk: UUID, slot: Slot, wrapping: bytes, key: bytes) -> bytes:
    """Encrypt the key so that it opens only in this slot of this desk (RFC 8439)."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + ChaCha20Poly1305(wrapping).encrypt(nonce, key, context(desk, slot))


def _opened(desk: UUID, slot: Slot, wrapping: bytes) -> bytes | None:
    """Return the key in a slot, or None if the wrapping key is not the slot's."""
    nonce, box = slot.box[:NONCE_BYTES], slot.box[NONCE_BYTES:]
    try:
        return ChaCha20Poly1305(wrapping).decrypt(nonce, box, context(desk, slot))
    except (InvalidTag, ValueError):
        return None


def _check(desk: UUID, key: bytes) -> bytes:
    """Return a value by which a key is known to be this desk's."""
    return hmac.digest(key, b"md1-slots" + desk.bytes, "sha256")


def _require(slots: Slots, key: bytes) -> Slots:
    """Return the slots if the key is theirs. BadKey if not: no slot may hold a wrong key."""
    if not hmac.compare_digest(slots.check, _check(slots.desk, key)):
        raise BadKey
    return slots


def _without(slots: Slots, kind: SlotKind) -> Iterable[Slot]:
    """Return the slots of other kinds."""
    return (slot for slot in slots.slots if slot.kind is not kind)
