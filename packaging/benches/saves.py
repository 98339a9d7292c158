"""One field saved, against a bare UPDATE of the same row in the same file."""

import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from benches.desks import OPERATOR, filled
from benches.tables import Section, Timing, microseconds
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import Cell, Op
from mediatordesk.core.parties import Party
from mediatordesk.core.records import changed
from mediatordesk.store import Store
from mediatordesk.store.schema import guards_of

CASES = 10_000
ROUNDS = 20
BLOCK = 50
WARM_UP = 10
FLOOR = "floor: bare UPDATE of a party"
INSECURE = "the same, secure_delete off"
WORDS = f"""One field is saved and is safe on the disk: its row, the log with chain and causal
base, and the guards that let nothing pass unlogged. The floor is an UPDATE of the same field of
the same rows by the same library in the same file under the same settings (WAL,
synchronous=FULL, SQLCipher), but without a log and with the guards taken away. In turns,
{ROUNDS} × {BLOCK} times each, in a store of {CASES:,} cases. Demanded: 0.70 or more. A save
writes two pages, the row's and the log's, instead of one, which is about a third of what it
costs more; the rest is the processor's, reading the row's dots, hashing and encoding. All wait
for the disk, so the slower that is, the nearer the ratio comes to 1."""


def saves(folder: Path) -> Section:
    """Measure what it costs that nothing is written that is not logged."""
    store = filled(folder, CASES)
    parties = itertools.cycle(one.id for one in store.all(Party)[::20])
    cases = itertools.cycle(one.id for one in store.all(Case)[::20])
    words = (f"王晓明{number}" for number in itertools.count())
    works = {
        FLOOR: lambda: _bare(store, next(parties), next(words)),
        "one field of a party saved": lambda: _saved(store, "party", next(parties), next(words)),
        "one field of a case saved": lambda: _saved(store, "case", next(cases), next(words)),
        INSECURE: lambda: _saved(store, "party", next(parties), next(words)),
        "read, corrected, compared, saved": lambda: _corrected(store, next(parties), next(words)),
        "the disk alone: 4 KiB written, synced": lambda: _synced(folder / "disk"),
    }
    timings = {name: Timing() for name in works}
    for _ in range(ROUNDS):
        for name, prepared in works.items():
            with _as_measured(store, name):
                _take(prepared, timings[name])
    store.close()
    heading = ("what", "median", "99 of 100 below", "processor", "floor ÷ this")
    rows = tuple(_row(name, one, timings[FLOOR]) for name, one in timings.items())
    return Section("Save one field", WORDS, heading, rows)


@contextmanager
def _as_measured(store: Store, name: str) -> Iterator[None]:
    """Set the file up for one of the works, and back as it is used."""
    if name == FLOOR:
        for guard, _ in guards_of("party"):
            store.rows(f"DROP TRIGGER {guard}")
    if name == INSECURE:
        store.rows("PRAGMA secure_delete = OFF")
    yield
    store.rows("PRAGMA secure_delete = ON")
    if name == FLOOR:
        for _, statement in guards_of("party"):
            store.rows(statement)


def _take(prepared: Callable[[], Callable[[], object]], timing: Timing) -> None:
    """Take the time of a block of work, after some that warms up."""
    for number in range(WARM_UP + BLOCK):
        work = prepared()
        (timing if number >= WARM_UP else Timing()).take(work)


def _bare(store: Store, row: UUID, word: str) -> Callable[[], object]:
    cursor = store._cursor  # noqa: SLF001 - the very connection that saves
    values = (word, bytearray(row.bytes))

    def update() -> None:
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("UPDATE party SET name = ? WHERE id = ?", values)
        cursor.execute("COMMIT")

    return update


def _saved(store: Store, table: str, row: UUID, word: str) -> Callable[[], object]:
    column = "name" if table == "party" else "title"
    ops = [Op(table, row, (Cell(column, word),))]
    return lambda: store.commit(OPERATOR, ops)


def _corrected(store: Store, row: UUID, word: str) -> Callable[[], object]:
    def correct() -> None:
        party = store.get(Party, row)
        store.commit(OPERATOR, [changed(party, party.renamed(word))])

    return correct


def _synced(path: Path) -> Callable[[], object]:
    page = os.urandom(4096)

    def write() -> None:
        file = os.open(path, os.O_WRONLY | os.O_CREAT)
        os.write(file, page)
        os.fsync(file)
        os.close(file)

    return write


def _row(name: str, timing: Timing, floor: Timing) -> tuple[str, ...]:
    return (
        name,
        microseconds(timing.median),
        microseconds(timing.late),
        microseconds(timing.mean_cpu),
        f"{floor.median / timing.median:.2f}",
    )
