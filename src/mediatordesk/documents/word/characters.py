"""Reads the format of characters, `w:rPr` (ECMA-376, 17.3.2)."""

from collections.abc import Callable, Mapping
from typing import Any

from lxml.etree import _Element as Element

from mediatordesk.documents.word.edges import read_edge
from mediatordesk.documents.word.properties import TextStyle
from mediatordesk.documents.word.wordml import (
    attribute,
    is_on,
    local_name,
    number,
    points,
    value,
)

#: The colours of a highlight (17.18.40).
HIGHLIGHTS: Mapping[str, str] = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGray": "808080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "green": "00FF00",
    "lightGray": "C0C0C0",
    "magenta": "FF00FF",
    "red": "FF0000",
    "white": "FFFFFF",
    "yellow": "FFFF00",
}
# What Word lets a person enter: half of 1638 points, 1 to 600 %.
LARGEST, NARROWEST, WIDEST = 1638.0, 0.01, 6.0


def read_text_style(element: Element | None, theme: Mapping[str, str]) -> TextStyle:
    """Read `w:rPr`; `theme` gives the fonts that a document names by their place in its theme."""
    found: dict[str, Any] = {}
    for item in element if element is not None else ():
        name = local_name(item)
        if name == "rFonts":
            found |= _fonts(item, theme)
        elif name in READERS:
            field, read = READERS[name]
            found[field] = read(item)
    return TextStyle()._replace(**found) if found else TextStyle()


def read_shade(element: Element | None) -> str | None:
    """Return the colour of `w:shd` as six hex digits, "none" for none (17.3.5).

    A pattern over it counts as the colour of the pattern where it covers all.
    """
    if element is None:
        return None
    name = "color" if value(element) == "solid" else "fill"
    colour = attribute(element, name) or "auto"
    return "none" if colour == "auto" else colour


def _fonts(item: Element, theme: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, names in (("latin", ("ascii", "hAnsi")), ("east_asian", ("eastAsia",))):
        for name in names:
            font = theme.get(attribute(item, f"{name}Theme") or "") or attribute(item, name)
            if font and field not in found:
                found[field] = font
    return found


def _size(item: Element) -> float:
    return min(LARGEST, max(1.0, number(value(item), 20) / 2))


def _stretch(item: Element) -> float:
    percent = (value(item) or "").removesuffix("%")
    return min(WIDEST, max(NARROWEST, number(percent, 100) / 100 or 1.0))


READERS: Mapping[str, tuple[str, Callable[[Element], object]]] = {
    "sz": ("size", _size),
    "b": ("bold", is_on),
    "i": ("italic", is_on),
    "strike": ("strike", is_on),
    "dstrike": ("strike", is_on),
    "vanish": ("hidden", is_on),
    "u": ("underline", lambda item: value(item) not in ("none", None)),
    "color": ("colour", value),
    "spacing": ("spacing", lambda item: points(value(item))),
    "vertAlign": ("position", value),
    "rStyle": ("named", value),
    "caps": ("capitals", lambda item: "caps" if is_on(item) else "none"),
    "smallCaps": ("capitals", lambda item: "smallCaps" if is_on(item) else "none"),
    "highlight": ("highlight", lambda item: HIGHLIGHTS.get(value(item) or "", "none")),
    "shd": ("shade", read_shade),
    "bdr": ("box", read_edge),
    "em": ("emphasis", value),
    "position": ("raised", lambda item: number(value(item)) / 2),
    "w": ("stretch", _stretch),
}
