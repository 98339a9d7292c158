"""A process of its own that changes who may open a desk, and is killed on its way.

Usage: killed_operators.py FOLDER TASK N

It ends by SIGKILL before its so manieth operation on a file or statement of the database, counted
from when the desk is open. What is needed from outside it is played: the system's keyring.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from mediatordesk.actions.backups.recovery import print_sheet_anew
from mediatordesk.actions.desks.desk import Desk, open_desk
from mediatordesk.actions.desks.operators import (
    add_operator,
    change_passphrase,
    keep_in_keyring,
    operators_of_folder,
    retire_operator,
)
from mediatordesk.keys import keyring_slot

from .shared_desks import CHEAP, CLOCK, PLACES, WORDS_OF_LI

NEW_WORDS, THIRD_WORDS = "新的 口令 五个 词", "第三 人 的 口令"
ACTS = frozenset({"open", "os.rename", "os.remove", "os.mkdir"})


def main(folder: str, task: str, count: str) -> None:
    """Do a task at the desk of a folder, and be killed at an operation of it."""
    place = Path(folder)
    kept = place.with_name("keyring")
    played = {
        "keep_secret": lambda _desk, secret: kept.write_bytes(secret),
        "recall_secret": lambda _desk: kept.read_bytes(),
        "forget_secret": lambda _desk: kept.unlink(missing_ok=True),
    }
    vars(keyring_slot).update(played)
    desk = open_desk(place, WORDS_OF_LI, places=PLACES, clock=CLOCK)
    others = [one.operator for one in operators_of_folder(place)[1:]]
    die_at(desk, int(count))
    TASKS[task](desk, others)


def die_at(desk: Desk, count: int) -> None:
    """Kill this process before its so manieth operation from now on."""
    left = [count]

    def tell(*_told: object) -> None:
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(event: str, told: tuple[object, ...]) -> None:
        if event in ACTS and str(desk.folder) in str(told):
            tell()

    sys.addaudithook(heard)
    desk.store._connection.set_trace_callback(tell)


TASKS: dict[str, Callable[[Desk, list[UUID]], object]] = {
    "passphrase": lambda desk, _others: change_passphrase(desk, WORDS_OF_LI, NEW_WORDS, cost=CHEAP),
    "add": lambda desk, _others: add_operator(desk, "第三人 a<b", "", THIRD_WORDS, cost=CHEAP),
    "retire": lambda desk, others: retire_operator(desk, others[0]),
    "keyring-on": lambda desk, _others: keep_in_keyring(desk, on=True),
    "keyring-off": lambda desk, _others: keep_in_keyring(desk, on=False),
    "recovery": lambda desk, _others: print_sheet_anew(
        desk, desk.folder.with_name("sheet.pdf").write_bytes
    ),
}

if __name__ == "__main__":
    main(*sys.argv[1:])
