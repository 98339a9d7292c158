"""One entry of a list, as it is shown."""

from collections.abc import Hashable
from dataclasses import dataclass

from mediatordesk.app.looks.theme import Tone
from mediatordesk.core.texts import _


@dataclass(frozen=True)
class Entry:
    """What one line of a list says. `key` names the record behind it."""

    key: Hashable
    title: str
    detail: str = ""
    when: str = ""
    word: str = ""
    tone: Tone = Tone.PLAIN

    def spoken(self) -> str:
        """Return the entry as a screen reader says it."""
        return _(", ").join(filter(None, (self.when, self.word, self.title, self.detail)))
