"""Fills a compiled template: each mark gets its value as text, groups repeat, the rest stays."""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from lxml import etree
from lxml.etree import _Element as Element

from mediatordesk.documents.templates.media import Media
from mediatordesk.documents.templates.pictures import Picture, anchored
from mediatordesk.documents.templates.placeholders import (
    Field,
    is_item_number,
    list_candidates,
    read_condition,
    read_field,
)
from mediatordesk.documents.templates.scope import Item, Scope
from mediatordesk.documents.templates.template import CONDITIONS, FIELD_MARK, FIELDS, Template
from mediatordesk.documents.word.package import to_bytes, write_package
from mediatordesk.documents.word.wordml import (
    CELL,
    PARAGRAPH,
    PARAGRAPH_STYLE,
    ROW,
    RUN_STYLE,
    TABLE,
    TEXT,
    XML_SPACE,
    W,
)

HOLDERS = frozenset(
    [f"{W}body", TABLE, ROW, CELL]
    + [W + name for name in ("sdt", "sdtContent", "customXml", "ins")]
)
# XML 1.0, 2.2: what is no character of a document shows as one that no font has.
NO_CHARACTER = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
BEFORE_COLOUR = frozenset(
    W + name
    for name in (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike"),
        *("outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
    )
)
PIECES = re.compile("([\n\t])")


@dataclass(frozen=True)
class Filled:
    """A filled paper, and the names of the fields that had no value (its draft marks them red)."""

    docx: bytes
    missing: tuple[str, ...]


def fill(template: Template, values: Mapping[str, object]) -> Filled:
    """Fill a template; the same values give the same bytes.

    A value may be text, a number, a date, True or False (☑ □), a Picture, a mapping of such,
    or a list of mappings or texts. None, "" and blank text count as missing.
    Raises UnreadablePicture for a picture that is neither PNG nor JPEG.
    """
    media = Media(template.parts)
    missing: dict[str, None] = {}
    filled: dict[str, bytes] = {}
    for part, marked in template.marked.items():
        root = deepcopy(marked)
        filling = _Filling(part, media, missing)
        filling.fill_blocks(list(root), Scope(values))
        filled[part] = to_bytes(root)
    return Filled(write_package({**template.parts, **filled, **media.changed()}), tuple(missing))


@dataclass
class _Filling:
    """One part while it is being filled; collects what is missing, in the order of the text."""

    part: str
    media: Media
    missing: dict[str, None] = field(default_factory=dict)

    def fill_blocks(self, blocks: Sequence[Element], scope: Scope) -> None:
        """Fill neighbouring paragraphs, tables or rows; those of one list repeat together."""
        start = 0
        while start < len(blocks):
            path = _repeated_by(blocks[start], scope)
            end = start + 1
            if path is None:
                self._fill_block(blocks[start], scope)
            else:
                while end < len(blocks) and _repeated_by(blocks[end], scope) == path:
                    end += 1
                self._repeat(blocks[start:end], path, scope)
            start = end

    def _repeat(self, blocks: Sequence[Element], path: str, scope: Scope) -> None:
        items = scope.repeats(path)
        if not items:
            self._without_items(blocks, path, scope)
            return
        first = blocks[0]
        for number, content in enumerate(items, start=1):
            last = number == len(items)
            copies = blocks if last else [_copied(block) for block in blocks]
            if not last:
                for copy in copies:
                    first.addprevious(copy)
            self.fill_blocks(copies, scope.inside(path, Item(content, number)))

    def _without_items(self, blocks: Sequence[Element], path: str, scope: Scope) -> None:
        """Take a group of an empty list out, unless a field in it has to be there."""
        nobody = scope.inside(path, Item(None, 0))
        for block in blocks:
            tokens = [read_field(token) for token in block.get(FIELDS, "").split()]
            inside = [token for token in tokens if _belongs(token.name, path)]
            needless = all(one.optional or is_item_number(one.name) for one in inside)
            if needless or not _wanted(block, nobody):
                _remove(block)
            else:
                self._fill_block(block, nobody)

    def _fill_block(self, block: Element, scope: Scope) -> None:
        block.attrib.pop(FIELDS, "")
        if block.tag == PARAGRAPH:
            self._fill_paragraph(block, scope)
        elif block.tag in HOLDERS:
            self.fill_blocks(list(block), scope)

    def _fill_paragraph(self, paragraph: Element, scope: Scope) -> None:
        if not _wanted(paragraph, scope):
            _remove(paragraph)
            return
        for inner in paragraph.iter(PARAGRAPH):
            inner.attrib.pop(FIELDS, "")
            inner.attrib.pop(CONDITIONS, "")
        for mark in list(paragraph.iter(FIELD_MARK)):
            self._put(mark, read_field(mark.text or ""), scope)

    def _put(self, mark: Element, wanted: Field, scope: Scope) -> None:
        run = mark.getparent()
        if run is None:
            raise AssertionError("a mark stands in a run")
        found = scope.get(wanted.name)
        run.remove(mark)
        if isinstance(found, Picture):
            link = self.media.link(self.part, found)
            run.append(anchored(found, link, self.media.next_order(), run))
            return
        text = printed(found)
        if text is not None:
            run.extend(_contents(text))
        elif wanted.optional or is_item_number(wanted.name):
            _drop(run)
        else:
            self.missing.setdefault(wanted.name)
            _redden(run)
            run.extend(_contents(f"【缺：{wanted.name}】"))


def printed(content: object) -> str | None:
    """Return a value as it is printed, None where there is nothing to print.

    Raises TypeError for a value that has no printed form, which is the caller's mistake.
    """
    if content is None or isinstance(content, Mapping | list | tuple):
        return None
    if isinstance(content, bool):
        return "☑" if content else "□"
    if isinstance(content, date):
        # GB/T 9704-2012, 7.3.5.4: Arabic figures without leading zeros.
        return f"{content.year}年{content.month}月{content.day}日"
    if isinstance(content, int | Decimal):
        return str(content)
    if isinstance(content, str):
        text = NO_CHARACTER.sub("\ufffd", LINE_END.sub("\n", content))
        return text if text.strip() else None
    raise TypeError(f"{type(content).__name__} has no printed form")


def is_there(content: object) -> bool:
    """Say whether a value counts for a condition: True, or not empty."""
    if isinstance(content, bool):
        return content
    if isinstance(content, Mapping | list | tuple):
        return bool(content)
    return isinstance(content, Picture) or printed(content) is not None


def _belongs(name: str, path: str) -> bool:
    return name == path or name.startswith(f"{path}.")


def _repeated_by(block: Element, scope: Scope) -> str | None:
    """Return the path of the first list whose fields a block holds, or None."""
    tokens = block.get(FIELDS, "").split()
    tokens += [token[1:] for token in block.get(CONDITIONS, "").split()]
    for token in tokens:
        for path in list_candidates(read_field(token).name, for_row=block.tag == ROW):
            if scope.repeats(path) is not None:
                return path
    return None


def _wanted(block: Element, scope: Scope) -> bool:
    """Say whether every condition at the start of a paragraph holds."""
    conditions = map(read_condition, block.get(CONDITIONS, "").split())
    return all(is_there(scope.get(one.name)) == one.wanted for one in conditions)


def _copied(block: Element) -> Element:
    """Return a copy of a block without the marks that must be unique in a document."""
    copy = deepcopy(block)
    for element in copy.iter():
        for name in [name for name in element.attrib if str(name).endswith(("paraId", "textId"))]:
            del element.attrib[name]
    return copy


def _remove(block: Element) -> None:
    """Take a block out; a cell keeps one empty paragraph, a table without rows goes too."""
    parent = block.getparent()
    if parent is None:
        return
    if _must_stay(block, parent):
        for content in list(block):
            if content.tag != PARAGRAPH_STYLE:
                block.remove(content)
        for name in (FIELDS, CONDITIONS):
            block.attrib.pop(name, "")
        return
    parent.remove(block)
    if parent.tag == TABLE and parent.find(ROW) is None:
        _remove(parent)


def _must_stay(block: Element, parent: Element) -> bool:
    """Say whether a paragraph is wanted even without its text: in a cell, at a section's end."""
    if block.tag != PARAGRAPH:
        return False
    is_only_one = parent.tag == CELL and len(parent.findall(PARAGRAPH)) == 1
    return is_only_one or block.find(f"{PARAGRAPH_STYLE}/{W}sectPr") is not None


def _drop(run: Element) -> None:
    parent = run.getparent()
    if parent is not None:
        parent.remove(run)


def _contents(text: str) -> Iterator[Element]:
    """Yield the contents of a run for a text: line ends and tabs are elements of their own."""
    for piece in PIECES.split(text):
        if piece == "\n":
            yield etree.Element(f"{W}br")
        elif piece == "\t":
            yield etree.Element(f"{W}tab")
        elif piece:
            element = etree.Element(TEXT)
            element.text = piece
            element.set(XML_SPACE, "preserve")
            yield element


def _redden(run: Element) -> None:
    style = run.find(RUN_STYLE)
    if style is None:
        style = etree.Element(RUN_STYLE)
        run.insert(0, style)
    for colour in style.findall(f"{W}color"):
        style.remove(colour)
    # The order of the children of w:rPr is fixed (ECMA-376, 17.3.2.28): colour after these.
    place = sum(1 for content in style if content.tag in BEFORE_COLOUR)
    colour = etree.Element(f"{W}color")
    colour.set(f"{W}val", "FF0000")
    style.insert(place, colour)
