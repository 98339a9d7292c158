"""A city's whole database is lost: it is made again from the bundles, and nobody notices."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest

from mediatordesk.centre.inbox import Centre
from mediatordesk.centre.places import Places
from mediatordesk.core.clock import Clock
from mediatordesk.sync.delivery.colleagues import hear_colleagues, hear_roster
from mediatordesk.sync.delivery.outbox import Delivery, delivery, receive, send
from mediatordesk.sync.mailbox.folder import FolderMailbox
from tests.centre.desks import CLOCK, Laptop, enrolled, read_cases, read_file
from tests.servers.postgres import PostgresServer

from .test_postgres import hand_over, hashes, quarrelled

pytestmark = pytest.mark.real
NEXT_DAY = Clock(lambda: CLOCK.now() + timedelta(days=1))


@pytest.fixture
def city(tmp_path: Path, address: str) -> Centre:
    """Return a new centre that keeps its database in PostgreSQL."""
    places = Places(database=address)
    return Centre.new(tmp_path / "centre", "450405", "梧州市司法局", clock=CLOCK, places=places)


@pytest.fixture
def laptops(tmp_path: Path, city: Centre, office: UUID) -> Iterator[list[Laptop]]:
    """Return two laptops of an office."""
    made = [enrolled(city, tmp_path / name, office) for name in ("甲", "乙 覃𬭎")]
    yield made
    for one in made:
        one.line.store.close()


def visited(laptop: Laptop, stick: FolderMailbox) -> tuple[int, int, int]:
    """Let a laptop go through a stick; return bundles and parts sent, and changes that are new."""
    hear_roster(laptop.line, stick)
    receive(laptop.line, stick)
    met = hear_colleagues(laptop.line, stick)
    sent = send(laptop.line, stick)
    return sent.bundles, sent.parts, met.changes


def rounds(laptops: list[Laptop], city: Centre, stick: FolderMailbox) -> None:
    """Let everybody go through the stick until all know all."""
    for _ in range(3):
        for laptop in laptops:
            visited(laptop, stick)
        city.receive(stick)


def deliveries(laptops: list[Laptop]) -> list[Delivery]:
    """Return what each laptop shows of its work's way."""
    return [delivery(laptop.line) for laptop in laptops]


@pytest.mark.parametrize("healed_by", ["rebuild", "receive"])
def test_a_database_that_is_dropped_and_made_anew_holds_the_same_and_laptops_notice_nothing(
    city: Centre,
    laptops: list[Laptop],
    stick: FolderMailbox,
    server: PostgresServer,
    healed_by: str,
) -> None:
    office = laptops[0].line.grant.office
    blob = laptops[0].add_file(laptops[0].add_case("覃𬭎与 O'Brien & Sons a<b"), bytes(700_000))
    quarrelled(laptops, stick)
    elsewhere = enrolled(city, stick.folder.with_name("丙"), uuid4())
    elsewhere.add_case("另一个机构的案")
    send(elsewhere.line, stick)
    rounds([*laptops, elsewhere], city, stick)
    hand_over(*laptops)
    held, report, cases = hashes(city, office), city.report(), read_cases(city, office)
    shown, states = deliveries(laptops), [one.line.store.state_hash() for one in laptops]
    assert report.offices[0].devices[0].last_contact == CLOCK.now()
    city.close()
    database = urlsplit(Places.read(city.folder, city.secrets).database).path.strip("/")
    server.drop(database)
    server.another(database)
    city = Centre.open(city.folder, clock=NEXT_DAY)
    if healed_by == "rebuild":
        rebuilt = city.rebuild()
        assert [one.before for one in rebuilt] == [b"", b""]
        assert all(one.equal for one in rebuilt)
        assert (rebuilt[0].after, rebuilt[0].second) == held
    else:
        assert city.receive(stick).applied == sum(one.changes for one in report.offices)
    assert hashes(city, office) == held
    assert city.report() == report
    assert read_cases(city, office) == cases
    assert read_file(city, office, blob) == bytes(700_000)
    for _ in range(2):
        assert city.receive(stick).applied == 0
        assert [visited(one, stick) for one in laptops] == [(0, 0, 0), (0, 0, 0)]
    assert deliveries(laptops) == shown
    assert [one.line.store.state_hash() for one in laptops] == states
    city.close()
    elsewhere.line.store.close()
