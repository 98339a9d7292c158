"""The parts of a case's page: reached with one key, and none larger than the smallest screen."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import DARK, LARGEST, Look
from mediatordesk.app.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, window_of: Callable[[Any], MainWindow], sample: Any) -> MainWindow:
    opened = window_of(sample)
    case_id = next(iter(sample.files))
    opened.open_case(case_id)
    qtbot.waitUntil(lambda: opened.page.case_id == case_id and opened.page.isVisible())
    return opened


def test_the_first_ten_parts_are_reached_with_alt_and_a_figure(
    qtbot: QtBot, window: MainWindow
) -> None:
    tabs = window.page.tabs
    for figure, at in ((6, 5), (1, 0), (0, 9), (8, 7)):
        key = Qt.Key(Qt.Key.Key_0 + figure)
        QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
        assert tabs.currentIndex() == at
    assert tabs.currentWidget() is window.page.file


@pytest.mark.parametrize("name", ["signing", "scans", "ways", "handover", "file"])
def test_each_part_fits_the_smallest_screen_in_the_largest_type(
    qtbot: QtBot, appearance: Appearance, window: MainWindow, name: str
) -> None:
    part = getattr(window.page, name)
    window.page.turn_to(part)
    qtbot.waitUntil(part.isVisible)
    appearance.change(Look(DARK, LARGEST))
    window.resize(1366, 728)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (1366, 728)
