"""What the commands on signing have in common: which paper, and how its signing stands."""

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.papers import newest_paper
from mediatordesk.actions.papers.replaced_papers import replaced_by
from mediatordesk.actions.signing.ceremony import advice_on
from mediatordesk.actions.signing.places import STATE_WORDS, Place, PlaceState, places_on
from mediatordesk.cli.arguments import Given, filled
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Paper
from mediatordesk.core.record_words import shown_value
from mediatordesk.core.texts import _
from mediatordesk.store import find_case, read_case_file

PLACES_SHOWN = 20
"""Of more places only those are listed line by line where something is still open."""


def add_paper_arguments(command: argparse.ArgumentParser) -> None:
    """Let a command name a paper of a case."""
    command.add_argument("case", type=filled, help=_("its number or id"))
    command.add_argument("paper", help=_("its code, as D05"))
    command.add_argument("--about", default="", help=_("for whom or what, where there are several"))


def paper_of(given: Given) -> tuple[Desk, CaseFile, Paper]:
    """Return the desk, the case and the paper that a command names."""
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    return desk, file, newest_paper(desk, file, given.paper, given.about)


def signing_state(desk: Desk, file: CaseFile, paper: Paper) -> dict[str, Any]:
    """Return who signs a paper and who has, as every answer on signing tells it."""
    agreement = next((one for one in file.agreements if one.id == paper.about), None)
    places = places_on(desk, file, paper)
    return {
        "paper": paper.id,
        "version": paper.version,
        "places": [_place_data(one) for one in places],
        "signed": sum(one.signature is not None for one in places),
        "missing": [one.called for one in _missing(places)],
        "effective_date": agreement.effective_on if agreement else None,
        "replaced": [
            {
                "version": one.paper.version,
                "signed": [given.name for given in one.signatures],
                "replaced_at": one.replaced_at,
            }
            for one in replaced_by(file, paper)
        ],
        "advice": advice_on(desk, file, paper),
    }


def signing_lines(desk: Desk, file: CaseFile, paper: Paper) -> tuple[str, ...]:
    """Return the same for people: every place of a few, of many those that are open, and counts."""
    places = places_on(desk, file, paper)
    missing = _missing(places)
    shown = places if len(places) <= PLACES_SHOWN else [one for one in places if one.is_open]
    said = [_("{paper}, version {n}").format(paper=paper.title, n=paper.version)]
    said += [_place_line(one) for one in shown[:PLACES_SHOWN]]
    if len(shown) > PLACES_SHOWN:
        said.append(_("… and {n} more").format(n=len(shown) - PLACES_SHOWN))
    signed = sum(one.signature is not None for one in places)
    said.append(_("Signed: {n} of {all}").format(n=signed, all=len(places)))
    said += [_missing_line(missing), *_effect_lines(file, paper), *replaced_lines(file, paper)]
    return (*said, *advice_on(desk, file, paper))


def _missing(places: Sequence[Place]) -> list[Place]:
    return [one for one in places if one.required and not one.signature]


def _missing_line(missing: Sequence[Place]) -> str:
    if not missing:
        return _("Nobody is missing.")
    names = "、".join(one.called for one in missing[:PLACES_SHOWN])
    more = "…" if len(missing) > PLACES_SHOWN else ""
    return _("Still missing: {names}").format(names=names + more)


def _effect_lines(file: CaseFile, paper: Paper) -> Iterator[str]:
    for one in file.agreements:
        if one.id == paper.about and one.effective_on:
            yield _("The agreement is in force since {day}.").format(day=one.effective_on)


def replaced_lines(file: CaseFile, paper: Paper) -> Iterator[str]:
    """Yield that an older version is void, and whose signatures on it no longer count."""
    words = _("Version {n} was replaced; these signatures on it no longer count: {names}")
    for one in replaced_by(file, paper):
        names = [given.name for given in one.signatures]
        more = "…" if len(names) > PLACES_SHOWN else ""
        shown = "、".join(names[:PLACES_SHOWN]) + more
        yield words.format(n=one.paper.version, names=shown)


def _place_data(place: Place) -> dict[str, Any]:
    given = place.signature
    return {
        "key": place.key,
        "role": place.role,
        "name": place.name,
        "label": place.label,
        "for": place.stands_for,
        "required": place.required,
        "state": place.state,
        "lacks_seal": place.lacks_seal,
        "signed_by": given.name if given else None,
        "signed_on": given.signed_on if given else None,
        "way": given.way if given else None,
    }


def _place_line(place: Place) -> str:
    state = _(STATE_WORDS[place.state])
    if place.signature:
        day, way = place.signature.signed_on, shown_value(place.signature.way.value)
        state = _("{state}, {day}, {way}").format(state=state, day=day, way=way)
    elif place.state is PlaceState.NOT_NEEDED:
        state = _("may sign, need not")
    return "  " + _("{name}: {state}").format(name=place.called, state=state)
