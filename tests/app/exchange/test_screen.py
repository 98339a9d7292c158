"""The place for the exchange: what it says, and what is done on its behalf."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from mediatordesk.app.asked.contests import Contest, Said
from mediatordesk.app.asked.exchange_desk import (
    CaseNews,
    CaseReach,
    ExchangeNow,
    ExchangeStand,
    Going,
    MailboxKind,
    MailboxLine,
    Membership,
    NewMailbox,
    Reach,
)
from mediatordesk.app.asked.past_exchanges import PastExchange
from mediatordesk.app.exchange.screen import ExchangeScreen
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.navigation import Goal
from mediatordesk.app.parts.chips import Chip
from mediatordesk.app.window import MainWindow
from mediatordesk.core.changes import CHINA
from mediatordesk.store import NotSaved

TODAY = date(2025, 5, 12)
NOON = datetime(2025, 5, 12, 12, tzinfo=CHINA)
WORDS = ("单身", "胜任", "华人", "嘴角", "纠纷", "博士")
STICK = MailboxLine("k1", MailboxKind.STICK, "U盘 a<b", "/media/U盘 a<b", reached=NOON)
CLOUD = MailboxLine(
    "k2",
    MailboxKind.WEBDAV,
    "cloud.example.org/x",
    "webdavs://cloud.example.org/x",
    next_try=NOON,
    trouble="The name or password is not accepted.",
    needs_somebody=True,
)
NOW = ExchangeNow(Going.RESTING, "", 3, last=NOON, mailboxes=(STICK, CLOUD))
MEMBER = Membership("长洲区司法局 a<b", "abcd-efgh", date(2025, 1, 2), "正阳村")
STAND = ExchangeStand(TODAY, NOW, WORDS, MEMBER, TODAY, dict.fromkeys(Reach, 1))


@pytest.fixture
def window(qtbot: QtBot, window_of: Callable[[Any], MainWindow], sample: Any) -> MainWindow:
    sample.exchange.state = STAND
    opened = window_of(sample)
    opened.navigation.places[Goal.EXCHANGE].click()
    qtbot.waitUntil(lambda: len(opened.exchange.mailboxes.list.entries) == 2)
    return opened


@pytest.fixture
def screen(window: MainWindow) -> ExchangeScreen:
    return window.exchange


@pytest.fixture
def lonely(qtbot: QtBot, window_of: Callable[[Any], MainWindow], sample: Any) -> MainWindow:
    """Return the window of a desk that belongs to no centre."""
    opened = window_of(sample)
    opened.navigation.places[Goal.EXCHANGE].click()
    qtbot.waitUntil(opened.exchange.enrolment.isVisible)
    return opened


@pytest.mark.parametrize(
    ("days", "changes", "late"), [(7, 3, False), (8, 3, True), (0, 200, False), (0, 201, True)]
)
def test_it_is_late_after_seven_days_or_two_hundred_changes(
    qtbot: QtBot, screen: ExchangeScreen, days: int, changes: int, late: bool
) -> None:
    since = TODAY - timedelta(days=days)
    stand = replace(STAND, waiting_since=since, now=replace(NOW, unsent=changes))
    assert stand.late is late
    screen.show_stand(stand)
    figure = screen.figures.only_here
    assert figure.number.text() == str(changes)
    assert (figure.chip.property("tone") == Tone.RED) is late


def test_mailboxes_say_what_they_are_and_only_real_trouble_is_red(screen: ExchangeScreen) -> None:
    stick, cloud = screen.mailboxes.list.entries
    assert (stick.title, stick.word, stick.tone) == ("U盘 a<b", "reached", Tone.GREEN)
    assert stick.detail == "Stick · last reached 12:00"
    assert (cloud.word, cloud.tone) == ("needs somebody", Tone.RED)
    assert cloud.detail.endswith("The name or password is not accepted.")


def test_how_it_goes_is_said_at_once_wherever_somebody_looks(
    qtbot: QtBot, window: MainWindow, screen: ExchangeScreen, sample: Any
) -> None:
    working = replace(NOW, going=Going.WORKING, words="sending cases (3 of 12)", done=3, total=12)
    sample.exchange.told(working)
    qtbot.waitUntil(lambda: window.status.exchange_words() == "exchanging 3/12")
    assert screen.progress.isVisible()
    assert (screen.progress.bar.value(), screen.progress.bar.maximum()) == (3, 12)
    refused = NotSaved(reason="a<b")
    sample.exchange.told(replace(NOW, going=Going.TROUBLE, trouble=refused))
    qtbot.waitUntil(screen.trouble.isVisible)
    assert screen.trouble.lines() == refused.lines()
    assert window.status.exchange_words() == "the exchange needs somebody"
    sample.exchange.told(replace(NOW, going=Going.OFFLINE))
    qtbot.waitUntil(lambda: window.status.exchange_words() == "offline, working normally")
    assert not screen.trouble.isVisible()
    assert not screen.progress.isVisible()


def test_one_click_pauses_and_one_goes_on(
    qtbot: QtBot, screen: ExchangeScreen, sample: Any
) -> None:
    screen.pause.click()
    qtbot.waitUntil(lambda: screen.pause.text() == "Go on")
    assert screen.going.text() == "paused"
    screen.pause.click()
    qtbot.waitUntil(lambda: screen.pause.text() == "Pause")
    screen.exchange.click()
    qtbot.waitUntil(lambda: sample.exchange.asked == [("pause",), ("resume",), ("wake",)])


def test_what_others_brought_is_settled_and_read_wherever_it_is_shown(
    qtbot: QtBot, window: MainWindow, sample: Any
) -> None:
    window.go_to(Goal.CASES)
    asked = len(sample.questions)
    sample.exchange.told(replace(NOW, news=1))
    qtbot.waitUntil(lambda: len(sample.questions) > asked)
    assert sample.exchange.asked == [("settle",)]


def test_the_list_shows_news_then_what_waits_and_opens_the_case(
    qtbot: QtBot, window: MainWindow, screen: ExchangeScreen, sample: Any
) -> None:
    case_id = next(iter(sample.files))
    sample.exchange.state = replace(
        STAND,
        news=(CaseNews(uuid4(), "a<b", "B"), CaseNews(uuid4(), "O'Brien", "")),
        cases=(CaseReach(case_id, "Nguyễn Văn Đức", "（2025）第1号", Reach.SAVED),),
    )
    window.read_again()
    qtbot.waitUntil(lambda: len(screen.cases.list.entries) == 3)
    words = [one.word for one in screen.cases.list.entries]
    assert words == ["new", "new", "only here"]
    assert screen.figures.news.detail.text() == "from computer ?: 1 cases; from computer B: 1 cases"
    screen.cases.read.click()
    qtbot.waitUntil(lambda: len(screen.cases.list.entries) == 1)
    screen.cases.list.choose(("case", case_id))
    screen.cases.open.click()
    qtbot.waitUntil(window.page.isVisible)
    assert window.page.case_id == case_id


def contest(**changes: Any) -> Contest:
    """Return a telephone number that two computers wrote differently."""
    ours = Said("ours", "138<b>", "覃𬭎", NOON, "A", here=True)
    theirs = Said("theirs", "139", "", NOON, "B")
    made = Contest("phone", uuid4(), "O'Brien & Sons", "Party 韦㛃 · Telephone", (ours, theirs))
    return replace(made, **changes)


def test_what_two_computers_wrote_is_decided_with_one_click_and_can_be_turned_round(
    qtbot: QtBot, window: MainWindow, screen: ExchangeScreen, sample: Any
) -> None:
    open_one = contest(case=None)
    sample.exchange.state = replace(STAND, contests=(open_one,))
    window.read_again()
    qtbot.waitUntil(screen.contests.isVisible)
    [block] = screen.contests.blocks
    keep, take = block.buttons
    assert [one.accessibleName() for one in (keep, take)] == [
        "Keep this: 138<b>",
        "Take this: 139",
    ]
    said = {one.text() for one in block.findChildren(QLabel)}
    assert {
        "覃𬭎 · 2025-05-12 12:00 · this computer",
        "somebody at another desk · 2025-05-12 12:00 · computer B",
    } <= said
    take.setFocus()
    ours, theirs = open_one.values
    decided = replace(open_one, values=(theirs, ours), decided=True)
    sample.exchange.state = replace(STAND, contests=(decided,))
    take.click()
    qtbot.waitUntil(lambda: [one.contest for one in screen.contests.blocks] == [decided])
    assert sample.exchange.asked == [("decide", "phone", "theirs")]
    [back] = screen.contests.blocks[0].buttons
    assert back.text() == "Take this instead"
    back.click()
    qtbot.waitUntil(lambda: ("decide", "phone", "ours") in sample.exchange.asked)


def test_what_is_signed_can_only_be_looked_at(screen: ExchangeScreen) -> None:
    sealed = contest(sealed=True)
    screen.show_stand(replace(STAND, contests=(sealed,)))
    [block] = screen.contests.blocks
    [case] = block.buttons
    assert case.text() == "Open the case"
    chips = [one.text() for one in block.findChildren(Chip)]
    assert chips == ["signed", "proposed"]


def test_past_exchanges_say_what_went_and_came_and_what_could_not_be_done(
    screen: ExchangeScreen,
) -> None:
    yesterday = NOON - timedelta(days=1)
    past = (
        PastExchange(NOON, "U盘 a<b", 3, 1, 5, 2, 2, confirmed=True),
        PastExchange(NOON, "NAS", 3, not_done=("The mailbox NAS is full.",)),
        PastExchange(yesterday, "cloud", not_done=("It cannot be reached.",)),
        PastExchange(yesterday, "cloud"),
    )
    screen.show_stand(replace(STAND, past=past))
    done, in_part, not_done, nothing = screen.past.list.entries
    assert (done.when, done.title, done.word, done.tone) == (
        "12:00",
        "U盘 a<b",
        "exchanged",
        Tone.GREEN,
    )
    assert done.detail == (
        "3 changes sent · 1 parts of files sent · 5 changes came, to 2 cases · "
        "2 parts of files came · the centre's receipt came"
    )
    assert (in_part.word, in_part.tone) == ("in part", Tone.AMBER)
    assert in_part.detail == "3 changes sent\nThe mailbox NAS is full."
    assert (not_done.word, not_done.when) == ("not done", "5/11 12:00")
    assert nothing.detail == "nothing new"
    assert not screen.past.more.isVisible()


def test_of_many_past_exchanges_few_are_shown_until_all_are_wanted(screen: ExchangeScreen) -> None:
    past = tuple(PastExchange(NOON, f"U盘 {n}") for n in range(200))
    screen.show_stand(replace(STAND, past=past))
    assert len(screen.past.list.entries) < 10
    assert screen.past.more.text() == "Show all 200"
    screen.past.more.click()
    assert len(screen.past.list.entries) == 200
    screen.past.more.click()
    assert len(screen.past.list.entries) < 10


def test_a_chosen_mailbox_says_in_full_where_it_is(screen: ExchangeScreen) -> None:
    assert not screen.mailboxes.where.isVisible()
    screen.mailboxes.list.choose("k1")
    assert screen.mailboxes.where.isVisible()
    assert screen.mailboxes.where.text() == "Where it is: /media/U盘 a<b"


def test_a_mailbox_is_added_with_a_password_that_is_forgotten_at_once(
    qtbot: QtBot, screen: ExchangeScreen, sample: Any
) -> None:
    form = screen.mailboxes.form
    screen.mailboxes.add.click()
    assert not form.passphrase.isVisible()
    form.kind.choose(MailboxKind.WEBDAV)
    form.place.setText(" cloud.example.org/x ")
    form.name.setText("me")
    assert not form.yes.isEnabled()
    form.passphrase.setText("a<b c")
    assert form.passphrase.echoMode() is QLineEdit.EchoMode.Password
    form.yes.click()
    wanted = NewMailbox(MailboxKind.WEBDAV, "cloud.example.org/x", "me", "a<b c")
    qtbot.waitUntil(lambda: sample.exchange.asked == [("add", wanted)])
    assert not form.passphrase.text()
    screen.mailboxes.list.choose("k2")
    screen.mailboxes.remove.click()
    qtbot.waitUntil(lambda: sample.exchange.asked[-1] == ("remove", "k2"))


def test_without_a_centre_only_the_ways_to_one_are_shown(lonely: MainWindow) -> None:
    screen = lonely.exchange
    assert not screen.standing.isVisible()
    assert not screen.cases.isVisible()
    assert [one.text() for one in screen.enrolment.words.labels] == list("甲乙丙丁戊己")
    assert lonely.status.exchange_words() == "offline, working normally"


def test_a_slip_is_asked_about_until_the_centre_answers(
    qtbot: QtBot, lonely: MainWindow, sample: Any
) -> None:
    screen = lonely.exchange
    sample.exchange.answers = [None, b"grant"]
    lonely._exchange._again.setInterval(10)
    screen.enrolment.slip.setText("abcd-efgh centre.example.org")
    screen.enrolment.ask.click()
    assert screen.enrolment.progress.isVisible()
    sample.exchange.state = STAND
    qtbot.waitUntil(screen.centre.isVisible)
    assert sample.exchange.asked == [("ask", "abcd-efgh centre.example.org"), ("grant", b"grant")]
    assert not screen.enrolment.isVisible()
    assert screen.centre.name.text() == "长洲区司法局 a<b"


def test_asking_can_be_stopped_and_a_refusal_stands_beside_the_slip(
    qtbot: QtBot, lonely: MainWindow, sample: Any
) -> None:
    enrolment = lonely.exchange.enrolment
    enrolment.slip.setText("abcd")
    enrolment.ask.click()
    enrolment.progress.stop.click()
    assert not enrolment.progress.isVisible()
    sample.exchange.refuse = refused = NotSaved(reason="disk full")
    enrolment.ask.click()
    qtbot.waitUntil(enrolment.alert.isVisible)
    assert enrolment.alert.lines() == refused.lines()
    assert enrolment.slip.text() == "abcd"


def test_the_request_goes_to_a_file_with_the_letters_of_the_slip(
    qtbot: QtBot, lonely: MainWindow, sample: Any
) -> None:
    enrolment = lonely.exchange.enrolment
    enrolment.request_named.emit(Path("/media/申请.mdq"), "abcd")
    qtbot.waitUntil(lambda: sample.exchange.asked == [("save", Path("/media/申请.mdq"), "abcd")])
    qtbot.waitUntil(lonely.notice.isVisible)
    assert "申请.mdq" in lonely.notice.words.text()
