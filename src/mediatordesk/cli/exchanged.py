"""Commands on what was exchanged: past exchanges, and what two computers wrote differently."""

import argparse
from collections.abc import Callable
from typing import Any

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.contest_words import (
    case_called,
    field_called,
    short_name,
    value_said,
)
from mediatordesk.actions.sending.contested import (
    Contest,
    NotContested,
    Said,
    contests,
    decide,
    decided,
)
from mediatordesk.actions.sending.past_exchanges import PastExchange, past_exchanges
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given
from mediatordesk.core.texts import _

Adding = Callable[[str, str, Callable[[Given], Answer]], argparse.ArgumentParser]


def register(add: Adding) -> None:
    """Add these commands to those of `sync`."""
    add("history", _("past exchanges: what went and came, what could not be done"), _history)
    add("conflicts", _("what two computers wrote differently"), _conflicts)
    one = add("decide", _("let one of two values count"), _decide)
    one.add_argument("name", help=_("its name, as “sync conflicts” shows it"))
    one.add_argument("number", type=int, help=_("which value: 1 is the one that counts now"))


def _history(given: Given) -> Answer:
    past = past_exchanges(given.desk().store)
    lines = tuple(map(_past_line, past)) or (_("There was no exchange yet."),)
    return Answer({"exchanges": [_past_data(one) for one in past]}, lines)


def _past_data(one: PastExchange) -> dict[str, Any]:
    """Return a past exchange as data."""
    return {
        "at": one.at,
        "mailbox": one.place,
        "kind": one.kind.value,
        "changes_sent": one.changes_sent,
        "file_parts_sent": one.parts_sent,
        "changes_came": one.changes_came,
        "file_parts_came": one.parts_came,
        "cases": one.cases,
        "confirmed": one.confirmed,
        "not_done": list(one.not_done),
    }


def _past_line(one: PastExchange) -> str:
    """Return a past exchange in a line, and below it what could not be done."""
    words = _("{time} {place}: {sent} changes sent, {came} came to {cases} cases; parts of files: "
              "{parts_sent} sent, {parts_came} came")  # fmt: skip
    line = words.format(
        time=f"{one.at:%Y-%m-%d %H:%M}",
        place=one.place,
        sent=one.changes_sent,
        came=one.changes_came,
        cases=one.cases,
        parts_sent=one.parts_sent,
        parts_came=one.parts_came,
    )
    return "\n".join((line, *(f"  {reason}" for reason in one.not_done)))


def _conflicts(given: Given) -> Answer:
    desk = given.desk()
    found = (*contests(desk), *decided(desk))
    lines = tuple(_contest_lines(desk, one) for one in found)
    data = {"conflicts": [_contest_data(desk, one) for one in found]}
    return Answer(data, lines or (_("No two computers have written different things."),))


def _contest_data(desk: Desk, one: Contest) -> dict[str, Any]:
    """Return a contested field as data; the value that counts stands first."""
    return {
        "name": short_name(one.place),
        "case": str(one.case) if one.case else None,
        "field": field_called(desk, one.place),
        "decided": one.decided,
        "sealed": one.sealed,
        "values": [
            {
                "value": value_said(desk, one.place, said.value),
                "who": said.who,
                "when": said.when,
                "computer": said.letter,
                "here": said.here,
            }
            for said in one.values
        ],
    }


def _contest_lines(desk: Desk, one: Contest) -> str:
    """Return a contested field and below it its values by number."""
    named = [short_name(one.place), field_called(desk, one.place), case_called(desk, one.case)]
    head = " · ".join(filter(None, named))
    head += _(" (decided)") if one.decided else ""
    values = (_value_line(desk, one, n, said) for n, said in enumerate(one.values, 1))
    return "\n".join((head, *values))


def _value_line(desk: Desk, one: Contest, number: int, said: Said) -> str:
    """Return a value with its number, who wrote it and when."""
    origin = f"{said.who} {said.when:%Y-%m-%d %H:%M} {said.letter}".strip()
    return f"  {number}. {value_said(desk, one.place, said.value)} · {origin}"


def _decide(given: Given) -> Answer:
    desk = given.desk()
    found = (*contests(desk), *decided(desk))
    one = next((one for one in found if short_name(one.place) == given.name), None)
    if one is None or not 1 <= given.number <= len(one.values):
        raise NotContested
    said = one.values[given.number - 1]
    decide(desk, one.place, said.dot)
    value = value_said(desk, one.place, said.value)
    words = _("{field}: “{value}” counts from now on; the other one can still be taken.")
    line = words.format(field=field_called(desk, one.place), value=value)
    return Answer({"name": given.name, "value": value}, (line,))
