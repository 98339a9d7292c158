"""A contract as WPS leaves it: grid, indents in characters, autofit, marks of editing."""

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from .papers import CENTRE, FANGSONG, HEI, SLOTS, blank, page_number, run, to_bytes
from .seeded import element

CLAUSES = (
    "经本调解委员会主持调解，双方当事人在平等、自愿的基础上就劳务报酬一事达成如下协议，并承诺按期履行",
    "被申请人O'Brien & Sons有限公司于2025年6月30日前向申请人{{申请人.姓名}}支付"
    "劳务费{{金额}}元（含税）",
    "逾期未付的，按照全国银行间同业拆借中心公布的贷款市场报价利率（LPR）的1.5倍计算违约金至实际清偿之日",
)


def wps_contract(*, paragraphs: int = 18) -> bytes:
    """Return the contract as bytes."""
    word = blank(size=14)
    _as_wps_writes(word)
    title = word.add_paragraph()
    run(title, "调 解 协 议", HEI, 22)
    title.alignment = CENTRE
    _spaced(title, beforeLines="100", afterLines="50")
    for at in range(paragraphs):
        _clause(word.add_paragraph(), at)
    _table(word)
    word.add_paragraph()
    broken = word.add_paragraph("附件另起一页。")
    broken.runs[0]._r.addprevious(element('<w:r><w:br w:type="page"/></w:r>'))
    last = word.add_paragraph("本协议一式三份。")
    _spaced(last, line="400", lineRule="atLeast", beforeAutospacing="1", before="100")
    page_number(word.sections[0].footer.paragraphs[0])
    return to_bytes(word)


def set_grid(word: WordDocument, kind: str) -> None:
    """Give a file the grid of a new Chinese document: 15.6 points a line."""
    section = word.sections[0]._sectPr
    for old in section.findall(qn("w:docGrid")):
        section.remove(old)
    section.append(element(f'<w:docGrid w:type="{kind}" w:linePitch="312"/>'))


def _as_wps_writes(word: WordDocument) -> None:
    set_grid(word, "lines")
    settings = word.settings.element
    for old in settings.findall(qn("w:characterSpacingControl")):
        old.set(qn("w:val"), "compressPunctuation")


def _spaced(paragraph: Paragraph, **spacing: str) -> None:
    paragraph.paragraph_format.space_before = 0
    made = paragraph._p.get_or_add_pPr().find(qn("w:spacing"))
    assert made is not None
    for name, value in spacing.items():
        made.set(qn(f"w:{name}"), value)


def _clause(paragraph: Paragraph, at: int) -> None:
    """Fill a paragraph with a clause that was typed, corrected and proof-read."""
    text = f"第{at + 1}条 {CLAUSES[at % 3]}。"
    half = len(text) // 2
    for piece, language in ((text[:half], "zh-CN"), (text[half:], "en-US")):
        added = run(paragraph, piece)
        added._r.set(qn("w:rsidR"), f"00A{at:05d}")
        added._r.get_or_add_rPr().append(element(f'<w:lang w:eastAsia="{language}"/>'))
        added._r.append(element("<w:lastRenderedPageBreak/>"))
        added._r.addprevious(element('<w:proofErr w:type="spellStart"/>'))
    paragraph._p.insert(1, element(f'<w:bookmarkStart w:id="{at}" w:name="_GoBack{at}"/>'))
    paragraph._p.append(element(f'<w:bookmarkEnd w:id="{at}"/>'))
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), "420")
    if at % 4 == 3:
        _spaced(paragraph, line="360", lineRule="auto")


def _table(word: WordDocument) -> None:
    table = word.add_table(6, 3)
    table.style = "Table Grid"
    widths = (1800, 2600, 4444)
    for column, width in zip(table._tbl.tblGrid, widths, strict=True):
        column.set(qn("w:w"), str(width))
    for at, row in enumerate(table.rows):
        for cell, text in zip(
            row.cells,
            (f"第{at + 1}期", "2025年7月31日", "人民币壹万元整（¥10,000.00）"),
            strict=True,
        ):
            properties = cell._tc.get_or_add_tcPr()
            for old in properties.findall(qn("w:tcW")):
                properties.remove(old)
            properties.insert(0, element('<w:tcW w:w="0" w:type="auto"/>'))
            added = run(cell.paragraphs[0], text, size=12)
            for slot in SLOTS:
                added._r.get_or_add_rPr().get_or_add_rFonts().set(qn(slot), FANGSONG)
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    if layout is not None:
        table._tbl.tblPr.remove(layout)
