"""What a clerk wrote between braces, looked through: every mistake of a template at once."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from lxml.etree import _Element as Element

from mediatordesk.core.texts import N_
from mediatordesk.documents.findings import Finding
from mediatordesk.documents.placing import Placing
from mediatordesk.documents.templates.placeholders import (
    FOUND,
    ITEM_NUMBER,
    STRAY,
    Condition,
    Field,
    is_item_number,
    list_candidates,
    read_placeholder,
)
from mediatordesk.documents.word.features import Feature, Seen
from mediatordesk.documents.word.wordml import (
    PARAGRAPH,
    ROW,
    RUN,
    TEXT,
    W,
    local_name,
    own_runs,
    value,
)

CODE = re.compile(r"\{%.*?%\}|\{#.*?#\}")
# A word in brackets of any kind, one of a pair or of several.
BRACKETED = re.compile(
    r"[{｛【\[［〔〖《〈<＜«](?:\s*[{｛【\[［<＜])*([^{}｛｝【】\[\]［］〔〕〖〗《》〈〉<>＜＞«»\0]{1,40})"
    r"[}｝】\]］〕〗》〉>＞»](?:\s*[}｝】\]］>＞])*"
)
BLANKS = re.compile("[ \u3000]{2,}$")
NEAR_ENOUGH = 0.5  # of the characters are the same: a name of two may have one wrong
AROUND = 10  # characters that tell where in a paragraph something stands

BROKEN = Feature("placeholder", N_("The placeholder “{text}” cannot be understood."), is_wrong=True)
UNPAIRED = Feature(
    "braces", N_("The braces “{text}” have no partner in this paragraph."), is_wrong=True
)
MISPLACED = Feature(
    "condition",
    N_("The condition “{text}” does not stand at the start of the paragraph."),
    is_wrong=True,
)
COMMANDS = Feature(
    "commands",
    N_("Commands between {{% and %}} are not understood. Use conditions and lists."),
    is_wrong=True,
)
UNKNOWN = Feature("unknown-field", N_("There is no field “{name}”."), is_wrong=True)
MISSPELT = Feature(
    "unknown-field", N_("There is no field “{name}”. Did you mean “{near}”?"), is_wrong=True
)
NOT_HERE = Feature(
    "unknown-field",
    N_("{paper} has nothing for the field “{name}”, which other papers have. Take it out."),
    is_wrong=True,
)
TWO_LISTS = Feature(
    "two-lists",
    N_(
        "Fields of several lists stand in one paragraph or row: {lists}. It is printed for each "
        "item of the one with each of the other. Write them in paragraphs or rows of their own."
    ),
    is_wrong=False,
)
SINGLE = Feature(
    "single-braces",
    N_("“{text}” is printed as it stands. Write two braces on each side: {braced}"),
    is_wrong=False,
)
WIDE = Feature(
    "wide-braces",
    N_("Full-width braces around “{name}” are understood; ordinary ones are usual."),
    is_wrong=False,
)
UNDERLINED = Feature(
    "underlined-blanks",
    N_(
        "Blanks with an underline at the end of a line may not be printed in Word. "
        "Use a tab stop, or a cell with a line below it."
    ),
    is_wrong=False,
)


@dataclass(frozen=True, slots=True)
class OtherPapers:
    """What a paper is called, and the fields that it and the other papers of its pack have."""

    paper: str = ""
    fields: frozenset[str] = frozenset()


NO_OTHERS = OtherPapers()


@dataclass(frozen=True)
class Wording:
    """Looks through the paragraphs of a template; `known` are the names it has values for."""

    known: Collection[str]
    others: OtherPapers = NO_OTHERS

    def findings(self, placing: Placing) -> Iterator[Finding]:
        """Yield what is wrong with the placeholders of a template, in the order of its text."""
        for root in placing.marked.roots.values():
            for paragraph in root.iter(PARAGRAPH):
                for seen in self._in_paragraph(paragraph):
                    yield placing.finding(seen)
            for row in root.iter(ROW):
                inside = [one for one in row.iter(PARAGRAPH) if next(one.iterancestors(ROW)) is row]
                names = [name for one in inside for name in _names(_text_of(one))]
                yield from map(placing.finding, self._lists(inside[:1], names, for_row=True))

    def _in_paragraph(self, paragraph: Element) -> Iterator[Seen]:
        runs, text = list(own_runs(paragraph)), _text_of(paragraph)
        yield from self._lists([paragraph], list(_names(text)), for_row=False)
        for found in BRACKETED.finditer(FOUND.sub(_blanked, text)):
            meaning = read_placeholder(found[1])
            if meaning is not None and meaning.name in self.known:
                values = {"text": found[0], "braced": f"{{{{{found[1].strip()}}}}}"}
                yield Seen(SINGLE, paragraph, values, _around(text, *found.span()))
        if CODE.search(text):
            yield Seen(COMMANDS, paragraph)
        if STRAY.search(text):
            yield from self._placeholders(paragraph, text)
        if BLANKS.search(text) and _is_underlined(runs[-1]):
            yield Seen(UNDERLINED, paragraph)

    def _placeholders(self, paragraph: Element, text: str) -> Iterator[Seen]:
        begun = 0
        for found in FOUND.finditer(text):
            meaning, near = read_placeholder(found[1]), _around(text, *found.span())
            if meaning is None:
                yield Seen(BROKEN, paragraph, {"text": found[0]}, near)
                continue
            if isinstance(meaning, Condition):
                if text[begun : found.start()].strip():
                    yield Seen(MISPLACED, paragraph, {"text": found[0]}, near)
                begun = found.end()
            if not self._is_known(meaning):
                yield self._unknown(paragraph, meaning.name, near)
            if "｛" in found[0] or "｝" in found[0]:
                yield Seen(WIDE, paragraph, {"name": meaning.name}, near)
        unpaired = STRAY.search(FOUND.sub("", text))
        if unpaired:
            start = text.index(unpaired[0])
            near = _around(text, start, start + len(unpaired[0]))
            yield Seen(UNPAIRED, paragraph, {"text": unpaired[0]}, near)

    def _is_known(self, meaning: Field | Condition) -> bool:
        """Say whether a field can be used: an optional one may also be of another paper."""
        name = meaning.name
        if isinstance(meaning, Field) and meaning.optional and name in self.others.fields:
            return True
        return is_item_number(name) or name in self.known

    def _lists(self, where: list[Element], names: list[str], *, for_row: bool) -> Iterator[Seen]:
        """Yield that a paragraph or row would repeat for more than one list; inner ones may."""
        paths = {path for name in names for path in list_candidates(name, for_row=for_row)}
        lists = [path for path in sorted(paths) if f"{path}.{ITEM_NUMBER}" in self.known]
        outer = [one for one in lists if not any(one.startswith(f"{up}.") for up in lists)]
        if len(outer) > 1:
            said = {"lists": "、".join(f"“{one}”" for one in outer)}
            yield from (Seen(TWO_LISTS, one, said) for one in where)

    def _unknown(self, paragraph: Element, name: str, place: str) -> Seen:
        if name in self.others.fields:
            return Seen(NOT_HERE, paragraph, {"name": name, "paper": self.others.paper}, place)
        near = get_close_matches(name, sorted(self.known), n=1, cutoff=NEAR_ENOUGH)
        if near:
            return Seen(MISSPELT, paragraph, {"name": name, "near": near[0]}, place)
        return Seen(UNKNOWN, paragraph, {"name": name}, place)


def _text_of(paragraph: Element) -> str:
    """Return the text of a paragraph as the filling sees it."""
    return "".join(_text(part) for run in own_runs(paragraph) for part in run)


def _names(text: str) -> Iterator[str]:
    """Yield the names of the fields and conditions in a text."""
    for found in FOUND.finditer(text):
        meaning = read_placeholder(found[1])
        if meaning is not None:
            yield meaning.name


def _blanked(found: re.Match[str]) -> str:
    return "\0" * len(found[0])


def _around(text: str, start: int, end: int) -> str:
    """Return a stretch of a text with a few characters before and behind it."""
    return text[max(0, start - AROUND) : end + AROUND].replace("\n", " ").strip()


def _text(part: Element) -> str:
    """Return the text of a part of a run as the filling sees it: a tab or break is a blank."""
    if part.tag == TEXT:
        return part.text or ""
    return "\n" if local_name(part) in ("tab", "br", "cr") else ""


def _is_underlined(run: Element) -> bool:
    return run.tag == RUN and any(value(mark) != "none" for mark in run.iter(f"{W}u"))
