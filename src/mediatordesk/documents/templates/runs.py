"""Runs as somebody would have typed them: without Word's marks, joined where they were cut."""

from collections.abc import Iterable, Iterator

from lxml.etree import _Element as Element

from mediatordesk.documents.templates.rewriting import CUT, NOISE
from mediatordesk.documents.word.features import Seen
from mediatordesk.documents.word.wordml import (
    PARAGRAPH,
    ROW,
    RUN,
    RUN_STYLE,
    TEXT,
    XML_SPACE,
    W,
    attribute,
)

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
BOOKMARK, BOOKMARK_END = f"{W}bookmarkStart", f"{W}bookmarkEnd"
MARKS = (f"{W}proofErr", f"{W}lastRenderedPageBreak")
# Who typed what when, and the names of paragraphs for people who edit at the same time.
REVISION_MARKS = (f"{W}rsid", f"{W14}paraId", f"{W14}textId")
# The language of a text and whether its spelling is looked at do not change its look.
UNSEEN = (f"{W}lang", f"{W}noProof")
OPENING, CLOSING = ("{{", "｛｛"), ("}}", "｝｝")


def without_noise(root: Element, referred: Iterable[str] = ()) -> Iterator[Seen]:
    """Take out what Word leaves in a text while it is typed, and yield where.

    `referred` are the names of the bookmarks that a field or a link of the file refers to.
    """
    unused = [one for one in root.iter(BOOKMARK) if attribute(one, "name") not in set(referred)]
    gone = {attribute(one, "id") for one in unused}
    unused += [one for one in root.iter(BOOKMARK_END) if attribute(one, "id") in gone]
    for mark in [*root.iter(*MARKS), *unused]:
        run = mark.getparent()
        yield Seen(NOISE, next(mark.iterancestors(PARAGRAPH), root))
        _remove(mark)
        if run is not None and run.tag == RUN and not any(one.tag != RUN_STYLE for one in run):
            _remove(run)
    for element in root.iter(PARAGRAPH, RUN, ROW):
        for name in [one for one in element.attrib if str(one).startswith(REVISION_MARKS)]:
            yield Seen(NOISE, element)
            del element.attrib[name]


def bookmarks_referred_to(roots: Iterable[Element]) -> frozenset[str]:
    """Return the names of bookmarks that a field or a link of a file may refer to."""
    words: set[str] = set()
    for root in roots:
        for element in root.iter(f"{W}instrText", f"{W}fldSimple", f"{W}hyperlink"):
            anchor = attribute(element, "anchor")
            code = (element.text or "") + " " + (attribute(element, "instr") or "")
            words |= {*code.replace('"', " ").split(), *([anchor] if anchor else [])}
    return frozenset(words)


def joined(root: Element) -> Iterator[Seen]:
    """Join neighbouring runs of the same format that hold nothing but text, and yield where.

    A placeholder that is a run of its own stays one.
    """
    for paragraph in root.iter(PARAGRAPH):
        for run in list(paragraph.iter(RUN)):
            before = run.getprevious()
            if before is not None and _may_join(before, run):
                yield Seen(CUT, paragraph)
                _join(before, run)


def _may_join(left: Element, right: Element) -> bool:
    if not (_is_text_only(left) and _is_text_only(right)):
        return False
    if _text(left).endswith(CLOSING) or _text(right).startswith(OPENING):
        return False
    return _look(left) == _look(right)


def _is_text_only(run: Element) -> bool:
    tags = {one.tag for one in run} - {RUN_STYLE}
    return run.tag == RUN and tags == {TEXT}


def _text(run: Element) -> str:
    return "".join(one.text or "" for one in run.iter(TEXT))


def _look(run: Element) -> list[str]:
    style = run.find(RUN_STYLE)
    items = [one for one in style if one.tag not in UNSEEN] if style is not None else []
    return sorted(_written(one) for one in items)


def _written(element: Element) -> str:
    """Return an element as a text that is the same for the same format."""
    attributes = sorted((str(name), str(found)) for name, found in element.attrib.items())
    return f"{element.tag}{attributes}{[_written(one) for one in element]}"


def _join(left: Element, right: Element) -> None:
    text = _text(left) + _text(right)
    first, *others = left.iterfind(TEXT)
    for one in (*others, right):
        _remove(one)
    first.text = text
    first.set(XML_SPACE, "preserve")


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
