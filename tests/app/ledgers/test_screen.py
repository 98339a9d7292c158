"""A ledger month by month, as a mediator keeps it: the screening log, and subsidies."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mediatordesk.app.ledgers.screen import LedgerScreen
from mediatordesk.app.navigation import Goal
from mediatordesk.app.window import MainWindow
from mediatordesk.core.entries import BadEntry

PLACE = "三组 O'Brien & Sons <a>"


@pytest.fixture
def window(window_of: Callable[[Any], MainWindow], sample: Any) -> MainWindow:
    return window_of(sample)


@pytest.fixture(params=[Goal.ROUNDS, Goal.CLAIMS])
def screen(qtbot: QtBot, window: MainWindow, request: pytest.FixtureRequest) -> LedgerScreen:
    goal: Goal = request.param
    window.go_to(goal)
    shown: LedgerScreen = getattr(window, goal.value)
    qtbot.waitUntil(lambda: shown.months.month == "2025-05")
    return shown


def enter(qtbot: QtBot, screen: LedgerScreen, place: str) -> None:
    screen.add.click()
    assert screen.form
    screen.form.lines["place"].edit.show_text(place)
    count = len(screen.list.entries)
    screen.form.enter.click()
    qtbot.waitUntil(lambda: len(screen.list.entries) == count + 1)


def test_a_line_is_entered_with_the_small_form(
    qtbot: QtBot, screen: LedgerScreen, window: MainWindow
) -> None:
    assert not screen.save.isEnabled()
    screen.add.click()
    assert screen.form
    assert not screen.form.enter.isEnabled()
    assert screen.form.row().answers == {"place": "", "found": "1"}
    screen.form.leave.click()
    enter(qtbot, screen, PLACE)
    (entry,) = screen.list.entries
    assert (entry.title, entry.detail, entry.when) == (PLACE, "found 1", "05-12")
    assert screen.total.text() == "1 rounds"
    assert screen.form.isHidden()
    assert "was entered" in window.notice.words.text()
    assert screen.save.isEnabled()


def test_a_refused_line_stays_in_its_form(qtbot: QtBot, window: MainWindow, sample: Any) -> None:
    window.go_to(Goal.ROUNDS)
    qtbot.waitUntil(window.rounds.add.isEnabled)
    sample.rounds.refuse = BadEntry(field="found", text="三")
    window.rounds.add.click()
    form = window.rounds.form
    assert form
    form.lines["place"].edit.show_text(PLACE)
    form.enter.click()
    qtbot.waitUntil(form.alert.isVisible)
    assert form.row().answers["place"] == PLACE
    assert not window.rounds.add.isEnabled()


def test_what_is_worth_saying_about_a_line_is_said(
    qtbot: QtBot, window: MainWindow, sample: Any
) -> None:
    sample.claims.words = "（2025）正阳人调字第2号 was claimed too."
    window.go_to(Goal.CLAIMS)
    qtbot.waitUntil(window.claims.add.isEnabled)
    enter(qtbot, window.claims, PLACE)
    assert "第2号 was claimed too" in window.notice.words.text()


def test_a_line_is_taken_out_with_a_reason_only(
    qtbot: QtBot, window: MainWindow, sample: Any
) -> None:
    window.go_to(Goal.ROUNDS)
    screen = window.rounds
    qtbot.waitUntil(screen.add.isEnabled)
    enter(qtbot, screen, PLACE)
    assert not screen.out.isEnabled()
    screen.list.choose(screen.list.entries[0].key)
    screen.out.click()
    assert not screen.inquiry.yes.isEnabled()
    screen.inquiry.fields[0].setText("重复登记")
    QTest.keyClick(screen.inquiry.fields[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.list.entries == ())
    assert sample.rounds.asked == [("out", "重复登记")]


def shows(screen: LedgerScreen, month: str) -> bool:
    return screen.months.month == month


def test_months_are_walked_over_the_turn_of_the_year(qtbot: QtBot, screen: LedgerScreen) -> None:
    for month in ("2025-04", "2025-03", "2025-02", "2025-01", "2024-12"):
        screen.months.before.click()
        qtbot.waitUntil(partial(shows, screen, month))
    screen.months.after.click()
    qtbot.waitUntil(lambda: screen.months.month == "2025-01")
    assert screen.list.isHidden()
    assert screen.nothing.text()


def test_a_month_is_saved_as_a_workbook_with_its_ending(
    qtbot: QtBot, window: MainWindow, sample: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go_to(Goal.CLAIMS)
    qtbot.waitUntil(window.claims.add.isEnabled)
    enter(qtbot, window.claims, PLACE)
    chosen = str(tmp_path / "五月")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (chosen, ""))
    window.claims.save.click()
    qtbot.waitUntil(lambda: bool(sample.claims.asked))
    assert sample.claims.asked == [("save", "2025-05", tmp_path / "五月.xlsx")]
