"""PostgreSQL is killed, full, overcrowded, or shared: every change is taken over exactly once."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from mediatordesk.centre.databases.postgres import PostgresDatabases
from mediatordesk.centre.databases.postgres_line import DatabaseAway, PostgresLine
from mediatordesk.centre.inbox import Centre
from mediatordesk.centre.places import Places
from mediatordesk.store import NotSaved
from mediatordesk.sync.delivery.outbox import State, delivery, receive, send
from mediatordesk.sync.mailbox.folder import FolderMailbox
from tests.centre.desks import CLOCK, Laptop, enrolled
from tests.servers.postgres import postgres_server

pytestmark = pytest.mark.real
BUNDLES = 30


@pytest.fixture
def city(tmp_path: Path, address: str) -> Iterator[Centre]:
    """Return a new centre that keeps its database in PostgreSQL."""
    one = Centre.new(
        tmp_path / "centre", "450405", "梧州市司法局", clock=CLOCK, places=Places(database=address)
    )
    yield one
    one.close()


@pytest.fixture
def desk(tmp_path: Path, city: Centre, office: UUID) -> Iterator[Laptop]:
    """Return a laptop that is enrolled there."""
    one = enrolled(city, tmp_path / "laptop 覃𬭎", office)
    yield one
    one.line.store.close()


def sent(desk: Laptop, stick: FolderMailbox, bundles: int = BUNDLES) -> None:
    """Let a laptop work, and send after each case."""
    for number in range(bundles):
        case = desk.add_case(f"案 {number} O'Brien & Sons")
        desk.correct(case, title=f"更正 {number} 覃𬭎")
        send(desk.line, stick)


def require_all_there_once(city: Centre, desk: Laptop, address: str) -> None:
    """Compare the city's state and log with the laptop's own."""
    register = city.register
    (entry,) = register.offices
    with city.ledger(entry, register) as ledger:
        assert ledger.store.state_hash() == desk.line.store.state_hash()
        assert ledger.store.second_hash() == desk.line.store.state_hash()
    line = PostgresLine(address)  # it waits, should the server still be crowded
    counted = line.rows("SELECT count(*), max(seq) FROM change")
    line.close()
    head = desk.line.store.head()
    assert counted == [(head.seq, head.seq)]


def wait_until(happened: Callable[[], object]) -> None:
    """Wait for something, forty seconds at most."""
    for _ in range(4000):
        if happened():
            return
        time.sleep(0.01)
    raise AssertionError


def test_killed_while_it_takes_over_and_started_again(
    tmp_path: Path, stick: FolderMailbox, office: UUID
) -> None:
    with postgres_server() as server:
        places = Places(database=server.address)
        city = Centre.new(tmp_path / "centre", "450405", "市", clock=CLOCK, places=places)
        desk = enrolled(city, tmp_path / "desk", office)
        sent(desk, stick, 4)
        city.receive(stick)
        sent(desk, stick)
        worker = threading.Thread(target=city.receive, args=(stick,))
        blocking = psycopg.connect(server.address)
        blocking.execute("SELECT 1 FROM office FOR UPDATE")
        with psycopg.connect(server.address, autocommit=True) as other:
            worker.start()
            wait_until(lambda: _waits_for_a_lock(other))
        server.kill()
        blocking.close()
        server.start()
        worker.join(timeout=60)
        assert not worker.is_alive()
        require_all_there_once(city, desk, server.address)
        city.close()
        desk.line.store.close()


def test_a_line_that_is_cut_in_the_middle_is_taken_up_again(
    city: Centre, desk: Laptop, stick: FolderMailbox, address: str
) -> None:
    sent(desk, stick, 3)
    city.receive(stick)
    sent(desk, stick)
    with psycopg.connect(address, autocommit=True) as other:
        other.execute(
            "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF nextval('cuts') < 3 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; "
            "RETURN NEW; END $$"
        )
        other.execute("CREATE SEQUENCE cuts")
        other.execute(
            "CREATE TRIGGER cut BEFORE INSERT ON replica FOR EACH STATEMENT EXECUTE FUNCTION cut()"
        )
        city.receive(stick)
        assert number_of(other, "cuts") >= 3
    require_all_there_once(city, desk, address)


@pytest.mark.parametrize("code", ["40001", "40P01", "57P03"])
def test_what_passes_is_tried_again(
    city: Centre, desk: Laptop, stick: FolderMailbox, address: str, code: str
) -> None:
    sent(desk, stick, 3)
    city.receive(stick)
    sent(desk, stick, 5)
    with psycopg.connect(address, autocommit=True) as other:
        refusing(other, code, "nextval('tries') < 3")
        city.receive(stick)
        assert number_of(other, "tries") >= 3
    require_all_there_once(city, desk, address)


def test_a_full_disk_is_said_and_the_laptop_keeps_its_work(
    city: Centre, desk: Laptop, stick: FolderMailbox, address: str
) -> None:
    sent(desk, stick, 3)
    city.receive(stick)
    receive(desk.line, stick)
    sent(desk, stick, 3)
    with psycopg.connect(address, autocommit=True) as other:
        refusing(other, "53100", "true")
        with pytest.raises(NotSaved):
            city.receive(stick)
        receive(desk.line, stick)
        assert delivery(desk.line).unsent == 6
        assert delivery(desk.line).state(12) is not State.APPLIED
        other.execute("DROP TRIGGER refusing ON replica")
    assert city.receive(stick).applied == 6
    receive(desk.line, stick)
    assert delivery(desk.line).state(12) is State.APPLIED
    require_all_there_once(city, desk, address)


def test_no_place_for_one_more_connection_is_waited_for(
    city: Centre, desk: Laptop, stick: FolderMailbox, address: str
) -> None:
    sent(desk, stick, 5)
    crowd: list[psycopg.Connection[tuple[object, ...]]] = []
    with suppress(psycopg.OperationalError):
        while len(crowd) < 100:
            crowd.append(psycopg.connect(address))
    hasty = replace(city, databases=PostgresDatabases(PostgresLine(address, pauses=(0.05,))))
    with pytest.raises(DatabaseAway):
        hasty.receive(stick)
    threading.Timer(0.3, leave, (crowd,)).start()
    assert city.receive(stick).applied == 10
    require_all_there_once(city, desk, address)


def test_two_workers_take_one_replica_over_one_after_the_other(
    city: Centre, desk: Laptop, stick: FolderMailbox, address: str
) -> None:
    sent(desk, stick)
    program = "import sys; from mediatordesk.cli.entry import main; sys.exit(main())"
    command = [sys.executable, "-c", program, "centre", "receive", "--json",
               "--centre", str(city.folder), str(stick.folder)]  # fmt: skip
    workers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)
    ]
    said = [worker.communicate(timeout=240) for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0], said
    assert all(out for out, _ in said), said
    told = [json.loads(out) for out, _ in said]
    assert sum(one["applied"] for one in told) == 2 * BUNDLES
    require_all_there_once(city, desk, address)


def leave(crowd: list[psycopg.Connection[tuple[object, ...]]]) -> None:
    """Close connections."""
    for one in crowd:
        one.close()


def number_of(connection: psycopg.Connection[tuple[object, ...]], sequence: str) -> int:
    """Return how often a sequence was asked."""
    row = connection.execute(f"SELECT last_value FROM {sequence}").fetchone()  # noqa: S608 - ours
    return int(str(row[0])) if row else 0


def refusing(other: psycopg.Connection[tuple[object, ...]], code: str, when: str) -> None:
    """Let the database refuse to write where a log stands, in its own words for an error."""
    other.execute("CREATE SEQUENCE tries")
    other.execute(
        f"CREATE FUNCTION refusing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {when} THEN "
        f"RAISE EXCEPTION 'refused' USING ERRCODE = '{code}'; END IF; RETURN NEW; END $$"
    )
    other.execute(
        "CREATE TRIGGER refusing BEFORE INSERT ON replica FOR EACH STATEMENT "
        "EXECUTE FUNCTION refusing()"
    )


def _waits_for_a_lock(connection: psycopg.Connection[tuple[object, ...]]) -> bool:
    question = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    return connection.execute(question).fetchone() == (1,)
