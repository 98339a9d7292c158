"""Other histories: a run of changes that does not stand is taken over under its branch's name.

All follows from the bundle itself, so it does not matter who does it: the device whose history it
is, a colleague, or the centre. Where the device has lost it, it survives all the same.
"""

from collections.abc import Callable, Iterable

from mediatordesk.core.changes import GENESIS, head_after
from mediatordesk.core.encoding import decode, encode
from mediatordesk.store import Segment
from mediatordesk.store.branches import branch_of, continued
from mediatordesk.store.register import Register
from mediatordesk.sync.bundles.forks import ForkAt, head_in

Recall = Callable[[str], bytes | None]
HeadAt = Callable[[bytes, int], bytes | None]


def in_branch(
    segment: Segment, found: Iterable[ForkAt], recall: Recall, head_at: HeadAt
) -> Segment | None:
    """Return a run of changes that does not stand as it stands in its branch.

    None if it is not known where it parts, because what comes before it is missing.
    """
    register, seq0 = Register.current(), segment.seq0
    for fork in found:
        inside = seq0 <= fork.first < seq0 + len(segment.changes)
        if fork.replica == segment.replica and inside:
            if head_in(segment, fork.first) == fork.head:
                return None
            tail = segment.changes[fork.first - seq0 :]
            branch = branch_of(segment.replica, fork.first, tail, register)
            leaves = [one.leaf for one in branch.changes]
            return Segment(
                branch.replica, 1, GENESIS, head_after(GENESIS, leaves), b"", branch.changes
            )
    return _continued(segment, recall, head_at)


def _continued(segment: Segment, recall: Recall, head_at: HeadAt) -> Segment | None:
    """Return a run that goes on where a branch has come to."""
    value = recall(_key(segment.prev_head))
    match decode(value) if value else None:
        case [bytes(branch), int(first)]:
            place = segment.seq0 - first + 1
            before = head_at(branch, place - 1)
        case _:
            return None
    if before is None:
        return None
    run = segment.seq0, segment.changes
    changes = continued(segment.replica, first, branch, run, Register.current())
    head = head_after(before, [one.leaf for one in changes])
    return Segment(branch, place, before, head, b"", changes)


def taken(segment: Segment, branch: Segment) -> tuple[str, bytes]:
    """Return what is to be remembered of a run that was taken over, so that the next one follows.

    It is the head of the chain there, in the history that does not stand.
    """
    last = segment.seq0 + len(segment.changes) - 1
    first = last - (branch.seq0 + len(branch.changes) - 1) + 1
    return _key(segment.head), encode([branch.replica, first])


def _key(head: bytes) -> str:
    return f"sync/other/{head.hex()}"
