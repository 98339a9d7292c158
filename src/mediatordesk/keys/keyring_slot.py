"""The slot that opens without typing: its secret lies in the keyring of the operating system.

It belongs to one operator and never stands alone. The secret is laid into the keyring first and
the slot is written then; a secret without a slot opens nothing.
"""

import os
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

from mediatordesk.core.desk_events import DeskEventKind
from mediatordesk.keys import slot_boxes
from mediatordesk.keys.identities import Identity
from mediatordesk.keys.keyring import forget_secret, keep_secret, recall_secret
from mediatordesk.keys.slot_boxes import KEY_BYTES, Content
from mediatordesk.keys.slot_file import Slot, SlotKind, Slots, changing, read_slots, write_slots
from mediatordesk.keys.slots import Opened, WrongPassphrase, require_key


def keyring_owner(folder: Path) -> UUID | None:
    """Return whose slot opens without typing, if there is one. BadSlots."""
    slots = read_slots(folder).of_kind(SlotKind.KEYRING)
    return slots[0].owner if slots else None


def open_with_keyring(folder: Path) -> Opened | None:
    """Return the database key with the secret from the OS keyring.

    None if there is no such slot, no keyring, or the secret is another user's: then the passphrase
    is asked for.
    """
    found = read_slots(folder)
    if not found.of_kind(SlotKind.KEYRING):
        return None
    secret = recall_secret(found.desk)
    return None if secret is None else open_with_secret(folder, secret)


def open_with_secret(folder: Path, secret: bytes) -> Opened | None:
    """Return the database key with a secret, or None if it does not fit."""
    found = read_slots(folder)
    for slot in found.of_kind(SlotKind.KEYRING):
        content = slot_boxes.opened(found.desk, slot, secret)
        if content is not None:
            return Opened(content.key, slot.owner, content.identity)
    return None


def turn_on(folder: Path, key: bytes, operator: UUID, identity: Identity | None) -> UUID | None:
    """Let an operator in without typing; returns the name of the event.

    NoKeyring if this computer has no password store that encrypts. WrongPassphrase if the operator
    has no passphrase here: this slot never stands alone.
    """
    secret = os.urandom(KEY_BYTES)
    keep_secret(read_slots(folder).desk, secret)
    return add_secret(folder, key, operator, secret, identity)


def add_secret(
    folder: Path, key: bytes, operator: UUID, secret: bytes, identity: Identity | None = None
) -> UUID | None:
    """Add the slot that a secret opens, in place of the one there was; returns the event's name."""
    with changing(folder) as found:
        require_key(found, key)
        if found.of_operator(operator) is None:
            raise WrongPassphrase
        slot = Slot(SlotKind.KEYRING, b"", operator)
        slot = replace(slot, id=uuid4(), event=DeskEventKind.KEYRING_SLOT_ADDED)
        slot = slot_boxes.filled(found.desk, slot, secret, Content(key, identity))
        write_slots(folder, replace(found, slots=(*_without(found), slot)))
        return slot.id


def turn_off(folder: Path) -> None:
    """Remove the slot; what the keyring holds then opens nothing, and is deleted if it answers."""
    with changing(folder) as found:
        if found.of_kind(SlotKind.KEYRING):
            write_slots(folder, replace(found, slots=_without(found)))
    forget_secret(found.desk)


def _without(found: Slots) -> tuple[Slot, ...]:
    """Return the slots of other kinds."""
    return tuple(slot for slot in found.slots if slot.kind is not SlotKind.KEYRING)
