"""Bundles taken over into PostgreSQL, against a bare COPY of the same changes."""

import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import psycopg

from benches.edits import Author
from benches.tables import Section
from mediatordesk.centre.inbox import Centre
from mediatordesk.centre.places import Places
from mediatordesk.core.clock import Clock
from mediatordesk.core.encoding import encode

WORKERS = 2
OFFICES = 100
LIE_READY = ((10, 1), (10, 10), (100, 1))
"""How many edits a bundle has, and how many bundles of an office lie ready: they are taken over in
one transaction. In a city an office sends two a day, so it is nearly always one.
"""
ROUNDS = 5
FEW, MANY = 100_000, 1_000_000
"""Changes that are stored before the one and the other half of the measuring."""
LOG = ("office_id", "replica", "seq", "at", "header", "payload", "nonce", "inner_hash", "head")
WORDS = f"""Bundles lie in the archive of a centre; {WORKERS} workers take them over: both
signatures, the hashes, the decryption, the chain, the merge of every cell, one transaction for what
lies there of an office, {OFFICES} offices. PostgreSQL 15 with fsync is on the
same machine and its two cores. The floor is a binary COPY of the very rows of the log that this
wrote into a table with the same key, by as many workers with as many commits. In turns, {ROUNDS}
rounds each, with {FEW:,} stored changes (and their cells) and with {MANY:,}. Demanded: 300 bundles
of 10 edits and 100 of 100 edits a second, 0.20 of COPY's rate at 100 edits, and 0.8 of the rate
when ten times as much is stored."""
Job = tuple[str, tuple[UUID, ...]]
"""A centre's folder or a database's address, and whose bundles or rows a worker takes."""


def ingest(folder: Path) -> Section:
    """Measure how fast a centre takes bundles over."""
    with _postgres() as address, _workers() as pool:
        centre = Centre.new(
            folder / "centre", "450405", "bench", clock=Clock.computer(),
            places=Places(database=address),
        )  # fmt: skip
        authors = [Author.enrolled(centre) for _ in range(OFFICES)]
        rows = []
        for stored in (FEW, MANY):
            _store(centre, authors, address, stored, pool)
            rows += [
                _measured(centre, authors, address, pool, (stored, *ready)) for ready in LIE_READY
            ]
        centre.close()
    heading = (
        "bundles of", "changes stored", "bundles a second", "edits a second",
        "floor: COPY, bundles a second", "this ÷ COPY",
    )  # fmt: skip
    return Section("Bundles into PostgreSQL", WORDS, heading, tuple(rows))


def _measured(
    centre: Centre, authors: list[Author], address: str, pool: ProcessPoolExecutor,
    what: tuple[int, int, int],
) -> tuple[str, ...]:  # fmt: skip
    """Return a row of the table: changes stored, edits of a bundle, bundles of an office."""
    ours, floor = [], []
    stored, edits, each = what
    bundles = OFFICES * each
    for _ in range(ROUNDS):
        _lay_ready(centre, authors, each, edits)
        ours.append(bundles / _together(pool, _take_over, _jobs(str(centre.folder), authors)))
        _lay_out_copies(address, each * edits)
        floor.append(bundles / _together(pool, _copy, _jobs(address, authors)))
    rate, bare = statistics.median(ours), statistics.median(floor)
    return (
        f"{edits} edits, {each} in a commit", f"{stored:,}", f"{rate:,.0f}",
        f"{rate * edits:,.0f}", f"{bare:,.0f}", f"{rate / bare:.2f}",
    )  # fmt: skip


def _jobs(where: str, authors: Sequence[Author]) -> list[Job]:
    """Return each worker's share."""
    offices = [author.office for author in authors]
    return [(where, tuple(offices[place::WORKERS])) for place in range(WORKERS)]


def _together(
    pool: ProcessPoolExecutor, work: Callable[[Job], tuple[float, float]], jobs: Sequence[Job]
) -> float:
    """Let all workers work and return the seconds from the first's beginning to the last's end."""
    times = list(pool.map(work, jobs))
    return max(ended for _, ended in times) - min(began for began, _ in times)


