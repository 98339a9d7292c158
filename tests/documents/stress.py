"""Documents that put all of Word's layout rules in each other's way."""

from collections.abc import Callable, Mapping

from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm
from docx.table import Table, _Cell, _Row

from .papers import (
    BOTH,
    CENTRE,
    HEI,
    KAI,
    RIGHT,
    SONG,
    TITLE,
    cell_text,
    grid,
    line,
    page_number,
    run,
    to_bytes,
)
from .rules import chinese

DISTRIBUTE = WD_ALIGN_PARAGRAPH.DISTRIBUTE
SENTENCE = "各方当事人应当按照约定履行调解协议确定的义务，不得擅自变更或者解除；"
MARKS = "甲方（以下称“出租人”）说：“不行——绝对不行……”，《合同》【第一条】、『附件』〔2025〕"


def stays_whole(row: _Row) -> None:
    """Forbid that a row is cut."""
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def repeats(row: _Row) -> None:
    """Make a row a header row."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def upright(cell: _Cell, align: str) -> None:
    """Set where the text of a cell stands upright."""
    properties = cell._tc.get_or_add_tcPr()
    for old in list(properties.iter(qn("w:vAlign"))):
        properties.remove(old)
    mark = OxmlElement("w:vAlign")
    mark.set(qn("w:val"), align)
    properties.append(mark)


def lines() -> bytes:
    """Line ends among marks of all kinds, tabs, spread letters, underlined places to sign."""
    word = chinese()
    for count in range(14):
        line(word, "言" * count + MARKS * 3, align=BOTH, first=count % 3)
    line(word, "一共四字", align=DISTRIBUTE)
    line(word, SENTENCE * 2, align=DISTRIBUTE)
    for place in (40, 75, 110):
        paragraph = line(word, f"项\t{place}\t元\t末")
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(Mm(place))
        stops.add_tab_stop(Mm(place + 20), WD_TAB_ALIGNMENT.CENTER)
        stops.add_tab_stop(Mm(150), WD_TAB_ALIGNMENT.RIGHT)
    hanging = line(word, f"（一）\t{SENTENCE * 3}", align=BOTH)
    hanging.paragraph_format.left_indent = Mm(16)
    hanging.paragraph_format.first_line_indent = Mm(-16)
    mixed = line(word, (SENTENCE, HEI), (SENTENCE, KAI), (SENTENCE, SONG), align=BOTH)
    run(mixed, "小字" * 20, SONG, 10.5)
    line(word, "第一行\n第二行\t后\n", align=BOTH)
    return to_bytes(word)


def merged() -> bytes:
    """Make merged cells that go over pages, rows that may be cut and rows that may not."""
    word = chinese()
    for _ in range(9):
        line(word, SENTENCE, align=BOTH)
    table = grid(word, (24, 32, 100), 24)
    head = table.rows[0]
    for cell, text in zip(head.cells, ("类别", "名称", "内容"), strict=True):
        cell_text(cell, (text, HEI))
    repeats(head)
    for at, row in enumerate(table.rows[1:], start=1):
        line(row.cells[1].paragraphs[0], f"名称{at}", align=CENTRE, size=12, exact=20)
        times = at % 4 + 1 if at % 7 else 2
        line(row.cells[2].paragraphs[0], SENTENCE * times, size=12, exact=20)
        if at % 3 == 0:
            stays_whole(row)
        if at % 7 == 0:
            row.height, row.height_rule = Mm(30), WD_ROW_HEIGHT_RULE.EXACTLY
    for first, last, align in ((1, 6, "center"), (7, 7, "top"), (8, 16, "top"), (17, 23, "bottom")):
        whole = table.cell(first, 0).merge(table.cell(last, 0))
        cell_text(whole, f"第{first}至{last}行")
        upright(whole, align)
    line(word, "表后。", before=6)
    return to_bytes(word)


def nested() -> bytes:
    """Tables in cells, a row taller than a page, widths that differ from row to row."""
    word = chinese()
    for _ in range(12):
        line(word, SENTENCE, align=BOTH)
    table = grid(word, (30, 60, 66), 4)
    wide = table.cell(0, 0).merge(table.cell(0, 2))
    line(wide.paragraphs[0], ("通栏", HEI), align=CENTRE, size=12, exact=20)
    for at in (1, 2, 3):
        cell_text(table.cell(at, 0), f"第{at}项")
        line(table.cell(at, 1).paragraphs[0], SENTENCE * 2, size=12, exact=20)
    inner: Table = table.cell(1, 2).add_table(3, 2)
    inner.style, inner.autofit = "Table Grid", False
    for column in inner.columns:
        column.width = Mm(30)
    for row in inner.rows:
        for cell in row.cells:
            line(cell.paragraphs[0], "内表", size=10.5, exact=16)
    for paragraph in table.cell(1, 2).paragraphs:
        line(paragraph, "格", size=12, exact=20)
    line(table.cell(2, 2).paragraphs[0], SENTENCE * 40, size=12, exact=20)
    line(word, "表后。")
    return to_bytes(word)


def kept() -> bytes:
    """Chains of paragraphs and rows that stay together at the ends of pages."""
    word = chinese()
    for number in range(5):
        for _ in range(4 + number):
            line(word, SENTENCE, align=BOTH, first=2)
        line(
            word, ("标题", TITLE), size=18, before=12, after=6
        ).paragraph_format.keep_with_next = True
        together = line(word, SENTENCE * 4, align=BOTH)
        together.paragraph_format.keep_together = True
        line(word, "签名：").paragraph_format.keep_with_next = True
        table = grid(word, (50, 100), 3)
        for row in table.rows:
            row.height = Mm(12)
            stays_whole(row)
            for cell in row.cells:
                cell_text(cell, "签")
                cell.paragraphs[0].paragraph_format.keep_with_next = True
        line(word, "日期", align=RIGHT)
    return to_bytes(word)


def sections() -> bytes:
    """Headers that push the text down, first and even pages, a section that goes on."""
    word = chinese()
    word.settings.odd_and_even_pages_header_footer = True
    first = word.sections[0]
    first.different_first_page_header_footer = True
    first.header_distance = Mm(20)
    _headers(word)
    for number in range(40):
        line(word, f"{number}{SENTENCE}", align=BOTH)
    going_on = word.add_section(WD_SECTION.CONTINUOUS)
    _ends_with_text(word)
    going_on.different_first_page_header_footer = False
    for number in range(30):
        line(word, f"续{number}{SENTENCE}", align=BOTH)
    new = word.add_section(WD_SECTION.NEW_PAGE)
    _ends_with_text(word)
    new.left_margin, new.right_margin = Mm(40), Mm(40)
    for _ in range(6):
        line(word, SENTENCE * 2, align=BOTH)
    return to_bytes(word)


def _ends_with_text(word: WordDocument) -> None:
    """End the last section but one in its last paragraph, not in an empty one below it."""
    *_, text, empty = word.element.body.iterchildren(qn("w:p"))
    text.get_or_add_pPr().append(empty.pPr.find(qn("w:sectPr")))
    word.element.body.remove(empty)


def _headers(word: WordDocument) -> None:
    section = word.sections[0]
    for place, text in (
        (section.first_page_header, "首眉"),
        (section.even_page_header, "双眉"),
        (section.header, "单眉"),
    ):
        line(place.paragraphs[0], text, size=12, exact=20)
        for _ in range(2):
            line(place.add_paragraph(), SENTENCE, size=12, exact=20)
    for footer in (section.first_page_footer, section.even_page_footer, section.footer):
        page_number(line(footer.paragraphs[0], exact=20))


STRESS: Mapping[str, Callable[[], bytes]] = {
    make.__name__: make for make in (lines, merged, nested, kept, sections)
}
