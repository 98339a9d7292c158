"""A centre: it collects bundles from mailboxes, takes them over, and answers.

centre.key      its keys            raw/v1/…        every bundle it received or wrote: the truth
register.age    offices, devices    offices/<id>/   an office's database
places.age      where databases and archive are, if they are on servers
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from mediatordesk.centre.answers import (
    begin_epoch,
    bundles_for,
    newest_answer,
    newest_roster,
    notice_being_set_back,
)
from mediatordesk.centre.databases import Databases, OfficeDatabase
from mediatordesk.centre.databases.marks import Fate
from mediatordesk.centre.enrolments import Enrolled, Enrolments
from mediatordesk.centre.forwarding import parts_for
from mediatordesk.centre.intake import Intake, Received, is_sent, received
from mediatordesk.centre.ledger import Ledger, Outcome
from mediatordesk.centre.notices import newest_forks, recall_forks
from mediatordesk.centre.parts import ArchiveParts
from mediatordesk.centre.places import RAW, Places
from mediatordesk.centre.referrals import refer_cases, referrals_for
from mediatordesk.centre.register import DeviceEntry, OfficeEntry, Register
from mediatordesk.centre.register_file import read_register, write_register
from mediatordesk.centre.report import OfficeReport, Report, office_report
from mediatordesk.centre.secrets import Secrets
from mediatordesk.core.clock import Clock
from mediatordesk.keys.durable import write_durably
from mediatordesk.keys.identities import Identity
from mediatordesk.sync.bundles.names import FORKS, folder_of
from mediatordesk.sync.delivery.heads import point
from mediatordesk.sync.mailbox import Mailbox

RECOVERY_KEY = "recovery.key"
FOLDER = len("v1/00000000")
"""Letters of the name of an office's folder."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """An office whose database was made anew: the hash of its state before and after.

    Both are the same for equal contents, whatever the order in which bundles came; `before` is
    empty where there was no database, or none that could be read.
    """

    code: str
    name: str
    before: bytes
    after: bytes
    second: bytes
    """The hash of the new one once more, worked out another way (`second_hash`)."""
    bundles: int

    @property
    def equal(self) -> bool:
        """Tell whether nothing differs from what was there."""
        return self.before in (b"", self.after) and self.second == self.after


@dataclass(frozen=True)
class Centre:
    """An open centre."""

    folder: Path
    secrets: Secrets
    clock: Clock
    databases: Databases
    archive: Mailbox
    """Where every bundle is kept as it came."""

    @classmethod
    def new(
        cls,
        folder: Path,
        office_code: str,
        name: str,
        *,
        clock: Clock,
        recovery_key: Path | None = None,
        places: Places = Places(),  # noqa: B008 - frozen
    ) -> "Centre":
        """Make a centre in a folder. CentreExists, NotWritten, and as `Places.require_known`.

        The county's recovery identity, with which its officers open a forgotten laptop, is written
        to `recovery_key` (else into the folder, to be taken away) and is kept nowhere else.
        """
        Secrets.require_new(folder)
        places.require_known()
        recovery = Identity.new()
        secrets = Secrets.new(office_code, name, recovery.recipient)
        centre = cls._at(folder, secrets, clock, places)
        centre.databases.prepare()
        # The keys last: a folder without them is no centre, and making one can be tried again.
        write_durably(
            recovery_key or folder / RECOVERY_KEY, recovery.to_bytes() + b"\n", private=True
        )
        (folder / RAW).mkdir(parents=True, exist_ok=True)
        write_register(folder, Register(), secrets.identity.recipient)
        places.write(folder, secrets)
        secrets.write(folder)
        return centre

    @classmethod
    def open(cls, folder: Path, *, clock: Clock) -> "Centre":
        """Open the centre in a folder. NoCentre if there is none."""
        secrets = Secrets.read(folder)
        return cls._at(folder, secrets, clock, Places.read(folder, secrets))

    @classmethod
    def _at(cls, folder: Path, secrets: Secrets, clock: Clock, places: Places) -> "Centre":
        databases = places.databases(folder, secrets, clock)
        return cls(folder, secrets, clock, databases, places.archive(folder))

    def close(self) -> None:
        """End what was opened on servers."""
        self.databases.close()
        self.archive.close()

    @property
    def register(self) -> Register:
        """Return the offices and devices of this centre. BadRegister."""
        return read_register(self.folder, self.secrets.identity)

    @property
    def enrolments(self) -> Enrolments:
        """Return the enrolling side of the centre: slips, requests, grants."""
        return Enrolments(self.folder, self.secrets, self.clock)

    def enrol(self, request_file: bytes) -> Enrolled:
        """Enrol the device of a request and return the answer for it: `Enrolments.take`."""
        return self.enrolments.take(request_file)

    def answer_requests(self, folder: Path) -> int:
        """Answer the requests that have come in by line: `Enrolments.answer_requests`."""
        return self.enrolments.answer_requests(folder)

    def receive(self, mailbox: Mailbox) -> Received:
        """Take over what lies in a mailbox, and leave the answers there.

        Anything may be there twice, late, in any order, damaged or foreign. After MailboxAway or
        NotWritten what was taken over stays, and the rest is taken next time.
        """
        register, outcomes, waiting = self.register, list[Outcome](), 0
        there = _by_folder(mailbox.names())
        offices = {office.id: office for office in register.offices}
        unfinished = set(self.databases.unfinished(list(offices)))
        for office in offices.values():
            names = there.get(folder_of(office.id), [])
            if not names and office.id not in unfinished:
                continue
            with self.ledger(office, register) as ledger:
                if any(name.split("/")[2] == FORKS for name in names):
                    recall_forks(ledger, self.archive, self.secrets.signing, mailbox)
                outcomes += self.intake(ledger).collect(mailbox, names)
                outcomes += self.intake(ledger).take_over()
                self._retire_former_keys(ledger)
                refer_cases(ledger, self.archive, self.secrets.signing, self._now())
                waiting += len(ledger.parked())
                if names:
                    self._answer(ledger, mailbox, names)
        folders = {folder_of(office) for office in offices}
        strange = [
            name for folder in there.keys() - folders for name in there[folder] if is_sent(name)
        ]
        outcomes += [Outcome(name, Fate.REFUSED, reason="sender") for name in strange]
        return received(outcomes, waiting)

    def _retire_former_keys(self, ledger: Ledger) -> None:
        """Believe no more in the keys that a device had, once work under its new ones is in."""
        register, parked = ledger.register, {mark.replica for mark in ledger.parked()}
        for device in register.of_office(ledger.office.id):
            before = register.device(device.replaces)
            if before is None or before.revoked:
                continue
            said = ledger.said_by(device.key.device_id)
            if said and not parked & {replica for replica, _ in said}:
                former = ledger.said_by(before.key.device_id)
                self.enrolments.retire_keys(device.key.device_id, [*said, *former])

    def _answer(self, ledger: Ledger, mailbox: Mailbox, names: Sequence[str]) -> None:
        """Leave in a mailbox of an office what its laptops need: roster, colleagues' work, word."""
        archive, signing, now = self.archive, self.secrets.signing, self._now()
        notice_being_set_back(ledger, mailbox, signing, now)
        forks = newest_forks(ledger, archive, signing, now)
        roster = newest_roster(ledger, archive, signing, now)
        # Of two workers one counts on after the other.
        answer = ledger.store.together(lambda: newest_answer(ledger, archive, signing, now))
        bundles = (
            roster,
            forks,
            *bundles_for(ledger, archive, names),
            *parts_for(ledger, archive, mailbox),
            *referrals_for(ledger, archive),
            answer,
        )
        new = [one for one in bundles if one is not None and not mailbox.has(one)]
        for bundle in new:
            mailbox.put(bundle)
        point(mailbox, [bundle.name for bundle in new])

    def revoke(self, device_id: bytes) -> DeviceEntry:
        """Believe nothing more of a device than it has said until now. LookupError.

        Its office gets a new reading key, which the device cannot read. Work that it sent and that
        was not taken over is held and shown to an officer.
        """
        register = self.register
        device = register.device(device_id)
        office = register.office(device.office) if device is not None else None
        if device is None or office is None:
            raise LookupError(device_id)
        with self.ledger(office, register) as ledger:
            same = register.same_as(device_id)
            valid = [pair for one in same for pair in ledger.said_by(one.key.device_id)]
        self.enrolments.revoke(device_id, valid)
        return device

    def device_called(self, name: str) -> DeviceEntry | None:
        """Return the device whose fingerprint is this, however its letters are grouped."""
        wanted = name.replace("-", "").replace(" ", "").upper()
        for one in self.register.devices:
            if one.key.fingerprint.replace("-", "").upper() == wanted:
                return one
        return None

    def rebuild(self) -> tuple[Rebuilt, ...]:
        """Make every office's database anew from the bundles in the archive, and compare.

        The old one is replaced only by one that is equal, or where it could not be read; else both
        stay, and the difference is said. A rebuild that breaks off leaves everything as it was.
        """
        register = self.register
        return tuple(self._rebuilt(office, register) for office in register.offices)

    def _rebuilt(self, office: OfficeEntry, register: Register) -> Rebuilt:
        before = self._state_of(office, register)
        with self._draft(office, register) as ledger:
            outcomes = self.intake(ledger).take_over()
            after, second = ledger.store.state_hash(), ledger.store.second_hash()
        rebuilt = Rebuilt(office.code, office.name, before, after, second, len(outcomes))
        if rebuilt.equal:
            self.databases.publish(office.id)
        return rebuilt

    def _state_of(self, office: OfficeEntry, register: Register) -> bytes:
        """Return the hash of an office's state; nothing if its database cannot be opened."""
        if not self.databases.is_readable(office.id):
            return b""
        with self.ledger(office, register) as ledger:
            return ledger.store.state_hash()

    def report(self) -> Report:
        """Return what the centre holds, by office, without names of people."""
        register = self.register
        return Report(self.secrets.name, tuple(self._reports(register)))

    @contextmanager
    def ledger(self, office: OfficeEntry, register: Register) -> Iterator[Ledger]:
        """Open the ledger of an office for a while."""
        with self.databases.open(office.id, self._begin(office.id)) as store:
            yield self._ledger_of(office, register, store)

    @contextmanager
    def _draft(self, office: OfficeEntry, register: Register) -> Iterator[Ledger]:
        """Open the ledger of an empty database, made aside."""
        with self.databases.draft(office.id, self._begin(office.id)) as store:
            yield self._ledger_of(office, register, store)

    def intake(self, ledger: Ledger) -> Intake:
        """Return what takes in the bundles of an office."""
        return Intake(ledger, self.archive, self.secrets.signing, self._now())

    def _ledger_of(self, office: OfficeEntry, register: Register, store: OfficeDatabase) -> Ledger:
        identities = (self.secrets.identity, office.identity, *office.former)
        parts = ArchiveParts(self.archive, office.id, self.secrets.signing)
        return Ledger(office, register, store, parts, identities)

    def _reports(self, register: Register) -> Iterator[OfficeReport]:
        """Yield the report of each office."""
        for office in register.offices:
            with self.ledger(office, register) as ledger:
                yield office_report(ledger)

    def _begin(self, office: UUID) -> Callable[[OfficeDatabase], None]:
        """Return what is written into a new database of an office first."""
        return lambda store: begin_epoch(store, self.archive, office, self._now())

    def _now(self) -> int:
        """Return the time in milliseconds since 1970."""
        return int(self.clock.now().timestamp() * 1000)


def _by_folder(names: Sequence[str]) -> dict[str, list[str]]:
    """Return names by the folder of their office."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        found[name[:FOLDER]].append(name)
    return found
