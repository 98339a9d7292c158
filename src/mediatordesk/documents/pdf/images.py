"""Pictures as objects of a PDF: JPEG as it is, all else as pixels, transparent where it was."""

import io
import warnings
import zlib
from typing import Any

from PIL import Image, UnidentifiedImageError

from mediatordesk.documents.errors import UnreadablePicture
from mediatordesk.documents.templates.pictures import JPEG

COLOURS = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}
MAX_PIXELS = 40_000_000  # a page scanned at 600 dpi


def add_image(document: Any, data: bytes, name: str) -> Any:
    """Add a picture to a reportlab document and return a reference to it.

    Raises UnreadablePicture for bytes that are no picture, or one with too many pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image: Image.Image = Image.open(io.BytesIO(data))
        if image.width * image.height > MAX_PIXELS:
            raise UnreadablePicture()
        if data.startswith(JPEG) and image.mode in COLOURS:
            return _add(document, name, image, data, Filter="/DCTDecode")
        image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadablePicture() from error
    entries: dict[str, object] = {}
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        entries["SMask"] = _add(document, f"{name}:mask", alpha, _packed(alpha))
    if image.mode not in COLOURS:
        image = image.convert("RGB")
    return _add(document, name, image, _packed(image), **entries)


def _packed(image: Image.Image) -> bytes:
    return zlib.compress(image.tobytes())


def _add(document: Any, name: str, image: Image.Image, content: bytes, **entries: object) -> Any:
    from reportlab.pdfbase import pdfdoc  # noqa: PLC0415  late: reportlab takes 0.2 s

    stream = pdfdoc.PDFStream(content=content)
    stream.filters = []
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
    for key, entry in described.items():
        stream.dictionary[key] = entry
    return document.Reference(stream, name)
