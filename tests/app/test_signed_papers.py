"""From the agreement to the packet, through the window on a real desk."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mediatordesk.actions.desks.desk import open_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.files.files import add_files
from mediatordesk.actions.papers.papers import make_paper
from mediatordesk.app.lock.people import Knock
from mediatordesk.app.program import Program
from mediatordesk.app.signing.pad import SignaturePad
from mediatordesk.app.window import MainWindow
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.packets import verify
from mediatordesk.signing import committee_seal, make_test_certificate
from mediatordesk.store import read_case_file
from tests.actions.procedure_cases import INTAKE, Played, registered
from tests.actions.template_desks import PASSPHRASE, PLACES

DAY, NOW = "2025-05-12", datetime(2025, 5, 12, 10, tzinfo=CHINA)
LONG = 120_000
"""Milliseconds: papers are set and scans are read on a busy machine."""
WORKER, FIRM = "覃𬭎", "O'Brien & Sons"
AGREEMENT = {
    "agreed_on": DAY,
    "clauses": [
        {"kind": "payment", "text": "公司支付100.00元，不迟于2025年6月2日（含当日）付清"},
        {"text": "债务人不履行或者不适当履行义务时，愿意接受人民法院强制执行"},
    ],
    "obligations": [
        {"obligor": FIRM, "obligee": WORKER, "amount": "100.00", "due_on": "2025-06-02"}
    ],
}


@pytest.fixture
def played(tmp_path: Path) -> Played:
    """Return a case whose parties have just agreed; its agreement is made, nothing is signed."""
    made = registered(tmp_path / "desk", parties=INTAKE["parties"][:2], dispute_type="99")
    made.do("2025-04-07", "accept", {})
    made.do(DAY, "agree", AGREEMENT)
    return made


def opened(qtbot: QtBot, program: Program, case_id: UUID) -> MainWindow:
    program.unlock(Knock(PASSPHRASE))
    qtbot.waitUntil(lambda: program.window is not None, timeout=LONG)
    window = program.window
    assert window is not None
    window.open_case(case_id)
    qtbot.waitUntil(lambda: window.page.case_id == case_id, timeout=LONG)
    return window


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    made = Program(tmp_path / "desk", Places.installed(), Clock.typed(NOW))
    qtbot.addWidget(made.dialog)
    yield made
    made.close()


def draw(pad: SignaturePad) -> None:
    """Draw two strokes of a name with the mouse."""
    left = Qt.MouseButton.LeftButton
    for x in (30, 90):
        QTest.mousePress(pad, left, pos=QPoint(x, 40))
        for step in range(1, 9):
            QTest.mouseMove(pad, QPoint(x + 4 * step, 40 + 7 * step))
        QTest.mouseRelease(pad, left, pos=QPoint(x + 40, 100))


def sign_all(qtbot: QtBot, window: MainWindow, seal: Path) -> None:
    """Let everybody sign the chosen paper, one after the other."""
    tab = window.page.signing
    while (signed := tab.chosen()) and signed.missing:
        signer = tab.signer()
        assert signer is not None
        if signer.agrees is None:
            tab.sign.consent.agree.click()
            qtbot.waitUntil(tab.sign.pad.isVisible, timeout=LONG)
        if signer.key == "committee_seal":
            tab.sign.show_picture(seal)
        else:
            draw(tab.sign.pad)
        if signer.wants_seal:
            tab.sign.show_stamp(seal)
        tab.sign.read_aloud.setChecked(signer.party is not None)
        tab.sign.done.click()
        qtbot.waitUntil(partial(_is_done, window, signer.key), timeout=LONG)


def _is_done(window: MainWindow, key: str) -> bool:
    signed = window.page.signing.chosen()
    return signed is not None and all(one.key != key or not one.is_open for one in signed.signers)


def hand_in(played: Played, picture: Path) -> None:
    """Hand in what a notary asks for of a person and a firm."""
    kinds = (("identity", 0), ("business_licence", 1), ("representative_certificate", 1))
    for kind, party in kinds:
        file = played.file
        add_files(played.on(DAY), file, [picture], kind, file.parties[party])


def export(qtbot: QtBot, window: MainWindow, way: str, to: Path) -> None:
    """Make the packet for a way out."""
    tab = window.page.handover
    window.page.turn_to(tab)
    qtbot.waitUntil(lambda: any(one.title == way for one in tab.list.entries), timeout=LONG)
    tab.list.choose(next(one.key for one in tab.list.entries if one.title == way))
    qtbot.waitUntil(tab.export.export.isEnabled, timeout=LONG)
    tab.export.receiver.setText("梧州市长洲区公证处")
    tab.export.take(to)
    qtbot.waitUntil(tab.handed.checksum.isVisible, timeout=LONG)


def test_an_agreement_is_made_signed_by_all_sealed_and_handed_over(
    qtbot: QtBot, played: Played, program: Program, tmp_path: Path
) -> None:
    case_id, seal = played.case.id, tmp_path / "印章.png"
    seal.write_bytes(
        committee_seal("正阳村人民调解委员会", PLACES.fonts / "LXGWWenKai-Regular.ttf")
    )
    hand_in(played, seal)
    played.desk.close()
    issued = datetime(2025, 1, 1, tzinfo=CHINA)
    certificate = make_test_certificate("正阳", "正阳村人民调解委员会", now=issued)
    (tmp_path / "调委会.p12").write_bytes(certificate.data)
    window = opened(qtbot, program, case_id)
    tab = window.page.signing
    window.page.turn_to(tab)
    qtbot.waitUntil(lambda: tab.making.paper.count() > 1, timeout=LONG)
    tab.making.paper.choose("D17")
    tab.making.make.click()
    qtbot.waitUntil(lambda: len(tab.list.entries) == 1, timeout=LONG)
    sign_all(qtbot, window, seal)
    assert "In force since 2025-05-12" in tab.effect.text()
    assert [one.word for one in tab.places.entries] == ["signed"] * 5
    assert "paper read aloud" in tab.log.text()
    tab.seal.take(tmp_path / "调委会.p12")
    tab.seal.passphrase.setText("falsch")
    tab.seal.seal.click()
    qtbot.waitUntil(tab.seal.alert.isVisible, timeout=LONG)
    tab.seal.passphrase.setText(certificate.passphrase)
    tab.seal.seal.click()
    qtbot.waitUntil(lambda: "unbroken" in tab.seal.worth.text(), timeout=LONG)
    assert tab.list.entries[0].word == "sealed"
    packet = tmp_path / "公证 a&b.zip"
    export(qtbot, window, "赋强公证", packet)
    shown = window.page.handover.handed.checksum.text()
    assert verify(packet.read_bytes(), expected="".join(shown.split())).ok
    program.close()
    desk = open_desk(tmp_path / "desk", PASSPHRASE, places=PLACES, clock=Clock.typed(NOW))
    file = read_case_file(desk.store, case_id)
    assert all(one.strokes_sha256 for one in file.signatures if one.party_id)
    assert next(one.device for one in file.signatures).startswith("mouse")
    desk.close()


def test_signed_scans_are_filed_and_the_file_is_bound_and_saved(
    qtbot: QtBot, played: Played, program: Program, tmp_path: Path
) -> None:
    case_id = played.case.id
    made = make_paper(played.on(DAY), played.file, "D17", about=played.file.agreements[0].id)
    played.desk.close()
    scans = []
    for number, page in enumerate(pypdfium2.PdfDocument(made.pdf), 1):
        scans.append(tmp_path / f"扫描 a&b {number}.jpg")
        page.render(scale=200 / 72).to_pil().save(scans[-1], quality=85, dpi=(200, 200))
    window = opened(qtbot, program, case_id)
    tab = window.page.scans
    window.page.turn_to(tab)
    tab.take(scans[:1])
    qtbot.waitUntil(lambda: bool(tab.list.entries), timeout=LONG)
    assert [one.word for one in tab.list.entries] == ["page missing", "fits"]
    tab.take(scans[1:])
    qtbot.waitUntil(lambda: len(tab.papers) == 1, timeout=LONG)
    tab.papers[0].everybody.line.setText("2025.5.12")
    tab.checked.setChecked(True)
    tab.file.click()
    qtbot.waitUntil(lambda: "人民调解协议书" in tab.hint.text(), timeout=LONG)
    signing = window.page.signing
    window.page.turn_to(signing)
    qtbot.waitUntil(lambda: bool(signing.places.entries), timeout=LONG)
    assert {one.word for one in signing.places.entries} == {"signed"}
    assert "In force since 2025-05-12" in signing.effect.text()
    page = window.page.file
    window.page.turn_to(page)
    qtbot.waitUntil(page.bind.isEnabled, timeout=LONG)
    page.bind.click()
    qtbot.waitUntil(page.copy.isVisible, timeout=LONG)
    bound = tmp_path / "卷宗 a&b.pdf"
    page.copy_wanted.emit(bound)
    qtbot.waitUntil(bound.is_file, timeout=LONG)
    assert len(pypdfium2.PdfDocument(bound.read_bytes())) > made.paper.pages
