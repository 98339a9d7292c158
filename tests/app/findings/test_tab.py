"""Findings beside the clauses of an agreement, as a mediator sees them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mediatordesk.actions.cases.releases import NoLongerSo
from mediatordesk.app.asked.finding_desk import Before, CheckedClause, ShownFinding, Unread, Weight
from mediatordesk.app.findings.clause_box import ClauseBox
from mediatordesk.app.findings.director_card import DirectorCard
from mediatordesk.app.findings.marked_text import MarkedText
from mediatordesk.app.findings.tab import FindingsTab
from mediatordesk.app.findings.words import finding_entry
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, window_of: Callable[[Any], MainWindow], sample: Any) -> MainWindow:
    opened = window_of(sample)
    case_id = next(iter(sample.files))
    opened.open_case(case_id)
    qtbot.waitUntil(lambda: opened.page.case_id == case_id)
    return opened


@pytest.fixture
def tab(qtbot: QtBot, window: MainWindow) -> FindingsTab:
    window.page.tabs.setCurrentWidget(window.page.findings)
    qtbot.waitUntil(lambda: bool(window.page.findings.cards))
    return window.page.findings


def test_a_case_is_looked_at_only_when_the_place_comes_into_sight(
    qtbot: QtBot, window: MainWindow, sample: Any
) -> None:
    QTest.qWait(50)
    assert sample.findings.asked == []
    window.page.tabs.setCurrentWidget(window.page.findings)
    qtbot.waitUntil(lambda: sample.findings.asked == [Before.SIGN])


def test_a_finding_stands_below_its_clause_and_marks_the_words_it_quotes(tab: FindingsTab) -> None:
    first, second = tab.cards[0].clauses
    assert first.findings.isHidden()
    assert first.words.marked() == []
    assert second.words.text == "款项付清后，a<b & 不得再举报。"
    assert second.words.marked() == ["不得再举报"]
    entry = second.findings.entries[0]
    assert (entry.word, entry.tone, entry.title) == ("stops", Tone.RED, "不得限制举报。")
    assert entry.detail == "“不得再举报” · 某法 第一条 · A07"


def test_what_concerns_the_whole_case_stands_apart_and_says_that_a_rule_is_local(
    tab: FindingsTab,
) -> None:
    (entry,) = tab.whole.entries
    assert (entry.word, entry.tone) == ("mind", Tone.AMBER)
    assert entry.detail == "书面协议 · local rule, to be confirmed · A20"
    assert tab.stand.text() == "cannot be signed yet: 1"
    assert "35" in tab.screening.text()


def test_another_step_has_other_findings(qtbot: QtBot, tab: FindingsTab, sample: Any) -> None:
    tab.steps[Before.COURT].click()
    qtbot.waitUntil(lambda: tab.stand.text() == "can go to the court")
    assert not tab.whole.entries
    assert sample.findings.asked[-1] is Before.COURT
    assert [one for one, button in tab.steps.items() if button.isChecked()] == [Before.COURT]


def test_findings_are_looked_for_again_after_a_save(
    qtbot: QtBot, tab: FindingsTab, window: MainWindow, sample: Any
) -> None:
    sample.findings.mended = True
    window.page.overview.facts.edit.setPlainText("改好了")
    window.page.flush()
    qtbot.waitUntil(lambda: tab.stand.text() == "can be signed")


def test_what_the_director_released_stops_nothing() -> None:
    found = ShownFinding("F01", Weight.STOP, "迹象", release="released by 覃𬭎")
    entry = finding_entry(found, beside=False)
    assert (entry.word, entry.tone) == ("released", Tone.PLAIN)
    assert entry.detail == "F01 · released by 覃𬭎"


UNREAD = Unread(("SW12",), "clause 2", UUID(int=9), "社保事宜 a<b 另行安排")


@pytest.fixture
def waiting(qtbot: QtBot, tab: FindingsTab, sample: Any) -> DirectorCard:
    """Return the card on which the words of a clause wait for the director."""
    sample.findings.unread = (UNREAD,)
    tab.want(Before.SIGN)
    qtbot.waitUntil(lambda: bool(tab.director.list.entries))
    return tab.director


def test_words_that_wait_for_the_director_are_shown_calmly(
    tab: FindingsTab, waiting: DirectorCard
) -> None:
    (clause,) = tab.cards[0].clauses[:1]
    entry = clause.findings.entries[0]
    assert (entry.word, entry.tone) == ("for the director", Tone.AMBER)
    assert tab.stand.text() == "waits for the director: 1"
    (unread,) = waiting.list.entries
    assert (unread.title, unread.detail) == (UNREAD.words, "clause 2 · SW12")
    assert waiting.director.text() == "覃𬭎"


def test_the_director_lets_the_words_stand_with_a_reason(
    qtbot: QtBot, tab: FindingsTab, waiting: DirectorCard, sample: Any
) -> None:
    assert not waiting.release.isEnabled()
    waiting.director.setText("Nguyễn Văn Đức")
    waiting.reason.setPlainText("核定金额无误\n\n")
    waiting.release.click()
    qtbot.waitUntil(lambda: tab.stand.text() != "waits for the director: 1")
    assert sample.findings.released == [((UNREAD,), "Nguyễn Văn Đức", "核定金额无误")]
    assert waiting.isHidden()
    assert waiting.reason.toPlainText() == ""


def test_what_is_typed_stays_while_the_same_words_wait_and_goes_with_others(
    waiting: DirectorCard,
) -> None:
    waiting.reason.setPlainText("核定")
    waiting.show_unread((UNREAD,), "覃𬭎")
    assert waiting.reason.toPlainText() == "核定"
    waiting.show_unread((replace(UNREAD, words="别的话"),), "覃𬭎")
    assert waiting.reason.toPlainText() == ""


def test_a_refusal_stands_on_the_card_and_nothing_typed_is_lost(
    qtbot: QtBot, waiting: DirectorCard, sample: Any
) -> None:
    sample.findings.refuse = NoLongerSo(words="a<b")
    waiting.reason.setPlainText("核定")
    waiting.release.click()
    qtbot.waitUntil(lambda: "a<b" in waiting.alert.lines()[0])
    assert waiting.reason.toPlainText() == "核定"
    assert waiting.release.isEnabled()


def test_what_is_beside_the_clauses_goes_by_its_own_name(
    qtbot: QtBot, appearance: Appearance
) -> None:
    box = ClauseBox(appearance)
    qtbot.addWidget(box)
    box.show_clause(CheckedClause(0, "当场履行", field="How it is performed"))
    assert box.findings.accessibleName() == "Found in How it is performed"


def test_marks_follow_the_look_and_the_text_is_never_read_as_html(
    qtbot: QtBot, appearance: Appearance
) -> None:
    words = MarkedText(appearance)
    qtbot.addWidget(words)
    words.resize(200, 10)
    words.show_text("<b>覃𬭎</b> a<b，a<b", [("a<b", Tone.RED), ("没有", Tone.AMBER)])
    words.show()
    assert words.marked() == ["a<b", "a<b"]
    assert words.accessibleName() == "<b>覃𬭎</b> a<b，a<b"
    narrow = words.height()
    words.resize(60, 10)
    assert words.height() > narrow
