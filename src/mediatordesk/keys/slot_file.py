"""keys.json: the file in which a desk's slots are kept, and what stands in a slot.

A slot holds the desk's random 32-byte database key, encrypted for one way in. The file is replaced
in one step, so at any moment one whole version of it lies in the folder. No names stand in it.
"""

import base64
import json
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from mediatordesk.core.encoding import encode
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.keys.durable import write_durably

FILE = "keys.json"
FORMAT = "mediatordesk-keys-1"
SALT_BYTES = 16
MAX_FILE = 1 << 20
"""Bytes that are read at most."""


class BadSlots(DeskError):
    """keys.json is absent, damaged, or of a kind this program does not know."""

    happened = N_("The desk's key file {file} is missing or damaged.")
    kept = N_("The database beside it is unchanged.")
    to_do = N_("Put back keys.json from the newest backup of this desk.")


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
    """One way in. `owner` is the operator of an operator slot; `box` holds the encrypted key."""

    kind: SlotKind
    box: bytes = field(repr=False)
    owner: UUID | None = None
    salt: bytes = b""
    cost: Cost | None = None


@dataclass(frozen=True, slots=True)
class Slots:
    """All ways into one desk. `desk` is a random name that binds them to it."""

    desk: UUID
    check: bytes
    slots: tuple[Slot, ...]

    def operators(self) -> tuple[UUID, ...]:
        """Return who can open the desk with a passphrase."""
        return tuple(slot.owner for slot in self.slots if slot.owner is not None)


def read_slots(folder: Path) -> Slots:
    """Read the desk's key file. BadSlots if it is absent, damaged or of an unknown kind."""
    try:
        with (folder / FILE).open("rb") as file:
            data = json.loads(file.read(MAX_FILE))
        if data["format"] != FORMAT:
            raise BadSlots(file=FILE)
        slots = tuple(_slot_from(item) for item in data["slots"])
        return Slots(UUID(data["desk"]), _bytes(data["check"]), slots)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadSlots(file=FILE) from error


def write_slots(folder: Path, slots: Slots) -> None:
    """Put a new key file in place of the old one, in one step. NotWritten if it cannot be."""
    data = {
        "format": FORMAT,
        "desk": str(slots.desk),
        "check": _text(slots.check),
        "slots": [_slot_to(slot) for slot in slots.slots],
    }
    text = json.dumps(data, indent=1, sort_keys=True)
    write_durably(folder / FILE, text.encode(), private=True)


def _slot_to(slot: Slot) -> dict[str, object]:
    """Return a slot as it stands in the file."""
    data: dict[str, object] = {"kind": slot.kind.value, "box": _text(slot.box)}
    if slot.owner is not None and slot.cost is not None:
        cost = [slot.cost.memory_kib, slot.cost.passes, slot.cost.lanes]
        data |= {"operator": str(slot.owner), "salt": _text(slot.salt), "argon2id": cost}
    return data


def _slot_from(data: dict[str, str]) -> Slot:
    """Read a slot; KeyError, TypeError or ValueError if it is none."""
    kind, box = SlotKind(data["kind"]), _bytes(data["box"])
    if kind is not SlotKind.OPERATOR:
        return Slot(kind, box)
    memory, passes, lanes = (_number(part) for part in data["argon2id"])
    salt = _bytes(data["salt"])
    if len(salt) != SALT_BYTES:
        raise ValueError
    return Slot(kind, box, UUID(data["operator"]), salt, Cost(memory, passes, lanes))


def context(desk: UUID, slot: Slot) -> bytes:
    """Return what a box is bound to: format, desk, kind, owner, salt and cost of its slot."""
    cost = slot.cost
    numbers = None if cost is None else [cost.memory_kib, cost.passes, cost.lanes]
    owner = None if slot.owner is None else slot.owner.bytes
    return encode([FORMAT, desk.bytes, slot.kind.value, owner, slot.salt, numbers])


def _text(data: bytes) -> str:
    """Return bytes as they stand in the file."""
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    """Read bytes from the file. ValueError if they are none."""
    return base64.b64decode(text, validate=True)


def _number(part: object) -> int:
    """Return a whole number. TypeError if it is none."""
    if type(part) is not int:
        raise TypeError
    return part
