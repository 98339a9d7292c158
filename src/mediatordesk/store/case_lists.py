"""Cases as they are listed, and one case with everything that belongs to it."""

import json
from datetime import date
from typing import TypeVar
from uuid import UUID

from mediatordesk.core.agreements import Clause, MediationAgreement, Obligation, Performance
from mediatordesk.core.bound_files import BoundFile
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case, CaseStatus, Element
from mediatordesk.core.ceremonies import CeremonyNote
from mediatordesk.core.handovers import Handover, ReceiverAnswer
from mediatordesk.core.office_settings import OfficeSetting
from mediatordesk.core.papers import Attachment, Paper, Signature
from mediatordesk.core.parties import Party
from mediatordesk.core.periods import Period
from mediatordesk.core.releases import Release
from mediatordesk.core.routing import Hop
from mediatordesk.core.sealed_revisions import SealedRevision
from mediatordesk.core.sessions import Consent, FollowUpVisit, Note, SessionRecord
from mediatordesk.core.signed_scans import SignedScan
from mediatordesk.core.subsidies import Subsidy
from mediatordesk.store.case_lines import CaseLine
from mediatordesk.store.case_pages import Wanted, page_of_cases
from mediatordesk.store.own_office import own_office
from mediatordesk.store.refusals import NotFound
from mediatordesk.store.store import Store

__all__ = ["CaseLine", "find_case", "list_cases", "read_case_file"]

EVERYTHING = 1_000_000
"""More cases than a desk ever has."""
P = TypeVar("P", Party, MediationAgreement, Clause, Obligation, Hop)


def list_cases(
    store: Store,
    *,
    find: str = "",
    status: CaseStatus | None = None,
    due_before: date | None = None,
    limit: int = EVERYTHING,
) -> tuple[CaseLine, ...]:
    """Return cases, newest first; `find` are words that all stand somewhere in the case."""
    wanted = Wanted(find=find, status=status, due_before=due_before)
    return page_of_cases(store, wanted, limit=limit)


def find_case(store: Store, name: str) -> Case:
    """Return the case of a legal number or an id; NotFound if there is none."""
    try:
        return store.get(Case, UUID(name))
    except ValueError:
        condition = "(number = ? OR mark = ?) AND void_reason IS NOT NULL"
        found = store.where(Case, condition, (name, name)) if name else ()
    if not found:
        raise NotFound(what=name)
    return found[0]


def read_case_file(store: Store, case_id: UUID) -> CaseFile:
    """Return a case with everything that belongs to it."""
    case = store.get(Case, case_id)
    elements = store.of_case(Element, case_id)
    return CaseFile(
        office=own_office(store),
        case=case,
        parties=_in_order(store.of_case(Party, case_id)),
        consents=store.of_case(Consent, case_id),
        sessions=store.of_case(SessionRecord, case_id),
        agreements=_in_order(store.of_case(MediationAgreement, case_id)),
        clauses=_in_order(store.of_case(Clause, case_id)),
        obligations=_in_order(store.of_case(Obligation, case_id)),
        performances=store.of_case(Performance, case_id),
        visits=store.of_case(FollowUpVisit, case_id),
        hops=_in_order(store.of_case(Hop, case_id)),
        papers=store.of_case(Paper, case_id),
        signatures=store.of_case(Signature, case_id),
        ceremony=store.of_case(CeremonyNote, case_id),
        sealed_revisions=store.of_case(SealedRevision, case_id),
        signed_scans=store.of_case(SignedScan, case_id),
        attachments=store.of_case(Attachment, case_id),
        notes=store.of_case(Note, case_id),
        periods=tuple(sorted(store.of_case(Period, case_id), key=lambda one: one.due_on)),
        releases=store.of_case(Release, case_id),
        subsidies=store.of_case(Subsidy, case_id),
        handovers=store.of_case(Handover, case_id),
        answers=store.of_case(ReceiverAnswer, case_id),
        bound_files=store.of_case(BoundFile, case_id),
        elements={one.name: one.content for one in elements if one.party_id is None},
        party_elements=_by_party(elements),
        settings={one.name: json.loads(one.content) for one in store.all(OfficeSetting)},
    )


def _by_party(elements: tuple[Element, ...]) -> dict[UUID, dict[str, str]]:
    """Return the fields that are about a person, by that person."""
    found: dict[UUID, dict[str, str]] = {}
    for one in elements:
        if one.party_id is not None:
            found.setdefault(one.party_id, {})[one.name] = one.content
    return found


def _in_order(records: tuple[P, ...]) -> tuple[P, ...]:
    return tuple(sorted(records, key=lambda record: record.position))
