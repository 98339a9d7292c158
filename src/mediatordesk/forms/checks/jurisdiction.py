"""Which court may confirm an agreement: candidates with their reason, by the rules of the pack."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mediatordesk.core.courts import CourtLevel
from mediatordesk.forms.definitions.jurisdiction_rules import CourtPlace, JurisdictionRule
from mediatordesk.forms.language import language
from mediatordesk.forms.packs.packs import Pack

DISTRICT = 6
"""Digits of a district in an area code (GB/T 2260): 450405."""
LENGTH = 18
"""Of a resident number (GB 11643) and of a credit code (GB 32100); a passport tells no district."""
CITY = 4
"""Digits of the city that an intermediate court judges."""


@dataclass(frozen=True)
class CourtCandidate:
    """A court that may confirm, and why; without a name where the office's register has none."""

    name: str
    district: str
    """Area code of the place that makes it competent; empty for a court that referred the case."""
    reason: str
    basis: str
    whose: str = ""
    """The party or organisation whose place it is."""
    place: str = ""
    """What the district is called; nothing where no table of area codes knows it."""


@dataclass(frozen=True)
class Jurisdiction:
    """The courts that may confirm an agreement, or why none may."""

    candidates: tuple[CourtCandidate, ...] = ()
    refused: str = ""
    basis: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the candidates that are in the register, each once."""
        return tuple(dict.fromkeys(one.name for one in self.candidates if one.name))


@dataclass(frozen=True)
class _Place:
    """A place by its area code, or a court by name, and whose place it is."""

    district: str
    whose: str
    court: str = ""


def jurisdiction(pack: Pack, facts: Mapping[str, Any], *, agreement: str, on: date) -> Jurisdiction:
    """Return which courts may confirm an agreement (an id as text), in the order of the rules.

    `facts["courts"]` is the office's register of courts (see `Court`).
    """
    readable = language.readable(pack.with_elements(facts))
    chosen = next(one for one in readable["agreements"] if one["id"] == agreement)
    return of_agreement(pack, readable, chosen, on)


def of_agreement(
    pack: Pack, facts: Mapping[str, Any], agreement: Mapping[str, Any], on: date
) -> Jurisdiction:
    """Return the same from readable facts with the pack's elements."""
    found: list[CourtCandidate] = []
    for rule in pack.jurisdictions(on):
        if not language.holds(rule.when, {**facts, "agreement": agreement}):
            continue
        basis = pack.basis(rule, on)
        if rule.refused:
            return Jurisdiction(refused=rule.refused, basis=basis)
        found.extend(_candidates(rule, facts, basis))
        if rule.alone and found:
            break
    return Jurisdiction(tuple(_each_once(found)))


def with_courts(pack: Pack, facts: Mapping[str, Any], on: date) -> dict[str, Any]:
    """Return readable facts whose agreements know the courts that may confirm them, by name."""
    agreements = tuple(
        {**one, "courts": told.names, "court_refused": told.refused}
        for one in facts["agreements"]
        for told in (of_agreement(pack, facts, one, on),)
    )
    return {**facts, "agreements": agreements}


def _candidates(
    rule: JurisdictionRule, facts: Mapping[str, Any], basis: str
) -> Iterator[CourtCandidate]:
    """Yield the courts of the places that a rule names."""
    for kind in rule.places:
        for place in _places(kind, facts):
            names = (place.court,) if place.court else _courts_of(place.district, rule.level, facts)
            for name in names or ("",):
                yield CourtCandidate(name, place.district, rule.title, basis, place.whose)


def _courts_of(district: str, level: CourtLevel, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the registered courts of a level that judge a district."""
    digits = CITY if level is CourtLevel.INTERMEDIATE else DISTRICT
    return tuple(
        one["name"]
        for one in facts["courts"]
        if one["level"] == level
        and one["area_code"]
        and one["area_code"][:digits] == district[:digits]
    )


def _places(kind: CourtPlace, facts: Mapping[str, Any]) -> Iterator[_Place]:
    """Yield the places of a kind that the case tells."""
    elements, office = facts["elements"], facts["office"]
    here = _Place(office["code"][:DISTRICT], office["name"])
    match kind:
        case CourtPlace.INVITING:
            court = elements.get("referring_court")
            yield from [_Place("", "", court)] if court else []
        case CourtPlace.PARTY:
            told = (_Place(district_of(one), one["name"]) for one in facts["parties"])
            yield from (one for one in told if one.district)
        case CourtPlace.SUBJECT:
            code = elements.get("subject_place_code")
            yield from [_Place(code[:DISTRICT], "")] if code else []
        case CourtPlace.ORGANISATION:
            yield here
        case CourtPlace.JOINT:
            rows = elements.get("joint_organisations", ())
            told = (_Place(str(one["area_code"])[:DISTRICT], one["name"]) for one in rows)
            yield from (here, *(one for one in told if one.district))


def district_of(party: Mapping[str, Any]) -> str:
    """Return the district of a party: as it was entered, else as its number tells; or nothing.

    A resident's number tells where it was given out, a credit code where the firm is registered:
    a hint that the mediator compares with the address.
    """
    entered = party["elements"].get("domicile_code")
    if entered:
        return str(entered)[:DISTRICT]
    number = str(party["id_number"])
    if len(number) != 18:  # GB 11643 and GB 32100; a passport tells no district
        return ""
    return number[2:8] if party["is_organisation"] else number[:DISTRICT]


def _each_once(found: Iterable[CourtCandidate]) -> Iterator[CourtCandidate]:
    """Yield each court once, with its first reason."""
    seen: set[str] = set()
    for one in found:
        key = one.name or one.district
        if key not in seen:
            seen.add(key)
            yield one
