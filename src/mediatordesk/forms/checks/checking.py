"""Looks at a case with the checks of its pack: before signing, for the court, for the archive."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from mediatordesk.forms.checks.eligibility import proposed_splits
from mediatordesk.forms.checks.escalation import routing_findings
from mediatordesk.forms.checks.jurisdiction import with_courts
from mediatordesk.forms.checks.ways_out import WayOut, packet_items, ways_out
from mediatordesk.forms.clauses.patterns import Words
from mediatordesk.forms.definitions.paper_kinds import PaperKind
from mediatordesk.forms.definitions.rules import Check, Level
from mediatordesk.forms.facts.screening import with_releases
from mediatordesk.forms.findings import Finding, FoundIn
from mediatordesk.forms.language import language
from mediatordesk.forms.packs.packs import Pack

CLOSED = "X01"
"""The code of the finding that a way out is closed to an agreement."""
_LISTS = {
    "party": "parties",
    "agreement": "agreements",
    "clause": "clauses",
    "obligation": "obligations",
}


class Stage(StrEnum):
    """The steps before which a case is looked at. Packs may look at ways out of their own."""

    INTAKE = "intake"
    ROUTING = "routing"
    REPLY = "reply"
    SESSION = "session"
    """Both sides sit together."""
    CAUCUS = "caucus"
    """Each side is heard apart (背对背)."""
    SIGN = "sign"
    COURT = "court"
    ARBITRATION = "arbitration"
    NOTARY = "notary"
    ADMINISTRATOR = "administrator"
    ABROAD = "abroad"
    ARCHIVE = "archive"


def run_checks(
    pack: Pack, facts: Mapping[str, Any], *, stage: str, on: date
) -> tuple[Finding, ...]:
    """Return what the checks of a stage find on a day, heaviest first.

    `facts` are those of `facts_of`; `facts["settings"]`, if given, holds what the office has set.
    For the archive, papers that the file must have and lacks are findings of their own; for a way
    out, the items of its packet, for every agreement to which it is open.
    """
    readable = with_courts(pack, language.readable(pack.with_elements(facts)), on)
    checks = _looked_at(pack, stage, on)
    signs = [one for one in checks if one.weight]
    found = [one for check in signs for one in _findings(pack, check, readable, on, stage)]
    readable = _scored(readable, found)
    others = [one for one in checks if not one.weight]
    found += [one for check in others for one in _findings(pack, check, readable, on, stage)]
    if stage in {Stage.INTAKE, Stage.ROUTING}:
        found.extend(routing_findings(pack, readable, on))
    if stage == Stage.ARCHIVE:
        found.extend(_missing_papers(pack, readable, on))
    if stage == Stage.COURT:
        found.extend(proposed_splits(pack, readable, on))
    if stage in {way.name for way in pack.exits(on)}:
        ways = [way for way in ways_out(pack, facts, on=on) if way.name == stage]
        found.extend(_missing_items(pack, facts, ways, on))
        found.extend(_closed(ways, found))
    told = with_releases(found, facts["releases"])
    return tuple(sorted(told, key=lambda one: "SBW".index(one.level.value)))


def _looked_at(pack: Pack, stage: str, on: date) -> list[Check]:
    """Return the checks of a stage; no agreement leaves by any way without the director's word."""
    leaves = stage in {way.name for way in pack.exits(on) if way.each == "agreement"}
    return [
        one
        for one in pack.checks(on)
        if stage in {*one.stages, *one.warns_at} or (leaves and one.needs_director)
    ]


def _scored(facts: Mapping[str, Any], signs: Iterable[Finding]) -> dict[str, Any]:
    """Return the facts with the points of the signs of false mediation added up."""
    score = sum(one.points for one in signs)
    return {**facts, "screening": {**facts["screening"], "score": score}}


def _findings(
    pack: Pack, check: Check, facts: Mapping[str, Any], on: date, stage: str
) -> Iterator[Finding]:
    """Yield what one check finds, once for each thing it looks at; a warning at earlier steps."""
    early = stage in check.warns_at
    for names in _things(check.each, facts):
        scope = {**facts, **names}
        if not language.holds(check.when, scope):
            continue
        if early and not language.holds(check.warns_when, scope):
            continue
        quote = _quote(pack, check, scope, on)
        if quote is None:
            continue
        yield Finding(
            check.code,
            Level.WARN if early else check.level,
            check.why,
            pack.basis(check, on),
            quote,
            _about(names),
            check.local,
            check.weight,
            _clause(names),
            check.needs_director,
            releasable=check.releasable and not early,
        )


