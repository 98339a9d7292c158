"""A desk as it shows itself to the front of its centre."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from mediatordesk.core.clock import Clock
from mediatordesk.keys.identities import SigningKey
from mediatordesk.sync.membership.fronts import Front


class Notes(Protocol):
    """Where a desk keeps what it need not ask for again; the store is one."""

    def recall(self, key: str) -> bytes | None:
        """Return what was remembered under a key."""

    def remember(self, key: str, value: bytes) -> None:
        """Keep something of this computer only."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks a front: the device's key, its office, and how far its clock can be believed.

    `floor` is a time that has certainly passed: the centre's last word, or the program's date.
    """

    signing: SigningKey
    office: UUID
    front: Front
    clock: Clock
    floor: datetime
    notes: Notes
