"""Puts an element among its siblings where the schema has it (ECMA-376 part 1, annex A)."""

from collections.abc import Mapping, Sequence

from lxml import etree
from lxml.etree import _Element as Element

from mediatordesk.documents.word.wordml import W, local_name

ORDERS: Mapping[str, Sequence[str]] = {
    "p": ("pPr",),
    "tbl": ("bookmarkStart", "bookmarkEnd", "tblPr", "tblGrid", "tr"),
    "tc": ("tcPr",),
    "docDefaults": ("rPrDefault", "pPrDefault"),
    "pPrDefault": ("pPr",),
    "pPr": (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"),
        *("numPr", "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens"),
        *("kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN"),
        *("bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing"),
        *("mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment"),
        *("textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
    ),
    "tblPr": (
        *("tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize"),
        *("tblStyleColBandSize", "tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd"),
        *("tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription", "tblPrChange"),
    ),
    "tcPr": (
        *("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap"),
        *("tcMar", "textDirection", "tcFitText", "vAlign", "hideMark"),
    ),
}


def put(parent: Element, name: str) -> Element:
    """Return the child `w:name` of an element, made at its place where it is not there yet.

    What stands first by the schema stands before all that the order does not name.
    """
    found = parent.find(W + name)
    if found is not None:
        return found
    order = ORDERS[local_name(parent)]
    before = set(order[: order.index(name)])
    at = max((n + 1 for n, one in enumerate(parent) if local_name(one) in before), default=0)
    made = etree.Element(W + name)
    parent.insert(at, made)
    return made
