"""Marks the placeholders of a part of a template: found wherever Word cut them into runs."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from mediatordesk.documents.errors import BrokenPlaceholder, MisplacedCondition
from mediatordesk.documents.templates.placeholders import (
    FOUND,
    STRAY,
    Condition,
    Field,
    is_item_number,
    read_condition,
    read_field,
    read_placeholder,
)
from mediatordesk.documents.word.wordml import (
    PARAGRAPH,
    ROW,
    RUN,
    RUN_STYLE,
    TEXT,
    XML_SPACE,
    W,
    own_runs,
)

# Marks have no namespace, so nothing of Word's can be taken for one.
FIELD_MARK, FIELDS, CONDITIONS = "md-field", "md-fields", "md-conditions"
BLOCK_NOISE = (f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}permStart", f"{W}permEnd")


def fields_of(paragraph: Element) -> Iterator[str]:
    """Yield the names of the fields and conditions of a compiled paragraph."""
    names = [read_field(token).name for token in paragraph.get(FIELDS, "").split()]
    names += [read_condition(token).name for token in paragraph.get(CONDITIONS, "").split()]
    yield from (name for name in names if not is_item_number(name))


def mark(root: Element) -> Element:
    """Mark the placeholders of one part, and the paragraphs and rows that hold them.

    Raises BrokenPlaceholder or MisplacedCondition.
    """
    for noise in list(root.iter(*BLOCK_NOISE)):
        parent = noise.getparent()
        # Between paragraphs a bookmark would cut a repeated group in two.
        if parent is not None and parent.tag not in (PARAGRAPH, RUN):
            parent.remove(noise)
    for paragraph in root.iter(PARAGRAPH):
        _mark_paragraph(paragraph)
    for row in root.iter(ROW):
        _mark_row(row)
    return root


def _mark_row(row: Element) -> None:
    tokens: list[str] = []
    for paragraph in row.iter(PARAGRAPH):
        if next(paragraph.iterancestors(ROW)) is row:
            tokens += paragraph.get(FIELDS, "").split()
            tokens += [f"{token[1:]}?" for token in paragraph.get(CONDITIONS, "").split()]
    if tokens:
        row.set(FIELDS, " ".join(tokens))


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of a paragraph's text: the element that holds it and where it starts."""

    element: Element
    start: int

    @property
    def text(self) -> str:
        return self.element.text or "" if self.element.tag == TEXT else "\n"

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def _mark_paragraph(paragraph: Element) -> None:
    """Replace each placeholder by one run with a mark, in the format of its first run.

    Word and WPS cut a placeholder into several runs (spelling marks, language changes), so it
    is looked for in the text of the whole paragraph.
    """
    runs = list(own_runs(paragraph))
    text = "".join(span.text for span in _spans(runs))
    if not STRAY.search(text):
        return
    found = [(match, _understood(match, text)) for match in FOUND.finditer(text)]
    stray = STRAY.search(FOUND.sub("", text))
    if stray:
        raise BrokenPlaceholder(text=stray[0], place=_around(text, stray[0]))
    _check_conditions(found, text)
    runs = [part for run in runs for part in _one_content_each(run)]
    spans = _spans(runs)
    for match, meaning in reversed(found):
        _cut_out(spans, match.start(), match.end(), meaning)
    _note(paragraph, [meaning for _, meaning in found])
    for run in runs:
        _drop_if_empty(run)


def _understood(match: re.Match[str], text: str) -> Field | Condition:
    meaning = read_placeholder(match[1])
    if meaning is None:
        raise BrokenPlaceholder(text=match[0], place=_around(text, match[0]))
    return meaning


def _check_conditions(found: list[tuple[re.Match[str], Field | Condition]], text: str) -> None:
    start = 0
    for match, meaning in found:
        if isinstance(meaning, Condition):
            if text[start : match.start()].strip():
                raise MisplacedCondition(text=match[0], place=_around(text, match[0]))
            start = match.end()


def _note(paragraph: Element, meanings: list[Field | Condition]) -> None:
    fields = [meaning.token for meaning in meanings if isinstance(meaning, Field)]
    conditions = [meaning.token for meaning in meanings if isinstance(meaning, Condition)]
    if fields:
        paragraph.set(FIELDS, " ".join(fields))
    if conditions:
        paragraph.set(CONDITIONS, " ".join(conditions))


def _around(text: str, piece: str) -> str:
    place = text.index(piece)
    return text[max(0, place - 12) : place + len(piece) + 12].replace("\n", " ")


def _spans(runs: list[Element]) -> list[_Span]:
    """List where each piece of text of the runs starts in the text of the paragraph."""
    spans: list[_Span] = []
    for run in runs:
        for content in run:
            if content.tag in (TEXT, f"{W}tab", f"{W}br", f"{W}cr"):
                spans.append(_Span(content, spans[-1].end if spans else 0))
    return spans


def _one_content_each(run: Element) -> list[Element]:
    """Cut a run so that each part holds one thing (a text, a tab …), all with its format."""
    contents = [content for content in run if content.tag != RUN_STYLE]
    parts = [run]
    for content in contents[1:]:
        part = _run_like(run)
        part.append(content)
        parts[-1].addnext(part)
        parts.append(part)
    return parts


def _run_like(run: Element) -> Element:
    part = etree.Element(RUN)
    style = run.find(RUN_STYLE)
    if style is not None:
        part.append(deepcopy(style))
    return part


def _cut_out(spans: list[_Span], start: int, end: int, meaning: Field | Condition) -> None:
    """Take the text from `start` to `end` out, and put the mark of a field in its place.

    Called from the last placeholder of a paragraph to the first: a cut shortens only what
    lies behind it, so the starts of what lies before stay true.
    """
    touched = [span for span in spans if span.start < end and span.end > start]
    first, last = touched[0], touched[-1]
    rest = last.text[end - last.start :]
    head = first.text[: start - first.start]
    for span in touched:
        _set_text(span.element, "")
    _set_text(first.element, head)
    run = first.element.getparent()
    if run is None:
        raise AssertionError("a text of a paragraph stands in a run")
    if first is last:
        if rest:
            _append_run(run, TEXT, rest)
    else:
        _set_text(last.element, rest)
    if isinstance(meaning, Field):
        _append_run(run, FIELD_MARK, meaning.token)


def _append_run(run: Element, tag: str, text: str) -> None:
    part = _run_like(run)
    _set_text(etree.SubElement(part, tag), text)
    run.addnext(part)


def _set_text(element: Element, text: str) -> None:
    element.text = text
    if element.tag == TEXT:
        element.set(XML_SPACE, "preserve")


def _drop_if_empty(run: Element) -> None:
    contents = [content for content in run if content.tag != RUN_STYLE]
    parent = run.getparent()
    if parent is not None and all(item.tag == TEXT and not item.text for item in contents):
        parent.remove(run)
