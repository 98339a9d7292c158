"""Open a county's desk and list its cases."""

from collections.abc import Callable
from pathlib import Path

from benches.desks import COUNTY_CASES, FIRST_DAY, KEY, county
from benches.plain_list import copy, read
from benches.tables import Section, Timing, in_turns, milliseconds
from mediatordesk.core.clock import Clock
from mediatordesk.store import Store
from mediatordesk.store.case_lines import Order
from mediatordesk.store.case_lists import list_cases
from mediatordesk.store.case_pages import PAGE, Wanted, count_cases, page_of_cases

ROUNDS = 7
WORDS = f"""A store with {COUNTY_CASES:,} cases, three times as many parties and as many periods:
opened with its key, the list read into records, closed; a page has {PAGE} lines, and the window
asks for one after another. The floor reads the whole list from the records with Python's own
sqlite3 out of a plain file, into bare tuples. The time that a passphrase takes on purpose is not in
it. Demanded: open and list in 2 s at most."""


def lists(folder: Path) -> Section:
    """Measure how long it takes until the list of cases stands there."""
    store = county(folder)
    plain = folder / "plain.db"
    copy(store, plain)
    last = page_of_cases(store, Wanted())[-1]
    store.close()
    works: dict[str, Callable[[Store], object]] = {
        "open and show the first page": lambda one: page_of_cases(one, Wanted()),
        "open and list them all": list_cases,
        "open and count: in hand, late, closed": lambda one: count_cases(one, "", FIRST_DAY),
        "open and show the next page": lambda one: page_of_cases(one, Wanted(), after=last),
        "the next deadlines first": lambda one: page_of_cases(one, Wanted(order=Order.NEXT_DUE)),
        "those in hand, by title": lambda one: page_of_cases(
            one, Wanted(order=Order.TITLE, over=False)
        ),
    }
    opened = {name: _opened(folder, work) for name, work in works.items()}
    timings = in_turns({**opened, FLOOR: lambda: read(plain)}, rounds=ROUNDS)
    heading = ("what", "median", "slowest", "processor", "÷ the floor")
    rows = tuple(_row(name, one, timings[FLOOR]) for name, one in timings.items())
    return Section("Open and list", WORDS, heading, rows)


FLOOR = "floor: plain sqlite3, all"


def _opened(folder: Path, work: Callable[[Store], object]) -> Callable[[], None]:
    """Return a piece of work done in a store that is opened for it."""

    def do() -> None:
        store = Store.open(folder, KEY, clock=Clock.computer())
        work(store)
        store.close()

    return do


def _row(name: str, timing: Timing, floor: Timing) -> tuple[str, ...]:
    return (
        name,
        milliseconds(timing.median),
        milliseconds(max(timing.wall)),
        milliseconds(timing.mean_cpu),
        f"{timing.median / floor.median:.2f}",
    )
