"""Looks through a Word file for what the PDF does not show as Word does."""

from collections.abc import Callable, Iterator, Mapping

from lxml.etree import _Element as Element

from mediatordesk.documents.word import features as f
from mediatordesk.documents.word.boxes import ALTERNATIVES, branch
from mediatordesk.documents.word.features import Feature, Seen
from mediatordesk.documents.word.fieldcodes import seen_fields
from mediatordesk.documents.word.formats import seen_formats
from mediatordesk.documents.word.marking import Marked
from mediatordesk.documents.word.sections import seen_sections
from mediatordesk.documents.word.wordml import (
    CELL,
    RUN,
    RUN_STYLE,
    WP,
    A,
    V,
    W,
    attribute,
    child,
    is_on,
    local_name,
    names,
    value,
)

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

ELEMENTS: Mapping[str, Feature] = {
    f"{W}txbxContent": f.TEXT_BOX,
    f"{V}textpath": f.WATERMARK,
    f"{W}object": f.OBJECT,
    f"{W}altChunk": f.OTHER_FILE,
    f"{W}subDoc": f.OTHER_FILE,
    f"{W}footnoteReference": f.FOOTNOTE,
    f"{W}endnoteReference": f.ENDNOTE,
    f"{W}ruby": f.RUBY,
    f"{W}tblpPr": f.FLOATING_TABLE,
    f"{M}oMath": f.FORMULA,
    f"{W}dataBinding": f.DATA_BINDING,
    f"{W}commentReference": f.COMMENT,
    f"{W}contentPart": f.DRAWING,
    f"{W}hMerge": f.OLD_MERGE,
}
CHANGED = frozenset(
    W + name
    for name in (
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"),
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange"),
        *("tcPrChange", "trPrChange", "tblPrExChange", "numberingChange"),
    )
)
# What a graphic is, by the end of the name of its kind (20.1.2.2.17).
GRAPHICS: Mapping[str, Feature] = {"chart": f.CHART, "chartex": f.CHART, "diagram": f.SMART_ART}
HORIZONTAL = ("lrTb", "lrTbV", "lr", "tb", "btLrTb")
# Content of a run that is printed, and content that has no look of its own.
PRINTED = names("t br cr tab ptab sym noBreakHyphen fldChar instrText drawing")
SILENT = names(
    "rPr lastRenderedPageBreak softHyphen annotationRef footnoteRef endnoteRef separator "
    "continuationSeparator delText delInstrText commentReference"
)


def inspect(marked: Marked) -> Iterator[Seen]:
    """Yield what a file holds that the PDF does not show, or not as Word does."""
    for root in marked.roots.values():
        for element in root.iter("*"):
            yield from _at(element)
        yield from seen_fields(root)
    yield from seen_formats(marked)
    yield from seen_sections(marked)
    yield from _in_package(marked)


def _in_package(marked: Marked) -> Iterator[Seen]:
    """Yield what other parts of a file ask for: its settings, its lists."""
    first = next(iter(marked.roots.values()))
    if child(marked.package.xml("word/settings.xml"), "mailMerge") is not None:
        yield Seen(f.MAIL_MERGE, first, {"code": "mailMerge"})
    lists = marked.package.xml("word/numbering.xml")
    numbered = next(first.iter(f"{W}numPr"), None)
    if numbered is not None and lists is not None and holds(lists, f"{W}lvlPicBulletId"):
        yield Seen(f.PICTURE_BULLET, numbered)


def _at(element: Element) -> Iterator[Seen]:
    tag = str(element.tag)
    if is_repeated(element):
        return
    if tag in ELEMENTS:
        yield Seen(ELEMENTS[tag], element)
    elif tag in CHANGED:
        yield Seen(f.CHANGES, element)
    elif tag in CHECKS:
        yield from CHECKS[tag](element)
    elif tag.startswith(W) and _stands_in_run(element):
        yield Seen(f.PART_OF_RUN, element, {"name": local_name(element)})


def holds(element: Element, *tags: str) -> bool:
    """Say whether an element holds one of these, however deep."""
    return next(element.iter(*tags), None) is not None


def is_repeated(element: Element) -> bool:
    """Say whether an element says for another Word what stands beside it (part 3, 7.5)."""
    line = (element, *element.iterancestors())
    return any(branch(one) not in line for one in element.iterancestors(ALTERNATIVES))


def _stands_in_run(element: Element) -> bool:
    parent = element.getparent()
    name = local_name(element)
    return parent is not None and parent.tag == RUN and name not in PRINTED and name not in SILENT


def _frame(element: Element) -> Iterator[Seen]:
    is_drop_cap = attribute(element, "dropCap") in ("drop", "margin")
    yield Seen(f.DROP_CAP if is_drop_cap else f.FRAME, element)


def _direction(element: Element) -> Iterator[Seen]:
    if value(element) not in HORIZONTAL:
        yield Seen(f.VERTICAL, element)


def _two_in_one(element: Element) -> Iterator[Seen]:
    if any(attribute(element, name) not in (None, "0", "false") for name in ("combine", "vert")):
        yield Seen(f.TWO_IN_ONE, element)


def _backwards(element: Element) -> Iterator[Seen]:
    parent = element.getparent()
    in_mark = parent is not None and parent.tag == RUN_STYLE and not _is_of_run(parent)
    if is_on(element) and not in_mark:
        yield Seen(f.RIGHT_TO_LEFT, element)


def _is_of_run(style: Element) -> bool:
    parent = style.getparent()
    return parent is not None and parent.tag == RUN


def _old_drawing(element: Element) -> Iterator[Seen]:
    # A picture that is not taken from it is named as lost.
    if not holds(element, f"{W}txbxContent", f"{V}textpath", f"{V}imagedata"):
        yield Seen(f.OLD_DRAWING, element)


def _graphic(element: Element) -> Iterator[Seen]:
    kind = (element.get("uri") or "").rpartition("/")[2]
    if kind != "picture" and not holds(element, f"{W}txbxContent"):
        yield Seen(GRAPHICS.get(kind, f.DRAWING), element)


def _anchor(element: Element) -> Iterator[Seen]:
    if holds(element, f"{A}blip"):
        yield Seen(f.FLOATING_PICTURE, element)


def _picture(element: Element) -> Iterator[Seen]:
    """Look whether a picture is mirrored; it is printed cropped and turned."""
    if any(element.get(name) not in (None, "0", "false") for name in ("flipH", "flipV")):
        yield Seen(f.CROPPED, element)


def _page_break(element: Element) -> Iterator[Seen]:
    if attribute(element, "type") == "page" and next(element.iterancestors(CELL), None) is not None:
        yield Seen(f.CELL_BREAK, element)
    if attribute(element, "type") == "column":
        yield Seen(f.COLUMNS, element)


CHECKS: Mapping[str, Callable[[Element], Iterator[Seen]]] = {
    f"{W}framePr": _frame,
    f"{W}textDirection": _direction,
    f"{W}eastAsianLayout": _two_in_one,
    f"{W}bidi": _backwards,
    f"{W}rtl": _backwards,
    f"{W}bidiVisual": _backwards,
    f"{W}pict": _old_drawing,
    f"{A}graphicData": _graphic,
    f"{A}xfrm": _picture,
    f"{W}br": _page_break,
    f"{WP}anchor": _anchor,
}
