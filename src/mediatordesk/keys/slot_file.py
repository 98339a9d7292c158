"""keys.json: the file in which a desk's slots are kept, and what stands in a slot.

A slot holds the desk's random 32-byte database key, encrypted for one way in. The file is replaced
in one step, so at any moment one whole version of it lies in the folder. No names stand in it but
the labels that the clerks chose.
"""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from mediatordesk.core.desk_events import DeskEventKind
from mediatordesk.core.encoding import encode
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.keys.durable import write_durably
from mediatordesk.keys.folder_lock import alone_in

FILE = "keys.json"
FORMAT = "mediatordesk-keys-2"
FORMATS = ("mediatordesk-keys-1", FORMAT)
"""Those that are read. The first had no labels, no operators' identities and no proof."""
BOUND_TO = "mediatordesk-keys-1"
"""What boxes are bound to; a box outlives the file it was first written in."""
SALT_BYTES = 16
MAX_FILE = 1 << 20
"""Bytes that are read at most."""


class BadSlots(DeskError):
    """keys.json is absent, damaged, or of a kind this program does not know."""

    happened = N_("The desk's key file {file} is missing or damaged.")
    kept = N_("The database beside it is unchanged.")
    to_do = N_("Put back keys.json from the newest backup of this desk.")


class KeysBusy(DeskError):
    """Another window holds the key file."""

    happened = N_("Another window is changing this desk's keys.")
    kept = N_("Nothing was changed.")
    to_do = N_("Wait until it has finished, then try again.")


class SlotKind(StrEnum):
    """By what a slot is opened."""

    OPERATOR = "operator"
    KEYRING = "keyring"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs (Argon2id). The default takes about a third of a second."""

    memory_kib: int = 128 * 1024
    passes: int = 3
    lanes: int = 1

    def __post_init__(self) -> None:
        least = 8 * self.lanes  # RFC 9106, 3.1
        bounds = ((self.memory_kib, least, 1 << 20), (self.passes, 1, 16), (self.lanes, 1, 16))
        if not all(low <= value <= high for value, low, high in bounds):
            raise ValueError


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in; `owner` is the operator whose it is, `box` holds the encrypted key.

    What the log must say of it (`event`, `about`) stands in the slot too, so that a stop between
    slot and log is made good at the next opening; `id` is the name of that event.
    """

    kind: SlotKind
    box: bytes = field(repr=False)
    owner: UUID | None = None
    salt: bytes = b""
    cost: Cost | None = None
    label: str = ""
    """Shown before the desk is open."""
    about: bytes = b""
    """Name, post and recipient of the operator, encrypted under the database key."""
    escrow: bytes = field(default=b"", repr=False)
    """The operator's identity, encrypted to the recovery recipient `recipient`."""
    recipient: str = ""
    proof: bytes = b""
    """Of a recovery slot: that it was written by who had the database key."""
    id: UUID | None = None
    event: DeskEventKind | None = None


@dataclass(frozen=True, slots=True)
class Slots:
    """All ways into one desk. `desk` is a random name that binds them to it."""

    desk: UUID
    check: bytes
    slots: tuple[Slot, ...]

    def of_kind(self, kind: SlotKind) -> tuple[Slot, ...]:
        """Return the slots of one kind."""
        return tuple(slot for slot in self.slots if slot.kind is kind)

    def operators(self) -> tuple[UUID, ...]:
        """Return who can open the desk with a passphrase."""
        return tuple(one.owner for one in self.of_kind(SlotKind.OPERATOR) if one.owner)

    def of_operator(self, operator: UUID) -> Slot | None:
        """Return the slot that an operator's passphrase opens."""
        mine = (one for one in self.of_kind(SlotKind.OPERATOR) if one.owner == operator)
        return next(mine, None)


