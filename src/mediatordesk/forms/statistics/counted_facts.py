"""The facts that the figures of a pack look at, and no others: a report reads many cases."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from jinja2 import nodes

from mediatordesk.core.agreements import MediationAgreement, Obligation, Performance
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case
from mediatordesk.core.offices import Office
from mediatordesk.core.parties import Party
from mediatordesk.core.routing import Hop
from mediatordesk.core.sessions import FollowUpVisit, SessionRecord
from mediatordesk.forms.definitions.figures import Each, Figure
from mediatordesk.forms.definitions.questions import Field
from mediatordesk.forms.facts.fact_shapes import SHAPE
from mediatordesk.forms.facts.facts import facts_of
from mediatordesk.forms.language import language
from mediatordesk.forms.language.shapes import Shape
from mediatordesk.forms.packs.elements import read_elements
from mediatordesk.forms.packs.packs import Pack
from mediatordesk.forms.statistics.counting import LISTS, AlikeFigures

_FROM: Mapping[str, tuple[str, ...]] = {
    "today": (),
    "case": (),
    "office": (),
    "events": ("agreements", "obligations"),
    "parties": ("parties",),
    "number": (),
    "is_person": (),
    "is_organisation": (),
    "age": (),
    "agreements": ("agreements",),
    "obligations": ("agreements", "obligations", "performances", "parties"),
    "obligor": (),
    "obligee": (),
    "is_performed": (),
    "is_overdue": (),
    "paid": (),
    "payments_total": ("obligations",),
    "performed_on": ("obligations", "performances", "visits"),
    "is_mixed": ("clauses",),
    "is_premium_only": ("clauses",),
    "is_payment_only": ("clauses",),
    "performances": ("performances",),
    "sessions": ("sessions",),
    "visits": ("visits",),
    "hops": ("hops",),
}
"""The lists of a case file from which a fact is made. One that is not named here needs them all."""
_AS_THEY_STAND = frozenset(
    one.name
    for kind in (
        Case,
        Office,
        Party,
        MediationAgreement,
        Obligation,
        Performance,
        SessionRecord,
        FollowUpVisit,
        Hop,
    )
    for one in fields(kind)
)
"""Facts that are fields of records, and so need no other record."""


@dataclass(frozen=True)
class CountedFacts:
    """What is read of each case of a pack for its figures, settled once for all of them."""

    pack: Pack
    alike: tuple[AlikeFigures, ...]
    on: date
    names: frozenset[str]
    """The facts that the figures name."""
    lists: frozenset[str] | None
    """The lists of a case file that they are made from; None for all of them."""
    fields: tuple[Field, ...]
    """The fields of a case that they name."""
    party_fields: tuple[Field, ...]
    settings: Mapping[str, Any]

    @classmethod
    def of(
        cls, pack: Pack, figures: Iterable[Figure], on: date, office: Mapping[str, Any]
    ) -> "CountedFacts":
        """Return what figures of a pack need on a day; `office` is what the office has set."""
        wanted = tuple(figures)
        used = frozenset(name for one in wanted for name in _used(one))
        return cls(
            pack=pack,
            alike=AlikeFigures.among(wanted),
            on=on,
            names=used,
            lists=lists_of(used),
            fields=tuple(one for one in pack.fields() if one.name in used),
            party_fields=tuple(one for one in pack.party_fields() if one.name in used),
            settings=language.readable(pack.settings(on, office)),
        )

    def read(self, file: CaseFile) -> dict[str, Any]:
        """Return the facts of a case as the figures' expressions read them."""
        read = facts_of(file, self.on, self.names)
        read["elements"] = read_elements(self.fields, read["elements"])
        if "parties" in read:
            read["parties"] = tuple(
                {**one, "elements": read_elements(self.party_fields, one["elements"])}
                for one in read["parties"]
            )
        return {**language.readable(read), "settings": self.settings}


def lists_of(names: Iterable[str]) -> frozenset[str] | None:
    """Return the lists of a case file that facts of these names need; None for all of them."""
    asked = frozenset(names)
    if asked & (_made_facts() - _FROM.keys()):
        return None
    return frozenset(one for name in asked & _FROM.keys() for one in _FROM[name])


def _made_facts() -> frozenset[str]:
    """Return the names of the facts that are no fields of records.

    What stands in `events` cannot be had without that name.
    """
    named = _names_in({name: one for name, one in SHAPE.items() if name != "events"})
    return frozenset(named) - _AS_THEY_STAND | {"events", "visits", "papers", "clauses"}


def _names_in(shape: Shape) -> Iterator[str]:
    """Yield every name of a shape, at every depth."""
    if isinstance(shape, list):
        for one in shape:
            yield from _names_in(one)
    elif isinstance(shape, Mapping):
        for name, inner in shape.items():
            yield name
            yield from _names_in(inner)


def _used(figure: Figure) -> Iterator[str]:
    """Yield every name that a figure's expressions use, of facts and of fields alike."""
    yield LISTS.get(figure.each, "case")
    if figure.each is Each.OBLIGATION:
        yield "obligations"
    yield figure.table
    for source in filter(None, (figure.on, figure.when, figure.amount, figure.into)):
        tree = language.parse(source)
        for node in (tree, *tree.find_all(nodes.Node)):
            match node:
                case nodes.Name():
                    yield node.name
                case nodes.Getattr():
                    yield node.attr
                case nodes.Const(value=str(word)):
                    yield from word.split(".")  # a filter names fields so: pick('name')
