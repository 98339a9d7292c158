"""What the log says of the ways into a desk, and how both are brought together after a stop.

What is added to the key file is written there first and then logged; what is removed is logged
first. The slot itself says what is to be logged (by an event's name, so it is logged once), and
every opening completes what a stop has left half done.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid5

from mediatordesk.actions.desks.tides import Tides
from mediatordesk.core.changes import Op
from mediatordesk.core.clock import Clock
from mediatordesk.core.desk_events import DeskEvent, DeskEventKind
from mediatordesk.core.encoding import NotCanonical, decode, encode
from mediatordesk.core.errors import DeskError
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.records import added, changed
from mediatordesk.core.texts import N_
from mediatordesk.keys.identities import Recipient
from mediatordesk.keys.keyring_slot import turn_off
from mediatordesk.keys.slot_boxes import description
from mediatordesk.keys.slot_file import Slot, SlotKind, Slots, read_slots
from mediatordesk.keys.slots import (
    Opened,
    describe,
    lay_down,
    numbered_label,
    recovery_recipient,
    remove,
    set_recovery,
)
from mediatordesk.store import Store

RECOVERY = "recovery"
"""Under this name the desk remembers who can recover it, inside the encrypted database."""


class Retired(DeskError):
    """An operator who has left types the passphrase that once opened this desk."""

    happened = N_("The desk was not opened: this operator does not work here any more.")
    kept = N_("All cases are as they were.")
    to_do = N_("Ask a colleague to open the desk, and to add you again if you are back.")


def settle_slots(folder: Path, tides: Tides, opened: Opened, clock: Clock) -> None:
    """Bring the key file and the log together. Retired if who opened it has left.

    It may write into the log, so it comes after the question whether that log may go on. Where
    nothing can be written, nothing is.
    """
    store = tides.store
    if store.only_reads_because:
        _require_at_work(folder, store, opened)
        return
    _restore_recovery(folder, store, opened.key)
    if opened.operator and opened.identity:
        lay_down(folder, opened.key, opened.operator, opened.identity)
    _log_slots(folder, tides, opened, clock)
    _remove_slots(folder, store)
    _describe_slots(folder, store, opened.key)
    left = {one.id for one in store.all(Operator) if one.retired}
    if opened.operator in left - {*read_slots(folder).operators()}:
        raise Retired


def _require_at_work(folder: Path, store: Store, opened: Opened) -> None:
    """Raise Retired if who opened the desk has left, and somebody else can open it."""
    left = {one.id for one in store.all(Operator) if one.retired}
    if opened.operator in left and {*read_slots(folder).operators()} - left:
        raise Retired


def operator_words(operator: Operator) -> bytes:
    """Return what a slot keeps, encrypted, of its operator's record."""
    return encode([operator.name, operator.post, operator.recipient])


def removal_of(slot: Slot) -> UUID | None:
    """Return the name of the event that takes a slot away."""
    return uuid5(slot.id, "removed") if slot.id else None


def recovery_of(store: Store) -> Recipient | None:
    """Return who is to recover the desk, as it was set; None for desks that do not know it."""
    told = (store.recall(RECOVERY) or b"").decode()
    text = told or next((one.recovery_recipient for one in store.all(Office)), "")
    return Recipient(text) if text else None


def _restore_recovery(folder: Path, store: Store, key: bytes) -> None:
    """Put back the recovery slot if it is not as it was set: no clerk can switch it off."""
    wanted, found = recovery_of(store), read_slots(folder)
    present = recovery_recipient(found, key)
    if wanted is not None and present != wanted:
        proved_before = present is not None
        event = DeskEventKind.RECOVERY_CHANGED if proved_before else None
        set_recovery(folder, key, wanted, event)


def _log_slots(folder: Path, tides: Tides, opened: Opened, clock: Clock) -> None:
    """Log what the slots say has happened, unless it is logged already."""
    store = tides.store
    found, known = read_slots(folder), {one.id: one for one in store.all(Operator)}
    ops = (*_operators(found, known, opened), *_events(found, store, clock))
    kept = tuple(op for op in ops if op.cells)
    by = opened.operator or next(iter(known), None)
    if kept and by:
        store.commit(by, kept)
        tides.saved(kept)


def _operators(found: Slots, known: dict[UUID, Operator], opened: Opened) -> Iterator[Op]:
    """Yield the operators that only slots know, and the recipient of who opened the desk."""
    for slot in found.of_kind(SlotKind.OPERATOR):
        words = description(found.desk, opened.key, slot)
        if slot.owner and slot.owner not in known and words is not None:
            operator = _operator(slot.owner, words)
            if operator is not None:
                yield added(operator)
    mine = known.get(opened.operator) if opened.operator else None
    if mine is not None and opened.identity is not None:
        yield changed(mine, replace(mine, recipient=opened.identity.recipient.text))


def _operator(owner: UUID, words: bytes) -> Operator | None:
    """Return the operator that a slot describes."""
    try:
        match decode(words):
            case [str(name), str(post), str(recipient)]:
                return Operator(id=owner, name=name, post=post, recipient=recipient)
    except NotCanonical:
        return None
    return None


def _events(found: Slots, store: Store, clock: Clock) -> Iterator[Op]:
    """Yield the events of slots that the log does not know."""
    for slot in found.slots:
        if slot.id and slot.event and not is_logged(store, slot.id):
            event = DeskEvent(
                id=slot.id, kind=slot.event, happened_at=clock.now(), about=slot.owner
            )
            yield added(event)


def is_logged(store: Store, event: UUID) -> bool:
    """Tell whether an event is in the log."""
    return bool(store.where(DeskEvent, "id = ?", (event.bytes,)))


def _remove_slots(folder: Path, store: Store) -> None:
    """Take away the slots that the log says are gone, but never the last that can be typed."""
    found = read_slots(folder)
    for slot in found.of_kind(SlotKind.KEYRING):
        gone = removal_of(slot)
        if gone and is_logged(store, gone):
            turn_off(folder)
    left = {one.id for one in store.all(Operator) if one.retired}
    for operator in found.operators():
        if operator in left and {*read_slots(folder).operators()} - {operator}:
            remove(folder, operator)


def _describe_slots(folder: Path, store: Store, key: bytes) -> None:
    """Let every slot know its operator's record and have a label."""
    found, known = read_slots(folder), {one.id: one for one in store.all(Operator)}
    for place, slot in enumerate(found.of_kind(SlotKind.OPERATOR), start=1):
        operator = known.get(slot.owner) if slot.owner else None
        if operator is None:
            continue
        words = operator_words(operator)
        label = slot.label or numbered_label(place)
        if label != slot.label or description(found.desk, key, slot) != words:
            describe(folder, key, operator.id, words, label)
