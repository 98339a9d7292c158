"""The values a template is filled with, as its placeholders see them at one place of the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mediatordesk.documents.templates.placeholders import ITEM_NUMBER, ITEM_NUMERAL

NUMERALS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the list that a group is being repeated for, and its number from 1.

    Number 0 stands for the item that an empty list does not have.
    """

    content: object
    number: int


@dataclass(frozen=True, slots=True)
class Scope:
    """The values, and inside repeated groups the item that a list stands for."""

    values: Mapping[str, object]
    items: Mapping[str, Item] = field(default_factory=dict)

    def inside(self, path: str, item: Item) -> "Scope":
        """Return the scope in which the list at `path` is this one item."""
        return replace(self, items={**self.items, path: item})

    def get(self, name: str) -> object:
        """Return the value of a field, None where there is none."""
        inside = [path for path in self.items if name == path or name.startswith(f"{path}.")]
        if inside:
            path = max(inside, key=len)
            return _of_item(self.items[path], name[len(path) + 1 :])
        if name in self.values:
            return self.values[name]
        return _walk(self.values, name)

    def repeats(self, path: str) -> Sequence[object] | None:
        """Return the list at `path`, or None where there is none or it repeats already."""
        if path in self.items:
            return None
        found = self.get(path)
        return found if isinstance(found, list | tuple) else None


def _of_item(item: Item, rest: str) -> object:
    found = _walk(item.content, rest) if rest else item.content
    if found is None and item.number:
        return {ITEM_NUMBER: str(item.number), ITEM_NUMERAL: numeral(item.number)}.get(rest)
    return found


def _walk(content: object, name: str) -> object:
    for word in name.split("."):
        # Only what is in a mapping can be reached, never an attribute of an object.
        if not isinstance(content, Mapping):
            return None
        content = content.get(word)
    return content


def numeral(number: int) -> str:
    """Return 1 … 99 as a Chinese numeral (一 … 九十九), other numbers as figures."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{NUMERALS[tens]}十"
    return head + (NUMERALS[ones] if ones else "")
