"""Documents for the rules in which the profiles differ, and one that none of them touches."""

from collections.abc import Callable, Mapping

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt

from .papers import BOTH, FANGSONG, RIGHT, blank, cell_text, grid, line, run, to_bytes

#: A full line of the page of `chinese` in 16 points, but for one character.
FULL = "调" * 26


def chinese() -> WordDocument:
    """Return an empty document in Chinese; only in Chinese does LibreOffice let stops hang."""
    word = blank()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties = word.styles["Normal"].element.get_or_add_rPr()
    for old in list(properties.iter(qn("w:lang"))):
        properties.remove(old)
    properties.append(language)
    compatibility = OxmlElement("w:compat")
    mode = OxmlElement("w:compatSetting")
    for name, value in (
        ("name", "compatibilityMode"),
        ("uri", "http://schemas.microsoft.com/office/word"),
        ("val", "15"),
    ):
        mode.set(qn(f"w:{name}"), value)
    compatibility.append(mode)
    settings = word.settings.element
    for old in list(settings.iter(qn("w:compat"))):
        settings.remove(old)
    settings.append(compatibility)
    return word


def _switched(word: WordDocument, *texts: str, **switches: str) -> None:
    """Add paragraphs with switches of Word set in each."""
    for text in texts:
        properties = line(word, text, align=BOTH)._p.get_or_add_pPr()
        for name, setting in switches.items():
            switch = OxmlElement(f"w:{name}")
            switch.set(qn("w:val"), setting)
            properties.insert(0, switch)


def auto_space() -> bytes:
    """Chinese and figures side by side, so many that a line breaks elsewhere."""
    word = chinese()
    line(word, "共3人各12.6亩" * 20, align=BOTH)
    return to_bytes(word)


def auto_space_switches() -> bytes:
    """Write the same with the space between them switched off."""
    word = chinese()
    _switched(word, "共3人各abc亩" * 20, autoSpaceDE="0", autoSpaceDN="0")
    return to_bytes(word)


def hanging() -> bytes:
    """Put marks of every kind where the line is full, in paragraphs whose stops hang."""
    word = chinese()
    _switched(word, *(f"{FULL}调{mark}调解" for mark in "，。；：！？"), overflowPunct="1")
    return to_bytes(word)


def does_not_hang() -> bytes:
    """Put a stop where the line is full, in a paragraph whose stops do not hang."""
    word = chinese()
    _switched(word, f"{FULL}调，调解", f"{FULL}调。", overflowPunct="0")
    return to_bytes(word)


def hangs_anywhere() -> bytes:
    """Put stops at the end of a full line of a cell, and behind a figure."""
    word = chinese()
    _switched(word, f"{FULL}12，调解", overflowPunct="1")
    cell = grid(word, (156,), 1).cell(0, 0)
    properties = line(cell.paragraphs[0], f"{FULL}，调解")._p.get_or_add_pPr()
    properties.insert(0, OxmlElement("w:overflowPunct"))
    return to_bytes(word)


def unbound_marks() -> bytes:
    """Put marks that may not begin a line, where a line is full; no stop hangs."""
    word = chinese()
    _switched(word, *(f"{FULL}调{mark}调解" for mark in ("……", "——", "℃", "％")), overflowPunct="1")
    return to_bytes(word)


def indents_in_characters() -> bytes:
    """Make an indent of two characters that says another measure in twips."""
    word = chinese()
    indent = line(word, FULL * 2, first=2)._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLine"), "960")
    return to_bytes(word)


def whole_words() -> bytes:
    """Names with letters that 仿宋 lacks, in a narrow column."""
    word = chinese()
    line(word, ("当事人Nguyễn Văn Đức与覃𬭎、Đặng Thị Ngọc" * 6, FANGSONG), align=BOTH)
    return to_bytes(word)


def lone_whole_row_keeps() -> bytes:
    """Put a row that stays whole at the end of a page, to be kept with a seal that has no room."""
    word = chinese()
    for number in range(19):
        line(word, f"文{number}。")
    row = grid(word, (60, 90), 1).rows[0]
    row.height = Mm(20)
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
    for cell in row.cells:
        cell_text(cell, "签名：")
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    line(word, "印章").paragraph_format.keep_with_next = True
    line(word, "日期")
    return to_bytes(word)


#: One document for each rule, by the name that the rule has in Profile.
RULES: Mapping[str, Callable[[], bytes]] = {
    make.__name__: make
    for make in (
        auto_space,
        auto_space_switches,
        hanging,
        does_not_hang,
        hangs_anywhere,
        unbound_marks,
        indents_in_characters,
        whole_words,
        lone_whole_row_keeps,
    )
}


def untouched() -> bytes:
    """Text, tabs, tables over pages, kept rows, headers: nothing in which the profiles differ."""
    word = chinese()
    line(word.sections[0].header.paragraphs[0], "眉")
    line(word, "人民调解协议书", align=RIGHT, size=22, exact=36, after=8)
    for number in range(12):
        line(word, "各方当事人应当按照约定履行协议" * (number % 4 + 1), align=BOTH, before=number)
    stops = line(word, "甲\t乙\t丙丁").paragraph_format.tab_stops
    stops.add_tab_stop(Mm(60))
    table = grid(word, (30, 50, 76), 16)
    cell_text(table.cell(0, 0).merge(table.cell(3, 0)), "合并")
    for at, row in enumerate(table.rows):
        for cell in row.cells[1:]:
            cell_text(cell, "各方当事人应当按照约定履行" * (at % 5 + 1))
            cell.paragraphs[0].paragraph_format.keep_with_next = at > 13
    run(line(word, "签名：", align=RIGHT), "下划线", under=True)
    line(word, "印章").paragraph_format.line_spacing = Pt(30)
    return to_bytes(word)
