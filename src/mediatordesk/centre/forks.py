"""Forks at the centre: of two histories of one replica, the one that was taken over first stands.

The other one is taken over under the name of its branch; its bundles are kept as they came.
"""

import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from mediatordesk.centre.databases import OfficeDatabase
from mediatordesk.core.changes import head_after
from mediatordesk.core.encoding import decode, encode
from mediatordesk.store import Segment
from mediatordesk.sync.bundles.forks import ForkAt, is_other_history
from mediatordesk.sync.delivery.other_histories import in_branch

FOUND = "forks/found"
"""Under this name an office's database remembers the forks that were seen, in their order."""


@dataclass(frozen=True, slots=True)
class OfficeForks:
    """The forks of an office, as its database remembers them."""

    store: OfficeDatabase

    def found(self) -> tuple[ForkAt, ...]:
        """Return the forks in the order in which they were seen."""
        value = self.store.recall(FOUND)
        return tuple(_forks(value)) if value else ()

    def is_other(self, segment: Segment) -> bool:
        """Tell whether a run of changes belongs to a history that does not stand."""
        return is_other_history(segment, self.found())

    def branch_of(self, segment: Segment) -> Segment | None:
        """Return a run of changes that does not stand as it stands in its branch, if known."""
        return in_branch(segment, self.found(), self.store.recall, self.store.head_at)

    def see(self, segment: Segment) -> None:
        """Note where a run of changes parts from the history that stands.

        If it has parted before, its earlier bundles tell where: the device sends them too.
        """
        replica, before = segment.replica, segment.seq0 - 1
        if self.store.head_at(replica, before) != segment.prev_head:
            return
        leaves = [change.leaf for change in segment.changes]
        heads = list(accumulate(leaves, _next, initial=segment.prev_head))
        place = bisect.bisect_left(
            range(len(heads)), 1, key=lambda one: self._differs(replica, before + one, heads[one])
        )
        head = self.store.head_at(replica, before + place)
        if head is not None:
            self.note(ForkAt(replica, before + place, head))

    def note(self, fork: ForkAt) -> None:
        """Remember a fork, unless it is known."""
        found = self.found()
        if fork not in found:
            items = [[one.replica, one.first, one.head] for one in (*found, fork)]
            self.store.remember(FOUND, encode(items))

    def _differs(self, replica: bytes, seq: int, head: bytes) -> int:
        return int(self.store.head_at(replica, seq) != head)


def _next(head: bytes, leaf: bytes) -> bytes:
    return head_after(head, (leaf,))


def _forks(value: bytes) -> Iterator[ForkAt]:
    content = decode(value)
    for item in content if isinstance(content, list) else []:
        match item:
            case [bytes(replica), int(first), bytes(head)]:
                yield ForkAt(replica, first, head)
