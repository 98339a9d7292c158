"""The outline of a sheet of paper on a photo: the bright thing on a darker table."""

import math
from collections.abc import Sequence

from PIL import Image, ImageFilter

from mediatordesk.documents.scans.geometry import Point, Quad

SMALL = 1400
"""Pixels of the longer side in which the outline is looked for."""
RIM = 0.01
"""An outline that lies on the edge of the picture is that of the picture: a flatbed scan."""
LEAST_AREA = 0.2


def sheet_outline(picture: Image.Image) -> Quad | None:
    """Return the corners of a sheet in pixels, clockwise from the one at the top left of the photo.

    None where no sheet stands out from what it lies on, as on a scan.
    """
    scale = max(1.0, max(picture.size) / SMALL)
    small = picture.convert("L").resize(
        (round(picture.width / scale), round(picture.height / scale)), Image.Resampling.BOX
    )
    calm = small.filter(ImageFilter.MedianFilter(5))  # grains of a table shine too
    ends = _bright_ends(calm, otsu(calm.histogram()))
    if not ends:
        return None
    found = _extremes(ends)
    if not _is_sheet(found, small.size):
        return None
    a, b, c, d = ((x * scale, y * scale) for x, y in found)
    return a, b, c, d


def otsu(histogram: Sequence[int]) -> int:
    """Return the grey that parts dark from bright best (N. Otsu 1979)."""
    total, weighed = sum(histogram), sum(grey * n for grey, n in enumerate(histogram))
    best, border, below, weighed_below = -1.0, 0, 0, 0
    for grey, count in enumerate(histogram):
        below += count
        weighed_below += grey * count
        above = total - below
        if not below or not above:
            continue
        apart = weighed_below / below - (weighed - weighed_below) / above
        if below * above * apart**2 > best:
            best, border = below * above * apart**2, grey
    return border


def _bright_ends(grey: Image.Image, border: int) -> list[Point]:
    """Return the first and the last bright point of every row."""
    mask = grey.point(lambda value: 255 if value > border else 0)
    points: list[Point] = []
    width, pixels = mask.width, mask.tobytes()
    for y in range(mask.height):
        row = pixels[y * width : (y + 1) * width]
        first = row.find(b"\xff")
        if first >= 0:
            points += [(first, y), (row.rfind(b"\xff") + 1, y)]
    return points


def _extremes(points: Sequence[Point]) -> Quad:
    """Return the points farthest to the four corners of the picture."""
    return (
        min(points, key=lambda point: point[0] + point[1]),
        max(points, key=lambda point: point[0] - point[1]),
        max(points, key=lambda point: point[0] + point[1]),
        min(points, key=lambda point: point[0] - point[1]),
    )


def _is_sheet(quad: Quad, size: tuple[int, int]) -> bool:
    """Tell whether four corners are those of a sheet that lies within the picture."""
    width, height = size
    inside = sum(
        RIM * width < x < (1 - RIM) * width and RIM * height < y < (1 - RIM) * height
        for x, y in quad
    )
    if inside < 3 or _area(quad) < LEAST_AREA * width * height:
        return False
    sides = [math.dist(quad[at], quad[at - 1]) for at in range(4)]
    return min(sides) > 0.3 * max(sides)


def _area(quad: Quad) -> float:
    """Return the area within four corners (the shoelace formula)."""
    crossed = (quad[at - 1][0] * y - x * quad[at - 1][1] for at, (x, y) in enumerate(quad))
    return abs(sum(crossed)) / 2
