"""Where a picture is drawn on its page, how it is cropped and turned."""

import math
from collections.abc import Mapping

from mediatordesk.documents.layout.sheets import PlacedLine, Sheet
from mediatordesk.documents.layout.spans import PlacedPicture
from mediatordesk.documents.pdf.operators import figure
from mediatordesk.documents.word.model import Floating, Inline, Looks

Areas = Mapping[str, tuple[float, float]]


def corner(sheet: Sheet, placed: PlacedLine, one: PlacedPicture) -> tuple[float, float]:
    """Return where the top left corner of a picture stands, in points from that of the page."""
    picture = one.picture
    left, top = placed.x + one.x, placed.y + placed.line.baseline - picture.height
    if isinstance(picture, Floating):
        left = picture.across.measured(_across(sheet, placed.x), left, picture.width)
        top = picture.down.measured(_down(sheet), placed.y, picture.height)
    return left, top


def drawn_picture(sheet: Sheet, placed: PlacedLine, one: PlacedPicture, name: str) -> str:
    """Return the operators that draw the picture of a line; `name` is its name in the PDF."""
    picture = one.picture
    left, top = corner(sheet, placed, one)
    bottom = sheet.geometry.height - top - picture.height
    if picture.looks == Looks():
        size = f"{figure(picture.width)} 0 0 {figure(picture.height)}"
        return f"{size} {figure(left)} {figure(bottom)} cm /{name} Do"
    return f"{_frame(picture, left, bottom)} {_cut(picture.looks)} /{name} Do"


def _frame(picture: Inline | Floating, left: float, bottom: float) -> str:
    """Return the matrix that makes the unit square the picture's frame, turned about its middle."""
    turn = -math.radians(picture.looks.turned)
    cos, sin = math.cos(turn), math.sin(turn)
    width, height = picture.width, picture.height
    x, y = left + width / 2, bottom + height / 2
    if isinstance(picture, Inline) and picture.looks.lies_sideways:
        width, height = height, width
    x -= (width * cos - height * sin) / 2
    y -= (width * sin + height * cos) / 2
    matrix = (width * cos, width * sin, -height * sin, height * cos, x, y)
    return " ".join(figure(value) for value in matrix) + " cm"


def _cut(looks: Looks) -> str:
    """Return a clip to the unit square, and the matrix by which the wanted part fills it."""
    across = 1 - looks.cut_left - looks.cut_right
    down = 1 - looks.cut_top - looks.cut_bottom
    matrix = (1 / across, 0.0, 0.0, 1 / down, -looks.cut_left / across, -looks.cut_bottom / down)
    return "0 0 1 1 re W n " + " ".join(f"{value:.5f}" for value in matrix) + " cm"


def _across(sheet: Sheet, column: float) -> Areas:
    paper = sheet.geometry
    right = paper.width - paper.right
    inner, outer = (paper.left, right) if sheet.number % 2 else (right, paper.left)
    margins = {paper.left: (0.0, paper.left), right: (right, paper.right)}
    return {
        "page": (0.0, paper.width),
        "margin": (paper.left, paper.text_width),
        "column": (column, right - column),
        "leftMargin": (0.0, paper.left),
        "rightMargin": (right, paper.right),
        "insideMargin": margins[inner],
        "outsideMargin": margins[outer],
    }


def _down(sheet: Sheet) -> Areas:
    paper = sheet.geometry
    foot = paper.height - paper.bottom
    return {
        "page": (0.0, paper.height),
        "margin": (paper.top, foot - paper.top),
        "topMargin": (0.0, paper.top),
        "bottomMargin": (foot, paper.bottom),
    }
