"""A centre: it collects bundles from mailboxes, takes them over, and answers.

centre.key      its keys            raw/v1/…        every bundle it received or wrote: the truth
register.age    offices, devices    offices/<id>/   an office's database and parts of files
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from mediatordesk.centre.answers import begin_epoch, newest_answer
from mediatordesk.centre.ledger import Fate, Ledger, Outcome
from mediatordesk.centre.register import OfficeEntry, Register, read_register, write_register
from mediatordesk.centre.report import OfficeReport, Report, office_report
from mediatordesk.centre.secrets import Secrets
from mediatordesk.core.clock import Clock
from mediatordesk.keys.durable import write_durably
from mediatordesk.keys.identities import Identity, VerifyKey, replica_of
from mediatordesk.store import Store
from mediatordesk.sync.blobs import BlobStore
from mediatordesk.sync.bundle import Bundle, Header, checked
from mediatordesk.sync.enrolment import Grant, pack_grant, read_request
from mediatordesk.sync.frames import BadBundle
from mediatordesk.sync.mailbox import Mailbox
from mediatordesk.sync.mailbox.folder import FolderMailbox
from mediatordesk.sync.names import folder_of, is_feed

RAW = "raw"
RECOVERY_KEY = "recovery.key"
OFFICES = "offices"


@dataclass(frozen=True, slots=True)
class Received:
    """What a visit to a mailbox brought.

    `applied` and `quarantined` count changes, `parked` the bundles that wait for earlier ones,
    `parts` pieces of files; `forks` and `refused` name bundles, the latter with the failed check.
    """

    applied: int
    parked: int
    quarantined: int
    duplicates: int = 0
    parts: int = 0
    forks: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The answer to a request, and the fingerprint to be compared by telephone."""

    grant: bytes
    fingerprint: str
    office: UUID


