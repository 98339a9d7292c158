"""The pages of a scan as pictures: PDF, JPEG, PNG and TIFF with several pages."""

import io
import math
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from struct import error as BadStruct  # noqa: N812 - a kind of error like any other
from typing import Any, Protocol

from PIL import Image, ImageOps

from mediatordesk.documents.scans.errors import NotAScan, ScanTooLarge, UnreadableScan

PDF = "application/pdf"
PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/tiff": "TIFF"}
STARTS = {
    b"%PDF-": PDF,
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG": "image/png",
    b"II*\0": "image/tiff",
    b"MM\0*": "image/tiff",
}
MAX_PIXELS = 72_000_000
"""An A3 page at 600 dpi; a JPEG photo with more is decoded smaller."""
MAX_PAGES = 1000
ENOUGH = 5000
"""Longer side in pixels to which a JPEG with too many may be reduced while it is decoded."""
POINT = 1 / 72
DAMAGED = (
    OSError, SyntaxError, ValueError, EOFError, BadStruct, TypeError, LookupError,
    Image.DecompressionBombError,
)  # fmt: skip
"""What PIL raises for damaged files: TypeError and LookupError for TIFFs without some tag."""


class ScanPage(Protocol):
    """One page of a scan, counted from 0."""

    @property
    def index(self) -> int:
        """Its place in the file."""

    @property
    def is_drawn(self) -> bool:
        """Whether a page drawn finer shows more."""

    def drawn(self, dpi: int, mode: str = "L") -> Image.Image:
        """Return the page as a picture in grey ("L") or colour ("RGB")."""


def scan_pages(data: bytes, media_type: str, first: int = 0) -> Iterator[ScanPage]:
    """Yield the pages of a scan from one on, each good until the next is asked for.

    NotAScan for another kind of file, UnreadableScan for a damaged, empty or locked one,
    ScanTooLarge for more than MAX_PAGES pages or MAX_PIXELS points on a page: it is said before
    room is taken for them.
    """
    if media_type == PDF:
        yield from _pdf_pages(data, first)
    elif media_type in PICTURES:
        yield from _pictures(data, PICTURES[media_type], first)
    else:
        raise NotAScan(kind=media_type)


def scan_type(data: bytes) -> str:
    """Return the media type that the bytes of a scan themselves tell; NotAScan if none."""
    for start, media_type in STARTS.items():
        if data.startswith(start):
            return media_type
    raise NotAScan(kind=data[:4].hex(" "))


def page_picture(data: bytes, media_type: str, index: int, *, dpi: int = 200) -> Image.Image:
    """Return one page of a scan in colour, as it lies in the file; errors as in `scan_pages`."""
    for page in scan_pages(data, media_type, index):
        return page.drawn(dpi, "RGB")
    raise IndexError(index)


@dataclass(frozen=True)
class _PdfPage:
    """A page of a PDF: drawn as fine as is asked for, within MAX_PIXELS."""

    index: int
    page: Any
    is_drawn: bool = True

    def drawn(self, dpi: int, mode: str = "L") -> Image.Image:
        width, height = self.page.get_size()
        room = math.sqrt(MAX_PIXELS / max(1.0, width * height))
        scale = min(dpi * POINT, room)
        with _named_pdf_errors():
            picture: Image.Image = self.page.render(scale=scale, grayscale=mode == "L").to_pil()
        return picture.convert(mode)


def _pdf_pages(data: bytes, first: int) -> Iterator[ScanPage]:
    import pypdfium2  # noqa: PLC0415  late: pypdfium2 takes 0.15 s

    with _named_pdf_errors():
        document = pypdfium2.PdfDocument(data)
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise ScanTooLarge(pages=count, megapixels=0)
        if not count:
            raise UnreadableScan
        for index in range(first, count):
            with _named_pdf_errors():
                page = document[index]
            yield _PdfPage(index, page)
            page.close()
    finally:
        document.close()


@dataclass(frozen=True)
class _Picture:
    """A photo, or one picture of a TIFF."""

    index: int
    picture: Image.Image
    is_drawn: bool = False

    def drawn(self, dpi: int, mode: str = "L") -> Image.Image:  # noqa: ARG002 - it is as it is
        return self.picture if self.picture.mode == mode else self.picture.convert(mode)


def _pictures(data: bytes, kind: str, first: int) -> Iterator[ScanPage]:
    with _named_errors():
        opened = Image.open(io.BytesIO(data), formats=(kind,))
        count = int(getattr(opened, "n_frames", 1))
    if count > MAX_PAGES:
        raise ScanTooLarge(pages=count, megapixels=0)
    for index in range(first, count):
        yield _Picture(index, _decoded(opened, index, count))


def _decoded(opened: Image.Image, index: int, count: int) -> Image.Image:
    """Return one picture of a file upright as the camera noted, in grey or colour."""
    with _named_errors():
        opened.seek(index)
        if opened.width * opened.height > MAX_PIXELS:
            opened.draft(None, (ENOUGH, ENOUGH))  # a JPEG is read at 1/2, 1/4 or 1/8
        pixels = opened.width * opened.height
        if pixels > MAX_PIXELS:
            raise ScanTooLarge(pages=count, megapixels=pixels // 1_000_000)
        opened.load()
        return _plain(ImageOps.exif_transpose(opened))


def _plain(picture: Image.Image) -> Image.Image:
    """Return a picture in grey or colour, on white where it was transparent."""
    if picture.mode.startswith("I"):  # 16 bits of grey: the upper 8 of them
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        shown = picture.convert("RGBA")
        paper = Image.new("RGBA", shown.size, "white")
        return Image.alpha_composite(paper, shown).convert("RGB")
    return picture.convert("L" if picture.mode in {"1", "L"} else "RGB")


@contextmanager
def _named_pdf_errors() -> Iterator[None]:
    """Turn what pdfium raises for damaged files into UnreadableScan."""
    import pypdfium2  # noqa: PLC0415  late: pypdfium2 takes 0.15 s

    try:
        yield
    except pypdfium2.PdfiumError as error:
        raise UnreadableScan from error


@contextmanager
def _named_errors() -> Iterator[None]:
    """Turn what PIL raises for damaged files into UnreadableScan, for bombs into ScanTooLarge."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of large pictures and of odd EXIF
            yield
    except Image.DecompressionBombError as error:
        pixels = re.search(r"\d+", str(error))  # it does not say how many but in words
        megapixels = int(pixels.group()) // 1_000_000 if pixels else 0
        raise ScanTooLarge(pages=1, megapixels=megapixels) from error
    except DAMAGED as error:
        raise UnreadableScan from error
