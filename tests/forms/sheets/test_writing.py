"""Writing tables: what was written is read again, and no cell is a formula for anybody."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from mediatordesk.core.records import tidy
from mediatordesk.forms.sheets.csv_files import write_csv
from mediatordesk.forms.sheets.reading import read_sheet
from mediatordesk.forms.sheets.sheet import Heading, Table
from mediatordesk.forms.sheets.writing import write_xlsx

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "＝1", "=cmd|' /C calc'!A0", "'=1", "\t=1", "-")
TEXTS = st.text(max_size=20).map(tidy)
HARD = st.sampled_from((*FORMULAS[:-2], "_x0041_", "0123", "450322195505218752", "1E5", "覃𬭎"))


def table(*rows: tuple[str, ...], **more: object) -> Table:
    width = len(rows[0]) if rows else 1
    return Table("表", tuple(Heading(f"列{n}") for n in range(width)), rows, **more)  # type: ignore[arg-type]  # named by the caller


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(TEXTS | HARD, TEXTS | HARD), min_size=1, max_size=6))
def test_what_was_written_as_text_is_read_again_as_it_was(rows: list[tuple[str, str]]) -> None:
    kept = [row for row in rows if any(row)]
    for data in (write_xlsx([table(*rows)]), write_csv(table(*rows))):
        read = read_sheet(data, "f").rows[1:]
        assert [(row.cell(0), row.cell(1)) for row in read] == kept


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula_in_excel_nor_becomes_one_when_edited(text: str) -> None:
    data = write_xlsx([table((text,))])
    cell = load_workbook(io.BytesIO(data)).worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix or text[0] == "'"
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
        names = book.namelist()
    assert b"<f>" not in sheet
    assert not [one for one in names if "vba" in one.lower() or "externalLink" in one]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula_in_a_csv(text: str) -> None:
    line = write_csv(table((text,))).decode("utf-8-sig").splitlines()[1]
    assert line.startswith(("'", "\"'"))


def test_numbers_of_cards_and_phones_stay_text_and_amounts_are_numbers() -> None:
    headings = (Heading("证件号码"), Heading("金额", number_format="#,##0.00"))
    rows = (("450322195505218752", "1234567.80"), ("07740001", "不详"))
    book = load_workbook(io.BytesIO(write_xlsx([Table("表", headings, rows, "台账")])))
    sheet = book.worksheets[0]
    assert [sheet["A3"].value, sheet["A3"].number_format] == ["450322195505218752", "@"]
    assert [sheet["B3"].value, sheet["B3"].number_format] == [1234567.8, "#,##0.00"]
    assert sheet["A4"].value == "07740001"
    assert sheet["B4"].value == "不详"
    assert sheet.freeze_panes == "A3"
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:B1"]


def test_excel_cannot_cut_a_number_of_a_csv() -> None:
    rows = (("450322195505218752",), ("45032219630601708X",), ("0774123",), ("13800000001",))
    lines = write_csv(table(*rows)).decode("utf-8-sig").splitlines()[1:]
    assert lines == ["'450322195505218752", "'45032219630601708X", "'0774123", "13800000001"]


def test_a_sample_has_lists_to_choose_from_and_rows_ready_for_text() -> None:
    headings = (Heading("类别", choices=("购房户", "拆迁户")), Heading("证件号码", note="文本"))
    sample = Table("样表", headings, (("购房户", "45"),), "样表", ("一行一户",))
    book = load_workbook(io.BytesIO(write_xlsx([sample], fillable=True)))
    sheet = book.worksheets[0]
    [choice] = sheet.data_validations.dataValidation
    assert choice.formula1 == '"购房户,拆迁户"'
    assert sheet["B500"].number_format == "@"
    assert sheet["B2"].comment.text == "文本"
    assert book.worksheets[1]["A1"].value == "一行一户"


def test_the_same_table_is_the_same_file_whenever_it_is_written() -> None:
    data = write_xlsx([table(("覃𬭎", "a<b"))])
    assert write_xlsx([table(("覃𬭎", "a<b"))]) == data
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert {one.date_time for one in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:" not in book.read("docProps/core.xml")
    load_workbook(io.BytesIO(data))
