"""The file of the register: encrypted to the centre, and replaced in one step."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from mediatordesk.centre.open_slips import OpenSlip
from mediatordesk.centre.register import DeviceEntry, OfficeEntry, Register
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
from mediatordesk.sync.membership.fronts import Front

T = TypeVar("T")
FILE = "register.age"
MAX_REGISTER = 256 << 20


class BadRegister(DeskError):
    """The register is damaged or not this centre's."""

    happened = N_("The centre's register of offices and devices is missing or damaged.")
    kept = N_("All bundles that were received are whole; nothing was changed.")
    to_do = N_("Put register.age back from the newest copy of the centre's folder.")


def write_register(folder: Path, register: Register, recipient: Recipient) -> None:
    """Replace the register in one step. NotWritten if it cannot be."""
    offices = [
        [
            one.id.bytes, one.code, one.name, one.identity.to_bytes(), one.generation,
            [key.to_bytes() for key in one.former],
        ]
        for one in register.offices
    ]  # fmt: skip
    devices = [
        [
            one.key.raw, one.recipient.text, one.office.bytes, one.enrolled,
            one.revoked, [list(pair) for pair in one.valid], one.replaces,
        ]
        for one in register.devices
    ]  # fmt: skip
    slips = [
        [
            one.number, one.key, one.office.bytes if one.office else None, one.code, one.name,
            one.made, one.tries, one.used_by,
        ]
        for one in register.slips
    ]  # fmt: skip
    places = [list(register.mailboxes), register.front.to_list() if register.front else None]
    data = encode([register.version, offices, devices, slips, *places])
    write_durably(folder / FILE, encrypt_to((recipient,), data), private=True)


def read_register(folder: Path, identity: Identity) -> Register:
    """Read the register. BadRegister if it is absent, damaged or another centre's."""
    try:
        data = identity.decrypt((folder / FILE).read_bytes(), limit=MAX_REGISTER)
        match decode(data):
            case [int(version), list(offices), list(devices), *more]:
                known = tuple(_offices(offices)), tuple(_devices(devices))
                slips, mailboxes, front = _added_later(more)
                return Register(version, *known, slips, mailboxes, front)
    except (OSError, NotForUs, NotCanonical, BadKey) as error:
        raise BadRegister from error
    raise BadRegister


def _offices(items: Sequence[Plain]) -> Iterable[OfficeEntry]:
    """Read the offices, those of a version without former keys too. NotCanonical."""
    for item in items:
        match item:
            case [bytes(office), str(code), str(name), bytes(identity), int(generation), *more]:
                key = Identity.from_bytes(identity)
                former = tuple(Identity.from_bytes(one) for one in _list(more, 0, bytes))
                yield OfficeEntry(UUID(bytes=office), code, name, key, generation, former)
            case _:
                raise NotCanonical


def _devices(items: Sequence[Plain]) -> Iterable[DeviceEntry]:
    """Read the devices, those of a version without revocation or new keys too. NotCanonical."""
    for item in items:
        match item:
            case [bytes(raw), str(recipient), bytes(office), int(enrolled), *more]:
                key, revoked = VerifyKey(raw), more[0] if more else 0
                before = more[2] if len(more) > 2 else b""
                if not isinstance(revoked, int) or not isinstance(before, bytes):
                    raise NotCanonical
                valid = tuple((one[0], one[1]) for one in _list(more, 1, list))
                whose = Recipient(recipient), UUID(bytes=office)
                yield DeviceEntry(key, *whose, enrolled, revoked, valid, before)
            case _:
                raise NotCanonical


def _added_later(
    more: Sequence[Plain],
) -> tuple[tuple[OpenSlip, ...], tuple[str, ...], Front | None]:
    """Read slips, mailboxes and front, which earlier versions do not know. NotCanonical."""
    match more:
        case []:
            return (), (), None
        case [list(slips), list(mailboxes), front]:
            known = tuple(str(one) for one in mailboxes)
            return tuple(_slips(slips)), known, Front.from_list(front) if front else None
    raise NotCanonical


def _slips(items: Sequence[Plain]) -> Iterable[OpenSlip]:
    for item in items:
        match item:
            case [
                str(number), bytes(key), bytes() | None as office, str(code), str(name),
                int(made), int(tries), bytes(used_by),
            ]:  # fmt: skip
                whose = UUID(bytes=office) if office else None
                yield OpenSlip(number, key, whose, code, name, made, tries, used_by)
            case _:
                raise NotCanonical


def _list(more: Sequence[Plain], place: int, kind: type[T]) -> list[T]:
    """Return a list that a later version has added, empty before it. NotCanonical."""
    items = more[place] if len(more) > place else []
    if not isinstance(items, list) or not all(isinstance(one, kind) for one in items):
        raise NotCanonical
    return [one for one in items if isinstance(one, kind)]
