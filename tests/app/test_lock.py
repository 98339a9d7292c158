"""The lock on a real desk: what was typed is saved, nothing is in sight, all comes back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from mediatordesk.actions.desks.desk import new_desk, open_desk
from mediatordesk.actions.desks.operators import add_operator
from mediatordesk.actions.desks.places import Places
from mediatordesk.app.lock.lock_screen import LockScreen
from mediatordesk.app.lock.people import Knock
from mediatordesk.app.navigation import Goal
from mediatordesk.app.opened.desk import OpenedDesk
from mediatordesk.app.program import Program
from mediatordesk.app.window import MainWindow
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.clock import Clock
from mediatordesk.core.desk_events import DeskEvent, DeskEventKind
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.records import added
from mediatordesk.keys.slot_file import Cost
from mediatordesk.store import NotSaved, Store, read_case_file

TYPED, OTHERS = "五个 不相干 的 词 a<b", "另外 五个 词 c<d"
PLACES = Places.installed()
CHEAP = Cost(memory_kib=64, passes=1)
TITLE = "覃𬭎与O'Brien & Sons相邻关系纠纷"


@dataclass(frozen=True)
class Prepared:
    """A desk with a case and two operators."""

    folder: Path
    case_id: UUID
    mine: UUID
    theirs: UUID


@pytest.fixture
def prepared(tmp_path: Path, oral_file: CaseFile) -> Prepared:
    folder = tmp_path / "desk"
    office = Office(code="450405101", name="正阳村人民调解委员会", number_prefix="正阳")
    operator = Operator(name="李秀兰")
    clock = Clock.computer()
    desk = new_desk(folder, office, operator, TYPED, places=PLACES, clock=clock, cost=CHEAP).desk
    case = replace(oral_file.case, title=TITLE)
    desk.commit([added(one) for one in (case, *oral_file.parties)])
    theirs = add_operator(desk, "韦㛃", "", OTHERS, label="韦", cost=CHEAP)
    desk.close()
    return Prepared(folder, case.id, operator.id, theirs.id)


@pytest.fixture
def program(qtbot: QtBot, prepared: Prepared) -> Iterator[Program]:
    made = Program(prepared.folder, PLACES, Clock.computer())
    qtbot.addWidget(made.dialog)
    yield made
    made.close()


def opened(qtbot: QtBot, program: Program, knock: Knock) -> MainWindow:
    """Return the window once its cases are listed."""
    program.unlock(knock)
    qtbot.waitUntil(lambda: program.window is not None)
    window = program.window
    assert window is not None
    qtbot.waitUntil(lambda: bool(window.case_list.table.cases.lines))
    return window


def at_the_case(qtbot: QtBot, window: MainWindow, prepared: Prepared) -> None:
    window.open_case(prepared.case_id)
    qtbot.waitUntil(window.page.isVisible)


def locked(qtbot: QtBot, program: Program) -> LockScreen:
    """Lock the desk and wait until it is closed."""
    program.lock()
    screen = program.lock_screen
    assert screen is not None
    qtbot.waitUntil(lambda: screen.form.who.count() == 2)
    return screen


def events(prepared: Prepared, typed: str = TYPED) -> list[DeskEvent]:
    desk = open_desk(prepared.folder, typed, places=PLACES, clock=Clock.computer())
    found = list(desk.store.all(DeskEvent))
    desk.close()
    return found


def test_who_opens_is_chosen_from_labels_and_no_name_is_told(
    qtbot: QtBot, program: Program
) -> None:
    program.ask()
    who = program.dialog.form.who
    qtbot.waitUntil(lambda: who.count() == 2)
    shown = {who.itemText(at) for at in range(2)}
    assert "韦" in shown
    assert not shown & {"李秀兰", "韦㛃"}


def test_nothing_of_any_case_is_in_sight_while_the_desk_is_locked(
    qtbot: QtBot, program: Program, prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(qtbot, program, Knock(TYPED))
    at_the_case(qtbot, window, prepared)
    closed: list[OpenedDesk] = []
    close = OpenedDesk.close

    def watched(desk: OpenedDesk) -> None:
        close(desk)
        closed.append(desk)

    monkeypatch.setattr(OpenedDesk, "close", watched)
    screen = locked(qtbot, program)
    assert program.window is None
    qtbot.waitUntil(lambda: not isValid(window))
    assert len(closed) == 1
    texts = [one.text() for one in screen.findChildren(QLabel)]
    texts += [one.text() for one in screen.findChildren(QLineEdit)]
    texts += [screen.windowTitle(), screen.accessibleName()]
    for told in (TITLE, "覃", "O'Brien", "李秀兰", "正阳"):
        assert not any(told in text for text in texts)


def test_what_was_typed_is_saved_before_the_lock_and_the_place_is_the_same_after_it(
    qtbot: QtBot, program: Program, prepared: Prepared
) -> None:
    window = opened(qtbot, program, Knock(TYPED))
    at_the_case(qtbot, window, prepared)
    window.page.overview.facts.edit.setPlainText("还没有保存 a<b")
    window.page.tabs.setCurrentWidget(window.page.notes)
    window.page.notes.caucus_writing.edit.setPlainText("背对背，写了一半")
    locked(qtbot, program)
    again = opened(qtbot, program, Knock(TYPED))
    assert again is not window
    qtbot.waitUntil(again.page.isVisible)
    assert again.page.tabs.currentWidget() is again.page.notes
    assert again.page.overview.facts.edit.toPlainText() == "还没有保存 a<b"
    qtbot.waitUntil(
        lambda: again.page.notes.caucus_writing.edit.toPlainText() == "背对背，写了一半"
    )
    assert list(again.navigation.recent().values()) == [TITLE]
    program.close()
    desk = open_desk(prepared.folder, TYPED, places=PLACES, clock=Clock.computer())
    assert read_case_file(desk.store, prepared.case_id).case.facts == "还没有保存 a<b"
    desk.close()


def test_a_text_that_could_not_be_saved_is_there_again_for_its_writer_only(
    qtbot: QtBot, program: Program, prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(qtbot, program, Knock(TYPED))
    at_the_case(qtbot, window, prepared)
    window.page.overview.facts.edit.setPlainText("磁盘满了")

    def full(*_args: object) -> None:
        raise NotSaved(reason="disk full")

    monkeypatch.setattr(Store, "commit", full)
    locked(qtbot, program)
    qtbot.waitUntil(lambda: program._unsaved is not None)
    monkeypatch.undo()
    theirs = opened(qtbot, program, Knock(OTHERS, prepared.theirs))
    qtbot.waitUntil(theirs.page.isVisible)
    assert "磁盘满了" not in theirs.page.overview.facts.edit.toPlainText()
    locked(qtbot, program)
    mine = opened(qtbot, program, Knock(TYPED, prepared.mine))
    qtbot.waitUntil(lambda: mine.page.overview.facts.edit.toPlainText() == "磁盘满了")
    assert mine.page.unsaved


def test_another_operator_goes_on_and_the_hand_over_is_said_and_logged(
    qtbot: QtBot, program: Program, prepared: Prepared
) -> None:
    opened(qtbot, program, Knock(TYPED)).go_to(Goal.OPERATORS)
    screen = locked(qtbot, program)
    screen.form.who.choose(prepared.theirs)
    screen.form.field.setText(OTHERS)
    QTest.keyClick(screen.form.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window is not None)
    window = program.window
    assert window is not None
    qtbot.waitUntil(window.notice.isVisible)
    assert "韦㛃" in window.notice.words.text()
    assert window.screens.currentWidget() is window.operators
    qtbot.waitUntil(lambda: window.status.words()[0] == "韦㛃")
    program.close()
    handed = [one for one in events(prepared) if one.kind is DeskEventKind.HANDED_OVER]
    assert [one.about for one in handed] == [prepared.mine]


def test_coming_back_oneself_is_no_hand_over(
    qtbot: QtBot, program: Program, prepared: Prepared
) -> None:
    opened(qtbot, program, Knock(TYPED))
    locked(qtbot, program)
    opened(qtbot, program, Knock(TYPED, prepared.mine))
    program.close()
    assert not [one for one in events(prepared) if one.kind is DeskEventKind.HANDED_OVER]


def test_wrong_guesses_at_the_lock_are_waited_out_and_then_it_opens(
    qtbot: QtBot, program: Program
) -> None:
    opened(qtbot, program, Knock(TYPED))
    screen = locked(qtbot, program)
    for _times in range(4):
        program.unlock(Knock("falsch"))
    qtbot.waitUntil(screen.form.pause.isVisible)
    assert not screen.form.open_button.isEnabled()
    assert program.window is None
    qtbot.waitUntil(screen.form.open_button.isEnabled)
    screen.form.field.setText(TYPED)
    screen.form.open_button.click()
    qtbot.waitUntil(lambda: program.window is not None)


def test_five_minutes_without_input_lock_the_desk_and_the_minutes_are_kept(
    qtbot: QtBot, program: Program, prepared: Prepared
) -> None:
    window = opened(qtbot, program, Knock(TYPED))
    assert program.idle.minutes == 5
    window.operators.own.minutes_wanted.emit(10)
    program.idle.idled.emit()
    assert program.lock_screen is not None
    again = Program(prepared.folder, PLACES, Clock.computer())
    qtbot.addWidget(again.dialog)
    assert again.idle.minutes == 10
    again.close()


def test_leaving_at_the_lock_screen_leaves_the_program(qtbot: QtBot, program: Program) -> None:
    opened(qtbot, program, Knock(TYPED))
    screen = locked(qtbot, program)
    with qtbot.waitSignal(program.left):
        screen.form.leave_button.click()


def test_closing_the_window_leaves_the_program(qtbot: QtBot, program: Program) -> None:
    window = opened(qtbot, program, Knock(TYPED))
    with qtbot.waitSignal(program.left):
        window.close()
