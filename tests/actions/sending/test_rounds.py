"""The exchange by itself: it comes when it can, and asks a person for nothing."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.case_states import case_states
from mediatordesk.actions.sending.exchange_states import ExchangeKind
from mediatordesk.actions.sending.mailboxes import add_mailbox
from mediatordesk.actions.sending.rounds import pause, resume
from mediatordesk.core.cases import Case
from mediatordesk.core.papers import Blob
from mediatordesk.sync.bundles.names import is_log, is_part
from mediatordesk.sync.delivery.outbox import State
from mediatordesk.sync.mailbox import MailboxBusy, MailboxRefused
from mediatordesk.sync.mailbox.folder import FolderMailbox
from tests.servers.proxy import Proxy, Trouble, proxy
from tests.servers.webdav import PASSWORD, USER, WebDavServer

from .offices import Driver, Town, driven, write_case

HALF_AN_HOUR = 30 * 60


def address_of(server: WebDavServer, line: Proxy | None = None, password: str = PASSWORD) -> str:
    """Return the address of a server as a person gives it, over a line if there is one."""
    place = line.at if line else server.address.removeprefix("http://")
    return f"webdav://{quote(USER, safe='')}:{quote(password, safe='')}@{place}"


def state_of(desk: Desk, case: Case) -> State:
    """Return how far a case has come."""
    return case_states(desk, [case.id])[case.id]


def kind_of(driver: Driver) -> ExchangeKind:
    """Return how the exchange stands."""
    return driver.exchange.state.kind


@pytest.fixture
def desk(town: Town) -> Desk:
    """Return an enrolled desk."""
    return town.desk("one")


@pytest.fixture
def driver(desk: Desk, town: Town) -> Iterator[Driver]:
    """Return the driver of that desk's loop."""
    with driven(desk, town.hands) as driver:
        yield driver


def test_a_saved_case_reaches_the_centre_by_itself_and_its_answer_comes_back(
    town: Town, desk: Desk, driver: Driver, server: WebDavServer
) -> None:
    add_mailbox(desk, address_of(server))
    driver.run(60)
    case = write_case(desk)
    assert state_of(desk, case) is State.SAVED
    driver.run(60)
    assert state_of(desk, case) is State.ON_ITS_WAY
    assert driver.exchange.state.kind is ExchangeKind.RESTING
    town.centre_visits(address_of(server))
    driver.run(200)
    assert state_of(desk, case) is State.APPLIED
    assert driver.exchange.state.unsent == 0
    assert driver.exchange.state.words == "Everything is at the centre."


def test_when_nothing_is_new_it_asks_one_question(
    town: Town, desk: Desk, driver: Driver, server: WebDavServer
) -> None:
    add_mailbox(desk, address_of(server))
    for _ in range(2):
        write_case(desk, scan=os.urandom(300))
        driver.run(90)
        town.centre_visits(address_of(server))
        driver.run(200)
    driver.run(1000)
    assert driver.exchange.state.unsent == 0
    before = len(server.asked)
    visits = [one.ended for one in driver.run(2 * HALF_AN_HOUR) if one.ended]
    assert 3 <= len(visits) <= 6
    assert all(visit.idle for visit in visits)
    assert [method for method, _ in server.asked[before:]] == ["GET"] * len(visits)


def test_a_day_of_saves_costs_few_requests(
    town: Town, desk: Desk, driver: Driver, server: WebDavServer
) -> None:
    add_mailbox(desk, address_of(server))
    driver.run(120)
    before = len(server.asked)
    for _ in range(3):
        for _ in range(5):
            write_case(desk)
        driver.run(61)
    assert len(server.asked) - before <= 3 * 12


def test_when_the_line_comes_back_it_goes_on_within_a_minute(
    town: Town, desk: Desk, driver: Driver, server: WebDavServer
) -> None:
    with proxy(server.address, Trouble(refuses=True)) as line:
        add_mailbox(desk, address_of(server, line))
        case = write_case(desk)
        driver.run(300)
        state = driver.exchange.state
        assert (state.kind, state.trouble) == (ExchangeKind.OFFLINE, None)
        assert state.unsent == desk.store.head().seq
        assert state.words.endswith("changes go to the centre by themselves.")
        line.trouble = Trouble()
        driver.run(60)
        assert state_of(desk, case) is State.ON_ITS_WAY
        assert kind_of(driver) is ExchangeKind.RESTING


def test_a_line_that_is_down_is_tried_less_and_less_often_but_never_seldom(
    desk: Desk, driver: Driver, server: WebDavServer
) -> None:
    with proxy(server.address, Trouble(refuses=True)) as line:
        add_mailbox(desk, address_of(server, line))
        driver.run(60)
        tried = line.connections
        driver.run(300)
        assert 300 / 30 <= line.connections - tried <= 300 / 20
    assert server.asked == []


