"""What it means that a case is found: every word that was typed stands somewhere in its text.

`fits` is the definition; an index must find exactly what it finds. Texts and words are folded
alike, character by character, so every part of a text, folded, is part of the folded text.
"""

import functools
import operator
import re
import unicodedata
from collections.abc import Iterable

from mediatordesk.core.pinyin import LONGEST_NAME, name_initials, title_initials

MOST_TYPED = 300
"""Characters of what was typed that are looked at."""
LONGEST_SHOWN = 40
"""Characters of what is shown of a long text in which a word was found."""
LINE = "\n"
KEPT_FREE = "\U0010ff00"
"""From here on no character of a text is kept: an index has marks of its own there."""
_LETTERS = {
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "ŧ": "t",
    "æ": "ae",
    "œ": "oe",
}
_BRACKETS = dict.fromkeys("〔【[", "(") | dict.fromkeys("〕】]", ")")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})
_NUMBER = re.compile(r"[0-9+()-]*-[0-9+()-]*")
_ASCII = re.compile("[!-~]+")
_CAPITALS = re.compile("[A-Z]+")
_INITIALS = re.compile("[a-z]{3,}")


def folded(text: str) -> str:
    """Return a text as it is compared: without case, spaces, accents, and differences of width.

    Ｎｇｕｙễｎ Văn Đức becomes nguyenvanduc, and 〔2026〕 and （2026） become (2026).
    """
    return "".join(map(_folded_mark, text))


def words_of(typed: str) -> tuple[str, ...]:
    """Return the words that were typed, folded; what is beyond MOST_TYPED characters is cut."""
    return tuple(dict.fromkeys(filter(None, map(folded, typed[:MOST_TYPED].split()))))


def fits(words: Iterable[str], text: str) -> bool:
    """Tell whether a case with this search text is meant by all of the words."""
    return all(any(form in text for form in forms_of(word)) for word in words)


def forms_of(word: str) -> tuple[str, ...]:
    """Return what a word may stand as: itself, or as initials of a title if it is long enough.

    Initials of titles and long names stand in capitals, so that two letters do not find every
    title in which two characters happen to begin so.
    """
    return (word, word.upper()) if _INITIALS.fullmatch(word) else (word,)


def search_text(fields: Iterable[str], names: Iterable[str], titles: Iterable[str]) -> str:
    """Return the text in which a case is looked for, one line for each thing that is said.

    `fields` are taken as they are; `names` and `titles` (long names too) by their initials as
    well. A number that is written with hyphens is there without them too.
    """
    lines = list(map(folded, fields))
    lines += [re.sub("[^0-9]", "", line) for line in lines if _NUMBER.fullmatch(line)]
    for name in map(folded, names):
        lines += [name, *name_initials(name), *(_in_capitals(name) if _is_long(name) else ())]
    for title in map(folded, titles):
        lines += [title, *_in_capitals(title)]
    return LINE.join(dict.fromkeys(filter(None, lines)))


def part_with(text: str, forms: Iterable[str]) -> str:
    """Return a text in one line, or of a long one what stands around the first form found in it."""
    shown = " ".join(text.split())
    if len(shown) <= LONGEST_SHOWN:
        return shown
    places = [place for place, mark in enumerate(shown) for _ in folded(mark)]
    found = [places[start] for form in forms if (start := folded(shown).find(form)) >= 0]
    start = max(min(found, default=0) - LONGEST_SHOWN // 4, 0)
    end = start + LONGEST_SHOWN
    return f"{'…' if start else ''}{shown[start:end]}{'…' if end < len(shown) else ''}"


def grams_of(text: str) -> set[str]:
    """Return what an index keeps of a text: its characters, pairs, and threes with ASCII in them.

    Whatever `grams_needed` asks for is among them wherever the word stands in the text.
    """
    grams: set[str] = set()
    for line in text.split(LINE):
        if not _CAPITALS.fullmatch(line):
            grams.update(line, map(operator.add, line, line[1:]))
        for run in _ASCII.finditer(line):
            near = line[max(run.start() - 2, 0) : run.end() + 2]
            grams.update(map(operator.add, map(operator.add, near, near[1:]), near[2:]))
    return grams


def grams_needed(form: str) -> tuple[str, ...]:
    """Return the grams without which a form of a word cannot stand in a text.

    If it is a single one, its being there is enough.
    """
    if len(form) < 3:
        return (form,)
    needed, covered = list[str](), 0
    for start in range(len(form) - 1):
        three = form[start : start + 3]
        piece = three if _ASCII.search(three) else three[:2]
        end = start + len(piece)
        if start >= covered or end == len(form) > covered:
            needed.append(piece)
            covered = end
    return tuple(dict.fromkeys(needed))


def _is_long(name: str) -> bool:
    return len(name) > LONGEST_NAME


def _in_capitals(title: str) -> list[str]:
    return [one.upper() for one in title_initials(title)]


@functools.cache
def _folded_mark(mark: str) -> str:
    """Return one character folded; nothing for a space, an accent or what is not seen."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", mark).casefold())
    return "".join(_LETTERS.get(one, _BRACKETS.get(one, one)) for one in parts if _is_seen(one))


def _is_seen(mark: str) -> bool:
    """Tell whether a character counts: no space, control, accent (U+0300 …) or variant mark."""
    is_accent = "\u0300" <= mark <= "\u036f"
    is_variant = "\ufe00" <= mark <= "\ufe0f" or "\U000e0100" <= mark <= "\U000e01ef"
    is_ours = mark >= KEPT_FREE
    return not (is_accent or is_variant or is_ours or unicodedata.category(mark) in _UNSEEN)
