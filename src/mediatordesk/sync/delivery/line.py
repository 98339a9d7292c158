"""A desk's connection to its centre and to the other laptops of its office."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.clock_trust import BUILT
from mediatordesk.keys.identities import Device, Identity, VerifyKey
from mediatordesk.store import Store
from mediatordesk.sync.bundles.blobs import BlobStore
from mediatordesk.sync.bundles.bundle import Header
from mediatordesk.sync.bundles.logs import Sender
from mediatordesk.sync.delivery.memory import Memory
from mediatordesk.sync.mailbox.callers import Caller
from mediatordesk.sync.membership.enrolment import Grant


@dataclass(frozen=True, slots=True)
class Line:
    """A desk's connection to its centre."""

    store: Store
    folder: Path
    blobs: BlobStore
    device: Device
    grant: Grant
    clock: Clock

    @property
    def memory(self) -> Memory:
        """Return what this desk remembers about the line."""
        return Memory(self.store)

    @property
    def sender(self) -> Sender:
        """Return as whom this desk sends: to the centre, and to colleagues by their newest key."""
        grant, roster = self.grant, self.memory.roster()
        if roster is None:
            return Sender(self.device, grant.office, grant.recipients, grant.roster)
        recipients = (grant.centre_recipient, roster.identity.recipient)
        return Sender(self.device, grant.office, recipients, roster.version)

    def sender_of(self, replica: bytes) -> Sender:
        """Return as whom this desk sends what it wrote under a name.

        A copy of a desk that was given keys of its own signs what is older by those of that time.
        """
        before = self.memory.former_keys().get(replica)
        return replace(self.sender, device=before) if before else self.sender

    @property
    def identities(self) -> tuple[Identity, ...]:
        """Return what reads the office's bundles: every generation of its key that is known."""
        roster = self.memory.roster()
        known = roster.identities if roster is not None else ()
        return (*known, self.grant.office_identity)

    def key_of(self, header: Header) -> VerifyKey | None:
        """Return the key of the office's device that has written a bundle, revoked or not."""
        if header.device == self.device.id:
            return self.device.signing.verify_key
        roster = self.memory.roster()
        device = roster.device(header.device) if roster else None
        return device.key if device else None


def caller_of(line: Line) -> Caller | None:
    """Return the desk of a line as it asks its centre's front; None if the grant names none."""
    front, ack = line.grant.front, line.memory.ack()
    if front is None:
        return None
    heard = datetime.fromtimestamp(ack.at / 1000, CHINA) if ack else BUILT
    floor = max(heard, BUILT)
    return Caller(line.device.signing, line.grant.office, front, line.clock, floor, line.store)
