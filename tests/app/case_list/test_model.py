"""The cases of the list: rows are there at once, their pages come when they are looked at."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from mediatordesk.app.asked.case_questions import PAGE, Order
from mediatordesk.app.case_list.model import CaseListModel, Column
from mediatordesk.core.cases import CaseStatus
from mediatordesk.store.case_lists import CaseLine

TODAY = date(2025, 5, 12)


def line(number: int, due: date | None = None, title: str = "覃𬭎与韦㛃") -> CaseLine:
    name = f"（2025）正阳人调字第{number}号"
    return CaseLine(uuid4(), name, title, CaseStatus.ACCEPTED, TODAY, due, None)


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = CaseListModel()
    model.show_found(2, TODAY, 0, [line(1), line(2, TODAY)])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt's own


def test_a_hundred_thousand_rows_are_there_and_a_page_is_asked_for_once() -> None:
    model, asked = CaseListModel(), list[int]()
    model.page_wanted.connect(asked.append)
    model.show_found(100_000, TODAY, 0, [line(number) for number in range(PAGE)])
    assert model.rowCount() == 100_000
    assert model.index(99_950, Column.NUMBER).data() is None
    assert model.index(99_951, Column.NUMBER).data() is None
    assert asked == [99_950 // PAGE]
    model.show_page(asked[0], [line(number) for number in range(99_900, 100_000)])
    assert model.index(99_950, Column.NUMBER).data() == "（2025）正阳人调字第99950号"


def test_a_page_that_has_become_shorter_leaves_its_last_rows_empty() -> None:
    model = CaseListModel()
    model.show_found(3, TODAY, 0, [line(1)])
    assert model.index(2, Column.NUMBER).data() is None


def test_a_heading_says_by_what_the_desk_is_to_sort() -> None:
    model, asked = CaseListModel(), list[tuple[Order | None, bool]]()
    model.order_wanted.connect(lambda order, down: asked.append((order, down)))
    model.sort(Column.NEXT_DUE, Qt.SortOrder.DescendingOrder)
    model.sort(-1)
    assert asked == [(Order.NEXT_DUE, True), (None, False)]


def test_a_screen_reader_hears_how_far_a_deadline_is_away_and_why_a_case_was_found() -> None:
    model = CaseListModel()
    found = replace(line(1, date(2025, 5, 10)), found="13800000008")
    model.show_found(1, TODAY, 0, [found])
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, Column.NEXT_DUE).data(spoken) == "2025-05-10, 2 days late"
    assert model.index(0, Column.TITLE).data(spoken) == "覃𬭎与韦㛃, 13800000008"
