"""The register of a centre: which offices and devices belong to it, and the offices' keys.

It is not in the bundles, so it is kept beside them (`register_file`). Its version only ever goes
up, and nobody is ever taken out of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from mediatordesk.centre.open_slips import DAY, OpenSlip
from mediatordesk.core.changes import CHINA
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.keys.identities import Identity, Recipient, VerifyKey
from mediatordesk.sync.bundles.rosters import Roster, RosterDevice
from mediatordesk.sync.membership.enrolment import Request
from mediatordesk.sync.membership.fronts import Front

REMEMBERED = 90 * DAY
"""So long the centre can still say why an old slip does not count."""


class OtherOffice(DeskError):
    """A device cannot belong to two offices."""

    happened = N_("This device is enrolled for another office already.")
    kept = N_("Nothing was changed.")
    to_do = N_("Make a new desk for the other office and enrol that one.")


class NotReplaced(DeskError):
    """New keys are signed by ones that the centre does not know, or believes no more."""

    happened = N_("The new keys were not taken: the centre does not believe the keys before them.")
    kept = N_("Nothing was changed.")
    to_do = N_("Enrol the desk with a slip, or ask which devices were revoked.")


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """An office and the identity by which its own laptops read each other's bundles."""

    id: UUID
    code: str
    name: str
    identity: Identity = field(repr=False)
    generation: int = 1
    former: tuple[Identity, ...] = field(default=(), repr=False)
    """The reading keys before this one, oldest first: what was written then is still read."""

    def with_new_key(self) -> "OfficeEntry":
        """Return the office with a new generation of its reading key."""
        former = (*self.former, self.identity)
        return replace(self, identity=Identity.new(), generation=self.generation + 1, former=former)


@dataclass(frozen=True, slots=True)
class DeviceEntry:
    """A device, whose it is, and when it was enrolled (milliseconds since 1970).

    Of a revoked one `valid` says up to which change each of its replicas is believed. `replaces`
    names the device that it was before its keys were exchanged.
    """

    key: VerifyKey
    recipient: Recipient
    office: UUID
    enrolled: int
    revoked: int = 0
    valid: tuple[tuple[bytes, int], ...] = ()
    replaces: bytes = b""

    @property
    def enrolled_at(self) -> datetime:
        """Return when it was enrolled, in China's time."""
        return datetime.fromtimestamp(self.enrolled / 1000, CHINA)


