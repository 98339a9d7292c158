"""Reports: all figures of a period by month, quarter, year, type or office, and what makes them up.

They are counted from the cases as they stand; what is corrected later counts as corrected.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.statistics.counting import (
    Slice,
    counted_in_slices,
    figures_of_desk,
    packs_of_desk,
)
from mediatordesk.core.cases import Case
from mediatordesk.core.errors import DeskError
from mediatordesk.core.screening_visits import ScreeningVisit
from mediatordesk.core.statistics import (
    By,
    Counted,
    Grid,
    Progress,
    Rounding,
    Tally,
    a_year,
    groups_between,
)
from mediatordesk.core.texts import N_, _
from mediatordesk.forms.definitions.figures import Figure, FigureKind
from mediatordesk.forms.definitions.figures import Report as Kind
from mediatordesk.forms.definitions.questions import DisputeType
from mediatordesk.forms.statistics.counting import MINISTRY, Span, entered_number
from mediatordesk.forms.statistics.report_sheets import SheetHead, write_report
from mediatordesk.forms.statistics.reports import (
    BEFORE,
    TOTAL,
    Definition,
    FigureTable,
    Line,
    columns_of,
)
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
R = TypeVar("R")


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
    office: str
    title: str = ""
    """Of a case; of a round nothing."""
    is_case: bool = True


def period(first: date, last: date) -> Span:
    """Return the days of a report; PeriodBackwards if it ends before it begins."""
    if last < first:
        raise PeriodBackwards(first=first.isoformat(), last=last.isoformat())
    return Span(first, last)


def report(desk: Desk, span: Span, by: By, rounding: Rounding | None = None) -> Report:
    """Count all figures of a period; `rounding` goes before the office's setting. BrokenPack."""
    return _last(report_steps(desk, span, by, rounding), Report)


def report_steps(
    desk: Desk, span: Span, by: By, rounding: Rounding | None = None
) -> Iterator[Progress | Report]:
    """Count all figures of a period step by step, so that other work goes on between; the last
    thing is the report. BrokenPack.
    """  # noqa: D205 - one sentence
    figures = {
        name: one
        for name, one in figures_of_desk(desk, span, Kind.CASES).items()
        if by is not By.TYPE or one.split != MINISTRY  # its columns would say what the lines say
    }
    tally = Tally(by)
    for part in counted_in_slices(desk, figures.values(), span):
        tally.add(part.counted)
        yield Progress(part.done, part.of)
    for part in _year_before(desk, figures, span):
        tally.add(part.counted)
        yield Progress(part.done, part.of)
    yield _report(desk, span, by, rounding, figures, tally.grid())


def sources(desk: Desk, span: Span, figure: str) -> tuple[SourceLine, ...]:
    """Return the cases and rounds that make up a figure of a period, in the order of their days.

    Their amounts add up to the figure. One that is split by types can be named with a type:
    accepted_by_type.02. NoSuchFigure.
    """
    return _last(source_steps(desk, span, figure), tuple)


def source_steps(
    desk: Desk, span: Span, figure: str
) -> Iterator[Progress | tuple[SourceLine, ...]]:
    """Look up what makes up a figure step by step; the last thing is that. NoSuchFigure."""
    name = figure.partition(".")[0]
    figures = figures_of_desk(desk, span, Kind.CASES)
    if name not in figures or not figures[name].is_added:
        known = (one.name for one in figures.values() if one.is_added)
        raise NoSuchFigure(figure=figure, figures=_(", ").join(known))
    counted: list[Counted] = []
    for part in counted_in_slices(desk, [figures[name]], span):
        counted += (
            one
            for one in part.counted
            if one.column == figure or one.column.startswith(f"{figure}.")
        )
        yield Progress(part.done, part.of)
    lines = _source_lines(desk, counted)
    yield tuple(sorted(lines, key=lambda one: (one.on, number_key(one.called), one.column)))


def report_workbook(made: Report, filled_by: str) -> bytes:
    """Return a report as an Excel workbook in the layout of the justice offices."""
    head = SheetHead(
        title=_("Statistics of people's mediation"),
        office=made.office,
        first=made.span.first,
        last=made.span.last,
        lines_are=_(LINES_ARE[made.by]),
        filled_by=filled_by,
        made_on=made.made_on,
        units=_("Units: cases, people; amounts in 万元"),
        counted_from=_(
            "Counted from the cases as they stand; amounts are added in fen and rounded last."
        ),
    )
    return write_report(head, made.table, made.definitions)


