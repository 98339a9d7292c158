"""The notes of a case: drafts are kept, what is in confidence stands apart."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mediatordesk.app.asked.note_desk import Draft, ShownNote
from mediatordesk.app.case_page.notes import NotesTab
from mediatordesk.app.navigation import Goal
from mediatordesk.app.window import MainWindow
from mediatordesk.core.changes import CHINA
from mediatordesk.store import NotSaved

AT = datetime(2025, 5, 12, 9, tzinfo=CHINA)


@pytest.fixture
def window(qtbot: QtBot, window_of: Callable[[Any], MainWindow], sample: Any) -> MainWindow:
    opened = window_of(sample)
    show(qtbot, opened, sample, 0)
    return opened


def show(qtbot: QtBot, window: MainWindow, sample: Any, number: int) -> NotesTab:
    case_id = list(sample.files)[number]
    window.open_case(case_id)
    qtbot.waitUntil(lambda: window.page.case_id == case_id)
    window.page.tabs.setCurrentWidget(window.page.notes)
    return window.page.notes


def test_a_note_is_entered_with_the_keyboard(qtbot: QtBot, window: MainWindow, sample: Any) -> None:
    tab = window.page.notes
    assert not tab.writing.enter.isEnabled()
    tab.writing.edit.setFocus()
    tab.writing.edit.setPlainText("覃𬭎 来电 a<b")
    QTest.keyClick(tab.writing.edit, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [one.title for one in tab.open_notes.entries] == ["覃𬭎 来电 a<b"])
    assert sample.notes.written == [Draft("覃𬭎 来电 a<b")]
    assert tab.writing.edit.toPlainText() == ""
    assert tab.caucus_notes.entries == ()


def test_what_is_said_in_confidence_stands_apart(
    qtbot: QtBot, window: MainWindow, sample: Any
) -> None:
    tab = window.page.notes
    tab.caucus_writing.edit.setPlainText("单独谈话")
    tab.caucus_writing.enter.click()
    qtbot.waitUntil(lambda: [one.title for one in tab.caucus_notes.entries] == ["单独谈话"])
    assert sample.notes.written == [Draft("单独谈话", caucus=True)]
    assert tab.open_notes.entries == ()


def test_of_a_note_for_others_only_the_number_is_known(
    qtbot: QtBot, window: MainWindow, sample: Any
) -> None:
    sample.notes.found = [ShownNote(uuid4(), AT, None, caucus=True)]
    window.read_again()
    tab = window.page.notes
    qtbot.waitUntil(lambda: "Meant for others: 1" in tab.locked.text())
    assert tab.caucus_notes.entries == ()


def test_without_the_own_key_nothing_can_be_written_in_confidence(
    qtbot: QtBot, window: MainWindow, sample: Any
) -> None:
    sample.notes.possible = False
    window.read_again()
    tab = window.page.notes
    qtbot.waitUntil(lambda: not tab.caucus_writing.isVisible())
    assert tab.locked.text().startswith("Open the desk with your own passphrase")


def test_a_draft_is_kept_when_the_case_is_left_and_is_there_again(
    qtbot: QtBot, window: MainWindow, sample: Any
) -> None:
    first, second = sample.files
    window.page.notes.writing.edit.setPlainText("写了一半")
    show(qtbot, window, sample, 1)
    assert window.page.notes.writing.edit.toPlainText() == ""
    assert sample.notes.drafts == {(first, False): "写了一半"}
    show(qtbot, window, sample, 0)
    qtbot.waitUntil(lambda: window.page.notes.writing.edit.toPlainText() == "写了一半")
    assert window.page.notes.writing.state.text() == "kept as a draft"
    assert second not in {case_id for case_id, _caucus in sample.notes.drafts}


def test_a_draft_is_kept_when_the_page_or_the_window_is_left(
    qtbot: QtBot, window: MainWindow, sample: Any
) -> None:
    case_id = next(iter(sample.files))
    window.page.notes.caucus_writing.edit.setPlainText("一半")
    window.go_to(Goal.BACKUPS)
    qtbot.waitUntil(lambda: sample.notes.drafts == {(case_id, True): "一半"})
    window.page.notes.caucus_writing.edit.setPlainText("一半多")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert sample.notes.drafts == {(case_id, True): "一半多"}


def test_a_note_that_is_refused_stays_in_the_field(
    qtbot: QtBot, window: MainWindow, sample: Any
) -> None:
    sample.notes.refuse = NotSaved(reason="disk full")
    writing = window.page.notes.writing
    writing.edit.setPlainText("写了很久")
    writing.enter.click()
    qtbot.waitUntil(writing.alert.isVisible)
    assert writing.edit.toPlainText() == "写了很久"
    assert writing.enter.isEnabled()
