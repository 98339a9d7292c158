"""Pictures as objects of a PDF: JPEG as it is, all else as pixels, transparent where it was."""

import io
import warnings
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError

from mediatordesk.documents.errors import UnreadablePicture
from mediatordesk.documents.word.drawings import JPEG

if TYPE_CHECKING:  # it costs 0.2 s to import
    from mediatordesk.documents.pdf.archival import ArchivalPdf

COLOURS = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}
"""All others, CMYK of a print shop too, become RGB: the colours that the PDF/A says it has."""
MAX_PIXELS = 40_000_000  # a page scanned at 600 dpi


def open_picture(data: bytes) -> Image.Image:
    """Open a picture, its pixels not yet read.

    Raises UnreadablePicture for bytes that are no picture, or one with too many pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image: Image.Image = Image.open(io.BytesIO(data))
    except (
        *(UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError),
        ValueError,  # a note in a PNG that unpacks to megabytes
    ) as error:
        raise UnreadablePicture() from error
    if image.width * image.height > MAX_PIXELS:
        raise UnreadablePicture()
    return image


def read_pixels(image: Image.Image) -> None:
    """Read the pixels of a picture that was opened; UnreadablePicture if it is damaged."""
    try:
        image.load()
    except (OSError, SyntaxError, ValueError) as error:
        raise UnreadablePicture() from error


def read_pages(image: Image.Image) -> Iterator[Image.Image]:
    """Yield a picture that was opened, or each of a TIFF's, its pixels read; errors as above."""
    count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    for page in range(count):
        try:
            image.seek(page)
        except (EOFError, OSError, SyntaxError, ValueError) as error:
            raise UnreadablePicture() from error
        if image.width * image.height > MAX_PIXELS:
            raise UnreadablePicture()
        read_pixels(image)
        yield image


def add_image(pdf: "ArchivalPdf", data: bytes) -> str:
    """Add a picture to a PDF and return a reference to it; UnreadablePicture if it is none."""
    image = open_picture(data)
    if data.startswith(JPEG) and image.mode in COLOURS:
        return _add(pdf, image, data, Filter="/DCTDecode")
    read_pixels(image)
    return add_pixels(pdf, image)


def add_pixels(pdf: "ArchivalPdf", image: Image.Image) -> str:
    """Add the pixels of a picture to a PDF, and a mask of what is transparent."""
    entries: dict[str, object] = {}
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        entries["SMask"] = _add(pdf, alpha, _packed(alpha))
    if image.mode not in COLOURS:
        image = image.convert("L" if image.mode == "1" else "RGB")
    return _add(pdf, image, _packed(image), **entries)


def _packed(image: Image.Image) -> bytes:
    return zlib.compress(image.tobytes())


def _add(pdf: "ArchivalPdf", image: Image.Image, content: bytes, **entries: object) -> str:
    described = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": image.width,
        "Height": image.height,
        "BitsPerComponent": 8,
        "ColorSpace": COLOURS[image.mode],
        "Filter": "/FlateDecode",
        **entries,
    }
    return pdf.add_stream(content, described)
