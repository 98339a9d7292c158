"""Reading .xlsx and CSV: what a cell shows, and every file that cannot be a roster."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest

from mediatordesk.forms.sheets.reading import read_sheet
from mediatordesk.forms.sheets.sheet import (
    MAX_FILE,
    MAX_ROWS,
    EmptySheet,
    NoSheet,
    OldExcelFile,
    ProtectedExcelFile,
    Sheet,
    SheetTooLarge,
)

from .workbooks import raw_workbook, sheet_xml, workbook

NAMES = ("覃𬭎", "Nguyễn Văn Đức", "阿依古丽·买买提", "O'Brien & Sons", "a<b")
MORNING = datetime(2024, 11, 5, 8, 30)  # noqa: DTZ001 - Excel knows no zones
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")


def cells(data: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in read_sheet(data, "f").rows]


def read(data: bytes) -> Sheet:
    return read_sheet(data, "名单.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_in_every_encoding_and_with_every_delimiter(
    encoding: str, delimiter: str
) -> None:
    lines = [delimiter.join(("姓名", "地址", "金额"))]
    lines += [delimiter.join((name, f'"三组{delimiter}7号"', "1.5")) for name in NAMES]
    data = "\r\n".join(lines).encode(encoding)
    assert cells(data)[1:] == [(name, f"三组{delimiter}7号", "1.5") for name in NAMES]


def test_row_numbers_are_those_that_excel_shows() -> None:
    sheet = read_sheet('标题,,\n,,\n\n姓名,"住\n址"\n覃某,甲\n'.encode(), "f")
    assert [row.number for row in sheet.rows] == [1, 4, 5]
    book = read(workbook([["标题"], [], ["姓名"], [None], ["覃某"]]))
    assert [row.number for row in book.rows] == [1, 3, 5]


def test_a_separator_line_of_excel_is_obeyed_and_counted() -> None:
    sheet = read_sheet("sep=;\r\n姓名;金额\r\n覃某;1,5\r\n".encode(), "f")
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (2, ("姓名", "金额")),
        (3, ("覃某", "1,5")),
    ]


def test_one_apostrophe_before_a_number_is_dropped() -> None:
    assert cells("姓名,号\n''甲,'0001".encode())[1] == ("'甲", "0001")
    assert cells(workbook([["'0001"]])) == [("0001",)]


def test_cells_are_read_as_they_are_shown() -> None:
    rows = [
        *([1.5], [111.0], [12345678901], [True], [date(2024, 11, 5)], [0.1 + 0.2]),
        *([MORNING], [45601], ["  覃𬭎 "], [1e-7]),
    ]
    formats = {"A2": "#,##0.00", "A8": 'yyyy"年"m"月"d"日"'}
    shown = [row[0].strip() for row in cells(workbook(rows, formats=formats))]
    assert shown == [
        *("1.5", "111.00", "12345678901", "是", "2024-11-05", "0.3"),
        *("2024-11-05 08:30:00", "2024-11-05", "覃𬭎", "0.0000001"),
    ]


def test_a_number_that_excel_cut_never_looks_like_a_number_of_a_card() -> None:
    for number in (450322195505218752, 450322195505218000, 4.50322e17, 6245059036525940034):
        [(shown,)] = cells(workbook([[number]]))
        assert re.fullmatch(r"[0-9.]+E\+1[78]", shown), shown


def test_formulas_show_what_excel_had_worked_out_and_that_is_said() -> None:
    xml = sheet_xml(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c>'
        '<c r="C1"><f>NOW()</f></c></row>'
    )
    sheet = read(raw_workbook(xml))
    assert sheet.rows[0].cells == ("2", "a")
    [note] = sheet.notes
    assert "3" in note


def test_a_merged_class_counts_for_all_its_rows_and_a_merged_title_only_for_itself() -> None:
    xml = sheet_xml(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>台账</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>购房户</t></is></c><c r="B2"><v>1</v></c></row>'
        '<row r="3"><c r="B3"><v>2</v></c></row>',
        '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:A3"/></mergeCells>',
    )
    assert cells(raw_workbook(xml)) == [("台账",), ("购房户", "1"), ("购房户", "2")]


def test_shared_texts_leave_out_how_they_are_pronounced_and_undo_escapes() -> None:
    shared = (
        "<sst><si><r><t>覃</t></r><r><t>𬭎</t></r><rPh><t>ふりがな</t></rPh></si>"
        "<si><t>a_x000D_b_x005F_x0041_</t></si></sst>"
    )
    xml = sheet_xml('<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>9</v></c></row>')
    assert cells(raw_workbook(xml, sharedStrings=shared)) == [("覃𬭎", "a\rb_x0041_")]


def test_the_first_filled_sheet_is_read_and_others_are_named() -> None:
    sheet = read(workbook([], [["姓名"]], [["别的"]]))
    assert sheet.rows[0].cells == ("姓名",)
    assert "表3" in sheet.notes[0]


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    xml = sheet_xml('<row><c s="1"><v>44139</v></c></row>')
    data = raw_workbook(xml, styles=styles)
    assert cells(data) == [("2020-11-04",)]
    old = data_with(data, "xl/workbook.xml", lambda text: text.replace(
        b"<sheets>", b'<workbookPr date1904="1"/><sheets>'))  # fmt: skip
    assert cells(old) == [("2024-11-05",)]
    assert read(old).since_1904


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptySheet),
        (b" \r\n \n", EmptySheet),
        (b"\xef\xbb\xbf", EmptySheet),
        (b",,\n,,\n", EmptySheet),
        (b"PK\x03\x04 broken", NoSheet),
        (b"%PDF-1.7", NoSheet),
        (b"\x89PNG\r\n\x1a\n\0\0", NoSheet),
        ('姓名\n"覃某\n莫某'.encode(), NoSheet),
        (COMPOUND + bytes(600), OldExcelFile),
        (COMPOUND + bytes(600) + "EncryptedPackage".encode("utf-16-le"), ProtectedExcelFile),
        (b"1\n" * 60_000, SheetTooLarge),
        (b",".join([b"1"] * 300), SheetTooLarge),
        (b"1" * (MAX_FILE + 1), SheetTooLarge),
    ],
)
def test_what_is_no_roster_is_refused_by_name(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_sheet(data, "名单")


def test_a_million_formatted_empty_rows_are_no_rows() -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(2, 30_000))
    xml = sheet_xml(f'<row r="1"><c r="A1"><v>1</v></c></row>{rows}')
    assert cells(raw_workbook(xml)) == [("1",)]


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        "<a><b></a>",
        "",
    ],
)
def test_xml_with_a_document_type_or_damage_is_refused(xml: str) -> None:
    with pytest.raises(NoSheet):
        read(raw_workbook(xml))


def test_bombs_are_refused_before_they_unpack() -> None:
    many = '<row><c t="n"><v>1</v></c></row>' * (MAX_ROWS + 1)
    with pytest.raises(SheetTooLarge):
        read(raw_workbook(sheet_xml(many)))
    blank = " " * (2 << 20)
    for data in (
        raw_workbook(sheet_xml(blank)),
        raw_workbook(sheet_xml("<row/>"), sharedStrings=f"<sst>{blank}</sst>"),
    ):
        with pytest.raises(SheetTooLarge):
            read_sheet(data, "f", unpacked=1 << 20)
    wide = '<row r="1"><c r="XFD1"><v>1</v></c></row>'
    with pytest.raises(SheetTooLarge):
        read(raw_workbook(sheet_xml(wide)))


def test_a_zip_that_is_no_workbook_and_one_that_is_cut_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    with pytest.raises(NoSheet):
        read(out.getvalue())
    whole = workbook([["姓名"]])
    for end in range(4, len(whole), 61):
        with pytest.raises((NoSheet, EmptySheet)):
            read(whole[:end])


def data_with(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook in which one part is changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text) if name == part else text)
    return out.getvalue()
