"""The words of WordprocessingML (ECMA-376 part 1), and how this room reads them."""

import math
from collections.abc import Iterator

from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

BODY, PARAGRAPH, RUN, TEXT = f"{W}body", f"{W}p", f"{W}r", f"{W}t"
RUN_STYLE, PARAGRAPH_STYLE = f"{W}rPr", f"{W}pPr"
TABLE, ROW, CELL = f"{W}tbl", f"{W}tr", f"{W}tc"
ORIGIN = "md-origin"  # an attribute that names a paragraph while a file is being checked

NEARBY = 20  # characters that tell a person where something stands
POINTS_PER_TWIP = 1 / 20
POINTS_PER_EMU = 1 / 12700


def names(words: str) -> frozenset[str]:
    """Return the names of elements or codes that are written as one line of words."""
    return frozenset(words.split())


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child `w:name`, or None where there is no such child or no element."""
    return None if element is None else next(element.iterchildren(W + name), None)


def attribute(element: Element | None, name: str) -> str | None:
    """Return the attribute `w:name`, or None."""
    return None if element is None else element.get(W + name)


def value(element: Element | None) -> str | None:
    """Return `w:val` of an element, or None."""
    return None if element is None else element.get(f"{W}val")


def is_on(element: Element | None) -> bool:
    """Say whether an on/off element stands there and is on (ECMA-376, 17.17.4)."""
    if element is None:
        return False
    return element.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def number(text: str | None, default: float = 0.0) -> float:
    """Return a measure as a number; `default` where it is absent or no number."""
    if text is None:
        return default
    try:
        found = float(text)
    except ValueError:
        return default
    return found if math.isfinite(found) else default


def points(text: str | None, default: float = 0.0) -> float:
    """Return twips as points; `default` is in points."""
    return default if text is None else number(text) * POINTS_PER_TWIP


def local_name(element: Element) -> str:
    """Return the name of an element of WordprocessingML, "" for one of another vocabulary."""
    tag = str(element.tag)
    return tag[len(W) :] if tag.startswith(W) else ""


def own_runs(paragraph: Element) -> Iterator[Element]:
    """Yield the runs of a paragraph in order, through links and marks, not those of text boxes."""
    for node in paragraph:
        if node.tag == RUN:
            yield node
        elif node.tag not in (PARAGRAPH_STYLE, PARAGRAPH, TABLE):
            yield from own_runs(node)
