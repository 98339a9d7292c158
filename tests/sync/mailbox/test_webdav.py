"""A WebDAV server: torn files, portals, full and busy servers, hostile listings; few requests."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from mediatordesk.sync.bundles.bundle import MAX_BUNDLE, Bundle
from mediatordesk.sync.bundles.names import hash_in_name
from mediatordesk.sync.mailbox import (
    BELL,
    Mailbox,
    MailboxAway,
    MailboxBusy,
    MailboxFull,
    MailboxRefused,
)
from mediatordesk.sync.mailbox.addresses import UnreadableAddress, mailbox_at, shown_address
from tests.servers.webdav import PASSWORD, USER, WebDavServer, webdav_server

DATA = "覃𬭎 a<b".encode() * 100
FOLDER = "v1/0a1b2c3d/00112233445566ff/202611"


def bundle(data: bytes = DATA, number: int = 1) -> Bundle:
    return Bundle(f"{FOLDER}/{number:08}-{hash_in_name(data)}.mdb", data)


def address(server: WebDavServer, path: str = "", user: str = USER) -> str:
    host = server.address.removeprefix("http://")
    return f"webdav://{quote(user)}:{quote(PASSWORD, safe='')}@{host}{path}"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[WebDavServer]:
    with webdav_server(tmp_path / "cloud") as running:
        yield running


@pytest.fixture
def mailbox(server: WebDavServer) -> Iterator[Mailbox]:
    with closing(mailbox_at(address(server))) as opened:
        yield opened


def again(server: WebDavServer) -> Mailbox:
    """Return the mailbox as the next exchange sees it: with nothing remembered."""
    return mailbox_at(address(server))


def test_what_is_put_is_there_and_putting_it_again_is_harmless(
    server: WebDavServer, mailbox: Mailbox
) -> None:
    assert mailbox.names() == ()
    for _ in range(2):
        mailbox.put(bundle())
    assert mailbox.has(bundle())
    with closing(again(server)) as later:
        assert later.has(bundle())
        assert later.names() == (bundle().name,)
        assert later.get(bundle().name) == DATA
        assert later.get(bundle(b"another", 2).name) is None


def test_ten_bundles_of_a_month_take_few_requests(server: WebDavServer, mailbox: Mailbox) -> None:
    for number in range(1, 11):
        mailbox.put(bundle(DATA + bytes([number]), number))
    assert len(server.asked) == 1 + 4 + 10  # what lies there, four folders, the bundles


def test_an_idle_look_is_one_request(server: WebDavServer, mailbox: Mailbox) -> None:
    mailbox.put(bundle())
    before = mailbox.marks(FOLDER)
    server.asked.clear()
    assert mailbox.marks(FOLDER) == before
    assert [method for method, _path in server.asked] == ["PROPFIND"]
    (server.folder / bundle().name).write_bytes(DATA + b"more")
    assert mailbox.marks(FOLDER) != before


def test_heads_that_are_as_they_were_cost_one_question_for_the_bell(
    server: WebDavServer, mailbox: Mailbox
) -> None:
    head, other = f"{FOLDER}/0011223344556677.txt", f"{FOLDER}/feed.txt"
    bell = f"{FOLDER}/{BELL}"
    mailbox.point({head: b"one", bell: b"1"})
    before = mailbox.marks(FOLDER)
    server.asked.clear()
    assert mailbox.marks(FOLDER, before) == before
    assert [method for method, _path in server.asked] == ["GET"]
    mailbox.point({other: b"two", head: b"three and more", bell: b"22"})
    server.asked.clear()
    after = mailbox.marks(FOLDER, before)
    assert [method for method, _path in server.asked] == ["GET", "PROPFIND"]
    assert after.keys() > before.keys()
    assert mailbox.marks(FOLDER, after) == after
    (server.folder / bell).unlink()
    assert other in mailbox.marks(FOLDER, after)


def test_where_nobody_rings_the_heads_are_listed(server: WebDavServer, mailbox: Mailbox) -> None:
    mailbox.put(bundle())
    before = mailbox.marks(FOLDER)
    server.asked.clear()
    assert mailbox.marks(FOLDER, before) == before
    assert [method for method, _path in server.asked] == ["PROPFIND"]


@pytest.mark.parametrize("length", [0, 1, len(DATA) // 2, len(DATA) - 1])
def test_a_torn_copy_is_not_there_yet_and_is_mended_by_the_next_put(
    server: WebDavServer, mailbox: Mailbox, length: int
) -> None:
    mailbox.put(bundle())
    (server.folder / bundle().name).write_bytes(DATA[:length])
    with closing(again(server)) as later:
        assert later.get(bundle().name) is None
        assert not later.has(bundle())
        later.put(bundle())
    assert (server.folder / bundle().name).read_bytes() == DATA


def test_somebody_who_was_quicker_is_no_trouble(server: WebDavServer, mailbox: Mailbox) -> None:
    assert not mailbox.has(bundle())
    with closing(again(server)) as other:
        other.put(bundle())
    mailbox.put(bundle())
    assert mailbox.get(bundle().name) == DATA


def test_other_files_and_folders_of_the_cloud_are_not_ours(
    server: WebDavServer, mailbox: Mailbox
) -> None:
    mailbox.put(bundle())
    for name in ("照片.jpg", "v1/0a1b2c3d/读我.txt", f"{FOLDER}/a b.mdb", f"{FOLDER}/..%2f.mdb"):
        (server.folder / name).write_bytes(b"x")
    with closing(again(server)) as later:
        assert later.names() == (bundle().name,)


def test_a_wrong_password_is_said_and_is_shown_nowhere(server: WebDavServer) -> None:
    with closing(mailbox_at(address(server, user="somebody"))) as mailbox:
        with pytest.raises(MailboxRefused) as caught:
            mailbox.names()
        assert not any(word in repr((mailbox, caught.value.lines())) for word in (PASSWORD, "正阳"))
    assert shown_address(address(server)) == server.address.replace("http", "webdav")


def test_a_server_that_is_not_there_is_away(server: WebDavServer) -> None:
    with closing(mailbox_at("webdav://127.0.0.1:9/")) as mailbox, pytest.raises(MailboxAway):
        mailbox.names()


@pytest.mark.parametrize("text", ["webdavs:///folder", "webdav://", "webdav://host:port/"])
def test_an_address_without_server_is_said(text: str) -> None:
    with pytest.raises(UnreadableAddress) as caught:
        mailbox_at(text)
    assert all(caught.value.lines())


Answer = tuple[str, list[tuple[str, str]], bytes]
PORTAL: Answer = (
    "200 OK",
    [("Content-Type", "text/html")],
    b"<html><body>please log in</body></html>",
)
REDIRECT: Answer = ("302 Found", [("Location", "http://127.0.0.1:9/login")], b"")
ERROR: Answer = ("500 Internal Server Error", [], b"")
GATEWAY: Answer = ("502 Bad Gateway", [], b"")
EMPTY: Answer = ("207 Multi-Status", [], b"")
NONSENSE: Answer = ("207 Multi-Status", [], b"<?xml version='1.0'?><multi")
ENTITIES: Answer = (
    "207 Multi-Status",
    [],
    b"<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]><a xmlns='DAV:'>&c;</a>",
)
LONG: Answer = ("207 Multi-Status", [], b" " * (5 << 20))


@pytest.mark.parametrize(
    "answer", [PORTAL, REDIRECT, ERROR, GATEWAY, EMPTY, NONSENSE, ENTITIES, LONG]
)
def test_what_is_no_listing_is_never_taken_for_an_empty_mailbox(
    server: WebDavServer, mailbox: Mailbox, answer: Answer
) -> None:
    server.answer_instead = lambda method, _path: answer if method == "PROPFIND" else None
    with pytest.raises(MailboxAway):
        mailbox.names()


@pytest.mark.parametrize("answer", [PORTAL, REDIRECT, ERROR, GATEWAY])
def test_a_bundle_that_was_not_taken_is_not_there(
    server: WebDavServer, mailbox: Mailbox, answer: Answer
) -> None:
    server.answer_instead = lambda method, _path: answer if method == "PUT" else None
    with pytest.raises(MailboxAway):
        mailbox.put(bundle())
    assert not mailbox.has(bundle())


def test_a_server_that_says_created_and_keeps_nothing_is_found_out(
    server: WebDavServer, mailbox: Mailbox
) -> None:
    server.answer_instead = lambda method, _path: (
        ("201 Created", [], b"") if method == "PUT" else None
    )
    mailbox.put(bundle())
    with closing(again(server)) as later:
        assert not later.has(bundle())


def test_a_busy_server_says_for_how_long(server: WebDavServer, mailbox: Mailbox) -> None:
    busy = ("429 Too Many Requests", [("Retry-After", "600")], b"")
    server.answer_instead = lambda _method, _path: busy
    with pytest.raises(MailboxBusy) as caught:
        mailbox.names()
    assert caught.value.seconds == 600


def test_a_full_server_is_said(server: WebDavServer, mailbox: Mailbox) -> None:
    full: Answer = ("507 Insufficient Storage", [], b"")
    server.answer_instead = lambda method, _path: full if method == "PUT" else None
    with pytest.raises(MailboxFull):
        mailbox.put(bundle())


def test_more_bytes_than_a_bundle_may_have_are_not_read(
    server: WebDavServer, mailbox: Mailbox
) -> None:
    mailbox.put(bundle())
    with (server.folder / bundle().name).open("wb") as file:
        file.truncate(MAX_BUNDLE * 3)
    assert mailbox.get(bundle().name) is None
