"""Laptops come back from a holiday all at once: how long until everything they wrote is applied.

    PYTHONPATH=. .venv/bin/python packaging/many_laptops.py --laptops 2000 --edits 200 --minutes 15

Each laptop has keys and a log of its own and speaks TLS to the front of a real centre, a process of
its own before workers and PostgreSQL (the centre's own files where that is not installed), all on
this machine. Only the desk behind each log is missing; what it would save is made up beforehand.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from benches.edits import Author

from mediatordesk.centre.front.working import Share, run_worker
from mediatordesk.centre.inbox import Centre
from mediatordesk.centre.places import Places
from mediatordesk.core.clock import Clock
from mediatordesk.core.clock_trust import BUILT
from mediatordesk.sync.bundles.bundle import Bundle
from mediatordesk.sync.mailbox import MailboxAway
from mediatordesk.sync.mailbox.callers import Caller
from mediatordesk.sync.mailbox.https import HttpsMailbox
from mediatordesk.sync.membership.fronts import Front
from tests.servers.fronts import RunningFront, running_front
from tests.servers.postgres import is_there, postgres_server

BUNDLES = 10
"""In so many visits each laptop brings what it wrote."""
AT_ONCE = 24
"""So many visits at a time."""
LOOKS_EVERY = 5.0
"""Seconds."""


@dataclass
class Laptop:
    """A laptop that brings its bundles; it keeps what it heard of the front, as a desk does."""

    author: Author
    caller: Caller
    bundles: list[Bundle] = field(default_factory=list)


@dataclass
class Notes:
    """What a laptop remembers."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def recall(self, key: str) -> bytes | None:
        """Return what was remembered under a key."""
        return self.kept.get(key)

    def remember(self, key: str, value: bytes) -> None:
        """Keep something."""
        self.kept[key] = value


@dataclass
class Visits:
    """What the visits took: seconds of each PUT, of the slowest lateness, and tries that failed."""

    puts: list[float] = field(default_factory=list)
    late: float = 0.0
    failed: int = 0


def visit(laptop: Laptop, bundle: Bundle, due: float, visits: Visits) -> None:
    """Bring a bundle when it is due; if the front does not take it, again a little later."""
    time.sleep(max(0.0, due - time.monotonic()))
    visits.late = max(visits.late, time.monotonic() - due)
    while not brought(laptop, bundle, visits):
        visits.failed += 1
        time.sleep(random.uniform(1, 5))  # noqa: S311 - to spread them


def brought(laptop: Laptop, bundle: Bundle, visits: Visits) -> bool:
    """Look at what is there, as each exchange does, and put a bundle; tell whether it was taken."""
    try:
        with closing(HttpsMailbox.of(laptop.caller)) as mailbox:
            mailbox.names()
            began = time.monotonic()
            mailbox.put(bundle)
            visits.puts.append(time.monotonic() - began)
    except MailboxAway:
        return False
    return True


@contextmanager
def centre_running(folder: Path) -> Iterator[RunningFront]:
    """Run a centre's front; nobody works behind it yet."""
    with database() as address:
        centre = Centre.new(
            folder / "centre", "450400", "梧州市司法局", clock=Clock.computer(),
            places=Places(database=address) if address else Places(),
        )  # fmt: skip
        with running_front(centre, folder / "front") as front:
            yield front


@contextmanager
def database() -> Iterator[str]:
    """Run PostgreSQL if it is installed; its address, or nothing."""
    if not is_there():
        yield ""
        return
    with postgres_server() as server:
        yield server.address


@contextmanager
def working(front: RunningFront, workers: int) -> Iterator[None]:
    """Let workers take over what arrives, each in a process of its own."""
    spawn = get_context("spawn")
    given = [(front.centre.folder, front.folder, Share(one, workers)) for one in range(workers)]
    processes = [spawn.Process(target=run_worker, args=one, daemon=True) for one in given]
    for one in processes:
        one.start()
    try:
        yield
    finally:
        for one in processes:
            one.terminate()
            one.join()


def laptops_of(centre: Centre, front: Front, count: int) -> list[Laptop]:
    """Enrol so many laptops, each of an office of its own."""
    found = []
    for _ in range(count):
        author = Author.enrolled(centre)
        signing = author.sender.device.signing
        caller = Caller(signing, author.office, front, Clock.computer(), BUILT, Notes())
        found.append(Laptop(author, caller))
    return found


def applied(centre: Centre, laptops: Sequence[Laptop]) -> list[int]:
    """Return how many changes of each laptop are applied."""
    register, found = centre.register, []
    offices = {office.id: office for office in register.offices}
    for laptop in laptops:
        with centre.ledger(offices[laptop.author.office], register) as ledger:
            found.append(ledger.store.standing(laptop.author.replica).seq)
    return found


def until_applied(centre: Centre, laptops: Sequence[Laptop], edits: int) -> None:
    """Wait until everything that was written is applied; what is, is not asked for again."""
    left = list(laptops)
    while left:
        time.sleep(LOOKS_EVERY)
        there = applied(centre, left)
        left = [one for one, seq in zip(left, there, strict=True) if seq < edits]
        sys.stderr.write(f"{len(left)} laptops are not wholly applied\n")


def measured(laptops: int, edits: int, seconds: float, workers: int) -> dict[str, object]:
    """Let laptops come back within so many seconds; return what it took."""
    with tempfile.TemporaryDirectory() as folder, centre_running(Path(folder)) as front:
        began = time.monotonic()
        all_of_them = laptops_of(front.centre, front.front, laptops)
        for one in all_of_them:
            one.bundles = [one.author.bundle(edits // BUNDLES) for _ in range(BUNDLES)]
        front.tell_devices()
        prepared, visits = time.monotonic() - began, Visits()
        size = sum(len(bundle.data) for one in all_of_them for bundle in one.bundles)
        with working(front, workers), ThreadPoolExecutor(AT_ONCE) as going:
            start, under_way = time.monotonic() + 1, []
            for number in range(BUNDLES):
                for place, one in enumerate(all_of_them):
                    due = start + (number + place / laptops) * seconds / BUNDLES
                    under_way.append(going.submit(visit, one, one.bundles[number], due, visits))
            for each in under_way:
                each.result()  # a visit that broke off would be waited for to no end
            sent = time.monotonic() - start
            until_applied(front.centre, all_of_them, edits)
            done = time.monotonic() - start
    slow = statistics.quantiles(visits.puts, n=100)
    return {
        "laptops": laptops, "edits": edits, "bundles": laptops * BUNDLES, "bytes": size,
        "prepared_s": round(prepared), "sent_s": round(sent), "applied_s": round(done),
        "put_median_ms": round(slow[49] * 1000), "put_p99_ms": round(slow[98] * 1000),
        "latest_s": round(visits.late, 1), "failed": visits.failed,
        "database": "PostgreSQL" if is_there() else "SQLite", "workers": workers,
    }  # fmt: skip


def main() -> int:
    """Measure and print one line of JSON; 1 if it took longer than four thirds of the time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--laptops", type=int, default=2000)
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    found = measured(given.laptops, given.edits, given.minutes * 60, given.workers)
    print(json.dumps(found))
    return int(float(str(found["applied_s"])) > given.minutes * 60 * 4 / 3)


if __name__ == "__main__":
    sys.exit(main())
