"""Tables of made-up people, as county offices send them."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

NUMBERS = ("45040519910216032X", "450405197911023158", "45040519900101012X", "450405199005180177")
HEADING = ("类别", "姓名", "证件号码", "联系电话", "房号", "合同总价")
ROWS = (
    ("购房户", "覃𬭎", NUMBERS[0], "13800000001", "北区1层01号", "473987.07"),
    ("购房户", "Nguyễn Văn Đức", NUMBERS[1], "13800000002", "北区1层01号", "1.00"),
    ("拆迁户", "O'Brien & Sons", NUMBERS[2], "13800000003", "北区2层01号", "0"),
)


def csv_file(folder: Path, rows: Sequence[Sequence[str]] = ROWS, name: str = "名单 甲.csv") -> Path:
    """Write a CSV file into a folder."""
    path = folder / name
    text = "\r\n".join(",".join(row) for row in (HEADING, *rows))
    path.write_text(text, encoding="utf-8-sig")
    return path


def xlsx_file(folder: Path, rows: Sequence[Sequence[object]] = ROWS) -> Path:
    """Write an Excel file into a folder, with a title above the heading."""
    book = Workbook()
    for row in (("人民大厦台账",), HEADING, *rows):
        book.worksheets[0].append(list(row))
    path = folder / "名单 甲.xlsx"
    book.save(path)
    return path
