"""Counts what of a case belongs to the figures of its pack: the days first, then the conditions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mediatordesk.core.fees import court_fee, half_fee
from mediatordesk.core.screening_visits import ScreeningVisit
from mediatordesk.core.statistics import Counted
from mediatordesk.forms.definitions.figures import Each, Fee, Figure, FigureKind
from mediatordesk.forms.language import language
from mediatordesk.forms.language.shapes import plain_facts
from mediatordesk.forms.packs.packs import Pack

MINISTRY = "ministry"
OTHER = "99"
"""The ministry's code for what is none of the others (其他纠纷)."""
_FEES = {Fee.FULL: court_fee, Fee.HALF: half_fee}
_LISTS = {
    Each.PARTY: "parties",
    Each.AGREEMENT: "agreements",
    Each.PERFORMANCE: "performances",
    Each.SESSION: "sessions",
    Each.VISIT: "visits",
    Each.HOP: "hops",
}


@dataclass(frozen=True)
class Span:
    """The days of a report, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Origin:
    """Where something that is counted belongs: its case or round, its type, its office."""

    source: str
    kind: str
    office: str


def count_case(
    figures: Iterable[Figure], facts: Mapping[str, Any], origin: Origin, span: Span
) -> Iterator[Counted]:
    """Yield what of a case counts in a period; facts with elements, as `language.readable`."""
    names = {**facts, "type": origin.kind}
    for figure in figures:
        if figure.is_added and figure.each is not Each.ROUND:
            yield from _count(figure, _items(figure, names), names, origin, span)


def count_round(
    figures: Iterable[Figure], visit: ScreeningVisit, office: str, span: Span
) -> Iterator[Counted]:
    """Yield what a round of the screening log (排查) counts in a period."""
    names = language.readable({"round": plain_facts(visit)})
    origin = Origin(str(visit.id), "", office)
    for figure in figures:
        if figure.is_added and figure.each is Each.ROUND:
            yield from _count(figure, ({},), names, origin, span)


def type_counted(pack: Pack, code: str) -> str:
    """Return the ministry's code by which a dispute type is reported; 99 for an unknown one.

    Local types and tags count as what they say and nowhere else, so nothing counts twice.
    """
    types = {one.code: one for one in pack.data.dispute_types}
    seen = set[str]()
    while code in types and types[code].counts_as and code not in seen:
        seen.add(code)
        code = types[code].counts_as
    is_ministry = code in types and types[code].group == MINISTRY
    return code if is_ministry else OTHER


def entered_number(figure: Figure, settings: Mapping[str, Any]) -> int | None:
    """Return the number that an office has entered; None if it has not."""
    number = language.evaluate(figure.amount, language.readable({"settings": settings}))
    return number if isinstance(number, int) and number else None


def _items(figure: Figure, names: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """Return what a figure looks at one by one, each as the names that it binds."""
    match figure.each:
        case Each.CASE:
            return ({},)
        case Each.OBLIGATION:
            return tuple(
                {"agreement": agreement, "obligation": owed}
                for agreement in names["agreements"]
                for owed in agreement["obligations"]
            )
        case Each.ROW:
            rows = names["elements"].get(figure.table) or ()
            return tuple({"row": row} for row in rows)
        case _:
            return tuple({figure.each.value: one} for one in names[_LISTS[figure.each]])


def _count(
    figure: Figure,
    items: Iterable[Mapping[str, Any]],
    names: Mapping[str, Any],
    origin: Origin,
    span: Span,
) -> Iterator[Counted]:
    """Yield what of some items counts for a figure; the first of a case only if it says `once`."""
    path = figure.on.split(".")
    dated = [(day, item) for item in items if (day := _day(path, item, names))]
    if figure.once:
        dated.sort(key=lambda one: one[0])
    for day, item in dated:
        if not figure.once and day not in span:
            continue
        bound = {**names, **item} if item else names
        if language.holds(figure.when, bound):
            if day in span:
                yield from _entries(figure, bound, origin, day)
            if figure.once:
                return


def _entries(
    figure: Figure, names: Mapping[str, Any], origin: Origin, day: date
) -> Iterator[Counted]:
    """Yield the entry of one item, or one for each column that it belongs to."""
    amount = _amount(figure, names)
    for column in _columns(figure, names) if amount else ():
        yield Counted(column, day, amount, origin.kind, origin.office, origin.source)


def _amount(figure: Figure, names: Mapping[str, Any]) -> int:
    """Return what an item adds: 1 where it is counted."""
    if figure.kind is FigureKind.COUNT:
        return 1
    amount = language.evaluate(figure.amount, names)
    if not isinstance(amount, int):
        return 0
    return _FEES[figure.fee](amount) if figure.fee else amount


def _columns(figure: Figure, names: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the columns into which an item goes."""
    if not figure.split:
        return (figure.name,)
    into = language.evaluate(figure.into, names)
    codes = into if isinstance(into, tuple) else (into,)
    return tuple(f"{figure.name}.{code}" for code in dict.fromkeys(codes) if code)


def _day(path: list[str], item: Mapping[str, Any], names: Mapping[str, Any]) -> date | None:
    """Return the day at the end of a path; of a moment its day."""
    value: Any = item if path[0] in item else names
    for step in path:
        value = value[step]
    if isinstance(value, str) and value:
        return date.fromisoformat(value[:10])
    return value if isinstance(value, date) else None
