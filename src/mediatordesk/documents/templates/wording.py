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
    STRAY,
    Condition,
    is_item_number,
    read_placeholder,
)
from mediatordesk.documents.word.features import Feature, Seen
from mediatordesk.documents.word.wordml import PARAGRAPH, RUN, TEXT, W, local_name, own_runs, value

CODE = re.compile(r"\{%.*?%\}|\{#.*?#\}")
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


@dataclass(frozen=True)
class Wording:
    """Looks through the paragraphs of a template; `known` are the names a pack has values for."""

    known: Collection[str]

    def findings(self, placing: Placing) -> Iterator[Finding]:
        """Yield what is wrong with the placeholders of a template, in the order of its text."""
        for root in placing.marked.roots.values():
            for paragraph in root.iter(PARAGRAPH):
                for seen in self._in_paragraph(paragraph):
                    yield placing.finding(seen)

    def _in_paragraph(self, paragraph: Element) -> Iterator[Seen]:
        runs = list(own_runs(paragraph))
        text = "".join(_text(part) for run in runs for part in run)
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
            if not is_item_number(meaning.name) and meaning.name not in self.known:
                yield self._unknown(paragraph, meaning.name, near)
            if "｛" in found[0] or "｝" in found[0]:
                yield Seen(WIDE, paragraph, {"name": meaning.name}, near)
        unpaired = STRAY.search(FOUND.sub("", text))
        if unpaired:
            start = text.index(unpaired[0])
            near = _around(text, start, start + len(unpaired[0]))
            yield Seen(UNPAIRED, paragraph, {"text": unpaired[0]}, near)

    def _unknown(self, paragraph: Element, name: str, place: str) -> Seen:
        near = get_close_matches(name, sorted(self.known), n=1, cutoff=NEAR_ENOUGH)
        if near:
            return Seen(MISSPELT, paragraph, {"name": name, "near": near[0]}, place)
        return Seen(UNKNOWN, paragraph, {"name": name}, place)


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
