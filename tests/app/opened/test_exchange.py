"""The exchange of a real desk behind the window's questions."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.exchange import sync
from mediatordesk.actions.sending.mailboxes import NoSuchMailbox, list_mailboxes
from mediatordesk.app.asked.exchange_desk import Going, MailboxKind, NewMailbox, Reach
from mediatordesk.app.opened.exchange import OpenedExchange
from mediatordesk.app.opened.exchange_stands import reach_of
from mediatordesk.app.opened.mailbox_addresses import address_of
from mediatordesk.sync.mailbox.addresses import shown_address
from mediatordesk.sync.membership.slips import BadSlip
from tests.actions.sending.offices import Town, write_case


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path)
    yield town
    for desk in town.desks:
        desk.close()


@pytest.fixture
def desk(town: Town) -> Desk:
    return town.desk("one")


@pytest.mark.parametrize(
    ("kind", "place", "address"),
    [
        (MailboxKind.WEBDAV, "cloud.example.org/交换", "webdavs://n%40me:a%3Cb%20c@{}"),
        (MailboxKind.WEBDAV, "https://cloud.example.org/x", "webdavs://n%40me:a%3Cb%20c@{}"),
        (MailboxKind.WEBDAV, "http://10.0.0.7:81/x", "webdav://n%40me:a%3Cb%20c@{}"),
        (MailboxKind.S3, "http://10.0.0.7:7480/bucket", "s3+http://n%40me:a%3Cb%20c@{}"),
        (MailboxKind.S3, "store.example.org/bucket", "s3://n%40me:a%3Cb%20c@{}"),
    ],
)
def test_name_and_password_of_a_server_may_hold_any_letters(
    kind: MailboxKind, place: str, address: str
) -> None:
    made = address_of(NewMailbox(kind, place, "n@me", "a<b c"))
    assert made == address.format(place.rpartition("://")[2])
    assert "a%3Cb" not in shown_address(made)


def test_a_folder_is_shown_as_this_computer_calls_it(desk: Desk, town: Town) -> None:
    opened, folder = OpenedExchange(desk), town.new_folder("U盘 a&b%20")
    opened.add_mailbox(NewMailbox(MailboxKind.STICK, str(folder)))
    [line] = opened.stand().now.mailboxes
    assert line.shown == str(folder)
    assert list_mailboxes(desk)[0].folder == folder
    with pytest.raises(NoSuchMailbox):
        opened.remove_mailbox("another")
    opened.remove_mailbox(line.key)
    assert opened.stand().now.going is Going.NO_MAILBOX


def test_a_password_is_never_in_what_the_window_is_given(desk: Desk) -> None:
    opened = OpenedExchange(desk)
    opened.add_mailbox(NewMailbox(MailboxKind.WEBDAV, "cloud.example.org/x", "me", "s3cret a<b"))
    assert "s3cret" not in repr(opened.stand())
    assert opened.stand().now.mailboxes[0].shown == "webdavs://cloud.example.org/x"


def test_it_says_how_far_the_cases_are_and_to_whom_the_desk_belongs(desk: Desk, town: Town) -> None:
    opened, stick = OpenedExchange(desk), str(town.new_folder("U盘"))
    case = write_case(desk)
    stand = opened.stand()
    assert [(one.id, one.reach) for one in stand.cases] == [(case.id, Reach.SAVED)]
    assert stand.membership is not None
    assert stand.membership.centre == "长洲区司法局"
    assert [one.letter for one in stand.membership.computers] == ["A"]
    assert len(stand.words) == 6
    sync(desk, stick)
    assert reach_of(desk, case.id) is Reach.ON_ITS_WAY
    town.centre_visits(stick)
    sync(desk, stick)
    stand = opened.stand()
    assert (stand.cases, stand.counts[Reach.APPLIED], stand.now.unsent) == ((), 1, 0)
    assert not stand.late


def test_letters_that_are_no_slip_ask_nobody(desk: Desk, tmp_path: Path) -> None:
    opened, file = OpenedExchange(desk), tmp_path / "申请.mdq"
    with pytest.raises(BadSlip):
        opened.ask_by_slip("abcd efgh centre.example.org")
    with pytest.raises(BadSlip):
        opened.save_request(file, "abcd")
    assert not file.exists()
    opened.save_request(file, " ")
    assert file.stat().st_size > 100
