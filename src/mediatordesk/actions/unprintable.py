"""Characters that no paper can show: named by their script, so that people know what to do."""

from collections.abc import Iterable

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


def unprintable(paper: str, chars: Iterable[str]) -> UnknownCharacters:
    """Return what to say about a paper with such characters: each script is named."""
    groups = scripts_of(chars)
    if all(script.is_rare_han for script in groups):
        return UnknownCharacters(paper=paper, characters=_listed("".join(groups.values())))
    words = (f"{_words(script)} {_listed(found)}" for script, found in groups.items())
    return UnknownScript(paper=paper, characters="；".join(words))


def _words(script: Script) -> str:
    return _(script.name)


def _listed(chars: str) -> str:
    """Return characters with their code points: on a screen without the font they are boxes."""
    return " ".join(f"{char}（U+{ord(char):04X}）" for char in chars)
