"""Several PDFs as one, and a scanned picture as a page."""

import io
from collections.abc import Sequence

from PIL import Image, ImageOps

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_

PAGE = (595.276, 841.89)
"""A4 in points."""
MARGIN = 28.35
"""10 mm in points: what a printer may not reach."""


class NotAPdf(DeskError):
    """A file that should be a PDF cannot be read as one."""

    happened = N_("A file that should be a PDF cannot be read.")
    kept = N_("The files in the case are unchanged.")
    to_do = N_("Scan the paper again, and add it in place of the damaged file.")


def join_pdfs(pdfs: Sequence[bytes]) -> bytes:
    """Return several PDFs as one, pages in order; the same input gives the same bytes."""
    import pikepdf  # noqa: PLC0415  late: pikepdf takes 0.2 s

    joined = pikepdf.Pdf.new()
    try:
        for data in pdfs:
            with pikepdf.Pdf.open(io.BytesIO(data)) as one:
                joined.pages.extend(one.pages)
    except pikepdf.PdfError as error:
        raise NotAPdf from error
    written = io.BytesIO()
    joined.save(written, deterministic_id=True)
    return written.getvalue()


def picture_page(data: bytes, *, title: str) -> bytes:
    """Return a picture (a scan, a photo) as one upright A4 page, as large as its margins allow."""
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415  late: reportlab takes 0.2 s
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    with Image.open(io.BytesIO(data)) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    scale = min(
        (side - 2 * MARGIN) / pixels for side, pixels in zip(PAGE, picture.size, strict=True)
    )
    width, height = (pixels * scale for pixels in picture.size)
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=PAGE, invariant=1)
    canvas.setTitle(title)
    left, bottom = (PAGE[0] - width) / 2, PAGE[1] - MARGIN - height
    canvas.drawImage(ImageReader(picture), left, bottom, width, height)
    canvas.save()
    return written.getvalue()
