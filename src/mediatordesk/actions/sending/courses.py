"""When a mailbox is visited: after a save, for the centre's answer, after a failure, or just so."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mediatordesk.actions.sending.backoff import JITTER, BackOff
from mediatordesk.actions.sending.mailboxes import MailboxPlace
from mediatordesk.actions.sending.seen import Written
from mediatordesk.actions.sending.visits import Visit
from mediatordesk.core.errors import DeskError
from mediatordesk.sync.mailbox.allowance import Allowance

LOCAL = 10.0
"""Seconds between two looks into a folder or at a stick; they cost no request."""
SETTLE = 20.0
"""Seconds after a change was noticed before it is sent: others mostly follow it."""
BETWEEN = 60.0
"""Seconds between two visits to a server because of own changes."""
ANSWER = 60.0
"""Seconds until a server is first asked for the centre's answer; then twice as many each time."""
IDLE = 15 * 60.0
"""Seconds between two questions to a server when everything is done."""


@dataclass(slots=True)
class Course:
    """What the loop knows of one mailbox; times are seconds of the driver's steady clock."""

    place: MailboxPlace
    due: float
    back_off: BackOff
    allowance: Allowance
    reached: datetime | None = None
    failed: DeskError | None = None
    written: Written = ()
    """How far this desk had written when it had done everything here."""
    next_try: datetime | None = None
    """When it is visited next, by the clock on the wall."""
    _next_try_of: float | None = None
    _ended: float | None = None
    _unanswered: int = 0

    def notice(self, written: Written, now: float) -> None:
        """Be due soon if something was saved that is not here; a failing mailbox has its time."""
        if self.failed is not None or written == self.written:
            return
        soon = now + SETTLE
        if self._ended is not None and not self.place.is_local:
            soon = max(soon, self._ended + BETWEEN)
        self.due = min(self.due, soon)

    def succeeded(self, now: float, visit: Visit, *, written: Written, unsent: int) -> None:
        """Note that everything was done here, and when to look again."""
        self.failed, self.reached = None, visit.line.clock.now()
        self._ended, self.written = now, written
        self.back_off.succeeded()
        self._unanswered = 0 if visit.has_sent or not unsent else self._unanswered + 1
        wait = min(ANSWER * 2.0**self._unanswered, IDLE) if unsent else IDLE
        self.due = now + self._spread(LOCAL if self.place.is_local else wait)

    def broke_off(self, now: float, error: DeskError, *, did_something: bool) -> None:
        """Note why a visit could not be ended, and when to try again."""
        if did_something:  # the line is bad and not gone: the rest goes at once
            self.back_off.succeeded()
        self.failed = error
        self.due = now + self.back_off.failed(error)

    def wake(self, now: float) -> None:
        """Be due now: a person asks."""
        self.due = now

    def tell_time(self, now: float, wall: datetime) -> None:
        """Let `next_try` say when this is due; it changes only with it."""
        if self._next_try_of != self.due:
            self._next_try_of = self.due
            self.next_try = wall + timedelta(seconds=max(0.0, self.due - now))

    def _spread(self, wait: float) -> float:
        return wait * self.back_off.chance(1 - JITTER, 1 + JITTER)
