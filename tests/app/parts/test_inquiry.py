"""A question in place: Enter goes on, Escape drops it, what was typed is forgotten."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.inquiry import Asked, Inquiry

FIELDS = [Asked("Reason"), Asked("Remark", optional=True), Asked("Passphrase", secret=True)]


@pytest.fixture
def inquiry(qtbot: QtBot, appearance: Appearance) -> Inquiry:
    made = Inquiry(appearance)
    qtbot.addWidget(made)
    return made


def test_yes_is_possible_once_nothing_needed_is_missing(inquiry: Inquiry) -> None:
    inquiry.ask("Void a<b?", "Void", FIELDS)
    assert inquiry.isVisible()
    assert not inquiry.yes.isEnabled()
    inquiry.fields[0].setText("覃𬭎")
    inquiry.fields[2].setText(" x")
    assert inquiry.yes.isEnabled()
    assert inquiry.fields[2].echoMode() is QLineEdit.EchoMode.Password


def test_enter_goes_from_field_to_field_and_answers(qtbot: QtBot, inquiry: Inquiry) -> None:
    inquiry.ask("Void a<b?", "Void", FIELDS[:2])
    inquiry.activateWindow()
    qtbot.waitUntil(inquiry.fields[0].hasFocus)
    QTest.keyClicks(inquiry.fields[0], "a<b")
    QTest.keyClick(inquiry.fields[0], Qt.Key.Key_Return)
    assert inquiry.fields[1].hasFocus()
    with qtbot.waitSignal(inquiry.answered) as said:
        QTest.keyClick(inquiry.fields[1], Qt.Key.Key_Return)
    assert said.args == [["a<b", ""]]
    assert not inquiry.isVisible()


def test_escape_drops_the_question_and_what_was_typed(qtbot: QtBot, inquiry: Inquiry) -> None:
    inquiry.answered.connect(lambda texts: pytest.fail(str(texts)))
    inquiry.ask("Sure?", "Yes", FIELDS)
    inquiry.activateWindow()
    qtbot.waitUntil(inquiry.fields[0].hasFocus)
    inquiry.fields[0].setText("x")
    with qtbot.waitSignal(inquiry.dropped):
        QTest.keyClick(inquiry.fields[0], Qt.Key.Key_Escape)
    inquiry.ask("Sure?", "Yes", FIELDS)
    assert inquiry.fields[0].text() == ""


def test_a_question_without_fields_is_answered_at_once(qtbot: QtBot, inquiry: Inquiry) -> None:
    inquiry.ask("Retire 覃𬭎?", "Retire")
    with qtbot.waitSignal(inquiry.answered) as said:
        inquiry.yes.click()
    assert said.args == [[]]
