"""Reports: all figures of a period by month, quarter, year, type or office, and what makes them up.

They are counted from the cases as they stand; what is corrected later counts as corrected.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.statistics.counting import (
    counted_on_desk,
    figures_of_desk,
    packs_of_desk,
)
from mediatordesk.core.cases import Case
from mediatordesk.core.errors import DeskError
from mediatordesk.core.screening_visits import ScreeningVisit
from mediatordesk.core.statistics import By, Counted, Grid, Rounding, groups_between, tabulate
from mediatordesk.core.texts import N_, _
from mediatordesk.forms.definitions.figures import Figure, FigureKind
from mediatordesk.forms.definitions.questions import DisputeType
from mediatordesk.forms.statistics.counting import MINISTRY, Span, entered_number
from mediatordesk.forms.statistics.report_sheets import SheetHead, write_report
from mediatordesk.forms.statistics.reports import Definition, FigureTable, Line, columns_of
from mediatordesk.store.case_lines import ASKED, ids_text, number_key
from mediatordesk.store.case_streams import office_settings

ROUNDING = "statistics_rounding"
"""The office's setting for rates: half_up or truncate."""
LINES_ARE: Mapping[By, str] = {
    By.MONTH: N_("Months"),
    By.QUARTER: N_("Quarters"),
    By.YEAR: N_("Years"),
    By.TYPE: N_("Dispute types"),
    By.OFFICE: N_("Offices"),
}
"""What the lines of a report are, in words for people, to be translated when they are shown."""
TOTAL = "total"
"""The key of the last line."""


class PeriodBackwards(DeskError):
    """A period that ends before it begins."""

    happened = N_("The period ends on {last}, before it begins on {first}.")
    kept = N_("Nothing was counted.")
    to_do = N_("Give the earlier day first, and try again.")


class NoSuchFigure(DeskError):
    """A figure that no pack of the desk counts."""

    happened = N_("There is no figure “{figure}” that is counted from cases.")
    kept = N_("Nothing was changed.")
    to_do = N_("Choose one of: {figures}.")


@dataclass(frozen=True)
class Report:
    """All figures of an office over a period, with what they mean."""

    office: str
    span: Span
    by: By
    made_on: date
    table: FigureTable
    definitions: tuple[Definition, ...]


@dataclass(frozen=True)
class SourceLine:
    """One thing that a figure is made of: a case by its number or a round by its place."""

    column: str
    id: str
    called: str
    on: date
    amount: int
    kind: str


def period(first: date, last: date) -> Span:
    """Return the days of a report; PeriodBackwards if it ends before it begins."""
    if last < first:
        raise PeriodBackwards(first=first.isoformat(), last=last.isoformat())
    return Span(first, last)


def report(desk: Desk, span: Span, by: By, rounding: Rounding | None = None) -> Report:
    """Count all figures of a period; `rounding` goes before the office's setting. BrokenPack."""
    figures = {
        name: one
        for name, one in figures_of_desk(desk, span).items()
        if by is not By.TYPE or one.split != MINISTRY  # its columns would say what the lines say
    }
    grid = tabulate(counted_on_desk(desk, figures.values(), span), by)
    types = _types(desk, span)
    settings = _settings(desk, span)
    table = FigureTable(
        columns=columns_of(figures.values(), types.values(), grid),
        lines=tuple(
            Line(key, _label(by, key, types), grid.rows.get(key, {}))
            for key in _keys(grid, by, span, types)
        ),
        total=Line(TOTAL, _("Total"), {**grid.total, **_entered(figures.values(), settings)}),
        rounding=rounding or _rounding(settings),
    )
    laws = {law.name: law for pack in packs_of_desk(desk) for law in pack.data.laws}
    meanings = table.definitions(span.last, laws.values())
    return Report(desk.office.name, span, by, desk.clock.today(), table, meanings)


