"""The main window, as a mediator uses it."""

from collections.abc import Callable, Iterator
from typing import Any

# The desk of these tests lives in conftest.py; pytest hands it over.
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mediatordesk.app.asked.case_desk import Beginning
from mediatordesk.app.case_list.model import Column
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import DARK, LARGEST, Look
from mediatordesk.app.navigation import Goal
from mediatordesk.app.window import MainWindow
from mediatordesk.store import NotSaved

Desk = Any
OpenWindow = Callable[[Desk], MainWindow]


@pytest.fixture
def window(window_of: OpenWindow, sample: Desk) -> MainWindow:
    return window_of(sample)


def labour_id(sample: Desk) -> UUID:
    case_id: UUID = next(iter(sample.files))
    return case_id


def show_case(qtbot: QtBot, window: MainWindow, case_id: UUID) -> None:
    window.open_case(case_id)
    qtbot.waitUntil(lambda: window.page.case_id == case_id and window.page.isVisible())


def type_chinese(widget: QWidget, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def test_the_cases_are_listed_with_rare_names_whole(window: MainWindow) -> None:
    table = window.case_list.table.cases
    assert any("覃𬭎与韦㛃、Nguyễn Văn Đức" in line.title for line in table.lines)


def test_typing_a_name_finds_the_case(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    type_chinese(window.search, "覃𬭎")
    qtbot.waitUntil(lambda: len(window.case_list.table.cases.lines) == 1)
    title = window.case_list.table.cases.index(0, Column.TITLE).data()
    assert title.startswith("覃𬭎")


def test_enter_goes_from_the_search_to_the_case(qtbot: QtBot, window: MainWindow) -> None:
    type_chinese(window.search, "苏美玲")
    qtbot.waitUntil(lambda: len(window.case_list.table.cases.lines) == 1)
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    QTest.keyClick(window.case_list.table, Qt.Key.Key_Return)
    qtbot.waitUntil(window.page.isVisible)
    assert window.page.header.title() == "苏美玲与梧州市某塑料制品有限公司劳动争议"


def test_a_corrected_text_is_saved_by_the_action_in_the_database_thread(
    qtbot: QtBot, window: MainWindow, sample: Desk
) -> None:
    case_id = labour_id(sample)
    show_case(qtbot, window, case_id)
    field = window.page.overview.facts
    field.edit.setFocus()
    field.edit.selectAll()
    type_chinese(field.edit, "覃𬭎 O'Brien & Sons a<b")
    QTest.keyClick(field.edit, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not field.unsaved)
    # SampleDesk.save_text itself insists on the database thread.
    assert sample.saved == [(case_id, "facts", "覃𬭎 O'Brien & Sons a<b")]
    qtbot.waitUntil(lambda: window.page.history.entries[0].title.startswith("Case: "))
    assert window.page.history.entries[0].detail.endswith("→ 覃𬭎 O'Brien & Sons a<b")
    qtbot.waitUntil(lambda: window.status.words()[2] == "not sent: 4")


def test_leaving_the_case_saves_what_was_typed_first(
    qtbot: QtBot, window: MainWindow, sample: Desk
) -> None:
    show_case(qtbot, window, labour_id(sample))
    window.page.overview.facts.edit.setPlainText("还没有按保存")
    window.go_to(Goal.CASES)
    assert window.page.isVisible()
    qtbot.waitUntil(window.case_list.isVisible)
    assert sample.saved == [(labour_id(sample), "facts", "还没有按保存")]


def test_a_refused_text_keeps_the_mediator_on_the_page(
    qtbot: QtBot, window: MainWindow, sample: Desk
) -> None:
    show_case(qtbot, window, labour_id(sample))
    sample.refuse = NotSaved(reason="disk full")
    field = window.page.overview.facts
    field.edit.setPlainText("写了很久")
    window.go_to(Goal.CASES)
    qtbot.waitUntil(field.alert.isVisible)
    assert window.page.isVisible()
    assert field.alert.lines() == sample.refuse.lines()
    assert field.edit.toPlainText() == "写了很久"
    sample.refuse = None
    window.go_to(Goal.CASES)
    qtbot.waitUntil(window.case_list.isVisible)
    assert sample.saved[-1][2] == "写了很久"


def test_closing_the_window_saves_first(qtbot: QtBot, window: MainWindow, sample: Desk) -> None:
    show_case(qtbot, window, labour_id(sample))
    window.page.overview.facts.edit.setPlainText("关窗之前")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert sample.saved == [(labour_id(sample), "facts", "关窗之前")]


def test_a_window_whose_text_was_refused_stays_open(
    qtbot: QtBot, window: MainWindow, sample: Desk
) -> None:
    show_case(qtbot, window, labour_id(sample))
    sample.refuse = NotSaved(reason="disk full")
    window.page.overview.facts.edit.setPlainText("关窗之前")
    window.close()
    qtbot.waitUntil(window.page.overview.facts.alert.isVisible)
    assert window.isVisible()
    sample.refuse = None
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert sample.saved == [(labour_id(sample), "facts", "关窗之前")]


def test_opening_another_case_saves_the_first_one_as_its_own(
    qtbot: QtBot, window: MainWindow, sample: Desk
) -> None:
    first, second = sample.files
    show_case(qtbot, window, first)
    window.page.overview.facts.edit.setPlainText("第一案")
    show_case(qtbot, window, second)
    assert sample.saved == [(first, "facts", "第一案")]
    assert window.page.overview.facts.edit.toPlainText() == sample.files[second].case.facts


def test_the_papers_are_previewed_beside_the_list(
    qtbot: QtBot, window: MainWindow, sample: Desk
) -> None:
    show_case(qtbot, window, labour_id(sample))
    window.page.tabs.setCurrentWidget(window.page.papers)
    qtbot.waitUntil(lambda: window.page.papers.preview.document.pageCount() == 1)


def test_a_damaged_paper_is_said_in_three_lines(
    qtbot: QtBot, window: MainWindow, sample: Desk
) -> None:
    sample.papers["D04"] = b"not a PDF"
    show_case(qtbot, window, labour_id(sample))
    window.page.tabs.setCurrentWidget(window.page.papers)
    qtbot.waitUntil(window.alert.isVisible)
    assert "人民调解受理登记表" in window.alert.lines()[0]
    assert all(window.alert.lines())


def test_escape_goes_back_to_the_list(qtbot: QtBot, window: MainWindow, sample: Desk) -> None:
    show_case(qtbot, window, labour_id(sample))
    QTest.keyClick(window.page.tabs, Qt.Key.Key_Escape)
    qtbot.waitUntil(window.case_list.isVisible)


def test_the_cases_opened_last_are_one_click_away(
    qtbot: QtBot, window: MainWindow, sample: Desk
) -> None:
    first, second = sample.files
    show_case(qtbot, window, first)
    show_case(qtbot, window, second)
    button = next(
        one
        for one in window.navigation.findChildren(QAbstractButton)
        if one.accessibleName() == sample.files[first].case.title
    )
    button.click()
    qtbot.waitUntil(lambda: window.page.case_id == first)


def test_the_status_line_says_who_where_and_how_many(qtbot: QtBot, window: MainWindow) -> None:
    expected = ("李秀兰", "正阳村人民调解委员会", "not sent: 3", "no backup yet")
    qtbot.waitUntil(lambda: window.status.words() == expected)


def controls(window: MainWindow) -> Iterator[QWidget]:
    """Return everything that can be operated."""
    for kind in (QAbstractButton, QLineEdit, QPlainTextEdit):
        yield from window.findChildren(kind)


def test_every_control_has_a_name_and_can_be_reached_by_keyboard(
    qtbot: QtBot, window: MainWindow, sample: Desk
) -> None:
    show_case(qtbot, window, labour_id(sample))
    own = [one for one in controls(window) if not is_qts_own(one)]
    assert len(own) > 10
    for control in own:
        text = control.text() if isinstance(control, QAbstractButton) else ""
        assert control.accessibleName() or text, control
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.accessibleName() or text


def is_qts_own(control: QWidget) -> bool:
    """Tell whether Qt made a control inside another one, such as a table's corner."""
    return isinstance(control.parent(), QLineEdit | QDateEdit) or (
        type(control).__name__ in {"QAbstractButton", "QToolButton"}
        and control.objectName() not in {"place", "quiet"}
    )


def test_the_largest_type_fits_the_smallest_screen(
    qtbot: QtBot, appearance: Appearance, window: MainWindow, sample: Desk
) -> None:
    show_case(qtbot, window, labour_id(sample))
    window.page.overview.facts.refused(NotSaved(reason="disk full"))
    appearance.change(Look(DARK, LARGEST))
    window.resize(1366, 728)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (1366, 728)


def test_the_look_changes_while_the_window_is_open(
    qtbot: QtBot, appearance: Appearance, window: MainWindow
) -> None:
    before = window.grab().toImage().pixelColor(2, 300).name().upper()
    appearance.change(Look(DARK, LARGEST))
    after = window.grab().toImage().pixelColor(2, 300).name().upper()
    assert before == "#FFFFFF"
    assert after == DARK.nav


def test_what_happened_to_the_file_is_said_and_the_last_number_is_asked_for(
    qtbot: QtBot, window_of: OpenWindow, sample: Desk
) -> None:
    sample.begins = Beginning("This desk was restored from a backup.", "Which was the last?")
    window = window_of(sample)
    qtbot.waitUntil(window.number.isVisible)
    assert window.notice.words.text() == "This desk was restored from a backup."
    window.number.fields[0].setText("2025/x")
    sample.refuse = NotSaved(reason="disk full")
    window.number.yes.click()
    qtbot.waitUntil(window.alert.isVisible)
    qtbot.waitUntil(window.number.isVisible)
    sample.refuse = None
    window.number.fields[0].setText("2025/12")
    window.number.yes.click()
    qtbot.waitUntil(lambda: sample.numbers == ["2025/12"])
    qtbot.waitUntil(lambda: not window.number.isVisible())


@pytest.mark.parametrize("goal", list(Goal))
def test_every_place_is_reached_by_keyboard_and_fits_the_smallest_screen_in_the_largest_type(
    qtbot: QtBot, appearance: Appearance, window: MainWindow, goal: Goal
) -> None:
    number = list(Goal).index(goal) + 1
    QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number % 10), Qt.KeyboardModifier.ControlModifier)
    screen = window._rooms[goal].screen
    qtbot.waitUntil(screen.isVisible)
    window.notice.say("Saved.")
    appearance.change(Look(DARK, LARGEST))
    window.resize(1366, 728)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (1366, 728)
