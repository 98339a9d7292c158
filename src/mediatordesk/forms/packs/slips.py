"""Slips in a pack that each key of it allows: days the wrong way round, a label given twice."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from mediatordesk.core.texts import _
from mediatordesk.forms.definitions.rules import Law, Rule
from mediatordesk.forms.packs.pack_files import TABLES, PackData, PackFault
from mediatordesk.forms.packs.packs import Pack, Packs


def slips(pack: Pack, own: PackData) -> Iterator[PackFault]:
    """Yield what is hardly meant in a pack's own items."""
    yield from _over_before_they_begin(own)
    yield from _without_article(own)
    yield from _labels_given_twice(pack, own)


def rules_of(own: PackData) -> Iterator[tuple[str, Rule]]:
    """Yield all items that rest on law, each with its table."""
    for table in TABLES:
        for item in getattr(own, table):
            if isinstance(item, Rule) and not isinstance(item, Law):
                yield table, item


def cited(item: Any) -> tuple[str, ...]:
    """Return the citations of a rule and of its parts."""
    parts = (*getattr(item, "items", ()), *getattr(item, "closed", ()))
    return (*item.basis, *(one for part in parts for one in part.basis))


def compared_later(own: PackData, today: date) -> Iterator[PackFault]:
    """Yield what says that it was compared with its text on a day that is still to come."""
    for table in TABLES:
        for item in getattr(own, table):
            day: date | None = getattr(item, "verified_on", None)
            if day is not None and day > today:
                why = _("it was compared on {day}, which is still to come").format(day=day)
                yield own.fault("P11", table, item, why, level="W")


def day_at_least(packs: Packs, today: date, *, but: str) -> date:
    """Return today, by a clock that may be slow: the texts of other packs were compared before."""
    every = (one for pack in packs.usable.values() for one in pack.line if one.name != but)
    laws = (law for one in every for law in one.laws)
    return max([today, *(law.verified_on for law in laws if law.verified_on)])


def _over_before_they_begin(own: PackData) -> Iterator[PackFault]:
    """Yield laws and rules whose last day is before their first: they never count."""
    for table in TABLES:
        for item in getattr(own, table):
            first: date | None = getattr(item, "valid_from", None)
            last: date | None = getattr(item, "valid_to", None)
            if first and last and last < first:
                yield own.fault("P10", table, item, _("valid_to is before valid_from"))


def _without_article(own: PackData) -> Iterator[PackFault]:
    """Yield rules that cite a law as a whole, and do not say （待核） of it."""
    for table, item in rules_of(own):
        for citation in cited(item):
            if not citation.partition(" ")[2].strip():
                why = _("“{citation}” names no article").format(citation=citation)
                yield own.fault("P11", table, item, why, level="W")


def _labels_given_twice(pack: Pack, own: PackData) -> Iterator[PackFault]:
    """Yield questions with a label that another one has: papers name them by it."""
    first: dict[tuple[str, str], str] = {}
    new = {field.name for field in own.fields}
    for field in sorted(pack.data.fields, key=lambda one: one.name in new):
        other = first.setdefault((field.each, field.label), field.name)
        if other != field.name and field.name in new:
            why = _("“{name}” has the label “{label}” too").format(name=other, label=field.label)
            yield own.fault("P10", "fields", field, why)
