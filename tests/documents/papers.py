"""Templates as a clerk has them from Word or WPS, made with python-docx."""

import io
from collections.abc import Iterable

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

CENTRE, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
LEFT = WD_ALIGN_PARAGRAPH.LEFT
TITLE, HEI, KAI, SONG, FANGSONG = "方正小标宋简体", "黑体", "楷体", "宋体", "仿宋"
SLOTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")


def blank(margins: tuple[int, int, int, int] = (37, 35, 28, 26), size: float = 16) -> WordDocument:
    """A4 with the margins (top, bottom, left, right in mm) and the face of GB/T 9704-2012."""
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(margins[0]), Mm(margins[1])
    section.left_margin, section.right_margin = Mm(margins[2]), Mm(margins[3])
    section.header_distance, section.footer_distance = Mm(15), Mm(24)
    normal = word.styles["Normal"]
    normal.font.size = Pt(size)
    normal.font.name = FANGSONG
    for slot in SLOTS:
        normal.element.rPr.rFonts.set(qn(slot), FANGSONG)
    normal.paragraph_format.space_after = Pt(0)
    spacing = OxmlElement("w:overflowPunct")
    spacing.set(qn("w:val"), "0")
    normal.element.get_or_add_pPr().append(spacing)
    return word


def to_bytes(word: WordDocument) -> bytes:
    """Save a document."""
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def opened(docx: bytes) -> WordDocument:
    """Open a document as python-docx does."""
    return Document(io.BytesIO(docx))


def text_of(docx: bytes) -> str:
    """All text of a document in its order, tables cell by cell, as python-docx reads it."""
    found: list[str] = []
    for block in opened(docx).iter_inner_content():
        found += [block.text] if isinstance(block, Paragraph) else _table_text(block)
    return "\n".join(found)


def _table_text(table: Table) -> list[str]:
    found: list[str] = []
    seen: set[object] = set()
    for row in table.rows:
        for cell in row.cells:
            if cell._tc not in seen:
                seen.add(cell._tc)
                for block in cell.iter_inner_content():
                    found += [block.text] if isinstance(block, Paragraph) else _table_text(block)
    return found


def run(
    paragraph: Paragraph, text: str, font: str = "", size: float = 0, *, under: bool = False
) -> Run:
    """Add a run in a font."""
    added = paragraph.add_run(text)
    if font:
        fonts = added._r.get_or_add_rPr().get_or_add_rFonts()
        for slot in SLOTS:
            fonts.set(qn(slot), font)
    if size:
        added.font.size = Pt(size)
    added.underline = under or None
    return added


def line(
    place: WordDocument | _Cell | Paragraph,
    *texts: str | tuple[str, str],
    align: WD_ALIGN_PARAGRAPH = LEFT,
    size: float = 0,
    exact: float = 28,
    first: int = 0,
    before: float = 0,
    after: float = 0,
) -> Paragraph:
    """Add a paragraph of texts, each plain or (text, font); `first` is its indent in characters."""
    paragraph = place if isinstance(place, Paragraph) else place.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.line_spacing = Pt(exact)
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(after)
    if first:
        indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), str(first * 100))
        indent.set(qn("w:firstLine"), str(first * 320))
    for text in texts:
        run(paragraph, *((text, "") if isinstance(text, str) else text), size)
    return paragraph


