"""A Word file as a PDF: read, laid out, drawn, its fonts embedded."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from mediatordesk.documents.fonts.faces import Face, Fonts
from mediatordesk.documents.layout.flow import make_sheets
from mediatordesk.documents.layout.glyphs import Typesetter
from mediatordesk.documents.layout.profile import WORD, Profile
from mediatordesk.documents.layout.sheets import Sheet
from mediatordesk.documents.pdf.drawing import INK, PageDrawing
from mediatordesk.documents.pdf.embedding import EmbeddedFace
from mediatordesk.documents.pdf.images import add_image
from mediatordesk.documents.word.assembling import read_document
from mediatordesk.documents.word.package import Package

PRODUCER = "MediatorDesk"


@dataclass(frozen=True)
class Pdf:
    """A PDF, how many pages it has, and the characters that no font had (printed as 〓)."""

    data: bytes
    pages: int
    missing_glyphs: tuple[str, ...]


def to_pdf(
    docx: bytes,
    fonts: Fonts,
    *,
    title: str,
    author: str = "",
    profile: Profile = WORD,
) -> Pdf:
    """Return a Word file as a PDF; the same file and fonts give the same bytes.

    It bears no date: the paper says its own. Raises a kind of WordFileRefused for a file that
    is none, UnreadablePicture for a damaged picture in it.
    """
    unknown: dict[str, None] = {}
    document = read_document(Package.open(docx))
    sheets = make_sheets(document, Typesetter(fonts, profile, unknown))
    data = _PdfMaker().write(sheets, title=title, author=author)
    return Pdf(data, len(sheets), tuple(unknown))


@dataclass
class _PdfMaker:
    """Writes pages as one PDF with reportlab's document objects."""

    document: Any = None
    faces: dict[Face, EmbeddedFace] = field(default_factory=dict)
    pictures: dict[bytes, str] = field(default_factory=dict)

    def write(self, sheets: Sequence[Sheet], *, title: str, author: str) -> bytes:
        from reportlab.pdfbase import pdfdoc  # noqa: PLC0415  late: reportlab takes 0.2 s

        self.document = pdfdoc.PDFDocument(
            dummyoutline=1, compression=1, invariant=1, lang="zh-CN", pdfVersion=(1, 7)
        )
        self.document.Catalog.Outlines = None
        self.document.info = _information(pdfdoc, title, author)
        digest = hashlib.sha256(title.encode())
        contents = []
        for sheet in sheets:
            drawing = PageDrawing(sheet, self._embedded, self._picture)
            contents.append("\n".join(drawing.operators()))
            digest.update(contents[-1].encode())
        for face in self.faces.values():
            digest.update(face.characters.encode())
        for picture in self.pictures:
            digest.update(picture)
        self.document.updateSignature(digest.digest())
        resources = self._resources(pdfdoc)
        for sheet, content in zip(sheets, contents, strict=True):
            self.document.addPage(_page(pdfdoc, sheet, content, resources))
        return bytes(self.document.format())

    def _embedded(self, face: Face) -> EmbeddedFace:
        if face not in self.faces:
            self.faces[face] = EmbeddedFace(face, f"F{len(self.faces) + 1}")
        return self.faces[face]

    def _picture(self, data: bytes) -> str:
        if data not in self.pictures:
            self.pictures[data] = f"P{len(self.pictures) + 1}"
        return self.pictures[data]

    def _resources(self, pdfdoc: Any) -> Any:
        """Return what all pages draw with: the fonts and the pictures."""
        fonts = {face.name: face.to_font(self.document) for face in self.faces.values()}
        images = {
            name: add_image(self.document, data, name) for data, name in self.pictures.items()
        }
        # A seal is ink: the text below it stays readable, as on paper.
        ink = pdfdoc.PDFDictionary({"BM": "/Multiply"})
        entries = {
            "Font": pdfdoc.PDFDictionary(fonts),
            "ExtGState": pdfdoc.PDFDictionary({INK: ink}),
        }
        if images:
            entries["XObject"] = pdfdoc.PDFDictionary(images)
        return self.document.Reference(pdfdoc.PDFDictionary(entries), "resources")


def _information(pdfdoc: Any, title: str, author: str) -> Any:
    entries = {"Title": pdfdoc.PDFString(title), "Producer": pdfdoc.PDFString(PRODUCER)}
    if author:
        entries["Author"] = pdfdoc.PDFString(author)
    return pdfdoc.PDFDictionary(entries)


def _page(pdfdoc: Any, sheet: Sheet, content: str, resources: Any) -> Any:
    page = pdfdoc.PDFPage()
    page.MediaBox = pdfdoc.PDFArray([0, 0, sheet.geometry.width, sheet.geometry.height])
    page.Resources = resources
    stream = pdfdoc.PDFStream(content=content or " ")
    stream.filters = [pdfdoc.PDFZCompress]
    page.Contents = stream
    return page
