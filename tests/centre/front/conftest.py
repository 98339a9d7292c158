"""A centre with a front that runs, and laptops that were enrolled there."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest

from mediatordesk.centre.inbox import Centre
from mediatordesk.core.clock import Clock
from mediatordesk.sync.delivery.line import caller_of
from mediatordesk.sync.mailbox.callers import Caller
from mediatordesk.sync.mailbox.https import HttpsMailbox, _trust
from tests.centre.desks import Laptop, enrolled
from tests.servers.fronts import RunningFront, running_front


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for the tests of one file."""
    return tmp_path_factory.mktemp("长洲区 a<b")


@pytest.fixture(scope="module")
def centre(home: Path) -> Centre:
    """Return a centre."""
    return Centre.new(home / "centre", "450405", "长洲区司法局", clock=Clock.computer())


@pytest.fixture(scope="module")
def running(home: Path, centre: Centre) -> Iterator[RunningFront]:
    """Return its front, which runs."""
    with running_front(centre, home / "front") as front:
        yield front


@pytest.fixture
def new_laptop(
    tmp_path: Path, centre: Centre, running: RunningFront
) -> Iterator[Callable[[str, UUID], Laptop]]:
    """Return a function that makes and enrols a laptop of an office; the front knows it."""
    made: list[Laptop] = []

    def make(name: str, office: UUID) -> Laptop:
        laptop = enrolled(centre, tmp_path / name, office)
        laptop = Laptop(replace(laptop.line, clock=Clock.computer()))
        made.append(laptop)
        running.tell_devices()
        return laptop

    yield make
    for one in made:
        one.line.store.close()


@pytest.fixture
def office() -> UUID:
    """Return the name of an office."""
    return uuid4()


@pytest.fixture
def laptop(new_laptop: Callable[[str, UUID], Laptop], office: UUID) -> Laptop:
    """Return an enrolled laptop of the office."""
    return new_laptop("laptop 覃𬭎", office)


@pytest.fixture
def caller(laptop: Laptop) -> Caller:
    """Return the laptop as it asks the front."""
    return caller_for(laptop)


@pytest.fixture
def mailbox(caller: Caller) -> Iterator[HttpsMailbox]:
    """Return the front as the laptop's mailbox."""
    opened = HttpsMailbox.of(caller)
    yield opened
    opened.close()


@pytest.fixture
def net(running: RunningFront) -> Iterator[httpx.Client]:
    """Return requests as anybody can make them."""
    with httpx.Client(
        base_url=running.front.address, verify=_trust(running.front.authority), timeout=40
    ) as one:
        yield one


def caller_for(laptop: Laptop) -> Caller:
    """Return a laptop as it asks the front."""
    caller = caller_of(laptop.line)
    assert caller is not None
    return caller
