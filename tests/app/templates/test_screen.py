"""The screen for forms, as a clerk uses it: choose, look, adopt, go back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mediatordesk.app.asked.template_desk import Changes, Remark, ShownForm, Weight, Which
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import DARK, LARGEST, Look
from mediatordesk.app.navigation import Goal
from mediatordesk.app.templates.screen import TemplateScreen
from mediatordesk.app.window import MainWindow
from mediatordesk.core.errors import DeskError

NOTICE, AGREEMENT = Which("people", "D05"), Which("people", "D17")
MINE = Path("/tmp/我的 form a<b.docx")  # noqa: S108 - it is never opened
FAULT = Remark(Weight.FAULT, "经办人：{{甲}}", "There is no field “甲”.", 2)
HINT = Remark(Weight.HINT, "", "A comment is not printed.", 3)
TODAY = date(2025, 5, 12)


class Damaged(DeskError):
    """For a test."""

    happened = "The file cannot be read."
    kept = "Nothing was changed."
    to_do = "Save it again."


@pytest.fixture
def window(window_of: Callable[[Any], MainWindow], sample: Any) -> MainWindow:
    return window_of(sample)


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow) -> TemplateScreen:
    """Return the screen with the first paper in sight."""
    window.navigation.places[Goal.FORMS].click()
    qtbot.waitUntil(lambda: pages(window.templates) == 3)
    return window.templates


def pages(screen: TemplateScreen) -> int:
    return screen.pages.preview.document.pageCount()


def look_at_mine(qtbot: QtBot, screen: TemplateScreen) -> None:
    screen.look_at(MINE)
    qtbot.waitUntil(lambda: pages(screen) == 5)


def asked(sample: Any, what: str) -> list[Any]:
    return [rest for kind, *rest in sample.templates.asked if kind == what]


def test_the_papers_of_a_pack_are_listed_and_the_first_is_shown_with_its_remarks(
    screen: TemplateScreen, window: MainWindow
) -> None:
    assert window.screens.currentWidget() is screen
    assert window.navigation.places[Goal.FORMS].isChecked()
    assert [entry.title for entry in screen.forms.list.entries] == [
        "人民调解受理通知书",
        "人民调解协议书",
    ]
    assert screen.remarks.state.text() == "can be used"
    assert screen.remarks.words().startswith("Nothing to mend")
    assert not screen.back.isEnabled()


def test_another_pack_is_chosen_from_the_menu(qtbot: QtBot, screen: TemplateScreen) -> None:
    screen.forms.packs.menu().actions()[1].trigger()
    [entry] = screen.forms.list.entries
    assert entry.key == Which("social-insurance", "D33")
    assert screen.forms.packs.text() == "社会保险费缴费争议"


def test_the_arrow_keys_walk_through_the_forms(
    qtbot: QtBot, screen: TemplateScreen, sample: Any
) -> None:
    QTest.keyClick(screen.forms.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: asked(sample, "shown") == [[NOTICE], [AGREEMENT]])


def test_a_form_opens_filled_with_examples_and_the_switch_shows_its_fields(
    qtbot: QtBot, screen: TemplateScreen
) -> None:
    fields, example = screen.pages.kinds.buttons()
    assert (pages(screen), example.isChecked()) == (3, True)
    fields.click()
    assert pages(screen) == 2
    example.click()
    assert pages(screen) == 3
    fields.click()
    look_at_mine(qtbot, screen)
    assert example.isChecked()


def test_a_form_that_cannot_be_filled_shows_its_fields(
    screen: TemplateScreen, pdf: Callable[[int], bytes]
) -> None:
    fields, _example = screen.pages.kinds.buttons()
    screen.pages.show_form(ShownForm(NOTICE, (FAULT,), pdf(4), b""))
    assert (pages(screen), fields.isChecked()) == (4, True)


def test_a_word_file_is_looked_at_before_it_is_used_and_may_be_put_away(
    qtbot: QtBot, screen: TemplateScreen, sample: Any
) -> None:
    look_at_mine(qtbot, screen)
    assert screen.decision.isVisible()
    assert "我的 form a<b.docx" in screen.decision.words()
    assert screen.decision.day.date() == QDate(2025, 5, 12)
    screen.decision.no.click()
    assert not screen.decision.isVisible()
    qtbot.waitUntil(lambda: pages(screen) == 3)
    assert asked(sample, "adopt") == []


def test_a_word_file_is_adopted_from_a_day_on_and_the_list_says_so(
    qtbot: QtBot, screen: TemplateScreen, sample: Any
) -> None:
    look_at_mine(qtbot, screen)
    screen.decision.day.setDate(QDate(2025, 6, 1))
    screen.decision.yes.click()
    qtbot.waitUntil(lambda: screen.forms.list.entries[0].word == "own form")
    [[chosen, day]] = asked(sample, "adopt")
    assert (chosen.which, chosen.name, day) == (NOTICE, MINE.name, date(2025, 6, 1))
    assert not screen.decision.isVisible()
    qtbot.waitUntil(lambda: pages(screen) == 3)
    assert screen.back.isEnabled()


def test_a_file_with_faults_cannot_be_adopted_and_says_what_to_mend(
    qtbot: QtBot, screen: TemplateScreen, sample: Any
) -> None:
    sample.templates.remarks = (HINT, FAULT)
    height = screen.window().height()
    look_at_mine(qtbot, screen)
    assert screen.window().height() == height
    assert not screen.decision.yes.isEnabled()
    assert not screen.decision.day.isVisible()
    assert not screen.decision.accept_changes.isVisible()
    assert "1" in screen.decision.words()
    assert [entry.word for entry in screen.remarks.list.entries] == ["mend", "may differ"]
    assert screen.remarks.list.entries[0].detail == "page 2 · “经办人：{{甲}}”"
    assert screen.remarks.state.text() == "to mend: 1"


def test_a_remark_leads_to_its_page(qtbot: QtBot, screen: TemplateScreen, sample: Any) -> None:
    sample.templates.remarks = (FAULT, HINT)
    look_at_mine(qtbot, screen)
    view = screen.pages.preview.view
    screen.remarks.list.choose(1)
    qtbot.waitUntil(lambda: view.pageNavigator().currentPage() == 2)
    screen.remarks.list.choose(0)
    qtbot.waitUntil(lambda: view.pageNavigator().currentPage() == 1)


def test_tracked_changes_can_be_accepted_on_the_spot(
    qtbot: QtBot, screen: TemplateScreen, sample: Any
) -> None:
    sample.templates.remarks, sample.templates.tracked = (FAULT,), True
    look_at_mine(qtbot, screen)
    assert screen.decision.accept_changes.isVisible()
    screen.decision.accept_changes.click()
    qtbot.waitUntil(screen.decision.yes.isEnabled)
    [[first], [second]] = asked(sample, "look")
    assert (first.changes, second.changes) == (Changes.REFUSE, Changes.ACCEPT)
    screen.decision.yes.click()
    qtbot.waitUntil(lambda: len(asked(sample, "adopt")) == 1)
    assert asked(sample, "adopt")[0][0].changes is Changes.ACCEPT


def test_going_back_to_the_standard_form_is_asked_first(
    qtbot: QtBot, screen: TemplateScreen, sample: Any
) -> None:
    look_at_mine(qtbot, screen)
    screen.decision.yes.click()
    qtbot.waitUntil(screen.back.isEnabled)
    screen.back.click()
    assert screen.decision.isVisible()
    assert asked(sample, "withdraw") == []
    screen.decision.yes.click()
    qtbot.waitUntil(lambda: screen.forms.list.entries[0].word == "standard")
    assert asked(sample, "withdraw") == [[NOTICE, TODAY]]
    assert not screen.back.isEnabled()


def test_an_error_is_said_and_the_form_in_force_is_shown_instead(
    qtbot: QtBot, screen: TemplateScreen, sample: Any
) -> None:
    look = sample.templates.look

    def damaged(_chosen: object) -> None:
        raise Damaged

    sample.templates.look = damaged
    screen.look_at(MINE)
    qtbot.waitUntil(screen.alert.isVisible)
    assert screen.alert.lines() == Damaged().lines()
    assert pages(screen) == 3
    sample.templates.look = look
    look_at_mine(qtbot, screen)
    assert not screen.alert.isVisible()


def test_what_is_read_again_does_not_put_the_looked_at_file_away(
    qtbot: QtBot, screen: TemplateScreen, window: MainWindow
) -> None:
    look_at_mine(qtbot, screen)
    window.read_again()
    qtbot.wait(50)
    assert screen.decision.isVisible()
    assert pages(screen) == 5


def test_another_paper_puts_the_looked_at_file_away(
    qtbot: QtBot, screen: TemplateScreen, sample: Any
) -> None:
    look_at_mine(qtbot, screen)
    screen.forms.list.choose(AGREEMENT)
    qtbot.waitUntil(lambda: pages(screen) == 3)
    assert not screen.decision.isVisible()


def test_a_file_that_was_looked_through_late_does_not_replace_another_paper(
    qtbot: QtBot, screen: TemplateScreen, sample: Any
) -> None:
    screen.look_at(MINE)
    screen.forms.list.choose(AGREEMENT)
    qtbot.waitUntil(lambda: asked(sample, "shown")[-1] == [AGREEMENT])
    qtbot.waitUntil(lambda: pages(screen) == 3)
    assert not screen.decision.isVisible()


@pytest.mark.parametrize(("name", "taken"), [("我的.docx", True), ("我的.pdf", False)])
def test_a_dropped_word_file_is_looked_at(
    qtbot: QtBot, screen: TemplateScreen, sample: Any, name: str, taken: bool
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(f"/somewhere/{name}")])
    left = Qt.MouseButton.LeftButton
    event = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, mime, left, Qt.KeyboardModifier.NoModifier
    )
    screen.dropEvent(event)
    if taken:
        qtbot.waitUntil(lambda: bool(asked(sample, "read")))
    else:
        qtbot.wait(100)
    read = [[Path(f"/somewhere/{name}")]] if taken else []
    assert asked(sample, "read") == read


def test_a_form_is_saved_as_word_and_says_where(
    qtbot: QtBot, screen: TemplateScreen, sample: Any
) -> None:
    screen.export_wanted.emit(NOTICE, Path("/somewhere/D05.docx"))
    qtbot.waitUntil(screen.saved.isVisible)
    assert "D05.docx" in screen.saved.text()
    assert asked(sample, "export") == [[NOTICE, Path("/somewhere/D05.docx")]]


def test_without_any_form_the_screen_says_so(qtbot: QtBot, window: MainWindow, sample: Any) -> None:
    sample.templates.papers = []
    window.navigation.places[Goal.FORMS].click()
    screen = window.templates
    words = screen.pages.preview.words
    qtbot.waitUntil(lambda: words() == "No forms are installed on this computer.")
    assert not any(one.isEnabled() for one in (screen.save, screen.choose, screen.back))


def test_no_button_is_cut_in_the_largest_type(
    qtbot: QtBot, screen: TemplateScreen, appearance: Appearance, window: MainWindow
) -> None:
    look_at_mine(qtbot, screen)
    appearance.change(Look(DARK, LARGEST))
    qtbot.wait(50)
    assert (window.width(), window.height()) <= (1366, 728)
    shown = [one for one in screen.findChildren(QPushButton) if one.isVisible()]
    assert shown
    assert [one.text() for one in shown if one.width() < one.sizeHint().width()] == []