def sources(desk: Desk, span: Span, figure: str) -> tuple[SourceLine, ...]:
    """Return the cases and rounds that make up a figure of a period, in the order of their days.

    Their amounts add up to the figure. One that is split by types can be named with a type:
    accepted_by_type.02. NoSuchFigure.
    """
    name = figure.partition(".")[0]
    figures = figures_of_desk(desk, span)
    if name not in figures or not figures[name].is_added:
        known = (one.name for one in figures.values() if one.is_added)
        raise NoSuchFigure(figure=figure, figures=_(", ").join(known))
    counted = [
        one
        for one in counted_on_desk(desk, [figures[name]], span)
        if one.column == figure or one.column.startswith(f"{figure}.")
    ]
    names = _names(desk, counted)
    lines = (
        SourceLine(one.column, one.source, names[one.source], one.on, one.amount, one.kind)
        for one in counted
    )
    return tuple(sorted(lines, key=lambda one: (one.on, number_key(one.called), one.column)))


def report_workbook(made: Report, filled_by: str) -> bytes:
    """Return a report as an Excel workbook in the layout of the justice offices."""
    head = SheetHead(
        office=made.office,
        first=made.span.first,
        last=made.span.last,
        lines_are=_(LINES_ARE[made.by]),
        filled_by=filled_by,
        made_on=made.made_on,
    )
    return write_report(head, made.table, made.definitions)


def _names(desk: Desk, counted: Iterable[Counted]) -> Mapping[str, str]:
    """Return what people call the cases and rounds that were counted, by their ids."""
    asked = (ids_text([UUID(one).bytes for one in {one.source for one in counted}]),)
    rounds = desk.store.where(ScreeningVisit, f"id IN {ASKED}", asked)
    cases = desk.store.where(Case, f"id IN {ASKED}", asked)
    return {str(one.id): f"{one.visited_on} {one.place}" for one in rounds} | {
        str(one.id): one.called for one in cases
    }


def _keys(grid: Grid, by: By, span: Span, types: Mapping[str, DisputeType]) -> list[str]:
    """Return the lines of a report in order: those of the form, and whatever else counted."""
    match by:
        case By.TYPE:
            usual = [code for code, one in types.items() if one.group == MINISTRY]
        case By.OFFICE:
            usual = []
        case _:
            usual = list(groups_between(span.first, span.last, by))
    return list(dict.fromkeys([*usual, *sorted(grid.rows)]))


def _label(by: By, key: str, types: Mapping[str, DisputeType]) -> str:
    """Return what a line is called."""
    year, _dash, part = key.partition("-")
    match by:
        case By.MONTH:
            return _("{year}-{month}").format(year=year, month=int(part))
        case By.QUARTER:
            return _("{year}, quarter {quarter}").format(year=year, quarter=part[1:])
        case By.YEAR:
            return _("the year {year}").format(year=year)
        case By.TYPE:
            return types[key].title if key in types else key or _("without a type")
        case By.OFFICE:
            return key


def _types(desk: Desk, span: Span) -> dict[str, DisputeType]:
    """Return the dispute types in force at the end of a period, by code."""
    kinds = [one for pack in packs_of_desk(desk) for one in pack.dispute_types(span.last)]
    return {one.code: one for one in kinds}


def _settings(desk: Desk, span: Span) -> dict[str, object]:
    """Return the settings of all packs at the end of a period, the office's own before theirs."""
    own = office_settings(desk.store)
    return {
        name: value
        for pack in packs_of_desk(desk)
        for name, value in pack.settings(span.last, own).items()
    }


def _rounding(settings: Mapping[str, object]) -> Rounding:
    said = str(settings.get(ROUNDING, ""))
    return Rounding(said) if said in set(Rounding) else Rounding.HALF_UP


def _entered(figures: Iterable[Figure], settings: Mapping[str, object]) -> dict[str, int]:
    """Return the numbers that the office has entered, by figure."""
    entered = (one for one in figures if one.kind is FigureKind.ENTERED)
    numbers = {one.name: entered_number(one, settings) for one in entered}
    return {name: number for name, number in numbers.items() if number is not None}
