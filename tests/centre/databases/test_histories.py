"""Random histories of several desks: PostgreSQL, fed in any order, ends as the desks themselves."""

import random
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from mediatordesk.centre.databases.postgres import PostgresDatabase, PostgresDatabases
from mediatordesk.centre.databases.sqlite_hash import hash_of_tables
from mediatordesk.store import Segment, Store
from mediatordesk.store.register import TABLES, Register
from tests.store.test_histories import Desks

pytestmark = pytest.mark.real
HISTORIES = 25


def given_in_any_order(
    database: PostgresDatabase, segments: list[Segment], chance: random.Random
) -> None:
    """Give a database all segments, each replica's in order, some in pieces, some twice."""
    replicas = sorted({one.replica for one in segments})
    queues = [[one for one in segments if one.replica == replica] for replica in replicas]
    while queues := [queue for queue in queues if queue]:
        queue, many = chance.choice(queues), chance.randint(1, 3)

        def deliver(some: list[Segment] = queue[:many]) -> None:
            for segment in some:
                part = chance.randint(1, len(segment.changes))
                for changes in (segment.changes[:part], segment.changes, segment.changes):
                    database.apply(segment.replica, segment.prev_head, segment.seq0, changes)

        if chance.random() < 0.5:
            database.together(deliver)  # one transaction for several bundles
        else:
            deliver()
        del queue[:many]


def known_of(store: Store) -> dict[bytes, int]:
    """Return how far a desk's logs go, without those that are empty."""
    return {replica: seq for replica, seq in store.known().items() if seq}


def log_of(store: Store) -> list[tuple[object, ...]]:
    """Return a desk's log: which changes are there, their heads, what was purged of them."""
    return store.rows(
        "SELECT replica, c.id & 0xFFFFFFFFFF, header, payload, nonce, inner, c.head "
        "FROM change c JOIN replica ON n = c.id >> 40 ORDER BY 1, 2"
    )


@pytest.mark.parametrize("start", range(0, HISTORIES, 5))
def test_postgresql_ends_as_the_desks_do(tmp_path: Path, address: str, start: int) -> None:
    databases = PostgresDatabases.at(address)
    for seed in range(start, start + 5):
        chance = random.Random(seed)  # noqa: S311 - a history that can be played again
        folder = tmp_path / str(seed)
        folder.mkdir()
        desks = Desks(folder, chance.randint(2, 4), chance)
        for _ in range(chance.randint(5, 25)):
            desks.act()
        desks.meet()
        with databases.open(uuid4(), lambda _: None) as database:
            assert isinstance(database, PostgresDatabase)
            sent = [segment for store in desks.stores for segment in store.segments(0)]
            given_in_any_order(database, sent, chance)
            desk = desks.stores[0]
            assert database.known() == known_of(desk)
            assert database.state_hash() == desk.state_hash()
            assert database.second_hash() == hash_of_tables(desk.rows) == desk.state_hash()
            log = "SELECT replica, seq, header, payload, nonce, inner_hash, head FROM change "
            question = f"{log} WHERE office_id = %s ORDER BY 1, 2"
            assert database.line.rows(question, (database.office,)) == log_of(desk)
        desks.close_all()
    databases.close()


def test_what_an_earlier_version_did_not_understand_is_merged_by_this_one(
    tmp_path: Path, address: str
) -> None:
    chance = random.Random(5)  # noqa: S311 - as above
    desks = Desks(tmp_path, 3, chance)
    for _ in range(20):
        desks.act()
    desks.meet()
    databases, office = PostgresDatabases.at(address), uuid4()
    fewer = tuple(replace(one, columns=one.columns[:4]) for one in TABLES if one.name != "paper")
    earlier = Register({one.name: one for one in fewer}, {one.number: one for one in fewer})
    with databases.open(office, lambda _: None) as database:
        assert isinstance(database, PostgresDatabase)
        database.register = earlier
        sent = [segment for store in desks.stores for segment in store.segments(0)]
        given_in_any_order(database, sent, chance)
        database.remember("begun", b"an earlier version")
        assert database.second_hash() != desks.stores[0].state_hash()
    with databases.open(office, lambda _: None) as database:
        assert database.second_hash() == desks.stores[0].state_hash()
        assert database.known() == known_of(desks.stores[0])
    databases.close()
    desks.close_all()
