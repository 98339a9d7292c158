"""Findings beside the clauses of an agreement, as a mediator sees them."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mediatordesk.app.appearance import Appearance
from mediatordesk.app.finding_desk import Before, ShownFinding, Weight
from mediatordesk.app.findings.marked_text import MarkedText
from mediatordesk.app.findings.tab import FindingsTab
from mediatordesk.app.findings.words import finding_entry
from mediatordesk.app.theme import Tone
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
    found = ShownFinding("F01", Weight.STOP, "迹象", released=True)
    entry = finding_entry(found, beside=False)
    assert (entry.word, entry.tone) == ("released", Tone.PLAIN)


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
