"""Formats of text and of paragraphs as Word writes them (ECMA-376, 17.3.1 and 17.3.2)."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from lxml.etree import _Element as Element

from mediatordesk.documents.word.wordml import (
    attribute,
    child,
    is_on,
    local_name,
    number,
    points,
    value,
)


class TextStyle(NamedTuple):
    """The format of characters; None is what a style further up says. Measures in points."""

    latin: str | None = None
    east_asian: str | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    strike: bool | None = None
    hidden: bool | None = None
    underline: bool | None = None
    colour: str | None = None
    spacing: float | None = None
    position: str | None = None
    named: str | None = None

    @property
    def points(self) -> float:
        """The size, 10 points where nothing says it (17.3.2.38)."""
        return self.size or 10.0

    @property
    def drawn_size(self) -> float:
        """The size as drawn: raised and lowered characters are smaller."""
        return self.points * (0.58 if self.is_shifted else 1)

    @property
    def is_shifted(self) -> bool:
        """Whether the characters are superscript or subscript."""
        return self.position in ("superscript", "subscript")

    def font(self, kind: str) -> str:
        """Return the font for a kind of character: "C" is East Asian."""
        if kind == "C":
            return self.east_asian or self.latin or "宋体"
        return self.latin or self.east_asian or "Times New Roman"


class TabStop(NamedTuple):
    """A tab stop: its distance from the margin in points, and which side of the text it holds."""

    position: float
    kind: str


class Edge(NamedTuple):
    """A line of a border: width in points, colour as six hex digits, distance from the text."""

    width: float
    colour: str
    space: float = 0.0


class ParagraphStyle(NamedTuple):
    """The format of a paragraph; None is what a style further up says. Measures in points.

    `*_chars` are in hundredths of a character, `*_lines` in hundredths of a line.
    """

    align: str | None = None
    left: float | None = None
    left_chars: float | None = None
    right: float | None = None
    right_chars: float | None = None
    first: float | None = None
    first_chars: float | None = None
    hanging: float | None = None
    hanging_chars: float | None = None
    before: float | None = None
    before_lines: float | None = None
    after: float | None = None
    after_lines: float | None = None
    line: float | None = None
    line_rule: str | None = None
    keep_next: bool | None = None
    keep_lines: bool | None = None
    page_break_before: bool | None = None
    widow_control: bool | None = None
    snap_to_grid: bool | None = None
    contextual: bool | None = None
    space_latin: bool | None = None
    space_digits: bool | None = None
    hangs_punctuation: bool | None = None
    tabs: tuple[TabStop, ...] | None = None
    numbering: tuple[str, int] | None = None
    edge_above: Edge | None = None
    edge_below: Edge | None = None
    named: str | None = None


Style = TypeVar("Style", TextStyle, ParagraphStyle)


def over(upper: Style, lower: Style) -> Style:
    """Return a format in which `upper` says what it says, and `lower` the rest."""
    merged: list[Any] = [
        below if above is None else above for above, below in zip(upper, lower, strict=True)
    ]
    return type(upper)(*merged)


def paragraph_over(upper: ParagraphStyle, lower: ParagraphStyle) -> ParagraphStyle:
    """Do as `over`; a hanging indent takes the place of a first-line indent, and back."""
    if upper.hanging is not None or upper.hanging_chars is not None:
        lower = lower._replace(first=None, first_chars=None)
    elif upper.first is not None or upper.first_chars is not None:
        lower = lower._replace(hanging=None, hanging_chars=None)
    return over(upper, lower)


Found = dict[str, Any]


def read_text_style(element: Element | None, theme: Mapping[str, str]) -> TextStyle:
    """Read `w:rPr`; `theme` gives the fonts that a document names by their place in its theme."""
    found: Found = {}
    for item in element if element is not None else ():
        name = local_name(item)
        if name == "rFonts":
            found |= _fonts(item, theme)
        elif name in TEXT_READERS:
            field, read = TEXT_READERS[name]
            found[field] = read(item)
    return TextStyle()._replace(**found) if found else TextStyle()


def _fonts(item: Element, theme: Mapping[str, str]) -> Found:
    found: Found = {}
    for field, names in (("latin", ("ascii", "hAnsi")), ("east_asian", ("eastAsia",))):
        for name in names:
            font = theme.get(attribute(item, f"{name}Theme") or "") or attribute(item, name)
            if font and field not in found:
                found[field] = font
    return found


TEXT_READERS: Mapping[str, tuple[str, Callable[[Element], object]]] = {
    # 1 to 1638 points are all that Word allows.
    "sz": ("size", lambda item: min(1638.0, max(1.0, number(value(item), 20) / 2))),
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
}


def read_paragraph_style(element: Element | None) -> ParagraphStyle:
    """Read `w:pPr`."""
    found: Found = {}
    for item in element if element is not None else ():
        name = local_name(item)
        if name in GROUP_READERS:
            found |= GROUP_READERS[name](item)
        elif name in SWITCHES:
            found[SWITCHES[name]] = is_on(item)
    return ParagraphStyle()._replace(**found) if found else ParagraphStyle()


SWITCHES: Mapping[str, str] = {
    "keepNext": "keep_next",
    "keepLines": "keep_lines",
    "pageBreakBefore": "page_break_before",
    "widowControl": "widow_control",
    "snapToGrid": "snap_to_grid",
    "contextualSpacing": "contextual",
    "autoSpaceDE": "space_latin",
    "autoSpaceDN": "space_digits",
    "overflowPunct": "hangs_punctuation",
}
INDENTS: Mapping[str, str] = {
    "left": "left",
    "start": "left",
    "right": "right",
    "end": "right",
    "firstLine": "first",
    "hanging": "hanging",
}


def _indents(item: Element) -> Found:
    found: Found = {}
    for name, field in INDENTS.items():
        twips, chars = attribute(item, name), attribute(item, f"{name}Chars")
        if twips is not None:
            found[field] = points(twips)
        if chars is not None:
            found[f"{field}_chars"] = number(chars)
    return found


def _spacing(item: Element) -> Found:
    found: Found = {}
    for name in ("before", "after"):
        if attribute(item, name) is not None:
            found[name] = points(attribute(item, name))
        if attribute(item, f"{name}Lines") is not None:
            found[f"{name}_lines"] = number(attribute(item, f"{name}Lines"))
    if attribute(item, "line") is not None:
        found["line"] = number(attribute(item, "line"), 240)
        found["line_rule"] = attribute(item, "lineRule") or "auto"
    return found


def _tabs(item: Element) -> Found:
    stops = [
        TabStop(points(attribute(stop, "pos")), value(stop) or "left")
        for stop in item
        if value(stop) != "clear"
    ]
    return {"tabs": tuple(sorted(stops))}


def _numbering(item: Element) -> Found:
    which, level = value(child(item, "numId")), number(value(child(item, "ilvl")))
    return {"numbering": (which or "0", int(level))}


def read_edge(item: Element | None) -> Edge | None:
    """Read one line of a border; None where there is none (17.3.4)."""
    if item is None or value(item) in ("nil", "none"):
        return None
    colour = attribute(item, "color") or "auto"
    width = number(attribute(item, "sz"), 4) / 8
    space = number(attribute(item, "space"))
    return Edge(width, "000000" if colour == "auto" else colour, space)


GROUP_READERS: Mapping[str, Callable[[Element], Found]] = {
    "jc": lambda item: {"align": value(item)},
    "ind": _indents,
    "spacing": _spacing,
    "tabs": _tabs,
    "numPr": _numbering,
    "pBdr": lambda item: {
        "edge_above": read_edge(child(item, "top")),
        "edge_below": read_edge(child(item, "bottom")),
    },
    "pStyle": lambda item: {"named": value(item)},
}
