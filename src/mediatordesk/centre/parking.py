"""Parking: how much may wait at the centre of one replica, until what comes before it is here.

A device that floods the centre fills its own room only. What finds none stays in the mailbox, is
not answered, and is taken another day; what closes the gap is always let in.
"""

from collections import Counter
from dataclasses import dataclass, field

from mediatordesk.centre.databases.marks import Fate
from mediatordesk.centre.ledger import Ledger
from mediatordesk.sync.bundles.bundle import Checked, Kind
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.logs import read_log

MAX_PARKED = 10_000
"""Bundles of one replica."""
MAX_PARKED_BYTES = 2 << 30


@dataclass
class Parking:
    """The room for what waits, during one visit to a mailbox."""

    ledger: Ledger
    bundles: Counter[bytes] = field(default_factory=Counter)
    size: Counter[bytes] = field(default_factory=Counter)
    known: dict[bytes, int] = field(default_factory=dict)

    @classmethod
    def of(cls, ledger: Ledger) -> "Parking":
        """Return how much waits now."""
        marks = [mark for _, mark in ledger.store.marked(Fate.PARKED)]
        bundles = Counter(mark.replica for mark in marks)
        size = Counter({one: ledger.parked_bytes(one) for one in bundles})
        for replica, _ in ledger.store.remembered("parked/"):
            if bytes.fromhex(replica) not in bundles and ledger.parked_bytes(
                bytes.fromhex(replica)
            ):
                ledger.count_parked(bytes.fromhex(replica), 0)  # nothing of it waits any more
        return cls(ledger, bundles, size, ledger.store.known())

    def has_room(self, bundle: Checked) -> bool:
        """Tell whether a bundle may come in, and count it; parts of files are not counted."""
        header = bundle.header
        if header.kind is not Kind.LOG:
            return True
        replica, size = header.replica, header.length
        full = self.bundles[replica] >= MAX_PARKED or self.size[replica] + size > MAX_PARKED_BYTES
        if full and not self._closes_gap(bundle):
            return False
        if self.bundles[replica]:  # as long as nothing waits, what comes is taken over at once
            self.bundles[replica] += 1
            self.size[replica] += size
        return True

    def _closes_gap(self, bundle: Checked) -> bool:
        """Tell whether a log is the next one of its replica."""
        try:
            segment = read_log(bundle, self.ledger.identities).segment
        except BadBundle:
            return True  # let it be named, with its reason
        return segment.seq0 <= self.known.get(segment.replica, 0) + 1
