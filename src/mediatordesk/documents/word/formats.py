"""Formats of text, paragraphs, tables and borders that the PDF does not show as Word does."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from mediatordesk.documents.word import features as f
from mediatordesk.documents.word.characters import READERS as TEXT_READERS
from mediatordesk.documents.word.features import Seen
from mediatordesk.documents.word.marking import Marked
from mediatordesk.documents.word.paragraphs import READERS as PARAGRAPH_READERS
from mediatordesk.documents.word.paragraphs import SWITCHES
from mediatordesk.documents.word.styles import StyleSheet
from mediatordesk.documents.word.wordml import (
    PARAGRAPH,
    PARAGRAPH_STYLE,
    RUN_STYLE,
    TABLE,
    W,
    attribute,
    child,
    local_name,
    names,
    value,
)

# Formats that are read, and those that have no look (or one that `word.inspection` names).
TEXT_READ = frozenset(TEXT_READERS) | {"rFonts"}
TEXT_SILENT = names(
    "bCs iCs szCs lang noProof kern snapToGrid webHidden rtl cs eastAsianLayout specVanish oMath "
    "ins del moveFrom moveTo rPrChange"
)
PARAGRAPH_READ = frozenset(PARAGRAPH_READERS) | frozenset(SWITCHES)
PARAGRAPH_SILENT = names(
    "adjustRightInd suppressLineNumbers suppressAutoHyphens suppressOverlap outlineLvl divId "
    "cnfStyle rPr sectPr pPrChange textAlignment textboxTightWrap mirrorIndents bidi framePr "
    "textDirection kinsoku wordWrap topLinePunct"
)
CELL_READ = names(
    "tcW gridSpan vMerge hMerge tcBorders shd vAlign tcMar textDirection noWrap hideMark cnfStyle "
    "cellIns cellDel cellMerge tcPrChange headers"
)
TABLE_READ = names(
    "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblpPr tblOverlap bidiVisual "
    "tblStyleRowBandSize tblStyleColBandSize tblCaption tblDescription tblPrChange"
)
IDLE = frozenset((None, "0", "false", "off", "none", "nil", "auto", "baseline", "top"))
USUAL = {"w": "100", "kinsoku": "1", "wordWrap": "1", "topLinePunct": "0"}
PLAIN_EDGES = frozenset((None, "nil", "none", "single", "thick"))
PLAIN_UNDERLINES = frozenset((None, "none", "single", "words", "thick"))
UNDRAWN_SIDES = frozenset(("between", "bar"))
DIAGONALS = ("tl2br", "tr2bl")


def seen_formats(marked: Marked) -> Iterator[Seen]:
    """Yield the formats in the text of a file and in the styles that it uses."""
    styles = StyleSheet.read(marked.package)
    named: set[str] = set()
    for root in marked.roots.values():
        for element in root.iter(PARAGRAPH_STYLE, RUN_STYLE, f"{W}tcPr", f"{W}tblPr"):
            yield from _in_formats(element, element)
        for element in root.iter(PARAGRAPH, RUN_STYLE, TABLE):
            for name in set(_style_names(element, styles)) - named:
                named.add(name)
                yield from _in_style(styles.elements[name], element)


def _style_names(element: Element, styles: StyleSheet) -> Iterator[str]:
    """Yield the names of the style that an element is set in, and of those it is based on."""
    formats, kind = {
        PARAGRAPH: (child(element, "pPr"), "pStyle"),
        TABLE: (child(element, "tblPr"), "tblStyle"),
        RUN_STYLE: (element, "rStyle"),
    }[str(element.tag)]
    usual = styles.default_name if element.tag == PARAGRAPH else None
    for style in styles.chain(value(child(formats, kind)) or usual):
        yield attribute(style, "styleId") or ""


def _in_style(style: Element, where: Element) -> Iterator[Seen]:
    for name in ("pPr", "rPr", "tblPr", "tcPr"):
        formats = child(style, name)
        if formats is not None:
            yield from _in_formats(formats, where)


def _in_formats(formats: Element, where: Element) -> Iterator[Seen]:
    """Yield what one set of formats asks for; `where` is the element that is set so."""
    if formats.tag == RUN_STYLE and _is_of_mark(formats):
        return
    known = {
        RUN_STYLE: TEXT_READ | TEXT_SILENT,
        PARAGRAPH_STYLE: PARAGRAPH_READ | PARAGRAPH_SILENT,
        f"{W}tcPr": CELL_READ,
        f"{W}tblPr": TABLE_READ,
    }[str(formats.tag)]
    for item in formats:
        name = local_name(item)
        if name in known:
            yield from _in_known(item, where)
        elif name and not _is_idle(item):
            feature = f.FORMATS.get(name, f.FORMAT)
            yield Seen(feature, where, {"name": name})


def _is_of_mark(formats: Element) -> bool:
    """Say whether a format is only that of a paragraph's mark, which is not seen."""
    parent = formats.getparent()
    return parent is not None and parent.tag == PARAGRAPH_STYLE


def _is_idle(item: Element) -> bool:
    """Say whether a format says what is so anyway."""
    if local_name(item) == "shd":
        return attribute(item, "fill") in (None, "auto", "FFFFFF", "ffffff")
    usual = USUAL.get(local_name(item))
    if attribute(item, "val") is None:
        return not (item.attrib or len(item)) and local_name(item) in ("kinsoku", "wordWrap")
    return value(item) == usual or (usual is None and value(item) in IDLE)


def _in_known(item: Element, where: Element) -> Iterator[Seen]:
    name = local_name(item)
    if name in ("kinsoku", "wordWrap", "topLinePunct") and not _is_idle(item):
        yield Seen(f.LINE_BREAKING, where)
    elif name == "u" and value(item) not in PLAIN_UNDERLINES:
        yield Seen(f.UNDERLINE_KIND, where)
    elif name in ("pBdr", "tcBorders", "tblBorders"):
        yield from _edges(item, where)


def _edges(borders: Element, where: Element) -> Iterator[Seen]:
    drawn = {
        local_name(edge): value(edge) for edge in borders if value(edge) not in ("nil", "none")
    }
    if local_name(borders) == "pBdr" and UNDRAWN_SIDES & drawn.keys():
        yield Seen(f.SIDE_BORDERS, where)
    if {*DIAGONALS} & drawn.keys():
        yield Seen(f.DIAGONAL, where)
    if {*drawn.values()} - PLAIN_EDGES:
        yield Seen(f.EDGE_KIND, where)
