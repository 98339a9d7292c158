"""What the other laptops of an office have written: their bundles, read from any mailbox.

A mailbox of the office holds the very bundles that its devices made for the centre; they are
encrypted to the office too. So two laptops with a stick or a shared folder between them need no
server, and a server hands out what it was given.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from mediatordesk.core.papers import Blob
from mediatordesk.keys.identities import VerifyKey
from mediatordesk.store import Fork, Gap, Segment
from mediatordesk.store.high_water import head_at
from mediatordesk.sync.bundles.bundle import Header, checked
from mediatordesk.sync.bundles.forks import ForkAt, is_other_history
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.logs import Log, read_log
from mediatordesk.sync.bundles.names import (
    ROSTERS,
    folder_in,
    folder_of,
    is_log,
    number_in,
    short_of,
)
from mediatordesk.sync.bundles.rosters import Roster, unpack_roster
from mediatordesk.sync.delivery.fetching import fetching_parts, note_as_come
from mediatordesk.sync.delivery.forwarding import holds_purged, keep_received
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.delivery.memory import SHORT
from mediatordesk.sync.delivery.met import Met
from mediatordesk.sync.delivery.other_histories import in_branch, taken
from mediatordesk.sync.delivery.parts import take_riding
from mediatordesk.sync.delivery.steps import ended
from mediatordesk.sync.mailbox import Mailbox


def hear_roster(line: Line, mailbox: Mailbox) -> Roster | None:
    """Believe the newest roster of the office that lies in a mailbox; never an older one."""
    known = line.memory.roster()
    for name in reversed(mailbox.names(f"{folder_of(line.grant.office)}/{ROSTERS}")):
        data = mailbox.get(name)
        if data is None:
            continue
        try:
            roster = unpack_roster(data, line.grant.office, line.grant.centre, line.device)
        except BadBundle:
            continue
        if known is None or roster.version > known.version:
            line.memory.keep_roster(roster)
            return roster
        break
    return known


def hear_colleagues(line: Line, mailbox: Mailbox) -> Met:
    """Take over what the other devices of the office have left in a mailbox."""
    logs = ended(hearing_colleagues(line, mailbox, Met()), Met())
    return ended(fetching_parts(line, mailbox, logs), logs)


def hearing_colleagues(
    line: Line, mailbox: Mailbox, met: Met, replicas: Collection[str] | None = None
) -> Iterator[Met]:
    """Take over what colleagues have written; after each bundle say what was done so far.

    Only certain replicas are looked at (in hex), if it is known in which there is news.
    """
    roster = line.memory.roster()
    if roster is None:
        return
    # What we wrote under an earlier name may have gone further there than here: a disk set back.
    # Under the present one lies what a copy of this desk wrote until it heard that ours stands.
    office, forks = folder_of(roster.office), line.memory.forks()
    parted = {one.replica.hex() for one in forks.found} if forks else set[str]()
    own = {line.store.head().replica.hex()} - parted
    under = [office] if replicas is None else [f"{office}/{one}" for one in sorted(replicas)]
    names = [name for one in under for name in mailbox.names(one) if is_log(name)]
    for replica, group in groupby(names, key=lambda name: name.split("/")[2]):
        if replica not in own and len(replica) == 2 * 8:
            of_replica = _Replica(line, mailbox, roster, bytes.fromhex(replica), tuple(group))
            for so_far in of_replica.taking(met):
                yield (met := so_far)


@dataclass(frozen=True, slots=True)
class _Replica:
    """One colleague's replica, as it lies in a mailbox."""

    line: Line
    mailbox: Mailbox
    roster: Roster
    replica: bytes
    names: tuple[str, ...]

    def taking(self, met: Met) -> Iterator[Met]:
        """Take over what is new of it; what waits for something earlier is tried again after.

        The chain says what follows on what; the numbers say only what to try first.
        """
        left, before = self._due(), -1
        while left and self._here() > before:
            before = self._here()
            for place, name in enumerate(left, start=1):
                data = self.mailbox.get(name)
                if data is None:
                    continue
                met, goes_on = self._taken(name, data, replace(met, left=len(left) - place))
                yield met
                if not goes_on:
                    return
            left = self._due()

    def _due(self) -> list[str]:
        """Return the bundles that were not looked at, or for which what was missing has come."""
        following, due = self.line.store.known().get(self.replica, 0) + 1, list[str]()
        for folder, group in groupby(self.names, key=folder_in):
            waits = self.line.memory.waits_of(folder)
            due += [one for one in group if 0 != waits.get(short_of(one, SHORT), 1) <= following]
        return sorted(due, key=number_in)

    def _here(self) -> int:
        """Return how many changes are here, of all replicas."""
        return sum(self.line.store.known().values())

    def _wake(self, seq0: int) -> None:
        """Let those be tried that wait for changes of a history that does not stand."""
        for folder in {folder_in(name) for name in self.names}:
            waits = self.line.memory.waits_of(folder)
            if seq0 in waits.values():
                woken = {one: 1 if seq == seq0 else seq for one, seq in waits.items()}
                self.line.memory.keep_waits(folder, woken)

    def _note(self, name: str, waits_for: int = 0) -> None:
        """Note that a bundle was looked at, and which change must come before it."""
        waits = self.line.memory.waits_of(folder_in(name))
        waits[short_of(name, SHORT)] = waits_for
        self.line.memory.keep_waits(folder_in(name), waits)

    def _taken(self, name: str, data: bytes, met: Met) -> tuple[Met, bool]:
        """Take over one bundle; tell whether the next one can be tried."""
        try:
            log = read_log(checked(data, self._key_of), self.line.identities)
        except BadBundle as error:
            return replace(met, refused=(*met.refused, (name, error.reason))), True
        if not self._believed(data, log):
            return replace(met, waiting=(*met.waiting, self.replica)), False
        try:
            applied, aside = self._apply(log)
        except Gap:
            self._note(name, log.segment.seq0)
            return replace(met, waiting=tuple({*met.waiting, self.replica})), True
        except Fork:
            return replace(met, forks=(*met.forks, name)), True
        if not holds_purged(self.line, log.segment):
            keep_received(self.line, name, data)
        self._note(name)
        changes, quarantined = met.changes + applied, met.quarantined + aside
        return replace(met, changes=changes, quarantined=quarantined), True

    def _apply(self, log: Log) -> tuple[int, int]:
        """Take over a log; one that does not stand under its branch's name. Gap, Fork."""
        store, segment = self.line.store, log.segment
        branch = in_branch(segment, self._forks(), store.recall, partial(head_at, store))
        if branch is None and self.replica == store.head().replica:
            return self._of_ours(segment)
        if branch is None and is_other_history(segment, self._forks()):
            raise Fork
        taken_as = branch or segment
        done = store.apply(taken_as.replica, taken_as.prev_head, taken_as.seq0, taken_as.changes)
        if branch is not None:
            store.remember(*taken(segment, branch))
            self._wake(log.last + 1)
        take_riding(log, partial(self.line.store.get, Blob), self.line.blobs)
        note_as_come(self.line, map(self.line.blobs.name_of, log.inline))
        return done.applied, len(done.quarantined)

    def _of_ours(self, segment: Segment) -> tuple[int, int]:
        """Take nothing over of what this desk wrote itself. Fork if it is not ours."""
        last = segment.seq0 + len(segment.changes) - 1
        if head_at(self.line.store, self.replica, last) != segment.head:
            raise Fork
        return 0, 0

    def _forks(self) -> tuple[ForkAt, ...]:
        known = self.line.memory.forks()
        return known.found if known else ()

    def _key_of(self, header: Header) -> VerifyKey | None:
        """Return the key of a header's device; a replica is the device's that used it first."""
        device = self.roster.device(header.device)
        owner = self.line.memory.owner_of(header.replica)
        if device is None or header.replica != self.replica:
            return None
        return device.key if self.roster.speaks_for(header.device, owner) else None

    def _believed(self, data: bytes, log: Log) -> bool:
        """Tell whether the office's roster lets the device say so much, and note whose it is."""
        header = checked(data, self._key_of).header
        device = self.roster.device(header.device)
        if device is None or not device.may_say(self.replica, log.last):
            return False
        self.line.memory.keep_owner(self.replica, header.device)
        return True
