"""Open a desk and list its cases."""

from pathlib import Path

from benches.desks import KEY, filled
from benches.plain_list import copy, read
from benches.tables import Section, Timing, in_turns, milliseconds
from mediatordesk.core.clock import Clock
from mediatordesk.store import Store, list_cases

CASES = 10_000
ROUNDS = 9
WORDS = f"""A store with {CASES:,} cases, twice as many parties and as many periods: opened with
its key, the whole list read into records, closed. The floor reads the same list with Python's own
sqlite3 from a plain file, into bare tuples. The time that a passphrase takes on purpose is not in
it. Demanded: open and list in 1 s at most."""


def lists(folder: Path) -> Section:
    """Measure how long it takes until the list of cases stands there."""
    store = filled(folder, CASES)
    plain = folder / "plain.db"
    copy(store, plain)
    store.close()
    timings = in_turns(
        {
            "open and list": lambda: _listed(folder),
            "floor": lambda: read(plain),
            "open and find": lambda: _listed(folder, find="𬭎"),
        },
        rounds=ROUNDS,
    )
    floor = timings["floor"]
    return Section(
        "Open and list",
        WORDS,
        ("what", "median", "slowest", "processor", "against the floor"),
        (
            _row("open and list, encrypted", timings["open and list"], floor),
            _row("floor: plain sqlite3", floor, floor),
            _row("open and find a part of a name", timings["open and find"], floor),
        ),
    )


def _listed(folder: Path, find: str = "") -> None:
    """Open the store and list its cases."""
    store = Store.open(folder, KEY, clock=Clock.computer())
    list_cases(store, find=find)
    store.close()


def _row(name: str, timing: Timing, floor: Timing) -> tuple[str, ...]:
    return (
        name,
        milliseconds(timing.median),
        milliseconds(max(timing.wall)),
        milliseconds(timing.mean_cpu),
        f"{timing.median / floor.median:.1f} ×",
    )
