"""Periods of a case: begun when their day is known, ended by the event that meets them."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Op
from mediatordesk.core.deadlines import Calendar, Deadline, deadline
from mediatordesk.core.periods import Period
from mediatordesk.core.records import added, changed
from mediatordesk.forms import RunningPeriod, facts_of, running_periods


def begun_periods(desk: Desk, file: CaseFile) -> list[Op]:
    """Return the operations that note every period which runs by now and is not noted yet.

    What was counted once stays as it was told to the parties, whatever a later pack says. A
    period whose end has come already (an oral agreement is accepted at once) never begins.
    """
    noted = {(period.code, period.about) for period in file.periods}
    facts = facts_of(file, desk.clock.today())
    happened = {event for event, day in facts["events"].items() if day}
    running = running_periods(desk.packs.pack(file.case.pack), facts)
    counted = [_counted(desk, file, one) for one in running if not happened & set(one.rule.met_by)]
    return [added(one) for one in counted if (one.code, one.about) not in noted]


def recounted_periods(desk: Desk, file: CaseFile, event: str) -> list[Op]:
    """Return the operations that count anew what an event begins whose day was corrected.

    So is what it interrupts: a limitation begins again (民法典 195).
    """
    noted = {(one.code, one.about): one for one in file.periods}
    facts = facts_of(file, desk.clock.today())
    running = running_periods(desk.packs.pack(file.case.pack), facts)
    counted = [
        _counted(desk, file, one)
        for one in running
        if event in {one.rule.trigger, *one.rule.interrupted_by}
    ]
    pairs = [(noted.get((one.code, one.about)), one) for one in counted]
    return [
        changed(before, replace(after, id=before.id, met_on=before.met_on))
        for before, after in pairs
        if before is not None and before.day0 != after.day0
    ]


def met_periods(
    desk: Desk, file: CaseFile, event: str, day: date, *, about: UUID | None = None
) -> list[Op]:
    """Return the operations that end the running periods which an event meets."""
    pack = desk.packs.pack(file.case.pack)
    codes = {rule.code for rule in pack.deadlines(day) if event in rule.met_by}
    return [
        changed(period, replace(period, met_on=day))
        for period in file.periods
        if period.met_on is None and period.code in codes and about in {None, period.about}
    ]


def ended_periods(file: CaseFile, day: date) -> list[Op]:
    """Return the operations that end everything that still runs: the case is in the archive."""
    running = [period for period in file.periods if period.met_on is None]
    return [changed(period, replace(period, met_on=day)) for period in running]


def _counted(desk: Desk, file: CaseFile, running: RunningPeriod) -> Period:
    """Return the period that a rule counts from its day."""
    rule, day0 = running.rule, _begun_anew(desk, running)
    if running.until:
        counted = _as_set(running.until, desk.calendar)
    else:
        counted = deadline(day0, rule.length, rule.unit, desk.calendar, roll=rule.roll)
    return Period(
        case_id=file.case.id,
        code=rule.code,
        title=rule.title if day0 == running.day0 else f"{rule.title}（中断后重新计算）",
        day0=day0,
        due_on=counted.due,
        rolled_from=counted.rolled_from,
        safe_on=counted.safe_day,
        provisional=counted.provisional,
        basis=running.basis,
        about=UUID(running.about) if running.about else None,
    )


def _as_set(last: date, calendar: Calendar) -> Deadline:
    """Return the end of a period whose last day somebody set: it is never rolled."""
    return Deadline(last, None, calendar.last_working_day(last), provisional=False)


def _begun_anew(desk: Desk, running: RunningPeriod) -> date:
    """Return from which day a period counts: from its last interruption while it still ran."""
    rule, day0 = running.rule, running.day0
    for day in running.interruptions:
        end = deadline(day0, rule.length, rule.unit, desk.calendar, roll=rule.roll).due
        if day0 < day <= end:
            day0 = day
    return day0
