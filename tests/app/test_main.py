"""The program on a real, encrypted desk: unlock, read, correct, close, and find it saved."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mediatordesk.actions.desks.desk import Desk, new_desk, open_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.files.files import PDF, keep_bytes
from mediatordesk.app.lock.people import Knock
from mediatordesk.app.looks.theme import DARK, LARGEST, Look
from mediatordesk.app.program import Program
from mediatordesk.app.window import MainWindow
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.papers import Paper
from mediatordesk.core.records import Record, added
from mediatordesk.keys.slot_file import Cost
from mediatordesk.keys.slots import WrongPassphrase
from mediatordesk.store import read_case_file

TYPED = "五个 不相干 的 词 a<b"
PLACES = Places.installed()
Pdf = Callable[[int], bytes]


@dataclass(frozen=True)
class Prepared:
    """A desk's folder and the case on it."""

    folder: Path
    case: Case


def records_of(file: CaseFile) -> Iterator[Record]:
    """Return the records of a file except its papers."""
    yield file.case
    for group in (file.parties, file.consents, file.sessions, file.agreements, file.clauses):
        yield from group
    yield from (*file.obligations, *file.periods)


def keep_paper(desk: Desk, paper: Paper, data: bytes) -> None:
    """Keep a paper with its PDF on the desk."""
    blob, op = keep_bytes(desk, paper.case_id, data, PDF)
    kept = replace(paper, pdf_sha256=blob.sha256, sealed_sha256="")
    desk.commit([op, added(kept)])


@pytest.fixture
def prepared(tmp_path: Path, labour_file: CaseFile, pdf: Pdf) -> Prepared:
    folder = tmp_path / "desk"
    office = Office(code="450405101", name="正阳村人民调解委员会", number_prefix="正阳")
    cheap = Cost(memory_kib=64, passes=1)
    desk = new_desk(
        folder,
        office,
        Operator(name="覃𬭎"),
        TYPED,
        places=PLACES,
        clock=Clock.computer(),
        cost=cheap,
    ).desk
    desk.commit([added(record) for record in records_of(labour_file)])
    keep_paper(desk, labour_file.papers[0], pdf(2))
    desk.close()
    return Prepared(folder, labour_file.case)


@pytest.fixture
def program(qtbot: QtBot, prepared: Prepared) -> Iterator[Program]:
    made = Program(prepared.folder, PLACES, Clock.computer())
    qtbot.addWidget(made.dialog)
    yield made
    made.close()


def unlocked(qtbot: QtBot, program: Program) -> MainWindow:
    """Return the window after the right passphrase, once its cases are listed."""
    program.unlock(Knock(TYPED))
    qtbot.waitUntil(lambda: program.window is not None)
    window = program.window
    assert window is not None
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: bool(window.case_list.table.cases.lines))
    return window


def test_a_wrong_passphrase_is_said_in_three_lines(qtbot: QtBot, program: Program) -> None:
    program.ask()
    program.dialog.form.field.setText("falsch")
    program.dialog.form.open_button.click()
    qtbot.waitUntil(program.dialog.alert.isVisible)
    assert program.dialog.alert.lines() == WrongPassphrase().lines()
    assert program.window is None


def test_a_folder_without_a_desk_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    program = Program(tmp_path / "没有", PLACES, Clock.computer())
    qtbot.addWidget(program.dialog)
    program.unlock(Knock(TYPED))
    qtbot.waitUntil(program.dialog.alert.isVisible)
    assert "没有" in program.dialog.alert.lines()[0]
    program.close()
    assert not (tmp_path / "没有").exists()


def test_a_text_corrected_in_the_window_is_on_the_desk_afterwards(
    qtbot: QtBot, program: Program, prepared: Prepared
) -> None:
    window = unlocked(qtbot, program)
    window.open_case(prepared.case.id)
    qtbot.waitUntil(window.page.isVisible)
    field = window.page.overview.facts
    field.edit.setPlainText("覃𬭎 与 O'Brien & Sons：a<b")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    program.close()
    desk = open_desk(prepared.folder, TYPED, places=PLACES, clock=Clock.computer())
    assert read_case_file(desk.store, prepared.case.id).case.facts == "覃𬭎 与 O'Brien & Sons：a<b"
    newest = desk.store.changes_of(prepared.case.id)[-1]
    assert newest.operator == desk.operator.id
    assert [cell.column for op in newest.ops for cell in op.cells] == ["facts"]
    desk.close()


def test_the_history_names_who_changed_what(
    qtbot: QtBot, program: Program, prepared: Prepared
) -> None:
    window = unlocked(qtbot, program)
    window.open_case(prepared.case.id)
    qtbot.waitUntil(window.page.isVisible)
    newest = window.page.history.entries[0]
    assert newest.word == "覃𬭎"
    assert newest.title == "Paper entered"


def test_a_paper_of_the_desk_is_previewed(
    qtbot: QtBot, program: Program, prepared: Prepared
) -> None:
    window = unlocked(qtbot, program)
    window.open_case(prepared.case.id)
    qtbot.waitUntil(window.page.isVisible)
    window.page.tabs.setCurrentWidget(window.page.papers)
    qtbot.waitUntil(lambda: window.page.papers.preview.document.pageCount() == 2)


def test_the_look_is_remembered_at_this_desk(
    qtbot: QtBot, program: Program, prepared: Prepared
) -> None:
    window = unlocked(qtbot, program)
    window.navigation.look_wanted.emit(Look(DARK, LARGEST))
    again = Program(prepared.folder, PLACES, Clock.computer())
    qtbot.addWidget(again.dialog)
    assert again.appearance.look == Look(DARK, LARGEST)
    again.close()
