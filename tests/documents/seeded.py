"""Word files that each hold one thing which papers cannot have, on their second page."""

import io
import re
from collections.abc import Callable, Mapping
from copy import deepcopy

from docx.document import Document as WordDocument
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from PIL import Image

from .papers import blank, cell_text, line, to_bytes

NEAR = "请看这里："
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
}
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())


def element(xml: str) -> BaseOxmlElement:
    """Return an element of a document, its namespaces declared."""
    name = re.match("<[\\w:]+", xml)
    assert name is not None
    return parse_xml(f"{name[0]} {DECLARED} {xml[name.end() :]}")


def two_pages() -> tuple[WordDocument, Paragraph]:
    """Return a file of two pages, and the only paragraph of the second."""
    word = blank()
    line(word, "第一页：覃𬭎与 O'Brien & Sons")
    paragraph = line(word, NEAR)
    paragraph.paragraph_format.page_break_before = True
    return word, paragraph


Seed = Callable[[WordDocument, Paragraph], object]


def _in_paragraph(xml: str) -> Seed:
    return lambda _word, paragraph: paragraph._p.append(element(xml))


def _in_run(xml: str) -> Seed:
    return lambda _word, paragraph: paragraph.runs[0]._r.append(element(xml))


def _in_format(xml: str) -> Seed:
    return lambda _word, paragraph: paragraph._p.get_or_add_pPr().append(element(xml))


def _in_characters(xml: str) -> Seed:
    return lambda _word, paragraph: paragraph.runs[0]._r.get_or_add_rPr().append(element(xml))


def _before(xml: str) -> Seed:
    return lambda _word, paragraph: paragraph._p.addnext(element(xml))


def _in_section(xml: str) -> Seed:
    def seed(word: WordDocument, _paragraph: Paragraph) -> None:
        section, made = word.sections[0]._sectPr, element(xml)
        for old in section.findall(made.tag):
            section.remove(old)
        section.append(made)

    return seed


def _field(code: str) -> Seed:
    def seed(_word: WordDocument, paragraph: Paragraph) -> None:
        half = len(code) // 2
        for xml in (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            f'<w:r><w:instrText xml:space="preserve"> {code[:half]}</w:instrText></w:r>',
            f'<w:r><w:instrText xml:space="preserve">{code[half:]} </w:instrText></w:r>',
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            "<w:r><w:t>旧值</w:t></w:r>",
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ):
            paragraph._p.append(element(xml))

    return seed


def _in_table(name: str, xml: str) -> Seed:
    def seed(word: WordDocument, paragraph: Paragraph) -> None:
        table = word.add_table(1, 2)
        cell_text(table.cell(0, 0), NEAR)
        paragraph._p.addnext(table._tbl)
        place = table._tbl.tblPr if name == "tblPr" else table.cell(0, 0)._tc.get_or_add_tcPr()
        place.append(element(xml))

    return seed


def _graphic(uri: str, content: str = "", around: str = "inline") -> str:
    return (
        f'<w:drawing><wp:{around}><wp:extent cx="900000" cy="900000"/><a:graphic>'
        f'<a:graphicData uri="{uri}">{content}</a:graphicData></a:graphic>'
        f"</wp:{around}></w:drawing>"
    )


def _picture(kind: str) -> Seed:
    """Put a picture in, made unreadable or floating."""

    def seed(_word: WordDocument, paragraph: Paragraph) -> None:
        target = io.BytesIO()
        Image.new("RGB", (40, 20), "red").save(target, "PNG")
        run = paragraph.add_run()
        run.add_picture(io.BytesIO(target.getvalue()))
        drawing = run._r.xpath("./w:drawing")[0]
        if kind == "metafile":
            part = paragraph.part.related_parts[drawing.xpath(".//a:blip/@r:embed")[0]]
            part._blob = b"\x01\x00\x00\x00" + bytes(40)
        if kind == "floating":
            drawing[0].tag = drawing[0].tag.replace("inline", "anchor")

    return seed


