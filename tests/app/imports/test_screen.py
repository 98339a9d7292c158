"""Imports: every row is seen before anything changes; all go in, or none."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from mediatordesk.app.asked.import_desk import ImportChoice, ImportKind, Planned, PlannedRow
from mediatordesk.app.imports.row_model import RowModel
from mediatordesk.app.imports.screen import ImportScreen
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.navigation import Goal
from mediatordesk.app.window import MainWindow

GOOD, BAD = Path("/x/购房人 a<b.xlsx"), Path("/x/bad.csv")


@pytest.fixture
def window(qtbot: QtBot, window_of: Callable[[Any], MainWindow], sample: Any) -> MainWindow:
    opened = window_of(sample)
    opened.navigation.places[Goal.IMPORTS].click()
    qtbot.waitUntil(lambda: opened.imports.imports.choosing.kind.count() == 2)
    return opened


@pytest.fixture
def screen(window: MainWindow) -> ImportScreen:
    return window.imports.imports


def look_at(qtbot: QtBot, screen: ImportScreen, path: Path) -> Planned:
    screen.choosing.take(path)
    qtbot.waitUntil(lambda: screen.planned is not None and screen.planned.choice.path == path)
    assert screen.planned is not None
    return screen.planned


def asked(sample: Any, what: str) -> list[Any]:
    return [rest for kind, *rest in sample.imports.asked if kind == what]


def test_a_good_table_is_shown_whole_with_its_warnings_and_then_imported(
    qtbot: QtBot, window: MainWindow, screen: ImportScreen, sample: Any
) -> None:
    sample.imports.case_id = next(iter(sample.files))
    planned = look_at(qtbot, screen, GOOD)
    assert screen.rows.rowCount() == 10
    assert [one.word for one in screen.warnings.entries] == ["look"]
    assert screen.state.text() == "can be imported"
    assert asked(sample, "apply") == []
    screen.apply.click()
    qtbot.waitUntil(lambda: asked(sample, "apply") == [[planned.choice]])
    qtbot.waitUntil(lambda: window.page.case_id == sample.imports.case_id)
    assert window.notice.words.text() == "Imported: 10 rows."
    assert screen.planned is None


def test_a_table_with_mistakes_shows_what_to_mend_and_cannot_be_imported(
    qtbot: QtBot, screen: ImportScreen, sample: Any
) -> None:
    look_at(qtbot, screen, BAD)
    assert not screen.apply.isEnabled()
    assert screen.state.text() == "to mend: 2"
    assert [row.number for row in screen.rows.rows] == [3, 5]
    assert screen.rows.index(0, 1).data() == "the check digit is wrong"
    red = screen.rows.index(0, 4).data(Qt.ItemDataRole.BackgroundRole)
    assert red is not None
    assert screen.rows.index(0, 3).data(Qt.ItemDataRole.BackgroundRole) is None
    screen.only_bad.click()
    assert screen.rows.rowCount() == 10
    screen.errors.click()
    qtbot.waitUntil(lambda: len(asked(sample, "errors")) == 1)


def test_people_go_into_a_case_opened_before_and_cases_do_not(
    qtbot: QtBot, window: MainWindow, screen: ImportScreen, sample: Any
) -> None:
    case_id = next(iter(sample.files))
    window.open_case(case_id)
    qtbot.waitUntil(lambda: window.page.case_id == case_id)
    window.go_to(Goal.IMPORTS)
    screen.choosing.into.choose(case_id)
    assert look_at(qtbot, screen, GOOD).choice.into == case_id
    screen.choosing.kind.setCurrentIndex(1)
    screen.choosing.kind.activated.emit(1)
    assert not screen.choosing.into.isEnabled()
    qtbot.waitUntil(lambda: asked(sample, "plan")[-1][0].kind.roster == "cases")
    assert asked(sample, "plan")[-1][0].into is None


@pytest.mark.parametrize(("name", "taken"), [("a.xlsx", True), ("a.CSV", True), ("a.pdf", False)])
def test_a_dropped_table_is_looked_at(
    qtbot: QtBot, screen: ImportScreen, sample: Any, name: str, taken: bool
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(f"/x/{name}")])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    screen.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, left, none))
    if taken:
        qtbot.waitUntil(lambda: bool(asked(sample, "plan")))
    else:
        qtbot.wait(60)
    assert [one[0].path.name for one in asked(sample, "plan")] == ([name] if taken else [])


def test_a_table_that_was_read_late_does_not_replace_another_one(
    qtbot: QtBot, screen: ImportScreen
) -> None:
    screen.choosing.take(BAD)
    screen.choosing.take(GOOD)
    qtbot.waitUntil(lambda: screen.planned is not None)
    assert screen.planned is not None
    assert screen.planned.choice.path == GOOD


def test_an_empty_table_is_saved(qtbot: QtBot, window: MainWindow, sample: Any) -> None:
    choosing = window.imports.imports.choosing
    kind = choosing.kind.itemData(0)
    choosing.sample_wanted.emit(kind, Path("/x/样表.xlsx"))
    qtbot.waitUntil(window.notice.isVisible)
    assert "样表.xlsx" in window.notice.words.text()


def test_two_rows_are_joined_and_parted_again(
    qtbot: QtBot, window: MainWindow, sample: Any
) -> None:
    page, screen = window.imports, window.imports.duplicates
    qtbot.waitUntil(lambda: page.tabs.tabText(1) == "Perhaps one person 1")
    page.tabs.setCurrentIndex(1)
    assert not screen.part.isEnabled()
    screen.join.click()
    qtbot.waitUntil(lambda: page.tabs.tabText(1) == "Perhaps one person 0")
    assert screen.list.entries[0].word == "joined"
    screen.part.click()
    qtbot.waitUntil(lambda: screen.list.entries[0].word == "perhaps")


def test_the_rows_keep_qts_rules(appearance: Appearance, qtmodeltester: ModelTester) -> None:
    kind = ImportKind("people", "buyers", "购房人名单")
    rows = (PlannedRow(2, ("覃𬭎",), {-1: "twice", 0: "rare"}), PlannedRow(3, ("a", "b", "c")))
    model = RowModel(appearance)
    model.show_plan(Planned(ImportChoice(GOOD, kind), ("姓名", "x"), rows), only_bad=False)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt's own
    assert model.index(0, 1).data() == "twice; rare"
    assert model.index(0, 3).data() == ""
