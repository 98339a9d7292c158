"""A Word sheet as a clerk would have it: plain styles, frozen line spacing, fixed tables.

Only what every consumer (Word, WPS, our own PDF engine) lays out alike is used: exact line
spacing, no document grid, no punctuation compression, lengths in twips (docs/documents.md).
"""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm
from grids import Grid
from looks import BODY, CELL, LOOKS, PAGE_NUMBER, Look
from paragraphs import fonts, node, page_field, paragraph, run, style

STILL = datetime(2026, 1, 1, tzinfo=UTC)
"""Written into the files instead of the present moment: the same source makes the same bytes."""
KEPT_STYLES = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}


@dataclass(frozen=True)
class Layout:
    """Paper and margins in millimetres: top, bottom, left (binding side), right."""

    top: float
    bottom: float
    left: float
    right: float
    width: float = 210
    height: float = 297

    @property
    def text_width(self) -> float:
        """Return the width of the text block in millimetres."""
        return self.width - self.left - self.right


LETTER = Layout(37, 35, 28, 26)
"""GB/T 9704-2012: a text block of 156 × 225 mm."""
FORM = Layout(22, 20, 27, 23)
WIDE_FORM = Layout(16, 18, 20, 20, width=297, height=210)


class Sheet:
    """One template while it is written, from top to bottom."""

    def __init__(
        self, title: str, layout: Layout = LETTER, *, own_looks: Iterable[Look] = ()
    ) -> None:
        self.layout = layout
        self.document = Document()
        _settle_properties(self.document, title)
        _settle_styles(self.document, (*LOOKS, *own_looks))
        _settle_settings(self.document)
        _settle_page(self.document, layout)
        self.body = self.document.element.body
        self.end = self.body.sectPr

    def write(
        self,
        text: str,
        look: Look = BODY,
        *,
        head: str = "",
        new_page: bool = False,
        keep: bool = False,
    ) -> None:
        """Add a paragraph: `head` in 黑体, then the text; `keep` holds it with the next one."""
        self.end.addprevious(paragraph(text, look, head=head, new_page=new_page, keep=keep))

    def grid(self, *widths: float, ruled: bool = True, inset: float = 1.5) -> Grid:
        """Add a table of fixed column widths in millimetres, ruled or (for layout) not."""
        grid = Grid(widths, ruled=ruled, inset=inset)
        self.end.addprevious(grid.element)
        return grid

    def number_pages(self, *, of_total: bool = False, before: str = "") -> None:
        """Write the page's number as GB/T 9704-2012, 7.5 does: — 1 —, for agreements — 1/2 —.

        `before` stands beside it at the foot of every page.
        """
        codes = ("PAGE", "NUMPAGES") if of_total else ("PAGE",)
        numbered = paragraph("", PAGE_NUMBER)
        for between, code in zip((f"{before}— ", "/"), codes, strict=False):
            numbered.extend([run(between), *page_field(code)])
        numbered.append(run(" —"))
        empty = self.document.sections[0].footer.paragraphs[0].paragraph_format.element
        empty.getparent().replace(empty, numbered)

    def save(self, path: Path) -> None:
        """Write the template; the same sheet gives the same bytes."""
        written = io.BytesIO()
        self.document.save(written)
        with zipfile.ZipFile(written) as source, zipfile.ZipFile(path, "w") as target:
            for name in source.namelist():
                member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                member.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(member, source.read(name))


def _settle_properties(document: DocxDocument, title: str) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, "MediatorDesk", "zh-CN"
    properties.comments = properties.keywords = properties.last_modified_by = ""
    properties.created = properties.modified = STILL
    properties.revision = 1
    package = document.part.package
    for name, link in list(package.rels.items()):
        if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[name]


def _settle_styles(document: DocxDocument, looks: Iterable[Look]) -> None:
    """Leave the four styles that every document has, and add our own looks."""
    styles = document.styles.element
    for one in list(styles.style_lst):
        if one.styleId not in KEPT_STYLES:
            styles.remove(one)
    defaults = styles.find(qn("w:docDefaults"))
    language = node("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    characters = node("rPr", fonts("宋体"), node("sz", val=24), node("szCs", val=24), language)
    spacing = node("spacing", before=0, after=0, line=round(CELL.line * 20), lineRule="exact")
    lines = node("pPr", node("overflowPunct", val=0), spacing)
    replacement = node("docDefaults", node("rPrDefault", characters), node("pPrDefault", lines))
    styles.replace(defaults, replacement)
    styles.extend(style(look) for look in looks)


def _settle_settings(document: DocxDocument) -> None:
    """Switch punctuation compression off, and ask Word for its present layout rules."""
    settings = document.settings.element
    spacing = settings.find(qn("w:characterSpacingControl"))
    spacing.set(qn("w:val"), "doNotCompress")
    compat = settings.find(qn("w:compat"))
    for old in list(compat):
        compat.remove(old)
    # A fact of several lines must not be stretched where it was broken by hand.
    compat.append(node("doNotExpandShiftReturn"))
    rules = {"uri": "http://schemas.microsoft.com/office/word", "val": 15}
    compat.append(node("compatSetting", name="compatibilityMode", **rules))
    language = settings.find(qn("w:themeFontLang"))
    if language is not None:
        language.set(qn("w:eastAsia"), "zh-CN")


def _settle_page(document: DocxDocument, layout: Layout) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(layout.width), Mm(layout.height)
    if layout.width > layout.height:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.top_margin, section.bottom_margin = Mm(layout.top), Mm(layout.bottom)
    section.left_margin, section.right_margin = Mm(layout.left), Mm(layout.right)
    # The number stands 7 mm below the text (GB/T 9704-2012, 7.5), its line is 6.4 mm high.
    section.footer_distance = Mm(layout.bottom - 7 - 6.4)
    section.header_distance = Mm(15)
    properties = document.element.body.sectPr
    for grid in properties.findall(qn("w:docGrid")):
        properties.remove(grid)
