"""The cases of the list: sorted as people count, and quick."""

import time
from dataclasses import replace
from datetime import date
from uuid import uuid4

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from mediatordesk.app.case_list.model import CaseListModel, Column
from mediatordesk.core.cases import CaseStatus
from mediatordesk.store.case_lists import CaseLine

TODAY = date(2025, 5, 12)


def line(number: int, due: date | None = None, title: str = "覃𬭎与韦㛃") -> CaseLine:
    name = f"（2025）正阳人调字第{number}号"
    return CaseLine(uuid4(), name, title, CaseStatus.ACCEPTED, TODAY, due, None)


def shown(model: CaseListModel, column: Column) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = CaseListModel()
    model.show_lines([line(1), line(2, TODAY)], TODAY)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt's own


def test_number_3_stands_before_number_11() -> None:
    model = CaseListModel()
    model.show_lines([line(11), line(3), line(20)], TODAY)
    model.sort(Column.NUMBER)
    numbers = shown(model, Column.NUMBER)
    assert [number[number.index("第") :] for number in numbers] == ["第3号", "第11号", "第20号"]


def test_cases_without_a_deadline_come_last() -> None:
    model = CaseListModel()
    model.show_lines([line(1), line(2, date(2025, 6, 3)), line(3, date(2025, 5, 16))], TODAY)
    model.sort(Column.NEXT_DUE)
    assert shown(model, Column.NEXT_DUE) == ["2025-05-16", "2025-06-03", ""]


def test_the_order_stays_when_the_cases_are_read_again() -> None:
    model = CaseListModel()
    lines = [line(1, title="b"), line(2, title="a")]
    model.show_lines(lines, TODAY)
    model.sort(Column.TITLE, Qt.SortOrder.DescendingOrder)
    model.show_lines([*lines, replace(lines[0], id=uuid4(), title="c")], TODAY)
    assert shown(model, Column.TITLE) == ["c", "b", "a"]


def test_a_screen_reader_hears_how_far_a_deadline_is_away() -> None:
    model = CaseListModel()
    model.show_lines([line(1, date(2025, 5, 10))], TODAY)
    spoken = model.index(0, Column.NEXT_DUE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "2025-05-10, 2 days late"


def test_ten_thousand_cases_are_listed_and_sorted_at_once() -> None:
    lines = [line(number, TODAY) for number in range(10_000)]
    model = CaseListModel()
    start = time.perf_counter()
    model.show_lines(lines, TODAY)
    model.sort(Column.NUMBER, Qt.SortOrder.DescendingOrder)
    assert time.perf_counter() - start < 0.5
    assert model.index(0, Column.NUMBER).data().endswith("第9999号")
