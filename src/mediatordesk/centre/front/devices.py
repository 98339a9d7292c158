"""The list of devices that a front knows: who may leave bundles, and who may read where.

It is public, and signed by the centre, so that nobody who can write to the front's disk adds a
device of his own. A version never goes back while the front runs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from mediatordesk.core.encoding import NotCanonical, Plain, decode, encode
from mediatordesk.keys.durable import write_durably
from mediatordesk.keys.identities import BadKey, SigningKey, VerifyKey
from mediatordesk.sync.bundles.names import folder_of

FILE = "devices"
MARK = b"MDL1"
MAX_LIST = 16 << 20


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """A device of an office; a revoked one may leave work for an officer, and reads nothing."""

    key: VerifyKey
    office: UUID
    revoked: bool = False

    @property
    def folder(self) -> str:
        """Return the folder of its office."""
        return folder_of(self.office)


@dataclass(frozen=True, slots=True)
class Devices:
    """The devices of a centre, by their names."""

    version: int = 0
    by_id: Mapping[bytes, KnownDevice] = field(default_factory=dict)

    @classmethod
    def of(cls, version: int, devices: Iterable[KnownDevice]) -> "Devices":
        """Return the list of these devices."""
        return cls(version, {one.key.device_id: one for one in devices})

    def reader(self, name: str) -> VerifyKey | None:
        """Return the key of a device that may read, by the letters of its name."""
        try:
            device = self.by_id.get(bytes.fromhex(name))
        except ValueError:
            return None
        return None if device is None or device.revoked else device.key


def write_devices(folder: Path, devices: Devices, key: SigningKey) -> None:
    """Give a front the list of devices, in one step. NotWritten."""
    known = [[one.key.raw, one.office.bytes, int(one.revoked)] for one in devices.by_id.values()]
    body = encode([devices.version, known])
    write_durably(folder / FILE, encode([MARK, body, key.sign(MARK + body)]))


def read_devices(folder: Path, centre: VerifyKey) -> Devices | None:
    """Return the list that lies in a front's folder; None if it is not the centre's, or absent."""
    file = folder / FILE
    try:
        if file.stat().st_size > MAX_LIST:
            return None
        match decode(file.read_bytes()):
            case [bytes(mark), bytes(body), bytes(signature)] if mark == MARK and centre.verifies(
                signature, MARK + body
            ):
                return _devices_from(decode(body))
    except (OSError, NotCanonical, BadKey):
        return None
    return None


def _devices_from(content: Plain) -> Devices | None:
    match content:
        case [int(version), list(items)]:
            return Devices.of(version, map(_device, items))
    return None


def _device(item: Plain) -> KnownDevice:
    match item:
        case [bytes(raw), bytes(office), int(revoked)] if len(office) == 16:
            return KnownDevice(VerifyKey(raw), UUID(bytes=office), bool(revoked))
    raise NotCanonical
