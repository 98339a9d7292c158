"""A scanned page as the sheet of paper that it was: A4, upright, in its own size."""

import io
import math

from PIL import Image

from mediatordesk.documents.scans.geometry import Quad, side_of, turned_by
from mediatordesk.documents.scans.levelling import levelled
from mediatordesk.documents.scans.opening import ScanPage, scan_pages
from mediatordesk.documents.scans.reading import ScannedPage
from mediatordesk.documents.scans.straightening import (
    LEVEL,
    MM_PER_INCH,
    SHEETS_MM,
    SIDE_MM,
    in_pixels,
    lone_sheet,
    seen_from_above,
    turned_back,
)

Size = tuple[float, float]

DPI = 200
"""How fine a sheet is kept: small print and fingerprints are seen, a page has 0.3 MB."""
QUALITY = 80
"""Of the JPEG, 0 to 95."""
COARSE = 0.9
"""A page of a PDF that is drawn with less than this part of DPI is drawn again, finer."""
NEAR = 0.05
"""How far the size of a picture may be off that of a sheet, as its code measures it."""
EXACT = 0.01
"""How far it may be off for the picture to be made just as large as the sheet."""
SPREAD_MM = (420.0, 297.0)
"""A3: two sheets of A4 side by side."""
ASKEW = 4.0
"""Degrees by which a page may lie askew of which no code says how it lies."""


def sheet_of_page(data: bytes, media_type: str, found: ScannedPage, *, dpi: int = DPI) -> bytes:
    """Return a page that was found in a scan as a JPEG of its sheet, which says its `dpi`.

    IndexError if the scan has no such page; other errors as in `scan_pages`.
    """
    for page in scan_pages(data, media_type, found.index):
        written = io.BytesIO()
        sheet = on_its_sheet(_drawn(page, found, dpi), found, dpi=dpi)
        sheet.save(written, "JPEG", quality=QUALITY, optimize=True, dpi=(dpi, dpi))
        return written.getvalue()
    raise IndexError(found.index)


def _drawn(page: ScanPage, found: ScannedPage, dpi: int) -> Image.Image:
    """Return the picture of a page, fine enough for its sheet."""
    picture = page.drawn(dpi, "RGB")
    if page.is_drawn and found.corners is not None:
        fine = side_of(in_pixels(found.corners, picture.size)) / SIDE_MM * MM_PER_INCH
        if fine < COARSE * dpi:
            return page.drawn(round(dpi * dpi / fine), "RGB")
    return picture


def on_its_sheet(picture: Image.Image, found: ScannedPage, *, dpi: int = DPI) -> Image.Image:
    """Return the sheet on the picture of a page, upright, in so many dots an inch.

    The sheet alone where a photo shows its outline; what the glass of a scanner held, turned about
    its middle; else the whole picture, made as large as the sheet allows: nothing is cut off.
    """
    if found.corners is None:
        return _without_code(picture, dpi)
    symbol = in_pixels(found.corners, picture.size)
    flat = seen_from_above(picture, symbol, dpi)
    if flat is not None:
        return flat
    picture = _half(picture, symbol) or picture
    turned = levelled(picture, turned_by(symbol))
    glass = _glass(picture.size, turned, side_of(symbol) / SIDE_MM)
    if glass is None:
        return _fitted(turned_back(picture, turned), dpi)
    return _window(picture, turned, *glass, dpi)


def _without_code(picture: Image.Image, dpi: int) -> Image.Image:
    """Return the sheet on a picture without a code: it lies nearly upright, so people say."""
    flat = lone_sheet(picture, dpi)
    if flat is not None:
        return flat
    turned = levelled(picture, 0, reach=ASKEW)
    for sheet in SHEETS_MM:
        fine = picture.width / sheet[0]
        if abs(picture.height / sheet[1] / fine - 1) < NEAR:
            return _window(picture, turned, sheet, fine, dpi)
    return _fitted(turned_back(picture, turned), dpi)