def _take_over(job: Job) -> tuple[float, float]:
    """Take over what lies ready of some offices; return when it began and ended."""
    centre = Centre.open(Path(job[0]), clock=Clock.computer())
    register = centre.register
    centre.databases.prepare()  # once in the life of a worker: it connects and sees to the tables
    began = time.monotonic()
    for office in job[1]:
        entry = register.office(office)
        if entry is None:
            raise LookupError(office)
        with centre.ledger(entry, register) as ledger:
            centre.intake(ledger).take_over()
    ended = time.monotonic()
    centre.close()
    return began, ended


def _copy(job: Job) -> tuple[float, float]:
    """Copy the newest rows of the log of some offices into a bare table, one commit an office."""
    names, columns = ", ".join(LOG), len(LOG)
    with psycopg.connect(job[0], autocommit=True) as connection:
        found = [
            connection.execute(
                f"SELECT {names} FROM newest WHERE office_id = %s ORDER BY seq",  # noqa: S608 - names of ours
                (office,),
                binary=True,
            ).fetchall()
            for office in job[1]
        ]
        types = ["uuid", "bytea", "int8", "int8", *["bytea"] * (columns - 4)]
        began = time.monotonic()
        for rows in found:
            with (
                connection.transaction(),
                connection.cursor().copy(f"COPY bare ({names}) FROM STDIN (FORMAT BINARY)") as copy,
            ):
                copy.set_types(types)
                for row in rows:
                    copy.write_row(row)
        return began, time.monotonic()


def _lay_ready(centre: Centre, authors: list[Author], bundles: int, edits: int) -> None:
    """Lay new bundles of each office into the archive and note them."""
    register = centre.register
    for author in authors:
        made = [author.bundle(edits) for _ in range(bundles)]
        for one in made:
            path = centre.folder / "raw" / one.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(one.data)
        entry = register.office(author.office)
        if entry is None:
            raise LookupError(author.office)
        with centre.ledger(entry, register) as ledger:
            ledger.store.remember("listed", encode(int(time.time() * 1000)))
            ledger.arrived([one.name for one in made])


def _lay_out_copies(address: str, each: int) -> None:
    """Put the newest rows of each office's log aside, and make an empty table like the log."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS bare, newest")
        connection.execute("CREATE TABLE bare (LIKE change INCLUDING ALL)")
        connection.execute(
            "CREATE UNLOGGED TABLE newest AS SELECT c.* FROM replica r "
            "JOIN change c USING (office_id, replica) WHERE c.seq > r.seq - %s",
            (each,),
        )


def _store(
    centre: Centre, authors: list[Author], address: str, stored: int, pool: ProcessPoolExecutor
) -> None:
    """Store so many changes: real ones first, then the same again under names of other offices."""
    with psycopg.connect(address, autocommit=True) as connection:
        while (here := _count(connection)) < min(stored, FEW):
            edits = min(1000, (FEW - here) // OFFICES + 1)
            _lay_ready(centre, authors, 1, edits)
            _together(pool, _take_over, _jobs(str(centre.folder), authors))
        if stored > FEW:
            connection.execute(
                "CREATE TEMPORARY TABLE twin AS SELECT office_id, gen_random_uuid() AS other "
                "FROM office, generate_series(1, %s)",
                (stored // _count(connection),),
            )
            for table in ("change", "cell"):
                names = [
                    str(name)
                    for (name,) in connection.execute(
                        "SELECT column_name FROM information_schema.columns "
                        "WHERE table_name = %s AND column_name <> 'office_id'",
                        (table,),
                    )
                ]
                columns = ", ".join(names)
                connection.execute(
                    f"INSERT INTO {table} (office_id, {columns}) "  # noqa: S608 - the schema's own names
                    f"SELECT other, {columns} FROM {table} JOIN twin USING (office_id)"
                )
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")


def _count(connection: psycopg.Connection[tuple[object, ...]]) -> int:
    row = connection.execute("SELECT count(*) FROM change").fetchone()
    return int(str(row[0])) if row else 0


@contextmanager
def _postgres() -> Iterator[str]:
    """Run the server that the tests use."""
    sys.path.append(str(Path(__file__).parents[2]))
    from tests.servers.postgres import postgres_server  # noqa: PLC0415 - found by the line above

    with postgres_server() as server:
        yield server.address


@contextmanager
def _workers() -> Iterator[ProcessPoolExecutor]:
    """Start the workers and let them import what they need."""
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WORKERS, mp_context=spawned) as pool:
        list(pool.map(time.sleep, [0.5] * WORKERS))
        yield pool
