"""The list of cases: filters, words for an empty list, keyboard."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mediatordesk.app.asked.case_questions import Counts, Found, Kept, Question
from mediatordesk.app.case_list.model import Column
from mediatordesk.app.case_list.screen import CaseListScreen
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import LARGEST, LIGHT, Look
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
COUNTS = Counts(TODAY, all=3, in_hand=2, late=1, closed=1)


@pytest.fixture
def screen(qtbot: QtBot, appearance: Appearance) -> CaseListScreen:
    made = CaseListScreen(appearance)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    made.show_found(Question(), Found(COUNTS, 0, LINES))
    return made


def test_a_filter_says_how_many_it_keeps_and_that_it_is_wanted(
    qtbot: QtBot, screen: CaseListScreen
) -> None:
    words = [one.text() for one in screen.findChildren(QPushButton) if one.isCheckable()]
    assert words == ["All 3", "In hand 2", "Late 1", "Closed 1"]
    late = next(one for one in screen.findChildren(QPushButton) if one.text() == "Late 1")
    with qtbot.waitSignal(screen.kept_chosen) as said:
        late.click()
    assert said.args == [Kept.LATE]


@pytest.mark.parametrize(
    ("question", "counts", "words"),
    [
        (Question(), Counts(TODAY), "There is no case on this desk yet."),
        (Question("a<b"), Counts(TODAY), "Nothing was found for “a<b”."),
        (Question(kept=Kept.LATE), Counts(TODAY, all=3), "There is no such case."),
        (Question("a<b", Kept.LATE), Counts(TODAY, all=3), "There is no such case."),
    ],
)
def test_an_empty_list_says_why(
    screen: CaseListScreen, question: Question, counts: Counts, words: str
) -> None:
    screen.show_found(question, Found(counts, 0, ()))
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


def test_the_chosen_case_stays_chosen_when_the_list_is_read_again(screen: CaseListScreen) -> None:
    screen.table.selectRow(1)
    screen.show_found(Question(), Found(COUNTS, 0, LINES[::-1]))
    assert screen.table.chosen_case() == LINES[1].id


def test_large_type_leaves_the_title_its_room(
    appearance: Appearance, screen: CaseListScreen
) -> None:
    assert not screen.table.isColumnHidden(Column.CHANGED)
    appearance.change(Look(LIGHT, LARGEST))
    screen.resize(900, 600)
    letter = screen.table.fontMetrics().horizontalAdvance("调")
    assert screen.table.isColumnHidden(Column.CHANGED)
    assert screen.table.columnWidth(Column.TITLE) >= 9 * letter
