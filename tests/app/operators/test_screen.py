"""Operators: who works here, adding and retiring, and the way in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mediatordesk.app.asked.operator_desk import Newcomer
from mediatordesk.app.navigation import Goal
from mediatordesk.app.operators.screen import NotTheSame, OperatorScreen
from mediatordesk.app.window import MainWindow
from mediatordesk.core.errors import DeskError


class Taken(DeskError):
    """For a test."""

    happened = "The label is taken."
    kept = "Nothing was changed."
    to_do = "Choose another one."


@pytest.fixture
def screen(qtbot: QtBot, window_of: Callable[[Any], MainWindow], sample: Any) -> OperatorScreen:
    window = window_of(sample)
    window.navigation.places[Goal.OPERATORS].click()
    qtbot.waitUntil(lambda: len(window.operators.list.entries) == 2)
    return window.operators


def answer(screen: OperatorScreen, *texts: str) -> None:
    for field, text in zip(screen.inquiry.fields, texts, strict=True):
        field.setText(text)
    screen.inquiry.yes.click()


def test_who_sits_here_is_marked_and_cannot_retire_themselves(screen: OperatorScreen) -> None:
    assert [one.word for one in screen.list.entries] == ["here now", "can open"]
    assert screen.list.chosen_key() == UUID(int=7)
    assert not screen.retire.isEnabled()


def test_a_newcomer_types_a_passphrase_twice(
    qtbot: QtBot, screen: OperatorScreen, sample: Any
) -> None:
    screen.add.click()
    answer(screen, "Nguyễn Văn Đức", "", "NVD", "五个 词", "五个 词 ")
    assert screen.alert.lines() == NotTheSame().lines()
    screen.add.click()
    assert not screen.alert.isVisible()
    answer(screen, "Nguyễn Văn Đức", "", "NVD", "五个 词", "五个 词")
    qtbot.waitUntil(lambda: len(screen.list.entries) == 3)
    assert sample.operators.asked == [("add", Newcomer("Nguyễn Văn Đức", "", "NVD", "五个 词"))]


def test_what_was_typed_is_forgotten_at_once(screen: OperatorScreen) -> None:
    screen.ask_passphrase()
    fields = list(screen.inquiry.fields)
    answer(screen, "old", "new", "new")
    assert screen.inquiry.fields == []
    assert not screen.inquiry.isVisible()
    assert [field.text() for field in fields if _alive(field)] in ([], ["", "", ""])


def _alive(field: Any) -> bool:
    try:
        field.text()
    except RuntimeError:
        return False
    return True


def test_somebody_is_retired_once_it_was_confirmed(
    qtbot: QtBot, screen: OperatorScreen, sample: Any
) -> None:
    screen.list.choose(UUID(int=8))
    screen.retire.click()
    assert "覃𬭎" in screen.inquiry.words.text()
    QTest.keyClick(screen.inquiry, Qt.Key.Key_Escape)
    assert sample.operators.asked == []
    screen.retire.click()
    screen.inquiry.yes.click()
    qtbot.waitUntil(lambda: screen.list.entries[1].word == "retired")
    assert not screen.retire.isEnabled()


def test_the_own_label_is_changed(qtbot: QtBot, screen: OperatorScreen, sample: Any) -> None:
    screen.own.label.click()
    answer(screen, "窗口 a<b")
    qtbot.waitUntil(lambda: "窗口 a<b" in screen.list.entries[0].detail)
    assert sample.operators.asked == [("label", "窗口 a<b")]


def test_a_new_recovery_sheet_is_saved_once_it_was_said_what_it_means(
    qtbot: QtBot, screen: OperatorScreen, sample: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = iter(("", "/media/U盘/恢复单.pdf"))
    asked = QFileDialog.getSaveFileName.__name__
    monkeypatch.setattr(QFileDialog, asked, lambda *_all: (next(files), ""))
    screen.own.sheet.click()
    assert screen.inquiry.words.text() == "The old sheet opens nothing any more."
    screen.inquiry.yes.click()  # and no file is named
    screen.own.sheet.click()
    screen.inquiry.yes.click()
    qtbot.waitUntil(lambda: bool(sample.operators.asked))
    assert sample.operators.asked == [("sheet", Path("/media/U盘/恢复单.pdf"))]
    qtbot.waitUntil(screen.window().notice.isVisible)  # type: ignore[attr-defined]  # the window's
    said = screen.window().notice.words.text()  # type: ignore[attr-defined]  # same
    assert said == "Print 恢复单.pdf, and keep the paper away from the computer."


def test_a_refusal_is_said_in_place(qtbot: QtBot, screen: OperatorScreen, sample: Any) -> None:
    sample.operators.refuse = Taken()
    screen.add.click()
    answer(screen, "莫", "", "LXL", "x", "x")
    qtbot.waitUntil(screen.alert.isVisible)
    assert screen.alert.lines() == Taken().lines()


def test_a_keyring_that_is_not_there_takes_the_tick_back(
    qtbot: QtBot, screen: OperatorScreen, sample: Any
) -> None:
    sample.operators.refuse = Taken()
    screen.own.without_typing.click()
    qtbot.waitUntil(screen.alert.isVisible)
    sample.operators.refuse = None
    screen.window()._rooms[Goal.OPERATORS].read_again()  # type: ignore[attr-defined]  # the window's
    qtbot.waitUntil(lambda: not screen.own.without_typing.isChecked())


def test_the_minutes_and_the_lock_are_said(qtbot: QtBot, screen: OperatorScreen) -> None:
    screen.own.show_minutes(5)
    assert screen.own.minutes.chosen() == 5
    screen.own.minutes.choose(15)
    with qtbot.waitSignal(screen.own.minutes_wanted) as said:
        screen.own.minutes.activated.emit(screen.own.minutes.currentIndex())
    assert said.args == [15]
    with qtbot.waitSignal(screen.window().lock_wanted):  # type: ignore[attr-defined]  # same
        QTest.keyClick(screen.window(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
