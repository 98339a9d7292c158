"""What a colleague wrote in a month arrives at a county's desk."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import UUID

from benches.desks import COUNTY_CASES, KEY, case_id, county, dot_of, party_id
from benches.tables import Section, Timing, milliseconds
from mediatordesk.core.changes import (
    CHINA,
    GENESIS,
    Cell,
    Change,
    LoggedChange,
    Op,
    TimeFlag,
    Verb,
    head_after,
    tick,
)
from mediatordesk.core.clock import Clock
from mediatordesk.core.records import added
from mediatordesk.core.sessions import Note
from mediatordesk.store import Segment, Store
from mediatordesk.store.codec import encode_change
from mediatordesk.store.log import SEGMENT_CHANGES
from mediatordesk.store.register import SCHEMA, Register
from mediatordesk.store.schema import guards_of
from mediatordesk.store.statements import insertion

CHANGES = 10_000
ROUNDS = 5
COLLEAGUE = UUID(int=2)
NOON = datetime(2026, 11, 20, 12, tzinfo=CHINA)
TABLES = ("case", "note", "party")
TRANSACTIONS = 2
WORDS = f"""{CHANGES:,} changes of another desk arrive, in {CHANGES // SEGMENT_CHANGES} segments, at
a store of {COUNTY_CASES:,} cases: names corrected, facts rewritten, notes added, in turns and all
over the file, each with the writes that its author had seen. They are checked, merged, logged and
safe on the disk. The floor writes the same cells into the same file under the same settings by
plain UPDATE and INSERT, one statement a change, in {TRANSACTIONS} transactions, without a log and
with the guards taken away; {ROUNDS} rounds in turns. Beside a last arrival another process asks for
the write lock again and again, as a window does that saves: the longest that it waits is the
longest that a mediator waits. Demanded: 4 s at most, 6 × the floor, a wait of 50 ms at most."""


def catchup(folder: Path) -> Section:
    """Measure how long a county's desk takes for what it has missed."""
    store = county(folder)
    arrival, floor = Timing(), Timing()
    for turn in range(ROUNDS):
        written = tuple(_written(turn))
        segments = tuple(_segments(turn, written))
        arrival.take(lambda segments=segments: _arrive(store, segments))  # type: ignore[misc]
        floor.take(lambda written=written: _bare(store, written))  # type: ignore[misc]
    more = tuple(_segments(ROUNDS, tuple(_written(ROUNDS))))
    wait = _longest_wait(folder, lambda: _arrive(store, more))
    store.close()
    rows = (
        _row(f"{CHANGES:,} changes arrive", arrival, floor),
        _row("floor: bare UPDATE and INSERT", floor, floor),
        ("longest wait for the write lock", milliseconds(wait), "", "", ""),
    )
    heading = ("what", "median", "slowest", "processor", "against the floor")
    return Section("Catch up", WORDS, heading, rows)


def arrive_once(store: Store) -> None:
    """Take over what a colleague wrote who was never heard before."""
    _arrive(store, tuple(_segments(ROUNDS + 1, tuple(_written(ROUNDS + 1)))))


def _written(turn: int) -> Iterator[Op]:
    """Yield what the colleague did, one operation a change: another tenth of the cases a turn."""
    for number in range(turn, COUNTY_CASES, COUNTY_CASES // CHANGES):
        case, base = case_id(number), (dot_of(number),)
        match number // 10 % 3:
            case 0:
                yield Op("party", party_id(number, 1), (Cell("name", f"王晓明{number}", base),))
            case 1:
                facts = f"经核对，第{number}号案的事实更正如下：排水沟在界墙以内。" * 4
                yield Op("case", case, (Cell("facts", facts, base),))
            case _:
                row = UUID(int=(4 << 64) + number)
                yield added(Note(id=row, case_id=case, written_at=NOON, text=f"已电话联系{number}"))


def _segments(turn: int, written: Sequence[Op]) -> Iterator[Segment]:
    """Yield the log of a colleague whose desk is new in this turn."""
    replica, head, register = f"other{turn:03}".encode(), GENESIS, Register.current()
    logged, at = [], tick(0, NOON)
    for seq, op in enumerate(written, 1):
        change = Change(replica, seq, at + seq, TimeFlag.CLOCK, COLLEAGUE, SCHEMA, (op,))
        logged.append(LoggedChange(*encode_change(change, register), bytes(16)))
    for start in range(0, len(logged), SEGMENT_CHANGES):
        changes = tuple(logged[start : start + SEGMENT_CHANGES])
        after = head_after(head, [one.leaf for one in changes])
        yield Segment(replica, start + 1, head, after, b"", changes)
        head = after


def _arrive(store: Store, segments: Sequence[Segment]) -> None:
    for one in segments:
        applied = store.apply(one.replica, one.prev_head, one.seq0, one.changes)
        if applied.applied != len(one.changes) or applied.quarantined:
            raise ValueError(applied)


def _bare(store: Store, written: Sequence[Op]) -> None:
    """Write the same cells without a log: rows that are there again, and new notes beside them."""
    cursor = store._cursor  # noqa: SLF001 - the very connection that merged
    guards = [guard for table in TABLES for guard in guards_of(table)]
    for name, _ in guards:
        cursor.execute(f"DROP TRIGGER {name}")
    for start in range(0, len(written), len(written) // TRANSACTIONS):
        cursor.execute("BEGIN IMMEDIATE")
        for op in written[start : start + len(written) // TRANSACTIONS]:
            cursor.execute(*_statement(op))
        cursor.execute("COMMIT")
    for _, statement in guards:
        cursor.execute(statement)


def _statement(op: Op) -> tuple[str, tuple[object, ...]]:
    if op.verb is Verb.INSERT:
        columns = tuple(cell.column for cell in op.cells)
        statement = insertion(Register.current().by_name[op.table], columns)
        beside = UUID(int=op.row.int + (1 << 64))
        return statement, (*(cell.value for cell in op.cells), None, beside.bytes)
    [cell] = op.cells
    statement = f'UPDATE "{op.table}" SET {cell.column} = ? WHERE id = ?'  # noqa: S608 - names of ours
    return statement, (cell.value, op.row.bytes)


def _longest_wait(folder: Path, work: Callable[[], None]) -> float:
    """Do some work, and return how long another process waited for the write lock at most."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    rival = context.Process(target=_ask_for_the_lock, args=(folder, theirs))
    rival.start()
    ours.recv()
    work()
    ours.send(None)
    longest: float = ours.recv()
    rival.join()
    return longest


def _ask_for_the_lock(folder: Path, theirs: Connection) -> None:
    """Take the write lock every few milliseconds until told to end; tell the longest wait."""
    store, longest = Store.open(folder, KEY, clock=Clock.computer()), 0.0
    theirs.send(None)
    while not theirs.poll(0.005):
        asked = time.perf_counter()
        store.rows("BEGIN IMMEDIATE")
        longest = max(longest, time.perf_counter() - asked)
        store.rows("ROLLBACK")
    store.close()
    theirs.send(longest)


def _row(name: str, timing: Timing, floor: Timing) -> tuple[str, ...]:
    return (
        name,
        milliseconds(timing.median),
        milliseconds(max(timing.wall)),
        milliseconds(timing.mean_cpu),
        f"{timing.median / floor.median:.1f} ×",
    )
