"""A Word file with one of everything that this room reads, written as Word writes it."""

import io
import zipfile

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from PIL import Image

from mediatordesk.documents.word.package import DOCUMENT, write_package
from tests.documents.papers import blank, cell_text, field, grid, line, page_number, to_bytes

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
COLOURS = {"red": (0, 0), "green": (1, 0), "blue": (0, 1), "orange": (1, 1)}
BORDER = '<w:{side} w:val="single" w:sz="8" w:space="4" w:color="C00000"/>'
BOXED = "".join(BORDER.format(side=side) for side in ("top", "left", "bottom", "right"))


def add(word: WordDocument, inner: str) -> None:
    """Add a paragraph, its inside written as WordprocessingML."""
    body = word.element.body
    body.insert(len(body) - 1, parse_xml(f"<w:p {NAMESPACES}>{inner}</w:p>"))


def text(words: str, formats: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{formats}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def picture(kind: str = "PNG") -> bytes:
    """Return a small picture of four colours."""
    image = Image.new("RGB", (40, 20))
    for colour, (column, row) in COLOURS.items():
        image.paste(colour, (column * 20, row * 10, column * 20 + 20, row * 10 + 10))
    target = io.BytesIO()
    image.save(target, kind)
    return target.getvalue()


def drawing(word: WordDocument, *, cut: str = "", frame: str = "", anchor: str = "") -> str:
    """Return a run with the picture, 72 by 36 points; floating where `anchor` is given."""
    link, _image = word.part.get_or_add_image(io.BytesIO(picture()))
    inside = (
        '<wp:extent cx="914400" cy="457200"/><a:graphic><a:graphicData uri="picture"><pic:pic>'
        f'<pic:blipFill><a:blip r:embed="{link}"/>{cut}</pic:blipFill>'
        f"<pic:spPr><a:xfrm {frame}/></pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )
    kind = "anchor" if anchor else "inline"
    return f"<w:r><w:drawing><wp:{kind}>{anchor}{inside}</wp:{kind}></w:drawing></w:r>"


def place(across: str, down: str) -> str:
    """Return where a floating picture stands: an alignment or a distance, by the page."""
    return "".join(
        f'<wp:position{axis} relativeFrom="page"><wp:{"align" if word.isalpha() else "posOffset"}>'
        f"{word}</wp:{'align' if word.isalpha() else 'posOffset'}></wp:position{axis}>"
        for axis, word in (("H", across), ("V", down))
    )


def text_box(words: str, align: str = "center") -> str:
    """Return a run with a text box in its two forms, for new and old Word."""
    content = f"<w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        f'<wp:positionH relativeFrom="page"><wp:align>{align}</wp:align></wp:positionH>'
        f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def rich() -> bytes:
    """Return the file."""
    word = blank(size=14)
    for formats in (
        *('<w:highlight w:val="yellow"/>', '<w:shd w:val="clear" w:fill="D9E2F3"/>'),
        *('<w:bdr w:val="single" w:sz="4"/>', '<w:em w:val="dot"/>', '<w:w w:val="80"/>'),
        *('<w:position w:val="8"/>', "<w:smallCaps/>", '<w:u w:val="wave"/>', "<w:vanish/>"),
    ):
        add(word, text("覃𬭎 O'Brien &amp; Sons", formats))
    add(word, f'<w:pPr><w:pBdr>{BOXED}</w:pBdr><w:shd w:fill="FFF2CC"/></w:pPr>' + text("方框"))
    tabs = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8000"/></w:tabs>'
    add(word, f"<w:pPr>{tabs}</w:pPr>" + text("总则") + "<w:r><w:tab/></w:r>" + text("12"))
    add(word, '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + text_box("框内"))
    add(word, drawing(word, cut='<a:srcRect l="50000" b="50000"/>', frame='rot="5400000"'))
    add(word, drawing(word, anchor=place("right", "bottom")) + text("浮动"))
    for style, words in (("List Number", "甲"), ("List Number", "乙"), ("List Bullet", "丙")):
        word.add_paragraph(words, style=style)
    table = word.add_table(4, 3, style="Medium Grid 3 Accent 2")
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 2).merge(table.cell(2, 2))
    inner = grid(word, (20, 30), 2)
    table.cell(3, 0)._tc.append(inner._tbl)
    table.cell(3, 0).add_paragraph()
    for cell in table.columns[1].cells:
        cell_text(cell, "格")
    second = word.add_section()
    second.orientation, second.page_width, second.page_height = (
        WD_ORIENT.LANDSCAPE,
        Mm(297),
        Mm(210),
    )
    line(word, "横页，", first=2)
    field(word.paragraphs[-1], "NUMPAGES")
    page_number(word.sections[0].footer.paragraphs[0])
    word.sections[0].header.paragraphs[0].text = "页眉"
    return to_bytes(word)


def holding(body: str, **parts: str) -> bytes:
    """Return a Word file with this body, and with parts changed."""
    word = blank()
    line(word, "字")
    with zipfile.ZipFile(io.BytesIO(to_bytes(word))) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    kept[DOCUMENT] = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()
    for name, content in parts.items():
        kept[f"word/{name}.xml"] = f"<w:{name} {NAMESPACES}>{content}</w:{name}>".encode()
    return write_package(kept)
