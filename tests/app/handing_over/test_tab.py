"""Handing over on the page of a case, as a mediator sees it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mediatordesk.app.asked.finding_desk import ShownFinding, Weight
from mediatordesk.app.asked.handover_desk import AnswerTold, PacketLine
from mediatordesk.app.handing_over.tab import HandoverTab
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.window import MainWindow
from mediatordesk.core.handovers import AnswerOutcome
from tests.app.sample_papers import NOTARY, SampleHandover
from tests.app.sample_places import Refused


@pytest.fixture
def desk(sample: Any) -> SampleHandover:
    made: SampleHandover = sample.handover
    return made


@pytest.fixture
def window(qtbot: QtBot, window_of: Callable[[Any], MainWindow], sample: Any) -> MainWindow:
    opened = window_of(sample)
    case_id = next(iter(sample.files))
    opened.open_case(case_id)
    qtbot.waitUntil(lambda: opened.page.case_id == case_id)
    return opened


def shown(qtbot: QtBot, window: MainWindow) -> HandoverTab:
    window.page.turn_to(window.page.handover)
    qtbot.waitUntil(window.page.handover.preflight.isVisible)
    return window.page.handover


def export(qtbot: QtBot, tab: HandoverTab, to: Path) -> None:
    tab.export.receiver.setText("长洲区公证处 a<b")
    tab.export.take(to)
    qtbot.waitUntil(lambda: bool(tab.handed.list.entries))


def test_what_is_missing_stops_the_packet_and_names_the_law(
    qtbot: QtBot, window: MainWindow, desk: SampleHandover
) -> None:
    desk.lines = (
        PacketLine("人民调解协议书"),
        PacketLine("身份证明", ("覃𬭎的身份证明",), blocks=True, basis="某法 第三条"),
        PacketLine("送达地址确认书", ("送达地址确认书",)),
    )
    desk.findings = (ShownFinding("G01", Weight.BLOCK, "没有承诺 a<b", "某法 第四条"),)
    tab = shown(qtbot, window)
    words = [(one.word, one.tone) for one in tab.preflight.lines.entries]
    assert words == [
        ("missing", Tone.RED),
        ("does without", Tone.AMBER),
        ("is there", Tone.GREEN),
    ]
    assert tab.preflight.lines.entries[0].detail == "覃𬭎的身份证明 · 某法 第三条"
    assert "某法 第四条" in tab.preflight.findings.entries[0].detail
    assert tab.preflight.stand.text() == "cannot be handed over yet: 2"
    assert not tab.export.export.isEnabled()


def test_a_closed_way_says_why(qtbot: QtBot, window: MainWindow) -> None:
    tab = shown(qtbot, window)
    tab.list.choose(1)
    qtbot.waitUntil(tab.preflight.closed.isVisible)
    assert "没有到期款项 a<b" in tab.preflight.closed.text()
    assert not tab.export.export.isEnabled()


def test_a_packet_is_made_and_its_checksum_is_shown_whole(
    qtbot: QtBot, window: MainWindow, desk: SampleHandover, tmp_path: Path
) -> None:
    tab = shown(qtbot, window)
    export(qtbot, tab, tmp_path / "移交.zip")
    assert ("export", NOTARY, "长洲区公证处 a<b", tmp_path / "移交.zip") in desk.asked
    assert "送达地址确认书" in tab.export.made.text()
    qtbot.waitUntil(tab.handed.checksum.isVisible)
    assert tab.handed.checksum.text().replace("\n", "").replace(" ", "") == "ab" * 32
    assert tab.handed.list.entries[0].word == "no receipt yet"


def test_a_receipt_and_an_answer_are_noted(
    qtbot: QtBot, window: MainWindow, desk: SampleHandover, tmp_path: Path
) -> None:
    tab = shown(qtbot, window)
    export(qtbot, tab, tmp_path / "移交.zip")
    tab.handed.receipt.click()
    for field, text in zip(tab.handed.inquiry.fields, ("陆a<b", "今天", "当面"), strict=True):
        field.setText(text)
    tab.handed.inquiry.yes.click()
    qtbot.waitUntil(lambda: tab.handed.list.entries[0].word == "received")
    tab.handed.answer.click()
    form = tab.handed.form
    form.outcome.choose(AnswerOutcome.MORE_MATERIAL)
    assert form.due.isVisible()
    form.decided.line.setText("2025.5.12")
    form.reason.setText("补交身份证明 a<b")
    desk.refuse_with = Refused(name="答复")
    form.enter.click()
    qtbot.waitUntil(tab.handed.alert.isVisible)
    assert form.reason.text() == "补交身份证明 a<b"
    desk.refuse_with = None
    form.enter.click()
    qtbot.waitUntil(form.isHidden)
    assert desk.asked[-1] == (
        "answer",
        AnswerTold(
            desk.handed[-1].id,
            AnswerOutcome.MORE_MATERIAL,
            decided_on="2025-05-12",
            reason="补交身份证明 a<b",
        ),
    )


def test_why_no_packet_was_made_is_said(
    qtbot: QtBot, window: MainWindow, desk: SampleHandover, tmp_path: Path
) -> None:
    tab = shown(qtbot, window)
    desk.refuse_with = Refused(name="包 a<b")
    tab.export.take(tmp_path / "移交.zip")
    qtbot.waitUntil(tab.export.alert.isVisible)
    assert tab.export.export.isEnabled()
    assert tab.export.progress.isHidden()
