"""The facts of a case: what the expressions of packs may look at, as plain values."""

from datetime import date
from typing import Any

from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case
from mediatordesk.core.offices import Office
from mediatordesk.core.parties import Party, age_on
from mediatordesk.core.sessions import ConsentKind
from mediatordesk.forms.facts.agreement_facts import agreement_facts
from mediatordesk.forms.facts.fact_shapes import EVENTS
from mediatordesk.forms.facts.screening import shared_by_both_sides
from mediatordesk.forms.language.shapes import plain_facts


def facts_of(file: CaseFile, on: date) -> dict[str, Any]:
    """Return the facts of a case on a day: its records as plain values, and what follows from them.

    Names are those of the records; ids are text; `elements` holds the pack's fields as they are
    kept (`Pack.read_elements` makes values of them). Nothing is looked up outside the file.
    """
    agreements = tuple(agreement_facts(file, one, on) for one in file.agreements)
    return {
        "today": on,
        "case": plain_facts(file.case),
        "office": plain_facts(file.office),
        "parties": tuple(_party(file, one, n, on) for n, one in enumerate(file.parties, 1)),
        "agreements": agreements,
        "clauses": tuple(clause for one in agreements for clause in one["clauses"]),
        "obligations": tuple(owed for one in agreements for owed in one["obligations"]),
        "performances": tuple(map(plain_facts, file.performances)),
        "sessions": tuple(map(plain_facts, file.sessions)),
        "visits": tuple(map(plain_facts, file.visits)),
        "hops": tuple(map(plain_facts, file.hops)),
        "papers": tuple(map(plain_facts, file.papers)),
        "signatures": tuple(map(plain_facts, file.signatures)),
        "attachments": tuple(map(plain_facts, file.attachments)),
        # A caucus note never leaves the case: no paper, packet or check reads it.
        "notes": tuple(plain_facts(note) for note in file.notes if not note.caucus),
        "periods": tuple(map(plain_facts, file.periods)),
        "interests": (),  # what the desk knows beside the file is added by it
        "events": _events(file),
        # Looked up outside the file, by those who have a desk.
        "courts": (),
        "elsewhere": {"loan_cases": 0, "lender_cases": 0, "called": ()},
        "screening": {"score": 0, "shared": shared_by_both_sides(file)},
        "releases": tuple(map(plain_facts, file.releases)),
        "subsidies": tuple(map(plain_facts, file.subsidies)),
        "elements": dict(file.elements),
        "settings": dict(file.settings),
    }


def record_facts(case: Case, parties: tuple[Party, ...]) -> dict[str, Any]:
    """Return the facts of a case that is only being entered, for the relevance of questions."""
    file = CaseFile(Office(code="", name=""), case, parties)
    return facts_of(file, case.registered_on or date.max)


def _events(file: CaseFile) -> dict[str, date | None]:
    """Return the days of the events that the file itself tells."""
    case = file.case
    reached = [one.agreed_on for one in file.agreements if one.agreed_on]
    effective = [one.effective_on for one in file.agreements if one.effective_on]
    due = [one.due_on for one in file.obligations if one.due_on]
    told: dict[str, date | None] = dict.fromkeys(EVENTS)
    return told | {
        "application_received": case.registered_on,
        "acceptance": case.accepted_on,
        "case_closed": case.closed_on,
        "agreement_reached": reached[-1] if reached else None,
        "agreement_effective": effective[-1] if effective else None,
        # Instalments: the last day of the last one counts (民事诉讼法 250).
        "judgment_performance_due": max(due, default=None),
    }


def _party(file: CaseFile, party: Party, number: int, on: date) -> dict[str, Any]:
    """Return a party's facts, with the consents it gave and what was handed in for it."""
    return plain_facts(party) | {
        "number": number,
        "is_person": not party.is_organisation,
        "is_organisation": party.is_organisation,
        "age": age_on(party.birth_date, on) if party.birth_date else None,
        "consents": {kind.value: file.consent(party.id, kind) is not None for kind in ConsentKind},
        "attachments": tuple(one.kind for one in file.attachments if one.party_id == party.id),
        "papers": tuple(one.kind for one in file.papers if one.about == party.id),
        "elements": dict(file.party_elements.get(party.id, {})),
    }