def _watermark(word: WordDocument, _paragraph: Paragraph) -> None:
    header = word.sections[0].header.paragraphs[0]
    header.add_run("页眉")
    shape = '<v:shape id="PowerPlusWaterMarkObject1"><v:textpath string="机密"/></v:shape>'
    header._p.append(element(f"<w:r><w:pict>{shape}</w:pict></w:r>"))


def _tracked(tag: str, text: str) -> Seed:
    return _in_paragraph(
        f'<w:{tag} w:id="1" w:author="某人" w:date="2025-01-01T00:00:00Z">'
        f"<w:r><w:{text}>改</w:{text}></w:r></w:{tag}>"
    )


def _mail_merge(word: WordDocument, _paragraph: Paragraph) -> None:
    word.settings.element.insert(
        0, element('<w:mailMerge><w:dataType w:val="textFile"/></w:mailMerge>')
    )


def _second_section(xml: str) -> Seed:
    """End a section with the paragraph of the second page; the next one has other margins."""

    def seed(word: WordDocument, paragraph: Paragraph) -> None:
        line(word, "下一节")
        last = word.sections[-1]._sectPr
        paragraph._p.get_or_add_pPr().append(deepcopy(last))
        last.insert(0, element(xml))
        word.sections[-1].left_margin = Mm(60)

    return seed


BOX = "<w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent>"
DRAWINGML = "http://schemas.openxmlformats.org/drawingml/2006"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"

