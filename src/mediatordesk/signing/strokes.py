"""A signature drawn by pen, mouse or finger: its strokes, and the picture of them."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, hypot

from PIL import Image, ImageDraw

BLUE_BLACK = (24, 38, 92)  # the ink that files are signed with
FINER = 4  # drawn so many times larger, then scaled down, for smooth edges
SLOW, FAST = 0.15, 1.2  # pen speeds in signature heights a second: full and thin line


@dataclass(frozen=True)
class Point:
    """Where the pen was: x to the right, y down, in any unit; t in seconds from the first touch."""

    x: float
    y: float
    t: float


Stroke = tuple[Point, ...]


@dataclass(frozen=True)
class Drawing:
    """A drawn signature, as it is kept: its strokes in the order made, and the device.

    Kept because a picture alone proves less than the way it was made (电子签名法 13).
    """

    strokes: tuple[Stroke, ...]
    device: str = ""

    @property
    def seconds(self) -> float:
        """Return how long the signing took."""
        return max((point.t for stroke in self.strokes for point in stroke), default=0.0)


def picture(drawing: Drawing, *, height: int = 240) -> bytes:
    """Draw the strokes as PNG in blue-black ink on nothing: cut to the ink, `height` pixels high.

    The line is thinner where the pen ran fast, as ink does. An empty drawing gives one clear pixel.
    """
    points = [point for stroke in drawing.strokes for point in stroke]
    if not points:
        return _png(Image.new("RGBA", (1, 1)))
    left, top = min(point.x for point in points), min(point.y for point in points)
    extent = max(point.y for point in points) - top
    breadth = max(point.x for point in points) - left
    size = max(extent, breadth / 8) or 1.0
    pen = 0.034 * height * FINER
    margin = ceil(2 * pen)
    scale = (height * FINER - 2 * margin) / size
    mask = Image.new("L", (ceil(breadth * scale) + 2 * margin, height * FINER))
    brush = ImageDraw.Draw(mask)
    for stroke in drawing.strokes:
        for x, y, width in _inked(stroke, size, pen):
            place_x, place_y = (x - left) * scale + margin, (y - top) * scale + margin
            half = width / 2
            brush.ellipse((place_x - half, place_y - half, place_x + half, place_y + half), 255)
    small = mask.resize((ceil(mask.width / FINER), height), Image.Resampling.LANCZOS)
    image = Image.new("RGBA", small.size, (*BLUE_BLACK, 0))
    image.putalpha(small)
    return _png(image)


def _inked(stroke: Stroke, size: float, pen: float) -> Iterator[tuple[float, float, float]]:
    """Return the dots of one stroke: place and width, close enough to make a line."""
    width = 0.6 * pen
    if len(stroke) == 1:
        yield stroke[0].x, stroke[0].y, pen * 1.3
    curve = list(_smoothed(stroke))
    for start, end in pairwise(curve):
        length = hypot(end.x - start.x, end.y - start.y)
        speed = length / size / max(end.t - start.t, 1e-4)
        thin = min(max((speed - SLOW) / (FAST - SLOW), 0.0), 1.0)
        width += (pen * (1.05 - 0.5 * thin) - width) * 0.2
        steps = max(1, ceil(length / size * 300))
        for step in range(steps):
            part = step / steps
            yield start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part, width


def _smoothed(stroke: Stroke) -> Iterator[Point]:
    """Round the corners between the points a device reports (Catmull–Rom, four steps each)."""
    if not stroke:
        return
    padded = (stroke[0], *stroke, stroke[-1])
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(4):
            yield _between(before, start, end, after, part=step / 4)
    yield stroke[-1]


def _between(before: Point, start: Point, end: Point, after: Point, *, part: float) -> Point:
    def mix(a: float, b: float, c: float, d: float) -> float:
        return 0.5 * (
            2 * b
            + (c - a) * part
            + (2 * a - 5 * b + 4 * c - d) * part**2
            + (3 * b - a - 3 * c + d) * part**3
        )

    return Point(
        mix(before.x, start.x, end.x, after.x),
        mix(before.y, start.y, end.y, after.y),
        start.t + (end.t - start.t) * part,
    )


def _png(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG", dpi=(300, 300))
    return target.getvalue()


def drawing_from(strokes: Sequence[Sequence[tuple[float, float, float]]], device: str) -> Drawing:
    """Take in what a pad reports: strokes of (x, y, seconds)."""
    return Drawing(tuple(tuple(Point(*one) for one in stroke) for stroke in strokes), device)
