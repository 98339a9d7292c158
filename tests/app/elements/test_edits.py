"""What an answer is typed into: each kind knows its answer as one text."""

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mediatordesk.app.asked.element_desk import Ask
from mediatordesk.app.elements.clicked_edits import ChoiceEdit, ChoicesEdit, YesNoEdit
from mediatordesk.app.elements.day_edit import DayEdit
from mediatordesk.app.elements.edits import AnswerEdit, LineEdit
from mediatordesk.app.elements.making import answer_words, edit_for
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.core.answers import AnswerKind

CHOICES = (("minor", "未成年人"), ("elderly", "老年人"))
ANSWERS = {
    AnswerKind.TEXT: "覃𬭎 O'Brien & Sons a<b",
    AnswerKind.LONG_TEXT: "一\n二 a<b",
    AnswerKind.DAY: "2025-05-02",
    AnswerKind.MONTH: "2025-05",
    AnswerKind.AMOUNT: "36,500.00",
    AnswerKind.NUMBER: "59",
    AnswerKind.RATE: "0.5",
    AnswerKind.CHOICE: "elderly",
    AnswerKind.CHOICES: "minor\nelderly",
    AnswerKind.YES_NO: "false",
}


def made(qtbot: QtBot, appearance: Appearance, kind: AnswerKind) -> AnswerEdit:
    choices = CHOICES if kind in {AnswerKind.CHOICE, AnswerKind.CHOICES} else ()
    edit = edit_for(appearance, Ask("name", "问题", kind, choices))
    qtbot.addWidget(edit)
    edit.show()
    return edit


@pytest.mark.parametrize("kind", ANSWERS)
def test_an_answer_of_every_kind_is_shown_and_read_back(
    qtbot: QtBot, appearance: Appearance, kind: AnswerKind
) -> None:
    edit = made(qtbot, appearance, kind)
    assert edit.text() == ""
    edit.show_text(ANSWERS[kind])
    assert edit.text() == ANSWERS[kind]
    edit.show_text("")
    assert edit.text() == ""


def test_a_second_click_takes_yes_back(qtbot: QtBot, appearance: Appearance) -> None:
    edit = made(qtbot, appearance, AnswerKind.YES_NO)
    assert isinstance(edit, YesNoEdit)
    edit.buttons["true"].click()
    edit.buttons["false"].click()
    assert edit.text() == "false"
    edit.buttons["false"].click()
    assert edit.text() == ""


def test_several_clicks_are_one_answer(qtbot: QtBot, appearance: Appearance) -> None:
    edit = made(qtbot, appearance, AnswerKind.CHOICES)
    assert isinstance(edit, ChoicesEdit)
    given: list[str] = []
    edit.given.connect(lambda: given.append(edit.text()))
    for box in edit.boxes.values():
        box.click()
    qtbot.waitUntil(lambda: given == ["minor\nelderly"])


def test_a_choice_that_is_no_longer_offered_is_seen_and_can_be_taken_back(
    qtbot: QtBot, appearance: Appearance
) -> None:
    edit = made(qtbot, appearance, AnswerKind.CHOICES)
    assert isinstance(edit, ChoicesEdit)
    edit.show_text("gone\nminor")
    assert set(edit.text().splitlines()) == {"gone", "minor"}
    edit.boxes["gone"].click()
    assert edit.text() == "minor"


def test_scrolling_over_a_choice_changes_nothing(qtbot: QtBot, appearance: Appearance) -> None:
    edit = made(qtbot, appearance, AnswerKind.CHOICE)
    assert isinstance(edit, ChoiceEdit)
    edit.show_text("minor")
    here, down = QPointF(5, 5), QPoint(0, -120)
    wheel = QWheelEvent(
        here, here, QPoint(), down, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(edit.choice, wheel)
    assert edit.text() == "minor"


def test_a_day_is_taken_from_the_calendar(qtbot: QtBot, appearance: Appearance) -> None:
    edit = made(qtbot, appearance, AnswerKind.DAY)
    assert isinstance(edit, DayEdit)
    edit.line.setText("2025年5月2日")
    calendar = edit.open_calendar()
    assert calendar.selectedDate() == QDate(2025, 5, 2)
    with qtbot.waitSignal(edit.given):
        calendar.activated.emit(QDate(2025, 6, 1))
    assert edit.line.text() == "2025-06-01"


def test_ctrl_s_and_enter_say_that_a_line_is_meant(qtbot: QtBot, appearance: Appearance) -> None:
    edit = made(qtbot, appearance, AnswerKind.TEXT)
    assert isinstance(edit, LineEdit)
    edit.line.setText("覃𬭎")
    with qtbot.waitSignal(edit.given):
        QTest.keyClick(edit.line, Qt.Key.Key_Return)
    edit.window().activateWindow()
    edit.line.setFocus()
    qtbot.waitUntil(edit.line.hasFocus)
    with qtbot.waitSignal(edit.given):
        QTest.keyClick(edit.line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_answers_are_read_in_words() -> None:
    assert answer_words(Ask("a", "是否", AnswerKind.YES_NO), "true") == "yes"
    assert answer_words(Ask("a", "群体", AnswerKind.CHOICES, CHOICES), "minor\nelderly") == (
        "未成年人, 老年人"
    )
    assert answer_words(Ask("a", "金额", AnswerKind.AMOUNT), "36,500.00") == "36,500.00 yuan"
    assert answer_words(Ask("a", "金额", AnswerKind.AMOUNT), "") == ""
