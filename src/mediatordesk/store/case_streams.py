"""Many cases with everything that belongs to them, one after another: what is counted.

A question for each kind of record and slice of cases takes the place of one for each case.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, TypeVar, get_type_hints
from uuid import UUID

from mediatordesk.core.agreements import Clause, MediationAgreement, Obligation, Performance
from mediatordesk.core.bound_files import BoundFile
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case, Element
from mediatordesk.core.ceremonies import CeremonyNote
from mediatordesk.core.handovers import Handover, ReceiverAnswer
from mediatordesk.core.office_settings import OfficeSetting
from mediatordesk.core.papers import Attachment, Paper, Signature
from mediatordesk.core.parties import Party
from mediatordesk.core.periods import Period
from mediatordesk.core.records import Record
from mediatordesk.core.releases import Release
from mediatordesk.core.routing import Hop
from mediatordesk.core.sealed_revisions import SealedRevision
from mediatordesk.core.sessions import Consent, FollowUpVisit, Note, SessionRecord
from mediatordesk.core.signed_scans import SignedScan
from mediatordesk.core.subsidies import Subsidy
from mediatordesk.store.case_lines import ASKED, ids_text
from mediatordesk.store.own_office import own_office
from mediatordesk.store.store import Store

SLICE = 500
"""Cases that are read at once."""
_LISTS: Mapping[str, type[Record]] = {
    "parties": Party,
    "consents": Consent,
    "sessions": SessionRecord,
    "agreements": MediationAgreement,
    "clauses": Clause,
    "obligations": Obligation,
    "performances": Performance,
    "visits": FollowUpVisit,
    "hops": Hop,
    "papers": Paper,
    "signatures": Signature,
    "ceremony": CeremonyNote,
    "sealed_revisions": SealedRevision,
    "signed_scans": SignedScan,
    "attachments": Attachment,
    "notes": Note,
    "periods": Period,
    "releases": Release,
    "subsidies": Subsidy,
    "handovers": Handover,
    "answers": ReceiverAnswer,
    "bound_files": BoundFile,
}
"""The lists of a case file, and what they are of."""
_IN_ORDER = {"parties", "agreements", "clauses", "obligations", "hops"}
R = TypeVar("R", bound=Record)


def cases_with_days(
    store: Store, first: date, last: date, tables: Collection[str] = ()
) -> tuple[UUID, ...]:
    """Return the cases in which any record bears a day of a period, in the order of their entry.

    Whatever happened in the period in a case, its day is written in a record of the case: so no
    case outside has to be opened to know that nothing of it counts. Rows of a pack's tables hold
    their days inside: all cases with rows in one of `tables` are returned.
    """
    bounds = (first.isoformat(), (last + timedelta(days=1)).isoformat())
    wanted = [
        f'SELECT {owner} FROM "{table}" WHERE {column} >= ? AND {column} < ?'
        for table, owner, column in _day_columns()
    ]
    rows_of = f"name IN ({', '.join('?' * len(tables))})"
    wanted.append(f"SELECT case_id FROM element WHERE content <> '' AND {rows_of}")
    question = (
        f"SELECT id FROM \"case\" WHERE void_reason = '' AND id IN ({' UNION '.join(wanted)}) "
        "ORDER BY rowid"
    )
    rows = store.rows(question, (*bounds * (len(wanted) - 1), *tables))
    return tuple(UUID(bytes=row[0]) for row in rows)


def read_case_files(
    store: Store, cases: Sequence[UUID], lists: Container[str] | None = None
) -> Iterator[CaseFile]:
    """Yield cases with everything that belongs to them, as `read_case_file` gives each of them.

    With `lists` only those lists of the files are read; the others stay empty.
    """
    office = own_office(store)
    settings = office_settings(store)
    wanted = {name: kind for name, kind in _LISTS.items() if lists is None or name in lists}
    left = iter(cases)
    while part := list(islice(left, SLICE)):
        for case, parts in _slice(store, part, wanted):
            yield CaseFile(office, case, settings=settings, **parts)


def office_settings(store: Store) -> dict[str, Any]:
    """Return what the office has set itself, by name."""
    return {one.name: json.loads(one.content) for one in store.all(OfficeSetting)}


def _slice(
    store: Store, cases: Sequence[UUID], wanted: Mapping[str, type[Record]]
) -> Iterator[tuple[Case, dict[str, Any]]]:
    """Yield cases with the wanted lists, and the fields, of their files."""
    asked = ids_text([one.bytes for one in cases])
    own = {one.id: one for one in store.where(Case, f"id IN {ASKED}", (asked,))}
    lists = {name: _by_case(store, kind, asked) for name, kind in wanted.items()}
    elements = _by_case(store, Element, asked)
    for case in cases:
        parts = {name: _ordered(name, found.get(case, [])) for name, found in lists.items()}
        yield own[case], parts | _fields_of(elements.get(case, []))


def _fields_of(elements: Sequence[Element]) -> dict[str, Any]:
    """Return the fields of a case and those of its parties, as its file has them."""
    of_parties: defaultdict[UUID, dict[str, str]] = defaultdict(dict)
    of_case = dict[str, str]()
    for one in elements:
        (of_case if one.party_id is None else of_parties[one.party_id])[one.name] = one.content
    return {"elements": of_case, "party_elements": of_parties}


def _by_case(store: Store, kind: type[R], asked: str) -> dict[UUID, list[R]]:
    """Return the records of a kind that are not void, oldest first, by their case."""
    found: defaultdict[UUID, list[R]] = defaultdict(list)
    condition = f"case_id IN {ASKED} AND void_reason = '' ORDER BY rowid"
    for one in store.where(kind, condition, (asked,)):
        found[one.case_id].append(one)  # type: ignore[attr-defined]  # all of these have one
    return found


def _ordered(name: str, records: Sequence[Any]) -> tuple[Any, ...]:
    """Return the records of a list as a case file has them."""
    if name in _IN_ORDER:
        return tuple(sorted(records, key=lambda one: one.position))
    if name == "periods":
        return tuple(sorted(records, key=lambda one: one.due_on))
    return tuple(records)


def _day_columns() -> Iterator[tuple[str, str, str]]:
    """Yield table, column of the case, and column of every day or moment that a case holds."""
    for column in _days_of(Case):
        yield Case.TABLE, "id", column
    for kind in _LISTS.values():
        for column in _days_of(kind):
            yield kind.TABLE, "case_id", column
    yield Element.TABLE, "case_id", "content"


def _days_of(kind: type[Record]) -> Iterator[str]:
    """Yield the fields of a record that are days or moments; ISO text, so they compare as text."""
    hints = get_type_hints(kind)
    for one in fields(kind):
        if hints[one.name] in {date, datetime, date | None, datetime | None}:
            yield one.name
