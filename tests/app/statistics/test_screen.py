"""The place for statistics, as a mediator uses it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mediatordesk.actions.statistics.reports import PeriodBackwards
from mediatordesk.app.asked.statistics_desk import Asking
from mediatordesk.app.navigation import Goal
from mediatordesk.app.statistics.screen import StatisticsScreen
from mediatordesk.app.window import MainWindow
from mediatordesk.core.statistics import By

YEAR = Asking(date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def window(window_of: Callable[[Any], MainWindow], sample: Any) -> MainWindow:
    sample.statistics.case_id = next(iter(sample.files))
    opened = window_of(sample)
    opened.go_to(Goal.STATISTICS)
    return opened


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow) -> StatisticsScreen:
    qtbot.waitUntil(window.statistics.asking.count.isEnabled)
    return window.statistics


def counted(qtbot: QtBot, screen: StatisticsScreen) -> None:
    screen.asking.count.click()
    qtbot.waitUntil(lambda: screen.figures.figures is not None)


def test_this_year_is_counted_only_when_it_is_said(
    qtbot: QtBot, screen: StatisticsScreen, sample: Any
) -> None:
    assert sample.statistics.asked == []
    counted(qtbot, screen)
    assert sample.statistics.asked == [("count", YEAR)]
    headings = [screen.figures.headerData(n, Qt.Orientation.Horizontal) for n in range(3)]
    assert headings == ["合计", "1月", "2月"]
    beside = [screen.figures.headerData(n, Qt.Orientation.Vertical) for n in range(4)]
    assert beside == ["受理", "受理（件）", "结果", "成功率（%）"]
    assert screen.figures.index(1, 0).data() == "3"


def test_other_days_and_types_are_asked_for(
    qtbot: QtBot, screen: StatisticsScreen, sample: Any
) -> None:
    screen.asking.first.line.clear()
    QTest.keyClicks(screen.asking.first.line, "20250301")
    screen.asking.by.choose(By.TYPE.value)
    counted(qtbot, screen)
    assert sample.statistics.asked == [("count", Asking(date(2025, 3, 1), YEAR.last, By.TYPE))]
    screen.asking.last.line.setText("不是日子")
    assert not screen.asking.count.isEnabled()


def test_the_chosen_figure_says_what_it_means(qtbot: QtBot, screen: StatisticsScreen) -> None:
    counted(qtbot, screen)
    assert screen.definition.text() == "按受理日期"
    assert screen.basis.text() == "某法 第一条"
    screen.table.setCurrentIndex(screen.figures.index(3, 0))
    assert screen.definition.text() == "成功数除以受理数"
    assert "calculated" in screen.list_words.text()


def test_enter_on_a_figure_lists_its_cases_and_enter_on_a_case_opens_it(
    qtbot: QtBot, screen: StatisticsScreen, window: MainWindow, sample: Any
) -> None:
    counted(qtbot, screen)
    screen.table.setCurrentIndex(screen.figures.index(1, 2))
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.sources.isVisible)
    assert sample.statistics.asked[-1] == ("sources", YEAR, "accepted", "2025-02")
    assert [one.title for one in screen.sources.entries] == [
        "（2025）正阳人调字第11号",
        "2025-02-01 三组",
    ]
    screen.sources.choose(1)
    QTest.keyClick(screen.sources, Qt.Key.Key_Return)  # a round is no case
    screen.sources.choose(0)
    QTest.keyClick(screen.sources, Qt.Key.Key_Return)
    qtbot.waitUntil(window.page.isVisible)
    assert window.page.case_id == sample.statistics.case_id


def test_a_refused_period_says_why_and_can_be_counted_again(
    qtbot: QtBot, screen: StatisticsScreen, sample: Any
) -> None:
    sample.statistics.refuse = PeriodBackwards(first="2025-12-31", last="2025-01-01")
    screen.asking.count.click()
    qtbot.waitUntil(screen.alert.isVisible)
    sample.statistics.refuse = None
    counted(qtbot, screen)
    assert not screen.alert.isVisible()


def test_what_somebody_does_meanwhile_goes_between_the_steps_of_a_counting(
    qtbot: QtBot, screen: StatisticsScreen, window: MainWindow, sample: Any
) -> None:
    sample.statistics.steps = 200
    screen.asking.count.click()
    qtbot.waitUntil(lambda: ("step", 3) in sample.statistics.asked)
    window._tasks.run(lambda: sample.statistics.asked.append("saved"))
    qtbot.waitUntil(lambda: screen.figures.figures is not None)
    at = sample.statistics.asked.index("saved")
    assert ("step", 199) in sample.statistics.asked[at:]


def test_a_counting_is_stopped_and_the_figures_before_it_stay(
    qtbot: QtBot, screen: StatisticsScreen, sample: Any
) -> None:
    counted(qtbot, screen)
    sample.statistics.steps = 100_000
    screen.asking.count.click()
    assert screen.asking.count.text() == "Stop"
    qtbot.waitUntil(lambda: "of 100000 cases" in screen.words.text())
    screen.asking.count.click()
    assert "stopped" in screen.words.text()
    assert screen.asking.count.text() == "Count"
    assert screen.figures.figures is not None
    sample.statistics.steps = 0
    screen.asking.count.click()
    qtbot.waitUntil(lambda: "From" in screen.words.text())


def test_figures_say_that_something_was_saved_since(
    qtbot: QtBot, screen: StatisticsScreen, window: MainWindow, sample: Any
) -> None:
    counted(qtbot, screen)
    assert "saved since" not in screen.words.text()
    window._feed.changed.emit(sample.changes[sample.statistics.case_id][0])
    assert "saved since" in screen.words.text()


def test_the_figures_are_saved_as_a_workbook(
    qtbot: QtBot,
    screen: StatisticsScreen,
    window: MainWindow,
    sample: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not screen.save.isEnabled()
    counted(qtbot, screen)
    chosen = tmp_path / "正阳村 统计"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(chosen), ""))
    screen.save.click()
    qtbot.waitUntil(window.notice.isVisible)
    assert sample.statistics.asked[-1] == ("save", YEAR, chosen.with_suffix(".xlsx"))
