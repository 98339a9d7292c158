"""Bad lines and servers that lie: nothing is taken for received, and everything goes on later."""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from xml.etree.ElementTree import Element, tostring

import httpx
import pytest
from defusedxml.ElementTree import fromstring

from mediatordesk.centre.inbox import Centre
from mediatordesk.core.clock import Clock
from mediatordesk.sync.bundles.blobs import PART_BYTES
from mediatordesk.sync.mailbox import requests
from tests.faults.sync.lines import Room, cloud_room, front_room
from tests.servers.fronts import RunningFront, running_front
from tests.servers.proxy import WRONG_ANSWERS, Trouble, answer
from tests.servers.webdav import PASSWORD, USER, webdav_server

PATIENCE = 0.4
"""Seconds in place of the thirty after which a server that says nothing is given up."""
DAV = "{DAV:}"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Room]:
    """Return a room with a cloud folder in it."""
    with webdav_server(tmp_path / "cloud") as server, cloud_room(tmp_path, server) as made:
        yield made


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningFront]:
    place = tmp_path_factory.mktemp("长洲区 a<b")
    centre = Centre.new(place / "centre", "450405", "长洲区司法局", clock=Clock.computer())
    with running_front(centre, place / "front") as running:
        yield running


@pytest.fixture
def before_front(front: RunningFront, tmp_path: Path) -> Iterator[Room]:
    """Return a room with the front of a centre in it."""
    with front_room(tmp_path, front) as made:
        yield made


ALL = ("PUT", "PROPFIND", "GET", "MKCOL")


@pytest.mark.parametrize(
    ("said", "methods"), [*((said, ("PUT",)) for said in WRONG_ANSWERS), ("a portal", ALL)]
)
def test_what_a_server_says_proves_nothing(
    world: Room, said: str, methods: tuple[str, ...]
) -> None:
    world.laptop.add_file(world.laptop.add_case(), b"%PDF a<b")
    world.line.trouble = Trouble(
        answers=lambda method, _: WRONG_ANSWERS[said] if method in methods else None
    )
    for _ in range(2):
        world.exchange()
        world.centre_reads()
    world.assert_nothing_arrived()
    world.line.trouble = Trouble()
    world.assert_everything_arrives()


TROUBLES = {
    "refused": Trouble(refuses=True),
    "silent": Trouble(silent=True),
    "large packets get lost": Trouble(silent_after=1400),
    "cut while sending": Trouble(cut_up=20_000),
    "cut while listing": Trouble(cut_down=200),
    "reset after the last byte": Trouble(cut_down=0),
    "half closed": Trouble(half_closed=100),
    "ended too early": Trouble(ends_down=150),
    "one byte a second": Trouble(rate=1),
    "late": Trouble(delay=3 * PATIENCE),
    "three in ten lost": Trouble(loss=0.3),
}


NO_TLS = "a portal without TLS"