def test_a_busy_server_is_left_alone_as_long_as_it_asks(
    desk: Desk, driver: Driver, server: WebDavServer
) -> None:
    add_mailbox(desk, address_of(server))
    server.answer_instead = lambda *_: ("429 Too Many", [("Retry-After", "900")], b"")
    driver.run(30)
    assert len(server.asked) == 1
    (told,) = driver.exchange.state.mailboxes
    assert isinstance(told.failed, MailboxBusy)
    assert kind_of(driver) is ExchangeKind.OFFLINE
    server.answer_instead = lambda *_: None
    driver.run(860)
    assert len(server.asked) == 1
    driver.run(60)
    assert kind_of(driver) is ExchangeKind.RESTING


def test_a_failing_server_is_asked_less_and_less_often(
    desk: Desk, driver: Driver, server: WebDavServer
) -> None:
    add_mailbox(desk, address_of(server))
    server.answer_instead = lambda *_: ("500 Oh", [], b"<html>")
    counts = []
    for _ in range(3):
        before = len(server.asked)
        driver.run(HALF_AN_HOUR)
        counts.append(len(server.asked) - before)
    assert counts == [5, 1, 1]
    assert driver.exchange.state.kind is ExchangeKind.OFFLINE


def test_a_wrong_password_is_said_in_three_lines_and_nothing_of_it_is_shown(
    desk: Desk, driver: Driver, server: WebDavServer
) -> None:
    place = add_mailbox(desk, address_of(server, password="wrong secret"))  # noqa: S106
    driver.run(60)
    state = driver.exchange.state
    assert state.kind is ExchangeKind.TROUBLE
    assert isinstance(state.trouble, MailboxRefused)
    assert len(state.trouble.lines()) == 3
    for shown in (repr(state), str(state.trouble.lines()), place.shown, repr(place)):
        assert "secret" not in shown


def test_an_emptied_mailbox_deletes_nothing_and_is_filled_again(
    town: Town, desk: Desk, driver: Driver, server: WebDavServer
) -> None:
    add_mailbox(desk, address_of(server))
    case = write_case(desk, scan=os.urandom(300_000))
    driver.run(90)
    mailbox = FolderMailbox(server.folder)
    sent = {name for name in mailbox.names() if is_log(name) or is_part(name)}
    shutil.rmtree(server.folder / "v1")
    driver.run(HALF_AN_HOUR)
    assert sent <= set(mailbox.names())
    town.centre_visits(address_of(server))
    driver.run(HALF_AN_HOUR)
    assert state_of(desk, case) is State.APPLIED
    assert all(not desk.blobs.missing(blob) for blob in desk.store.all(Blob))


def test_a_stick_is_found_again_under_another_drive_letter(town: Town, desk: Desk) -> None:
    media = town.new_folder("media")
    first, second = media / "E 盘", media / "F 盘"
    (first / "乡镇").mkdir(parents=True)
    add_mailbox(desk, (first / "乡镇").as_uri(), lambda: (first,))
    case = write_case(desk)
    first.rename(second)
    stranger = first
    stranger.mkdir()
    with driven(desk, town.hands, (stranger,)) as driver:
        driver.run(120)
        assert driver.exchange.state.kind is ExchangeKind.OFFLINE
        assert list(stranger.iterdir()) == []
    with driven(desk, town.hands, (stranger, second)) as driver:
        driver.run(60)
        assert state_of(desk, case) is State.ON_ITS_WAY
    assert list(stranger.iterdir()) == []
    town.centre_visits(str(second / "乡镇"))
    with driven(desk, town.hands, (second,)) as driver:
        driver.run(60)
        assert state_of(desk, case) is State.APPLIED


def test_a_stick_that_is_put_in_is_used_within_a_minute(
    town: Town, desk: Desk, driver: Driver
) -> None:
    stick = town.folder / "U 盘"
    add_mailbox(desk, stick.as_uri())
    case = write_case(desk)
    driver.run(300)
    assert driver.exchange.state.kind is ExchangeKind.OFFLINE
    stick.mkdir()
    driver.run(60)
    assert state_of(desk, case) is State.ON_ITS_WAY
    shutil.rmtree(stick)
    driver.run(60)
    assert driver.exchange.state.kind is ExchangeKind.OFFLINE
    assert state_of(desk, case) is State.ON_ITS_WAY


def test_a_pause_holds_until_it_is_ended_also_after_the_desk_was_closed(
    town: Town, desk: Desk, server: WebDavServer
) -> None:
    add_mailbox(desk, address_of(server))
    with driven(desk, town.hands) as driver:
        driver.run(60)
        pause(desk.store)
        asked = len(server.asked)
        case = write_case(desk)
        driver.run(HALF_AN_HOUR)
        assert driver.exchange.state.kind is ExchangeKind.PAUSED
    with driven(desk, town.hands) as driver:
        driver.run(HALF_AN_HOUR)
        assert len(server.asked) == asked
        resume(desk.store)
        driver.run(60)
        assert state_of(desk, case) is State.ON_ITS_WAY


