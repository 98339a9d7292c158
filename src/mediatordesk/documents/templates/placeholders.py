"""What a clerk may write between two braces: a field, a picture, a condition."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

FOUND = re.compile(r"[{｛]{2}([^{}｛｝]*)[}｝]{2}")
STRAY = re.compile(r"[{｛]{2}|[}｝]{2}")
CONDITION_WORDS = ("若", "若无")
CONDITION = re.compile(r"(若无|若)\s+(.+)", re.DOTALL)
PICTURE = re.compile(r"图\s+")
# What nobody sees that typed it (Unicode, category Cf): zero-width signs, soft hyphens, marks.
UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
NO_BREAK = re.compile("[\u00a0\u202f]")
NAME = re.compile(r"[\w（）()、·/-]+(\.[\w（）()、·/-]+)*")

#: Inside a repeated group: the number of the item as a figure, and as a Chinese numeral.
ITEM_NUMBER, ITEM_NUMERAL = "序号", "序"


@dataclass(frozen=True, slots=True)
class Field:
    """`{{字段}}` or `{{字段?}}`: the value of a field stands here.

    With `{{图 字段}}` a picture stands in its line like a character, instead of floating.
    """

    name: str
    optional: bool = False
    inline: bool = False

    @property
    def token(self) -> str:
        """The field as one word, as marks in a compiled template keep it."""
        return "=" * self.inline + self.name + "?" * self.optional


@dataclass(frozen=True, slots=True)
class Condition:
    """`{{若 字段}}` or `{{若无 字段}}`: the paragraph stays only if the field is (not) there."""

    name: str
    wanted: bool = True

    @property
    def token(self) -> str:
        """The condition as one word, as marks in a compiled template keep it."""
        return ("+" if self.wanted else "-") + self.name


def read_placeholder(text: str) -> Field | Condition | None:
    """Return what the words between the braces mean, or None where they mean nothing.

    There are no filters, no expressions and no code, so a template can ask for nothing but
    the values it is filled with. Invisible characters, which come with text from web pages and
    chats, are not read.
    """
    seen = unicodedata.normalize("NFC", UNSEEN.sub("", text))
    words = seen.replace("．", ".").replace("？", "?").strip()
    condition = CONDITION.fullmatch(words)
    if condition:
        name = NO_BREAK.sub("", condition[2]).strip()
        return Condition(name, condition[1] == "若") if NAME.fullmatch(name) else None
    picture = PICTURE.match(words)
    asked = words[picture.end() :] if picture else words
    name = NO_BREAK.sub("", asked.removesuffix("?")).strip()
    if name in CONDITION_WORDS or not NAME.fullmatch(name):
        return None
    return Field(name, asked.endswith("?"), picture is not None)


def read_field(token: str) -> Field:
    """Return the field of a token."""
    return Field(token.strip("=?"), token.endswith("?"), token.startswith("="))


def read_condition(token: str) -> Condition:
    """Return the condition of a token."""
    return Condition(token[1:], token.startswith("+"))


def is_item_number(name: str) -> bool:
    """Say whether a field is the number of an item of a list, which nobody has to supply."""
    head, _dot, last = name.rpartition(".")
    return bool(head) and last in (ITEM_NUMBER, ITEM_NUMERAL)


def list_candidates(name: str, *, for_row: bool) -> Iterator[str]:
    """Yield the paths in a field's name that would repeat what holds it, were they lists.

    A table row repeats for a list of records (`{{当事人.姓名}}`), and not for a plain list
    (`{{条款}}`, `{{条款.序}}`), which repeats its paragraph, also inside a cell.
    """
    words = name.split(".")
    for length in range(1, len(words)):
        if not (for_row and length == len(words) - 1 and is_item_number(name)):
            yield ".".join(words[:length])
    if not for_row:
        yield name
