"""Automatic numbers of paragraphs: 一、（一）1. ① and their counters (ECMA-376, 17.9)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from mediatordesk.documents.word.numerals import numeral
from mediatordesk.documents.word.package import Package
from mediatordesk.documents.word.paragraphs import read_paragraph_style
from mediatordesk.documents.word.properties import ParagraphStyle
from mediatordesk.documents.word.wordml import W, attribute, child, is_on, number, value

Levels = Mapping[int, Element]
ABSTRACT, LIST = f"{W}abstractNum", f"{W}num"
MAX_LEVEL, MAX_COUNT = 8, 10**6


@dataclass(frozen=True, slots=True)
class Label:
    """The number in front of a paragraph, what follows it (tab, space, nothing), its formats."""

    text: str
    follows: str
    style: ParagraphStyle
    characters: Element | None


@dataclass(frozen=True, slots=True)
class NumberedList:
    """One list (17.9.15): whose levels it has, those it has of its own, where it starts anew."""

    abstract: str
    own_levels: Levels
    starts: Mapping[int, int]


@dataclass
class Numbering:
    """Counts the numbered paragraphs of one document, in the order of the text."""

    levels: Mapping[str, Levels]
    lists: Mapping[str, NumberedList]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def read(cls, package: Package) -> "Numbering":
        """Read the numbering of a document, which may have none."""
        root = package.xml("word/numbering.xml")
        if root is None:
            return cls({}, {})
        abstracts = {attribute(one, "abstractNumId") or "": one for one in root.iter(ABSTRACT)}
        levels = {name: _levels(one) for name, one in abstracts.items()}
        # A list may take its levels from a style of numbers, which names itself in another list.
        styles = {value(child(one, "styleLink")): levels[name] for name, one in abstracts.items()}
        for name, one in abstracts.items():
            link = value(child(one, "numStyleLink"))
            if link is not None and not levels[name]:
                levels[name] = styles.get(link, {})
        return cls(levels, {attribute(one, "numId") or "": _list(one) for one in root.iter(LIST)})

    def next_label(self, which: str, level: int) -> Label | None:
        """Count one paragraph of a list and return its label, None where there is no such list."""
        numbered = self.lists.get(which)
        if numbered is None:
            return None
        levels = {**self.levels.get(numbered.abstract, {}), **numbered.own_levels}
        element = levels.get(level)
        if element is None:
            return None
        counts = self._counts.setdefault(numbered.abstract, {})
        self._count(counts, which, level, levels)
        return Label(
            _label_text(element, levels, counts),
            value(child(element, "suff")) or "tab",
            read_paragraph_style(child(element, "pPr")),
            child(element, "rPr"),
        )

    def _count(self, counts: dict[int, int], which: str, level: int, levels: Levels) -> None:
        # A list that starts anew does so at its first paragraph only.
        starts = {} if (which, level) in self._begun else self.lists[which].starts
        self._begun.add((which, level))
        if level in starts:
            counts[level] = starts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else _start(levels.get(level))
        for deeper in [one for one in counts if one > level]:
            if _restarts(levels.get(deeper), level):
                del counts[deeper]


def _levels(element: Element) -> Levels:
    return {
        min(MAX_LEVEL, max(0, int(number(attribute(level, "ilvl"))))): level
        for level in element.iterchildren(f"{W}lvl")
    }


def _list(element: Element) -> NumberedList:
    own: dict[int, Element] = {}
    starts: dict[int, int] = {}
    for override in element.iterchildren(f"{W}lvlOverride"):
        own |= _levels(override)
        start = value(child(override, "startOverride"))
        if start is not None:
            starts[int(number(attribute(override, "ilvl")))] = _bounded(start)
    return NumberedList(value(child(element, "abstractNumId")) or "", own, starts)


def _start(level: Element | None) -> int:
    """Return the number that a level begins with; 0 where nothing says it (17.9.25)."""
    return _bounded(value(child(level, "start")) or "0")


def _bounded(text: str) -> int:
    return min(MAX_COUNT, max(0, int(number(text, 1))))


def _restarts(deeper: Element | None, level: int) -> bool:
    """Say whether a deeper level begins anew after a paragraph of `level` (17.9.10)."""
    after = value(child(deeper, "lvlRestart"))
    return after is None or level < int(number(after))


def _label_text(element: Element, levels: Levels, counts: Mapping[int, int]) -> str:
    in_figures = is_on(child(element, "isLgl"))

    def counted(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        form = value(child(levels.get(level), "numFmt")) or "decimal"
        count = counts.get(level, _start(levels.get(level)))
        return numeral(count, "decimal" if in_figures else form)

    return re.sub(r"%([1-9])", counted, value(child(element, "lvlText")) or "")
