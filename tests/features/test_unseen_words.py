"""What the court's checks find in sentences that they were not made for.

Measured when the sentences were new, and after the checks had been changed (stopped, then lawful
ones stopped; then clauses besides that the mediator is asked to look at, unlawful and lawful):

    tuned,  33 + 23:   3, 0    then  33, 0   (+0,  5)
    held,   33 + 23:   3, 1    then  31, 0   (+1,  7)
    spoken, 40 + 40:   1, 9    then   1, 0   (+36, 19)

`tuned` and `held` are the halves of one list of written wordings by one author, who knew both and
looked at the first only. `spoken` was written afterwards and nothing was changed for it: a stop
knows wordings, and there are always others. There the check of what is no known wording holds.
"""

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from mediatordesk.forms import Level, Packs
from mediatordesk.forms.clauses.patterns import Words
from mediatordesk.forms.definitions.rules import Check

LISTS = tomllib.loads(Path(__file__).with_name("unseen_words.toml").read_text(encoding="utf-8"))
DAY = date(2025, 5, 20)
PACK = Packs.read(Path(__file__).parents[2] / "forms").pack("people")
OF_WORDS = [one for one in PACK.checks(DAY) if one.pattern and one.code in {"C355", "C358"}]
STOPS = [one for one in OF_WORDS if one.level is Level.BLOCK and not one.when]
WORDING = [one for one in OF_WORDS if one.part == "wording"]


def finds(checks: Iterable[Check], text: str) -> bool:
    words = Words.of(text)
    return any(words.without(one.unless).quote(one.pattern) is not None for one in checks)


@pytest.mark.parametrize(
    ("name", "stopped", "seen"), [("tuned", 33, 33), ("held", 31, 32), ("spoken", 1, 37)]
)
def test_so_many_unlawful_sentences_are_stopped_or_shown_to_the_mediator(
    name: str, stopped: int, seen: int
) -> None:
    unlawful = LISTS[name]["unlawful"]
    assert sum(finds(STOPS, text) for text in unlawful) >= stopped
    assert sum(finds([*STOPS, *WORDING], text) for text in unlawful) >= seen


@pytest.mark.parametrize(("name", "asked"), [("tuned", 5), ("held", 7), ("spoken", 19)])
def test_no_lawful_sentence_is_stopped_and_most_pass_in_silence(name: str, asked: int) -> None:
    lawful = LISTS[name]["lawful"]
    assert [text for text in lawful if finds(STOPS, text)] == []
    assert sum(finds(WORDING, text) for text in lawful) <= asked


def test_what_is_no_known_wording_is_asked_about_and_never_stopped() -> None:
    [wording] = WORDING
    assert wording.level is Level.WARN
    assert not wording.needs_director
    assert "第三百五十五条" in PACK.basis(wording, DAY)
