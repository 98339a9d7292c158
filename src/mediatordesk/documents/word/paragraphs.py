"""Reads the format of paragraphs, `w:pPr` (ECMA-376, 17.3.1)."""

from collections.abc import Callable, Mapping
from typing import Any

from lxml.etree import _Element as Element

from mediatordesk.documents.word.characters import read_shade
from mediatordesk.documents.word.edges import read_edge
from mediatordesk.documents.word.properties import ParagraphStyle, TabStop
from mediatordesk.documents.word.wordml import (
    attribute,
    child,
    is_on,
    local_name,
    number,
    points,
    value,
)

Found = dict[str, Any]
MAX_LEVEL = 8
AUTOMATIC_SPACE = 14.0  # points, as HTML has it (17.3.1.33)


def read_paragraph_style(element: Element | None) -> ParagraphStyle:
    """Read `w:pPr`."""
    found: Found = {}
    for item in element if element is not None else ():
        name = local_name(item)
        if name in READERS:
            found |= READERS[name](item)
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
        if attribute(item, f"{name}Autospacing") in ("1", "true", "on"):
            found[name] = AUTOMATIC_SPACE
    if attribute(item, "line") is not None:
        found["line"] = number(attribute(item, "line"), 240)
        found["line_rule"] = attribute(item, "lineRule") or "auto"
    return found


def _tabs(item: Element) -> Found:
    stops = [
        TabStop(
            points(attribute(stop, "pos")), value(stop) or "left", attribute(stop, "leader") or ""
        )
        for stop in item
    ]
    return {"tabs": tuple(sorted(stops))}


def _numbering(item: Element) -> Found:
    which, level = value(child(item, "numId")), number(value(child(item, "ilvl")))
    return {"numbering": (which or "0", min(MAX_LEVEL, max(0, int(level))))}


def _borders(item: Element) -> Found:
    sides = {"edge_above": "top", "edge_below": "bottom", "edge_left": "left"}
    sides["edge_right"] = "right"
    return {field: read_edge(child(item, side)) for field, side in sides.items()}


READERS: Mapping[str, Callable[[Element], Found]] = {
    "jc": lambda item: {"align": value(item)},
    "ind": _indents,
    "spacing": _spacing,
    "tabs": _tabs,
    "numPr": _numbering,
    "pBdr": _borders,
    "shd": lambda item: {"shade": read_shade(item)},
    "pStyle": lambda item: {"named": value(item)},
}
