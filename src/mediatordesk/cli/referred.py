"""Commands on cases that another office has handed on to this one."""

import argparse
from collections.abc import Callable

from mediatordesk.actions.sending.referred_cases import Referred, list_referred, take_referred
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given
from mediatordesk.core.texts import _

Add = Callable[[str, str, Callable[[Given], Answer]], argparse.ArgumentParser]


def register(add: Add) -> None:
    """Add these commands to those of the exchange."""
    add("referred", _("cases that other offices have handed on to this one"), _referred)
    one = add("take", _("take over a case that was handed on to this office"), _take)
    one.add_argument("case", help=_("its title, number or id"))


def _referred(given: Given) -> Answer:
    found = list_referred(given.desk())
    lines = tuple(map(_line, found)) or (_("No case was handed on to this office."),)
    return Answer([_item(one) for one in found], lines)


def _item(one: Referred) -> dict[str, object]:
    """Return a case as data."""
    return {
        "case": str(one.case.id),
        "title": one.case.title,
        "from_office": one.from_office,
        "matter": one.matter,
        "parties": [party.name for party in one.parties],
        "authors": list(one.authors),
        "left_out": one.left_out,
        "taken": one.taken,
    }


def _line(one: Referred) -> str:
    """Return a case in words."""
    waits = _("{title}, from {office}: waits to be taken over")
    words = _("{title}, from {office}: taken over") if one.taken else waits
    return words.format(title=one.case.title, office=one.from_office)


def _take(given: Given) -> Answer:
    change = take_referred(given.desk(), given.case)
    return Answer({"change": change.seq}, (_("The case was taken over."),))
