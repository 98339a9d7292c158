"""Which periods of a pack run in a case, and from which day."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mediatordesk.core.deadlines import Unit
from mediatordesk.forms.definitions.rules import DeadlineRule
from mediatordesk.forms.language import language
from mediatordesk.forms.packs.packs import Pack

LENGTH = re.compile(r"(\d{1,3})(cd|wd|m|y)")
"""A length and its unit as an office sets them: 3wd, 30cd, 1m."""
_OF_AGREEMENT = {"agreement_effective": "effective_on", "agreement_reached": "agreed_on"}


@dataclass(frozen=True)
class RunningPeriod:
    """A period that runs: by which rule, from which day, for which agreement, on what basis."""

    rule: DeadlineRule
    day0: date
    about: str
    """The agreement's id as text; empty for the whole case."""
    basis: str
    interruptions: tuple[date, ...] = ()
    """The days that may have interrupted it, in their order (see `DeadlineRule`)."""
    until: date | None = None
    """Its last day, where somebody set it; else it is counted."""


def running_periods(pack: Pack, facts: Mapping[str, Any]) -> tuple[RunningPeriod, ...]:
    """Return the periods whose day 0 is known, by the rules in force on that day.

    The last day is `core.deadlines.deadline(day0, rule.length, rule.unit, calendar,
    roll=rule.roll)`. A day among the pack's elements that has the name of an event is that event.
    """
    whole = pack.with_elements(facts)
    days = {name: day for name, day in whole["elements"].items() if isinstance(day, date)}
    readable = language.readable({**whole, "events": {**whole["events"], **days}})
    return tuple(_running(pack, readable))


def _running(pack: Pack, facts: Mapping[str, Any]) -> Iterator[RunningPeriod]:
    """Yield the periods that run."""
    for rule in pack.data.deadlines:
        for names, day0 in _beginnings(rule, facts):
            alive = rule.in_force(day0, pack.data.laws)
            until = facts["elements"].get(rule.until) or None
            known = until or not rule.until
            if alive and known and language.holds(rule.when, {**facts, **names}):
                about = names["agreement"]["id"] if names else ""
                own = as_set(rule, facts["settings"])
                told = (facts["events"][event] for event in rule.interrupted_by)
                days = tuple(sorted(day for day in told if day))
                yield RunningPeriod(own, day0, about, pack.basis(rule, day0), days, until)


def as_set(rule: DeadlineRule, settings: Mapping[str, Any]) -> DeadlineRule:
    """Return a rule with the length that the office has set, where its setting says one."""
    said = LENGTH.fullmatch(str(settings.get(rule.setting, "")))
    if not said:
        return rule
    return rule.model_copy(update={"length": int(said[1]), "unit": Unit(said[2])})


def _beginnings(
    rule: DeadlineRule, facts: Mapping[str, Any]
) -> Iterator[tuple[dict[str, Any], date]]:
    """Yield the days on which a period begins, for the case or for each agreement."""
    if rule.each == "case":
        if day := facts["events"][rule.trigger]:
            yield {}, day
        return
    for agreement in facts["agreements"]:
        if day := agreement[_OF_AGREEMENT[rule.trigger]]:
            yield {"agreement": agreement}, day
