"""What an office lays down itself, as its director sees it."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mediatordesk.app.elements.clicked_edits import YesNoEdit
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.navigation import Goal
from mediatordesk.app.settings.screen import SettingScreen
from mediatordesk.app.window import MainWindow
from mediatordesk.core.entries import BadEntry


@pytest.fixture
def window(window_of: Callable[[Any], MainWindow], sample: Any) -> MainWindow:
    return window_of(sample)


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow) -> SettingScreen:
    window.go_to(Goal.SETTINGS)
    qtbot.waitUntil(lambda: bool(window.settings.list.entries))
    return window.settings


def test_what_nobody_laid_down_is_marked_as_a_local_rule_to_be_checked(
    screen: SettingScreen,
) -> None:
    marked, supplied = screen.list.entries
    assert (marked.word, marked.tone) == ("local rule, to be confirmed", Tone.AMBER)
    assert (marked.title, marked.detail) == ("口头协议可以申请补贴", "no")
    assert (supplied.word, supplied.detail) == ("as supplied", "30")
    assert screen.mark.text() == "local rule, to be confirmed"
    assert ": 1." in screen.words.text()


def test_a_setting_is_laid_down_with_who_says_so(
    qtbot: QtBot, screen: SettingScreen, window: MainWindow, sample: Any
) -> None:
    assert screen.value
    assert not screen.save.isEnabled()
    assert screen.reason.state.text() == "needed"
    assert isinstance(screen.value.edit, YesNoEdit)
    screen.value.edit.buttons["true"].click()
    screen.reason.edit.show_text("长洲区司法局〔2025〕3号")
    screen.save.click()
    qtbot.waitUntil(lambda: screen.list.entries[0].word == "laid down here")
    assert sample.settings.own == {"oral": ("true", "长洲区司法局〔2025〕3号")}
    assert screen.mark.text() == "laid down here"
    assert screen.fallback.text() == "Without a local rule: no"
    assert "Laid down" in window.notice.words.text()


def test_what_does_not_fit_stays_with_the_reason_why(
    qtbot: QtBot, screen: SettingScreen, sample: Any
) -> None:
    screen.list.choose("days")
    sample.settings.refuse = BadEntry(field="days", text="三十")
    assert screen.value
    screen.value.edit.show_text("三十")
    screen.reason.edit.show_text("覃𬭎")
    screen.save.click()
    qtbot.waitUntil(screen.alert.isVisible)
    assert "三十" in screen.alert.lines()[0]
    assert screen.value.edit.text() == "三十"
    assert screen.save.isEnabled()


def test_what_is_being_typed_stays_while_something_else_is_saved(
    qtbot: QtBot, screen: SettingScreen, window: MainWindow
) -> None:
    screen.reason.edit.show_text("写了一半 a<b")
    window.read_again()
    qtbot.wait(100)
    assert screen.reason.edit.text() == "写了一半 a<b"
    screen.list.choose("days")
    assert screen.reason.edit.text() == ""
