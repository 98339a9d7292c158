"""What of the desk's cases and rounds counts in a period, as a stream."""

from collections.abc import Iterable, Iterator

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.screening_visits import ScreeningVisit
from mediatordesk.core.statistics import Counted
from mediatordesk.forms import Pack
from mediatordesk.forms.definitions.figures import Figure
from mediatordesk.forms.statistics.counted_facts import CountedFacts
from mediatordesk.forms.statistics.counting import (
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


def figures_of_desk(desk: Desk, span: Span) -> dict[str, Figure]:
    """Return the figures in force at the end of a period: what packs add comes after their base.

    A figure has one definition on a desk, the one of the pack that all others extend.
    """
    found: dict[str, Figure] = {}
    for pack in packs_of_desk(desk):
        for figure in pack.in_force(pack.data.figures, span.last):
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


def counted_on_desk(desk: Desk, figures: Iterable[Figure], span: Span) -> Iterator[Counted]:
    """Yield what counts for figures in a period; cases outside it are not opened. BrokenPack."""
    wanted = {one.name: one for one in figures if one.is_added}
    of_pack: dict[str, CountedFacts] = {}
    own = office_settings(desk.store)
    for file in read_case_files(desk.store, cases_with_days(desk.store, span.first, span.last)):
        pack = desk.packs.pack(file.case.pack)
        if pack.name not in of_pack:
            names = [one.name for one in pack.data.figures]
            chosen = [wanted[name] for name in names if name in wanted]
            of_pack[pack.name] = CountedFacts.of(pack, chosen, span.last, own)
        yield from _counted_in(desk, file, of_pack[pack.name], span)
    for visit in desk.store.all(ScreeningVisit):
        yield from count_round(wanted.values(), visit, desk.office.name, span)


def _counted_in(desk: Desk, file: CaseFile, wanted: CountedFacts, span: Span) -> Iterator[Counted]:
    """Yield what of one case counts for the figures of its pack."""
    kind = type_counted(wanted.pack, file.case.dispute_type)
    origin = Origin(str(file.case.id), kind, file.case.committee or desk.office.name)
    yield from count_case(wanted.figures, wanted.read(file), origin, span)