@dataclass(frozen=True, slots=True)
class Register:
    """Offices and devices of a centre, its open slips, and where it exchanges."""

    version: int = 0
    offices: tuple[OfficeEntry, ...] = ()
    devices: tuple[DeviceEntry, ...] = ()
    slips: tuple[OpenSlip, ...] = ()
    mailboxes: tuple[str, ...] = ()
    front: Front | None = None

    def office(self, office_id: UUID) -> OfficeEntry | None:
        """Return an office, if it is known."""
        return next((one for one in self.offices if one.id == office_id), None)

    def offices_called(self, words: str) -> tuple[OfficeEntry, ...]:
        """Return the offices of an area code or a name, or the one whose name begins so in hex."""
        plain = words.replace("-", "").lower()
        return tuple(
            one
            for one in self.offices
            if words in (one.code, one.name) or (len(plain) >= 8 and one.id.hex.startswith(plain))
        )

    def device(self, device_id: bytes) -> DeviceEntry | None:
        """Return a device, if it is enrolled."""
        return next((one for one in self.devices if one.key.device_id == device_id), None)

    def of_office(self, office_id: UUID) -> tuple[DeviceEntry, ...]:
        """Return the devices of an office."""
        return tuple(one for one in self.devices if one.office == office_id)

    def same_as(self, device_id: bytes) -> tuple[DeviceEntry, ...]:
        """Return a device under all the keys that it has had. LookupError if it is unknown."""
        device = self.device(device_id)
        if device is None:
            raise LookupError(device_id)
        roster = self.roster(device.office, 0)
        letter = roster.letter_of(device_id)
        names = {one.key.device_id for one in roster.devices}
        mine = {name for name in names if roster.letter_of(name) == letter}
        return tuple(one for one in self.devices if one.key.device_id in mine)

    def speaks_for(self, device_id: bytes, owner: bytes | None) -> bool:
        """Tell whether a device may write a replica that another one has used, or nobody yet."""
        if owner in (None, device_id):
            return True
        device = self.device(device_id)
        return device is not None and self.roster(device.office, 0).speaks_for(device_id, owner)

    def revoked(self, device_id: bytes, valid: Iterable[tuple[bytes, int]], now: int) -> "Register":
        """Return the register without trust in a device, and a new reading key of its office.

        What the device said up to `valid` stands. Again is harmless; LookupError if it is unknown.
        """
        lost = tuple(one for one in self.same_as(device_id) if not one.revoked)
        if not lost:
            return self
        closed = self._closed(lost, valid, now)
        office = lost[0].office
        offices = (one.with_new_key() if one.id == office else one for one in self.offices)
        return replace(closed, offices=tuple(offices))

    def retired(self, device_id: bytes, valid: Iterable[tuple[bytes, int]], now: int) -> "Register":
        """Return the register without trust in the keys that a device had before its present ones.

        Nobody has lost anything, so the office keeps its reading key.
        """
        device = self.device(device_id)
        before = self.device(device.replaces) if device else None
        return self if before is None or before.revoked else self._closed((before,), valid, now)

    def _closed(
        self, closed: tuple[DeviceEntry, ...], valid: Iterable[tuple[bytes, int]], now: int
    ) -> "Register":
        said = tuple(sorted(valid))
        after = (
            replace(one, revoked=now, valid=said) if one in closed else one for one in self.devices
        )
        return replace(self, version=self.version + 1, devices=tuple(after))

    def roster(self, office_id: UUID, now: int) -> Roster:
        """Return what the devices of an office are told; LookupError if there is no such office."""
        office = self.office(office_id)
        if office is None:
            raise LookupError(office_id)
        devices = tuple(
            RosterDevice(one.key, one.recipient, one.enrolled, one.revoked, one.valid, one.replaces)
            for one in self.of_office(office_id)
        )
        return Roster(office_id, self.version, now, devices, (*office.former, office.identity))

    def enrolled(self, request: Request, now: int, slip: OpenSlip | None = None) -> "Register":
        """Return the register with the device in it; again is harmless. OtherOffice.

        It joins the office of its slip, else the one that it names, which is new if it is unknown.
        """
        office = (slip.office if slip else None) or request.office
        device = DeviceEntry(request.key, request.recipient, office, now)
        if (known := self.device(request.key.device_id)) is not None:
            if known.office != office:
                raise OtherOffice
            return self
        offices = self.offices
        if self.office(office) is None:
            code, name = request.office_code, request.office_name
            if slip is not None:
                code, name = slip.code or code, slip.name or name
            offices = (*offices, OfficeEntry(office, code, name, Identity.new()))
        return self._with(device, offices)

    def replaced(self, request: Request, now: int) -> "Register":
        """Return the register with the new keys of a device beside those it had. NotReplaced.

        Both are believed until the new ones have been used; again is harmless.
        """
        before = self.device(request.replaces.device_id) if request.replaces else None
        known = self.device(request.key.device_id)
        if before is None or (before.revoked and known is None):
            raise NotReplaced
        name = before.key.device_id
        if known is not None:
            if known.replaces != name:
                raise NotReplaced
            return self
        device = DeviceEntry(request.key, request.recipient, before.office, now, replaces=name)
        return self._with(device, self.offices)

    def _with(self, device: DeviceEntry, offices: tuple[OfficeEntry, ...]) -> "Register":
        devices = (*self.devices, device)
        return replace(self, version=self.version + 1, offices=offices, devices=devices)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Return where the offices of the centre exchange, its own front first."""
        own = (self.front.address,) if self.front else ()
        return (*own, *(one for one in self.mailboxes if one not in own))

    @property
    def on_line(self) -> tuple[str, ...]:
        """Return where the centre itself can be asked: only that stands on slips.

        The addresses of other mailboxes may hold a password.
        """
        return tuple(one for one in self.addresses if one.startswith("https://"))

    def announcing(
        self, mailboxes: Sequence[str] | None = None, front: Front | None = None
    ) -> "Register":
        """Return the register with other mailboxes or another front; None leaves what is there."""
        kept = self.mailboxes if mailboxes is None else tuple(mailboxes)
        return replace(self, mailboxes=kept, front=front or self.front)

    def slip(self, number: str) -> OpenSlip | None:
        """Return a slip by its number."""
        return next((one for one in self.slips if one.number == number), None)

    def with_slip(self, slip: OpenSlip, now: int) -> "Register":
        """Return the register with a slip as it stands now; those of long ago are forgotten."""
        kept = [
            one for one in self.slips if one.number != slip.number and now - one.until <= REMEMBERED
        ]
        return replace(self, slips=(*kept, slip))
