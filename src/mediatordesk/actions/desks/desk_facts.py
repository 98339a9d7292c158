"""The facts of a case with what the desk knows beside its file: courts, and other loan cases."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.interests import interest_facts
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case, Element
from mediatordesk.core.courts import Court
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.forms import facts_of
from mediatordesk.forms.language.shapes import plain_facts
from mediatordesk.store import Store

LOAN, LENDER, MONTHS = "is_loan", "lender", "loan_case_months"


def facts_on_desk(desk: Desk, file: CaseFile) -> dict[str, Any]:
    """Return the facts of a case today, with courts, other loan cases and conflicts of interest."""
    today = desk.clock.today()
    return facts_of(file, today) | {
        "courts": tuple(map(plain_facts, courts_of(desk.store))),
        "elsewhere": _elsewhere(desk, file, today),
        "interests": interest_facts(desk.store, file),
    }


def courts_of(store: Store) -> tuple[Court, ...]:
    """Return the courts of the office, in the order in which they were entered."""
    return tuple(store.all(Court))


def _elsewhere(desk: Desk, file: CaseFile, today: date) -> dict[str, Any]:
    """Return in how many other loan cases the same persons stand (民间借贷规定 18 (4)).

    Looked for in the whole desk, the cases of other computers that have arrived among them.
    """
    if file.elements.get(LOAN) != "true":
        return {"loan_cases": 0, "lender_cases": 0, "called": ()}
    pack = desk.packs.pack(file.case.pack)
    months = int(pack.settings(today, file.settings)[MONTHS])
    found = {
        party.id: tuple(_loan_cases(desk.store, file.case, party, months)) for party in file.parties
    }
    lenders = {one.id for one in lenders_of(file)}
    cases = {case.id: case for several in found.values() for case in several}
    return {
        "loan_cases": max(map(len, found.values()), default=0),
        "lender_cases": max((len(found[one]) for one in lenders), default=0),
        "called": tuple(case.called for case in cases.values()),
    }


def lenders_of(file: CaseFile) -> tuple[Party, ...]:
    """Return who lent: the party that was named, else the applicants."""
    named = tuple(one for one in file.parties if one.name == file.elements.get(LENDER))
    return named or file.with_role(PartyRole.APPLICANT)


def _loan_cases(store: Store, case: Case, party: Party, months: int) -> Iterator[Case]:
    """Yield the other loan cases of a person within some months, each once."""
    for case_id in _cases_with(store, case.id, party):
        other = store.get(Case, case_id)
        if other.void_reason == "" and _is_loan(store, case_id) and _near(case, other, months):
            yield other


def _cases_with(store: Store, case_id: UUID, party: Party) -> Iterable[UUID]:
    """Return the other cases in which a person stands: by number, without one by name."""
    column, content = ("id_number", party.id_number) if party.id_number else ("name", party.name)
    same = store.where(Party, f"{column} = ? AND void_reason = ''", (content,))
    return dict.fromkeys(one.case_id for one in same if one.case_id != case_id)


def _is_loan(store: Store, case_id: UUID) -> bool:
    """Tell whether a case is about a loan."""
    row = Element.of(case_id, LOAN, "").id
    found = store.where(Element, "id = ?", (row.bytes,))
    return any(one.content == "true" for one in found)


def _near(case: Case, other: Case, months: int) -> bool:
    """Tell whether two cases were registered within so many months of each other."""
    if case.registered_on is None or other.registered_on is None:
        return False
    earlier, later = sorted((case.registered_on, other.registered_on))
    apart = (later.year - earlier.year) * 12 + later.month - earlier.month
    return apart < months or (apart == months and later.day <= earlier.day)
