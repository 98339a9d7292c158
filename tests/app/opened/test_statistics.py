"""Statistics of a real, encrypted desk behind the window's questions."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.statistics.reports import PeriodBackwards
from mediatordesk.app.asked.statistics_desk import Asking, Figures, Source
from mediatordesk.app.opened.statistics import OpenedStatistics
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.records import added
from mediatordesk.core.rosters import RosterKind, RosterMember
from mediatordesk.core.statistics import By, Progress, StaffBy
from mediatordesk.keys.durable import NotWritten
from mediatordesk.keys.slot_file import Cost

YEAR = Asking(date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def desk(tmp_path: Path, labour_file: CaseFile) -> Iterator[Desk]:
    made = new_desk(
        tmp_path / "desk",
        Office(code="450405101", name="正阳村人民调解委员会", number_prefix="正阳"),
        Operator(name="覃𬭎"),
        "五个 不相干 的 词 a<b",
        places=Places.installed(),
        clock=Clock.typed(datetime(2025, 5, 12, 9, tzinfo=CHINA)),
        cost=Cost(memory_kib=64, passes=1),
    ).desk
    made.commit([added(one) for one in (labour_file.case, *labour_file.parties)])
    yield made
    made.store.close()


@pytest.fixture
def statistics(desk: Desk) -> OpenedStatistics:
    return OpenedStatistics(desk)


def count(statistics: OpenedStatistics, asking: Asking) -> Figures:
    """Take all steps of a counting; the last is the figures, all others say how far it is."""
    *steps, figures = statistics.count(asking)
    assert all(isinstance(one, Progress) for one in steps)
    assert isinstance(figures, Figures)
    return figures


def sources(
    statistics: OpenedStatistics, asking: Asking, name: str, key: str
) -> tuple[Source, ...]:
    *_steps, found = statistics.sources(asking, name, key)
    assert isinstance(found, tuple)
    return found


def cells(figures: Figures, name: str) -> dict[str, str]:
    line = next(one for one in figures.lines if one.name == name)
    return dict(zip(figures.keys, line.cells, strict=True))


def test_the_total_stands_first_and_every_figure_says_what_it_means(
    statistics: OpenedStatistics,
) -> None:
    figures = count(statistics, YEAR)
    assert figures.keys[0] == ""
    assert figures.keys[1:] == tuple(f"2025-{month:02}" for month in range(1, 13))
    accepted = cells(figures, "accepted")
    assert (accepted[""], accepted["2025-04"], accepted["2025-05"]) == ("1", "1", "0")
    assert all(one.definition for one in figures.lines)


@pytest.mark.parametrize("by", list(By))
def test_the_cases_behind_a_cell_add_up_to_it(statistics: OpenedStatistics, by: By) -> None:
    asking = Asking(YEAR.first, YEAR.last, by)
    figures = count(statistics, asking)
    for key, text in cells(figures, "accepted").items():
        assert len(sources(statistics, asking, "accepted", key)) == int(text)


def test_a_case_is_listed_by_its_number_and_title(
    statistics: OpenedStatistics, labour_file: CaseFile
) -> None:
    (source,) = sources(statistics, YEAR, "accepted", "2025-04")
    case = labour_file.case
    assert (source.called, source.title) == (case.number, case.title)
    assert (source.case_id, source.on, source.amount) == (case.id, case.accepted_on, "")


def test_a_period_that_ends_before_it_begins_is_refused(statistics: OpenedStatistics) -> None:
    with pytest.raises(PeriodBackwards):
        count(statistics, Asking(YEAR.last, YEAR.first))


def test_people_of_the_rosters_are_counted_and_listed_by_name(
    statistics: OpenedStatistics, desk: Desk, tmp_path: Path
) -> None:
    people = [
        RosterMember(kind=RosterKind.EXPERT, name="Nguyễn Văn Đức", category="涉外律师"),
        RosterMember(kind=RosterKind.MEDIATOR, name="覃𬭎", full_time=True),
    ]
    desk.commit([added(one) for one in people])
    asking = Asking(YEAR.first, YEAR.last, StaffBy.CATEGORY)
    figures = count(statistics, asking)
    assert dict(zip(figures.headings, cells(figures, "roster").values(), strict=True)) == {
        "Total": "2",
        "not filled in": "1",
        "涉外律师": "1",
    }
    [lawyer] = sources(statistics, asking, "roster", "涉外律师")
    assert (lawyer.called, lawyer.case_id) == ("Nguyễn Văn Đức", None)
    path = statistics.save(asking, tmp_path / "名册.xlsx")
    assert openpyxl.load_workbook(BytesIO(path.read_bytes())).worksheets


def test_the_workbook_says_what_was_shown(statistics: OpenedStatistics, tmp_path: Path) -> None:
    count(statistics, YEAR)
    path = statistics.save(YEAR, tmp_path / "正阳村 统计.xlsx")
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert any("正阳村人民调解委员会" in text for text in texts)
    with pytest.raises(NotWritten):
        statistics.save(YEAR, path / "no folder" / "a.xlsx")
