"""Who signs for a party: it itself, its guardian, or who acts for it with authority."""

from dataclasses import dataclass
from datetime import date

from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Signature
from mediatordesk.core.parties import Party, age_on

CAPACITY, GUARDIAN, AGENT, AUTHORITY = "capacity", "guardian", "agent", "special_authority"
"""What a pack asks of a party that says who signs for it."""
FULL, YES = "full", "true"
MAJORITY = 18
"""Years; younger people act through their guardian (民法典 17-20, 23)."""


@dataclass(frozen=True)
class PartySigner:
    """Who is asked to sign for a party, and who may do it as well.

    `name` is the guardian's where the party cannot act alone, and else the party's own; it is
    empty where a guardian is needed and none is known.
    """

    name: str
    others: tuple[str, ...] = ()
    """An organisation's representative, and an agent with special authority (domain.md 2, A03)."""
    is_guardian: bool = False

    def signed(self, signature: Signature) -> bool:
        """Tell whether a signature for the party counts: for a ward, only the guardian's."""
        return not self.is_guardian or signature.name == self.name


def needs_guardian(file: CaseFile, party: Party, day: date) -> bool:
    """Tell whether a party cannot act alone on a day: a minor, or who has no full capacity.

    What was registered of the capacity goes before the age: who lives of own work has full
    capacity at sixteen (民法典 18 II, 21-23).
    """
    if party.is_organisation:
        return False
    capacity = file.told_of(party.id, CAPACITY)
    if capacity:
        return capacity != FULL
    return party.birth_date is not None and age_on(party.birth_date, day) < MAJORITY


def signer_of(file: CaseFile, party: Party, day: date) -> PartySigner:
    """Return who signs for a party on a day."""
    if needs_guardian(file, party, day):
        return PartySigner(file.told_of(party.id, GUARDIAN), is_guardian=True)
    others = [party.legal_representative] if party.is_organisation else []
    if file.told_of(party.id, AUTHORITY) == YES:
        others.append(file.told_of(party.id, AGENT))
    return PartySigner(party.name, tuple(name for name in others if name))
