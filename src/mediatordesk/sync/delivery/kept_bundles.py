"""Our own bundles, which stay on this computer for good: what is sent again is the same bytes."""

import hashlib
from collections.abc import Sequence

from mediatordesk.store import Segment
from mediatordesk.sync.bundles.logs import unpack_log
from mediatordesk.sync.bundles.names import folder_of, number_in
from mediatordesk.sync.delivery.forwarding import forget_received
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.delivery.memory import Cut
from mediatordesk.sync.mailbox.folder import FolderMailbox

KEPT = "bundles"
"""The folder in the desk's where its own bundles stay for good: a re-send is the same bytes."""


def kept_bundles(line: Line) -> FolderMailbox:
    """Return where our own bundles stay."""
    kept = FolderMailbox(line.folder / KEPT)
    kept.folder.mkdir(parents=True, exist_ok=True)
    return kept


def cuts_of(line: Line, replica: bytes) -> list[Cut]:
    """Return the bundles of one of our replicas, which their names say; the oldest first."""
    return [cut for cut in line.memory.cuts() if cut.name.split("/")[2] == replica.hex()]


def forget_purged(line: Line) -> int:
    """Remove own bundles that still hold what was purged since; return how many.

    Where the centre needs one, it is made again without that, under a name of its own.
    """
    forget_received(line)
    purged, folder = line.store.purged_segments(), line.folder / KEPT
    kept, of = FolderMailbox(folder), {replica.hex() for replica, _ in purged}
    names = [name for name in kept.names() if name.split("/")[2] in of] if purged else []
    gone = [name for name in names if _holds(line, kept.get(name), purged)]
    for name in gone:  # the cut stays remembered: its number is never given again
        (folder / name).unlink()
    return len(gone)


def find_again(line: Line, segments: Sequence[Segment]) -> None:
    """Remember the kept bundles of changes that the centre had, and has not any more.

    It was restored from a backup; to send them again is to send the same bytes.
    """
    cuts, kept = line.memory.cuts(), kept_bundles(line)
    known = {(cut.name.split("/")[2], cut.seq0) for cut in cuts}
    newest = {cut.name.split("/")[2]: cut.last for cut in cuts}
    of = [(one.replica.hex(), one.seq0) for one in segments]
    again = {name for name, seq0 in of if (name, seq0) not in known and seq0 < newest.get(name, 0)}
    for replica in sorted(again):
        names = {cut.name for cut in cuts}
        for name in kept.names(f"{folder_of(line.grant.office)}/{replica}"):
            data = kept.get(name) if name not in names else None
            if data is not None:
                log = unpack_log(data, line.key_of, line.identities)
                digest, seq0 = hashlib.sha256(data).digest(), log.segment.seq0
                cuts += (Cut(number_in(name), seq0, log.last, name, digest, placed=True),)
    if again:
        line.memory.keep_cuts(cuts)


def _holds(line: Line, data: bytes | None, purged: frozenset[tuple[bytes, int]]) -> bool:
    """Tell whether one of our bundles was made before a change in it was purged."""
    if data is None:
        return False
    log = unpack_log(data, line.key_of, line.identities)
    return bool(log.segment.seed) and (log.segment.replica, log.segment.seq0) in purged
