"""The file of a case on its page, as a mediator sees it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mediatordesk.app.file_page.tab import FileTab
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.window import MainWindow
from tests.app.sample_papers import SampleFiles
from tests.app.sample_places import Refused


@pytest.fixture
def window(qtbot: QtBot, window_of: Callable[[Any], MainWindow], sample: Any) -> MainWindow:
    opened = window_of(sample)
    case_id = next(iter(sample.files))
    opened.open_case(case_id)
    qtbot.waitUntil(lambda: opened.page.case_id == case_id)
    return opened


@pytest.fixture
def tab(qtbot: QtBot, window: MainWindow) -> FileTab:
    window.page.turn_to(window.page.file)
    qtbot.waitUntil(lambda: bool(window.page.file.list.entries))
    return window.page.file


@pytest.fixture
def desk(sample: Any) -> SampleFiles:
    made: SampleFiles = sample.case_files
    return made


def test_the_catalogue_says_must_or_as_needed_pages_and_what_is_missing(tab: FileTab) -> None:
    _cover, agreement, notice = tab.list.entries
    assert (agreement.when, agreement.word, agreement.tone) == ("1–3", "is there", Tone.GREEN)
    assert agreement.detail == "must · signed and sealed"
    assert (notice.word, notice.tone) == ("missing", Tone.RED)
    tab.all.click()
    assert tab.list.entries[-1].detail == "as needed"
    assert (tab.stand.text(), len(tab.findings.entries)) == ("not complete: 1", 1)
    assert "某法 第一条" in tab.findings.entries[0].detail


def test_a_file_is_bound_and_saved(
    qtbot: QtBot, tab: FileTab, desk: SampleFiles, window: MainWindow, tmp_path: Path
) -> None:
    assert tab.copy.isHidden()
    tab.two_sided.setChecked(True)
    tab.bind.click()
    qtbot.waitUntil(tab.copy.isVisible)
    assert ("bind", True) in desk.asked
    assert "3 numbered pages, 7 in all" in tab.words.text()
    tab.copy_wanted.emit(tmp_path / "卷宗 a&b.pdf")
    qtbot.waitUntil(window.notice.isVisible)
    assert "卷宗 a&b.pdf" in window.notice.words.text()


def test_only_a_complete_file_goes_to_the_archive_and_is_asked_about_once_more(
    qtbot: QtBot, tab: FileTab, desk: SampleFiles, window: MainWindow
) -> None:
    assert tab.archive.isHidden()
    desk.found = ()
    window.read_again()
    qtbot.waitUntil(tab.archive.isVisible)
    tab.archive.click()
    assert ("archive",) not in desk.asked
    tab.inquiry.yes.click()
    qtbot.waitUntil(lambda: ("archive",) in desk.asked)


def test_why_a_file_was_not_bound_is_said_in_three_parts(
    qtbot: QtBot, tab: FileTab, desk: SampleFiles
) -> None:
    desk.refuse_with = Refused(name="卷宗 a<b")
    tab.bind.click()
    qtbot.waitUntil(tab.alert.isVisible)
    assert tab.bind.isEnabled()
    assert tab.alert.lines()[1] == "Nothing was added."
