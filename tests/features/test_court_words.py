"""Sentences that a court will not confirm, and lawful ones, through the court's checks."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from mediatordesk.forms import Level, Packs
from mediatordesk.forms.clauses.patterns import Words
from mediatordesk.forms.definitions.rules import Check

DAY = date(2025, 5, 20)
FILE = Path(__file__).with_name("court_words.toml")
SENTENCES = tomllib.loads(FILE.read_text(encoding="utf-8"))["sentences"]
PACK = Packs.read(Path(__file__).parents[2] / "forms").pack("people")
CHECKS = [
    one
    for one in PACK.checks(DAY)
    if one.pattern and not one.when and one.level is Level.BLOCK and one.code in {"C355", "C358"}
]


def found(text: str) -> list[Check]:
    words = Words.of(text)
    return [one for one in CHECKS if words.without(one.unless).quote(one.pattern) is not None]


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda one: one["text"])
def test_a_sentence_is_stopped_with_its_article_or_passes(sentence: dict[str, str]) -> None:
    stops = found(sentence["text"])
    if sentence["article"]:
        assert any(sentence["article"] in PACK.basis(one, DAY) for one in stops)
    else:
        assert stops == []


def test_there_are_enough_of_both() -> None:
    unlawful = [one for one in SENTENCES if one["article"]]
    assert len(unlawful) >= 56
    assert len(SENTENCES) - len(unlawful) >= 20
