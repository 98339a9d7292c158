"""Statistics as the window sees them: the actions, behind the questions of their place."""

from pathlib import Path
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.statistics.reports import (
    Report,
    SourceLine,
    period,
    report,
    report_workbook,
    sources,
)
from mediatordesk.app.dates import amount_text
from mediatordesk.app.statistics_desk import Asking, FigureLine, Figures, Source
from mediatordesk.core.cases import Case
from mediatordesk.core.statistics import By, time_group
from mediatordesk.forms.definitions.figures import TEN_THOUSAND
from mediatordesk.keys.durable import write_durably
from mediatordesk.store import NotFound


class OpenedStatistics:
    """Answers the place for statistics. It is used in the database thread only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._last: tuple[Asking, Report] | None = None

    def count(self, asking: Asking) -> Figures:
        """Count all figures of a period; PeriodBackwards if it ends before it begins."""
        made = report(self._desk, period(asking.first, asking.last), asking.by)
        self._last = (asking, made)
        return _figures(asking, made)

    def sources(self, asking: Asking, name: str, key: str) -> tuple[Source, ...]:
        """Return what makes up a figure in one line of a report; all of it for the empty key."""
        lines = sources(self._desk, period(asking.first, asking.last), name)
        in_fen = self._in_fen(asking, name)
        return tuple(
            self._source(one, in_fen=in_fen) for one in lines if self._belongs(one, asking.by, key)
        )

    def save(self, asking: Asking, to: Path) -> Path:
        """Write the figures that were counted last as an Excel workbook; NotWritten."""
        write_durably(to, report_workbook(self._report(asking), self._desk.operator.name))
        return to

    def _report(self, asking: Asking) -> Report:
        """Return the report that is in sight: the one that was counted last, if it is that."""
        if self._last and self._last[0] == asking:
            return self._last[1]
        return report(self._desk, period(asking.first, asking.last), asking.by)

    def _in_fen(self, asking: Asking, name: str) -> bool:
        """Tell whether a figure adds up amounts of money."""
        columns = self._report(asking).table.columns
        return any(one.name == name and one.figure.unit == TEN_THOUSAND for one in columns)

    def _belongs(self, line: SourceLine, by: By, key: str) -> bool:
        """Tell whether something counts in one line of a report."""
        if not key:
            return True
        if by is By.TYPE:
            return line.kind == key
        if by is By.OFFICE:
            case = self._case(line.id)
            return ((case.committee if case else "") or self._desk.office.name) == key
        return time_group(line.on, by) == key

    def _source(self, line: SourceLine, *, in_fen: bool) -> Source:
        """Return a case or round as it is listed."""
        case = self._case(line.id)
        title = case.title if case and case.title != line.called else ""
        amount = amount_text(line.amount) if in_fen else str(line.amount)
        counted = line.amount == 1 and not in_fen
        case_id = case.id if case else None
        return Source(line.called, line.on, title, "" if counted else amount, case_id)

    def _case(self, text: str) -> Case | None:
        """Return the case of an id; None for a round of the screening log."""
        try:
            return self._desk.store.get(Case, UUID(text))
        except NotFound:
            return None


def _figures(asking: Asking, made: Report) -> Figures:
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