def goes_on(world: Room, trouble: str) -> None:
    """Assert that nothing is taken for received in trouble, and that all arrives afterwards."""
    case = world.laptop.add_case()
    world.laptop.add_file(case, os.urandom(PART_BYTES + 1000))
    world.line.trouble = TROUBLES.get(trouble, Trouble(says=WRONG_ANSWERS["a portal"]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(requests, "WAITING", PATIENCE)
        patch.setattr(requests, "CONNECTING", PATIENCE)
        for _ in range(2):
            world.exchange()
    world.assert_nothing_arrived()
    world.line.trouble = Trouble()
    world.assert_everything_arrives()


@pytest.mark.parametrize("trouble", TROUBLES)
def test_after_whatever_trouble_with_a_cloud_it_goes_on(world: Room, trouble: str) -> None:
    goes_on(world, trouble)


@pytest.mark.real
@pytest.mark.parametrize("trouble", [*TROUBLES, NO_TLS])
def test_after_whatever_trouble_with_the_front_it_goes_on(before_front: Room, trouble: str) -> None:
    goes_on(before_front, trouble)


def test_three_in_ten_lost_for_good_and_it_still_gets_through(world: Room) -> None:
    world.laptop.add_file(world.laptop.add_case(), os.urandom(4 * PART_BYTES))
    world.line.trouble = Trouble(loss=0.03)  # of pieces of 16 KiB, each with ten packets or more
    tries = 1
    while not world.exchange():
        tries += 1
    assert 1 < tries < 60
    world.line.trouble = Trouble()
    world.assert_everything_arrives()


def test_a_cut_line_to_a_cloud_costs_one_part_at_most(world: Room) -> None:
    costs_one_part_at_most(world)


@pytest.mark.real
def test_a_cut_line_to_the_front_costs_one_part_at_most(before_front: Room) -> None:
    costs_one_part_at_most(before_front)


def costs_one_part_at_most(world: Room) -> None:
    """Assert how many bytes pass the line again when it is cut anywhere."""
    size, chance = 6 * PART_BYTES, Random(7)  # noqa: S311 - where it is cut
    world.laptop.add_file(world.laptop.add_case(), os.urandom(size))
    cuts = 0
    world.line.trouble = Trouble(cut_up=chance.randrange(PART_BYTES, 3 * PART_BYTES))
    while not world.exchange():
        cuts += 1
        world.line.trouble = Trouble(cut_up=chance.randrange(PART_BYTES, 3 * PART_BYTES))
    assert cuts > 1
    few = 40_000  # what the text, the listings and the folders cost
    assert world.line.up - size < cuts * (PART_BYTES + 2048) + few
    world.line.trouble = Trouble()
    world.assert_everything_arrives()


# -- listings


def listed(world: Room, alter: object) -> None:
    """Let the server's listings be altered on their way: `alter` is given their responses."""

    def answers(method: str, path: str) -> bytes | None:
        if method != "PROPFIND":
            return None
        real = httpx.request(
            method,
            f"http://{world.line.to[0]}:{world.line.to[1]}{path}",
            headers={"Depth": "1"},
            auth=(USER, PASSWORD),
        )
        if real.status_code != 207:
            return answer(f"{real.status_code} so")
        tree = fromstring(real.content)
        responses = list(tree.iter(f"{DAV}response"))
        for one in responses:
            tree.remove(one)
        tree.extend(alter(responses))  # type: ignore[operator]  # one of those below
        return answer("207 Multi-Status", tostring(tree))

    world.line.trouble = Trouble(answers=answers)


def doubled(responses: list[Element]) -> list[Element]:
    return [*responses, *responses[::-1]]


def none_of_them(responses: list[Element]) -> list[Element]:
    return responses[:1]


def some_of_them(responses: list[Element]) -> list[Element]:
    return responses[:1] + responses[1::2]


@pytest.mark.parametrize("alter", [doubled, none_of_them, some_of_them])
def test_listings_that_are_doubled_short_or_old_lose_and_double_nothing(
    world: Room, alter: object
) -> None:
    listed(world, alter)
    for number in range(4):
        world.laptop.add_case(f"案 {number}")
        world.exchange()
    world.centre_reads()
    for number in range(4):
        world.laptop.add_case(f"后来的案 {number}")
        world.exchange()
    world.line.trouble = Trouble()
    world.assert_everything_arrives()


def come_in_the_end(world: Room, bundles: int, allowed: int) -> None:
    """Send to a server that says "later" after so many requests, as often as it takes."""
    asked, most = list[str](), allowed

    def answers(method: str, _: str) -> bytes | None:
        asked.append(method)
        return answer("429 Too Many Requests", Retry_After="1800") if len(asked) > most else None

    for number in range(bundles):
        world.laptop.add_case(f"案 {number}")
        world.laptop.line.store.segments(0)  # each in a bundle of its own
    world.line.trouble = Trouble(answers=answers)
    while not world.exchange():
        most = len(asked) + allowed
    assert len(asked) < 1.2 * bundles + 20
    asked.clear()
    world.laptop.add_case("平常的一天")
    assert world.exchange()
    assert len(asked) <= 20
    world.line.trouble = Trouble()
    world.assert_everything_arrives()


def test_a_server_that_allows_few_requests_gets_few_and_all_in_the_end(world: Room) -> None:
    come_in_the_end(world, bundles=60, allowed=40)


@pytest.mark.soak
def test_a_thousand_bundles_through_a_server_that_allows_300_requests(world: Room) -> None:
    come_in_the_end(world, bundles=1000, allowed=300)
