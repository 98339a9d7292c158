"""A desk that was copied, while the one it was copied from goes on: it asks for keys of its own.

Two computers with the same keys are one computer to the centre: who loses one of them has both
revoked. Which of the two is the second is no guess: it has left its name in the log, because its
file was copied or its history branched off (docs/adr/0016-forks.md), and under that name work goes
on which began after it had left. A disk that was set back gets back only what was older.
"""

from uuid import UUID

from mediatordesk.actions.desks.tides import Beginning, Tides, begin_epoch, begin_mark
from mediatordesk.core.epochs import EpochReason
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.keys.identities import Device
from mediatordesk.store import Store
from mediatordesk.store.high_water import written_at
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.delivery.memory import Memory

OWN_KEYS = "enrolment/own keys"
"""The keys that a second copy has asked its centre to enrol."""


class SecondCopy(DeskError):
    """The desk is a copy of one that goes on, and shares its keys."""

    happened = N_("This desk is a copy: another computer goes on working under the same keys.")
    kept = N_("Both go on as before. Everything is saved, and what both write comes together "
              "by itself.")  # fmt: skip
    to_do = N_("Ask the centre for a new slip and join with it on this computer; it then has keys "
               "of its own: sync enrol --slip TEXT")  # fmt: skip


def is_second_copy(store: Store) -> bool:
    """Tell whether another computer goes on under a name that this desk has left.

    Names that were left when the desk was given keys of its own count no more.
    """
    *left, _present = own = store.own_replicas()
    settled, known = Memory(store).former_keys(), store.known()
    begun = [written_at(store, name, 1) for name in own]
    for name in left:
        mine, here = store.last_written(name), known[name]
        if name in settled or here <= mine:
            continue
        parted = min((at for at in begun if at > written_at(store, name, mine)), default=None)
        if parted is not None and written_at(store, name, here) > parted:
            return True
    return False


def own_keys(store: Store) -> Device | None:
    """Return the keys that this desk has asked for as a second copy, if it has."""
    kept = store.recall(OWN_KEYS)
    return Device.from_bytes(kept) if kept else None


def keys_to_ask_for(store: Store, device: Device) -> Device:
    """Return the keys that the centre is asked to enrol: of a second copy new ones of its own.

    Asked again, they are the same.
    """
    asked = own_keys(store)
    if asked is None and is_second_copy(store):
        asked = Device.new()
        store.remember(OWN_KEYS, asked.to_bytes())
    return asked or device


def leave_shared_name(line: Line, tides: Tides, operator: UUID) -> None:
    """Let the log go on under a name of the desk's own keys, if it still bears one of the shared.

    What was written before keeps its name, and is signed by the keys of that time.
    """
    store = line.store
    if store.head().replica not in line.memory.former_keys():
        return
    beginning = Beginning(EpochReason.OWN_KEYS, None)
    begin_epoch(store, beginning, device=line.device.id, operator=operator, clock=line.clock)
    if tides.mark is not None:
        begin_mark(store, tides.mark, line.folder)
