"""Scanned and photographed pages set upright, by where their code stands."""

import math
from collections.abc import Iterator

from PIL import Image

from mediatordesk.documents.pdf.code_marks import EDGE, MM, SIDE
from mediatordesk.documents.scans.geometry import (
    Point,
    Projection,
    Quad,
    rectangle,
    turned_by,
)
from mediatordesk.documents.scans.outline import sheet_outline

SHEETS_MM = ((210.0, 297.0), (297.0, 210.0))
EDGE_MM, SIDE_MM = EDGE / MM, SIDE / MM
"""Where a code stands: from both edges of the paper, and how large."""
NEAR_MM = 4.0
"""How far a code may be off its place on a sheet whose outline was found."""
LEVEL = 0.2
"""Degrees that nobody sees; a page turned by less is not drawn anew."""
MM_PER_INCH = 25.4


def straightened(picture: Image.Image, corners: Quad, *, dpi: int = 200) -> Image.Image:
    """Return the picture of a page upright.

    `corners` are those of its code as in ScannedPage. Where the outline of the sheet is seen, as
    on a photo, and the code stands on it where it should, the sheet alone is returned as if seen
    from above, in `dpi`; else the whole picture turned: nothing of it is cut off.
    """
    symbol = in_pixels(corners, picture.size)
    flat = seen_from_above(picture, symbol, dpi)
    return flat if flat is not None else turned_back(picture, turned_by(symbol))


def seen_from_above(picture: Image.Image, symbol: Quad, dpi: int) -> Image.Image | None:
    """Return the sheet on a photo as if seen from above; None where its outline is not seen.

    `symbol` is where the code is, in pixels: it must stand on the sheet where it should.
    """
    outline = sheet_outline(picture)
    if outline is not None:
        for sheet, seen in _sheets_that_fit(outline, symbol):
            return _from_above(picture, seen, sheet, dpi)
    return None


def lone_sheet(picture: Image.Image, dpi: int) -> Image.Image | None:
    """Return the sheet on a photo as if seen from above, where no code says which way is up."""
    outline = sheet_outline(picture)
    if outline is None:
        return None
    a, b, c, d = outline
    is_tall = math.dist(b, c) + math.dist(d, a) >= math.dist(a, b) + math.dist(c, d)
    return _from_above(picture, outline, SHEETS_MM[0 if is_tall else 1], dpi)


def in_pixels(corners: Quad, size: tuple[int, int]) -> Quad:
    """Return the corners of a code in pixels of the picture, from those in parts of it."""
    a, b, c, d = ((x * size[0], y * size[1]) for x, y in corners)
    return a, b, c, d


def _sheets_that_fit(outline: Quad, symbol: Quad) -> Iterator[tuple[tuple[float, float], Quad]]:
    """Yield the sizes of paper, and the outline from its top left, for which the code is right."""
    for quarter in range(4):
        a, b, c, d = outline[quarter:] + outline[:quarter]
        seen: Quad = (a, b, c, d)
        for sheet in SHEETS_MM:
            try:
                on_paper = Projection.between(seen, rectangle(0, 0, *sheet))
            except ZeroDivisionError:
                continue
            placed = [on_paper.of(point) for point in symbol]
            if any(_is_near(placed, place) for place in _places(sheet)):
                yield sheet, seen


def _places(sheet: tuple[float, float]) -> Iterator[Quad]:
    """Yield where on a sheet a code may stand, bottom right first, in millimetres."""
    width, height = (side - EDGE_MM - SIDE_MM for side in sheet)
    for y in (height, EDGE_MM):
        for x in (width, EDGE_MM):
            yield rectangle(x, y, SIDE_MM, SIDE_MM)


def _is_near(placed: list[Point], place: Quad) -> bool:
    return all(math.dist(one, two) < NEAR_MM for one, two in zip(placed, place, strict=True))


def _from_above(
    picture: Image.Image, seen: Quad, sheet: tuple[float, float], dpi: int
) -> Image.Image:
    """Return a sheet seen aslant as if seen from above."""
    width, height = (round(side / MM_PER_INCH * dpi) for side in sheet)
    view = Projection.between(rectangle(0, 0, width, height), seen)
    return picture.transform(
        (width, height), Image.Transform.PERSPECTIVE, view.numbers, Image.Resampling.BICUBIC
    )


def turned_back(picture: Image.Image, degrees: float) -> Image.Image:
    """Return a picture turned back by so many degrees, white where there was nothing.

    Nothing is cut off; one that lies level is not drawn anew.
    """
    quarters = round(degrees / 90) % 4
    back = (None, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
    turn = back[quarters]
    upright = picture.transpose(turn) if turn is not None else picture
    skew = (degrees + 45) % 90 - 45
    if abs(skew) < LEVEL:
        return upright
    white = 255 if upright.mode == "L" else (255, 255, 255)
    return upright.rotate(skew, Image.Resampling.BICUBIC, expand=True, fillcolor=white)
