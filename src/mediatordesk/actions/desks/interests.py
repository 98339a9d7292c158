"""What joins the mediators of a case with its parties, from the roster and the case (回避)."""

import json
import re
from collections.abc import Iterable, Iterator

from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.interests import Concerned, Interest, interests_between
from mediatordesk.core.parties import Party
from mediatordesk.core.rosters import RosterMember
from mediatordesk.store import Store

_BETWEEN_NAMES = re.compile(r"[、，,；;]")
PANEL = "panel"
"""The table of a pack that holds the panel (调解组), each with a `name`."""


def case_interests(store: Store, file: CaseFile) -> tuple[Interest, ...]:
    """Return what joins each mediator, recorder and panel member of a case with its parties."""
    roster, concerned = store.all(RosterMember), tuple(_concerned(file))
    return tuple(
        found
        for name in mediators_of(file)
        for member in _listed(roster, name)
        for found in interests_between(name, member, concerned)
    )


def _listed(roster: Iterable[RosterMember], name: str) -> tuple[RosterMember | None, ...]:
    """Return the roster's rows of a name, be they one person or two; None where it has none."""
    return tuple(one for one in roster if one.name == name) or (None,)


def interest_facts(store: Store, file: CaseFile) -> tuple[dict[str, str], ...]:
    """Return the same as facts that a pack's checks read (`interests`)."""
    return tuple(
        {
            "mediator": one.mediator,
            "party": one.party,
            "kind": one.kind.value,
            "words": one.words,
        }
        for one in case_interests(store, file)
    )


def mediators_of(file: CaseFile) -> tuple[str, ...]:
    """Return who mediates and records: several names of one field stand between commas."""
    written = [file.case.mediator, file.case.recorder]
    written += [row.get("name", "") for row in json.loads(file.elements.get(PANEL) or "[]")]
    names = (name.strip() for text in written for name in _BETWEEN_NAMES.split(text))
    return tuple(dict.fromkeys(name for name in names if name))


def _concerned(file: CaseFile) -> Iterator[Concerned]:
    """Yield the parties and those who act for them."""
    for party in file.parties:
        more = file.party_elements.get(party.id, {})
        yield _party(party, more.get("employer", ""))
        for name in (more.get("guardian"), party.legal_representative):
            if name:
                yield Concerned(name=name)
        if agent := more.get("agent"):
            number, phone = more.get("agent_id_number", ""), more.get("agent_phone", "")
            yield Concerned(name=agent, id_number=number, phone=phone)


def _party(party: Party, employer: str) -> Concerned:
    """Return a party as it is compared."""
    return Concerned(
        name=party.name,
        id_number=party.id_number,
        phone=party.phone,
        address=party.address,
        employer=employer,
    )
