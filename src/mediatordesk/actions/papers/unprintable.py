"""Characters that no paper can show: named by their script, so that people know what to do."""

from collections.abc import Iterable, Iterator, Mapping

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _
from mediatordesk.documents import Script, scripts_of


class UnknownCharacters(DeskError):
    """Characters for which no font is here."""

    happened = N_("{paper} was not made: no font here has the characters {characters}.")
    kept = N_("Everything entered is saved as it was typed.")
    to_do = N_("Install the font pack for rare characters, and make the paper again.")


class UnknownScript(UnknownCharacters):
    """Characters of a script that this program does not set, or that no font has."""

    happened = N_("{paper} was not made: these cannot be printed: {characters}.")
    to_do = N_("Write them in Chinese characters or Latin letters, and make the paper again.")


MOST_PLACES = 3
"""So many places are named; who has mended these is told of the next."""
AROUND = 12
"""Characters of a long text that are shown before and after the one that is meant."""


def unprintable(
    paper: str, chars: Iterable[str], values: Mapping[str, object] | None = None
) -> UnknownCharacters:
    """Return what to say about a paper with such characters: each script is named.

    Of `values`, those that the paper was filled with, the ones with the characters are named.
    """
    groups = scripts_of(chars)
    places = _places("".join(groups.values()), values or {})
    if all(script.is_rare_han for script in groups):
        listed = "；".join((_listed("".join(groups.values())), *places))
        return UnknownCharacters(paper=paper, characters=listed)
    words = (f"{_words(script)} {_listed(found)}" for script, found in groups.items())
    return UnknownScript(paper=paper, characters="；".join((*words, *places)))


def _places(chars: str, values: Mapping[str, object]) -> list[str]:
    """Return in which values the characters stand: the shortest for each, a name before a list."""
    texts = [(field, text) for field, text in _texts("", values) if not {*text}.isdisjoint(chars)]
    found: dict[str, str] = {}
    for char in chars:
        holding = [(field, text) for field, text in texts if char in text]
        if holding:
            field, text = min(holding, key=lambda one: (len(one[1]), one[0]))
            found.setdefault(_excerpt(text, char), field)
    named = [
        _("in “{text}” ({field})").format(text=text, field=field) for text, field in found.items()
    ]
    return named[:MOST_PLACES]


def _texts(field: str, content: object) -> Iterator[tuple[str, str]]:
    """Yield every text among values with its field: 申请人.姓名."""
    if isinstance(content, str):
        yield field, content
    elif isinstance(content, Mapping):
        for name, one in content.items():
            yield from _texts(f"{field}.{name}" if field else str(name), one)
    elif isinstance(content, list | tuple):
        for one in content:
            yield from _texts(field, one)


def _excerpt(text: str, char: str) -> str:
    """Return a text, or of a long one what stands around the character."""
    line = " ".join(text.split())
    place = line.index(char)
    begin, end = max(0, place - AROUND), place + AROUND + 1
    return f"{'…' * (begin > 0)}{line[begin:end]}{'…' * (end < len(line))}"


def _words(script: Script) -> str:
    return _(script.name)


def _listed(chars: str) -> str:
    """Return characters with their code points: on a screen without the font they are boxes."""
    return " ".join(f"{char}（U+{ord(char):04X}）" for char in chars)
