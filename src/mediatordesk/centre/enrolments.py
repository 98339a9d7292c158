"""Who takes part: slips are printed, requests come in by stick or line, grants go out.

All of it changes the register, so one process at a time does it (`alone`).
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from mediatordesk.centre.open_slips import OpenSlip
from mediatordesk.centre.register import NotReplaced, OfficeEntry, OtherOffice, Register
from mediatordesk.centre.register_file import read_register, write_register
from mediatordesk.centre.secrets import Secrets
from mediatordesk.core.clock import Clock
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.keys.durable import write_durably
from mediatordesk.keys.folder_lock import alone_in
from mediatordesk.sync.membership.enrolment import (
    BadRequest,
    Grant,
    Request,
    pack_grant,
    read_request,
)
from mediatordesk.sync.membership.fronts import Front
from mediatordesk.sync.membership.slip_refusals import OfficeIsThere, SlipRefused, WrongCode
from mediatordesk.sync.membership.slips import NUMBER, TRIES, Slip

HASH_DIGITS = 16
"""Of the name under which a request lies at the front."""


class CentreBusy(DeskError):
    """Another process is changing the register."""

    happened = N_("Another program is enrolling or revoking at this centre.")
    kept = N_("Nothing was changed.")
    to_do = N_("Try again in a minute.")


class WhichOffice(DeskError):
    """Several offices of the centre fit what was said. Fields: words, known."""

    happened = N_("Several offices are called {words}: {known}.")
    kept = N_("No slip was made, and nothing was changed.")
    to_do = N_("Name one by its eight characters, or open another one with --new-office.")


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The answer to a request, who asked, and which office it now belongs to."""

    grant: bytes
    request: Request
    office: UUID
    office_name: str

    @property
    def fingerprint(self) -> str:
        """Return the 25 letters of the device."""
        return self.request.key.fingerprint


