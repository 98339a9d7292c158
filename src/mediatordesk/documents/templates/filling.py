"""Fills a compiled template: each slot gets its value as text, groups repeat, the rest stays."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from mediatordesk.documents.templates.compiling import Block, Holder, Paragraph, Slot
from mediatordesk.documents.templates.media import Media
from mediatordesk.documents.templates.pictures import Picture, anchored, inline
from mediatordesk.documents.templates.placeholders import is_item_number
from mediatordesk.documents.templates.scope import Item, Scope
from mediatordesk.documents.templates.template import Template
from mediatordesk.documents.word.archive import Part, write_archive

DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
# XML 1.0, 2.2: what is no character of a document shows as one that no font has.
NO_CHARACTER = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


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
    filled: dict[str, Part] = {}
    for part, compiled in template.compiled.items():
        filling = _Filling(part, media, missing)
        text = "".join(filling.blocks(compiled.blocks, Scope(values)))
        filled[part] = Part.of((DECLARATION + text).encode())
    return Filled(write_archive({**template.archive, **filled, **media.changed()}), tuple(missing))


@dataclass
class _Filling:
    """One part while it is being filled; collects what is missing, in the order of the text."""

    part: str
    media: Media
    missing: dict[str, None] = field(default_factory=dict)

    def blocks(self, blocks: Sequence[Block], scope: Scope) -> Iterator[str]:
        """Yield the text of neighbouring blocks; those of one list repeat together."""
        start = 0
        while start < len(blocks):
            block = blocks[start]
            end = start + 1
            path = None if isinstance(block, str | Slot) else _repeated_by(block, scope)
            if path is None:
                yield self._text(block, scope)
            else:
                while end < len(blocks) and _joins(blocks[end], path, scope):
                    end += 1
                yield from self._repeated(blocks[start:end], path, scope)
            start = end

    def _repeated(self, blocks: Sequence[Block], path: str, scope: Scope) -> Iterator[str]:
        items = scope.repeats(path)
        if not items:
            nobody = scope.inside(path, Item(None, 0))
            yield from (self._without_item(block, path, nobody) for block in blocks)
            return
        for number, content in enumerate(items, start=1):
            yield from self.blocks(blocks, scope.inside(path, Item(content, number)))

    def _without_item(self, block: Block, path: str, nobody: Scope) -> str:
        """Leave a block of an empty list out, unless a field in it has to be there."""
        if isinstance(block, str | Slot):
            return ""
        inside = [one for one in block.fields if _belongs(one.name, path)]
        needless = all(one.optional or is_item_number(one.name) for one in inside)
        if needless or (isinstance(block, Paragraph) and not _wanted(block, nobody)):
            return _emptied(block)
        return self._text(block, nobody)

    def _text(self, block: Block, scope: Scope) -> str:
        match block:
            case str():
                return block
            case Slot():
                return self._value(block, scope)
            case Paragraph():
                if not _wanted(block, scope):
                    return _emptied(block)
                return "".join((block.opening, *self.blocks(block.blocks, scope), block.closing))
            case Holder():
                return self._held(block, scope)

    def _held(self, holder: Holder, scope: Scope) -> str:
        """Return what holds blocks; a table without rows goes, a cell keeps an empty paragraph."""
        text = "".join(self.blocks(holder.blocks, scope))
        if not holder.needs_one:
            return text
        *frame, closing = (block for block in holder.blocks if isinstance(block, str))
        if len(text) > sum(map(len, frame)) + len(closing):
            return text
        if holder.is_table:
            return ""
        (*_, last) = (block for block in holder.blocks if isinstance(block, Paragraph))
        return "".join((*frame, last.opening, last.closing, closing))

    def _value(self, slot: Slot, scope: Scope) -> str:
        wanted = slot.field
        found = scope.get(wanted.name)
        if isinstance(found, Picture):
            drawing = self._drawing(found, slot)
            return f"{slot.opening}{drawing}{slot.closing}"
        text = printed(found)
        if text is not None:
            return f"{slot.opening}{_contents(text, slot.prefix)}{slot.closing}"
        if wanted.optional or is_item_number(wanted.name):
            return ""
        self.missing.setdefault(wanted.name)
        return f"{slot.red}{_contents(f'【缺：{wanted.name}】', slot.prefix)}{slot.closing}"

    def _drawing(self, picture: Picture, slot: Slot) -> str:
        link = self.media.link(self.part, picture)
        order = self.media.next_order()
        if slot.field.inline:
            return inline(picture, link, order)
        return anchored(picture, link, order, slot.half_line)


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


def _contents(text: str, prefix: str) -> str:
    """Return the contents of a run for a text: line ends and tabs are elements of their own."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    written = f'<{prefix}t xml:space="preserve">', f"</{prefix}t>"
    whole = escaped.join(written)
    for sign, element in (("\n", "br"), ("\t", "tab")):
        whole = whole.replace(sign, f"<{prefix}{element}/>".join(written[::-1]))
    return whole.replace("".join(written), "")


def _belongs(name: str, path: str) -> bool:
    return name == path or name.startswith(f"{path}.")


def _repeated_by(block: Paragraph | Holder, scope: Scope) -> str | None:
    """Return the path of the first list whose fields a block holds, or None."""
    return next((path for path in block.lists if scope.repeats(path) is not None), None)


def _joins(block: Block, path: str, scope: Scope) -> bool:
    """Say whether a block belongs to the group of a list that stands before it."""
    if isinstance(block, str | Slot):
        return isinstance(block, str) and not block.strip()
    return _repeated_by(block, scope) == path


def _wanted(paragraph: Paragraph, scope: Scope) -> bool:
    """Say whether every condition at the start of a paragraph holds."""
    return all(is_there(scope.get(one.name)) == one.wanted for one in paragraph.conditions)


def _emptied(block: Paragraph | Holder) -> str:
    """Return what is left of a block that is not wanted: nothing, but where Word needs it."""
    return block.opening + block.closing if isinstance(block, Paragraph) and block.stays else ""
