"""What a person is told after a visit to a mailbox."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

import pytest

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.enrolment import line_of
from mediatordesk.actions.sending.exchange_states import ExchangeKind
from mediatordesk.actions.sending.mailboxes import MailboxPlace, add_mailbox
from mediatordesk.actions.sending.rounds import Exchange
from mediatordesk.actions.sending.visits import Visit, WrongClock
from mediatordesk.sync.delivery.outbox import delivery
from mediatordesk.sync.mailbox.folder import FolderMailbox
from tests.servers.webdav import PASSWORD, USER, webdav_server

from .offices import Town, write_case


@dataclass(frozen=True, slots=True)
class TellingFolder(FolderMailbox):
    """A folder that knows the time, as the centre's front does."""

    clock_off: timedelta | None = None


@pytest.fixture
def desk(town: Town) -> Desk:
    """Return a desk with a mailbox."""
    desk = town.desk("one")
    add_mailbox(desk, str(town.new_folder("NAS")))
    return desk


@pytest.fixture
def off(town: Town, monkeypatch: pytest.MonkeyPatch) -> list[timedelta | None]:
    """Let the desk's mailbox find its clock wrong; the list says by how much."""
    found: list[timedelta | None] = [timedelta(minutes=-95)]

    def opened(*_: object) -> TellingFolder:
        return TellingFolder(town.folder / "NAS", found[0])

    monkeypatch.setattr("mediatordesk.actions.sending.running.open_mailbox", opened)
    return found


def test_a_wrong_clock_is_told_in_three_sentences(desk: Desk, town: Town) -> None:
    place, line = MailboxPlace(str(town.folder / "NAS")), line_of(desk)
    right = Visit(line, desk.tides, place, TellingFolder(town.folder / "NAS"))
    assert (right.notice, right.wrong_clock) == ("", None)
    off = TellingFolder(town.folder / "NAS", timedelta(minutes=-95))
    wrong = Visit(line, desk.tides, place, off)
    assert wrong.notice.splitlines() == list(WrongClock(n=95).lines())
    assert "95" in wrong.notice


def test_the_window_says_so_until_the_clock_is_right(
    desk: Desk, town: Town, off: list[timedelta | None]
) -> None:
    exchange = Exchange(desk, media=lambda: ())
    kinds = []
    for clock_off in (timedelta(hours=3), None):
        off[0] = clock_off
        exchange.wake(town.hands.seconds)
        while exchange.next_due <= town.hands.seconds:
            exchange.step(town.hands.seconds)
        kinds.append((exchange.state.kind, type(exchange.state.trouble)))
    exchange.close()
    assert kinds == [(ExchangeKind.TROUBLE, WrongClock), (ExchangeKind.RESTING, type(None))]


def test_an_answer_left_in_the_folder_behind_a_web_server_is_heard_over_the_web(
    town: Town,
) -> None:
    desk, cloud = town.desk("one"), town.new_folder("cloud")
    with webdav_server(cloud) as server:
        host = server.address.removeprefix("http://")
        add_mailbox(desk, f"webdav://{quote(USER)}:{quote(PASSWORD, safe='')}@{host}/")
        for _ in range(2):
            look(desk)
        write_case(desk)
        look(desk)
        assert delivery(line_of(desk)).unsent
        look(desk)
        town.centre_visits(str(cloud))
        look(desk)
        assert not delivery(line_of(desk)).unsent


def look(desk: Desk) -> None:
    """Let the loop visit the mailbox by itself, once."""
    exchange = Exchange(desk, media=lambda: ())
    while exchange.step(0.0).ended is None:
        assert not exchange.state.trouble
    exchange.close()
