"""The register of a centre: which offices and devices belong to it, and the offices' keys.

It is not in the bundles, so it is kept beside them, encrypted to the centre, and replaced in one
step. Its version only ever goes up.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from mediatordesk.core.changes import CHINA
from mediatordesk.core.encoding import NotCanonical, Plain, decode, encode
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.keys.durable import write_durably
from mediatordesk.keys.identities import (
    BadKey,
    Identity,
    NotForUs,
    Recipient,
    VerifyKey,
    encrypt_to,
)
from mediatordesk.sync.enrolment import Request

FILE = "register.age"
MAX_REGISTER = 256 << 20


class BadRegister(DeskError):
    """The register is damaged or not this centre's."""

    happened = N_("The centre's register of offices and devices is missing or damaged.")
    kept = N_("All bundles that were received are whole; nothing was changed.")
    to_do = N_("Put register.age back from the newest copy of the centre's folder.")


class OtherOffice(DeskError):
    """A device cannot belong to two offices."""

    happened = N_("This device is enrolled for another office already.")
    kept = N_("Nothing was changed.")
    to_do = N_("Make a new desk for the other office and enrol that one.")


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """An office and the identity by which its own laptops read each other's bundles."""

    id: UUID
    code: str
    name: str
    identity: Identity = field(repr=False)
    generation: int = 1


@dataclass(frozen=True, slots=True)
class DeviceEntry:
    """A device, whose it is, and when it was enrolled (milliseconds since 1970)."""

    key: VerifyKey
    recipient: Recipient
    office: UUID
    enrolled: int

    @property
    def enrolled_at(self) -> datetime:
        """Return when it was enrolled, in China's time."""
        return datetime.fromtimestamp(self.enrolled / 1000, CHINA)


@dataclass(frozen=True, slots=True)
class Register:
    """Offices and devices of a centre."""

    version: int = 0
    offices: tuple[OfficeEntry, ...] = ()
    devices: tuple[DeviceEntry, ...] = ()

    def office(self, office_id: UUID) -> OfficeEntry | None:
        """Return an office, if it is known."""
        return next((one for one in self.offices if one.id == office_id), None)

    def device(self, device_id: bytes) -> DeviceEntry | None:
        """Return a device, if it is enrolled."""
        return next((one for one in self.devices if one.key.device_id == device_id), None)

    def of_office(self, office_id: UUID) -> tuple[DeviceEntry, ...]:
        """Return the devices of an office."""
        return tuple(one for one in self.devices if one.office == office_id)

    def enrolled(self, request: Request, now: int) -> "Register":
        """Return the register with the device in it; again is harmless. OtherOffice."""
        known = self.device(request.key.device_id)
        if known is not None and known.office != request.office:
            raise OtherOffice
        if known is not None:
            return self
        device = DeviceEntry(request.key, request.recipient, request.office, now)
        offices = self.offices
        if self.office(request.office) is None:
            code, name = request.office_code, request.office_name
            offices = (*offices, OfficeEntry(request.office, code, name, Identity.new()))
        return replace(
            self, version=self.version + 1, offices=offices, devices=(*self.devices, device)
        )


def write_register(folder: Path, register: Register, recipient: Recipient) -> None:
    """Replace the register in one step. NotWritten if it cannot be."""
    offices = [
        [one.id.bytes, one.code, one.name, one.identity.to_bytes(), one.generation]
        for one in register.offices
    ]
    devices = [
        [one.key.raw, one.recipient.text, one.office.bytes, one.enrolled]
        for one in register.devices
    ]
    data = encode([register.version, offices, devices])
    write_durably(folder / FILE, encrypt_to((recipient,), data), private=True)


def read_register(folder: Path, identity: Identity) -> Register:
    """Read the register. BadRegister if it is absent, damaged or another centre's."""
    try:
        data = identity.decrypt((folder / FILE).read_bytes(), limit=MAX_REGISTER)
        match decode(data):
            case [int(version), list(offices), list(devices)]:
                return Register(version, tuple(_offices(offices)), tuple(_devices(devices)))
    except (OSError, NotForUs, NotCanonical, BadKey) as error:
        raise BadRegister from error
    raise BadRegister


def _offices(items: list[Plain]) -> Iterable[OfficeEntry]:
    """Read the offices. NotCanonical if one is not as it was written."""
    for item in items:
        match item:
            case [bytes(office), str(code), str(name), bytes(identity), int(generation)]:
                key = Identity.from_bytes(identity)
                yield OfficeEntry(UUID(bytes=office), code, name, key, generation)
            case _:
                raise NotCanonical


def _devices(items: list[Plain]) -> Iterable[DeviceEntry]:
    """Read the devices. NotCanonical if one is not as it was written."""
    for item in items:
        match item:
            case [bytes(raw), str(recipient), bytes(office), int(enrolled)]:
                key = VerifyKey(raw)
                yield DeviceEntry(key, Recipient(recipient), UUID(bytes=office), enrolled)
            case _:
                raise NotCanonical
