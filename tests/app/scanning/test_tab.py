"""Scans of signed papers on the page of a case, as a mediator sees them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mediatordesk.app.asked.scan_desk import TypedDay
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.scanning.tab import ScanTab
from mediatordesk.app.window import MainWindow
from tests.app.sample_papers import AGREEMENT, SampleScans
from tests.app.sample_places import Refused

SCANS = [Path("扫描.jpg"), Path("照片 a<b.jpg")]


@pytest.fixture
def tab(qtbot: QtBot, window_of: Callable[[Any], MainWindow], sample: Any) -> ScanTab:
    opened = window_of(sample)
    case_id = next(iter(sample.files))
    opened.open_case(case_id)
    qtbot.waitUntil(lambda: opened.page.case_id == case_id)
    opened.page.turn_to(opened.page.scans)
    return opened.page.scans


@pytest.fixture
def desk(sample: Any) -> SampleScans:
    made: SampleScans = sample.scans
    return made


@pytest.fixture
def read(qtbot: QtBot, tab: ScanTab) -> ScanTab:
    tab.take(SCANS)
    qtbot.waitUntil(lambda: bool(tab.list.entries))
    return tab


def test_each_page_says_what_it_is_and_what_is_missing(read: ScanTab) -> None:
    words = [(one.word, one.tone) for one in read.list.entries]
    assert words == [
        ("page missing", Tone.RED),
        ("not recognised", Tone.AMBER),
        ("fits", Tone.GREEN),
    ]
    assert read.papers == []
    assert read.file.isHidden() or not read.file.isVisible()


def test_a_page_that_was_not_recognised_is_named_by_hand(
    qtbot: QtBot, read: ScanTab, desk: SampleScans
) -> None:
    assert read.placing.isHidden()
    read.list.choose(1)
    assert read.placing.isVisible()
    read.placing.page.choose(2)
    read.placing.place.click()
    qtbot.waitUntil(lambda: len(read.papers) == 1)
    assert ("place", 0, AGREEMENT.id, 2) in desk.asked


def test_days_are_typed_beside_the_scan_compared_and_filed(
    qtbot: QtBot, read: ScanTab, desk: SampleScans
) -> None:
    read.list.choose(1)
    read.placing.place.click()
    qtbot.waitUntil(lambda: len(read.papers) == 1)
    (card,) = read.papers
    card.everybody.line.setText("2025年5月12日")
    card.days["92"].line.setText("20250513")
    assert not read.file.isEnabled()
    read.checked.setChecked(True)
    assert read.file.isEnabled()
    read.file.click()
    qtbot.waitUntil(lambda: any(asked[0] == "file" for asked in desk.asked))
    days = next(asked[1] for asked in desk.asked if asked[0] == "file")
    assert days == (
        TypedDay(AGREEMENT.id, "91", "2025-05-12"),
        TypedDay(AGREEMENT.id, "92", "2025-05-13"),
    )
    qtbot.waitUntil(lambda: AGREEMENT.title in read.hint.text())
    assert "别案 a<b.jpg" in read.hint.text()
    assert read.papers == []


def test_what_was_typed_stays_when_nothing_is_filed(
    qtbot: QtBot, read: ScanTab, desk: SampleScans
) -> None:
    read.list.choose(1)
    read.placing.place.click()
    qtbot.waitUntil(lambda: len(read.papers) == 1)
    read.papers[0].everybody.line.setText("2030-01-01")
    read.checked.setChecked(True)
    desk.refuse_with = Refused(name="扫描 a<b")
    read.file.click()
    qtbot.waitUntil(read.alert.isVisible)
    assert read.papers[0].everybody.text() == "2030-01-01"
    assert read.choose.isEnabled()


def test_scans_are_put_away(qtbot: QtBot, read: ScanTab, desk: SampleScans) -> None:
    read.forget.click()
    qtbot.waitUntil(lambda: desk.asked[-1] == ("forget",))
    qtbot.waitUntil(lambda: read.list.entries == ())
