"""The exchange beside a window: the window never waits for it."""

import os
import threading
import time
from collections.abc import Callable
from urllib.parse import quote

import pytest

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.background import PATIENCE, BackgroundExchange, ExchangeEnded
from mediatordesk.actions.sending.exchange import sync
from mediatordesk.actions.sending.exchange_states import ExchangeKind, ExchangeState
from mediatordesk.actions.sending.mailboxes import add_mailbox
from mediatordesk.actions.sending.rounds import pause, resume
from mediatordesk.core.papers import Blob
from mediatordesk.store import NotRead
from tests.servers.proxy import Trouble, proxy
from tests.servers.webdav import PASSWORD, USER, WebDavServer

from .offices import Town, write_case

LONGEST = 0.2
"""Seconds that a save, or anything else in the window, may take (sync-protocol 4, P3)."""
HANGS = 10
"""Seconds that nothing takes unless it waits for the line, which gives up after half a minute."""


def waited(until: Callable[[], object], seconds: float = 40) -> None:
    """Wait until something holds."""
    ends = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < ends
        time.sleep(0.01)


def run(desk: Desk) -> tuple[BackgroundExchange, list[ExchangeState]]:
    """Start the exchange of a desk as a window does; return it and the states it will tell."""
    told: list[ExchangeState] = []
    exchange = BackgroundExchange(desk, told.append, lambda: ())
    exchange.start()
    return exchange, told


def test_it_works_by_itself_can_be_paused_and_ends_with_the_window(town: Town) -> None:
    desk, nas = town.desk("one"), str(town.new_folder("NAS"))
    add_mailbox(desk, nas)
    write_case(desk, scan=os.urandom(600_000))
    exchange, told = run(desk)
    waited(lambda: exchange.state.mailboxes and exchange.state.mailboxes[0].reached)
    assert any(one.kind is ExchangeKind.WORKING for one in told)
    pause(desk.store)
    exchange.wake()
    waited(lambda: exchange.state.kind is ExchangeKind.PAUSED)
    town.centre_visits(nas)
    resume(desk.store)
    exchange.wake()
    waited(lambda: exchange.state.unsent == 0 and exchange.state.kind is ExchangeKind.RESTING)
    assert exchange.state.news == 1
    exchange.close()
    assert "exchange" not in [one.name for one in threading.enumerate()]


def test_a_window_that_saves_while_much_comes_in_is_never_kept_waiting(town: Town) -> None:
    colleague, desk, nas = town.desk("two"), town.desk("one"), str(town.new_folder("NAS"))
    for _ in range(3):  # each hears that the other belongs to the office
        for one in (colleague, desk):
            sync(one, nas)
        town.centre_visits(nas)
    add_mailbox(desk, nas)
    for number in range(400):
        write_case(colleague, facts=f"第 {number} 件 a<b " * 40)
    write_case(colleague, scan=os.urandom(3_000_000))
    sync(colleague, nas)
    *most, longest = sorted(_saves(desk))
    # Other tests may have the processor or the disk for a while, but not again and again.
    assert most[len(most) * 9 // 10] < LONGEST * _shared_by()
    assert longest < HANGS
    assert all(not desk.blobs.missing(blob) for blob in desk.store.all(Blob))


def _shared_by() -> float:
    """Return how many programs there are for each processor, one at least."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def _saves(desk: Desk) -> list[float]:
    """Save one case after another while the exchange works; return the seconds of each."""
    exchange, _told = run(desk)
    took: list[float] = []
    while not exchange.state.news:
        began = time.perf_counter()
        write_case(desk)
        took.append(time.perf_counter() - began)
        time.sleep(0.01)
    exchange.close()
    assert len(took) > 5
    return took


def test_a_request_that_hangs_keeps_no_window_open(town: Town, server: WebDavServer) -> None:
    desk = town.desk("one")
    with proxy(server.address, Trouble(silent=True)) as line:
        add_mailbox(desk, f"webdav://{quote(USER)}:{quote(PASSWORD, safe='')}@{line.at}")
        exchange, _told = run(desk)
        waited(lambda: line.connections)
        began = time.monotonic()
        write_case(desk)
        assert time.monotonic() - began < HANGS
        exchange.close()
        assert time.monotonic() - began < HANGS + PATIENCE


def test_what_the_desks_own_disk_refuses_is_told_and_the_exchange_goes_on(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, nas = town.desk("one"), str(town.new_folder("NAS"))
    add_mailbox(desk, nas)

    def refuse(*_: object) -> None:
        raise NotRead(reason="x")

    monkeypatch.setattr("mediatordesk.actions.sending.rounds.list_mailboxes", refuse)
    exchange, _told = run(desk)
    waited(lambda: exchange.state.kind is ExchangeKind.TROUBLE)
    monkeypatch.undo()
    exchange.wake()
    waited(lambda: exchange.state.kind is ExchangeKind.RESTING and exchange.state.mailboxes)
    exchange.close()


def test_a_mistake_that_ends_the_thread_is_said_calmly_logged_without_names_and_begun_anew(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk, nas = town.desk("one"), str(town.new_folder("NAS"))
    add_mailbox(desk, nas)

    def mistake(*_: object) -> None:
        raise RuntimeError("覃𬭎 4504051991")

    monkeypatch.setattr("mediatordesk.actions.sending.rounds.list_mailboxes", mistake)
    exchange, told = run(desk)
    waited(lambda: "exchange" not in [one.name for one in threading.enumerate()])
    assert [(one.kind, type(one.trouble)) for one in told] == [
        (ExchangeKind.TROUBLE, ExchangeEnded)
    ]
    assert "RuntimeError" in caplog.text
    assert "rounds.py:" in caplog.text
    assert "覃" not in caplog.text
    exchange.wake()
    exchange.close()
    monkeypatch.undo()
    again, _told = run(desk)
    waited(lambda: again.state.mailboxes and again.state.mailboxes[0].reached)
    again.close()
