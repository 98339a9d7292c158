"""Histories: whether what the centre holds of our log is what stands in it.

The centre's word about a replica is believed as far as it names our own head. Where it does not,
this disk was set back or copied whole; then we send from the last place that was proved, and the
answer tells which of the two histories stands (docs/adr/0016-forks.md).
"""

from collections.abc import Iterable, Iterator

from mediatordesk.core.changes import head_after
from mediatordesk.store import Store
from mediatordesk.store.high_water import head_at
from mediatordesk.sync.bundles.acks import ReplicaAck
from mediatordesk.sync.bundles.bundle import checked
from mediatordesk.sync.bundles.forks import ForkAt, unpack_forks
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.logs import Log, read_log
from mediatordesk.sync.bundles.names import FORKS, folder_of, is_log
from mediatordesk.sync.delivery.forwarding import keep_received
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.mailbox import Mailbox


def hear_forks(line: Line, mailbox: Mailbox) -> tuple[ForkAt, ...]:
    """Believe the newest notice that lies in a mailbox, never one that says less."""
    known, office = line.memory.forks(), line.grant.office
    for name in reversed(mailbox.names(f"{folder_of(office)}/{FORKS}")):
        data = mailbox.get(name)
        if data is None:
            continue
        try:
            said = unpack_forks(data, office, line.grant.centre, line.identities)
        except BadBundle:
            continue
        if known is None or said.number > known.number:
            line.memory.keep_forks(said)
            keep_received(line, name, data)
            return said.found
        break
    return known.found if known else ()


def held_here(store: Store, found: Iterable[ForkAt]) -> tuple[tuple[bytes, int], ...]:
    """Return replica and first change of each history that this desk holds and does not stand."""
    known = store.known()
    return tuple(
        (one.replica, one.first)
        for one in found
        if known.get(one.replica, 0) >= one.first
        and head_at(store, one.replica, one.first) != one.head
    )


def said_of(line: Line, replica: bytes) -> ReplicaAck | None:
    """Return what the centre says of one of our replicas, if it says it of what stands here."""
    ack = line.memory.ack()
    said = ack.of(replica) if ack else None
    return said if said is not None and _is_ours(line, said) else None


def proved(line: Line, replica: bytes) -> int:
    """Return up to which of our changes the centre was ever proved to have the very same."""
    said = said_of(line, replica)
    return said.applied if said else line.memory.proved(replica)


def doubted(line: Line) -> tuple[bytes, ...]:
    """Return those of our replicas of which the centre holds something else, or more."""
    ack = line.memory.ack()
    said = [ack.of(replica) for replica in line.store.own_replicas()] if ack else []
    return tuple(one.replica for one in said if one is not None and not _is_ours(line, one))


def keep_proofs(line: Line) -> None:
    """Remember how far the centre's newest word was proved."""
    for replica in line.store.own_replicas():
        said = said_of(line, replica)
        if said is not None:
            line.memory.keep_proved(replica, said.applied)


def known_in_common(line: Line) -> dict[bytes, int]:
    """Return our version vector, of a doubted replica only what was proved.

    So the centre sends us the rest of what it has under that name.
    """
    known = line.store.known()
    return known | {one: min(known[one], proved(line, one)) for one in doubted(line)}


def is_set_back(line: Line, mailbox: Mailbox) -> bool:
    """Tell whether our present log is the beginning only of what was written under its name.

    Either nothing here goes beyond what was proved, or the next change lies in the mailbox.
    """
    head = line.store.head()
    if head.replica not in doubted(line):
        return False
    return head.seq <= proved(line, head.replica) or any(
        _goes_on(log, head.seq, head.head) for log in _logs_of_ours(line, mailbox, head.replica)
    )


def _logs_of_ours(line: Line, mailbox: Mailbox, replica: bytes) -> Iterator[Log]:
    """Yield what lies in a mailbox under the name of a replica of ours."""
    for name in mailbox.names(f"{folder_of(line.grant.office)}/{replica.hex()}"):
        data = mailbox.get(name) if is_log(name) else None
        if data is None:
            continue
        try:
            bundle = checked(data, line.key_of)
            yield read_log(bundle, line.identities)
        except BadBundle:
            continue


def _goes_on(log: Log, seq: int, head: bytes) -> bool:
    """Tell whether a log holds the change after one of ours, and the same before it."""
    segment = log.segment
    if not segment.seq0 <= seq + 1 <= log.last:
        return False
    leaves = [change.leaf for change in segment.changes[: seq + 1 - segment.seq0]]
    return head_after(segment.prev_head, leaves) == head


def _is_ours(line: Line, said: ReplicaAck) -> bool:
    """Tell whether the centre names the head of our own chain."""
    return head_at(line.store, said.replica, said.applied) == said.head
