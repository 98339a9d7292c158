"""Who gets in: passphrases, operators, the slot that opens without typing."""

import os
from collections.abc import Sequence
from pathlib import Path

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.operators import (
    add_operator,
    change_passphrase,
    keep_in_keyring,
    retire_operator,
    settle_keys,
)
from mediatordesk.core.offices import Operator
from mediatordesk.keys.keyring_slot import add_secret, keyring_owner
from mediatordesk.keys.slot_file import read_slots
from mediatordesk.keys.slots import WrongPassphrase, open_with_passphrase

from .desks import CHEAP, OTHER_PASSPHRASE, PASSPHRASE, make_desk, opened
from .tracing import Teller

RETIRED, ON, OFF = "retired", "on", "off"


def opens(desk: Desk, passphrase: str) -> bool:
    """Tell whether a passphrase opens the desk, and its database with it."""
    try:
        found = open_with_passphrase(desk.folder, passphrase, now=lambda: 10**10)
    except WrongPassphrase:
        return False
    return found.key == desk.key


def toggle_passphrase(place: Path, tell: Teller) -> None:
    """Change the passphrase to the other one of two."""
    with opened(place) as desk:
        old, new = PASSPHRASE, OTHER_PASSPHRASE
        if not opens(desk, old):
            old, new = new, old
        change_passphrase(desk, old, new, cost=CHEAP)
        tell(new)


def one_passphrase_opens(desk: Desk, told: Sequence[str]) -> None:
    """Assert that one of the two opens the desk, and no other than was told last."""
    opening = [one for one in (PASSPHRASE, OTHER_PASSPHRASE) if opens(desk, one)]
    assert len(opening) == 1
    assert opening == list(told[-1:]) or not told


def passphrase_of(number: int) -> str:
    """Return the passphrase of the so manieth operator who was added."""
    return f"第{number}个操作员的口令，够长"


def add_another(place: Path, tell: Teller) -> None:
    """Add an operator."""
    with opened(place) as desk:
        number = len(desk.store.all(Operator))
        add_operator(desk, f"O'Brien {number}", "", passphrase_of(number), cost=CHEAP)
        tell(f"O'Brien {number}")


def operators_get_in(desk: Desk, told: Sequence[str]) -> None:
    """Assert that whoever was told to be an operator gets in, and all who get in are operators."""
    operators = desk.store.all(Operator)
    assert set(told) <= {one.name for one in operators}
    assert set(read_slots(desk.folder).operators()) == {one.id for one in operators}
    for number in range(1, len(operators)):
        assert opens(desk, passphrase_of(number))


def three_operators(place: Path) -> None:
    """Make a desk that three people share."""
    make_desk(place)
    for _ in range(2):
        add_another(place, lambda _: None)


def retire_one(place: Path, tell: Teller) -> None:
    """Retire one of those who were added, the last one first."""
    with opened(place) as desk:
        present = [one for one in desk.store.all(Operator)[1:] if not one.retired]
        if present:
            retire_operator(desk, present[-1].id)
            tell(present[-1].name)


def retired_are_out(desk: Desk, told: Sequence[str]) -> None:
    """Assert that retired operators do not get in, and that the others do."""
    operators = desk.store.all(Operator)
    retired = {one.id for one in operators if one.retired}
    assert set(told) <= {one.name for one in operators if one.retired}
    assert set(read_slots(desk.folder).operators()) == {one.id for one in operators} - retired
    for number, operator in enumerate(operators[1:], 1):
        assert opens(desk, passphrase_of(number)) == (operator.id not in retired)


def turn_keyring_on(place: Path, tell: Teller) -> None:
    """Add the slot that opens without typing; the keyring itself is another program's."""
    with opened(place) as desk:
        add_secret(desk.folder, desk.key, desk.operator.id, os.urandom(32), desk.identity)
        settle_keys(desk)
        tell(ON)


def with_keyring(place: Path) -> None:
    """Make a desk that opens without typing."""
    make_desk(place)
    turn_keyring_on(place, lambda _: None)


def turn_keyring_off(place: Path, tell: Teller) -> None:
    """Take the slot away again."""
    with opened(place) as desk:
        keep_in_keyring(desk, on=False)
        tell(OFF)


def keyring_is_as_told(desk: Desk, told: Sequence[str]) -> None:
    """Assert that the slot is there or not, as it was told last, and that a passphrase opens."""
    owner = keyring_owner(desk.folder)
    assert opens(desk, PASSPHRASE)
    if told:
        assert owner == (desk.operator.id if told[-1] == ON else None)
