"""Reads the lines of borders: of paragraphs, tables and characters (ECMA-376, 17.3.4)."""

from collections.abc import Mapping

from lxml.etree import _Element as Element

from mediatordesk.documents.word.properties import Edge
from mediatordesk.documents.word.wordml import attribute, local_name, number, value

Borders = Mapping[str, Edge | None]
#: The names of sides in files by ISO 29500 strict, and those in all others.
SIDE_NAMES: Mapping[str, str] = {"start": "left", "end": "right"}
# Word draws lines of a quarter to six points, at most 31 points away.
THINNEST, THICKEST, FARTHEST = 0.25, 6.0, 31.0


def read_edge(item: Element | None) -> Edge | None:
    """Read one line of a border; None where there is none."""
    if item is None or value(item) in ("nil", "none"):
        return None
    colour = attribute(item, "color") or "auto"
    width = min(THICKEST, max(THINNEST, number(attribute(item, "sz"), 4) / 8))
    space = min(FARTHEST, max(0.0, number(attribute(item, "space"))))
    return Edge(width, "000000" if colour == "auto" else colour, space)


def read_borders(element: Element | None) -> Borders:
    """Read the borders of a table or a cell, by the name of their side."""
    return {
        SIDE_NAMES.get(local_name(edge), local_name(edge)): read_edge(edge)
        for edge in (element if element is not None else ())
    }
