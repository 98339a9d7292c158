"""How tall a line is: its spacing and the grid of its section (17.3.1.33, 17.6.5)."""

import math

from mediatordesk.documents.word.properties import ParagraphStyle

BASELINE_OF_EXACT = 0.8  # of the height; the one rule that Word and LibreOffice share
SINGLE = 240.0  # `w:line` of single spacing, in 240ths of a line
TWIPS = 20  # in a point


def line_height(
    style: ParagraphStyle, ascent: float, descent: float, pitch: float, *, has_picture: bool = False
) -> tuple[float, float]:
    """Return the height of a line and how far down its baseline is, all in points.

    `pitch` is the distance of the lines of the grid, 0 for none. A line with a picture is not
    multiplied and does not snap to the grid.
    """
    natural = ascent + descent
    rule, line = style.line_rule or "auto", SINGLE if style.line is None else style.line
    grid = pitch if style.snap_to_grid is not False else 0.0
    if rule == "exact":
        return line / TWIPS, BASELINE_OF_EXACT * line / TWIPS
    if rule == "atLeast":
        height = max(line / TWIPS, grid, natural)
        return height, ascent + height - natural
    if grid and not has_picture:
        cells = max(1, math.ceil((natural - 0.01) / grid)) * grid
        return cells * max(1.0, line / SINGLE), ascent + (cells - natural) / 2
    height = natural if has_picture else natural * line / SINGLE
    return height, ascent if height >= natural else ascent - (natural - height)
