"""Automatic numbers of paragraphs: 一、（一）1. ① and their counters (ECMA-376, 17.9)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from mediatordesk.documents.word.package import Package
from mediatordesk.documents.word.properties import ParagraphStyle, read_paragraph_style
from mediatordesk.documents.word.wordml import W, attribute, child, number, value

DIGITS = "零一二三四五六七八九"
CHINESE_FORMATS = frozenset(
    (
        *("chineseCounting", "chineseCountingThousand", "japaneseCounting"),
        *("ideographDigital", "taiwaneseCounting", "taiwaneseCountingThousand"),
    )
)
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True)
class Label:
    """The number in front of a paragraph, what follows it (tab, space, nothing), its formats."""

    text: str
    follows: str
    style: ParagraphStyle
    characters: Element | None


@dataclass
class Numbering:
    """Counts the numbered paragraphs of one document, in the order of the text."""

    levels: Mapping[str, Mapping[int, Element]]
    lists: Mapping[str, str]
    restarts: dict[tuple[str, int], int]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, package: Package) -> "Numbering":
        """Read the numbering of a document, which may have none."""
        root = package.xml("word/numbering.xml")
        if root is None:
            return cls({}, {}, {})
        levels = {
            attribute(one, "abstractNumId") or "": {
                int(number(attribute(level, "ilvl"))): level for level in one.iter(f"{W}lvl")
            }
            for one in root.iter(f"{W}abstractNum")
        }
        lists, restarts = {}, {}
        for one in root.iter(f"{W}num"):
            which = attribute(one, "numId") or ""
            lists[which] = value(child(one, "abstractNumId")) or ""
            for override in one.iter(f"{W}lvlOverride"):
                start = value(child(override, "startOverride"))
                if start is not None:
                    level = int(number(attribute(override, "ilvl")))
                    restarts[which, level] = int(number(start, 1))
        return cls(levels, lists, restarts)

    def next_label(self, which: str, level: int) -> Label | None:
        """Count one paragraph of a list and return its label, None where there is no such list."""
        abstract = self.lists.get(which, "")
        levels = self.levels.get(abstract, {})
        element = levels.get(level)
        if element is None:
            return None
        counts = self._counts.setdefault(abstract, {})
        start = int(number(value(child(element, "start")), 1))
        # A list that starts anew does so at its first paragraph only.
        start = self.restarts.pop((which, level), start)
        if level in counts and start == int(number(value(child(element, "start")), 1)):
            counts[level] += 1
        else:
            counts[level] = start
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return Label(
            _label_text(element, levels, counts),
            value(child(element, "suff")) or "tab",
            read_paragraph_style(child(element, "pPr")),
            child(element, "rPr"),
        )


def _label_text(element: Element, levels: Mapping[int, Element], counts: Mapping[int, int]) -> str:
    def counted(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        form = value(child(levels.get(level), "numFmt")) or "decimal"
        return numeral(counts.get(level, 1), form)

    return re.sub(r"%(\d)", counted, value(child(element, "lvlText")) or "")


def numeral(count: int, form: str) -> str:
    """Return a count in a number format of 17.18.59; figures where the format is not known."""
    if form in CHINESE_FORMATS and 0 <= count < 1000:
        return chinese_numeral(count)
    if form.startswith("decimalEnclosedCircle") and 1 <= count <= 20:
        return chr(0x2460 + count - 1)
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        return _roman(count) if form == "lowerRoman" else _roman(count).upper()
    return "" if form in ("none", "bullet") else str(count)


def chinese_numeral(count: int) -> str:
    """Return 0 … 999 as a Chinese numeral."""
    hundreds, rest = divmod(count, 100)
    tens, ones = divmod(rest, 10)
    if hundreds:
        head = f"{DIGITS[hundreds % 10]}百"
        if not rest:
            return head
        return (
            head
            + (f"零{DIGITS[ones]}" if not tens else f"{DIGITS[tens]}十")
            + (DIGITS[ones] if tens and ones else "")
        )
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def _roman(count: int) -> str:
    text = ""
    for size, letters in ROMAN:
        text += letters * (count // size)
        count %= size
    return text