@dataclass(frozen=True)
class Enrolments:
    """The enrolling side of a centre."""

    folder: Path
    secrets: Secrets
    clock: Clock

    @contextmanager
    def alone(self) -> Iterator[Callable[[Register], None]]:
        """Give the function that replaces the register; nobody else changes it meanwhile.

        CentreBusy if another process takes too long.
        """
        with alone_in(self.folder) as held:
            if not held:
                raise CentreBusy
            yield lambda register: write_register(
                self.folder, register, self.secrets.identity.recipient
            )

    @property
    def register(self) -> Register:
        """Return the register as it stands. BadRegister."""
        return read_register(self.folder, self.secrets.identity)

    def announce(self, mailboxes: Sequence[str] | None = None, front: Front | None = None) -> None:
        """Let the grants of from now on say where offices exchange; None leaves it as it is."""
        with self.alone() as write:
            register = self.register
            write(register.announcing(mailboxes, front))

    def new_slip(self, office: str, name: str = "", *, new: bool = False) -> tuple[Slip, OpenSlip]:
        """Make a slip for one laptop of an office; return it, and what is kept of it.

        `office` is a code, a name, or how the office's own id begins. If it is that of one office
        the laptop joins it; else, or if `new` is said, a new one is opened. WhichOffice.
        """
        with self.alone() as write:
            register, now = self.register, self._now()
            whose = None if new else _the_one(register, office, name)
            slip = self._unused_slip(register)
            told = (whose.code, whose.name) if whose else _new_office(office, name)
            kept = OpenSlip.of(slip, whose.id if whose else None, *told, now)
            write(register.with_slip(kept, now))
        return slip, kept

    def void_slip(self, group: str) -> bool:
        """Let a slip count no more, by its last group of letters; tell whether there was one."""
        with self.alone() as write:
            register, number = self.register, group.strip().lower()[:NUMBER]
            found = register.slip(number)
            if found is not None:
                write(register.with_slip(replace(found, tries=TRIES), self._now()))
        return found is not None

    def _unused_slip(self, register: Register) -> Slip:
        """Return a slip of a number that no other one has."""
        while True:
            slip = Slip.new(self.secrets.signing.verify_key, register.on_line)
            if register.slip(slip.number) is None:
                return slip

    def take(self, data: bytes) -> Enrolled:
        """Enrol the device of a request, or take its new keys, and return the answer for it.

        BadRequest, OtherOffice, NotReplaced, SlipRefused; then nothing is changed but that a wrong
        code is counted.
        """
        request, now = read_request(data), self._now()
        with self.alone() as write:
            before = self.register
            if request.replaces is not None:
                register = before.replaced(request, now)
            elif request.ticket is not None:
                register = self._by_slip(before, request, now, write)
            else:
                register = before.enrolled(request, now)
            if register != before:
                write(register)
            return self._answered(register, request, now)

    def answer_requests(self, folder: Path) -> int:
        """Answer what has come in by line and lies in a folder of the front; return how many.

        A request without a slip waits there for an officer.
        """
        count = 0
        for path in sorted(folder.glob("*.request")):
            data = path.read_bytes()
            if path.stem != hashlib.sha256(data).hexdigest()[:HASH_DIGITS]:
                continue  # not all of it is there yet
            try:
                request = read_request(data)
                if request.ticket is None and request.replaces is None:
                    continue
                write_durably(path.with_suffix(".grant"), self.take(data).grant)
            except (BadRequest, OtherOffice, NotReplaced, SlipRefused) as error:
                write_durably(path.with_suffix(".refused"), _word_of(error).encode())
            path.unlink()
            count += 1
        return count

    def revoke(self, device_id: bytes, valid: Iterable[tuple[bytes, int]]) -> None:
        """Believe nothing of a device but what it has said until now. LookupError."""
        with self.alone() as write:
            write(self.register.revoked(device_id, valid, self._now()))

    def retire_keys(self, device_id: bytes, valid: Iterable[tuple[bytes, int]]) -> None:
        """Believe nothing more of the keys that a device had before: its new ones are in use."""
        with self.alone() as write:
            write(self.register.retired(device_id, valid, self._now()))

    def _by_slip(
        self, register: Register, request: Request, now: int, write: Callable[[Register], None]
    ) -> Register:
        """Return the register with a device that shows a slip; a wrong code is written down."""
        slip = register.slip(request.ticket.number) if request.ticket else None
        if slip is None:
            raise WrongCode
        after, refused = slip.shown(request, now)
        if refused is not None:
            write(register.with_slip(after, now))
            raise refused
        strange = register.device(request.key.device_id) is None
        if strange and slip.office is None and register.office(request.office) is not None:
            raise OfficeIsThere
        return register.with_slip(after, now).enrolled(request, now, slip)

    def _answered(self, register: Register, request: Request, now: int) -> Enrolled:
        """Return the answer to a request whose device is in the register."""
        device = register.device(request.key.device_id)
        office = register.office(device.office) if device else None
        if device is None or office is None:
            raise LookupError(request.key.device_id)
        grant = Grant(
            office=office.id,
            device=device.key.device_id,
            centre=self.secrets.signing.verify_key,
            centre_recipient=self.secrets.identity.recipient,
            office_identity=office.identity,
            generation=office.generation,
            roster=register.version,
            at=now,
            recovery=self.secrets.recovery,
            centre_name=self.secrets.name,
            mailboxes=register.addresses,
            front=register.front,
            office_roster=register.roster(office.id, now),
            office_code=office.code,
            office_name=office.name,
        )
        data = pack_grant(grant, self.secrets.signing, device.recipient)
        return Enrolled(data, request, office.id, office.name)

    def _now(self) -> int:
        """Return the time in milliseconds since 1970."""
        return int(self.clock.now().timestamp() * 1000)


def _the_one(register: Register, words: str, name: str) -> OfficeEntry | None:
    """Return the office that is meant, or None if there is none. WhichOffice."""
    found = register.offices_called(words)
    named = tuple(one for one in found if one.name == name) or found
    if len(named) > 1:
        known = "; ".join(f"{one.name} {one.id.hex[:8]}" for one in named)
        raise WhichOffice(words=words, known=known)
    return named[0] if named else None


def _new_office(office: str, name: str) -> tuple[str, str]:
    """Return code and name of an office that is to be opened; what is not said, the desk says."""
    return (office, name) if office.isdecimal() else ("", name or office)


def _word_of(error: DeskError) -> str:
    """Return the word by which the front tells why a request was refused."""
    match error:
        case SlipRefused():
            return error.word
        case OtherOffice():
            return "office"
        case NotReplaced():
            return "replaced"
    return "request"
