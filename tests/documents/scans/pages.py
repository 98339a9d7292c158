"""Printed pages as a scanner or a telephone hands them in."""

import io
from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

import pypdfium2
from PIL import Image

from mediatordesk.documents import Fonts, PageCode, Pdf, Template, fill, to_pdf
from tests.documents.papers import agreement
from tests.documents.values import CASE

CASE_ID = UUID("3f2a9c70-5b1e-4c6d-8e2f-a1b2c3d4e5f6")
CONTENT = sha256("覃𬭎".encode()).hexdigest()
CODE = PageCode.of_paper(CASE_ID, "D17", 2, CONTENT, number="（2025）正阳人调字第3号")


def printed(fonts: Fonts, code: PageCode = CODE) -> Pdf:
    """Print an agreement of three pages with its codes and the marks for the seal."""
    docx = fill(Template.read(agreement()), CASE).docx
    return to_pdf(docx, fonts, title="人民调解协议书", code=code, seam=True)


def drawn(pdf: Pdf, dpi: int, *, only: int | None = None) -> list[Image.Image]:
    """Return the pages, or one of them, as pictures in colour."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf.data))
    wanted = range(len(document)) if only is None else (only,)
    return [document[at].render(scale=dpi / 72).to_pil() for at in wanted]


def png(picture: Image.Image) -> bytes:
    """Return a picture as the bytes of a PNG file."""
    return _written(picture, "PNG", compress_level=1)


def jpeg(picture: Image.Image, quality: int = 80) -> bytes:
    """Return a picture as the bytes of a JPEG file."""
    return _written(picture, "JPEG", quality=quality)


def tiff(pictures: Sequence[Image.Image]) -> bytes:
    """Return pictures as one TIFF file of several pages, packed as faxes are."""
    first, *rest = (picture.convert("1") for picture in pictures)
    return _written(first, "TIFF", save_all=True, append_images=rest, compression="group4")


def picture_pdf(pictures: Sequence[Image.Image], dpi: int) -> bytes:
    """Return pictures as the PDF that an office scanner makes."""
    first, *rest = (picture.convert("L") for picture in pictures)
    return _written(first, "PDF", save_all=True, append_images=rest, resolution=dpi)


def _written(picture: Image.Image, kind: str, **options: object) -> bytes:
    written = io.BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()
