"""The exchange of a real desk in the real program: enrolled by file, a folder, a real centre."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mediatordesk.actions.desks.desk import new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.app.asked.exchange_desk import MailboxKind, NewMailbox, Reach
from mediatordesk.app.lock.people import Knock
from mediatordesk.app.navigation import Goal
from mediatordesk.app.program import Program
from mediatordesk.app.window import MainWindow
from mediatordesk.centre.inbox import Centre
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.records import added
from mediatordesk.keys.slot_file import Cost
from mediatordesk.sync.mailbox.folder import FolderMailbox

TYPED = "五个 不相干 的 词 a<b"
PLACES = Places.installed()
LONG = 40_000
"""Milliseconds: other tests run beside this one."""


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, oral_file: CaseFile) -> Iterator[Program]:
    office = Office(code="450405101", name="正阳村人民调解委员会", number_prefix="正阳")
    cheap = Cost(memory_kib=64, passes=1)
    made = new_desk(tmp_path / "desk", office, Operator(name="李秀兰"), TYPED,
                    places=PLACES, clock=Clock.computer(), cost=cheap)  # fmt: skip
    made.desk.commit([added(one) for one in (oral_file.case, *oral_file.parties)])
    made.desk.close()
    program = Program(tmp_path / "desk", PLACES, Clock.computer())
    qtbot.addWidget(program.dialog)
    yield program
    program.close()


@pytest.fixture
def window(qtbot: QtBot, program: Program) -> MainWindow:
    return entered(qtbot, program)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    where, name = tmp_path / "centre", "长洲区司法局 a<b"
    with closing(Centre.new(where, "450405", name, clock=Clock.computer())) as made:
        yield made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "U盘 a&b%20"
    folder.mkdir()
    return folder


def entered(qtbot: QtBot, program: Program) -> MainWindow:
    """Return the window of the desk, opened at the place for the exchange."""
    program.unlock(Knock(TYPED))
    qtbot.waitUntil(lambda: program.window is not None, timeout=LONG)
    window = program.window
    assert window is not None
    window.go_to(Goal.EXCHANGE)
    qtbot.waitUntil(lambda: bool(window.exchange.enrolment.words.labels[5].text()), timeout=LONG)
    return window


def enrol_by_file(qtbot: QtBot, window: MainWindow, centre: Centre, stick: Path) -> None:
    """Take the request to the centre on a stick, and bring its answer back."""
    request, answer = stick / "申请.mdq", stick / "答复.mdg"
    window.exchange.enrolment.request_named.emit(request, "")
    qtbot.waitUntil(request.is_file, timeout=LONG)
    answer.write_bytes(centre.enrol(request.read_bytes()).grant)
    window.exchange.enrolment.answer_chosen.emit(answer)
    qtbot.waitUntil(window.exchange.centre.isVisible, timeout=LONG)


def reaches(window: MainWindow) -> dict[Reach, int]:
    """Return how many cases stand on which step, as the screen says it."""
    chips = window.exchange.cases.steps.counts
    return {reach: int(chip.text().rsplit(" ", 1)[-1]) for reach, chip in chips.items()}


def test_a_desk_is_enrolled_by_file_and_its_case_comes_to_the_centre_by_a_stick(
    qtbot: QtBot, window: MainWindow, centre: Centre, stick: Path
) -> None:
    screen = window.exchange
    assert screen.going.text() == "no centre yet"
    assert window.status.exchange_words() == "offline, working normally"
    enrol_by_file(qtbot, window, centre, stick)
    assert screen.centre.name.text() == "长洲区司法局 a<b"
    assert not screen.enrolment.isVisible()
    qtbot.waitUntil(lambda: reaches(window)[Reach.SAVED] == 1, timeout=LONG)
    screen.mailboxes.form.wanted.emit(NewMailbox(MailboxKind.FOLDER, str(stick)))
    qtbot.waitUntil(lambda: reaches(window)[Reach.ON_ITS_WAY] == 1, timeout=LONG)
    [mailbox] = screen.mailboxes.list.entries
    assert mailbox.title == stick.name
    assert centre.receive(FolderMailbox(stick)).applied
    screen.exchange.click()
    qtbot.waitUntil(lambda: reaches(window)[Reach.APPLIED] == 1, timeout=LONG)
    qtbot.waitUntil(lambda: window.status.words()[2] == "everything was sent", timeout=LONG)
    qtbot.waitUntil(lambda: screen.figures.only_here.chip.text() == "all there", timeout=LONG)
    by_itself = "exchange goes by itself"
    qtbot.waitUntil(lambda: window.status.exchange_words() == by_itself, timeout=LONG)


def test_a_stick_that_is_not_in_is_no_trouble(
    qtbot: QtBot, window: MainWindow, centre: Centre, stick: Path
) -> None:
    enrol_by_file(qtbot, window, centre, stick)
    gone = stick.with_name("nicht da")
    window.exchange.mailboxes.form.wanted.emit(NewMailbox(MailboxKind.FOLDER, str(gone)))
    words = "offline, working normally"
    qtbot.waitUntil(lambda: window.exchange.going.text() == words, timeout=LONG)
    assert window.status.exchange_words() == words
    assert window.exchange.trouble.isHidden()
    shown = window.exchange.mailboxes.list
    qtbot.waitUntil(lambda: [entry.word for entry in shown.entries] == ["not there"], timeout=LONG)


def test_paused_nothing_is_sent_until_somebody_lets_it_go_on(
    qtbot: QtBot, program: Program, window: MainWindow, centre: Centre, stick: Path
) -> None:
    enrol_by_file(qtbot, window, centre, stick)
    window.exchange.pause.click()
    qtbot.waitUntil(lambda: window.status.exchange_words() == "exchange paused", timeout=LONG)
    window.exchange.mailboxes.form.wanted.emit(NewMailbox(MailboxKind.FOLDER, str(stick)))
    qtbot.waitUntil(lambda: bool(window.exchange.mailboxes.list.entries), timeout=LONG)
    assert not FolderMailbox(stick).names()
    program.lock()
    again = entered(qtbot, program)
    qtbot.waitUntil(lambda: again.status.exchange_words() == "exchange paused", timeout=LONG)
    assert not FolderMailbox(stick).names()
    again.exchange.pause.click()
    qtbot.waitUntil(lambda: bool(FolderMailbox(stick).names()), timeout=LONG)


def test_an_answer_for_another_desk_is_refused_in_three_lines(
    qtbot: QtBot, window: MainWindow, stick: Path
) -> None:
    answer = stick / "答复.mdg"
    answer.write_bytes(b"not a grant")
    window.exchange.enrolment.answer_chosen.emit(answer)
    qtbot.waitUntil(window.exchange.enrolment.alert.isVisible, timeout=LONG)
    happened, kept, _to_do = window.exchange.enrolment.alert.lines()
    assert happened == "The file is not this desk's enrolment, or it is damaged."
    assert kept == "The desk works on as before, with everything in it."
    assert window.exchange.going.text() == "no centre yet"
