"""Counts what of a case belongs to the figures of its pack: the days first, then the conditions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mediatordesk.core.fees import court_fee, half_fee
from mediatordesk.core.rosters import RosterMember
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
LISTS = {
    Each.PARTY: "parties",
    Each.AGREEMENT: "agreements",
    Each.OBLIGATION: "agreements",
    Each.PERFORMANCE: "performances",
    Each.SESSION: "sessions",
    Each.VISIT: "visits",
    Each.HOP: "hops",
    Each.ROW: "elements",
}
"""Where the items of a figure stand among the facts."""


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


@dataclass(frozen=True)
class AlikeFigures:
    """Figures that look at the same things, and put them into a period by the same day."""

    each: Each
    table: str
    path: tuple[str, ...]
    figures: tuple[Figure, ...]

    @classmethod
    def among(cls, figures: Iterable[Figure]) -> tuple["AlikeFigures", ...]:
        """Return the counts and sums of figures, those alike together."""
        found: dict[tuple[Each, str, str], list[Figure]] = {}
        for one in figures:
            if one.is_added:
                found.setdefault((one.each, one.table, one.on), []).append(one)
        return tuple(
            cls(each, table, tuple(on.split(".")), tuple(members))
            for (each, table, on), members in found.items()
        )


def count_case(
    alike: Iterable[AlikeFigures], facts: Mapping[str, Any], origin: Origin, span: Span
) -> Iterator[Counted]:
    """Yield what of a case counts in a period; facts with elements, as `language.readable`."""
    names = {**facts, "type": origin.kind}
    for figures in alike:
        if figures.each is not Each.ROUND:
            yield from _count(figures, _items(figures, names), names, origin, span)


def count_round(
    alike: Iterable[AlikeFigures], visit: ScreeningVisit, office: str, span: Span
) -> Iterator[Counted]:
    """Yield what a round of the screening log (排查) counts in a period."""
    names = language.readable({"round": plain_facts(visit)})
    origin = Origin(str(visit.id), "", office)
    for figures in alike:
        if figures.each is Each.ROUND:
            yield from _count(figures, ({},), names, origin, span)


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
    """Return the number that an office has entered; None if a part of it is not said (None)."""
    number = language.evaluate(figure.amount, language.readable({"settings": settings}))
    return number if isinstance(number, int) else None


def count_member(
    alike: Iterable[AlikeFigures], member: RosterMember, on: date
) -> Iterator[tuple[str, int]]:
    """Yield the columns in which a person on a roster counts on a day, with what it adds."""
    if not member.serves_on(on):
        return
    reading = language.Reading(language.readable({"member": plain_facts(member)}))
    for figures in alike:
        for figure in figures.figures if figures.each is Each.MEMBER else ():
            if reading.holds(figure.when):
                amount = _amount(figure, reading)
                yield from ((column, amount) for column in _columns(figure, reading))


def _items(alike: AlikeFigures, names: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """Return what figures look at one by one, each as the names that it binds."""
    match alike.each:
        case Each.CASE:
            return ({},)
        case Each.OBLIGATION:
            return tuple(
                {"agreement": agreement, "obligation": owed}
                for agreement in names["agreements"]
                for owed in agreement["obligations"]
            )
        case Each.ROW:
            rows = names["elements"].get(alike.table) or ()
            return tuple({"row": row} for row in rows)
        case _:
            return tuple({alike.each.value: one} for one in names[LISTS[alike.each]])


def _count(
    alike: AlikeFigures,
    items: Iterable[Mapping[str, Any]],
    names: Mapping[str, Any],
    origin: Origin,
    span: Span,
) -> Iterator[Counted]:
    """Yield what of some items counts; the first of a case only for figures that say `once`."""
    dated = [(day, item) for item in items if (day := _day(alike.path, item, names))]
    if not any(day in span for day, _item in dated):
        return
    dated.sort(key=lambda one: one[0])
    settled = set[str]()
    for day, item in dated:
        reading = language.Reading({**names, **item})
        for figure in alike.figures:
            wanted = day in span or figure.once
            if wanted and figure.name not in settled and reading.holds(figure.when):
                if day in span:
                    yield from _entries(figure, reading, origin, day)
                if figure.once:
                    settled.add(figure.name)


def _entries(
    figure: Figure, reading: language.Reading, origin: Origin, day: date
) -> Iterator[Counted]:
    """Yield the entry of one item, or one for each column that it belongs to."""
    amount = _amount(figure, reading)
    for column in _columns(figure, reading) if amount else ():
        yield Counted(column, day, amount, origin.kind, origin.office, origin.source)


def _amount(figure: Figure, reading: language.Reading) -> int:
    """Return what an item adds: 1 where it is counted."""
    if figure.kind is FigureKind.COUNT:
        return 1
    amount = reading.evaluate(figure.amount)
    if not isinstance(amount, int):
        return 0
    return _FEES[figure.fee](amount) if figure.fee else amount


def _columns(figure: Figure, reading: language.Reading) -> tuple[str, ...]:
    """Return the columns into which an item goes."""
    if not figure.split:
        return (figure.name,)
    into = reading.evaluate(figure.into)
    codes = into if isinstance(into, tuple) else (into,)
    return tuple(f"{figure.name}.{code}" for code in dict.fromkeys(filter(None, codes)))


def _day(path: tuple[str, ...], item: Mapping[str, Any], names: Mapping[str, Any]) -> date | None:
    """Return the day at the end of a path; of a moment its day."""
    value: Any = item if path[0] in item else names
    for step in path:
        value = value[step]
    if isinstance(value, str) and value:
        return date.fromisoformat(value[:10])
    return value if isinstance(value, date) else None
