"""Tracked changes of a Word file: accepted or rejected, all at once (ECMA-376, 17.13.5)."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from mediatordesk.documents.word.wordml import (
    PARAGRAPH,
    PARAGRAPH_STYLE,
    RUN_STYLE,
    W,
    child,
    names,
)

INSERTED = frozenset((f"{W}ins", f"{W}moveTo"))
DELETED = frozenset((f"{W}del", f"{W}moveFrom"))
CELLS = {f"{W}cellIns": True, f"{W}cellDel": False}
FORMER = frozenset(
    W + name
    for name in names(
        "rPrChange pPrChange sectPrChange tblPrChange tblPrExChange tblGridChange tcPrChange "
        "trPrChange numberingChange cellMerge"
    )
)
# What a former format does not speak of, and what therefore stays.
KEPT = frozenset(W + name for name in ("rPr", "sectPr", "headerReference", "footerReference"))
RANGES = frozenset(
    W + name
    for name in names(
        "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd "
        "customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd "
        "customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart "
        "customXmlMoveToRangeEnd"
    )
)
LIVING = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}


def changes_in(root: Element) -> Iterator[Element]:
    """Yield the tracked changes of a part."""
    yield from root.iter(*INSERTED, *DELETED, *CELLS, *FORMER)


def settle(root: Element, *, accept: bool) -> int:
    """Accept or reject every tracked change of a part; return how many there were."""
    count = 0
    # The innermost first: a change may stand in a change.
    for change in reversed(list(changes_in(root))):
        parent = change.getparent()
        if parent is not None:
            _settle_one(change, parent, accept=accept)
            count += 1
    for mark in list(root.iter(*RANGES)):
        _drop(mark)
    for dead in list(root.iter(*LIVING)):
        dead.tag = LIVING[str(dead.tag)]
    return count


def _settle_one(change: Element, parent: Element, *, accept: bool) -> None:
    if change.tag in FORMER:
        _settle_format(change, parent, accept=accept)
        return
    stays = (change.tag in INSERTED or CELLS.get(str(change.tag), False)) == accept
    holder = parent.getparent()
    if change.tag in CELLS or parent.tag == f"{W}trPr":
        # The change of a cell or a row stands in its properties.
        _drop(change)
        if not stays and holder is not None:
            _drop(holder)
    elif parent.tag == RUN_STYLE:
        paragraph = None if holder is None else holder.getparent()
        _drop(change)
        if not stays and paragraph is not None and paragraph.tag == PARAGRAPH:
            _join_with_next(paragraph)
    elif parent.tag == f"{W}numPr":
        _drop(change)
    elif stays:
        _unwrap(change, parent)
    else:
        _drop(change)


def _settle_format(change: Element, parent: Element, *, accept: bool) -> None:
    """Keep the format that is there, or put back the former one, which the change holds."""
    _drop(change)
    former = next(iter(change), None)
    if accept or former is None:
        return
    kept = [one for one in parent if one.tag in KEPT and parent.tag != RUN_STYLE]
    for one in list(parent):
        parent.remove(one)
    parent.extend([*former, *kept])


def _join_with_next(paragraph: Element) -> None:
    """Join a paragraph whose mark goes with the next one, whose format both then have."""
    following = paragraph.getnext()
    if following is None or following.tag != PARAGRAPH:
        if not any(one.tag != PARAGRAPH_STYLE for one in paragraph):
            _drop_if_not_last(paragraph)
        return
    contents = [one for one in paragraph if one.tag != PARAGRAPH_STYLE]
    formats = child(following, "pPr")
    at = 0 if formats is None else 1
    for one in reversed(contents):
        following.insert(at, one)
    _drop(paragraph)


def _drop_if_not_last(paragraph: Element) -> None:
    """Take a paragraph out, unless it is the only one of its cell, which needs one (17.4.65)."""
    parent = paragraph.getparent()
    if parent is not None and len(parent.findall(PARAGRAPH)) > 1:
        parent.remove(paragraph)


def _unwrap(change: Element, parent: Element) -> None:
    at = parent.index(change)
    for one in reversed(list(change)):
        parent.insert(at, one)
    parent.remove(change)


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
