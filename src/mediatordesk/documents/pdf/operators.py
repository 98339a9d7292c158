"""How numbers and colours are written in a content stream (ISO 32000-1, 7.3 and 8.6)."""

import re

COLOUR = re.compile("[0-9A-Fa-f]{6}")
BLACK = "000000"


def figure(value: float) -> str:
    """Return a number as a PDF writes it, to a thousandth of a point."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def fill(colour: str | None) -> str:
    """Return the operator for the colour that areas and text are filled with."""
    return f"{_rgb(colour)} rg"


def stroke(colour: str | None) -> str:
    """Return the operator for the colour that lines are drawn in."""
    return f"{_rgb(colour)} RG"


def _rgb(colour: str | None) -> str:
    if colour is None or not COLOUR.fullmatch(colour):
        return "0 0 0"
    return " ".join(figure(int(colour[at : at + 2], 16) / 255) for at in (0, 2, 4))
