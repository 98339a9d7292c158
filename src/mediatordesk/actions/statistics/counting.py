"""What of the desk's cases and rounds counts in a period, as a stream."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.screening_visits import ScreeningVisit
from mediatordesk.core.statistics import Counted
from mediatordesk.forms import Pack
from mediatordesk.forms.definitions.figures import Each, Figure, Report
from mediatordesk.forms.statistics.counted_facts import CountedFacts
from mediatordesk.forms.statistics.counting import (
    AlikeFigures,
    Origin,
    Span,
    count_case,
    count_round,
    type_counted,
)
from mediatordesk.store.case_streams import (
    cases_with_days,
    office_settings,
    read_case_files,
)

SLICE = 50
"""Cases that are counted before other work may go on: a twentieth of a second."""


def figures_of_desk(desk: Desk, span: Span, report: Report) -> dict[str, Figure]:
    """Return the figures of a report at the end of a period: what packs add follows their base.

    A figure has one definition on a desk, the one of the pack that all others extend.
    """
    found: dict[str, Figure] = {}
    for pack in packs_of_desk(desk):
        for figure in pack.in_force(pack.data.figures, span.last):
            if figure.report is report:
                found.setdefault(figure.name, figure)
    return found


def packs_of_desk(desk: Desk) -> tuple[Pack, ...]:
    """Return the packs that cases of the desk use, and those they extend, the base first.

    A desk without cases has those of every pack that it could use.
    """
    rows = desk.store.rows("SELECT DISTINCT pack FROM \"case\" WHERE void_reason = ''")
    names = sorted(row[0] for row in rows) or desk.packs.offered()
    lines = [desk.packs.pack(name).line for name in names]
    every = dict.fromkeys(one.name for line in sorted(lines, key=len) for one in line)
    return tuple(desk.packs.pack(name) for name in every)


@dataclass(frozen=True)
class Slice:
    """A part of the counting: what it found, and how many cases were read of how many."""

    counted: tuple[Counted, ...]
    done: int
    of: int


def counted_on_desk(desk: Desk, figures: Iterable[Figure], span: Span) -> Iterator[Counted]:
    """Yield what counts for figures in a period; cases outside it are not opened. BrokenPack."""
    for part in counted_in_slices(desk, figures, span):
        yield from part.counted


def counted_in_slices(desk: Desk, figures: Iterable[Figure], span: Span) -> Iterator[Slice]:
    """Yield what counts for figures in a period, some cases at a time. BrokenPack.

    Each case is read once, as it stands when its slice is: what is saved between two slices may
    be counted or not, but never by halves.
    """
    wanted = {one.name: one for one in figures if one.is_added}
    reading = _reading(desk, wanted, span)
    lists = _lists(reading.values())
    tables = {one.table for one in wanted.values() if one.on.startswith("row.")}
    cases = cases_with_days(desk.store, span.first, span.last, tables)
    for first in range(0, len(cases), SLICE):
        part = cases[first : first + SLICE]
        counted = [
            one
            for file in read_case_files(desk.store, part, lists)
            for one in _counted_in(desk, file, reading[file.case.pack], span)
        ]
        yield Slice(tuple(counted), first + len(part), len(cases))
    rounds = AlikeFigures.among(one for one in wanted.values() if one.each is Each.ROUND)
    log = desk.store.all(ScreeningVisit) if rounds else ()
    found = (one for visit in log for one in count_round(rounds, visit, desk.office.name, span))
    yield Slice(tuple(found), len(cases), len(cases))


def _reading(desk: Desk, wanted: Mapping[str, Figure], span: Span) -> dict[str, CountedFacts]:
    """Return what is read of the cases of each pack for the figures that it counts."""
    own = office_settings(desk.store)
    found = dict[str, CountedFacts]()
    for (name,) in desk.store.rows('SELECT DISTINCT pack FROM "case"'):
        pack = desk.packs.pack(name)
        names = [one.name for one in pack.data.figures]
        chosen = [wanted[one] for one in names if one in wanted]
        found[name] = CountedFacts.of(pack, chosen, span.last, own)
    return found


def _lists(reading: Iterable[CountedFacts]) -> frozenset[str] | None:
    """Return the lists of a case file that are read; None for all of them."""
    lists = frozenset[str]()
    for one in reading:
        if one.lists is None:
            return None
        lists |= one.lists
    return lists


def _counted_in(desk: Desk, file: CaseFile, wanted: CountedFacts, span: Span) -> Iterator[Counted]:
    """Yield what of one case counts for the figures of its pack."""
    kind = type_counted(wanted.pack, file.case.dispute_type)
    origin = Origin(str(file.case.id), kind, file.case.committee or desk.office.name)
    yield from count_case(wanted.alike, wanted.read(file), origin, span)
