"""The screening log (排查台账): rounds of a village, and the disputes that became cases."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from mediatordesk.actions.cases.intake import set_field
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.cases import Case, Element
from mediatordesk.core.changes import Change
from mediatordesk.core.entries import BadEntry, FieldMissing, entered
from mediatordesk.core.errors import DeskError
from mediatordesk.core.records import added, changed, tidy
from mediatordesk.core.screening_visits import ScreeningVisit
from mediatordesk.core.texts import N_

RISKS = ("", "none", "yellow", "orange", "red")
LINK = "screening_visit"
"""The pack's field that names the round in which a case was found."""


class NoSuchRound(DeskError):
    """A round that is not in the log."""

    happened = N_("There is no round {name} in the screening log.")
    kept = N_("Nothing was changed.")
    to_do = N_("“screening list” gives the rounds with their ids.")


@dataclass(frozen=True)
class LoggedRound:
    """A round of the log with the cases that came of it."""

    visit: ScreeningVisit
    cases: tuple[Case, ...]


def add_round(desk: Desk, data: Mapping[str, Any]) -> ScreeningVisit:
    """Write a round into the log; its day and visitor are today and the operator unless entered.

    BadEntry where more disputes were prevented than found, a number is below 0, a day lies in the
    future, or the risk is none of none, yellow, orange, red; FieldMissing, UnknownField.
    """
    visit = _read_round(desk, data)
    desk.commit([added(visit)])
    return visit


def log_round(desk: Desk, data: Mapping[str, Any]) -> Change:
    """Write a round into the log as `add_round` does, and return what was saved."""
    return desk.commit([added(_read_round(desk, data))])


def _read_round(desk: Desk, data: Mapping[str, Any]) -> ScreeningVisit:
    """Return a round as it was entered; raises what `add_round` does."""
    ours = {"visited_on": desk.clock.today().isoformat(), "visitor": desk.operator.name}
    visit = entered(ScreeningVisit, {**ours, **data})
    _require_plausible(desk, visit)
    return visit


def _require_plausible(desk: Desk, visit: ScreeningVisit) -> None:
    """Raise BadEntry for what cannot be true of a round."""
    if not visit.place:
        raise BadEntry(field="place", text="")
    if visit.visited_on > desk.clock.today():
        raise BadEntry(field="visited_on", text=visit.visited_on)
    for name in ("found", "prevented"):
        if getattr(visit, name) < 0:
            raise BadEntry(field=name, text=getattr(visit, name))
    if visit.prevented > visit.found:
        raise BadEntry(field="prevented", text=visit.prevented)
    if visit.risk not in RISKS:
        raise BadEntry(field="risk", text=visit.risk)
    if visit.next_on and visit.next_on < visit.visited_on:
        raise BadEntry(field="next_on", text=visit.next_on)


def rounds(
    desk: Desk, first: date | None = None, last: date | None = None
) -> tuple[LoggedRound, ...]:
    """Return the rounds between two days, both counted, the earliest first, with their cases."""
    condition = "visited_on BETWEEN ? AND ? AND void_reason = '' ORDER BY visited_on, rowid"
    days = ((first or date.min).isoformat(), (last or date.max).isoformat())
    found = desk.store.where(ScreeningVisit, condition, days)
    cases = _cases_of(desk)
    return tuple(LoggedRound(one, tuple(cases.get(one.id.hex, ()))) for one in found)


def find_round(desk: Desk, name: str) -> ScreeningVisit:
    """Return a round by its id, or the beginning of it if only one begins so. NoSuchRound."""
    wanted = name.strip().lower().replace("-", "")
    found = [one for one in desk.store.all(ScreeningVisit) if one.id.hex.startswith(wanted)]
    if not wanted or len(found) != 1:
        raise NoSuchRound(name=name)
    return found[0]


def link_case(desk: Desk, visit: ScreeningVisit, case_id: UUID) -> Change:
    """Note that a case was found in a round; another round noted before is replaced."""
    return set_field(desk, case_id, LINK, visit.id.hex)


def void_round(desk: Desk, visit: ScreeningVisit, reason: str) -> Change:
    """Take a round that was entered by mistake out of the log; FieldMissing without a reason."""
    if not tidy(reason):
        raise FieldMissing(field="reason")
    return desk.commit([changed(visit, replace(visit, void_reason=tidy(reason)))])


def _cases_of(desk: Desk) -> dict[str, list[Case]]:
    """Return the cases that were found in rounds, by the round's id."""
    links = desk.store.where(
        Element, "name = ? AND content != '' AND void_reason = '' ORDER BY rowid", (LINK,)
    )
    found: dict[str, list[Case]] = {}
    for one in links:
        case = desk.store.get(Case, one.case_id)
        if not case.void_reason:
            found.setdefault(one.content, []).append(case)
    return found
