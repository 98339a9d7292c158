"""Signing on the page of a case, as a mediator and those who sign see it."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mediatordesk.app.asked.signing_desk import Certificate
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.signing.pad import SignaturePad
from mediatordesk.app.signing.tab import SigningTab
from mediatordesk.app.window import MainWindow
from tests.app.sample_papers import AGREEMENT, CHILD, SampleSigning
from tests.app.sample_places import Refused


@pytest.fixture
def window(qtbot: QtBot, window_of: Callable[[Any], MainWindow], sample: Any) -> MainWindow:
    opened = window_of(sample)
    case_id = next(iter(sample.files))
    opened.open_case(case_id)
    qtbot.waitUntil(lambda: opened.page.case_id == case_id)
    return opened


@pytest.fixture
def desk(sample: Any) -> SampleSigning:
    made: SampleSigning = sample.signing
    return made


@pytest.fixture
def tab(qtbot: QtBot, window: MainWindow) -> SigningTab:
    window.page.turn_to(window.page.signing)
    qtbot.waitUntil(lambda: bool(window.page.signing.places.entries))
    return window.page.signing


def draw(pad: SignaturePad) -> None:
    """Draw one stroke with the mouse."""
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(pad, left, pos=QPoint(20, 40))
    for x in range(30, 120, 10):
        QTest.mouseMove(pad, QPoint(x, 40 + x // 3))
    QTest.mouseRelease(pad, left, pos=QPoint(120, 60))


def agree(qtbot: QtBot, tab: SigningTab) -> None:
    tab.sign.consent.agree.click()
    qtbot.waitUntil(tab.sign.pad.isVisible)


def given_of(desk: SampleSigning) -> Any:
    return next(asked[2] for asked in desk.asked if asked[0] == "sign")


def test_papers_say_who_is_missing_and_places_for_whom_somebody_signs(tab: SigningTab) -> None:
    (paper,) = tab.list.entries
    assert "Nguyễn Văn a<b、O'Brien & Sons" in paper.detail
    guardian, firm, _seal = tab.places.entries
    assert (guardian.word, guardian.tone, guardian.detail) == ("missing", Tone.RED, "for 覃𬭎")
    assert firm.title == "O'Brien & Sons"
    assert "last signature" in tab.effect.text()


def test_whether_strokes_are_kept_is_asked_apart_and_no_is_fine(
    qtbot: QtBot, tab: SigningTab, desk: SampleSigning
) -> None:
    assert tab.sign.pad.isHidden()
    tab.sign.consent.decline.click()
    qtbot.waitUntil(tab.sign.pad.isVisible)
    assert ("consent", CHILD, False) in desk.asked
    assert tab.sign.stamp.isHidden()
    assert "only the picture" in tab.sign.consent.words.text()
    assert tab.sign.consent.agree.isVisible()


def test_a_signature_is_drawn_with_its_times_device_and_what_was_seen_to(
    qtbot: QtBot, tab: SigningTab, desk: SampleSigning
) -> None:
    agree(qtbot, tab)
    assert not tab.sign.done.isEnabled()
    draw(tab.sign.pad)
    tab.sign.read_aloud.setChecked(True)
    tab.sign.done.click()
    qtbot.waitUntil(lambda: tab.places.entries[0].word == "signed")
    given = given_of(desk)
    (stroke,) = given.strokes
    assert len(stroke) > 5
    assert all(before[2] <= after[2] for before, after in pairwise(stroke))
    assert stroke[0][:2] == (20.0, 40.0)
    assert given.device.startswith("mouse")
    assert (given.key, given.read_aloud, given.present) == ("91", True, False)
    signer = tab.signer()
    assert signer is not None
    assert signer.key == "92"
    assert tab.sign.pad.strokes == ()


def test_a_finger_draws_too(qtbot: QtBot, appearance: Any) -> None:
    pad = SignaturePad(appearance)
    qtbot.addWidget(pad)
    pad.resize(300, 150)
    pad.show()
    finger = QTest.createTouchDevice()
    for x in (20, 40, 60):
        sequence = QTest.touchEvent(pad, finger)
        (sequence.press if x == 20 else sequence.move)(0, QPoint(x, 50), pad)
        sequence.commit()
    QTest.touchEvent(pad, finger).release(0, QPoint(60, 50), pad).commit()
    assert len(pad.strokes) == 1
    assert [point[0] for point in pad.strokes[0]][:3] == [20.0, 40.0, 60.0]
    assert pad.device.startswith("finger")
    pad.clear()
    assert not pad.strokes


def test_a_representative_signs_with_the_seal_beside(
    qtbot: QtBot, tab: SigningTab, desk: SampleSigning, tmp_path: Path
) -> None:
    tab.places.choose(1)
    tab.sign.who.choose("梁志强")
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    for name in ("签名 a&b.png", "公章.png"):
        image.save(str(tmp_path / name))
    tab.sign.show_picture(tmp_path / "签名 a&b.png")
    tab.sign.show_stamp(tmp_path / "公章.png")
    assert "公章.png" in tab.sign.chosen.text()
    tab.sign.done.click()
    qtbot.waitUntil(lambda: tab.places.entries[1].word == "signed")
    given = given_of(desk)
    assert (given.name, given.stamp) == ("梁志强", tmp_path / "公章.png")
    assert given.picture == tmp_path / "签名 a&b.png"


def test_a_picture_comes_into_a_watched_folder(
    qtbot: QtBot, tab: SigningTab, desk: SampleSigning, tmp_path: Path
) -> None:
    agree(qtbot, tab)
    tab.sign.folder_wanted.emit(tmp_path)
    qtbot.waitUntil(lambda: tmp_path.name in tab.sign.chosen.text())
    desk.watched.picture = b"a picture"
    qtbot.waitUntil(tab.sign.done.isEnabled)
    desk.watched.picture = None
    tab.sign.done.click()
    qtbot.waitUntil(lambda: any(asked[0] == "sign" for asked in desk.asked))
    assert given_of(desk).picture == b"a picture"


def test_what_was_drawn_stays_when_a_signature_is_refused(
    qtbot: QtBot, tab: SigningTab, desk: SampleSigning
) -> None:
    agree(qtbot, tab)
    draw(tab.sign.pad)
    desk.refuse_with = Refused(name="覃𬭎")
    tab.sign.done.click()
    qtbot.waitUntil(tab.sign.alert.isVisible)
    assert tab.sign.pad.strokes
    assert tab.sign.done.isEnabled()


def test_who_would_not_sign_is_noted_with_the_reason(
    qtbot: QtBot, tab: SigningTab, desk: SampleSigning
) -> None:
    agree(qtbot, tab)
    tab.sign.decline.click()
    tab.sign.inquiry.fields[0].setText("金额 a<b")
    tab.sign.inquiry.yes.click()
    qtbot.waitUntil(lambda: tab.places.entries[0].word == "would not sign")
    assert ("refuse", AGREEMENT.id, "91", "金额 a<b") in desk.asked


def test_a_paper_is_sealed_once_nobody_is_missing_and_its_worth_is_said(
    qtbot: QtBot, tab: SigningTab, desk: SampleSigning, window: MainWindow, tmp_path: Path
) -> None:
    assert tab.seal.seal.isHidden()
    for key in ("91", "92", "committee_seal"):
        desk.change(key, signed_on=AGREEMENT.made_on)
    window.read_again()
    qtbot.waitUntil(tab.seal.seal.isVisible)
    assert tab.sign.isHidden()
    tab.seal.take(tmp_path / "调委会.p12")
    assert not tab.seal.seal.isEnabled()
    tab.seal.passphrase.setText("口令 a<b")
    tab.seal.seal.click()
    qtbot.waitUntil(lambda: "unbroken and trusted" in tab.seal.worth.text())
    assert tab.seal.passphrase.text() == ""
    assert tab.list.entries[0].word == "sealed"
    assert desk.asked[-1] == (
        "seal",
        AGREEMENT.id,
        Certificate(tmp_path / "调委会.p12", "口令 a<b"),
    )


def test_a_paper_is_made_for_the_one_who_is_chosen(
    qtbot: QtBot, tab: SigningTab, desk: SampleSigning
) -> None:
    tab.making.whom.setCurrentIndex(0)
    tab.making.make.click()
    qtbot.waitUntil(lambda: ("make", "D07", CHILD) in desk.asked)
