"""The desk's database key in slots: each clerk's passphrase opens one, the recovery sheet another.

Whatever is added, changed or removed, the key file is replaced as a whole, by one process at a
time, and never without a slot that a person can open and the recovery slot.
"""

import hmac
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID, uuid4

from mediatordesk.core.desk_events import DeskEventKind
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.keys import slot_boxes
from mediatordesk.keys.durable import NotWritten
from mediatordesk.keys.guesses import ANYBODY, forget_guesses, guess, read_attempts
from mediatordesk.keys.identities import BadKey, Identity, NotForUs, Recipient
from mediatordesk.keys.passphrases import require_passphrase
from mediatordesk.keys.slot_boxes import KEY_BYTES, Content
from mediatordesk.keys.slot_file import (
    FILE,
    SALT_BYTES,
    BadSlots,
    Cost,
    KeysBusy,
    Slot,
    SlotKind,
    Slots,
    changing,
    read_slots,
    write_slots,
)


class WrongPassphrase(DeskError):
    """No slot opens with this passphrase."""

    happened = N_("The desk was not opened: the passphrase is wrong.")
    kept = N_("All cases are as they were; any number of further attempts is allowed.")
    to_do = N_("Check the keyboard and the Caps Lock key, then type it again. If it is lost, "
               "open the desk with the recovery sheet.")  # fmt: skip


class WrongRecovery(DeskError):
    """The recovery identity is another desk's, or one that this desk had before."""

    happened = N_("The desk was not opened: this recovery sheet belongs to another desk, or a "
                  "later one has taken its place.")  # fmt: skip
    kept = N_("All cases are as they were.")
    to_do = N_("Use the sheet that was printed last for this desk, or ask the county if it belongs "
               "to one. A backup opens with the sheet of its time.")  # fmt: skip


class SlotsExist(DeskError):
    """There is a desk in this folder already; its key file is never replaced by a new one."""

    happened = N_("No desk was made: the folder {folder} holds a desk already.")
    kept = N_("That desk is unchanged.")
    to_do = N_("Open it, or choose another folder.")


class LastSlot(DeskError):
    """The slot cannot be removed, because nobody could type themselves in any more."""

    happened = N_("The operator's way in was not removed: it is the last one of this desk.")
    kept = N_("Nothing was changed.")
    to_do = N_("Add another operator first.")


@dataclass(frozen=True, slots=True)
class Opened:
    """The database key, whose slot opened, and that operator's own identity.

    `operator` is None for recovery. `identity` is None where it could not be known.
    """

    key: bytes = field(repr=False)
    operator: UUID | None = None
    identity: Identity | None = None


@dataclass(frozen=True, slots=True)
class Entrant:
    """Who gets a way in: the operator's id, own identity, and the label shown before unlocking.

    `about` is what the log must say of the operator; it is kept encrypted. `event` is what has
    happened, if the log must say that.
    """

    operator: UUID
    label: str = ""
    identity: Identity = field(default_factory=Identity.new)
    about: bytes = b""
    event: DeskEventKind | None = None


@dataclass(frozen=True, slots=True)
class SlotName:
    """A way in as it is shown before unlocking; `keyring`: it also opens without typing."""

    operator: UUID
    label: str
    keyring: bool = False


def slot_names(folder: Path) -> tuple[SlotName, ...]:
    """Return who can open the desk, who did so last first. BadSlots."""
    found, last = read_slots(folder), read_attempts(folder).last
    without_typing = {slot.owner for slot in found.of_kind(SlotKind.KEYRING)}
    names = [
        SlotName(slot.owner, slot.label or numbered_label(place), slot.owner in without_typing)
        for place, slot in enumerate(found.of_kind(SlotKind.OPERATOR), start=1)
        if slot.owner
    ]
    return tuple(sorted(names, key=lambda name: name.operator != last))


def numbered_label(number: int) -> str:
    """Return the label of who has chosen none: 1号, 2号; it is data, the same in any language."""
    return f"{number}号"


def new_slots(
    folder: Path, entrant: Entrant, passphrase: str, recovery: Recipient, cost: Cost | None = None
) -> Opened:
    """Draw a new database key and keep it in an operator slot and a recovery slot.

    The recovery identity is printed and never stored. SlotsExist if the folder has a key file.
    """
    if (folder / FILE).exists():
        raise SlotsExist(folder=folder.name)
    key, desk = os.urandom(KEY_BYTES), UUID(bytes=os.urandom(16), version=4)
    slots = Slots(
        desk, slot_boxes.check_of(desk, key), (slot_boxes.recovery_slot(desk, key, recovery),)
    )
    mine = _operator_slot(slots, key, entrant, passphrase, cost)
    write_slots(folder, replace(slots, slots=(mine, *slots.slots)))
    return Opened(key, entrant.operator, entrant.identity)


