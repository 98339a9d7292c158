"""What the stops on social-insurance clauses find in sentences that they were not made for.

Measured when the sentences were new, and after the stops had been changed (stopped, and left to
the director besides; then lawful ones stopped):

    tuned,  30 + 30:   14 +15,  1     then  30 +0,   0
    held,   30 + 30:   14 +15,  0     then  23 +7,   0
    spoken, 30 + 30:    3 +20,  2     then   3 +27,  0

`tuned` and `held` are the halves of one list of written wordings; only the first was looked at.
`spoken` was written afterwards, to be as unlike the stops as its author could make it: of its
lawful half two masks were made, of its unlawful half a few words for SW12, so it is new no more.
The stops know the written wordings and little of the spoken ones. There SW12 is what holds.
"""

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from mediatordesk.forms import Level, Pack, is_allowed
from mediatordesk.forms.clauses.patterns import Words
from mediatordesk.forms.definitions.rules import Check

LISTS = tomllib.loads(Path(__file__).with_name("unseen_clauses.toml").read_text(encoding="utf-8"))
DAY = date(2025, 9, 2)


def signing(pack: Pack) -> list[Check]:
    """Return the checks of words before an agreement is signed, those of the people apart."""
    return [
        one
        for one in pack.checks(DAY)
        if one.pattern and not one.when and "sign" in one.stages and not one.code.startswith("A")
    ]


def finds(checks: Iterable[Check], text: str) -> bool:
    words = Words.of(text)
    return any(words.without(one.unless).quote(one.pattern) is not None for one in checks)


@pytest.mark.parametrize(
    ("name", "stopped", "seen"), [("tuned", 30, 30), ("held", 23, 30), ("spoken", 3, 30)]
)
def test_so_many_unlawful_clauses_are_stopped_or_left_to_the_director(
    social_insurance: Pack, name: str, stopped: int, seen: int
) -> None:
    checks = signing(social_insurance)
    stops = [one for one in checks if one.level is Level.BLOCK]
    unlawful = LISTS[name]["unlawful"]
    assert len(unlawful) == 30
    assert sum(finds(stops, text) for text in unlawful) >= stopped
    looked_at = [
        text
        for text in unlawful
        if finds(checks, text) and not is_allowed(social_insurance, text, DAY)
    ]
    assert len(looked_at) >= seen


@pytest.mark.parametrize("name", LISTS)
def test_no_lawful_clause_is_stopped(social_insurance: Pack, name: str) -> None:
    stops = [one for one in signing(social_insurance) if one.level is Level.BLOCK]
    assert [text for text in LISTS[name]["lawful"] if finds(stops, text)] == []
    assert len(LISTS[name]["lawful"]) == 30
