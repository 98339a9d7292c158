"""How a page lies to a tenth of a degree: its lines of writing say it better than a small code."""

from collections.abc import Iterable
from itertools import pairwise

from PIL import Image

SMALL = 900
"""Pixels of the longer side in which lines are looked for."""
STEPS = (0.4, 0.1)
"""Degrees between the turns that are tried, coarse and fine."""
CLEARER = 1.02
"""How much clearer lines must stand out for another turn to be believed."""
WHITE = 255


def levelled(picture: Image.Image, turned: float, *, reach: float = 0.8) -> float:
    """Return by how many degrees clockwise a page lies, near to what is known of it already.

    Lines of writing are darkest where a turn has made them level. A page without lines lies as it
    was said to.
    """
    quarters = round(turned / 90) * 90
    small = picture.convert("L")
    small.thumbnail((SMALL, SMALL), Image.Resampling.BOX, reducing_gap=2)
    upright = small.rotate(quarters, expand=True)
    skew = first = turned - quarters
    for step in STEPS:
        count = round(reach / step)
        tried = [skew + step * at for at in range(-count, count + 1)]
        skew, reach = _clearest(upright, tried), step
    believed = _clarity(upright, skew) > CLEARER * _clarity(upright, first)
    return quarters + (skew if believed else first)


def _clearest(upright: Image.Image, turns: Iterable[float]) -> float:
    return max(turns, key=lambda skew: _clarity(upright, skew))


def _clarity(upright: Image.Image, skew: float) -> int:
    """Return how strongly light and dark rows follow each other once a page is turned back."""
    turned = upright.rotate(skew, Image.Resampling.BILINEAR, fillcolor=WHITE)
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((one - two) ** 2 for one, two in pairwise(rows))