def open_with_passphrase(
    folder: Path,
    passphrase: str,
    operator: UUID | None = None,
    *,
    now: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> Opened:
    """Return the database key; without `operator` every slot is tried, the last used first.

    WrongPassphrase if none opens, WaitBeforeNextTry if the guess comes too early, BadSlots if the
    key file is unreadable. `now` gives seconds since 1970; `sleep` waits where none can be counted.
    """
    found = read_slots(folder)
    tried = _tried(found, operator, read_attempts(folder).last)
    door = str(tried[0].owner) if len(tried) == 1 else ANYBODY
    hit = guess(folder, door, now, lambda: _first_opened(found.desk, tried, passphrase), sleep)
    if hit is None:
        raise WrongPassphrase
    slot, wrapping, content = hit
    forget_guesses(folder, door, slot.owner if len(found.operators()) > 1 else None)
    if content.identity is not None:
        return Opened(content.key, slot.owner, content.identity)
    return _completed(folder, slot, wrapping, content)


def open_with_recovery(folder: Path, recovery: Identity, operator: UUID | None = None) -> Opened:
    """Return the database key, and the identity that an operator laid down for this case.

    WrongRecovery if the identity is not the recovery sheet's.
    """
    found = read_slots(folder)
    for slot in found.of_kind(SlotKind.RECOVERY):
        try:
            key = slot_boxes.recovered_key(found.desk, slot, recovery)
        except NotForUs as error:
            raise WrongRecovery from error
        if key is not None:
            mine = None if operator is None else found.of_operator(operator)
            laid_down = slot_boxes.identity_from_escrow(mine, recovery) if mine else None
            return Opened(key, operator, laid_down)
    raise BadSlots(file=FILE)


def change_passphrase(
    folder: Path, operator: UUID, old: str, new: str, cost: Cost | None = None
) -> UUID | None:
    """Let an operator in by a new passphrase; the old one opens nothing from then on.

    Returns the name of the event. WrongPassphrase, WaitBeforeNextTry, NoPassphrase.
    """
    require_passphrase(new)
    before = open_with_passphrase(folder, old, operator)
    identity = before.identity or Identity.new()
    event = DeskEventKind.PASSPHRASE_CHANGED
    return add_operator(folder, before.key, Entrant(operator, "", identity, b"", event), new, cost)


def add_operator(
    folder: Path, key: bytes, entrant: Entrant, passphrase: str, cost: Cost | None = None
) -> UUID | None:
    """Give an operator a way in, in place of the one they may have had, whose label they keep.

    Returns the name of the event, if there is one. NoPassphrase, BadKey, KeysBusy.
    """
    require_passphrase(passphrase)
    with changing(folder) as found:
        require_key(found, key)
        slot = _operator_slot(found, key, entrant, passphrase, cost)
        before = found.of_operator(entrant.operator)
        if before is None:
            write_slots(folder, replace(found, slots=(*found.slots, slot)))
        else:
            about = slot.about or before.about
            slot = replace(slot, label=slot.label or before.label, about=about)
            write_slots(folder, replaced(found, before, slot))
        return slot.id


def remove(folder: Path, operator: UUID) -> None:
    """Remove an operator's ways in. LastSlot if nobody else could type themselves in."""
    with changing(folder) as found:
        if set(found.operators()) <= {operator}:
            raise LastSlot
        kept = tuple(slot for slot in found.slots if slot.owner != operator)
        write_slots(folder, replace(found, slots=kept))
    forget_guesses(folder, str(operator), None)


def set_recovery(
    folder: Path, key: bytes, recovery: Recipient, event: DeskEventKind | None = None
) -> UUID | None:
    """Let another recovery identity open the desk, in place of the present one.

    Identities that were laid down for the present one stay so, until their operators open the
    desk the next time. Returns the name of the event, if there is one.
    """
    with changing(folder) as found:
        require_key(found, key)
        slot = slot_boxes.recovery_slot(found.desk, key, recovery)
        slot = replace(slot, event=event, id=uuid4() if event else None)
        others = tuple(one for one in found.slots if one.kind is not SlotKind.RECOVERY)
        write_slots(folder, replace(found, slots=(*others, slot)))
        return slot.id


def recovery_recipient(found: Slots, key: bytes) -> Recipient | None:
    """Return who can recover the desk; None if the slot is not as somebody with the key wrote it.

    Slots of desks that were made before there were proofs have none.
    """
    for slot in found.of_kind(SlotKind.RECOVERY):
        if slot.recipient and slot_boxes.is_proved(found.desk, key, slot):
            return Recipient(slot.recipient)
    return None


def describe(folder: Path, key: bytes, operator: UUID, about: bytes, label: str) -> None:
    """Keep in an operator's slot what the log must say of them, and their label."""
    with changing(folder) as found:
        require_key(found, key)
        slot = found.of_operator(operator)
        if slot is not None:
            after = slot_boxes.described(found.desk, key, replace(slot, label=label), about)
            write_slots(folder, replaced(found, slot, after))


def lay_down(folder: Path, key: bytes, operator: UUID, identity: Identity) -> None:
    """Lay an operator's identity down for the present recovery, if it is not."""
    found = read_slots(folder)
    slot, recovery = found.of_operator(operator), recovery_recipient(found, key)
    if slot is None or recovery is None or slot.recipient == recovery.text:
        return
    with changing(folder) as found:
        slot = found.of_operator(operator)
        if slot is not None:
            write_slots(
                folder, replaced(found, slot, slot_boxes.escrowed(slot, identity, recovery))
            )


def replaced(found: Slots, before: Slot, after: Slot) -> Slots:
    """Return the slots with one in place of another."""
    return replace(found, slots=tuple(after if one is before else one for one in found.slots))


def require_key(slots: Slots, key: bytes) -> None:
    """Say BadKey if the key is not that of these slots: no slot may hold a wrong one."""
    if not hmac.compare_digest(slots.check, slot_boxes.check_of(slots.desk, key)):
        raise BadKey


def _operator_slot(
    found: Slots, key: bytes, entrant: Entrant, passphrase: str, cost: Cost | None
) -> Slot:
    """Return the slot that lets an operator in. NoPassphrase if the passphrase is empty."""
    require_passphrase(passphrase)
    slot = Slot(
        SlotKind.OPERATOR,
        b"",
        entrant.operator,
        os.urandom(SALT_BYTES),
        cost or Cost(),
        label=entrant.label,
        event=entrant.event,
        id=uuid4() if entrant.event else None,
    )
    content = Content(key, entrant.identity)
    slot = slot_boxes.filled(found.desk, slot, slot_boxes.stretched(passphrase, slot), content)
    if entrant.about:
        slot = slot_boxes.described(found.desk, key, slot, entrant.about)
    recovery = recovery_recipient(found, key)
    return slot_boxes.escrowed(slot, entrant.identity, recovery) if recovery else slot


def _tried(found: Slots, operator: UUID | None, last: UUID | None) -> tuple[Slot, ...]:
    """Return the slots that a passphrase may open. WrongPassphrase if there is none."""
    of_operators = found.of_kind(SlotKind.OPERATOR)
    meant = [slot for slot in of_operators if operator in (None, slot.owner)]
    if not meant:
        raise WrongPassphrase
    return tuple(sorted(meant, key=lambda slot: slot.owner != last))


def _first_opened(
    desk: UUID, tried: tuple[Slot, ...], passphrase: str
) -> tuple[Slot, bytes, Content] | None:
    """Return the first slot that a passphrase opens, what opened it, and what is in it."""
    for slot in tried:
        wrapping = slot_boxes.stretched(passphrase, slot)
        content = slot_boxes.opened(desk, slot, wrapping)
        if content is not None:
            return slot, wrapping, content
    return None


def _completed(folder: Path, slot: Slot, wrapping: bytes, content: Content) -> Opened:
    """Give a slot of an older desk its identity.

    A slot that was changed meanwhile is left as it is, and so is one on a disk that is full.
    """
    full = Content(content.key, content.identity or Identity.new())
    try:
        _fill_again(folder, slot, wrapping, full)
    except (NotWritten, KeysBusy):
        return Opened(content.key, slot.owner, content.identity)
    return Opened(content.key, slot.owner, full.identity)


def _fill_again(folder: Path, slot: Slot, wrapping: bytes, content: Content) -> None:
    """Write a slot anew for the same passphrase. KeysBusy if somebody has changed it meanwhile."""
    with changing(folder) as found:
        before = next((one for one in found.slots if one == slot), None)
        if before is None or content.identity is None:
            raise KeysBusy
        after = slot_boxes.filled(found.desk, slot, wrapping, content)
        recovery = recovery_recipient(found, content.key)
        after = slot_boxes.escrowed(after, content.identity, recovery) if recovery else after
        write_slots(folder, replaced(found, before, after))
