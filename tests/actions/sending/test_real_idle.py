"""On real servers: a question when nothing is new, a few requests when something is."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.exchange import sync
from mediatordesk.actions.sending.mailboxes import add_mailbox
from mediatordesk.actions.sending.rounds import Exchange
from mediatordesk.core.clock import Clock
from mediatordesk.sync.mailbox.requests import Reply, Requests
from tests.servers import apache, gateway
from tests.servers.fronts import running_front
from tests.servers.proxy import Proxy, Trouble, proxy

from .offices import Town, write_case

pytestmark = pytest.mark.real
WEBDAV_IDLE = 600
"""Bytes, both ways; of these the listing of a folder alone took 1,700."""


@dataclass
class Mailbox:
    """A mailbox on a real server: as the desk and as the centre reach it, and what it was asked."""

    address: str
    asked: list[Any]
    behind: str = ""
    line: Proxy | None = None


@pytest.fixture(params=["apache", "s3"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Mailbox]:
    """Return a mailbox on a running server, behind a line that counts."""
    with ExitStack() as stack:
        if request.param == "apache":
            if not apache.is_there():
                pytest.skip("Apache with mod_dav is not installed")
            address = stack.enter_context(apache.apache(tmp_path / "server"))
        else:
            if not gateway.is_there():
                pytest.skip("Ceph's object gateway is not installed")
            address = stack.enter_context(gateway.object_store(tmp_path / "ceph"))
        place = urlsplit(address)
        to = (place.hostname or "", place.port or 0)
        line = stack.enter_context(proxy(to, Trouble(answers=lambda _method, _path: None)))
        through = address.replace(f"{place.hostname}:{place.port}", line.at)
        yield Mailbox(through, line.asked, address, line)


def test_an_idle_exchange_is_one_request_and_a_busy_one_at_most_twenty(
    town: Town, server: Mailbox
) -> None:
    desk = town.desk("one")
    add_mailbox(desk, server.address)
    sync(desk)
    town.centre_visits(server.behind)
    sync(desk)
    for _ in range(2):
        before = carried(server)
        assert requests_of(desk, server.asked) == 1
        if server.address.startswith("webdav"):
            assert carried(server) - before <= WEBDAV_IDLE
    for _ in range(10):
        write_case(desk, scan=os.urandom(200))
    assert 1 < requests_of(desk, server.asked) <= 20
    town.centre_visits(server.behind)
    assert 1 < requests_of(desk, server.asked) <= 20
    assert sync(desk).delivery.unsent == 0
    assert requests_of(desk, server.asked) == 1


def test_an_idle_exchange_with_the_front_is_one_request(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    reply = Requests.reply

    def counted(requests: Requests, method: str, path: str, *more: Any, **named: Any) -> Reply:
        asked.append(f"{method} {path}")
        return reply(requests, method, path, *more, **named)

    monkeypatch.setattr(Requests, "reply", counted)
    town.real = Clock.computer()
    with running_front(town.centre, tmp_path / "front") as front:
        desk = town.desk("one")
        front.tell_devices()
        worker = front.worker()
        write_case(desk, scan=os.urandom(200))
        sync(desk)
        worker.step()
        sync(desk)
        sync(desk)
        assert requests_of(desk, asked) == 1
        write_case(desk)
        assert 1 < requests_of(desk, asked) <= 20
        worker.step()
        assert sync(desk).delivery.unsent == 0
        sync(desk)
        assert requests_of(desk, asked) == 1


def carried(server: Mailbox) -> int:
    """Return how many bytes went over the line to a server, both ways."""
    assert server.line is not None
    return server.line.up + server.line.down


def requests_of(desk: Desk, asked: list[Any]) -> int:
    """Let the loop visit all mailboxes once, and return how many requests that took."""
    before, exchange = len(asked), Exchange(desk, media=lambda: ())
    while exchange.step(0.0).ended is None:
        assert not exchange.state.trouble
    exchange.close()
    return len(asked) - before
