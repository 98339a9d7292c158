"""What one device may ask of a front, and how long it may take: so that the others are served."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from mediatordesk.sync.bundles.bundle import MAX_BUNDLE


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a front; times in seconds, sizes in bytes.

    A device has an allowance of requests and of bytes that fills up again evenly: a laptop that
    comes back from a month without network sends all of it at once, and nobody sends for ever.
    """

    connections: int = 4096
    handshake: float = 10.0
    head: float = 10.0
    """For the head of a request, and for a bundle's own head in its body."""
    slowest: int = 2048
    """Bytes a second that an honest line brings at least."""
    idle: int = 15
    bundle: int = MAX_BUNDLE
    request: int = 16 << 10
    """A request for enrolment."""
    at_once: int = 128 << 20
    """Of all bodies that are on their way."""
    requests: int = 5000
    requests_again: float = 5.0
    volume: int = 4 << 30
    volume_again: float = 100_000.0
    room: int = 256 << 20
    """What the disk must have left after a bundle is taken."""
    strangers: int = 60
    strangers_again: float = 1.0
    """Requests of somebody who need not prove who he is: enrolment and time."""
    waiting: int = 1000
    """Requests for enrolment that wait for an answer."""


@dataclass(slots=True)
class _Allowance:
    left: float
    at: float


@dataclass(slots=True)
class Allowances:
    """How much is left to each of those who ask; whoever was not heard for long is forgotten."""

    most: float
    again: float
    clock: Callable[[], float] = time.monotonic
    known: int = 20_000
    _of: OrderedDict[object, _Allowance] = field(default_factory=OrderedDict)

    def wait(self, who: object, amount: float = 1.0) -> float:
        """Take an amount from somebody's allowance; else return in how many seconds to ask."""
        now = self.clock()
        before = self._of.pop(who, None) or _Allowance(self.most, now)
        left = min(self.most, before.left + (now - before.at) * self.again)
        enough = amount <= left
        self._of[who] = _Allowance(left - amount if enough else left, now)
        while len(self._of) > self.known:
            self._of.popitem(last=False)
        return 0.0 if enough else (amount - left) / self.again
