"""The report on the people of an office: its rosters by category, batch, organisation or country.

It says who there is on a day (人民调解组织队伍经费保障情况统计表): what the rosters tell is counted
from their names; what they do not tell the office says in its settings, or it is to be filled in.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.statistics.counting import figures_of_desk
from mediatordesk.actions.statistics.reports import (
    NoSuchFigure,
    entered,
    meanings,
    rounding_of_office,
)
from mediatordesk.core.rosters import RosterMember
from mediatordesk.core.statistics import Grid, StaffBy
from mediatordesk.core.texts import N_, _
from mediatordesk.forms.definitions.figures import Report
from mediatordesk.forms.statistics.counting import AlikeFigures, Span, count_member
from mediatordesk.forms.statistics.report_sheets import SheetHead, write_report
from mediatordesk.forms.statistics.reports import (
    TOTAL,
    Definition,
    FigureTable,
    Line,
    columns_of,
)

STAFF_LINES: Mapping[StaffBy, str] = {
    StaffBy.CATEGORY: N_("Categories"),
    StaffBy.BATCH: N_("Batches"),
    StaffBy.ORGANISATION: N_("Organisations"),
    StaffBy.NATIONALITY: N_("Nationalities"),
}
"""What the lines of the report are, in words for people, to be translated when they are shown."""


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
UNSAID = "-"
"""The key of the line of people of whom the roster does not say it."""


@dataclass(frozen=True)
class StaffReport:
    """Who there is in an office on a day, with what each figure means."""

    office: str
    on: date
    by: StaffBy
    made_on: date
    table: FigureTable
    definitions: tuple[Definition, ...]


def staff_report(desk: Desk, on: date, by: StaffBy) -> StaffReport:
    """Count the people of the rosters whose term runs on a day. BrokenPack."""
    span = Span(on, on)
    figures = figures_of_desk(desk, span, Report.STAFF)
    rows: defaultdict[str, Counter[str]] = defaultdict(Counter)
    total: Counter[str] = Counter()
    for member, column, amount in _counted(desk, on):
        rows[group_of(member, by)][column] += amount
        total[column] += amount
    table = FigureTable(
        columns=columns_of(figures.values(), (), Grid(rows, total)),
        lines=tuple(Line(key, group_label(key), rows[key]) for key in sorted(rows)),
        total=Line(TOTAL, _("Total"), {**total, **entered(desk, figures.values(), span)}),
        rounding=rounding_of_office(desk, span),
    )
    made_on = desk.clock.today()
    return StaffReport(desk.office.name, on, by, made_on, table, meanings(desk, table, span))


def people_behind(desk: Desk, on: date, figure: str) -> tuple[RosterMember, ...]:
    """Return the people that make up a figure of a day, as the rosters have them. NoSuchFigure."""
    counted = [
        one.name
        for one in figures_of_desk(desk, Span(on, on), Report.STAFF).values()
        if one.is_added
    ]
    if figure.partition(".")[0] not in counted:
        raise NoSuchFigure(figure=figure, figures=_(", ").join(counted))
    return tuple(
        member
        for member, column, _amount in _counted(desk, on)
        if column == figure or column.startswith(f"{figure}.")
    )


def staff_workbook(made: StaffReport, filled_by: str) -> bytes:
    """Return the report as an Excel workbook."""
    head = SheetHead(
        title=_("Statistics of mediation organisations, their people and means"),
        office=made.office,
        first=made.on,
        last=made.on,
        lines_are=_(STAFF_LINES[made.by]),
        filled_by=filled_by,
        made_on=made.made_on,
        units=_("Units: committees, people, yuan"),
        counted_from=_(
            "People are counted from the office's rosters; what the desk cannot know is filled in "
            "by the office in its settings."
        ),
    )
    return write_report(head, made.table, made.definitions)


def group_of(member: RosterMember, by: StaffBy) -> str:
    """Return in which line of the report a person is counted; UNSAID if the roster is silent."""
    match by:
        case StaffBy.CATEGORY:
            said = member.category
        case StaffBy.BATCH:
            said = member.batch or str(member.appointed_on or "")
        case StaffBy.ORGANISATION:
            said = member.organisation
        case StaffBy.NATIONALITY:
            said = member.nationality
    return said or UNSAID


def group_label(key: str) -> str:
    """Return what a line is called; a batch without a name is called by its day."""
    if key == UNSAID:
        return _("not filled in")
    return _("appointed on {day}").format(day=key) if _DAY.fullmatch(key) else key


def _counted(desk: Desk, on: date) -> Iterator[tuple[RosterMember, str, int]]:
    """Yield each person of the rosters with the columns in which it counts."""
    figures = figures_of_desk(desk, Span(on, on), Report.STAFF)
    alike = AlikeFigures.among(figures.values())
    for member in desk.store.all(RosterMember):
        for column, amount in count_member(alike, member, on):
            yield member, column, amount
