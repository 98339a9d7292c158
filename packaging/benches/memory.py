"""The most memory that the program needs on a county's desk."""

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from benches.catchup import CHANGES, arrive_once
from benches.desks import COUNTY_CASES, KEY, county
from benches.tables import Section, most_resident
from mediatordesk.core.clock import Clock
from mediatordesk.store import Store, list_cases

WORDS = f"""What a process of its own had resident at most (VmHWM), after each of these steps, one
after another, on a store of {COUNTY_CASES:,} cases: importing what the store needs, opening and
listing, finding, and {CHANGES:,} foreign changes arriving, whose bytes are in memory too.
Demanded: 200 MB at most."""


def memory(folder: Path) -> Section:
    """Measure the resident memory of a process that works on a county's desk."""
    county(folder).close()
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(folder, there))
    process.start()
    rows = tuple((name, f"{here.recv():,} MB") for name in STEPS)
    process.join()
    return Section("Memory", WORDS, ("after", "at most resident"), rows)


STEPS: dict[str, Callable[[Store], object]] = {
    "importing": lambda _: None,
    "open and list": list_cases,
    "find a name": lambda store: list_cases(store, find="覃𬭎"),
    f"{CHANGES:,} changes arrive": arrive_once,
}


def _work(folder: Path, there: Connection) -> None:
    store = Store.open(folder, KEY, clock=Clock.computer())
    for step in STEPS.values():
        step(store)
        there.send(most_resident() // 1024)
    store.close()
