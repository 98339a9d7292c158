"""Past exchanges: what went and came, and what could not be done, without a line for each try."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from mediatordesk.actions.sending.exchange import sync
from mediatordesk.actions.sending.mailboxes import MailboxKind, MailboxPlace, add_mailbox
from mediatordesk.actions.sending.past_exchanges import (
    MOST,
    PastExchange,
    note_exchange,
    past_exchanges,
)
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.records import added
from mediatordesk.sync.mailbox import MailboxAway
from tests.damage import damage

from .offices import Town, driven, write_case


def test_what_went_and_came_is_told_in_changes_parts_and_cases(town: Town) -> None:
    one, two, stick = town.desk("one"), town.desk("two"), str(town.new_folder("U盘 a&b"))
    cases = [write_case(one), write_case(one, scan=os.urandom(600_000))]
    sync(one, stick)
    [sent] = past_exchanges(one.store)
    assert (sent.at, sent.place, sent.kind) == (town.clock.now(), "U盘 a&b", MailboxKind.FOLDER)
    assert (sent.changes_sent, sent.changes_came) == (one.store.head().seq, 0)
    assert sent.parts_sent >= 2
    sync(two, stick)
    town.centre_visits(stick)
    sync(two, stick)
    heard, came = past_exchanges(two.store)
    assert (came.changes_came, came.cases) == (one.store.head().seq, len(cases))
    assert heard.confirmed
    assert came.not_done == heard.not_done == ()
    one.commit([added(Party(case_id=cases[0].id, role=PartyRole.APPLICANT, name="韦㛃"))])
    sync(one, stick)
    sync(two, stick)
    assert (past_exchanges(two.store)[0].changes_came, past_exchanges(two.store)[0].cases) == (1, 1)


def test_a_mailbox_that_is_away_is_one_line_however_often_it_was_tried(town: Town) -> None:
    desk, gone = town.desk("one"), town.folder / "gone"
    add_mailbox(desk, gone.as_uri())
    with driven(desk, town.hands) as driver:
        driver.run(600)
        [away] = past_exchanges(desk.store)
        assert away.not_done[0].startswith("The mailbox")
        assert not away.moved
        gone.mkdir()
        driver.run(600)
    done, before = past_exchanges(desk.store)
    assert before == away
    assert done.changes_sent == desk.store.head().seq
    assert done.not_done == ()


def test_exchanges_in_which_nothing_happens_are_told_only_if_somebody_asked(town: Town) -> None:
    desk, nas = town.desk("one"), town.new_folder("NAS")
    add_mailbox(desk, nas.as_uri())
    with driven(desk, town.hands) as driver:
        driver.run(60)
        first = past_exchanges(desk.store)
        driver.run(3600)
        assert past_exchanges(desk.store) == first
    for _ in range(3):
        town.hands.seconds += 60
        sync(desk)
    asked, *before = past_exchanges(desk.store)
    assert tuple(before) == first
    assert (asked.at, asked.moved) == (town.clock.now(), False)


def test_what_a_person_asked_for_and_could_not_be_done_is_told_with_why(town: Town) -> None:
    desk, gone = town.desk("one"), town.folder / "gone"
    with suppress(MailboxAway):
        sync(desk, str(gone))
    [told] = past_exchanges(desk.store)
    assert told.place == "gone"
    assert told.not_done == (MailboxAway(place="gone").lines()[0],)


def test_what_is_forged_on_the_stick_is_told(town: Town) -> None:
    one, two, stick = town.desk("one"), town.desk("two"), town.new_folder("U盘")
    write_case(one)
    sync(one, str(stick))
    town.centre_visits(str(stick))
    [bundle] = (stick / "v1").rglob(f"{one.store.head().replica.hex()}/*/*.mdb")
    damage(bundle)
    digest = hashlib.sha256(bundle.read_bytes()).hexdigest()[:24]
    bundle.rename(bundle.with_name(f"00000001-{digest}.mdb"))  # no torn copy: somebody's forgery
    sync(two, str(stick))
    assert any("damaged" in words for words in past_exchanges(two.store)[0].not_done)


def test_the_newest_are_kept(town: Town) -> None:
    desk = town.desk("one")
    for number in range(MOST + 5):
        place = MailboxPlace(f"/media/U盘 {number}")
        note_exchange(desk.store, place, None, town.clock.now(), "a<b")
    kept = past_exchanges(desk.store)
    assert len(kept) == MOST
    assert kept[0] == PastExchange(
        town.clock.now(), f"U盘 {MOST + 4}", MailboxKind.FOLDER, not_done=("a<b",)
    )


def test_a_mailbox_has_a_name_that_people_use_and_never_shows_a_password() -> None:
    for address, title in (
        ("file:///media/%E5%90%8C%E6%AD%A5U%E7%9B%98", "同步U盘"),
        (Path("/srv/a b").as_posix(), "a b"),
        ("webdavs://name:s3cret@cloud.example.org/x/", "cloud.example.org/x"),
        ("https://centre.example.org:8443", "centre.example.org:8443"),
    ):
        assert MailboxPlace(address).title == title
