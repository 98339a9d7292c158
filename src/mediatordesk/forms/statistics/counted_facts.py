"""The facts that the figures of a pack look at, and no others: a report reads many cases."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jinja2 import nodes

from mediatordesk.core.case_files import CaseFile
from mediatordesk.forms.definitions.figures import Each, Figure
from mediatordesk.forms.definitions.questions import Field
from mediatordesk.forms.facts.facts import facts_of
from mediatordesk.forms.language import language
from mediatordesk.forms.packs.elements import read_elements
from mediatordesk.forms.packs.packs import Pack

_LISTS = {
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
class CountedFacts:
    """What is read of each case of a pack for its figures, settled once for all of them."""

    pack: Pack
    figures: tuple[Figure, ...]
    on: date
    names: frozenset[str]
    """The facts that the figures name."""
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
            figures=wanted,
            on=on,
            names=used,
            fields=tuple(one for one in pack.fields() if one.name in used),
            party_fields=tuple(one for one in pack.party_fields() if one.name in used),
            settings=language.readable(pack.settings(on, office)),
        )

    def read(self, file: CaseFile) -> dict[str, Any]:
        """Return the facts of a case as the figures' expressions read them."""
        facts = facts_of(file, self.on)
        read = {name: facts[name] for name in facts.keys() & self.names}
        read["elements"] = read_elements(self.fields, facts["elements"])
        if "parties" in read:
            read["parties"] = tuple(
                {**one, "elements": read_elements(self.party_fields, one["elements"])}
                for one in facts["parties"]
            )
        return {**language.readable(read), "settings": self.settings}


def _used(figure: Figure) -> Iterator[str]:
    """Yield every name that a figure's expressions use, of facts and of fields alike."""
    yield _LISTS.get(figure.each, "case")
    yield figure.table
    for source in filter(None, (figure.on, figure.when, figure.amount, figure.into)):
        tree = language.parse(source)
        for name in (tree, *tree.find_all(nodes.Name)):
            if isinstance(name, nodes.Name):
                yield name.name
        for step in (tree, *tree.find_all(nodes.Getattr)):
            if isinstance(step, nodes.Getattr):
                yield step.attr
