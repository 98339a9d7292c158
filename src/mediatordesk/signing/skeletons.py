"""The middle lines of a printed character: the way a pen would go to write it."""

from collections.abc import Iterator
from math import hypot

from PIL import Image, ImageDraw, ImageFont

Dot = tuple[int, int]
Line = list[tuple[float, float]]
AROUND = ((0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1))  # clockwise
TAIL = 7  # pixels that tell the direction a line is running in
LEAP = 7  # pixels that a line may leap over where another one crossed it
SHORTEST = 6  # a shorter line is a burr of the thinning


def middle_lines(sign: str, font: ImageFont.FreeTypeFont) -> list[Line]:
    """Return the lines that a character is written with, each from left or top, top ones first."""
    ink = _thinned(_ink(sign, font))
    return sorted((_directed(_softened(line)) for line in _traced(ink)), key=_order)


def _ink(sign: str, font: ImageFont.FreeTypeFont) -> set[Dot]:
    side = int(font.size * 1.5)
    paper = Image.new("L", (side, side))
    ImageDraw.Draw(paper).text((0, 0), sign, fill=255, font=font)
    pixels = paper.load()
    if pixels is None:
        return set()
    return {(x, y) for x in range(side) for y in range(side) if _is_dark(pixels[x, y])}


def _is_dark(value: object) -> bool:
    return isinstance(value, int) and value > 127


def _thinned(ink: set[Dot]) -> set[Dot]:
    """Take ink away from the edges until lines of one pixel are left (Zhang and Suen, 1984)."""
    left = set(ink)
    while True:
        before = len(left)
        for turn in (0, 2):
            left -= {dot for dot in left if _is_edge(_neighbours(dot, left), turn)}
        if len(left) == before:
            return left


def _neighbours(dot: Dot, ink: set[Dot]) -> list[bool]:
    x, y = dot
    return [(x + right, y + down) in ink for right, down in AROUND]


def _is_edge(near: list[bool], turn: int) -> bool:
    if not 2 <= sum(near) <= 6:
        return False
    rises = sum(near[i - 1] < near[i] for i in range(8))
    if rises != 1:
        return False
    north, east, south, west = near[0], near[2], near[4], near[6]
    if turn == 0:
        return not (north and east and south) and not (east and south and west)
    return not (north and east and west) and not (north and south and west)


def _traced(ink: set[Dot]) -> Iterator[list[Dot]]:
    """Follow the lines from their ends, straight on where they cross."""
    left = set(ink)
    while left:
        ends = [dot for dot in left if sum(_neighbours(dot, left)) == 1] or list(left)
        line = [min(ends, key=lambda dot: (dot[0] + dot[1], dot))]
        left.discard(line[0])
        while (following := _next(line, left)) is not None:
            left.discard(following)
            line.append(following)
        if len(line) >= SHORTEST or not _touches(set(line), ink):
            yield line


def _touches(line: set[Dot], ink: set[Dot]) -> bool:
    """Tell a burr, which hangs on another line, from a dot, which stands alone."""
    others = ink - line
    return any(any(_neighbours(dot, others)) for dot in line)


def _next(line: list[Dot], left: set[Dot]) -> Dot | None:
    """Return the pixel that goes on most nearly straight: beside the last, or beyond a crossing."""
    x, y = line[-1]
    back_x, back_y = line[max(0, len(line) - TAIL)]
    run_x, run_y = x - back_x, y - back_y
    run = hypot(run_x, run_y) or 1.0

    def straightness(dot: Dot) -> float:
        ahead_x, ahead_y = dot[0] - x, dot[1] - y
        return (ahead_x * run_x + ahead_y * run_y) / (hypot(ahead_x, ahead_y) * run)

    beside = [(x + right, y + down) for right, down in AROUND if (x + right, y + down) in left]
    if beside:
        return max(beside, key=lambda dot: (straightness(dot), dot))
    reach = range(-LEAP, LEAP + 1)
    beyond = [(x + right, y + down) for right in reach for down in reach if right or down]
    ahead = [dot for dot in beyond if dot in left and straightness(dot) > 0.93]
    return min(ahead, key=lambda dot: (hypot(dot[0] - x, dot[1] - y), dot), default=None)


def _softened(line: list[Dot]) -> Line:
    """Even out the steps of the pixels: every third point, the mean of its seven neighbours."""
    points: Line = []
    for place in [*range(0, len(line) - 1, 3), len(line) - 1]:
        near = line[max(0, place - 3) : place + 4]
        points.append((sum(x for x, _ in near) / len(near), sum(y for _, y in near) / len(near)))
    return points


def _directed(line: Line) -> Line:
    """Let a line run as it is written: downwards, or to the right where it lies flat."""
    (first_x, first_y), (last_x, last_y) = line[0], line[-1]
    down, right = last_y - first_y, last_x - first_x
    wrong = right < 0 if abs(right) > 1.6 * abs(down) else down < 0
    return line[::-1] if wrong else line


def _order(line: Line) -> tuple[float, float]:
    x, y = line[0]
    return (y + 0.45 * x, x)
