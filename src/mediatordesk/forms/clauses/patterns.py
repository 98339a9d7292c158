"""Patterns over the words of clauses: what a stop looks for, and what it lets pass.

A pattern is a regular expression that always ends soon: every repetition has an upper bound, and
repetitions do not nest. Texts are compared without spaces, full-width and half-width alike.
"""

import functools
import re
import unicodedata
import warnings
from collections.abc import Iterable
from dataclasses import dataclass

from mediatordesk.core.texts import _

MAX_PATTERN = 400
MAX_GAP = 30
"""Largest upper bound of a repetition."""
MAX_GAPS = 4
"""Repetitions with an upper bound above 1 in one pattern."""
MAX_TEXT = 4_000
"""Characters of one clause that are looked at."""

_REPETITION = re.compile(r"\{\d{0,9},(\d{1,9})\}|\{(\d{1,9})\}")
_MASK = "\N{OBJECT REPLACEMENT CHARACTER}"
_PUNCTUATION = str.maketrans({"(": "（", ")": "）", ",": "，", ";": "；", ":": "：", "?": "？"})
_INSIDE = re.compile(r"（[^（）]{0,200}）")
_NUMBER_COMMA = re.compile(r"(?<=\d)，(?=\d{3})")


class PatternFault(ValueError):
    """A pattern that cannot be used; the message says why, in English."""


def validate(pattern: str) -> None:
    """Check that a pattern compiles and cannot run for long; PatternFault if not."""
    if len(pattern) > MAX_PATTERN:
        raise PatternFault(_("longer than {most} characters").format(most=MAX_PATTERN))
    try:
        with warnings.catch_warnings():
            # Sets like [[a] that a later Python will read otherwise.
            warnings.simplefilter("error", FutureWarning)
            re.compile(pattern)
    except (re.error, FutureWarning, RecursionError, OverflowError) as error:
        raise PatternFault(str(error)) from error
    _refuse_slow(pattern)


def _refuse_slow(pattern: str) -> None:
    """Refuse unbounded, large, nested and too many repetitions, and looking behind or back."""
    bare = re.sub(r"\\.", "x", re.sub(r"\[[^\]]*\]", "c", pattern))
    if re.search(r"[*+]", bare) or re.search(r"\{\d{0,9},\}", bare):
        raise PatternFault(_("repetitions need an upper bound: {0,10} instead of * or +"))
    if re.search(r"\)\{", bare):
        raise PatternFault(_("a group may be optional but not repeated"))
    if re.search(r"\\\d|\(\?(?!:)", pattern):
        raise PatternFault(_("only plain groups are allowed"))
    bounds = [int(upper or exact) for upper, exact in _REPETITION.findall(bare)]
    if len(bounds) > MAX_GAPS or max(bounds, default=0) > MAX_GAP:
        raise PatternFault(
            _("at most {count} repetitions of at most {most}").format(count=MAX_GAPS, most=MAX_GAP)
        )


@dataclass(frozen=True)
class Words:
    """A text as patterns see it, which still knows the words it came from."""

    original: str
    text: str
    places: tuple[int, ...]
    """For each character of `text`, where it stood in the original."""

    @classmethod
    def of(cls, original: str) -> "Words":
        """Read a text: one width, no spaces, Chinese punctuation."""
        marks: list[str] = []
        places: list[int] = []
        for place, character in enumerate(original[:MAX_TEXT]):
            plain = unicodedata.normalize("NFKC", character).translate(_PUNCTUATION)
            for mark in "".join(plain.split()):
                marks.append(mark)
                places.append(place)
        return cls(original, "".join(marks), tuple(places))

    def without(self, lawful: Iterable[str]) -> "Words":
        """Return the words with lawful phrases made unreadable, their length kept."""
        text = self.text
        for pattern in lawful:
            text = _regex(pattern).sub(lambda hit: _MASK * len(hit.group()), text)
        return Words(self.original, text, self.places)

    def quote(self, patterns: Iterable[str]) -> str | None:
        """Return the original words that the first fitting pattern finds, or None."""
        for pattern in patterns:
            hit = _regex(pattern).search(self.text)
            if hit and hit.group():
                return self.original[self.places[hit.start()] : self.places[hit.end() - 1] + 1]
        return None

    def parts(self) -> tuple[str, ...]:
        """Return the parts between commas and stops, brackets left out; 1,200.00 stays one."""
        bare = _NUMBER_COMMA.sub("", self.text)
        while (shorter := _INSIDE.sub("", bare)) != bare:
            bare = shorter
        return tuple(part for part in re.split(r"[，。；\n]", bare) if part)

    def fits(self, patterns: Iterable[str]) -> bool:
        """Tell whether every part is one of the allowed ones, in full."""
        allowed = [_regex(pattern) for pattern in patterns]
        return all(any(one.fullmatch(part) for one in allowed) for part in self.parts())


@functools.lru_cache(maxsize=1024)
def _regex(pattern: str) -> re.Pattern[str]:
    """Return the compiled pattern, made once."""
    return re.compile(pattern)
