"""Lists of entries can be walked with the keyboard, and long text wraps."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.model import EntryModel
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import DARK, LARGEST, Look

LONG = "公司向苏美玲支付人民币36,500.00元，分两期付清。" * 12
ENTRIES = (Entry(1, "覃𬭎"), Entry(2, "a<b & c", LONG, "2025-04-07", "调解"), Entry(3, "韦㛃"))


@pytest.fixture
def view(qtbot: QtBot, appearance: Appearance) -> EntryView:
    made = EntryView(appearance, "经过")
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    made.show_entries(ENTRIES)
    return made


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = EntryModel()
    model.show_entries(ENTRIES)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt's own


def test_the_arrow_keys_walk_the_list(qtbot: QtBot, view: EntryView) -> None:
    chosen: list[object] = []
    view.chosen.connect(chosen.append)
    view.choose(1)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert chosen[-2:] == [2, 3]


def test_long_text_gets_the_lines_it_needs_at_every_width(view: EntryView) -> None:
    wide = view.sizeHintForRow(1)
    view.resize(300, 400)
    narrow = view.sizeHintForRow(1)
    assert narrow > wide > view.sizeHintForRow(0)


def test_larger_type_gets_more_room(appearance: Appearance, view: EntryView) -> None:
    before = view.sizeHintForRow(0)
    appearance.change(Look(DARK, LARGEST))
    assert view.sizeHintForRow(0) > before


def test_the_chosen_entry_stays_chosen_when_the_list_is_read_again(view: EntryView) -> None:
    view.choose(3)
    view.show_entries((Entry(0, "new"), *ENTRIES))
    assert view.chosen_key() == 3


def test_a_screen_reader_hears_all_of_an_entry(view: EntryView) -> None:
    spoken = view.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"2025-04-07, 调解, a<b & c, {LONG}"


def test_a_list_that_shows_all_at_once_is_as_high_as_its_entries(
    qtbot: QtBot, appearance: Appearance
) -> None:
    whole = EntryView(appearance, "期限", whole=True)
    qtbot.addWidget(whole)
    whole.resize(400, 10)
    whole.show()
    whole.show_entries(ENTRIES)
    assert whole.verticalScrollBar().maximum() == 0
    assert whole.height() >= sum(whole.sizeHintForRow(row) for row in range(3))
