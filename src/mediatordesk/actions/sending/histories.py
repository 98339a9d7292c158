"""What a desk does when its centre knows another history of it: both are kept, and work goes on.

Its disk was set back whole, tide mark included, or copied (docs/adr/0016-forks.md). It needs no
person for that; a person is told in one line.
"""

import os
from dataclasses import dataclass
from uuid import UUID

from mediatordesk.actions.desks.tides import Beginning, Tides, begin_epoch, begin_mark
from mediatordesk.actions.sending.second_copies import leave_shared_name
from mediatordesk.core.epochs import EPOCH_WORDS, Epoch, EpochReason
from mediatordesk.core.offices import Operator
from mediatordesk.core.texts import _
from mediatordesk.keys.identities import replica_of
from mediatordesk.store import Fresh
from mediatordesk.sync.delivery.histories import held_here, is_set_back
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.mailbox import Mailbox


@dataclass(frozen=True, slots=True)
class Settled:
    """What was put in order: names of the histories that were branched off, and an epoch begun."""

    branches: tuple[bytes, ...] = ()
    epoch: Epoch | None = None

    @property
    def line(self) -> str:
        """Return in one line what a person should know; nothing if nothing happened."""
        return _(EPOCH_WORDS[EpochReason.OTHER_HISTORY]) if self.epoch else ""


def settle(line: Line, mailbox: Mailbox, tides: Tides, operator: UUID | None = None) -> Settled:
    """Put the desk's history in order with what its centre says of it; after its word was heard.

    Each step is one transaction: whoever is interrupted finds the same to do again. The operator is
    the desk's first one where nobody sits at it.
    """
    operator, notice = operator or line.store.all(Operator)[0].id, line.memory.forks()
    branches, epoch = list[bytes](), None
    leave_shared_name(line, tides, operator)
    for replica, first in held_here(line.store, notice.found if notice else ()):
        fresh = None
        if replica == line.store.head().replica:
            epoch = _epoch(line)
            fresh = Fresh(replica_of(line.device.id, os.urandom(8)), epoch, operator)
        branches.append(line.store.branch_off(replica, first, fresh))
        line.memory.read_again()
    if epoch is None and is_set_back(line, mailbox):
        beginning = Beginning(EpochReason.OTHER_HISTORY, None)
        epoch = begin_epoch(
            line.store, beginning, device=line.device.id, operator=operator, clock=line.clock
        )
    if epoch is not None and tides.mark is not None:
        begin_mark(line.store, tides.mark, line.folder)
    return Settled(tuple(branches), epoch)


def _epoch(line: Line) -> Epoch:
    """Return why a new epoch begins, and where the old one stood."""
    before = line.store.head()
    return Epoch(
        previous=before.replica,
        previous_seq=before.seq,
        previous_head=before.head,
        reason=EpochReason.OTHER_HISTORY,
        started_at=line.clock.now(),
    )
