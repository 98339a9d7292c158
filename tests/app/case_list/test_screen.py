"""The list of cases: filters, words for an empty list, keyboard."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mediatordesk.app.appearance import Appearance
from mediatordesk.app.case_list.model import Column
from mediatordesk.app.case_list.screen import CaseListScreen
from mediatordesk.app.theme import LARGEST, LIGHT, Look
from mediatordesk.core.cases import CaseStatus
from mediatordesk.store.case_lists import CaseLine

TODAY = date(2025, 5, 12)
LINES = tuple(
    CaseLine(uuid4(), f"（2025）正阳人调字第{n}号", title, status, TODAY, due, None)
    for n, (title, status, due) in enumerate(
        (
            ("覃𬭎", CaseStatus.ACCEPTED, date(2025, 5, 10)),
            ("韦㛃", CaseStatus.AGREED, date(2025, 6, 3)),
            ("O'Brien & Sons", CaseStatus.ARCHIVED, None),
        ),
        start=1,
    )
)


def titles(screen: CaseListScreen) -> list[str]:
    return [line.title for line in screen.table.cases.lines]


def press(screen: CaseListScreen, word: str) -> None:
    button = next(one for one in screen.findChildren(QPushButton) if one.text() == word)
    button.click()


@pytest.fixture
def screen(qtbot: QtBot, appearance: Appearance) -> CaseListScreen:
    made = CaseListScreen(appearance)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    made.show_cases(LINES, TODAY, "")
    return made


@pytest.mark.parametrize(
    ("word", "kept"),
    [
        ("All 3", ["覃𬭎", "韦㛃", "O'Brien & Sons"]),
        ("In hand 2", ["覃𬭎", "韦㛃"]),
        ("Late 1", ["覃𬭎"]),
        ("Closed 1", ["O'Brien & Sons"]),
    ],
)
def test_a_filter_says_how_many_and_keeps_them(
    screen: CaseListScreen, word: str, kept: list[str]
) -> None:
    press(screen, word)
    assert titles(screen) == kept


def test_the_filter_stays_when_the_cases_are_read_again(screen: CaseListScreen) -> None:
    press(screen, "Late 1")
    late = replace(LINES[1], next_due=date(2025, 5, 1))
    screen.show_cases((LINES[0], late), TODAY, "")
    assert titles(screen) == ["覃𬭎", "韦㛃"]


@pytest.mark.parametrize(
    ("lines", "find", "words"),
    [
        ((), "", "There is no case on this desk yet."),
        ((), "a<b", "Nothing was found for “a<b”."),
    ],
)
def test_an_empty_list_says_why(
    screen: CaseListScreen, lines: Sequence[CaseLine], find: str, words: str
) -> None:
    screen.show_cases(lines, TODAY, find)
    assert screen.empty_words() == words
    assert not screen.table.isVisible()


def test_enter_opens_the_chosen_case(qtbot: QtBot, screen: CaseListScreen) -> None:
    opened: list[UUID] = []
    screen.opened.connect(opened.append)
    QTest.keyClick(screen.table, Qt.Key.Key_Down)
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    assert opened == [LINES[1].id]


def test_one_click_opens_a_case_once(qtbot: QtBot, screen: CaseListScreen) -> None:
    opened: list[UUID] = []
    screen.opened.connect(opened.append)
    place = screen.table.visualRect(screen.table.cases.index(2, Column.TITLE)).center()
    QTest.mouseClick(screen.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [LINES[2].id]


def test_large_type_leaves_the_title_its_room(
    appearance: Appearance, screen: CaseListScreen
) -> None:
    assert not screen.table.isColumnHidden(Column.CHANGED)
    appearance.change(Look(LIGHT, LARGEST))
    screen.resize(900, 600)
    letter = screen.table.fontMetrics().horizontalAdvance("调")
    assert screen.table.isColumnHidden(Column.CHANGED)
    assert screen.table.columnWidth(Column.TITLE) >= 9 * letter
