"""What was typed, as a question to the index."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from mediatordesk.core.search_words import fits, forms_of, grams_needed, words_of
from mediatordesk.store.search_tables import tokens

FEW = 1000
"""So many candidates are looked up and sorted; of more, the list's own index is followed."""
_MATCHING = "SELECT rowid FROM case_gram WHERE case_gram MATCH ?"


class Question(NamedTuple):
    """The words that were typed, and which grams of the index they need.

    `match` is for FTS5, empty if nothing was typed; all that fits is among what matches. `exact`
    says that all that matches fits, so that no text need be read.
    """

    words: tuple[str, ...]
    match: str
    exact: bool

    @classmethod
    def of(cls, typed: str) -> "Question":
        """Return what was typed as a question; nothing of it is left that FTS5 could misread."""
        words = words_of(typed)
        needed = [[grams_needed(form) for form in forms_of(word)] for word in words]
        match = " AND ".join(f"({' OR '.join(map(_all_of, forms))})" for forms in needed)
        return cls(words, match, all(len(grams) == 1 for forms in needed for grams in forms))

    def condition(self, connection: Any, index: str = "") -> tuple[str, str, tuple[str, ...]]:
        """Return the hint, the condition and its value for a question about `case_line`.

        Few lines are looked up by their number and sorted. Of many, the first are wanted: the list
        is followed in the order of an index; without one they are all read as they lie.
        """
        following = f"INDEXED BY {index}" if index else "NOT INDEXED"
        if not self.match:
            return following, "TRUE", ()
        found = connection.execute(f"{_MATCHING} LIMIT ?", (self.match, FEW + 1)).fetchall()
        if len(found) <= FEW:
            return "NOT INDEXED", f"doc IN ({_MATCHING})", (self.match,)
        return following, f"+doc IN ({_MATCHING})", (self.match,)

    def is_met(self, connection: Any, doc: int) -> bool:
        """Tell whether an indexed case that matches fits."""
        if self.exact:
            return True
        row = connection.execute("SELECT text FROM case_text WHERE doc = ?", (doc,)).fetchone()
        return row is not None and fits(self.words, row[0])


def _all_of(grams: Sequence[str]) -> str:
    """Return the FTS5 expression for texts that hold all of the grams."""
    quoted = (f'"{tokens((gram,))}"' for gram in grams)
    return f"({' AND '.join(quoted)})"
