"""How a desk stands in its office: its letter, and whether it gives the legal numbers."""

from dataclasses import dataclass

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.sync.delivery.memory import Memory

FIRST = "A"
"""The letter of an office's first device, and of a desk that belongs to no centre."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The letter of this desk's device, and who gives numbers: `letters` of those not revoked."""

    letter: str = FIRST
    is_registrar: bool = True
    letters: tuple[str, ...] = (FIRST,)

    @property
    def took_over(self) -> bool:
        """Tell whether another device gave the office's numbers before this one."""
        return self.is_registrar and self.letter != FIRST


def standing_of(desk: Desk) -> Standing:
    """Return how a desk stands in its office, as the newest roster says that it knows."""
    roster, mine = Memory(desk.store).roster(), desk.device.id
    letter = roster.letter_of(mine) if roster else ""
    if roster is None or not letter:
        return Standing()
    letters = (roster.letter_of(one.key.device_id) for one in roster.active)
    return Standing(letter, roster.is_registrar(mine), tuple(sorted({*letters})))