def _last(steps: Iterator[Progress | R], kind: type[R]) -> R:
    """Take all steps, and return what comes last."""
    *_steps, made = steps
    assert isinstance(made, kind)  # noqa: S101 - what comes last is no progress
    return made


def _year_before(desk: Desk, figures: Mapping[str, Figure], span: Span) -> Iterator[Slice]:
    """Yield what counted a year before for the figures that are compared with it (同比).

    It stands under the days of this year, in columns of its own.
    """
    compared = {one.numerator for one in figures.values() if one.kind is FigureKind.CHANGE}
    if not compared:
        return
    before = Span(a_year(span.first, -1), a_year(span.last, -1))
    wanted = [one for name, one in figures.items() if name in compared]
    for part in counted_in_slices(desk, wanted, before):
        moved = (replace(one, on=a_year(one.on, 1), column=one.column + BEFORE)
                 for one in part.counted)  # fmt: skip
        yield replace(part, counted=tuple(moved))


def _report(
    desk: Desk,
    span: Span,
    by: By,
    rounding: Rounding | None,
    figures: Mapping[str, Figure],
    grid: Grid,
) -> Report:
    """Return the report of what was counted."""
    types = _types(desk, span)
    table = FigureTable(
        columns=columns_of(figures.values(), types.values(), grid),
        lines=tuple(
            Line(key, _label(by, key, types), grid.rows.get(key, {}))
            for key in _keys(grid, by, span, types)
        ),
        total=Line(TOTAL, _("Total"), {**grid.total, **entered(desk, figures.values(), span)}),
        rounding=rounding or rounding_of_office(desk, span),
    )
    return Report(
        desk.office.name, span, by, desk.clock.today(), table, meanings(desk, table, span)
    )


def meanings(desk: Desk, table: FigureTable, span: Span) -> tuple[Definition, ...]:
    """Return what the figures of a table mean, with the law of the last day."""
    laws = {law.name: law for pack in packs_of_desk(desk) for law in pack.data.laws}
    return table.definitions(span.last, laws.values())


def _source_lines(desk: Desk, counted: Sequence[Counted]) -> Iterator[SourceLine]:
    """Yield what was counted with what people call its case or round."""
    asked = (ids_text([UUID(one).bytes for one in {one.source for one in counted}]),)
    rounds = {str(one.id): one for one in desk.store.where(ScreeningVisit, f"id IN {ASKED}", asked)}
    cases = {str(one.id): one for one in desk.store.where(Case, f"id IN {ASKED}", asked)}
    for one in counted:
        case = cases.get(one.source)
        yield SourceLine(
            column=one.column,
            id=one.source,
            called=case.called if case else _called(rounds[one.source]),
            on=one.on,
            amount=one.amount,
            kind=one.kind,
            office=one.office,
            title=case.title if case else "",
            is_case=case is not None,
        )


def _called(visit: ScreeningVisit) -> str:
    return f"{visit.visited_on} {visit.place}"


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


def rounding_of_office(desk: Desk, span: Span) -> Rounding:
    """Return how the office cuts its rates."""
    said = str(_settings(desk, span).get(ROUNDING, ""))
    return Rounding(said) if said in set(Rounding) else Rounding.HALF_UP


def entered(desk: Desk, figures: Iterable[Figure], span: Span) -> dict[str, int]:
    """Return the numbers that the office has entered, by figure; a 0 of the pack is no number."""
    own = office_settings(desk.store)
    said = {
        name: value if value or name in own else None
        for name, value in _settings(desk, span).items()
    }
    kinds = (one for one in figures if one.kind is FigureKind.ENTERED)
    numbers = {one.name: entered_number(one, said) for one in kinds}
    return {name: number for name, number in numbers.items() if number is not None}


def _settings(desk: Desk, span: Span) -> dict[str, object]:
    """Return the settings of all packs at the end of a period, the office's own before theirs."""
    own = office_settings(desk.store)
    return {
        name: value
        for pack in packs_of_desk(desk)
        for name, value in pack.settings(span.last, own).items()
    }
