"""The operators of a desk: their ways in, their passphrases, and who goes on when one gets up."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.slot_records import operator_words, removal_of, settle_slots
from mediatordesk.core.cases import EmptyText
from mediatordesk.core.changes import Change, Op
from mediatordesk.core.desk_events import DeskEvent, DeskEventKind
from mediatordesk.core.errors import DeskError
from mediatordesk.core.offices import Operator
from mediatordesk.core.records import added, changed, tidy
from mediatordesk.core.texts import N_, _
from mediatordesk.keys import keyring_slot, slots
from mediatordesk.keys.identities import Identity
from mediatordesk.keys.slot_file import Cost, SlotKind, read_slots
from mediatordesk.keys.slots import Entrant, LastSlot, Opened, SlotName, slot_names

LONGEST_LABEL = 20
"""Characters of a label."""


class NoSuchOperator(DeskError):
    """A label or an id that no operator of this desk has."""

    happened = N_("There is no operator “{label}” at this desk; there are: {known}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Correct the label and try again.")


class LabelTaken(DeskError):
    """Two operators would not be told apart before the desk is open."""

    happened = N_("Another operator of this desk has the label “{label}”.")
    kept = N_("Nothing was changed.")
    to_do = N_("Choose another label; it is shown before the desk is open.")


class RetiresOneself(DeskError):
    """Who has the desk open cannot take away their own way in."""

    happened = N_("You cannot retire yourself.")
    kept = N_("Nothing was changed.")
    to_do = N_("Ask a colleague to open the desk and to do it.")


class OtherDesk(DeskError):
    """A passphrase opened another desk than the one that is running."""

    happened = N_("The desk was not handed over: its key file was exchanged.")
    kept = N_("The desk is still open for who opened it.")
    to_do = N_("Close the desk and open it again.")


def operators_of_folder(folder: Path) -> tuple[SlotName, ...]:
    """Return who can open the desk of a folder, as it is shown before; the last one first.

    No key is needed. BadSlots.
    """
    return slot_names(folder)


def operator_named(folder: Path, words: str) -> UUID:
    """Return the operator of a label or an id. NoSuchOperator if there is none."""
    names = slot_names(folder)
    for name in names:
        if words.strip() in (name.label, str(name.operator)):
            return name.operator
    raise NoSuchOperator(label=words, known=_(", ").join(name.label for name in names))


def keyring_owner(folder: Path) -> UUID | None:
    """Return for whom the desk of a folder opens without typing, if for anybody."""
    return keyring_slot.keyring_owner(folder)


def add_operator(
    desk: Desk,
    name: str,
    post: str,
    passphrase: str,
    *,
    label: str = "",
    cost: Cost | None = None,
) -> Operator:
    """Let another operator work at this desk. EmptyText, LabelTaken, NoPassphrase."""
    if not tidy(name):
        raise EmptyText(field="name")
    desk.store.require_writable()
    identity = Identity.new()
    operator = Operator(name=tidy(name), post=tidy(post), recipient=identity.recipient.text)
    entrant = Entrant(
        operator.id,
        free_label(desk, label),
        identity,
        operator_words(operator),
        DeskEventKind.OPERATOR_ADDED,
    )
    slots.add_operator(desk.folder, desk.key, entrant, passphrase, cost)
    settle_keys(desk)
    return desk.store.get(Operator, operator.id)


def free_label(desk: Desk, wanted: str, operator: UUID | None = None) -> str:
    """Return a label as it is kept; without a wish the next free number. LabelTaken."""
    used = {name.label for name in slot_names(desk.folder) if name.operator != operator}
    label = tidy(wanted).replace("\n", " ")[:LONGEST_LABEL]
    if label in used:
        raise LabelTaken(label=label)
    numbered = (slots.numbered_label(number) for number in range(1, len(used) + 2))
    return label or next(one for one in numbered if one not in used)


def change_label(desk: Desk, operator: UUID, label: str) -> None:
    """Let an operator be shown under another label before the desk is open. LabelTaken."""
    desk.store.require_writable()
    words = operator_words(desk.store.get(Operator, operator))
    chosen = free_label(desk, label, operator)
    slots.describe(desk.folder, desk.key, operator, words, chosen)


def change_passphrase(desk: Desk, old: str, new: str, *, cost: Cost | None = None) -> None:
    """Let the operator in by a new passphrase. WrongPassphrase, WaitBeforeNextTry, NoPassphrase."""
    desk.store.require_writable()
    slots.change_passphrase(desk.folder, desk.operator.id, old, new, cost)
    settle_keys(desk)


def retire_operator(desk: Desk, operator: UUID) -> None:
    """Take an operator's way in away; what they wrote stays theirs. RetiresOneself, LastSlot.

    An old copy of the key file with an old copy of the database still opens for them.
    """
    leaving = desk.store.get(Operator, operator)
    if operator == desk.operator.id:
        raise RetiresOneself
    if {*read_slots(desk.folder).operators()} <= {operator}:
        raise LastSlot
    gone = replace(leaving, retired=True)
    desk.commit([changed(leaving, gone), _event(desk, DeskEventKind.OPERATOR_RETIRED, operator)])
    settle_keys(desk)


def keep_in_keyring(desk: Desk, *, on: bool) -> None:
    """Let the operator in without typing from now on, or no more. NoKeyring.

    It is one slot for one operator: who turns it on takes it over.
    """
    desk.store.require_writable()
    if on:
        keyring_slot.turn_on(desk.folder, desk.key, desk.operator.id, desk.identity)
    else:
        desk.commit(_keyring_removals(desk))
        keyring_slot.turn_off(desk.folder)
    settle_keys(desk)


def hand_over(desk: Desk, passphrase: str, operator: UUID | None = None) -> Desk:
    """Return the running desk in the hands of another operator, who types their passphrase.

    WrongPassphrase, WaitBeforeNextTry; then the desk stays with who has it.
    """
    desk.store.require_writable()
    opened = slots.open_with_passphrase(desk.folder, passphrase, operator)
    if opened.key != desk.key or opened.operator is None:
        raise OtherDesk
    settle_slots(desk.folder, desk.tides, opened, desk.clock)
    taker = desk.store.get(Operator, opened.operator)
    taken = replace(desk, operator=taker, identity=opened.identity)
    took_over(taken, desk.operator.id)
    return taken


def took_over(desk: Desk, before: UUID) -> Change:
    """Log that the operator goes on where another one was at work."""
    return desk.commit([_event(desk, DeskEventKind.HANDED_OVER, before)])


def settle_keys(desk: Desk) -> None:
    """Bring the key file and the log of an open desk together."""
    opened = Opened(desk.key, desk.operator.id, desk.identity)
    settle_slots(desk.folder, desk.tides, opened, desk.clock)


def _keyring_removals(desk: Desk) -> list[Op]:
    """Return the events that take the slots away which open without typing."""
    kind = DeskEventKind.KEYRING_SLOT_REMOVED
    return [
        _event(desk, kind, slot.owner, removal_of(slot))
        for slot in read_slots(desk.folder).of_kind(SlotKind.KEYRING)
    ]


def _event(desk: Desk, kind: DeskEventKind, about: UUID | None, name: UUID | None = None) -> Op:
    """Return the record of something that happens to the desk now."""
    return added(
        DeskEvent(id=name or uuid4(), kind=kind, happened_at=desk.clock.now(), about=about)
    )
