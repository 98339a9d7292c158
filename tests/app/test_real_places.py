"""The places of the window on a real desk: files, a table of buyers, a backup and its restoring."""

import csv
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from mediatordesk.actions.backups.backups import back_up
from mediatordesk.actions.desks.desk import Desk, new_desk, open_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.app.asked.operator_desk import Newcomer
from mediatordesk.app.lock.people import Knock
from mediatordesk.app.navigation import Goal
from mediatordesk.app.program import Program
from mediatordesk.app.window import MainWindow
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.records import added
from mediatordesk.keys.slot_file import Cost
from mediatordesk.store import list_cases, read_case_file

TYPED = "五个 不相干 的 词 a<b"
PLACES = Places.installed()
LONG = 40_000
"""Milliseconds: a child process starts on a busy machine."""


@pytest.fixture
def folder(tmp_path: Path, oral_file: CaseFile) -> Path:
    where = tmp_path / "desk"
    office = Office(code="450405101", name="正阳村人民调解委员会", number_prefix="正阳")
    cheap = Cost(memory_kib=64, passes=1)
    made = new_desk(where, office, Operator(name="李秀兰"), TYPED,
                    places=PLACES, clock=Clock.computer(), cost=cheap)  # fmt: skip
    made.desk.commit([added(one) for one in (oral_file.case, *oral_file.parties)])
    made.desk.close()
    return where


@pytest.fixture
def program(qtbot: QtBot, folder: Path) -> Iterator[Program]:
    made = Program(folder, PLACES, Clock.computer())
    qtbot.addWidget(made.dialog)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, program: Program) -> MainWindow:
    program.unlock(Knock(TYPED))
    qtbot.waitUntil(lambda: program.window is not None, timeout=LONG)
    opened = program.window
    assert opened is not None
    qtbot.waitUntil(lambda: bool(opened.case_list.table.cases.lines), timeout=LONG)
    return opened


def reopened(folder: Path) -> Desk:
    return open_desk(folder, TYPED, places=PLACES, clock=Clock.computer())


def show_case(qtbot: QtBot, window: MainWindow, case_id: UUID) -> None:
    window.open_case(case_id)
    qtbot.waitUntil(window.page.isVisible, timeout=LONG)


def photo(path: Path) -> Path:
    out = BytesIO()
    Image.new("RGB", (2400, 1800), "#336699").save(out, "JPEG")
    path.write_bytes(out.getvalue())
    return path


def buyers(path: Path, *, wrong: bool) -> Path:
    """Write a table like that of the scenario: a flat sold twice, and perhaps a wrong number."""
    people = (
        ("1", "蓝国", "450322195505218752", "男", "18908425729", "北区1号", "111.03"),
        ("2", "陆勇", "450322196402126200", "女", "15269927676", "北区2号", "133.57"),
        ("3", "黎建燕", "450322195303297659", "男", "18959954139", "北区1号", "117.56"),
    )
    if wrong:
        people = (people[0], (*people[1][:2], "450322196402126201", *people[1][3:]), people[2])
    headings = (
        "序号",
        "类别",
        "姓名",
        "证件类型",
        "证件号码",
        "性别",
        "联系电话",
        "房号",
        "建筑面积",
    )
    rows = [(one[0], "购房户", one[1], "居民身份证", *one[2:]) for one in people]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def choose_buyers(qtbot: QtBot, window: MainWindow) -> None:
    window.go_to(Goal.IMPORTS)
    choosing = window.imports.imports.choosing
    qtbot.waitUntil(lambda: choosing.kind.count() > 2, timeout=LONG)
    kinds = [choosing.kind.itemData(at) for at in range(choosing.kind.count())]
    choosing.kind.setCurrentIndex(
        next(at for at, kind in enumerate(kinds) if "buyer" in kind.roster)
    )


def test_words_numbers_and_initials_find_a_case_and_say_why(
    qtbot: QtBot, window: MainWindow
) -> None:
    table = window.case_list.table.cases
    window.search.setText("没有")
    for words in ("晒场", "qh", "Nguyễn"):
        qtbot.waitUntil(lambda: table.rowCount() == 0, timeout=LONG)
        window.search.setText(words)
        qtbot.waitUntil(lambda: table.rowCount() == 1, timeout=LONG)
        window.search.setText("没有")
    window.search.setText("没有这个词")
    qtbot.waitUntil(lambda: table.rowCount() == 0, timeout=LONG)
    assert window.case_list.empty_words() == "Nothing was found for “没有这个词”."


def test_a_photo_is_added_shown_saved_and_voided_and_a_program_is_refused(
    qtbot: QtBot, window: MainWindow, folder: Path, oral_file: CaseFile, tmp_path: Path
) -> None:
    show_case(qtbot, window, oral_file.case.id)
    tab = window.page.materials
    window.page.tabs.setCurrentWidget(tab)
    qtbot.waitUntil(lambda: tab.adding.kind.count() > 3, timeout=LONG)
    trap = tmp_path / "发票.pdf"
    trap.write_bytes(b"MZ\x90\x00 this is a program")
    tab.adding.take([photo(tmp_path / "覃𬭎 a&b.jpg"), trap])
    qtbot.waitUntil(lambda: len(tab.list.entries) == 1, timeout=LONG)
    qtbot.waitUntil(lambda: any(one.word == "not added" for one in tab.outcomes.list.entries),
                    timeout=LONG)  # fmt: skip
    tab.list.choose(tab.list.entries[0].key)
    qtbot.waitUntil(tab.picture.isVisible, timeout=LONG)
    chosen = tab.chosen()
    assert chosen is not None
    copies = tmp_path / "U盘"
    copies.mkdir()
    tab.copy_wanted.emit(chosen, copies, False)
    qtbot.waitUntil(lambda: len(list(copies.iterdir())) == 1, timeout=LONG)
    tab.void_wanted.emit(chosen, "属于另一案件")
    qtbot.waitUntil(lambda: tab.list.entries == (), timeout=LONG)
    qtbot.waitUntil(lambda: "voided" in window.page.history.entries[0].title, timeout=LONG)


