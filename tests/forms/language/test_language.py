"""Expressions only look and compare: they never run code and never hang."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError

from mediatordesk.forms.language import language
from mediatordesk.forms.language.language import ExpressionFault, evaluate, holds, parse, readable

FACTS = readable(
    {
        "today": date(2025, 5, 20),
        "case": {"facts": "a<b", "amount": 3_650_000, "accepted_on": None, "oral": False},
        "parties": [
            {"name": "覃𬭎", "kind": "person"},
            {"name": "O'Brien & Sons", "kind": "organisation"},
        ],
    }
)


@pytest.mark.parametrize(
    "source",
    [
        "''.__class__",
        "''.__class__.__mro__[1].__subclasses__()",
        "case['__class__']",
        "parties[0].__init__",
        "range(10**10)|length",
        "[1]*10**9",
        "10**10**10",
        "'%999999999d' % 1",
        "'a'.ljust(999999999)",
        "'{:999999999}'.format(1)",
        "case.facts.upper()",
        "cycler('a')",
        "lipsum()",
        "namespace(a=1)",
        "dict(a=1)",
        "'a' ~ 'b'",
        "1/0",
        "5 % 0",
        "parties|map('upper')",
        "parties|selectattr('name')",
        "case is defined",
        "not " * 300 + "case",
        "(" * 300 + "1" + ")" * 300,
        "-" * 500 + "1",
        "1 +" * 300 + "1",
        "case.facts }} {{ case",
        "case.facts %} {% for x in parties",
        "",
        "case.",
        "{{ case }}",
    ],
)
def test_what_is_not_looking_and_comparing_is_refused(source: str) -> None:
    with pytest.raises(ExpressionFault):
        parse(source)
    with pytest.raises(ExpressionFault):
        evaluate(source, FACTS)


@given(st.text(max_size=700))
@settings(max_examples=300, deadline=2000)
def test_any_text_is_refused_or_ends_at_once(source: str) -> None:
    try:
        parse(source)
    except ExpressionFault:
        return
    assert len(source) <= language.MAX_LENGTH


DANGEROUS = """
case .facts [0] ( ) |length ** * 99999999999999999999 'a' ~ % range .__class__
parties |where('name','x') == < () + - not_ _and_ _or_
"""
_PIECES = st.sampled_from(DANGEROUS.split()).map(lambda piece: re.sub(r"^_|_$", " ", piece))


@given(st.lists(_PIECES, max_size=40).map("".join))
@settings(max_examples=400, deadline=None)
def test_whatever_is_put_together_from_dangerous_pieces_ends(source: str) -> None:
    try:
        parse(source)
        evaluate(source, FACTS)
    except (ExpressionFault, UndefinedError, TypeError, KeyError):
        pass


def test_conditions_read_as_they_are_meant() -> None:
    assert holds("", FACTS)
    assert holds("not case.oral and case.amount > 100000", FACTS)
    assert holds("parties|where('kind', 'organisation')|length == 1", FACTS)
    assert holds("'覃𬭎' in parties|pick('name')", FACTS)
    assert evaluate("parties|without('kind', 'person')|pick('name')|joined", FACTS) == (
        "O'Brien & Sons"
    )
    assert evaluate("2 if case.oral else 1", FACTS) == 1


def test_what_is_not_known_is_neither_before_nor_after() -> None:
    assert not holds("case.accepted_on < today", FACTS)
    assert not holds("case.accepted_on > today", FACTS)
    assert not holds("case.accepted_on", FACTS)
    assert not holds("today|days_since(case.accepted_on) > 3", FACTS)
    assert holds("case.accepted_on == ''", FACTS)


def test_days_are_counted_between_two_days() -> None:
    facts = readable({"today": date(2025, 6, 3), "begun": date(2025, 5, 1)})
    assert evaluate("today|days_since(begun)", facts) == 33
