"""Forwarding: bundles of colleagues that the centre does not have are carried to it.

A laptop keeps what it has read, as it came. So an office of which one laptop reaches the centre
needs no other, and where the centre and the author have both lost something, it comes back.
"""

from mediatordesk.core.purges import Purge
from mediatordesk.store import Segment
from mediatordesk.sync.bundles.bundle import Bundle, checked
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.logs import read_log
from mediatordesk.sync.bundles.names import FORKS, folder_of
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.mailbox import Mailbox
from mediatordesk.sync.mailbox.folder import FolderMailbox

RECEIVED = "received"
"""The folder in the desk's where bundles of others are kept; whoever loses it loses a second copy
only, so nothing is forced to the disk."""

PURGES = "sync/purges"
"""Under this name the desk remembers how many purges the bundles of others were looked through for.
"""


def keep_received(line: Line, name: str, data: bytes) -> None:
    """Keep a bundle as it came; where the disk refuses, it is not kept."""
    path = line.folder / RECEIVED / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_bytes(data)
    except OSError:
        return


def holds_purged(line: Line, segment: Segment) -> bool:
    """Tell whether a run of changes holds one that was erased by law since."""
    last = segment.seq0 + len(segment.changes) - 1
    dots = (dot for purge in line.store.all(Purge) for dot in purge.dots)
    return any(dot.replica == segment.replica and segment.seq0 <= dot.seq <= last for dot in dots)


def forget_received(line: Line) -> None:
    """Remove bundles of others that hold what was purged; looked through after each new purge."""
    kept, purges = FolderMailbox(line.folder / RECEIVED), line.store.all(Purge)
    count = len(purges).to_bytes(4, "big")
    if not purges or line.store.recall(PURGES) == count or not kept.folder.is_dir():
        return
    of = {dot.replica.hex() for purge in purges for dot in purge.dots}
    for name in [one for one in kept.names() if one.split("/")[2] in of]:
        if _holds(line, kept, name):
            (kept.folder / name).unlink()
    line.store.remember(PURGES, count)


def _holds(line: Line, kept: FolderMailbox, name: str) -> bool:
    """Tell whether a kept bundle holds what was purged, or cannot be read any more."""
    try:
        log = read_log(checked(kept.get(name) or b"", line.key_of), line.identities)
    except BadBundle:
        return True
    return holds_purged(line, log.segment)


def forward(line: Line, mailbox: Mailbox) -> list[str]:
    """Put what the centre lacks of others' work, and of its own notices; return what was put."""
    kept, ack = FolderMailbox(line.folder / RECEIVED), line.memory.ack()
    if ack is None or not kept.folder.is_dir():
        return []
    said = {one.replica: one.applied for one in ack.replicas}
    here, office = line.store.known(), folder_of(line.grant.office)
    behind = [one for one in here if here[one] > said.get(one, 0) and one not in _own(line)]
    names = list(kept.names(f"{office}/{FORKS}")[-1:])
    for replica in behind:
        under = kept.names(f"{office}/{replica.hex()}")
        names += [name for name in under if _last(line, kept, name) > said.get(replica, 0)]
    put = list[str]()
    for name in names:
        bundle = Bundle(name, kept.get(name) or b"")
        if bundle.data and not mailbox.has(bundle):
            mailbox.put(bundle)
            put.append(name)
    return put


def _own(line: Line) -> set[bytes]:
    """Return the replicas that we send ourselves: all that stands of them was written here."""
    store, known = line.store, line.store.known()
    return {one for one in store.own_replicas() if store.last_written(one) >= known[one]}


def _last(line: Line, kept: FolderMailbox, name: str) -> int:
    """Return the newest change in a kept bundle; 0 if it is not whole."""
    try:
        return read_log(checked(kept.get(name) or b"", line.key_of), line.identities).last
    except BadBundle:
        return 0
