"""Who belongs to an office, as the centre says it: devices, what each may still say, reading keys.

A roster is signed by the centre and encrypted to the devices that are not revoked. The highest
version counts; a desk never goes back to an older one, whatever a mailbox shows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from mediatordesk.core.encoding import NotCanonical, Plain, decode, encode
from mediatordesk.keys.identities import (
    BadKey,
    Device,
    Identity,
    Recipient,
    SigningKey,
    VerifyKey,
    replica_of,
)
from mediatordesk.sync.bundles.bundle import Bundle, Envelope, Header, Kind, checked, opened, packed
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.names import roster_name

CLAIM = b"MDO1"
"""What the centre's signature over a roster begins with."""


@dataclass(frozen=True, slots=True)
class RosterDevice:
    """A device of an office; times in milliseconds since 1970, 0 for never.

    Of a revoked one `valid` says up to which change each of its replicas is believed. `replaces`
    names the device that it was before its keys were exchanged.
    """

    key: VerifyKey
    recipient: Recipient
    enrolled: int
    revoked: int = 0
    valid: tuple[tuple[bytes, int], ...] = ()
    replaces: bytes = b""

    def may_say(self, replica: bytes, last: int) -> bool:
        """Tell whether changes of a replica up to one are believed."""
        return not self.revoked or last <= dict(self.valid).get(replica, 0)


@dataclass(frozen=True, slots=True)
class Roster:
    """The devices of an office and its reading keys, the newest generation last.

    Devices stand in the order of their enrolment and none is ever taken out, so each keeps its
    letter.
    """

    office: UUID
    version: int
    at: int
    devices: tuple[RosterDevice, ...]
    identities: tuple[Identity, ...] = field(repr=False)

    @property
    def active(self) -> tuple[RosterDevice, ...]:
        """Return the devices that are not revoked."""
        return tuple(one for one in self.devices if not one.revoked)

    @property
    def identity(self) -> Identity:
        """Return the newest reading key: for it colleagues' bundles are encrypted."""
        return self.identities[-1]

    def device(self, device_id: bytes) -> RosterDevice | None:
        """Return a device of the office, revoked or not."""
        return next((one for one in self.devices if one.key.device_id == device_id), None)

    def letter_of(self, device_id: bytes) -> str:
        """Return the letter of a device, which stands in its provisional marks; "" for strangers.

        The first has A. One whose keys were exchanged keeps the letter that it had.
        """
        lines: list[bytes] = []
        places: dict[bytes, int] = {}
        for one in self.devices:
            name = one.key.device_id
            places[name] = places[one.replaces] if one.replaces in places else len(lines)
            if places[name] == len(lines):
                lines.append(name)
        return _letter(places[device_id]) if device_id in places else ""

    def is_registrar(self, device_id: bytes) -> bool:
        """Tell whether a device gives the office's legal numbers: the first that is not revoked."""
        first = next(iter(self.active), None)
        mine = self.letter_of(device_id)
        return first is not None and mine == self.letter_of(first.key.device_id)

    def speaks_for(self, device_id: bytes, owner: bytes | None) -> bool:
        """Tell whether a device may write a replica that another one has used, or nobody yet.

        It may if both are the same device, before and after its keys were exchanged.
        """
        if owner in (None, device_id):
            return True
        return bool(mine := self.letter_of(device_id)) and mine == self.letter_of(owner or b"")

    def to_bytes(self) -> bytes:
        """Return the roster as it is signed and remembered."""
        devices = [
            [
                one.key.raw, one.recipient.text, one.enrolled, one.revoked,
                [list(pair) for pair in one.valid], *([one.replaces] if one.replaces else []),
            ]
            for one in self.devices
        ]  # fmt: skip
        identities = [one.to_bytes() for one in self.identities]
        return encode([self.office.bytes, self.version, self.at, devices, identities])


def pack_roster(roster: Roster, key: SigningKey) -> Bundle:
    """Return a roster as a bundle of kind ctl, for the devices that are not revoked."""
    body = roster.to_bytes()
    centre = replica_of(key.verify_key.device_id, bytes(8))
    envelope = Envelope(Kind.CTL, centre, roster.version, roster=roster.version)
    recipients = [one.recipient for one in roster.active]
    data = packed(envelope, [body, key.sign(CLAIM + body)], key, recipients)
    return Bundle(roster_name(roster.office, roster.version, data), data)


def unpack_roster(data: bytes, office: UUID, centre: VerifyKey, device: Device) -> Roster:
    """Return what the centre says of an office. BadBundle if it is not its word, or not for us."""

    def only_the_centre(_header: Header) -> VerifyKey:
        return centre

    header, ciphertext, _ = checked(data, only_the_centre)
    if header.kind is not Kind.CTL:
        raise BadBundle(reason="kind")
    match opened(ciphertext, (device.identity,)):
        case [bytes(body), bytes(signature)] if centre.verifies(signature, CLAIM + body):
            roster = roster_from(body)
            if roster.office == office:
                return roster
    raise BadBundle(reason="author")


def roster_from(body: bytes) -> Roster:
    """Read a roster back from `to_bytes`. BadBundle if it is none."""
    try:
        match decode(body):
            case [bytes(office), int(version), int(at), list(devices), list(identities)] if (
                len(office) == 16 and identities
            ):
                return Roster(
                    UUID(bytes=office), version, at, tuple(_devices(devices)), _keys(identities)
                )
    except (NotCanonical, BadKey) as error:
        raise BadBundle(reason="encoding") from error
    raise BadBundle(reason="content")


def _devices(items: Sequence[Plain]) -> Iterator[RosterDevice]:
    for item in items:
        match item:
            case [bytes(raw), str(recipient), int(enrolled), int(revoked), list(valid), *more]:
                said, whose = tuple(_pair(one) for one in valid), Recipient(recipient)
                before = _replaced(more)
                yield RosterDevice(VerifyKey(raw), whose, enrolled, revoked, said, before)
            case _:
                raise BadBundle(reason="content")


def _replaced(more: Sequence[Plain]) -> bytes:
    """Return which device one replaces, which is said only where it does."""
    match more:
        case []:
            return b""
        case [bytes(before)]:
            return before
    raise BadBundle(reason="content")


def _letter(place: int) -> str:
    """Return A for the first place, Z for the 26th, then AA, AB and so on."""
    before, last = divmod(place, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)


def _pair(item: Plain) -> tuple[bytes, int]:
    match item:
        case [bytes(replica), int(seq)] if len(replica) == 8:
            return replica, seq
    raise BadBundle(reason="content")


def _keys(items: Sequence[Plain]) -> tuple[Identity, ...]:
    found = tuple(Identity.from_bytes(one) for one in items if isinstance(one, bytes))
    if len(found) != len(items):
        raise BadBundle(reason="content")
    return found
