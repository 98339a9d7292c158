"""Four windows save into one file at the same time."""

import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

from benches.desks import KEY, OPERATOR, filled, party_id
from benches.tables import Section, Timing, milliseconds
from mediatordesk.core.changes import Cell, Op
from mediatordesk.core.clock import Clock
from mediatordesk.store import Store

CASES = 10_000
SAVES = 400
PAUSES = {"one after another, without a pause": 0.0, "with 20 ms between two saves": 0.02}
"""Seconds that a window waits before it saves again. A quick typist needs ten times as long."""
WORDS = f"""Windows, each a process of its own, save one field each time into a store of {CASES:,}
cases, {SAVES:,} times a window; all are safe on the disk. A save waits until the others' are
done, in the order in which the system wakes them. Demanded: with four windows 99 of 100 below
50 ms."""


def windows(folder: Path) -> Section:
    """Measure how long a save takes while other windows save."""
    filled(folder, CASES).close()
    rows = tuple(
        _row(
            f"{count} windows, {name}" if count > 1 else "1 window",
            *_measured(folder, count, pause),
        )
        for count, (name, pause) in ((1, ("", 0.0)), *((4, one) for one in PAUSES.items()))
    )
    heading = ("what", "median", "99 of 100 below", "slowest", "saves a second")
    return Section("Several windows", WORDS, heading, rows)


def _measured(folder: Path, count: int, pause: float) -> tuple[Timing, float]:
    """Let so many windows save; return the times of all their saves, and saves a second."""
    context = get_context("spawn")
    start, ends = context.Barrier(count + 1), [context.Pipe(duplex=False) for _ in range(count)]
    processes = [
        context.Process(target=_save, args=(folder, window, pause, start, there))
        for window, (_, there) in enumerate(ends)
    ]
    for process in processes:
        process.start()
    start.wait()
    began = time.perf_counter()
    walls = [seconds for here, _ in ends for seconds in here.recv()]
    rate = len(walls) / (time.perf_counter() - began)
    for process in processes:
        process.join()
    return Timing(walls, []), rate


def _save(folder: Path, window: int, pause: float, start: Barrier, there: Connection) -> None:
    """Save again and again, in a process of its own; tell how long each save took."""
    store, walls = Store.open(folder, KEY, clock=Clock.computer()), list[float]()
    start.wait()
    for number in range(SAVES):
        row = party_id((number * 4 + window) * 7 % CASES, 0)
        began = time.perf_counter()
        store.commit(OPERATOR, [Op("party", row, (Cell("name", f"王晓明{window} {number}"),))])
        walls.append(time.perf_counter() - began)
        time.sleep(pause)
    store.close()
    there.send(walls)


def _row(name: str, timing: Timing, rate: float) -> tuple[str, ...]:
    return (
        name,
        milliseconds(timing.median),
        milliseconds(timing.late),
        milliseconds(max(timing.wall)),
        f"{rate:,.0f}",
    )
