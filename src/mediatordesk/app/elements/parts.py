"""The parts of a pack's questions: sections of the case, then each party."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from mediatordesk.app.asked.element_desk import Element
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.looks.theme import Tone
from mediatordesk.core.texts import _


@dataclass(frozen=True)
class Part:
    """What is shown on one page."""

    key: Hashable
    heading: str
    elements: tuple[Element, ...] = ()

    @property
    def of_party(self) -> bool:
        """Tell whether it belongs to a party."""
        return isinstance(self.key, UUID)

    def with_element(self, one: Element) -> "Part":
        """Return the part with one field more."""
        return replace(self, elements=(*self.elements, one))

    def entry(self) -> Entry:
        """Return the part for the list: how much of it is answered, and what is missing."""
        shown = [one for one in self.elements if one.shown]
        answered = sum(one.answered for one in shown)
        missing = sum(one.missing for one in shown)
        word, tone = "", Tone.PLAIN
        if missing:
            word, tone = _("{n} needed").format(n=missing), Tone.RED
        detail = _("{n} of {total}").format(n=answered, total=len(shown))
        return Entry(self.key, self.heading, detail, word=word, tone=tone)


def parts_of(elements: tuple[Element, ...], parties: Mapping[UUID, str]) -> tuple[Part, ...]:
    """Return the parts in which something is asked or answered."""
    found: dict[Hashable, Part] = {}
    for one in elements:
        key: Hashable = one.party or one.section
        heading = parties.get(one.party, "") if one.party else one.section or _("Other")
        found[key] = found.get(key, Part(key, heading)).with_element(one)
    return tuple(part for part in found.values() if any(one.shown for one in part.elements))
