"""Where a desk exchanges: several places, sticks that are known again, passwords that stay in."""

from dataclasses import replace
from pathlib import Path

import pytest

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending import mailboxes
from mediatordesk.actions.sending.enrolment import GRANT, grant_of, line_of
from mediatordesk.actions.sending.mailboxes import (
    FORMER,
    MailboxKind,
    NoSuchMailbox,
    add_mailbox,
    list_mailboxes,
    open_mailbox,
    remove_mailbox,
)
from mediatordesk.actions.sending.sticks import MARK, mark_of
from mediatordesk.keys.identities import Device
from mediatordesk.sync.mailbox import MailboxAway
from mediatordesk.sync.mailbox.addresses import UnknownMailbox
from mediatordesk.sync.membership.enrolment import Grant, pack_grant

from .offices import Town

WEBDAV = "webdavs://%E6%AD%A3:s3cret%3A@cloud.example.org/%E9%95%BF%E6%B4%B2"


@pytest.fixture
def desk(town: Town) -> Desk:
    """Return an enrolled desk."""
    return town.desk("one")


def kinds(desk: Desk) -> list[MailboxKind]:
    """Return the kinds of a desk's mailboxes."""
    return [one.kind for one in list_mailboxes(desk)]


def test_a_desk_has_several_mailboxes_and_gives_one_up(town: Town, desk: Desk) -> None:
    nas = str(town.new_folder("NAS a<b"))
    for address in (nas, WEBDAV, "s3://key:secret@s3.example.org/bucket", nas):
        add_mailbox(desk, address)
    assert kinds(desk) == [MailboxKind.FOLDER, MailboxKind.S3, MailboxKind.WEBDAV]
    remove_mailbox(desk, nas)
    assert kinds(desk) == [MailboxKind.S3, MailboxKind.WEBDAV]
    with pytest.raises(NoSuchMailbox):
        remove_mailbox(desk, nas)
    with pytest.raises(UnknownMailbox):
        add_mailbox(desk, "ftp://example.org")


def test_a_password_is_never_shown_and_a_mailbox_is_named_without_it(desk: Desk) -> None:
    place = add_mailbox(desk, WEBDAV)
    for shown in (place.shown, repr(place), str(list_mailboxes(desk))):
        assert "s3cret" not in shown
    assert place.shown == "webdavs://cloud.example.org/%E9%95%BF%E6%B4%B2"
    remove_mailbox(desk, place.shown)
    assert list_mailboxes(desk) == ()
    assert b"s3cret" not in b"".join(
        path.read_bytes() for path in desk.folder.rglob("*") if path.is_file()
    )


def test_the_only_mailbox_of_an_earlier_version_is_still_known(desk: Desk) -> None:
    desk.store.remember(FORMER, b"/media/stick")
    assert [one.address for one in list_mailboxes(desk)] == ["/media/stick"]
    add_mailbox(desk, WEBDAV)
    assert [one.address for one in list_mailboxes(desk)] == [WEBDAV, "/media/stick"]


def test_what_the_centre_names_is_there_and_stays_away_when_it_was_removed(
    town: Town, desk: Desk
) -> None:
    grant = grant_of(desk)
    assert grant is not None
    named = replace(grant, mailboxes=("https://front.example.org:8443", WEBDAV))
    desk.store.remember(GRANT, granted(town, desk.device, named))
    assert kinds(desk) == [MailboxKind.FRONT, MailboxKind.WEBDAV]
    assert all(one.from_centre for one in list_mailboxes(desk))
    remove_mailbox(desk, "https://front.example.org:8443")
    assert kinds(desk) == [MailboxKind.WEBDAV]
    add_mailbox(desk, WEBDAV)
    assert [one.from_centre for one in list_mailboxes(desk)] == [True]


def granted(town: Town, device: Device, grant: Grant) -> bytes:
    """Return a grant as the centre of the town would have packed it."""
    return pack_grant(grant, town.centre.secrets.signing, device.identity.recipient)


def test_a_stick_is_marked_once_and_a_folder_is_not(town: Town, desk: Desk) -> None:
    stick, nas = town.new_folder("U 盘"), town.new_folder("NAS")
    media = (stick,)
    first = add_mailbox(desk, str(stick), lambda: media)
    second = add_mailbox(desk, (stick).as_uri(), lambda: media)
    assert first.stick == second.stick == mark_of(stick) != ""
    assert add_mailbox(desk, str(nas), lambda: media).stick == ""
    assert not (nas / MARK).exists()


def test_a_stick_that_was_not_in_is_marked_when_it_is_met(town: Town, desk: Desk) -> None:
    stick = town.folder / "U 盘"
    place = add_mailbox(desk, str(stick), lambda: ())
    with pytest.raises(MailboxAway):
        open_mailbox(line_of(desk), place, lambda: ()).marks("v1")
    stick.mkdir()
    open_mailbox(line_of(desk), place, lambda: (stick,))
    assert list_mailboxes(desk)[0].stick == mark_of(stick) != ""


@pytest.mark.parametrize("words", ["", "MediatorDesk", "MediatorDesk short", "a<b " * 9, "\0"])
def test_a_damaged_mark_is_no_mark(tmp_path: Path, words: str) -> None:
    (tmp_path / "v1").mkdir()
    (tmp_path / MARK).write_text(words)
    assert mark_of(tmp_path) == ""
    (tmp_path / MARK).write_bytes(b"\xff\xfe")
    assert mark_of(tmp_path) == ""


def test_a_disk_that_is_pulled_while_it_is_looked_at_is_passed_over(town: Town, desk: Desk) -> None:
    stick = town.new_folder("U 盘")
    place = add_mailbox(desk, str(stick), lambda: (stick,))
    moved = stick.rename(town.folder / "G 盘")
    gone = town.folder / "gone"
    found = open_mailbox(line_of(desk), place, lambda: (gone, moved))
    assert found.place == str(moved)


def test_the_kinds_of_addresses_are_those_that_mailboxes_know() -> None:
    assert set(mailboxes.KINDS) == {"file", "webdav", "webdavs", "s3", "s3+http", "https"}
