"""Statistics as the window sees them: the actions, behind the questions of their place."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.statistics.counting import figures_of_desk
from mediatordesk.actions.statistics.reports import (
    Report,
    SourceLine,
    period,
    report_steps,
    report_workbook,
    source_steps,
)
from mediatordesk.actions.statistics.staff import (
    StaffReport,
    group_of,
    people_behind,
    staff_report,
    staff_workbook,
)
from mediatordesk.app.asked.statistics_desk import Asking, FigureLine, Figures, Source
from mediatordesk.app.parts.dates import amount_text
from mediatordesk.core.rosters import RosterMember
from mediatordesk.core.statistics import By, Progress, StaffBy, time_group
from mediatordesk.forms.definitions.figures import TEN_THOUSAND
from mediatordesk.forms.definitions.figures import Report as Kind
from mediatordesk.keys.durable import write_durably


class OpenedStatistics:
    """Answers the place for statistics. It is used in the database thread only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._last: tuple[Asking, Report | StaffReport] | None = None

    def count(self, asking: Asking) -> Iterator[Progress | Figures]:
        """Count all figures step by step; PeriodBackwards if the period ends before it begins."""
        for step in self._steps(asking):
            if isinstance(step, Progress):
                yield step
            else:
                self._last = (asking, step)
                yield _figures(asking, step)

    def sources(
        self, asking: Asking, name: str, key: str
    ) -> Iterator[Progress | tuple[Source, ...]]:
        """Look up what makes up a figure in one line of a report; all of it for the empty key."""
        if isinstance(asking.by, StaffBy):
            people = people_behind(self._desk, asking.last, name)
            yield tuple(_person(one) for one in people if key in {"", group_of(one, asking.by)})
            return
        span = period(asking.first, asking.last)
        figure = figures_of_desk(self._desk, span, Kind.CASES).get(name.partition(".")[0])
        in_fen = figure is not None and figure.unit == TEN_THOUSAND
        for step in source_steps(self._desk, span, name):
            if isinstance(step, Progress):
                yield step
            else:
                yield tuple(
                    _source(one, in_fen=in_fen) for one in step if _belongs(one, asking.by, key)
                )

    def save(self, asking: Asking, to: Path) -> Path:
        """Write the figures that were counted last as an Excel workbook; NotWritten."""
        made, name = self._report(asking), self._desk.operator.name
        if isinstance(made, StaffReport):
            write_durably(to, staff_workbook(made, name))
        else:
            write_durably(to, report_workbook(made, name))
        return to

    def _steps(self, asking: Asking) -> Iterator[Progress | Report | StaffReport]:
        """Yield the steps of a counting; the people of the rosters are counted at once."""
        span = period(asking.first, asking.last)
        if isinstance(asking.by, StaffBy):
            yield staff_report(self._desk, span.last, asking.by)
        else:
            yield from report_steps(self._desk, span, asking.by)

    def _report(self, asking: Asking) -> Report | StaffReport:
        """Return the report that is in sight: the one that was counted last, if it is that."""
        if self._last is None or self._last[0] != asking:
            *_steps, _figures = self.count(asking)
        assert self._last is not None  # noqa: S101 - it was counted just now
        return self._last[1]


def _belongs(line: SourceLine, by: By, key: str) -> bool:
    """Tell whether something counts in one line of a report."""
    if not key:
        return True
    match by:
        case By.TYPE:
            return line.kind == key
        case By.OFFICE:
            return line.office == key
        case _:
            return time_group(line.on, by) == key


def _source(line: SourceLine, *, in_fen: bool) -> Source:
    """Return a case or round as it is listed."""
    title = line.title if line.title != line.called else ""
    amount = amount_text(line.amount) if in_fen else str(line.amount)
    counted = line.amount == 1 and not in_fen
    case_id = UUID(line.id) if line.is_case else None
    return Source(line.called, line.on, title, "" if counted else amount, case_id)


def _person(member: RosterMember) -> Source:
    """Return a person of the rosters as listed."""
    words = (member.category, member.organisation, member.post)
    return Source(member.name, member.appointed_on, " · ".join(filter(None, words)))


def _figures(asking: Asking, made: Report | StaffReport) -> Figures:
    """Return a report as it is shown: the figures below each other, the total first."""
    table = made.table
    meanings = {one.name: one for one in made.definitions}
    lines = (table.total, *table.lines)
    return Figures(
        asking,
        ("", *(line.key for line in table.lines)),
        tuple(line.label for line in lines),
        tuple(
            FigureLine(
                one.name,
                one.label,
                one.figure.group,
                one.figure.unit,
                meanings[one.figure.name].definition,
                meanings[one.figure.name].basis,
                tuple(table.shown(line, one) for line in lines),
                one.figure.is_added,
            )
            for one in table.columns
        ),
    )
