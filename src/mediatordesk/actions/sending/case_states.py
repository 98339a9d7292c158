"""How far each case has come: saved, on its way, received, applied, safe.

A case is as far as the change of it that is least far, whoever of the office wrote it. Nothing is
noted for it: it follows from the log and the centre's newest word.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.enrolment import grant_of, line_of
from mediatordesk.store.case_dots import newest_by_case
from mediatordesk.sync.bundles.acks import ReplicaAck
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.delivery.outbox import State

ORDER = tuple(State)


def case_states(desk: Desk, cases: Collection[UUID] | None = None) -> Mapping[UUID, State]:
    """Return how far cases have come, by default all; a desk without a centre has only saved."""
    newest = newest_by_case(desk.store, cases)
    if grant_of(desk) is None:
        return dict.fromkeys(newest, State.SAVED)
    judge = _Judge(line_of(desk))
    return {
        case: min((judge.state(*one) for one in seqs.items()), key=ORDER.index)
        for case, seqs in newest.items()
    }


def count_states(desk: Desk) -> Mapping[State, int]:
    """Return how many cases have come how far."""
    counted = Counter(case_states(desk).values())
    return {state: counted[state] for state in State}


class _Judge:
    """Says how far a change has come, with everything it needs read once."""

    def __init__(self, line: Line) -> None:
        self._ack = line.memory.ack()
        self._own = frozenset(line.store.own_replicas())
        self._placed: dict[bytes, int] = {}
        for cut in line.memory.cuts():
            if cut.placed:
                replica = bytes.fromhex(cut.name.split("/")[2])
                self._placed[replica] = max(cut.last, self._placed.get(replica, 0))

    def state(self, replica: bytes, seq: int) -> State:
        """Return how far a replica's changes up to one have come.

        What colleagues wrote has left their computer: it came here.
        """
        said = self._ack.of(replica) if self._ack else None
        if said is not None and seq <= said.applied:
            return State.SAFE if seq <= said.safe else State.APPLIED
        if said is not None and seq <= said.received and not _has_gap(said, seq):
            return State.RECEIVED
        left = replica not in self._own or seq <= self._placed.get(replica, 0)
        return State.ON_ITS_WAY if left else State.SAVED


def _has_gap(said: ReplicaAck, seq: int) -> bool:
    """Tell whether the centre misses a change up to one."""
    return any(first <= seq for first, _last in said.missing)