def _glass(size: Size, turned: float, fine: float) -> tuple[Size, float] | None:
    """Return which sheet lay on the glass of a scanner, and dots a millimetre of the picture.

    The picture is as large as the sheet, or as what a scanner makes of it that sets it straight;
    `fine` is what the code measures, which is small and so less exact. None for any other picture.
    """
    skew = math.radians(abs((turned + 45) % 90 - 45))
    frames = [(sheet, frame) for sheet in SHEETS_MM for frame in (sheet, _around(sheet, skew))]
    ratios = [(sheet, _ratios(_upright(size, turned), frame)) for sheet, frame in frames]
    sheet, nearest = min(ratios, key=lambda one: _distance(one[1], fine))
    return (sheet, max(nearest)) if _distance(nearest, fine) < NEAR else None


def _upright(size: Size, turned: float) -> Size:
    """Return the size of a picture once it is turned back by quarters."""
    return size if round(turned / 90) % 2 == 0 else size[::-1]


def _ratios(size: Size, frame: Size) -> Size:
    """Return dots a millimetre across and down, if a picture shows just this frame."""
    return size[0] / frame[0], size[1] / frame[1]


def _distance(ratios: Size, fine: float) -> float:
    """Return how far a frame is from what the code measures: 0 is exact."""
    return max(abs(ratio / fine - 1) for ratio in ratios)


def _half(picture: Image.Image, symbol: Quad) -> Image.Image | None:
    """Return the half of an A3 scan that a page with a code is on; None for any other picture."""
    fine, upright = side_of(symbol) / SIDE_MM, _upright(picture.size, turned_by(symbol))
    if _distance(_ratios(upright, SPREAD_MM), fine) >= NEAR:
        return None
    width, height = picture.size
    across = sum(x for x, _y in symbol) / 4 > width / 2
    down = sum(y for _x, y in symbol) / 4 > height / 2
    if width > height:
        return picture.crop((width // 2 * across, 0, width // 2 * (1 + across), height))
    return picture.crop((0, height // 2 * down, width, height // 2 * (1 + down)))


def _around(sheet: Size, skew: float) -> Size:
    """Return the size of an upright rectangle around a sheet that lies askew, in radians."""
    width, height = sheet
    across, down = math.cos(skew), math.sin(skew)
    return width * across + height * down, width * down + height * across


def _window(picture: Image.Image, turned: float, sheet: Size, fine: float, dpi: int) -> Image.Image:
    """Return the sheet in the middle of a picture that lies turned by so many degrees."""
    width, height = in_dots(sheet, dpi)
    scale = dpi / MM_PER_INCH / fine
    is_level = abs((turned + 45) % 90 - 45) < LEVEL
    if is_level:
        upright = turned_back(picture, turned)
        ratios = (width / upright.width / scale, height / upright.height / scale)
        if all(abs(ratio - 1) < EXACT for ratio in ratios):
            return upright.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)
    if scale < 1 - NEAR:  # a resampling that looks at four points only would lose thin lines
        smaller = round(picture.width * scale), round(picture.height * scale)
        picture = picture.resize(smaller, Image.Resampling.LANCZOS, reducing_gap=3)
        scale = 1.0
    angle = math.radians(round(turned / 90) * 90 if is_level else turned)
    across, down = math.cos(angle) / scale, math.sin(angle) / scale
    left = picture.width / 2 - width / 2 * across + height / 2 * down
    top = picture.height / 2 - width / 2 * down - height / 2 * across
    numbers = (across, -down, left, down, across, top)
    return picture.transform(
        (width, height),
        Image.Transform.AFFINE,
        numbers,
        Image.Resampling.BICUBIC,
        fillcolor=(255, 255, 255),
    )


def _fitted(picture: Image.Image, dpi: int) -> Image.Image:
    """Return a whole picture in the middle of a sheet, as large as it can be."""
    upright, across = SHEETS_MM
    sheet = in_dots(across if picture.width > picture.height else upright, dpi)
    scale = min(sheet[0] / picture.width, sheet[1] / picture.height)
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    fitting = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
    paper = Image.new("RGB", sheet, "white")
    paper.paste(fitting, ((sheet[0] - size[0]) // 2, (sheet[1] - size[1]) // 2))
    return paper


def in_dots(sheet: Size, dpi: int) -> tuple[int, int]:
    """Return the size of a sheet in dots."""
    width, height = (round(side / MM_PER_INCH * dpi) for side in sheet)
    return width, height
