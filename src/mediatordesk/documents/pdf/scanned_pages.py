"""Scanned sheets as the pages of one PDF."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from mediatordesk.documents.pdf.images import add_image, open_picture
from mediatordesk.documents.pdf.imprint import Imprint
from mediatordesk.documents.pdf.syntax import PageFrame, dictionary

if TYPE_CHECKING:  # it costs 0.2 s to import
    from mediatordesk.documents.pdf.archival import ArchivalPdf

POINTS_PER_INCH = 72


def sheets_pdf(
    jpegs: Sequence[bytes], *, title: str, subject: str = "", made_on: date | None = None
) -> bytes:
    """Return pictures of sheets (`sheet_jpeg`) as a PDF/A-2b, each a page of the sheet's size.

    The same pictures give the same bytes. UnreadablePicture if one is no picture.
    """
    # reportlab costs 0.2 s to import
    from mediatordesk.documents.pdf.archival import ArchivalPdf  # noqa: PLC0415

    pdf = ArchivalPdf(Imprint(title, subject=subject, made_on=made_on))
    for jpeg in jpegs:
        _add_sheet(pdf, jpeg)
    return pdf.finish()


def _add_sheet(pdf: "ArchivalPdf", jpeg: bytes) -> None:
    picture = open_picture(jpeg)
    dpi = picture.info.get("dpi", (POINTS_PER_INCH, POINTS_PER_INCH))
    width, height = (
        side / dots * POINTS_PER_INCH for side, dots in zip(picture.size, dpi, strict=True)
    )
    resources = pdf.add_dictionary({"XObject": dictionary({"P1": add_image(pdf, jpeg)})})
    content = f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /P1 Do Q"
    pdf.add_page(PageFrame(width, height, resources), content.encode())
