"""The list asks the desk: by pages, and never for an answer nobody waits for."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mediatordesk.app.asked.case_questions import PAGE, Kept, Order, Question
from mediatordesk.app.case_list.model import Column
from mediatordesk.app.window import MainWindow


@pytest.fixture
def many(sample: Any) -> Any:
    return type(sample)(*sample.files.values(), more=3 * PAGE)


def test_only_the_page_in_sight_is_fetched(
    qtbot: QtBot, window_of: Callable[[Any], MainWindow], many: Any
) -> None:
    window = window_of(many)
    table = window.case_list.table
    assert table.cases.rowCount() == 3 * PAGE + 2
    assert {page for _question, page in many.questions} == {0}
    table.scrollToBottom()
    qtbot.waitUntil(lambda: table.cases.line(3 * PAGE + 1) is not None)
    assert 1 not in {page for _question, page in many.questions}


def test_of_words_typed_quickly_only_the_last_are_looked_for(
    qtbot: QtBot, window_of: Callable[[Any], MainWindow], many: Any
) -> None:
    window = window_of(many)
    many.questions.clear()
    for words in ("苏", "苏美", "苏美玲"):
        window._cases.search(words)
    qtbot.waitUntil(lambda: window.case_list.table.cases.rowCount() == 1)
    asked = [question.find for question, _page in many.questions]
    assert asked[-1] == "苏美玲"
    assert "苏美" not in asked


def test_a_heading_sorts_on_the_desk_and_a_filter_keeps_the_order(
    qtbot: QtBot, window_of: Callable[[Any], MainWindow], many: Any
) -> None:
    window = window_of(many)
    table = window.case_list.table
    table.horizontalHeader().setSortIndicator(Column.TITLE, Qt.SortOrder.AscendingOrder)
    ordered = Question(order=Order.TITLE)
    qtbot.waitUntil(lambda: many.questions[-1] == (ordered, 0))
    window.case_list.kept_chosen.emit(Kept.IN_HAND)
    qtbot.waitUntil(lambda: many.questions[-1][0] == Question("", Kept.IN_HAND, Order.TITLE))


def test_the_page_in_sight_is_read_again_where_it_stands(
    qtbot: QtBot, window_of: Callable[[Any], MainWindow], many: Any
) -> None:
    window = window_of(many)
    table = window.case_list.table
    table.scrollToBottom()
    qtbot.waitUntil(lambda: table.cases.line(3 * PAGE) is not None)
    place = table.verticalScrollBar().value()
    many.questions.clear()
    window.read_again()
    qtbot.waitUntil(lambda: bool(many.questions))
    qtbot.wait(50)
    assert many.questions[0][1] >= 2
    assert table.verticalScrollBar().value() == place


def test_the_search_is_prepared_once_it_is_quiet(
    qtbot: QtBot, window_of: Callable[[Any], MainWindow], many: Any
) -> None:
    window = window_of(many)
    window._quiet._timer.start(1)
    qtbot.waitUntil(lambda: many.indexed == 1)
    qtbot.wait(30)
    assert many.indexed == 1
