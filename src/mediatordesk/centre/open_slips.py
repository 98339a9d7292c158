"""The slips that a centre has printed: each counts once, for three days, and bears five tries."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from mediatordesk.sync.membership.enrolment import Request
from mediatordesk.sync.membership.slip_refusals import (
    SlipExpired,
    SlipRefused,
    SlipTried,
    SlipUsed,
    WrongCode,
)
from mediatordesk.sync.membership.slips import DAYS, TRIES, Slip

DAY = 24 * 60 * 60 * 1000
"""Milliseconds."""


@dataclass(frozen=True, slots=True)
class OpenSlip:
    """A slip as the centre keeps it: what checks its code, not the code; and for which office.

    Without an office it is for a new one, of this code and name if they are said. `made` is in
    milliseconds since 1970; `used_by` the device that it let in.
    """

    number: str
    key: bytes = field(repr=False)
    office: UUID | None
    code: str
    name: str
    made: int
    tries: int = 0
    used_by: bytes = b""

    @classmethod
    def of(cls, slip: Slip, office: UUID | None, code: str, name: str, now: int) -> "OpenSlip":
        """Return what is kept of a slip that is printed now."""
        return cls(slip.number, slip.key, office, code, name, now)

    @property
    def until(self) -> int:
        """Return up to when it counts, in milliseconds since 1970."""
        return self.made + DAYS * DAY

    def shown(self, request: Request, now: int) -> tuple["OpenSlip", SlipRefused | None]:
        """Return the slip after a device has shown it, and why it is refused, if it is.

        The same device may show it again: an answer can be lost on its way.
        """
        if now > self.until:
            return self, SlipExpired()
        if self.tries >= TRIES:
            return self, SlipTried()
        if request.ticket is None or not request.ticket.shows(self.key):
            return replace(self, tries=self.tries + 1), WrongCode()
        if self.used_by not in (b"", request.key.device_id):
            return self, SlipUsed()
        return replace(self, used_by=request.key.device_id), None
