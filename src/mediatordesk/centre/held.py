"""Held work: what a revoked device said after it was lost, for an officer to look at.

It may be a thief's, or the clerk's last day before the laptop was reported. It is kept as it came;
an officer who knows admits it, bundle by bundle and in its order.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from mediatordesk.centre.databases.marks import Fate, Mark
from mediatordesk.centre.inbox import Centre
from mediatordesk.centre.ledger import Ledger, Outcome
from mediatordesk.centre.register import DeviceEntry, OfficeEntry, Register
from mediatordesk.core.changes import CHINA
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.sync.bundles.bundle import checked
from mediatordesk.sync.bundles.logs import Log, read_log


class NotHeld(DeskError):
    """A name that is none of a held bundle."""

    happened = N_("No held work is called {name}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Take the name from “centre held”.")


class EarlierHeld(DeskError):
    """Earlier work of the same device is held too, and must be admitted first."""

    happened = N_("This cannot be admitted yet: work of the same computer before it is held too.")
    kept = N_("Nothing was changed.")
    to_do = N_("Look at {name} first, and admit that; or leave both.")


@dataclass(frozen=True, slots=True)
class HeldWork:
    """A held bundle: whose it is, which changes it holds, when it was made by its own clock."""

    name: str
    office: str
    device: str
    replica: bytes
    first: int
    last: int
    made: datetime


def held_work(centre: Centre) -> tuple[HeldWork, ...]:
    """Return what is held of all offices, office by office, in its order."""
    register = centre.register
    return tuple(one for office in register.offices for one in _held_of(centre, register, office))


def _held_of(centre: Centre, register: Register, office: OfficeEntry) -> Iterator[HeldWork]:
    """Yield what is held of an office."""
    with centre.ledger(office, register) as ledger:
        marks = ledger.store.marked(Fate.HELD)
        for name, mark in sorted(marks, key=lambda one: (one[1].replica, one[1].seq0)):
            device, log = _read(centre, ledger, name)
            made = datetime.fromtimestamp(log.told.wall / 1000, CHINA)
            letters = device.key.fingerprint
            yield HeldWork(name, office.name, letters, mark.replica, mark.seq0, mark.last, made)


def admit(centre: Centre, name: str) -> Outcome:
    """Take over held work after all, and let the office's other laptops believe it too.

    NotHeld, EarlierHeld, CentreBusy.
    """
    office = _office_of(centre, name)
    with centre.enrolments.alone() as write, centre.ledger(office, centre.register) as ledger:
        held = dict(ledger.store.marked(Fate.HELD))
        mark = held[name]
        _require_next(ledger, held, mark)
        device, _log = _read(centre, ledger, name)
        register = _believing(centre.register, device, mark)
        write(register)
    with centre.ledger(office, register) as ledger:
        ledger.store.mark({name: Mark(Fate.ARRIVED)})
        data = centre.archive.get(name) or b""
        return ledger.take(name, data, int(centre.clock.now().timestamp() * 1000))


def _office_of(centre: Centre, name: str) -> OfficeEntry:
    """Return the office in which a bundle is held. NotHeld."""
    register = centre.register
    for office in register.offices:
        with centre.ledger(office, register) as ledger:
            if name in dict(ledger.store.marked(Fate.HELD)):
                return office
    raise NotHeld(name=name)


def _require_next(ledger: Ledger, held: dict[str, Mark], mark: Mark) -> None:
    """Say EarlierHeld if changes before these are held."""
    known = ledger.store.known().get(mark.replica, 0)
    earlier = [
        (one.seq0, name)
        for name, one in held.items()
        if one.replica == mark.replica and one.seq0 < mark.seq0 and one.last > known
    ]
    if earlier:
        raise EarlierHeld(name=min(earlier)[1])


def _believing(register: Register, device: DeviceEntry, mark: Mark) -> Register:
    """Return the register in which a revoked device is believed up to a change."""
    valid = dict(device.valid)
    valid[mark.replica] = max(mark.last, valid.get(mark.replica, 0))
    after = replace(device, valid=tuple(sorted(valid.items())))
    devices = tuple(after if one == device else one for one in register.devices)
    return replace(register, version=register.version + 1, devices=devices)


def _read(centre: Centre, ledger: Ledger, name: str) -> tuple[DeviceEntry, Log]:
    """Return a held bundle, and whose it is; it was checked when it came."""
    bundle = checked(centre.archive.get(name) or b"", ledger.key_of)
    device = ledger.register.device(bundle.header.device)
    if device is None:
        raise NotHeld(name=name)
    return device, read_log(bundle, ledger.identities)