def test_a_table_of_buyers_is_seen_mended_and_imported_as_one_case(
    qtbot: QtBot, window: MainWindow, program: Program, folder: Path, tmp_path: Path
) -> None:
    choose_buyers(qtbot, window)
    screen = window.imports.imports
    screen.choosing.take(buyers(tmp_path / "购房人.csv", wrong=True))
    qtbot.waitUntil(lambda: screen.planned is not None, timeout=LONG)
    assert screen.state.text() == "to mend: 1"
    screen.errors.click()
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("购房人*.csv"))) == 2, timeout=LONG)
    screen.choosing.take(buyers(tmp_path / "购房人.csv", wrong=False))
    qtbot.waitUntil(screen.apply.isEnabled, timeout=LONG)
    assert any("北区1号" in one.title for one in screen.warnings.entries)
    screen.apply.click()
    qtbot.waitUntil(window.page.isVisible, timeout=LONG)
    case_id = window.page.case_id
    assert case_id is not None
    qtbot.waitUntil(lambda: len(window.page.parties.list.entries) == 3, timeout=LONG)
    program.close()
    desk = reopened(folder)
    assert [one.name for one in read_case_file(desk.store, case_id).parties] == [
        "蓝国",
        "陆勇",
        "黎建燕",
    ]
    assert len(list_cases(desk.store)) == 2
    desk.close()


def test_a_backup_is_made_and_becomes_a_desk_in_a_new_folder_that_opens(
    qtbot: QtBot, window: MainWindow, program: Program, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    window.go_to(Goal.BACKUPS)
    window.backups.place_added.emit(stick)
    qtbot.waitUntil(lambda: len(window.backups.list.entries) == 1, timeout=LONG)
    window.backups.list.choose(stick)
    window.backups.back_up.click()
    qtbot.waitUntil(lambda: window.backups.standing.only_here.number.text() == "0", timeout=LONG)
    qtbot.waitUntil(lambda: window.status.words()[3] == "last backup today", timeout=LONG)
    form = window.backups.restore
    form.show_place(stick)
    qtbot.waitUntil(lambda: form.which.count() == 1, timeout=LONG)
    form.show_folder(tmp_path / "恢复的工作台")
    form.passphrase.setText(TYPED)
    form.restore.click()
    qtbot.waitUntil(lambda: program.lock_screen is not None, timeout=LONG)
    program.unlock(Knock(TYPED))
    qtbot.waitUntil(lambda: program.window is not None, timeout=LONG)
    again = program.window
    assert again is not None
    qtbot.waitUntil(lambda: len(again.case_list.table.cases.lines) == 1, timeout=LONG)


def test_an_operator_is_added_and_opens_the_desk(
    qtbot: QtBot, window: MainWindow, program: Program, folder: Path
) -> None:
    window.go_to(Goal.OPERATORS)
    qtbot.waitUntil(lambda: len(window.operators.list.entries) == 1, timeout=LONG)
    newcomer = Newcomer("韦㛃", "调解员", "韦", "六个 词 e<f")
    window.operators.add_wanted.emit(newcomer)
    qtbot.waitUntil(lambda: len(window.operators.list.entries) == 2, timeout=LONG)
    program.close()
    desk = open_desk(folder, newcomer.passphrase, places=PLACES, clock=Clock.computer())
    assert desk.operator.name == "韦㛃"
    desk.close()


def test_a_caucus_note_is_read_here_and_by_nobody_else(
    qtbot: QtBot, window: MainWindow, program: Program, folder: Path, oral_file: CaseFile
) -> None:
    show_case(qtbot, window, oral_file.case.id)
    tab = window.page.notes
    window.page.tabs.setCurrentWidget(tab)
    tab.caucus_writing.edit.setPlainText("只对调解员说的话")
    tab.caucus_writing.enter.click()
    qtbot.waitUntil(lambda: [one.title for one in tab.caucus_notes.entries] == ["只对调解员说的话"],
                    timeout=LONG)  # fmt: skip
    assert not any("只对" in one.title + one.detail for one in window.page.history.entries)
    assert not any("只对" in one.title + one.detail for one in window.page.timeline.entries)


def test_a_lost_computer_s_desk_is_restored_on_a_new_one(
    qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    desk = reopened(folder)
    back_up(desk, stick)
    desk.close()
    program = Program(tmp_path / "没有", PLACES, Clock.computer())
    qtbot.addWidget(program.dialog)
    program.ask()
    program.dialog.restore.click()
    assert program.restoring is not None
    form = program.restoring.form
    form.show_place(stick)
    qtbot.waitUntil(lambda: form.which.count() == 1, timeout=LONG)
    form.show_folder(tmp_path / "新电脑")
    form.passphrase.setText(TYPED)
    form.restore.click()
    qtbot.waitUntil(lambda: not form.isVisible(), timeout=LONG)
    program.dialog.form.field.setText(TYPED)
    program.dialog.form.open_button.click()
    qtbot.waitUntil(lambda: program.window is not None, timeout=LONG)
    program.close()