def field(paragraph: Paragraph, code: str, font: str = "", size: float = 0) -> None:
    """Add a field of Word, as PAGE."""
    for kind, text in (("begin", ""), ("", f" {code} "), ("separate", ""), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run(paragraph, "", font, size)._r.append(element)


def page_number(paragraph: Paragraph) -> None:
    """Write “— 1 —” with a field for the page, as GB/T 9704-2012 has it."""
    paragraph.alignment = CENTRE
    run(paragraph, "— ", SONG, 14)
    field(paragraph, "PAGE", SONG, 14)
    run(paragraph, " —", SONG, 14)


def cell_text(
    cell: _Cell, *texts: str | tuple[str, str], align: WD_ALIGN_PARAGRAPH = CENTRE, first: int = 0
) -> None:
    """Fill a cell with one paragraph of 12 points, centred upright."""
    align_cell = OxmlElement("w:vAlign")
    align_cell.set(qn("w:val"), "center")
    cell._tc.get_or_add_tcPr().append(align_cell)
    line(cell.paragraphs[0], *texts, align=align, size=12, exact=20, first=first)


def grid(word: WordDocument, widths: Iterable[int], rows: int) -> Table:
    """Add a ruled table with columns of these widths in mm."""
    columns = list(widths)
    table: Table = word.add_table(rows=rows, cols=len(columns))
    table.style = "Table Grid"
    table.autofit = False
    for at, width in enumerate(columns):
        table.columns[at].width = Mm(width)
        for row in table.rows:
            row.cells[at].width = Mm(width)
    return table


def agreement() -> bytes:
    """人民调解协议书: parties and clauses repeat, signatures, a seal over the date."""
    word = blank()
    page_number(word.sections[0].footer.paragraphs[0])
    line(word, ("人民调解协议书", TITLE), align=CENTRE, size=22, exact=36, after=8)
    line(word, "编号：{{编号}}", align=RIGHT, after=6)
    line(
        word,
        ("当事人{{当事人.序}}：", HEI),
        "{{当事人.姓名}}，性别{{当事人.性别?}}，公民身份号码{{当事人.号码}}，住{{当事人.住址}}。",
        align=BOTH,
        first=2,
    )
    line(word, "{{若 当事人.是单位}}法定代表人：{{当事人.代表}}。", align=BOTH, first=2)
    line(word, ("纠纷主要事实、争议事项：", HEI), first=2).paragraph_format.keep_with_next = True
    line(word, "{{事实}}", align=BOTH, first=2)
    line(word, ("经调解，自愿达成如下协议：", HEI), first=2).paragraph_format.keep_with_next = True
    line(word, "{{条款.序}}、{{条款}}", align=BOTH, first=2)
    line(word, ("履行方式、时限：", HEI), "{{履行}}", align=BOTH, first=2)
    line(word, "本协议一式{{份数}}份，双方当事人、人民调解委员会各持一份。", align=BOTH, first=2)
    for who in ("当事人（签名、盖章或按指印）：", "人民调解员（签名）："):
        last = line(word, who, first=2, before=6)
        last.paragraph_format.keep_with_next = True
        run(last, "　　　　　　　　", under=True)
    line(
        word, "（人民调解委员会印章）", align=RIGHT, exact=32
    ).paragraph_format.keep_with_next = True
    line(word, "{{公章?}}{{日期}}", align=RIGHT, exact=32)
    return to_bytes(word)


def form() -> bytes:
    """人民调解受理登记表: merged cells, a row for each party, boxes to tick."""
    word = blank((25, 20, 25, 25))
    line(word, ("人民调解受理登记表", TITLE), align=CENTRE, size=22, exact=36, after=6)
    line(word, "编号：{{编号}}", align=RIGHT, size=12, exact=20, after=4)
    table = grid(word, (24, 28, 16, 18, 18, 56), 8)
    cell_text(table.cell(0, 0), "时　间")
    cell_text(table.cell(0, 1).merge(table.cell(0, 3)), "{{时间}}")
    cell_text(table.cell(0, 4), "受理方式")
    cell_text(table.cell(0, 5), "{{依申请}}依申请受理　{{主动}}主动受理")
    cell_text(table.cell(1, 0), "案　由")
    cell_text(table.cell(1, 1).merge(table.cell(1, 5)), "{{案由}}", align=LEFT)
    cell_text(table.cell(2, 0).merge(table.cell(3, 0)), ("当事人基本情况", HEI))
    for at, head in enumerate(("姓名（名称）", "性别", "年龄", "民族", "住址及联系电话")):
        cell_text(table.cell(2, at + 1), (head, HEI))
    for at, field in enumerate(("姓名", "性别?", "年龄?", "民族?", "住址")):
        cell_text(
            table.cell(3, at + 1), f"{{{{当事人.{field}}}}}", align=LEFT if at == 4 else CENTRE
        )
    cell_text(table.cell(4, 0), ("纠纷简要情况", HEI))
    cell_text(table.cell(4, 1).merge(table.cell(4, 5)), "{{情况}}", align=BOTH, first=2)
    below = table.cell(5, 0).merge(table.cell(5, 5))
    cell_text(below, "以上情况属实，申请人民调解委员会予以调解。", align=LEFT, first=2)
    signed = line(below, "申请人（签名或按指印）：", align=RIGHT, size=12)
    run(signed, "　　　　　　", size=12, under=True)
    line(below, "{{日期}}", align=RIGHT, size=12)
    cell_text(table.cell(6, 0), "登记人")
    cell_text(table.cell(6, 1).merge(table.cell(6, 3)), "{{登记人}}")
    cell_text(table.cell(6, 4), "备注")
    cell_text(table.cell(6, 5), "{{备注?}}")
    cell_text(table.cell(7, 0), "附　件")
    cell_text(table.cell(7, 1).merge(table.cell(7, 5)), "{{附件.序号}}. {{附件}}", align=LEFT)
    for row in table.rows:
        row.height = Mm(10)
    line(word, ("注：本表由人民调解委员会存档，一案一表。", KAI), size=10.5, exact=18, before=4)
    return to_bytes(word)


def notice() -> bytes:
    """人民调解通知书: red letterhead with a line, a red seal over the date."""
    word = blank()
    head = line(word, ("{{委员会}}", TITLE), align=CENTRE, size=26, exact=40, after=10)
    head.runs[0].font.color.rgb = docx_red()
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "8"), ("color", "FF0000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    head._p.get_or_add_pPr().insert(0, borders)
    line(word, "{{编号}}", align=CENTRE, after=16)
    line(word, ("人民调解通知书", TITLE), align=CENTRE, size=22, exact=36, after=16)
    line(word, "{{姓名}}：")
    line(
        word,
        "本委员会已受理{{申请人}}与你方关于{{案由}}的纠纷一案。根据《中华人民共和国人民调解法》"
        "第十七条、第二十条的规定，定于{{时间}}在{{地点}}进行调解，请准时参加。",
        align=BOTH,
        first=2,
    )
    line(
        word,
        "当事人在人民调解活动中享有下列权利：（一）选择或者接受人民调解员；（二）接受调解、"
        "拒绝调解或者要求终止调解；（三）要求调解公开进行或者不公开进行；（四）自主表达意愿、"
        "自愿达成调解协议。",
        align=BOTH,
        first=2,
    )
    line(word, "联系人：{{联系人}}　　联系电话：{{电话}}", align=BOTH, first=2)
    line(word, "特此通知。", align=BOTH, first=2, after=28)
    line(word, "{{委员会}}", align=RIGHT)
    line(word, "{{公章?}}{{日期}}", align=RIGHT)
    return to_bytes(word)


def docx_red() -> object:
    """Return the red of a letterhead."""
    return RGBColor(0xE6, 0, 0)
