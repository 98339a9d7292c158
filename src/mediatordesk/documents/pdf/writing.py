"""A Word file as a PDF: read, laid out, drawn, its fonts embedded."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from mediatordesk.documents.fonts.faces import Face
from mediatordesk.documents.fonts.fonts import Fonts
from mediatordesk.documents.layout.flow import make_sheets
from mediatordesk.documents.layout.glyphs import Typesetter
from mediatordesk.documents.layout.profile import WORD, Profile
from mediatordesk.documents.layout.sheets import Sheet
from mediatordesk.documents.pdf.attachments import Attachment
from mediatordesk.documents.pdf.drawing import INK, PageDrawing
from mediatordesk.documents.pdf.embedding import EmbeddedFace
from mediatordesk.documents.pdf.images import add_image
from mediatordesk.documents.pdf.imprint import Imprint
from mediatordesk.documents.pdf.marks import Mark, page_marks
from mediatordesk.documents.pdf.page_codes import PageCode
from mediatordesk.documents.pdf.printed_pictures import PrintedPicture, printed_pictures
from mediatordesk.documents.pdf.syntax import PageFrame, dictionary
from mediatordesk.documents.word.assembling import read_document
from mediatordesk.documents.word.package import Package

if TYPE_CHECKING:
    from mediatordesk.documents.pdf.archival import ArchivalPdf


@dataclass(frozen=True)
class Pdf:
    """A PDF, how many pages it has, and the characters that no font had (printed as 〓).

    `pictures` tells where its pictures stand: a seal is signed at its place.
    """

    data: bytes
    pages: int
    missing_glyphs: tuple[str, ...]
    pictures: tuple[PrintedPicture, ...] = ()


def to_pdf(  # noqa: PLR0913 - what a paper says of itself, and what is printed beside its text
    docx: bytes,
    fonts: Fonts,
    *,
    title: str,
    author: str = "",
    subject: str = "",
    keywords: Sequence[str] = (),
    made_on: date | None = None,
    attachment: Attachment | None = None,
    code: PageCode | None = None,
    seam: bool = False,
    profile: Profile = WORD,
) -> Pdf:
    """Return a Word file as PDF/A-2b (ISO 19005-2); the same file and fonts give the same bytes.

    The words say what it is; a day it bears only if it is told `made_on`. With an `attachment`, the
    data that it was made from, it is PDF/A-3b. With a `code` every page bears it in a corner; with
    `seam` the pages, if there are several, show where the seal across them goes. NoRoomForCode if
    a page has no free corner. Raises a kind of WordFileRefused for a file that is none,
    UnreadablePicture for a damaged picture in it.
    """
    # reportlab costs 0.2 s to import
    from mediatordesk.documents.pdf.archival import ArchivalPdf  # noqa: PLC0415

    unknown: dict[str, None] = {}
    document = read_document(Package.open(docx))
    sheets = make_sheets(document, Typesetter(fonts, profile, unknown))
    marks = page_marks(sheets, fonts, code, seam=seam)
    pdf = ArchivalPdf(Imprint(title, author, subject, tuple(keywords), made_on))
    _PdfMaker(pdf).draw(sheets, marks)
    pictures = printed_pictures(sheets)
    return Pdf(pdf.finish(attachment), len(sheets), tuple(unknown), pictures)


@dataclass
class _PdfMaker:
    """Draws pages into a PDF; gathers the faces and the pictures that they use."""

    pdf: "ArchivalPdf"
    faces: dict[Face, EmbeddedFace] = field(default_factory=dict)
    pictures: dict[bytes, str] = field(default_factory=dict)

    def draw(self, sheets: Sequence[Sheet], marks: Sequence[Sequence[Mark]]) -> None:
        """Draw pages, each with its marks."""
        contents = []
        for sheet, added in zip(sheets, marks, strict=True):
            drawing = PageDrawing(sheet, self._embedded, self._picture)
            marked = (line for mark in added for line in mark.operators(self._embedded))
            contents.append("\n".join((*drawing.operators(), *marked)))
        resources, transparent = self._resources(), bool(self.pictures)
        for sheet, content in zip(sheets, contents, strict=True):
            geometry = sheet.geometry
            frame = PageFrame(geometry.width, geometry.height, resources, transparent)
            self.pdf.add_page(frame, content.encode("ascii"))

    def _embedded(self, face: Face) -> EmbeddedFace:
        if face not in self.faces:
            self.faces[face] = EmbeddedFace(face, f"F{len(self.faces) + 1}")
        return self.faces[face]

    def _picture(self, data: bytes) -> str:
        if data not in self.pictures:
            self.pictures[data] = f"P{len(self.pictures) + 1}"
        return self.pictures[data]

    def _resources(self) -> str:
        """Return what all pages draw with: the fonts and the pictures."""
        fonts = {face.name: face.add_to(self.pdf) for face in self.faces.values()}
        images = {name: add_image(self.pdf, data) for data, name in self.pictures.items()}
        entries = {
            "Font": dictionary(fonts),
            # A seal is ink: the text below it stays readable, as on paper.
            "ExtGState": dictionary({INK: "<</Type/ExtGState/BM/Multiply>>"}),
        }
        if images:
            entries["XObject"] = dictionary(images)
        return self.pdf.add_dictionary(entries)