def read_slots(folder: Path) -> Slots:
    """Read the desk's key file. BadSlots if it is absent, damaged or of an unknown kind."""
    try:
        with (folder / FILE).open("rb") as file:
            data = json.loads(file.read(MAX_FILE))
        if data["format"] not in FORMATS:
            raise BadSlots(file=FILE)
        slots = tuple(_slot_from(item) for item in data["slots"])
        return Slots(UUID(data["desk"]), _bytes(data["check"]), slots)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadSlots(file=FILE) from error


def write_slots(folder: Path, slots: Slots) -> None:
    """Put a new key file in place of the old one, in one step. NotWritten if it cannot be.

    ValueError for slots that nobody could open by typing, or that have lost the recovery slot.
    """
    if not slots.operators() or not slots.of_kind(SlotKind.RECOVERY):
        raise ValueError("an operator slot and a recovery slot always stand")
    data = {
        "format": FORMAT,
        "desk": str(slots.desk),
        "check": _text(slots.check),
        "slots": [_slot_to(slot) for slot in slots.slots],
    }
    text = json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False)
    write_durably(folder / FILE, text.encode(), private=True)


@contextmanager
def changing(folder: Path) -> Iterator[Slots]:
    """Read the slots in order to change them, while no other process can. KeysBusy, BadSlots."""
    with alone_in(folder) as held:
        if not held:
            raise KeysBusy
        yield read_slots(folder)


def context(desk: UUID, slot: Slot) -> bytes:
    """Return what a box is bound to: format, desk, kind, owner, salt and cost of its slot."""
    cost = slot.cost
    numbers = None if cost is None else [cost.memory_kib, cost.passes, cost.lanes]
    owner = None if slot.owner is None else slot.owner.bytes
    return encode([BOUND_TO, desk.bytes, slot.kind.value, owner, slot.salt, numbers])


def _slot_to(slot: Slot) -> dict[str, object]:
    """Return a slot as it stands in the file; what it does not have is left out."""
    cost = slot.cost
    data: dict[str, object] = {
        "kind": slot.kind.value,
        "box": _text(slot.box),
        "operator": str(slot.owner or ""),
        "salt": _text(slot.salt),
        "argon2id": [cost.memory_kib, cost.passes, cost.lanes] if cost else None,
        "label": slot.label,
        "about": _text(slot.about),
        "escrow": _text(slot.escrow),
        "recipient": slot.recipient,
        "proof": _text(slot.proof),
        "id": str(slot.id or ""),
        "event": slot.event.value if slot.event else "",
    }
    return {name: content for name, content in data.items() if content}


def _slot_from(data: dict[str, Any]) -> Slot:
    """Read a slot; KeyError, TypeError or ValueError if it is none."""
    kind = SlotKind(data["kind"])
    slot = Slot(
        kind,
        _bytes(data["box"]),
        UUID(data["operator"]) if "operator" in data else None,
        label=_word(data.get("label", "")),
        about=_bytes(data.get("about", "")),
        escrow=_bytes(data.get("escrow", "")),
        recipient=_word(data.get("recipient", "")),
        proof=_bytes(data.get("proof", "")),
        id=UUID(data["id"]) if "id" in data else None,
        event=DeskEventKind(data["event"]) if "event" in data else None,
    )
    return _with_cost(slot, data) if kind is SlotKind.OPERATOR else slot


def _with_cost(slot: Slot, data: dict[str, Any]) -> Slot:
    """Read what only an operator's slot has; KeyError, TypeError or ValueError if it is not so."""
    memory, passes, lanes = (_number(part) for part in data["argon2id"])
    salt = _bytes(data["salt"])
    if len(salt) != SALT_BYTES or slot.owner is None:
        raise ValueError
    return replace(slot, salt=salt, cost=Cost(memory, passes, lanes))


def _text(data: bytes) -> str:
    """Return bytes as they stand in the file."""
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    """Read bytes from the file. ValueError if they are none."""
    return base64.b64decode(text, validate=True)


def _word(part: object) -> str:
    """Return a text. TypeError if it is none."""
    if type(part) is not str:
        raise TypeError
    return part


def _number(part: object) -> int:
    """Return a whole number. TypeError if it is none."""
    if type(part) is not int:
        raise TypeError
    return part
