"""Contested fields, read from the desk and put into the words that the window shows."""

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending import contested
from mediatordesk.actions.sending.contest_words import case_called, field_called, value_said
from mediatordesk.app.asked.contests import Contest, Said

SHOWN = 20
"""So many contested fields are shown at once, at most."""


def contests_of(desk: Desk) -> tuple[Contest, ...]:
    """Return the contested fields, and after them those that were decided here lately."""
    found = (*contested.contests(desk), *contested.decided(desk))
    return tuple(_shown(desk, one) for one in found[:SHOWN])


def _shown(desk: Desk, one: contested.Contest) -> Contest:
    """Return a contested field in words."""
    values = tuple(
        Said(
            said.dot,
            value_said(desk, one.place, said.value),
            said.who,
            said.when,
            said.letter,
            said.here,
        )
        for said in one.values
    )
    return Contest(
        one.place,
        one.case,
        case_called(desk, one.case),
        field_called(desk, one.place),
        values,
        one.decided,
        one.sealed,
    )
