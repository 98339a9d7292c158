"""Where each agreement of a case can go, on the desk's day."""

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

    While the mediation is suspended no way is open, and each says so.
    """
    pack, today = desk.packs.pack(file.case.pack), desk.clock.today()
    told = eligibility(pack, facts_on_desk(desk, file), on=today)
    stops = [one for one in check_case(desk, file, Stage.COURT) if one.level is Level.STOP]
    held = next((one for one in stops if one.blocks), None)
    if held is None:
        return told
    return tuple(replace(one, ways=tuple(_closed(way, held) for way in one.ways)) for one in told)


def _closed(way: WayOut, held: Finding) -> WayOut:
    """Return an open way closed by what holds the case."""
    return replace(way, is_open=False, why=held.why, basis=held.basis) if way.is_open else way