@dataclass(frozen=True)
class Centre:
    """An open centre."""

    folder: Path
    secrets: Secrets
    clock: Clock

    @classmethod
    def new(
        cls,
        folder: Path,
        office_code: str,
        name: str,
        *,
        clock: Clock,
        recovery_key: Path | None = None,
    ) -> "Centre":
        """Make a centre in a folder. CentreExists, NotWritten.

        The county's recovery identity, with which its officers open a forgotten laptop, is written
        to `recovery_key` (else into the folder, to be taken away) and is kept nowhere else.
        """
        Secrets.require_new(folder)
        recovery = Identity.new()
        centre = cls(folder, Secrets.new(office_code, name, recovery.recipient), clock)
        # The keys last: a folder without them is no centre, and making one can be tried again.
        write_durably(
            recovery_key or folder / RECOVERY_KEY, recovery.to_bytes() + b"\n", private=True
        )
        (folder / RAW).mkdir(parents=True, exist_ok=True)
        write_register(folder, Register(), centre.secrets.identity.recipient)
        centre.secrets.write(folder)
        return centre

    @classmethod
    def open(cls, folder: Path, *, clock: Clock) -> "Centre":
        """Open the centre in a folder. NoCentre if there is none."""
        return cls(folder, Secrets.read(folder), clock)

    @property
    def register(self) -> Register:
        """Return the offices and devices of this centre. BadRegister."""
        return read_register(self.folder, self.secrets.identity)

    @property
    def archive(self) -> FolderMailbox:
        """Return where every bundle is kept as it came."""
        return FolderMailbox(self.folder / RAW)

    def enrol(self, request_file: bytes) -> Enrolled:
        """Enrol the device of a request and return the answer for it. BadRequest, OtherOffice."""
        request, now = read_request(request_file), self._now()
        register = self.register.enrolled(request, now)
        write_register(self.folder, register, self.secrets.identity.recipient)
        office = register.office(request.office)
        if office is None:
            raise LookupError(request.office)
        grant = Grant(
            office=office.id,
            device=request.key.device_id,
            centre=self.secrets.signing.verify_key,
            centre_recipient=self.secrets.identity.recipient,
            office_identity=office.identity,
            generation=office.generation,
            roster=register.version,
            at=now,
            recovery=self.secrets.recovery,
            centre_name=self.secrets.name,
        )
        data = pack_grant(grant, self.secrets.signing, request.recipient)
        return Enrolled(data, request.key.fingerprint, office.id)

    def receive(self, mailbox: Mailbox) -> Received:
        """Take over what lies in a mailbox, and leave the answers there.

        Anything may be there twice, late, in any order, damaged or foreign. After MailboxAway or
        NotWritten what was taken over stays, and the rest is taken next time.
        """
        register, outcomes, waiting = self.register, self._collect(mailbox), 0
        for office in register.offices:
            with self.ledger(office, register) as ledger:
                outcomes += self._take_over(ledger)
                waiting += len(ledger.parked())
                answer = newest_answer(ledger, self.archive, self.secrets.signing, self._now())
                if answer is not None and mailbox.names(folder_of(office.id)):
                    mailbox.put(answer)
        return _received(outcomes, waiting)

    def report(self) -> Report:
        """Return what the centre holds, by office, without names of people."""
        register = self.register
        return Report(self.secrets.name, tuple(self._reports(register)))

    @contextmanager
    def ledger(self, office: OfficeEntry, register: Register) -> Iterator[Ledger]:
        """Open the ledger of an office for a while."""
        folder = self.folder / OFFICES / str(office.id)
        store = self._store(folder, office.id)
        try:
            identities = (self.secrets.identity, office.identity)
            yield Ledger(office, register, store, BlobStore(folder / "blobs"), identities)
        finally:
            store.close()

    def _reports(self, register: Register) -> Iterator[OfficeReport]:
        """Yield the report of each office."""
        for office in register.offices:
            with self.ledger(office, register) as ledger:
                yield office_report(ledger)

    def _store(self, folder: Path, office: UUID) -> Store:
        """Open an office's database, or make it when the office is first heard of."""
        key = self.secrets.database_key(office)
        if not folder.is_dir():
            self._new_store(folder, key, office)
        return Store.open(folder, key, clock=self.clock)

    def _new_store(self, folder: Path, key: bytes, office: UUID) -> None:
        """Make an office's database aside and move it into place: there is a whole one or none."""
        draft = folder.with_name(f".{folder.name}.tmp")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        replica = replica_of(self.secrets.signing.verify_key.device_id, os.urandom(8))
        store = Store.create(draft, key, replica=replica, clock=self.clock)
        begin_epoch(store, self.archive, office, self._now())
        store.close()
        draft.replace(folder)

    def _collect(self, mailbox: Mailbox) -> list[Outcome]:
        """Copy into the archive what is new in a mailbox and comes from an enrolled device."""
        register, archive, refused = self.register, self.archive, []
        here = set(archive.names())
        for name in mailbox.names():
            if is_feed(name) or name in here:
                continue
            data = mailbox.get(name)
            if data is None:
                continue
            try:
                checked(data, partial(_key_for, register, name))
            except BadBundle as error:
                refused.append(Outcome(name, Fate.REFUSED, reason=error.reason))
                continue
            archive.put(Bundle(name, data))
        return refused

    def _take_over(self, ledger: Ledger) -> list[Outcome]:
        """Take over what lies in the archive for an office, until nothing more fits."""
        names = self.archive.names(folder_of(ledger.office.id))
        left = [name for name in names if not is_feed(name)]
        outcomes: list[Outcome] = []
        while due := [name for name in left if ledger.is_due(name)]:
            taken = [self._take(ledger, name) for name in due]
            done = {one.name for one in taken if one.fate is not Fate.PARKED}
            left = [name for name in left if name not in done]
            outcomes += taken
        return outcomes

    def _take(self, ledger: Ledger, name: str) -> Outcome:
        """Take over one bundle of the archive."""
        data = self.archive.get(name)
        if data is None:
            return Outcome(name, Fate.REFUSED, reason="archive")
        return ledger.take(name, data, self._now())

    def _now(self) -> int:
        """Return the time in milliseconds since 1970."""
        return int(self.clock.now().timestamp() * 1000)


def _key_for(register: Register, name: str, header: Header) -> VerifyKey | None:
    """Return the key of a header's device, if the bundle lies in the folder of its office."""
    device = register.device(header.device)
    if device is None or not name.startswith(f"{folder_of(device.office)}/"):
        return None
    return device.key


def _received(outcomes: list[Outcome], waiting: int) -> Received:
    """Add up what became of the bundles."""
    fates = [one.fate for one in outcomes]
    return Received(
        applied=sum(one.changes for one in outcomes),
        parked=waiting,
        quarantined=sum(one.quarantined for one in outcomes),
        duplicates=fates.count(Fate.DUPLICATE),
        parts=fates.count(Fate.PART),
        forks=tuple(one.name for one in outcomes if one.fate is Fate.FORK),
        refused=tuple((one.name, one.reason) for one in outcomes if one.fate is Fate.REFUSED),
    )
