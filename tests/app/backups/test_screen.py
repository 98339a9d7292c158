"""Backups: how they stand, made and checked aside, at close, in the evening, and restored."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mediatordesk.app.asked.backup_desk import BackupPlace, Backups, Restoring
from mediatordesk.app.backups.screen import BackupScreen
from mediatordesk.app.navigation import Goal
from mediatordesk.app.parts.progress import Stopped
from mediatordesk.app.window import MainWindow
from mediatordesk.core.changes import CHINA
from mediatordesk.store import NotSaved

TODAY = date(2025, 5, 12)
NOON = datetime(2025, 5, 12, 12, tzinfo=CHINA)
STICK = Path("/media/U盘 a<b")


@pytest.fixture
def window(qtbot: QtBot, window_of: Callable[[Any], MainWindow], sample: Any) -> MainWindow:
    sample.backups.state = Backups(TODAY, NOON - timedelta(days=9), 3, (BackupPlace(STICK),))
    opened = window_of(sample)
    opened.navigation.places[Goal.BACKUPS].click()
    qtbot.waitUntil(lambda: len(opened.backups.list.entries) == 1)
    return opened


@pytest.fixture
def screen(window: MainWindow) -> BackupScreen:
    return window.backups


@pytest.mark.parametrize(
    ("days", "changes", "late"),
    [(7, 3, False), (8, 3, True), (8, 0, False), (1, 200, False), (1, 201, True), (None, 1, True)],
)
def test_seven_days_or_two_hundred_changes_are_late(
    days: int | None, changes: int, late: bool
) -> None:
    last = None if days is None else NOON - timedelta(days=days)
    assert Backups(TODAY, last, changes).late is late


def test_the_status_line_says_how_old_the_backup_is_in_red_once_it_is_late(
    qtbot: QtBot, window: MainWindow, sample: Any
) -> None:
    qtbot.waitUntil(lambda: window.status.words()[3] == "last backup 9 days ago")
    assert window.status._backup.property("tone") == "red"
    sample.backups.state = replace(sample.backups.state, last_verified=NOON)
    window.read_again()
    qtbot.waitUntil(lambda: window.status.words()[3] == "last backup today")
    assert window.status._backup.property("tone") == "plain"


def test_a_backup_is_made_aside_while_the_desk_can_be_used(
    qtbot: QtBot, window: MainWindow, screen: BackupScreen, sample: Any
) -> None:
    go_on = Event()
    sample.backups.step = lambda number: go_on.wait(5) if number == 3 else None
    screen.back_up.click()
    qtbot.waitUntil(lambda: screen.progress.bar.value() == 3)
    assert not screen.back_up.isEnabled()
    window.go_to(Goal.CASES)  # the database thread is free
    qtbot.waitUntil(window.case_list.isVisible)
    go_on.set()
    qtbot.waitUntil(window.notice.isVisible)
    assert window.notice.words.text() == "Backed up and read again."
    qtbot.waitUntil(lambda: window.status.words()[3] == "last backup today")


def test_a_backup_can_be_stopped(qtbot: QtBot, screen: BackupScreen, sample: Any) -> None:
    go_on = Event()
    sample.backups.step = lambda number: go_on.wait(5) if number == 3 else None
    screen.back_up.click()
    qtbot.waitUntil(lambda: screen.progress.bar.value() == 3)
    screen.progress.stop.click()
    go_on.set()
    qtbot.waitUntil(screen.alert.isVisible)
    assert screen.alert.lines() == Stopped().lines()
    assert ("done",) not in sample.backups.asked
    assert screen.back_up.isEnabled()


def test_a_backup_that_failed_is_said_in_three_lines(
    qtbot: QtBot, screen: BackupScreen, sample: Any
) -> None:
    sample.backups.refuse = NotSaved(reason="disk full")
    screen.back_up.click()
    qtbot.waitUntil(screen.alert.isVisible)
    assert screen.alert.lines() == sample.backups.refuse.lines()


def test_a_stick_that_is_not_in_takes_no_backup(
    qtbot: QtBot, window: MainWindow, screen: BackupScreen, sample: Any
) -> None:
    away = BackupPlace(STICK, present=False, last=NOON)
    sample.backups.state = replace(sample.backups.state, places=(away,))
    window.read_again()
    qtbot.waitUntil(lambda: screen.list.entries[0].word == "not there")
    assert not screen.back_up.isEnabled()
    assert not screen.check.isEnabled()


def test_a_place_says_what_else_is_to_be_known_of_its_backups(
    qtbot: QtBot, window: MainWindow, screen: BackupScreen, sample: Any
) -> None:
    told = BackupPlace(STICK, last=NOON, note="2 backups there are another desk's.")
    sample.backups.state = replace(sample.backups.state, places=(told,))
    window.read_again()
    qtbot.waitUntil(lambda: screen.list.entries[0].detail.endswith(f" · {told.note}"))


def test_a_place_is_added_and_used_no_more(qtbot: QtBot, screen: BackupScreen) -> None:
    screen.place_added.emit(Path("/media/other"))
    qtbot.waitUntil(lambda: len(screen.list.entries) == 2)
    screen.list.choose(STICK)
    screen.forget.click()
    qtbot.waitUntil(lambda: len(screen.list.entries) == 1)


def test_a_backup_that_is_due_is_made_before_the_window_closes(
    qtbot: QtBot, window: MainWindow, sample: Any
) -> None:
    sample.backups.due_at = STICK
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert sample.backups.asked == [("due", True), ("back up", STICK), ("done",)]


def test_the_backup_before_closing_can_be_skipped(
    qtbot: QtBot, window: MainWindow, sample: Any
) -> None:
    go_on = Event()
    sample.backups.step = lambda number: go_on.wait(5) if number == 3 else None
    sample.backups.due_at = STICK
    window.close()
    qtbot.waitUntil(lambda: window._leaving.dialog is not None)
    dialog = window._leaving.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.progress.bar.value() == 3)
    dialog.reject()
    go_on.set()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert ("done",) not in sample.backups.asked


def test_a_backup_that_fails_keeps_nobody_at_the_desk(
    qtbot: QtBot, window: MainWindow, sample: Any
) -> None:
    sample.backups.due_at, sample.backups.refuse = STICK, NotSaved(reason="disk full")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_the_evening_backup_is_made_quietly(qtbot: QtBot, window: MainWindow, sample: Any) -> None:
    sample.backups.due_at = STICK
    window._evening.look()
    qtbot.waitUntil(lambda: window.status.words()[3] == "last backup today")
    assert not window.notice.isVisible()
    assert sample.backups.asked[0] == ("due", False)


def test_a_backup_of_a_day_is_restored_into_a_new_folder(
    qtbot: QtBot, window: MainWindow, screen: BackupScreen, sample: Any
) -> None:
    form = screen.restore
    form.show_place(STICK)
    qtbot.waitUntil(lambda: form.which.count() == 2)
    assert form.which.itemText(0) == "2025-05-11 18:00 · changes: 20"
    form.which.setCurrentIndex(1)
    form.show_folder(Path("/new/desk"))
    assert not form.restore.isEnabled()
    form.passphrase.setText("五个 词")
    with qtbot.waitSignal(window.restored) as said:
        form.restore.click()
    assert said.args == [Path("/new/desk")]
    at = datetime(2025, 5, 10, 18, tzinfo=CHINA)
    assert sample.restoring.asked == [Restoring(STICK, at, Path("/new/desk"), "五个 词")]
    assert form.passphrase.text() == ""


def test_a_backup_that_cannot_be_restored_says_why_and_nothing_opens(
    qtbot: QtBot, window: MainWindow, screen: BackupScreen, sample: Any
) -> None:
    sample.restoring.refuse = NotSaved(reason="damaged")
    window.restored.connect(lambda folder: pytest.fail(str(folder)))
    form = screen.restore
    form.show_place(STICK)
    qtbot.waitUntil(lambda: form.which.count() == 2)
    form.show_folder(Path("/new/desk"))
    form.passphrase.setText("五个 词")
    form.restore.click()
    qtbot.waitUntil(form.alert.isVisible)
    assert form.alert.lines() == sample.restoring.refuse.lines()
