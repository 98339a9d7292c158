"""Reports as workbooks: groups over columns, in bands, and nothing that becomes a formula."""

import io
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from mediatordesk.core.statistics import Grid, Rounding
from mediatordesk.forms import Pack
from mediatordesk.forms.definitions.figures import Figure, FigureKind
from mediatordesk.forms.statistics.report_sheets import COLUMNS, SheetHead, bands, write_report
from mediatordesk.forms.statistics.reports import Column, FigureTable, Line, columns_of

DAY = date(2025, 12, 31)
NAME = "=1+1, O'Brien & Sons"
HEAD = SheetHead(
    title="统计表",
    office=NAME,
    first=date(2025, 1, 1),
    last=DAY,
    lines_are="月份",
    filled_by="覃𬭎",
    made_on=date(2026, 1, 6),
    units="单位：件、人",
    counted_from="按案件计算。",
)


def table_of(pack: Pack, numbers: dict[str, int]) -> FigureTable:
    """Return a report of a pack's figures with one line, and the total."""
    types = pack.dispute_types(DAY)
    columns = columns_of(pack.data.figures, types, Grid({"a<b": numbers}, numbers))
    line = Line("a<b", "=HYPERLINK(a<b)", numbers)
    return FigureTable(columns, (line,), Line("total", "合计", numbers), Rounding.HALF_UP)


def written(table: FigureTable, pack: Pack) -> bytes:
    return write_report(HEAD, table, table.definitions(DAY, pack.data.laws))


def test_a_report_says_whose_it_is_and_what_each_figure_means(people: Pack) -> None:
    table = table_of(people, {"accepted": 3, "agreed": 2, "agreement_amount": 123_456_789})
    book = load_workbook(io.BytesIO(written(table, people)))
    report, definitions = book.worksheets
    texts = [str(cell.value) for row in report.iter_rows() for cell in row if cell.value]
    assert any(NAME in one for one in texts)
    assert any("覃𬭎" in one for one in texts)
    assert {"排查预防", "受理调解", "纠纷来源", "纠纷类型", "节约诉讼费"} <= set(texts)
    values = [cell.value for row in report.iter_rows() for cell in row]
    assert values.count(123.46) == 2  # of the line and of the total
    assert values.count(66.67) == 2
    meanings = {row[1].value: row[3].value for row in definitions.iter_rows(min_row=2)}
    assert "一案一件" in str(meanings["受理（调解）件数"])
    assert len(meanings) == len({one.figure.label for one in table.columns})


def test_no_cell_is_a_formula(people: Pack) -> None:
    book = load_workbook(io.BytesIO(written(table_of(people, {"accepted": 1}), people)))
    for sheet in book.worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_same_report_gives_the_same_bytes(social_insurance: Pack) -> None:
    table = table_of(social_insurance, {"premium_disputes": 3, "premium_by_type.P01": 3})
    assert written(table, social_insurance) == written(table, social_insurance)


def test_every_type_of_the_ministry_has_a_column(people: Pack) -> None:
    table = table_of(people, {})
    labels = [one.label for one in table.columns if one.figure.name == "accepted_by_type"]
    assert len(labels) == 18
    assert labels[0] == "婚姻家庭纠纷"
    assert labels[-1] == "其他纠纷"


def test_a_type_that_is_no_longer_there_keeps_its_column(people: Pack) -> None:
    table = table_of(people, {"accepted_by_type.98": 1})
    assert [one.label for one in table.columns if one.name == "accepted_by_type.98"] == ["98"]


def test_nothing_is_said_where_nothing_can_be_divided(people: Pack) -> None:
    table = table_of(people, {})
    rate = next(one for one in table.columns if one.name == "success_rate")
    assert table.shown(table.total, rate) == ""


def test_how_a_rate_is_cut_stands_in_its_definition(people: Pack) -> None:
    table = table_of(people, {})
    [meaning] = [one for one in table.definitions(DAY, ()) if one.name == "success_rate"]
    assert "rounded half up" in meaning.definition


@given(st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.integers(1, 40)), max_size=12))
def test_bands_hold_every_column_once_in_order(groups: list[tuple[str, int]]) -> None:
    columns = [
        Column(f"{n}", "", Figure.model_construct(name=f"{n}", group=name, kind=FigureKind.COUNT))
        for n, name in enumerate(name for name, count in groups for _ in range(count))
    ]
    made = bands(columns)
    assert [one for band in made for _name, members in band for one in members] == columns
    assert all(sum(len(members) for _name, members in band) <= COLUMNS for band in made)
    for band in made:
        for name, members in band:
            assert members
            assert {one.figure.group for one in members} == {name}
