"""A scanned picture as a page."""

from typing import TYPE_CHECKING

from PIL import ExifTags, ImageOps

from mediatordesk.documents.pdf.images import add_image, add_pixels, open_picture, read_pages
from mediatordesk.documents.pdf.imprint import Imprint
from mediatordesk.documents.pdf.syntax import PageFrame, dictionary
from mediatordesk.documents.word.drawings import JPEG

if TYPE_CHECKING:  # it costs 0.2 s to import
    from mediatordesk.documents.pdf.archival import ArchivalPdf

PAGE = (595.276, 841.89)
"""A4 in points."""
MARGIN = 28.35
"""10 mm in points: what a printer may not reach."""
TURNS = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
"""How a picture is set upright, by what its Exif says: the matrix for a square of one point."""


def picture_page(data: bytes, *, title: str) -> bytes:
    """Return a picture (a scan, a photo) as one upright A4 page, as large as its margins allow.

    A TIFF of several pages makes as many. A JPEG goes in as it is, so nothing of it is lost.
    UnreadablePicture if it is no picture.
    """
    # reportlab costs 0.2 s to import
    from mediatordesk.documents.pdf.archival import ArchivalPdf  # noqa: PLC0415

    pdf = ArchivalPdf(Imprint(title))
    picture = open_picture(data)
    if data.startswith(JPEG):
        turn = picture.getexif().get(ExifTags.Base.Orientation, 1)
        name, matrix = add_image(pdf, data), TURNS.get(turn, TURNS[1])
        size = picture.size if matrix[0] else picture.size[::-1]
        _add_page(pdf, name, matrix, size)
    else:
        for page in read_pages(picture):
            upright = ImageOps.exif_transpose(page)
            _add_page(pdf, add_pixels(pdf, upright), TURNS[1], upright.size)
    return pdf.finish()


def picture_page_count(data: bytes) -> int:
    """Return how many pages a picture makes: one, of a TIFF as many as it has.

    UnreadablePicture if it is no picture; its pixels are not looked at.
    """
    picture = open_picture(data)
    return int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1


def _add_page(
    pdf: "ArchivalPdf", name: str, matrix: tuple[int, ...], size: tuple[int, int]
) -> None:
    """Draw a picture of `size`, in pixels and upright, at the top of a page."""
    scale = min((side - 2 * MARGIN) / pixels for side, pixels in zip(PAGE, size, strict=True))
    width, height = (pixels * scale for pixels in size)
    left, bottom = (PAGE[0] - width) / 2, PAGE[1] - MARGIN - height
    a, b, c, d, e, f = matrix
    place = (a * width, b * height, c * width, d * height, left + e * width, bottom + f * height)
    figures = " ".join(f"{one:.3f}" for one in place)
    resources = pdf.add_dictionary({"XObject": dictionary({"P1": name})})
    frame = PageFrame(*PAGE, resources, transparent=True)
    pdf.add_page(frame, f"q {figures} cm /P1 Do Q".encode())