#: What a file holds → (the name of the feature that must be found, how it is put in).
SEEDS: Mapping[str, tuple[str, Seed]] = {
    "text box": (
        "text-box",
        _in_run(_graphic(SHAPE, f"<wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp>", "anchor")),
    ),
    "text box of Word 97": ("text-box", _in_run(f"<w:pict><v:textbox>{BOX}</v:textbox></w:pict>")),
    "text box in two forms": (
        "text-box",
        _in_run(
            f'<mc:AlternateContent><mc:Choice Requires="wps">{_graphic(SHAPE, BOX)}</mc:Choice>'
            f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent>"
        ),
    ),
    "old drawing": ("old-drawing", _in_run('<w:pict><v:rect style="width:9pt"/></w:pict>')),
    "object": ("object", _in_run('<w:object><o:OLEObject Type="Embed"/></w:object>')),
    "watermark": ("watermark", _watermark),
    "inserted text": ("tracked-changes", _tracked("ins", "t")),
    "deleted text": ("tracked-changes", _tracked("del", "delText")),
    "text moved away": ("tracked-changes", _tracked("moveFrom", "t")),
    "text moved here": ("tracked-changes", _tracked("moveTo", "t")),
    "changed format": (
        "tracked-changes",
        _in_format('<w:pPrChange w:id="1" w:author="某人"><w:pPr/></w:pPrChange>'),
    ),
    "deleted paragraph mark": (
        "tracked-changes",
        _in_format('<w:rPr><w:del w:id="1" w:author="某人"/></w:rPr>'),
    ),
    "frame": ("frame", _in_format('<w:framePr w:w="2000" w:hAnchor="page" w:x="900"/>')),
    "drop cap": ("drop-cap", _in_format('<w:framePr w:dropCap="drop" w:lines="3"/>')),
    "another file": ("other-file", _before('<w:altChunk r:id="rId99"/>')),
    "subdocument": ("other-file", _before('<w:subDoc r:id="rId99"/>')),
    "footnote": ("footnote", _in_run('<w:footnoteReference w:id="2"/>')),
    "endnote": ("endnote", _in_run('<w:endnoteReference w:id="2"/>')),
    "pronunciation": (
        "pronunciation",
        _in_run(
            "<w:ruby><w:rt><w:r><w:t>qín</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>覃</w:t></w:r></w:rubyBase></w:ruby>"
        ),
    ),
    "vertical section": ("vertical-text", _in_section('<w:textDirection w:val="tbRl"/>')),
    "vertical cell": ("vertical-text", _in_table("tcPr", '<w:textDirection w:val="tbRlV"/>')),
    "floating table": ("floating-table", _in_table("tblPr", '<w:tblpPr w:tblpX="900"/>')),
    "two lines in one": ("two-lines-in-one", _in_characters('<w:eastAsianLayout w:combine="1"/>')),
    "formula": ("formula", _in_paragraph("<m:oMath><m:r><m:t>x²</m:t></m:r></m:oMath>")),
    "encircled character": ("formula", _field(r"EQ \o\ac(○,印)")),
    "columns": ("columns", _in_section('<w:cols w:num="2"/>')),
    "column break": ("columns", _in_run('<w:br w:type="column"/>')),
    "right-to-left paragraph": ("right-to-left", _in_format("<w:bidi/>")),
    "right-to-left text": ("right-to-left", _in_characters("<w:rtl/>")),
    "right-to-left table": ("right-to-left", _in_table("tblPr", "<w:bidiVisual/>")),
    "day of today": ("field", _field(r'DATE \@ "yyyy年M月d日"')),
    "unknown code": ("field", _field("SAVEDATE")),
    "simple field": (
        "field",
        _in_paragraph('<w:fldSimple w:instr=" AUTHOR "><w:r><w:t>某</w:t></w:r></w:fldSimple>'),
    ),
    "mail merge field": ("mail-merge", _field("MERGEFIELD 姓名")),
    "mail merge": ("mail-merge", _mail_merge),
    "content from outside": ("outside-content", _field(r'INCLUDETEXT "C:\\a.docx"')),
    "data binding": (
        "data-binding",
        _before(
            '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{1}"/></w:sdtPr>'
            "<w:sdtContent><w:p><w:r><w:t>请看这里：值</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    ),
    "chart": ("chart", _in_run(_graphic(f"{DRAWINGML}/chart", '<c:chart r:id="rId99"/>'))),
    "SmartArt": ("smart-art", _in_run(_graphic(f"{DRAWINGML}/diagram", "<dgm:relIds/>"))),
    "shape": ("drawing", _in_run(_graphic(SHAPE, "<wps:wsp/>"))),
    "border around pages": (
        "page-borders",
        _in_section('<w:pgBorders><w:top w:val="single" w:sz="4"/></w:pgBorders>'),
    ),
    "line numbers": ("line-numbers", _in_section('<w:lnNumType w:countBy="5"/>')),
    "centred page": ("section-align", _in_section('<w:vAlign w:val="center"/>')),
    "roman page numbers": ("page-number-format", _in_section('<w:pgNumType w:fmt="upperRoman"/>')),
    "other margins below": ("section-paper", _second_section('<w:type w:val="continuous"/>')),
    "diagonal line": (
        "diagonal-line",
        _in_table("tcPr", '<w:tcBorders><w:tl2br w:val="single" w:sz="4"/></w:tcBorders>'),
    ),
    "border between paragraphs": (
        "side-borders",
        _in_format('<w:pBdr><w:between w:val="single" w:sz="4"/></w:pBdr>'),
    ),
    "metafile": ("lost-picture", _picture("metafile")),
    "floating picture": ("floating-picture", _picture("floating")),
    "comment": ("comment", _in_run('<w:commentReference w:id="1"/>')),
    "day typed by Word": ("content", _in_run("<w:dayLong/>")),
    "glowing text": ("format", _in_characters('<w:effect w:val="blinkBackground"/>')),
    "unheard-of content": (
        "lost-text",
        _in_paragraph("<w:unheardOf><w:deep><w:t>深处的字</w:t></w:deep></w:unheardOf>"),
    ),
}


def seeded(name: str) -> bytes:
    """Return the Word file that holds one thing which papers cannot have."""
    word, paragraph = two_pages()
    SEEDS[name][1](word, paragraph)
    return to_bytes(word)
