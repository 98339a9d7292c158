"""How many requests a server of other people's is asked: free ones allow few, and then refuse all.

600 in half an hour are known; half of that leaves room for the colleagues behind the same address.
"""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from mediatordesk.sync.mailbox import MailboxBusy

MOST, PERIOD = 300, 30 * 60.0
"""Requests, and the seconds in which they may be made."""


@dataclass(slots=True)
class Allowance:
    """Counts the requests to one server; `read` tells the seconds of any steady clock."""

    read: Callable[[], float] = time.monotonic
    _asked: deque[float] = field(default_factory=deque)

    def take(self, place: str) -> None:
        """Count a request that is about to be made. MailboxBusy if it has to wait."""
        now = self.read()
        while self._asked and self._asked[0] <= now - PERIOD:
            self._asked.popleft()
        if len(self._asked) >= MOST:
            raise MailboxBusy(place=place, seconds=math.ceil(self._asked[0] + PERIOD - now))
        self._asked.append(now)
