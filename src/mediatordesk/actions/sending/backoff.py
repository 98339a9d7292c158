"""When a mailbox is asked again that did not answer, or did not want to: later and later."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from mediatordesk.core.errors import DeskError
from mediatordesk.sync.mailbox import MailboxAway, MailboxBusy, MailboxOdd, MailboxRefused

AWAY_FIRST, AWAY_MOST = 5.0, 25.0
"""Seconds. Nobody is burdened by a line that is down, and its return is to be noticed within 60."""
REFUSED_FIRST, REFUSED_MOST = 60.0, 30 * 60.0
"""Seconds, for a server that answers and is busy, full, or not itself."""
JITTER = 0.2
"""So that a thousand laptops do not come back in the same second."""

Chance = Callable[[float, float], float]


@dataclass(slots=True)
class BackOff:
    """How often a mailbox failed one time after another. `chance` gives a number between two."""

    chance: Chance = random.uniform
    failures: int = 0

    def succeeded(self) -> None:
        """Begin anew: it did what was asked, or at least a part of it."""
        self.failures = 0

    def failed(self, error: DeskError) -> float:
        """Count a failure and return after how many seconds the mailbox is asked again."""
        first, most = (AWAY_FIRST, AWAY_MOST) if is_away(error) else (REFUSED_FIRST, REFUSED_MOST)
        wait = min(first * 2.0 ** min(self.failures, 16), most)
        self.failures += 1
        spread = wait * self.chance(1 - JITTER, 1 + JITTER)
        told = error.seconds if isinstance(error, MailboxBusy) else 0
        return max(float(told), min(spread, most))


def is_away(error: DeskError) -> bool:
    """Tell whether nothing answered at all: no line, no stick, no network drive."""
    speaks = (MailboxBusy, MailboxOdd, MailboxRefused)
    return isinstance(error, MailboxAway) and not isinstance(error, speaks)


def is_calm(error: DeskError) -> bool:
    """Tell whether an error passes by itself: no person has anything to do for it."""
    return isinstance(error, MailboxAway) and not isinstance(error, MailboxRefused)
