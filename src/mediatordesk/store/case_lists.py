"""Cases as they are listed, and one case with everything that belongs to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from mediatordesk.core.agreements import Clause, MediationAgreement, Obligation, Performance
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case, CaseStatus, Element
from mediatordesk.core.changes import moment_of
from mediatordesk.core.offices import Office
from mediatordesk.core.papers import Attachment, Paper, Signature
from mediatordesk.core.parties import Party
from mediatordesk.core.periods import Period
from mediatordesk.core.routing import Hop
from mediatordesk.core.sessions import Consent, FollowUpVisit, Note, SessionRecord
from mediatordesk.store.store import NotFound, Store

_DUE = """
SELECT due_on FROM period
WHERE period.case_id = "case".id AND met_on IS NULL AND void_reason = ''
UNION ALL
SELECT due_on FROM obligation
JOIN mediation_agreement a ON a.id = agreement_id AND a.effective_on IS NOT NULL
WHERE obligation.case_id = "case".id AND due_on IS NOT NULL AND obligation.void_reason = ''
AND NOT EXISTS (
    SELECT 1 FROM performance p
    WHERE p.case_id = "case".id AND p.obligation_id = obligation.id AND p.void_reason = ''
    GROUP BY p.obligation_id
    HAVING obligation.amount IS NULL OR sum(coalesce(p.amount, 0)) >= obligation.amount)
"""
_LINES = f"""
SELECT id, coalesce(nullif(number, ''), mark, ''), title, status, registered_on,
       (SELECT min(due_on) FROM ({_DUE})) AS next_due,
       (SELECT max(at) FROM change_case WHERE case_id = "case".id) AS changed
FROM "case" WHERE void_reason = '' AND status IS NOT NULL
"""
PAGE = 50_000
P = TypeVar("P", Party, MediationAgreement, Clause, Obligation, Hop)


@dataclass(frozen=True)
class CaseLine:
    """A case in a list: what a mediator looks for, and the next day that matters.

    That day ends a period that runs, or is when something agreed is due and not performed yet.
    """

    id: UUID
    number: str
    title: str
    status: CaseStatus
    registered_on: date | None
    next_due: date | None
    changed_at: datetime | None


def list_cases(
    store: Store,
    *,
    find: str = "",
    status: CaseStatus | None = None,
    due_before: date | None = None,
    limit: int = PAGE,
) -> tuple[CaseLine, ...]:
    """Return cases, newest first; `find` is part of a number, a title or a party's name."""
    conditions, values = [_LINES], list[object]()
    if status:
        conditions.append("AND status = ?")
        values.append(status.value)
    if find:
        conditions.append(
            "AND (number LIKE ? ESCAPE '\\' OR mark LIKE ? ESCAPE '\\' OR title LIKE ? ESCAPE '\\' "
            "OR id IN (SELECT case_id FROM party WHERE name LIKE ? ESCAPE '\\'))"
        )
        values += [_part(find)] * 4
    if due_before:
        conditions.append("AND next_due < ?")
        values.append(due_before.isoformat())
    conditions.append("ORDER BY registered_on DESC, number DESC LIMIT ?")
    rows = store.rows(" ".join(conditions), [*values, limit])
    latest = store.latest_changes()
    return tuple(_line(row, latest) for row in rows)


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
        office=store.all(Office)[0],
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
        attachments=store.of_case(Attachment, case_id),
        notes=store.of_case(Note, case_id),
        periods=tuple(sorted(store.of_case(Period, case_id), key=lambda one: one.due_on)),
        elements={one.name: one.content for one in elements if one.party_id is None},
        party_elements=_by_party(elements),
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


def _part(text: str) -> str:
    """Return a LIKE pattern for text that stands anywhere, its own wildcards made plain."""
    plain = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{plain}%"


def _line(row: tuple[Any, ...], latest: Mapping[bytes, int]) -> CaseLine:
    case_id, number, title, status, registered, due, changed = row
    changed = max(changed or 0, latest.get(case_id, 0))
    return CaseLine(
        UUID(bytes=case_id),
        number,
        title,
        CaseStatus(status),
        date.fromisoformat(registered) if registered else None,
        date.fromisoformat(due) if due else None,
        moment_of(changed) if changed else None,
    )