def _things(each: str, facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the things to look at by the names that expressions call them."""
    if each == "case":
        yield {}
    elif each in {"clause", "obligation"}:
        for agreement in facts["agreements"]:
            for thing in agreement[_LISTS[each]]:
                yield {"agreement": agreement, each: thing}
    else:
        for thing in facts[_LISTS[each]]:
            yield {each: thing}


def _quote(pack: Pack, check: Check, scope: Mapping[str, Any], on: date) -> str | None:
    """Return the words a finding quotes; None if the check looks for words and finds none."""
    if check.lacks and any(
        Words.of(one["text"]).without(check.unless).quote(check.lacks)
        for one in scope["agreement"]["clauses"]
    ):
        return None
    if not check.pattern:
        return str(language.evaluate(check.quote, scope)) if check.quote else ""
    words = Words.of(scope["clause"]["text"])
    if check.unless_allowed and is_allowed(pack, scope["clause"]["text"], on):
        return None
    return words.without(check.unless).quote(check.pattern)


def is_allowed(pack: Pack, text: str, on: date) -> bool:
    """Tell whether every part of a clause is an allowed clause of the pack (domain.md 6.5)."""
    patterns = [
        pattern
        for clause in pack.in_force(pack.data.allowed_clauses, on)
        for pattern in clause.pattern
    ]
    return Words.of(text).fits(patterns)


def _about(names: Mapping[str, Any]) -> str:
    """Return the id of the agreement or party that a finding concerns."""
    thing = names.get("agreement") or names.get("party")
    return str(thing["id"]) if thing else ""


def _clause(names: Mapping[str, Any]) -> FoundIn | None:
    """Return the clause that a finding is about; None if it is about another thing."""
    clause = names.get("clause")
    if clause is None:
        return None
    return FoundIn(clause["id"], clause["number"], clause["text"], clause["from_field"])


def _missing_items(
    pack: Pack, facts: Mapping[str, Any], ways: Iterable[WayOut], on: date
) -> Iterator[Finding]:
    """Yield what a way out's packet lacks, for every agreement to which the way is open."""
    for way in (one for one in ways if one.is_open):
        exit_ = pack.exit(way.name, on)
        for item in packet_items(pack, facts, exit_, agreement=way.agreement, on=on):
            if item.missing:
                why = "材料不全，缺少：" + "、".join(item.missing)
                yield Finding(item.code, item.level, why, item.basis, item.file_stem, way.agreement)


def _closed(ways: Iterable[WayOut], found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield why a way out is closed to an agreement, where no finding has said so already."""
    stops = [one for one in found if one.blocks]
    for way in (one for one in ways if not one.is_open):
        told = any(
            one.about in {"", way.agreement} and _same_law(one.basis, way.basis) for one in stops
        )
        if not told:
            yield Finding(CLOSED, Level.BLOCK, way.why, way.basis, about=way.agreement)


def _same_law(basis: str, other: str) -> bool:
    """Tell whether two printed bases have an article in common, one perhaps to the paragraph."""
    if not (basis and other):
        return False
    return any(a in b or b in a for a in basis.split("；") for b in other.split("；"))


def _missing_papers(pack: Pack, facts: Mapping[str, Any], on: date) -> Iterator[Finding]:
    """Yield the papers that the file must have and does not."""
    for kind in pack.papers(on):
        for names in _things("agreement" if kind.per == "agreement" else "case", facts):
            if not language.holds(kind.must_when, {**facts, **names}):
                continue
            if _is_there(kind, facts, _about(names)):
                continue
            why = f"卷内缺少《{kind.title}》"
            yield Finding(kind.code, Level.BLOCK, why, pack.basis(kind, on), about=_about(names))


def _is_there(kind: PaperKind, facts: Mapping[str, Any], about: str) -> bool:
    """Tell whether a paper is in the file, itself or as the consent that stands for it."""
    made = facts["papers"] + tuple(
        {"kind": one["kind"], "about": one["party_id"]} for one in facts["attachments"]
    )
    ids = [one["about"] for one in made if one["kind"] == kind.code]
    if kind.per in {"party", "person", "organisation"}:
        return all(_party_has(kind, party, ids) for party in _concerned(kind, facts))
    return any(not about or one == about for one in ids)


def _concerned(kind: PaperKind, facts: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the parties for whom a paper is made."""
    parties: tuple[Any, ...] = facts["parties"]
    if kind.per == "party":
        return parties
    return tuple(one for one in parties if one["is_person"] == (kind.per == "person"))


def _party_has(kind: PaperKind, party: Mapping[str, Any], ids: list[Any]) -> bool:
    """Tell whether a party's own paper is there, or a consent that stands for it."""
    consented = bool(kind.satisfied_by) and all(party["consents"][one] for one in kind.satisfied_by)
    return consented or party["id"] in ids