def test_one_mailbox_that_is_away_does_not_keep_another_back(
    town: Town, desk: Desk, driver: Driver, server: WebDavServer
) -> None:
    with proxy(server.address, Trouble(refuses=True)) as line:
        add_mailbox(desk, address_of(server, line))
        add_mailbox(desk, str(town.new_folder("NAS a<b")))
        case = write_case(desk)
        driver.run(60)
        assert state_of(desk, case) is State.ON_ITS_WAY
        assert driver.exchange.state.kind is ExchangeKind.RESTING
        assert [bool(one.failed) for one in driver.exchange.state.mailboxes] == [False, True]


def test_a_slow_line_keeps_no_stick_waiting(
    town: Town, desk: Desk, driver: Driver, server: WebDavServer
) -> None:
    write_case(desk, scan=os.urandom(1_500_000))
    stick = town.folder / "U 盘"
    add_mailbox(desk, str(stick))
    add_mailbox(desk, address_of(server))
    while not driver.exchange.step(driver.hands.seconds).progress:
        pass
    stick.mkdir()
    driver.hands.seconds += 40  # a few parts later on a slow line
    while not any(name for name in FolderMailbox(stick).names() if is_part(name)):
        driver.exchange.step(driver.hands.seconds)
    sent = [name for name in FolderMailbox(server.folder).names() if is_part(name)]
    assert len(sent) <= 3


def test_a_colleagues_work_comes_by_itself_and_is_told(
    town: Town, desk: Desk, driver: Driver, server: WebDavServer
) -> None:
    colleague = town.desk("two")
    for one in (desk, colleague):
        add_mailbox(one, address_of(server))
    with driven(colleague, town.hands) as other:
        for _ in range(2):
            other.run(30)
            driver.run(30)
            town.centre_visits(address_of(server))
        driver.run(1000)
        news = driver.exchange.state.news
        case = write_case(colleague, scan=os.urandom(400_000))
        other.run(120)
        driver.run(1000)
        assert desk.store.get(Case, case.id).title == case.title
        assert all(not desk.blobs.missing(blob) for blob in desk.store.all(Blob))
        assert driver.exchange.state.news > news


def test_a_colleague_of_many_years_costs_no_request_for_each_month(
    town: Town, desk: Desk, driver: Driver, server: WebDavServer
) -> None:
    colleague = town.desk("two")
    for one in (desk, colleague):
        add_mailbox(one, address_of(server))
    with driven(colleague, town.hands) as other:
        for _ in range(2):
            other.run(30)
            driver.run(30)
            town.centre_visits(address_of(server))
        driver.run(1000)
        replica = colleague.store.head().replica.hex()
        for month in range(36):
            folder = server.folder / "v1" / desk.office.id.hex[:8] / replica / f"{1990 + month}01"
            folder.mkdir()
        case = write_case(colleague)
        other.run(90)
        before = len(server.asked)
        driver.run(1000)
        assert desk.store.get(Case, case.id).title == case.title
        assert len(server.asked) - before <= 20


def test_a_cut_line_costs_no_part_that_was_there_already(
    desk: Desk, driver: Driver, server: WebDavServer
) -> None:
    write_case(desk, scan=os.urandom(1_000_000))
    with proxy(server.address, Trouble(cut_up=400_000)) as line:
        add_mailbox(desk, address_of(server, line))
        driver.run(300)
    parts = [path for method, path in server.asked if method == "PUT" and "/part/" in path]
    assert len(set(parts)) >= 7
    stored = [name for name in FolderMailbox(server.folder).names() if is_part(name)]
    assert len(stored) == len(set(parts))
    assert len(parts) - len(set(parts)) <= 3


def test_a_stick_that_gives_back_other_bytes_is_said_and_nothing_counts_as_sent(
    town: Town, desk: Desk, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, read = town.new_folder("假 U 盘"), Path.read_bytes

    def garbage(path: Path) -> bytes:
        data = read(path)
        return bytes(len(data)) if path.is_relative_to(stick) and len(data) > 200 else data

    monkeypatch.setattr(Path, "read_bytes", garbage)
    add_mailbox(desk, str(stick))
    case = write_case(desk)
    driver.run(60)
    state = driver.exchange.state
    assert state.kind is ExchangeKind.TROUBLE
    assert "reads back differently" in state.words
    assert state_of(desk, case) is State.SAVED
    assert FolderMailbox(stick).names() == ()


def test_without_a_centre_or_a_mailbox_it_rests_and_says_so(town: Town, desk: Desk) -> None:
    with driven(desk, town.hands) as driver:
        driver.run(60)
        assert driver.exchange.state.kind is ExchangeKind.NO_MAILBOX
        assert driver.exchange.state.words == (
            "No stick or mailbox is set; everything is saved here."
        )
