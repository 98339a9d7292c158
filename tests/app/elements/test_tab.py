"""The pack's fields on the page of a case, as a mediator fills them in."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mediatordesk.actions.cases.rows import RowOnPaper
from mediatordesk.app.asked.element_desk import ElementKey, Row
from mediatordesk.app.elements.box import ElementBox
from mediatordesk.app.elements.clicked_edits import YesNoEdit
from mediatordesk.app.elements.edits import LineEdit
from mediatordesk.app.elements.rows_box import RowsBox
from mediatordesk.app.elements.tab import ElementsTab
from mediatordesk.app.navigation import Goal
from mediatordesk.app.window import MainWindow
from mediatordesk.forms.errors import WrongEntry
from mediatordesk.store import NotSaved

PANEL = ("覃𬭎", "Nguyễn Văn Đức", "O'Brien a<b")
LOAN, RATE, LENT = ElementKey("is_loan"), ElementKey("rate"), ElementKey("lent_on")


@pytest.fixture
def window(qtbot: QtBot, window_of: Callable[[Any], MainWindow], sample: Any) -> MainWindow:
    parties = next(iter(sample.files.values())).parties
    sample.elements.parties = tuple(one.id for one in parties)
    opened = window_of(sample)
    show(qtbot, opened, sample, 0)
    return opened


@pytest.fixture
def tab(window: MainWindow) -> ElementsTab:
    return window.page.elements


def show(qtbot: QtBot, window: MainWindow, sample: Any, number: int) -> None:
    case_id = list(sample.files)[number]
    window.open_case(case_id)
    qtbot.waitUntil(lambda: window.page.case_id == case_id)
    window.page.tabs.setCurrentWidget(window.page.elements)
    qtbot.waitUntil(lambda: bool(window.page.elements.list.entries))


def box(tab: ElementsTab, part: str, key: ElementKey) -> ElementBox:
    tab.list.choose(part)
    found = tab.pages[part].boxes[key]
    assert isinstance(found, ElementBox)
    return found


def line(tab: ElementsTab, part: str, key: ElementKey) -> LineEdit:
    edit = box(tab, part, key).edit
    assert isinstance(edit, LineEdit)
    return edit


def table(tab: ElementsTab) -> RowsBox:
    tab.list.choose("调解")
    found = tab.pages["调解"].boxes[ElementKey("panel")]
    assert isinstance(found, RowsBox)
    return found


def test_fields_stand_by_section_and_under_the_name_of_each_party(tab: ElementsTab) -> None:
    titles = [one.title for one in tab.list.entries]
    assert titles == ["民间借贷要素", "登记", "调解", "苏美玲", "梧州市某塑料制品有限公司"]
    assert tab.list.entries[1].word == "1 needed"
    assert tab.list.entries[1].detail == "0 of 4"


def test_what_is_not_asked_is_hidden_until_it_is(
    qtbot: QtBot, tab: ElementsTab, sample: Any
) -> None:
    assert box(tab, "民间借贷要素", RATE).isHidden()
    loan = box(tab, "民间借贷要素", LOAN).edit
    assert isinstance(loan, YesNoEdit)
    loan.buttons["true"].click()
    qtbot.waitUntil(lambda: box(tab, "民间借贷要素", RATE).isVisible())
    assert sample.elements.answers == {LOAN: "true"}


def test_an_answer_that_is_no_longer_asked_stays_in_sight(
    qtbot: QtBot, tab: ElementsTab, window: MainWindow, sample: Any
) -> None:
    sample.elements.answers = {RATE: "5"}
    window.read_again()
    qtbot.waitUntil(lambda: box(tab, "民间借贷要素", RATE).isVisible())
    assert box(tab, "民间借贷要素", RATE).state.text() == "no longer asked"


def test_a_day_is_saved_as_it_is_kept_when_the_field_is_left(
    qtbot: QtBot, tab: ElementsTab, sample: Any
) -> None:
    lent = line(tab, "民间借贷要素", LENT)
    lent.window().activateWindow()
    lent.line.setFocus()
    qtbot.waitUntil(lent.line.hasFocus)
    lent.line.setText("2024年3月5日")
    lent.line.clearFocus()
    qtbot.waitUntil(lambda: sample.elements.answers == {LENT: "2024-03-05"})
    qtbot.waitUntil(lambda: lent.line.text() == "2024-03-05")
    assert box(tab, "民间借贷要素", LENT).state.text() == "saved"


def test_an_answer_of_a_party_is_saved_for_that_party(
    qtbot: QtBot, tab: ElementsTab, sample: Any
) -> None:
    worker = sample.elements.parties[0]
    tab.list.choose(worker)
    guardian = tab.pages[worker].boxes[ElementKey("guardian", worker)]
    assert isinstance(guardian, ElementBox)
    guardian.edit.show_text("韦㛃 a<b")
    guardian.flush()
    qtbot.waitUntil(lambda: sample.elements.answers == {ElementKey("guardian", worker): "韦㛃 a<b"})


def test_a_refusal_stands_beside_its_field_and_what_was_typed_stays(
    qtbot: QtBot, tab: ElementsTab, window: MainWindow, sample: Any
) -> None:
    sample.elements.refuse = WrongEntry(faults="提供借款日期: 不是日期")
    lent = line(tab, "民间借贷要素", LENT)
    lent.line.setText("明天")
    tab.list.choose("登记")
    window.go_to(Goal.CASES)
    refused = box(tab, "民间借贷要素", LENT)
    qtbot.waitUntil(refused.fault.isVisible)
    assert window.page.isVisible()
    assert tab.list.chosen_key() == "民间借贷要素"
    assert "提供借款日期: 不是日期" in refused.fault.text()
    assert lent.line.text() == "明天"
    sample.elements.refuse = None
    lent.line.setText("2024-03-05")
    window.go_to(Goal.CASES)
    qtbot.waitUntil(window.case_list.isVisible)
    assert sample.elements.answers == {LENT: "2024-03-05"}
    assert refused.fault.isHidden()


def test_leaving_the_case_saves_every_field_first(
    qtbot: QtBot, tab: ElementsTab, window: MainWindow, sample: Any
) -> None:
    line(tab, "民间借贷要素", LENT).line.setText("2024-03-05")
    line(tab, "登记", ElementKey("window")).line.setText("覃𬭎窗口")
    window.page.overview.facts.edit.setPlainText("还没有按保存")
    window.go_to(Goal.CASES)
    qtbot.waitUntil(window.case_list.isVisible)
    assert sample.elements.answers == {LENT: "2024-03-05", ElementKey("window"): "覃𬭎窗口"}
    assert sample.saved[-1][2] == "还没有按保存"


def test_a_change_from_elsewhere_does_not_overwrite_what_is_typed(
    qtbot: QtBot, tab: ElementsTab, window: MainWindow, sample: Any
) -> None:
    here = line(tab, "登记", ElementKey("window"))
    here.line.setText("正在写")
    sample.elements.answers = {ElementKey("window"): "别处的写法", LENT: "2024-01-01"}
    window.read_again()
    qtbot.waitUntil(lambda: line(tab, "民间借贷要素", LENT).line.text() == "2024-01-01")
    assert here.line.text() == "正在写"


def test_what_could_not_be_saved_comes_back_after_the_lock(
    qtbot: QtBot, tab: ElementsTab, window: MainWindow, sample: Any
) -> None:
    sample.elements.refuse = NotSaved(reason="disk full")
    line(tab, "登记", ElementKey("window")).line.setText("磁盘满了")
    window.flush()
    refused = box(tab, "登记", ElementKey("window"))
    qtbot.waitUntil(refused.fault.isVisible)
    unsaved, stand = window.unsaved, window.stand()
    assert unsaved is not None
    assert unsaved.text is None
    tab.start_over()
    window.go_back_to(stand, replace(unsaved))
    qtbot.waitUntil(lambda: "登记" in tab.pages)
    assert line(tab, "登记", ElementKey("window")).line.text() == "磁盘满了"
    assert window.page.unsaved


def test_a_row_is_added_and_changed_with_the_small_form(
    qtbot: QtBot, tab: ElementsTab, sample: Any
) -> None:
    rows = table(tab)
    assert rows.form.isHidden()
    rows.add.click()
    assert not rows.form.enter.isEnabled()
    assert rows.form.state.text() == "still missing: 姓名"
    rows.form.lines["name"].edit.show_text("覃𬭎")
    rows.form.lines["post"].edit.show_text("elderly")
    rows.form.enter.click()
    qtbot.waitUntil(lambda: [one.title for one in rows.list.entries] == ["覃𬭎"])
    assert rows.list.entries[0].detail == "职责 老年人"
    rows.list.choose(sample.elements.rows[0].id)
    rows.list.setFocus()
    QTest.keyClick(rows.list, Qt.Key.Key_Return)
    rows.form.lines["name"].edit.show_text("韦㛃")
    rows.form.enter.click()
    qtbot.waitUntil(lambda: [one.title for one in rows.list.entries] == ["韦㛃"])
    assert rows.form.isHidden()


def test_a_row_is_taken_out_and_put_back_with_one_click_each(
    qtbot: QtBot, tab: ElementsTab, sample: Any
) -> None:
    sample.elements.rows = [Row(f"{n:032x}", {"name": name}) for n, name in enumerate(PANEL)]
    rows = table(tab)
    show_again(tab)
    qtbot.waitUntil(lambda: len(rows.list.entries) == len(PANEL))
    assert not rows.take_out.isEnabled()
    assert rows.undo.isHidden()
    rows.list.choose(sample.elements.rows[1].id)
    rows.list.setFocus()
    QTest.keyClick(rows.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: titles(rows) == [PANEL[0], PANEL[2]])
    assert rows.undo.isVisible()
    rows.undo.click()
    qtbot.waitUntil(lambda: titles(rows) == list(PANEL))
    assert rows.undo.isHidden()


def test_why_a_row_was_not_taken_out_is_said_beside_its_table(
    qtbot: QtBot, tab: ElementsTab, sample: Any
) -> None:
    sample.elements.rows = [Row(f"{1:032x}", {"name": PANEL[0]})]
    rows = table(tab)
    show_again(tab)
    qtbot.waitUntil(lambda: titles(rows) == [PANEL[0]])
    rows.list.choose(sample.elements.rows[0].id)
    sample.elements.refuse = RowOnPaper(paper="人民调解记录")
    rows.take_out.click()
    qtbot.waitUntil(rows.alert.isVisible)
    assert "人民调解记录" in rows.alert.lines()[0]
    assert titles(rows) == [PANEL[0]]
    assert rows.take_out.isEnabled()


def show_again(tab: ElementsTab) -> None:
    window = tab.window()
    assert isinstance(window, MainWindow)
    window.read_again()


def titles(rows: RowsBox) -> list[str]:
    return [one.title for one in rows.list.entries]


def test_a_row_that_is_being_typed_is_kept_as_a_draft_and_comes_back(
    qtbot: QtBot, tab: ElementsTab, window: MainWindow, sample: Any
) -> None:
    rows = table(tab)
    rows.add.click()
    rows.form.lines["name"].edit.show_text("写了一半")
    window.go_to(Goal.CASES)
    qtbot.waitUntil(lambda: sample.elements.draft is not None)
    assert sample.elements.draft.answers["name"] == "写了一半"
    show(qtbot, window, sample, 1)
    assert not tab.pages.get("调解")
    show(qtbot, window, sample, 0)
    again = table(tab)
    assert again.form.isVisible()
    assert again.form.row().answers["name"] == "写了一半"
    again.form.leave.click()
    qtbot.waitUntil(lambda: sample.elements.draft is None)


def test_a_refused_row_stays_in_its_form(qtbot: QtBot, tab: ElementsTab, sample: Any) -> None:
    rows = table(tab)
    rows.add.click()
    rows.form.lines["name"].edit.show_text("覃𬭎")
    sample.elements.refuse = WrongEntry(faults="调解组: 1")
    rows.form.enter.click()
    qtbot.waitUntil(rows.form.alert.isVisible)
    assert rows.form.row() == Row("", {"name": "覃𬭎", "post": ""})
    assert rows.form.enter.isEnabled()
