"""The copy elsewhere: what lies in it, read back and compared, is safe; nothing else is.

Only then may a laptop ever drop a file of its own. The copy holds the bundles as they came, so a
centre can be made again from it, with its keys from the safe.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from mediatordesk.centre.inbox import Centre
from mediatordesk.centre.ledger import Ledger
from mediatordesk.core.papers import Blob
from mediatordesk.keys.durable import write_durably
from mediatordesk.sync.bundles.bundle import Bundle, checked
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.logs import read_log
from mediatordesk.sync.bundles.names import folder_of, is_log, short_of
from mediatordesk.sync.delivery.parts import files_put_in
from mediatordesk.sync.mailbox import Mailbox
from mediatordesk.sync.mailbox.folder import FolderMailbox

COPIED = "copied"
"""Under this name an office's database remembers which bundles were read back whole elsewhere."""
SHORT = 12
"""Bytes of a bundle's hash, as its name says it, by which it is remembered."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a run of copying did: bundles that are new in the copy, those proved there by now.

    `damaged` names what did not come back as it was written; `waiting` the logs whose files have
    not all arrived at the centre, so that they are not safe yet.
    """

    new: int = 0
    proved: int = 0
    damaged: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()


def copy_centre(centre: Centre, mailbox: Mailbox, *, anew: bool = False) -> Copied:
    """Copy what the archive holds to a place elsewhere, and prove it; `anew` proves all again.

    MailboxAway, NotWritten: what was proved stays so, the rest is done next time.
    """
    register, done = centre.register, Copied()
    for office in register.offices:
        with centre.ledger(office, register) as ledger:
            done = _OfficeCopy(centre, ledger, mailbox, set() if anew else _proved(ledger)).made(
                done
            )
    if isinstance(mailbox, FolderMailbox):
        # Without it nobody knows whose bundles these are; it is encrypted to the centre's key.
        name = "register.age"
        write_durably(mailbox.folder / name, (centre.folder / name).read_bytes(), private=True)
    return done


def safe_of(ledger: Ledger) -> Mapping[bytes, int]:
    """Return up to which change each replica lies in the copy elsewhere, without a gap."""
    proved, safe = _proved(ledger), dict[bytes, int]()
    marks = sorted(ledger.names_above({}), key=lambda one: (one[1].replica, one[1].seq0))
    for name, mark in marks:
        reached = safe.get(mark.replica, 0)
        if mark.seq0 <= reached + 1 and short_of(name, SHORT) in proved:
            safe[mark.replica] = max(reached, mark.last)
    return safe


@dataclass
class _OfficeCopy:
    """The copying of one office's bundles."""

    centre: Centre
    ledger: Ledger
    mailbox: Mailbox
    proved: set[bytes]
    damaged: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    new: int = 0

    def made(self, before: Copied) -> Copied:
        """Copy and prove; what is proved is remembered at the end of it, also when it breaks."""
        names = self.centre.archive.names(folder_of(self.ledger.office.id))
        try:
            for name in sorted(names, key=is_log):  # files first: logs are safe with them only
                if short_of(name, SHORT) not in self.proved:
                    self._copy(name)
        finally:
            self.ledger.store.remember(COPIED, b"".join(sorted(self.proved)))
            for replica, seq in safe_of(self.ledger).items():
                self.ledger.keep_safe(replica, seq)
        return Copied(
            before.new + self.new,
            before.proved + len(self.proved),
            (*before.damaged, *self.damaged),
            (*before.waiting, *self.waiting),
        )

    def _copy(self, name: str) -> None:
        """Copy one bundle and read it back."""
        data = self.centre.archive.get(name)
        if data is None:
            return
        bundle = Bundle(name, data)
        if not self.mailbox.has(bundle):
            self.mailbox.put(bundle)
            self.new += 1
        if self.mailbox.get(name) != data:
            self.damaged.append(name)
        elif is_log(name) and not self._has_its_files(data):
            self.waiting.append(name)
        else:
            self.proved.add(short_of(name, SHORT))

    def _has_its_files(self, data: bytes) -> bool:
        """Tell whether every part that a log names lies in the copy too."""
        try:
            log = read_log(checked(data, self.ledger.key_of), self.ledger.identities)
        except BadBundle:
            return True
        files = files_put_in(log.segment, partial(self.ledger.store.get, Blob))
        parts = [self.ledger.blobs.bundle_of(part) for blob in files for part in blob.parts]
        return all(short_of(name, SHORT) in self.proved for name in parts)


def _proved(ledger: Ledger) -> set[bytes]:
    """Return what was proved before."""
    kept = ledger.store.recall(COPIED) or b""
    return {kept[start : start + SHORT] for start in range(0, len(kept), SHORT)}
