"""How far this computer's clock can be believed; saving never waits for the answer.

A wrong clock marks the change (TimeFlag.BAD_CLOCK), so that a printed date is asked about. One that
stands far in the future is not followed besides: the desk would carry that time on for good.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mediatordesk.core.changes import CHINA, TimeFlag, tick

BUILT = datetime(2026, 11, 1, tzinfo=CHINA)
"""This version was made then: no clock that is right can stand before it. Set with each release."""
LEEWAY = timedelta(hours=24)
LIFE = timedelta(days=15 * 365)
"""No version is used so long; a clock beyond it is wrong even if no centre was ever heard."""


@dataclass(frozen=True, slots=True)
class ClockTrust:
    """What is known about the time besides the clock.

    `floor` is the latest time that has certainly passed: this version's date, or the centre's last
    signed word. `heard` is what this process' steady clock said when that word came, in seconds.
    """

    floor: datetime = BUILT
    heard: float | None = None

    def judged(
        self, now: datetime, flag: TimeFlag, last: int, steady: float
    ) -> tuple[int, TimeFlag]:
        """Return the hybrid time of a change after `last`, and how far it is to be believed.

        A time that a person typed is theirs, whatever the clock says.
        """
        at = tick(last, now)
        if flag is not TimeFlag.CLOCK:
            return at, flag
        if now > self._latest(steady):
            return max(last + 1, tick(0, self.floor)), TimeFlag.BAD_CLOCK
        went_back = at == last + 1 and tick(0, now + LEEWAY) < last
        bad = went_back or now < self.floor
        return at, TimeFlag.BAD_CLOCK if bad else TimeFlag.CLOCK

    def _latest(self, steady: float) -> datetime:
        """Return the latest time that a right clock can show."""
        if self.heard is None:
            return self.floor + LIFE
        return self.floor + timedelta(seconds=steady - self.heard) + LEEWAY
