"""Ways out of an agreement on the page of a case, as a mediator sees them."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mediatordesk.actions.cases.courts import NotCompetent
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.ways_out.agreement_card import WaysCard
from mediatordesk.app.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, window_of: Callable[[Any], MainWindow], sample: Any) -> MainWindow:
    opened = window_of(sample)
    case_id = next(iter(sample.files))
    opened.open_case(case_id)
    qtbot.waitUntil(lambda: opened.page.case_id == case_id)
    return opened


@pytest.fixture
def card(qtbot: QtBot, window: MainWindow) -> WaysCard:
    window.page.turn_to(window.page.ways)
    qtbot.waitUntil(lambda: bool(window.page.ways.cards))
    return window.page.ways.cards[0]


def test_ways_are_worked_out_only_when_they_come_into_sight(
    qtbot: QtBot, window: MainWindow, sample: Any
) -> None:
    QTest.qWait(50)
    assert sample.ways.asked == 0
    window.page.turn_to(window.page.ways)
    qtbot.waitUntil(lambda: sample.ways.asked == 1)


def test_an_open_way_says_until_when_and_a_closed_one_says_why(card: WaysCard) -> None:
    confirmed, order = card.ways.entries
    assert (confirmed.word, confirmed.tone, confirmed.title) == (
        "open to it",
        Tone.GREEN,
        "司法确认",
    )
    assert "22 days left" in confirmed.detail
    assert "某法 第一条" in confirmed.detail
    assert (order.word, order.title) == ("not open", "支付令：没有到期未付的款项（a<b）")


def test_a_court_is_chosen_with_the_keyboard_and_marked(
    qtbot: QtBot, card: WaysCard, sample: Any
) -> None:
    assert not card.choose.isEnabled()
    card.courts.choose(0)
    card.courts.setFocus()
    QTest.keyClick(card.courts, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sample.ways.court == "长洲区人民法院")
    qtbot.waitUntil(lambda: card.courts.entries[0].word == "chosen")


def test_a_court_that_is_not_in_the_register_cannot_be_chosen(card: WaysCard, sample: Any) -> None:
    assert "450406" in card.courts.entries[1].title
    card.courts.choose(1)
    assert not card.choose.isEnabled()
    card.choose.click()
    assert sample.ways.court == ""


def test_a_court_that_the_register_lacks_is_entered_with_its_name(
    qtbot: QtBot, card: WaysCard
) -> None:
    assert not card.name.isEnabled()
    card.courts.choose(1)
    card.name.click()
    assert "450406" in card.inquiry.words.text()
    card.inquiry.fields[0].setText("梧州市龙圩区人民法院 a<b")
    card.inquiry.yes.click()
    qtbot.waitUntil(lambda: card.courts.entries[1].title == "梧州市龙圩区人民法院 a<b")
    assert card.choose.isEnabled()
    assert card.name.isHidden()


def test_why_a_court_was_not_chosen_stands_beside_its_agreement(
    qtbot: QtBot, card: WaysCard, sample: Any
) -> None:
    sample.ways.refuse = NotCompetent(court="长洲区人民法院", why="涉及身份关系。", courts="无")
    card.courts.choose(0)
    card.choose.click()
    qtbot.waitUntil(card.alert.isVisible)
    assert "涉及身份关系" in card.alert.lines()[0]


def test_an_invitation_that_does_not_cover_the_case_is_said(
    card: WaysCard, window: MainWindow
) -> None:
    assert card.isVisible()
    assert "万秀区人民法院" in window.page.ways.uncovered.text()
