"""Points and quadrangles on a picture, and how a flat sheet looks when seen aslant."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
"""Top left, top right, bottom right, bottom left of a thing, however it lies on the picture."""


def rectangle(x: float, y: float, width: float, height: float) -> Quad:
    """Return an upright rectangle."""
    return (x, y), (x + width, y), (x + width, y + height), (x, y + height)


def turned_by(quad: Quad) -> float:
    """Return by how many degrees a square thing is turned clockwise, -180 to 180."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = quad
    across, down = (bx - ax + cx - dx, by - ay + cy - dy), (dx - ax + cx - bx, dy - ay + cy - by)
    # Both directions of the square give the angle; the sum of the vectors weighs them.
    return math.degrees(math.atan2(across[1] - down[0], across[0] + down[1]))


def side_of(quad: Quad) -> float:
    """Return the mean length of the four sides."""
    ends = (*quad[1:], quad[0])
    return sum(math.dist(start, end) for start, end in zip(quad, ends, strict=True)) / 4


@dataclass(frozen=True)
class Projection:
    """The view of one plane from another: eight numbers, as PIL's PERSPECTIVE takes them."""

    numbers: tuple[float, ...]

    @classmethod
    def between(cls, seen: Quad, meant: Quad) -> "Projection":
        """Return the projection that takes the corners of one quadrangle to those of another.

        ZeroDivisionError if three of the corners are on one line.
        """
        rows: list[list[float]] = []
        for (x, y), (u, v) in zip(seen, meant, strict=True):
            rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
            rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
        return cls(tuple(_solved(rows)))

    def of(self, point: Point) -> Point:
        """Return where a point is seen."""
        a, b, c, d, e, f, g, h = self.numbers
        x, y = point
        far = g * x + h * y + 1
        return (a * x + b * y + c) / far, (d * x + e * y + f) / far


def _solved(rows: Sequence[list[float]]) -> list[float]:
    """Solve linear equations by elimination; the last number of a row is its right side."""
    left = [list(row) for row in rows]
    for column in range(len(left)):
        pivot = max(range(column, len(left)), key=lambda at: abs(left[at][column]))
        left[column], left[pivot] = left[pivot], left[column]
        head = left[column]
        scale = head[column]
        left[column] = head = [number / scale for number in head]
        for at, row in enumerate(left):
            if at != column:
                factor = row[column]
                left[at] = [one - factor * two for one, two in zip(row, head, strict=True)]
    return [row[-1] for row in left]
