"""Made-up signatures, seals and fingerprints for the demo and the tests; none is anybody's own."""

import io
import random
from dataclasses import dataclass
from math import cos, hypot, pi, sin
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from mediatordesk.signing.skeletons import Line, middle_lines
from mediatordesk.signing.strokes import Drawing, Point, Stroke

GRID = 110  # pixels of a character's square while its middle lines are sought
SEAL_RED = (200, 22, 29)


def handwriting(name: str, font: Path, *, seed: int = 0) -> Drawing:
    """Write a name as a hand would, after the middle lines of a 楷体 font's characters.

    The same name, font and seed give the same strokes; another seed gives the hand of another
    person. The strokes carry the times of a pen of common speed.
    """
    hand = Hand.of(f"{name}/{seed}")
    face = ImageFont.truetype(font, GRID)
    strokes: list[Stroke] = []
    offset = clock = 0.0
    for sign in name:
        for line in middle_lines(sign, face):
            stroke = hand.write(line, offset, clock)
            strokes.append(stroke)
            clock = stroke[-1].t + 0.09
        offset += face.getlength(sign) * hand.spacing
    return Drawing(tuple(strokes), "sample")


@dataclass(frozen=True)
class Hand:
    """One person's way of writing: slant, spacing, unrest, and the dice that go with it."""

    slant: float
    rise: float
    spacing: float
    unrest: tuple[tuple[float, float, float], ...]  # waves: length, phase, height
    speed: float

    @classmethod
    def of(cls, seed: str) -> "Hand":
        """Draw a hand from a seed; always the same one."""
        dice = random.Random(seed)  # noqa: S311 - a made-up hand is no secret
        waves = tuple(
            (GRID * length, dice.uniform(0, 2 * pi), GRID * dice.uniform(0.4, 1.0) * height)
            for length, height in ((2.3, 0.05), (1.1, 0.025), (0.47, 0.008))
        )
        return cls(
            dice.uniform(0.08, 0.24),
            dice.uniform(0.03, 0.09),
            dice.uniform(0.78, 0.9),
            waves,
            GRID * dice.uniform(2.4, 3.4),
        )

    def write(self, line: Line, offset: float, clock: float) -> Stroke:
        """Move one line as this hand would and give its points their times."""
        points: list[Point] = []
        last = None
        for x, y in line:
            place = self._moved(x + offset, float(y))
            if last is not None:
                clock += hypot(place[0] - last[0], place[1] - last[1]) / self.speed
            points.append(Point(*place, clock))
            last = place
        return tuple(points)

    def _moved(self, x: float, y: float) -> tuple[float, float]:
        leaning = x - self.slant * (y - GRID / 2)
        for length, phase, height in self.unrest:
            leaning += height * sin(y / length * 2 * pi + phase)
            y += height * sin(x / length * 2 * pi + phase * 1.7)
        return leaning, y - self.rise * x


def committee_seal(name: str, font: Path, *, diameter: int = 500, legend: str = "测试章") -> bytes:
    """Make the picture of a committee's round seal: red ring, star, the name around it.

    Plainly marked as a test by its legend. PNG on nothing; 42 mm wide at 300 dpi by default.
    """
    side = diameter * 2
    ink = Image.new("L", (side, side))
    brush = ImageDraw.Draw(ink)
    edge = side // 40
    brush.ellipse((edge, edge, side - edge, side - edge), outline=255, width=side // 34)
    brush.polygon(_star(side / 2, side / 2, side * 0.155), fill=255)
    _write_around(ink, name, font)
    face = ImageFont.truetype(font, side // 11)
    bold = side / 600  # a seal is cut in heavier lines than a book is printed
    brush.text((side / 2, side * 0.76), legend, 255, face, anchor="mm", stroke_width=bold)
    return _stamped(ink.resize((diameter, diameter), Image.Resampling.LANCZOS))


def fingerprint(*, seed: int = 0, height: int = 320) -> bytes:
    """Make the picture of a red fingerprint that no finger has: PNG on nothing."""
    dice = random.Random(seed)  # noqa: S311 - made up on purpose
    finger = Finger(*(dice.uniform(*limits) for limits in FINGERS))
    width = round(height * 0.74)
    ink = Image.new("L", (width, height))
    ink.putdata(
        [
            finger.ink(x / height - width / height / 2, y / height - 0.5)
            for y in range(height)
            for x in range(width)
        ]
    )
    return _stamped(ink.filter(ImageFilter.GaussianBlur(height / 260)), seed=seed)


FINGERS = ((0.02, 0.12), (0.5, 0.9), (-0.9, 0.9), (0.0, 2 * pi), (20.0, 25.0))


@dataclass(frozen=True)
class Finger:
    """The ridges of one made-up finger: their core, their bend, their number."""

    core: float
    bend: float
    turn: float
    phase: float
    ridges: float

    def ink(self, x: float, y: float) -> int:
        """Return the ink at a place: loops around the core, worn lines, fading to the edge."""
        inside = 1.0 - (x / 0.36) ** 2 - (y / 0.49) ** 2
        if inside <= 0:
            return 0
        down = y + self.core + 0.35 * self.turn * x
        loop = hypot(x * (1.15 + 0.3 * self.turn * y), down * (self.bend if down > 0 else 1.0))
        unrest = 0.025 * sin(14 * x + self.phase) * cos(11 * y - self.phase) + 0.0025 * sin(
            61 * x + 47 * y + self.phase
        )
        wave = sin(2 * pi * self.ridges * (loop + unrest) + self.turn * x)
        worn = 0.25 * sin(43 * x - 71 * y + self.phase) * sin(67 * x + 39 * y)
        return int(255 * min(1.0, inside * 3) * min(1.0, max(0.0, wave * 1.5 + 0.45 + worn)))


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    """Return the corners of a five-pointed star (inner radius by the golden ratio)."""
    lengths = (radius, radius * 0.381966)
    turns = [(lengths[i % 2], pi * i / 5) for i in range(10)]
    return [(x + length * sin(turn), y - length * cos(turn)) for length, turn in turns]


def _write_around(ink: Image.Image, name: str, font: Path) -> None:
    """Set the name along the ring, its signs upright to the middle, over 240 degrees at most."""
    side = ink.width
    face = ImageFont.truetype(font, round(side * min(0.125, 1.5 / max(len(name), 1))))
    arc = min(4 * pi / 3, len(name) * 0.36)
    step = arc / max(len(name) - 1, 1)
    for place, sign in enumerate(name):
        turn = place * step - arc / 2 if len(name) > 1 else 0.0
        tile = Image.new("L", (side, side))
        ImageDraw.Draw(tile).text(
            (side / 2, side * 0.165), sign, 255, face, anchor="mm", stroke_width=side / 600
        )
        tile = tile.rotate(-turn * 180 / pi, Image.Resampling.BICUBIC)
        ink.paste(255, mask=tile)


def _stamped(ink: Image.Image, *, seed: int = 7) -> bytes:
    """Turn ink into red on nothing, a little uneven as pressed by hand."""
    dice = random.Random(seed)  # noqa: S311 - made up on purpose
    patches = (ink.width // 14 + 1, ink.height // 14 + 1)
    grain = Image.new("L", patches)
    grain.putdata([dice.randint(176, 255) for _number in range(patches[0] * patches[1])])
    cover = ImageChops.multiply(ink, grain.resize(ink.size, Image.Resampling.BICUBIC))
    picture = Image.new("RGBA", ink.size, (*SEAL_RED, 0))
    picture.putalpha(cover)
    target = io.BytesIO()
    picture.save(target, "PNG", dpi=(300, 300))
    return target.getvalue()
