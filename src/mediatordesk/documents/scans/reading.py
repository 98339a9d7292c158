"""Page codes on scans and photos: found, read, and where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from mediatordesk.documents.pdf.code_marks import SIDE
from mediatordesk.documents.pdf.page_codes import NotAPageCode, PageCode
from mediatordesk.documents.scans.geometry import Point, Quad, side_of, turned_by
from mediatordesk.documents.scans.opening import ScanPage, scan_pages

QR_CODES = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
POINTS_PER_INCH = 72
FINE, FINER = 200, 300
"""How fine a page of a PDF is drawn, in dpi, and when that was not enough."""
USUAL_WIDTH = 1654
"""Of A4 at 200 dpi, in pixels; the grain of a scan that is smoothed away is measured by it."""
SPOTS, FAINT = 100, 10
"""A page is blank if it is so even, of 255 shades of grey, in so many spots across and down."""
EDGE_OF_WHITE = 24
"""Pixels put around a corner: a code that a crooked scan has cut near has no white around it."""


@dataclass(frozen=True)
class ScannedPage:
    """A page of a scan, what its code says, and how it lies.

    `index` counts from 0; a photo of two sheets gives two with one index. `corners` are those of
    the symbol, in parts of the picture's width and height; `turned` says by how many degrees
    clockwise the page lies; `dpi` how fine the paper was scanned, as the symbol shows; `tries` how
    many looks it took. Without a code all of these are empty. `file` counts from 0 the files that
    were handed in together.
    """

    index: int
    code: PageCode | None = None
    corners: Quad | None = None
    turned: float = 0.0
    dpi: int = 0
    tries: int = 0
    file: int = 0

    @property
    def rotation(self) -> int:
        """Return how the page lies in quarters: 0, 90, 180 or 270 degrees clockwise."""
        return round(self.turned / 90) % 4 * 90

    @property
    def skew(self) -> float:
        """Return what is left beside quarters, -45 to 45 degrees."""
        return (self.turned + 45) % 90 - 45


@dataclass(frozen=True)
class _Look:
    """A picture that codes are looked for in: a part of the page, perhaps enlarged."""

    picture: Image.Image
    left: float = 0.0
    top: float = 0.0
    scale: float = 1.0

    def on_page(self, point: Point) -> Point:
        """Return where a point of this picture is on the page's own."""
        return point[0] / self.scale + self.left, point[1] / self.scale + self.top


def read_page_codes(
    data: bytes, media_type: str, first: int = 0, most: int | None = None
) -> tuple[ScannedPage, ...]:
    """Return the pages of a scan in the order of the file, each with what its code says.

    All of them, or at `most` so many from the `first` on, counted from 0. A page without a code of
    ours, or with one that cannot be read, has none. Raises a kind of ScanRefused for a file that
    is not read.
    """
    pages = islice(scan_pages(data, media_type, first), most)
    return tuple(found for page in pages for found in codes_on(page))


def codes_on(page: ScanPage) -> tuple[ScannedPage, ...]:
    """Return the codes of one page of a scan; one without a code if there is none."""
    tries = 0
    for dpi in (FINE, FINER) if page.is_drawn else (FINE,):
        whole = page.drawn(dpi)
        if _is_blank(whole):
            break  # the back of a sheet; looking closely for what is not there takes seconds
        for look in _looks(whole):
            tries += 1
            found = tuple(_read(page.index, whole, look, tries))
            if found:
                return found
    return (ScannedPage(page.index),)


def _is_blank(whole: Image.Image) -> bool:
    """Tell whether nothing is on a page, seen so small that a code is a spot of some pixels."""
    seen = whole.resize((SPOTS, SPOTS), Image.Resampling.BOX, reducing_gap=2).getextrema()
    darkest, lightest = seen  # of a grey picture: two numbers
    return lightest - darkest < FAINT  # type: ignore[operator]  # as said


def _looks(whole: Image.Image) -> Iterator[_Look]:
    """Yield the pictures in which codes are looked for, the cheapest first."""
    yield _Look(whole)
    levelled = ImageOps.autocontrast(whole, cutoff=1)
    grain = min(whole.size) / USUAL_WIDTH
    yield _Look(levelled.filter(ImageFilter.GaussianBlur(grain)))
    for left, top, right, bottom in _corners(whole.size):
        corner = ImageOps.expand(levelled.crop((left, top, right, bottom)), EDGE_OF_WHITE, 255)
        place = left - EDGE_OF_WHITE, top - EDGE_OF_WHITE
        calm = _enlarged(corner, 2).filter(ImageFilter.GaussianBlur(2.6 * grain))
        yield _Look(calm, *place, 2)
        sharp = _enlarged(corner, 3).filter(ImageFilter.UnsharpMask(6, 200, 0))
        yield _Look(sharp, *place, 3)


def _corners(size: tuple[int, int]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the four corners of a page, where the codes are printed."""
    width, height = size
    part = int(min(width, height) * 0.4)
    for top in (height - part, 0):
        for left in (width - part, 0):
            yield left, top, left + part, top + part


def _enlarged(picture: Image.Image, times: int) -> Image.Image:
    size = picture.width * times, picture.height * times
    return picture.resize(size, Image.Resampling.BICUBIC)


def _read(index: int, whole: Image.Image, look: _Look, tries: int) -> Iterator[ScannedPage]:
    """Yield the pages whose codes are seen in one look."""
    codes = zxingcpp.read_barcodes(look.picture, formats=QR_CODES, try_invert=False)
    for one in codes:
        try:
            code = PageCode.read(one.text)
        except NotAPageCode:
            continue  # evidence may bear codes of others
        place = one.position
        seen = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
        a, b, c, d = (look.on_page((point.x, point.y)) for point in seen)
        quad: Quad = (a, b, c, d)
        dpi = round(side_of(quad) / SIDE * POINTS_PER_INCH)
        parts = tuple((x / whole.width, y / whole.height) for x, y in quad)
        corners: Quad = (parts[0], parts[1], parts[2], parts[3])
        yield ScannedPage(index, code, corners, turned_by(quad), dpi, tries)
