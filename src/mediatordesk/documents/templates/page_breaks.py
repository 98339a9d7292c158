"""Page breaks typed into a text become a property of the paragraph that begins the page.

A break in a table, before a table or at the very end of a text stays as it is.
"""

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from mediatordesk.documents.templates.rewriting import PAGE_BREAK
from mediatordesk.documents.word.features import Seen
from mediatordesk.documents.word.schema_order import put
from mediatordesk.documents.word.wordml import (
    BODY,
    PARAGRAPH,
    PARAGRAPH_STYLE,
    RUN,
    RUN_STYLE,
    W,
    attribute,
    child,
)

# What stands in a run and is seen, or takes room.
SILENT = (RUN_STYLE, f"{W}lastRenderedPageBreak")


def turned_into_properties(root: Element) -> Iterator[Seen]:
    """Turn the page breaks of a document into properties of paragraphs, and yield where."""
    for found in list(root.iter(f"{W}br")):
        run, paragraph = found.getparent(), next(found.iterancestors(PARAGRAPH), None)
        if attribute(found, "type") != "page" or run is None or paragraph is None:
            continue
        above = paragraph.getparent()
        if run.getparent() is paragraph and above is not None and above.tag == BODY:
            yield from _turned(paragraph, run, found)


def _turned(paragraph: Element, run: Element, found: Element) -> Iterator[Seen]:
    behind = [*found.itersiblings(), *run.itersiblings()]
    before = [*_content(found, preceding=True), *_content(run, preceding=True)]
    if not any(_is_seen(one) for one in behind):
        following = paragraph.getnext()
        if following is None or following.tag != PARAGRAPH or _ends_section(paragraph):
            return
        run.remove(found)
        put(put(following, "pPr"), "pageBreakBefore").attrib.pop(f"{W}val", "")
    elif any(_is_seen(one) for one in before):
        _begin_page(_cut(paragraph, run, found))
    else:
        run.remove(found)
        _begin_page(paragraph)
    if not any(one.tag != RUN_STYLE for one in run) and run.getparent() is not None:
        _parent(run).remove(run)
    yield Seen(PAGE_BREAK, paragraph)


def _content(element: Element, *, preceding: bool) -> Iterator[Element]:
    yield from element.itersiblings(preceding=preceding)


def _is_seen(element: Element) -> bool:
    if element.tag == RUN:
        return any(one.tag not in SILENT for one in element)
    inside = element.iter(RUN)
    return element.tag not in (PARAGRAPH_STYLE, *SILENT) and (
        any(_is_seen(run) for run in inside) or _parent(element).tag == RUN
    )


def _ends_section(paragraph: Element) -> bool:
    return child(child(paragraph, "pPr"), "sectPr") is not None


def _cut(paragraph: Element, run: Element, found: Element) -> Element:
    """Cut a paragraph in two at a break; what follows the break is a paragraph of its own."""
    rest = etree.Element(PARAGRAPH)
    formats = child(paragraph, "pPr")
    if formats is not None:
        rest.append(deepcopy(formats))
        section = child(formats, "sectPr")
        if section is not None:
            formats.remove(section)
    second = etree.SubElement(rest, RUN)
    if child(run, "rPr") is not None:
        second.append(deepcopy(child(run, "rPr")))  # type: ignore[arg-type]  # it is there
    second.extend(list(found.itersiblings()))
    rest.extend(list(run.itersiblings()))
    run.remove(found)
    paragraph.addnext(rest)
    _continue(rest)
    return rest


def _continue(paragraph: Element) -> None:
    """Make a paragraph look like the continuation of one: no number, no indent of its own."""
    formats = put(paragraph, "pPr")
    if child(formats, "numPr") is not None:
        numbers = put(formats, "numPr")
        for one in list(numbers):
            numbers.remove(one)
        etree.SubElement(numbers, f"{W}numId").set(f"{W}val", "0")


def _begin_page(paragraph: Element) -> None:
    """Begin a page with a paragraph as with the text behind a break: flush and without space."""
    formats = put(paragraph, "pPr")
    put(formats, "pageBreakBefore").attrib.pop(f"{W}val", "")
    spacing, indent = put(formats, "spacing"), put(formats, "ind")
    for name in ("before", "beforeLines"):
        spacing.set(W + name, "0")
    spacing.attrib.pop(f"{W}beforeAutospacing", "")
    for name in ("hanging", "hangingChars"):
        indent.attrib.pop(W + name, "")
    for name in ("firstLine", "firstLineChars"):
        indent.set(W + name, "0")


def _parent(element: Element) -> Element:
    parent = element.getparent()
    if parent is None:
        raise AssertionError("an element of a document stands in one")
    return parent
