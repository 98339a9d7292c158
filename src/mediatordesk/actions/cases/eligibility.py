"""Where each agreement of a case can go, on the desk's day."""

from collections.abc import Iterable
from dataclasses import replace

from mediatordesk.actions.cases.checks import check_case
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.desk_facts import facts_on_desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.forms import Finding, Level, Stage
from mediatordesk.forms.checks.eligibility import Eligibility, eligibility
from mediatordesk.forms.checks.ways_out import WayOut


def ways_of(desk: Desk, file: CaseFile) -> tuple[Eligibility, ...]:
    """Return every way out of every agreement of a case, and the split that is proposed.

    While the mediation is suspended no way is open, nor is one for an agreement whose words wait
    for the director; each says so.
    """
    pack, today = desk.packs.pack(file.case.pack), desk.clock.today()
    told = eligibility(pack, facts_on_desk(desk, file), on=today)
    found = check_case(desk, file, Stage.COURT)
    return tuple(_as_far_as_let(one, found) for one in told)


def _as_far_as_let(told: Eligibility, found: Iterable[Finding]) -> Eligibility:
    """Return the ways of an agreement, closed while the director has not let it go on."""
    for one in found:
        holds = one.level is Level.STOP and one.blocks
        if holds or (one.awaits_director and one.about == told.agreement):
            return replace(told, ways=tuple(_closed(way, one) for way in told.ways))
    return told


def _closed(way: WayOut, held: Finding) -> WayOut:
    """Return an open way closed by what holds the case."""
    return replace(way, is_open=False, why=held.why, basis=held.basis) if way.is_open else way
