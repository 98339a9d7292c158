"""What is typed into a case is never lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mediatordesk.app.case_page.text_field import TextField
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.core.cases import EmptyText


@pytest.fixture
def field(qtbot: QtBot, appearance: Appearance) -> TextField:
    made = TextField(appearance, "纠纷简要情况", "")
    qtbot.addWidget(made)
    made.show_text("屋檐雨水。")
    made.show()
    made.edit.setFocus()
    return made


@pytest.fixture
def said(field: TextField) -> list[str]:
    texts: list[str] = []
    field.entered.connect(texts.append)
    return texts


def commit_by_input_method(field: TextField, text: str) -> None:
    """Type as an input method does: first what is being composed, then what was chosen."""
    composing = QInputMethodEvent("qin hong", [])
    QApplication.sendEvent(field.edit, composing)
    chosen = QInputMethodEvent()
    chosen.setCommitString(text)
    QApplication.sendEvent(field.edit, chosen)


def test_chinese_typed_with_an_input_method_is_said_when_the_field_is_left(
    field: TextField, said: list[str]
) -> None:
    field.edit.selectAll()
    commit_by_input_method(field, "覃𬭎与Nguyễn Văn Đức")
    assert said == []
    field.edit.clearFocus()
    assert said == ["覃𬭎与Nguyễn Văn Đức"]


def test_what_is_still_being_composed_is_not_said(field: TextField, said: list[str]) -> None:
    QApplication.sendEvent(field.edit, QInputMethodEvent("qin hong", []))
    field.flush()
    assert said == []


def test_ctrl_s_says_what_was_typed_once(qtbot: QtBot, field: TextField, said: list[str]) -> None:
    field.window().activateWindow()
    qtbot.waitUntil(field.edit.hasFocus)
    QTest.keyClicks(field.edit, "abc")
    QTest.keyClick(field.edit, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    field.edit.clearFocus()
    assert said == ["abc屋檐雨水。"]


def test_typing_on_while_it_is_saved_stays_unsaved(field: TextField, said: list[str]) -> None:
    field.edit.setPlainText("一")
    field.flush()
    field.edit.setPlainText("一二")
    field.saved("一")
    assert field.unsaved
    field.flush()
    assert said == ["一", "一二"]


def test_a_refused_text_stays_and_is_said_again(field: TextField, said: list[str]) -> None:
    field.edit.setPlainText("一")
    field.flush()
    field.refused(EmptyText(field="facts"))
    assert field.alert.isVisible()
    assert field.alert.lines() == EmptyText(field="facts").lines()
    assert field.edit.toPlainText() == "一"
    field.flush()
    assert said == ["一", "一"]
    field.saved("一")
    assert not field.alert.isVisible()


def test_a_change_from_elsewhere_does_not_overwrite_what_is_typed(field: TextField) -> None:
    field.edit.setPlainText("正在写")
    field.show_text("别处的写法")
    assert field.edit.toPlainText() == "正在写"


def test_a_change_from_elsewhere_is_shown_where_nothing_is_typed(field: TextField) -> None:
    field.show_text("别处的写法")
    assert field.edit.toPlainText() == "别处的写法"
    assert not field.unsaved


def test_blanks_at_the_ends_are_nothing_to_save(field: TextField, said: list[str]) -> None:
    field.edit.setPlainText("屋檐雨水。\n ")
    field.flush()
    assert said == []
