"""A process of its own that works on a desk: what tests kill, and what writes at the same time.

Usage: desk_process.py FOLDER commit COUNT | die STATEMENT | apply STATEMENT
                              | migrate STATEMENT KEY

`die`, `apply` and `migrate` end the process by SIGKILL before the so manieth statement.
Each change that is safe is told on standard output.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from mediatordesk.core.cases import Case
from mediatordesk.core.changes import GENESIS, LoggedChange
from mediatordesk.core.clock import Clock
from mediatordesk.core.encoding import encode
from mediatordesk.core.parties import Party
from mediatordesk.core.records import changed
from mediatordesk.store import Store, migrations
from mediatordesk.store.engine import FILE_NAME, connect

KEY = bytes(range(32))
OPERATOR = UUID(int=2)


def main(folder: str, task: str, count: str, key: str = "") -> None:
    """Do a task on the desk of a folder."""
    if task == "migrate":
        migrate(Path(folder), int(count), bytes.fromhex(key))
        return
    store = Store.open(Path(folder), KEY, clock=Clock.computer())
    if task == "commit":
        for number in range(int(count)):
            rename(store, f"{os.getpid()}/{number}")
        return
    rows = [store.all(Case)[0].id.bytes, store.all(Party)[0].id.bytes]
    before_statement(store, int(count), lambda: os.kill(os.getpid(), signal.SIGKILL))
    if task == "die":
        rename(store, "O'Brien & Sons")
    else:
        payload = encode([[3, rows[0], 1, [[3, "覃𬭎"]]], [5, rows[1], 1, [[11, "1"]]]])
        headers = [encode([seq, 1 << 62, 0, OPERATOR.bytes, 0, 1]) for seq in (1, 2)]
        changes = [LoggedChange(header, payload, bytes(16)) for header in headers]
        tell(store.apply(b"s" * 8, GENESIS, 1, changes).applied)


def migrate(folder: Path, count: int, key: bytes) -> None:
    """Open an old desk with this version, and die on the way."""
    database = connect(folder / FILE_NAME, key)
    store = Store(database, Clock.computer())
    before_statement(store, count, lambda: os.kill(os.getpid(), signal.SIGKILL))
    migrations.migrate(database, store._all_or_nothing)


def rename(store: Store, name: str) -> None:
    """Correct case and party in one change, and tell its number once it is safe."""
    case, party = store.all(Case)[0], store.all(Party)[0]
    ops = [changed(case, case.renamed(name)), changed(party, party.renamed(name))]
    tell(store.commit(OPERATOR, ops).seq)


def tell(number: int) -> None:
    """Say a number to whoever started this process."""
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def before_statement(store: Store, number: int, happens: Callable[[], None]) -> None:
    """Let something happen before the so manieth statement from now on."""
    left = [number]

    def trace(_statement: str) -> None:
        left[0] -= 1
        if left[0] < 0:
            happens()

    store._connection.set_trace_callback(trace)


if __name__ == "__main__":
    main(*sys.argv[1:])
