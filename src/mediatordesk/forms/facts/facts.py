"""The facts of a case: what the expressions of packs may look at, as plain values."""

from collections.abc import Callable, Container, Iterable, Mapping
from datetime import date
from typing import Any

from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case
from mediatordesk.core.offices import Office
from mediatordesk.core.parties import Party, age_on
from mediatordesk.core.records import Record
from mediatordesk.core.sessions import ConsentKind
from mediatordesk.core.signers import needs_guardian, signer_of
from mediatordesk.forms.facts.agreement_facts import (
    agreement_facts,
    clause_facts,
    obligation_facts,
)
from mediatordesk.forms.facts.fact_shapes import EVENTS
from mediatordesk.forms.facts.screening import shared_by_both_sides
from mediatordesk.forms.language.shapes import EVERY, plain_facts


def facts_of(file: CaseFile, on: date, only: Container[str] = EVERY) -> dict[str, Any]:
    """Return the facts of a case on a day: its records as plain values, and what follows from them.

    Names are those of the records; ids are text; `elements` holds the pack's fields as they are
    kept (`Pack.read_elements` makes values of them). Nothing is looked up outside the file. With
    `only` the facts of other names are left out, at every depth; they are not worked out either.
    """
    facts: dict[str, Any] = {"today": on}
    facts |= {name: plain_facts(one, only) for name, one in _single(file) if name in only}
    facts |= {
        name: tuple(plain_facts(one, only) for one in records)
        for name, records in _plain_lists(file)
        if name in only
    }
    facts |= {name: make(file, on, only) for name, make in _MADE.items() if name in only}
    # Looked up outside the file, by those who have a desk.
    outside: dict[str, Any] = {
        "interests": (),
        "courts": (),
        "elsewhere": {"loan_cases": 0, "lender_cases": 0, "called": ()},
    }
    kept = {"elements": dict(file.elements), "settings": dict(file.settings)}
    return facts | {name: one for name, one in outside.items() if name in only} | kept


def _single(file: CaseFile) -> tuple[tuple[str, Record], ...]:
    """Return the facts that are one record."""
    return (("case", file.case), ("office", file.office))


def _plain_lists(file: CaseFile) -> tuple[tuple[str, Iterable[Record]], ...]:
    """Return the facts that are records as they stand."""
    return (
        ("performances", file.performances),
        ("sessions", file.sessions),
        ("visits", file.visits),
        ("hops", file.hops),
        ("papers", file.papers),
        ("signatures", file.signatures),
        ("attachments", file.attachments),
        # A caucus note never leaves the case: no paper, packet or check reads it.
        ("notes", (note for note in file.notes if not note.caucus)),
        ("periods", file.periods),
        ("releases", file.releases),
        ("subsidies", file.subsidies),
        ("bound_files", file.bound_files),
    )


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


def _party(
    file: CaseFile, party: Party, number: int, on: date, only: Container[str]
) -> dict[str, Any]:
    """Return a party's facts, with the consents it gave and what was handed in for it."""
    own = plain_facts(party, only) | {
        "number": number,
        "is_person": not party.is_organisation,
        "is_organisation": party.is_organisation,
        "age": age_on(party.birth_date, on) if party.birth_date else None,
        "elements": dict(file.party_elements.get(party.id, {})),
    }
    if "needs_guardian" in only:
        own["needs_guardian"] = needs_guardian(file, party, on)
    if "signer" in only:
        own["signer"] = signer_of(file, party, on).name
    if "consents" in only:
        own["consents"] = {
            kind.value: file.consent(party.id, kind) is not None for kind in ConsentKind
        }
    if "attachments" in only:
        own["attachments"] = tuple(one.kind for one in file.attachments if one.party_id == party.id)
    if "papers" in only:
        own["papers"] = tuple(one.kind for one in file.papers if one.about == party.id)
    return own


def _parties(file: CaseFile, on: date, only: Container[str]) -> tuple[dict[str, Any], ...]:
    return tuple(_party(file, one, number, on, only) for number, one in enumerate(file.parties, 1))


def _agreements(file: CaseFile, on: date, only: Container[str]) -> tuple[dict[str, Any], ...]:
    return tuple(agreement_facts(file, one, on, only) for one in file.agreements)


def _clauses(file: CaseFile, _on: date, only: Container[str]) -> tuple[dict[str, Any], ...]:
    """Return the clauses of all agreements."""
    return tuple(one for each in file.agreements for one in clause_facts(file, each, only))


def _obligations(file: CaseFile, on: date, only: Container[str]) -> tuple[dict[str, Any], ...]:
    """Return what is owed under all agreements."""
    return tuple(one for each in file.agreements for one in obligation_facts(file, each, on, only))


def _screening(file: CaseFile, _on: date, _only: Container[str]) -> dict[str, Any]:
    return {"score": 0, "shared": shared_by_both_sides(file)}


_MADE: Mapping[str, Callable[[CaseFile, date, Container[str]], Any]] = {
    "parties": _parties,
    "agreements": _agreements,
    "clauses": _clauses,
    "obligations": _obligations,
    "events": lambda file, _on, _only: _events(file),
    "screening": _screening,
}
"""The facts that are more than a record as it stands."""
