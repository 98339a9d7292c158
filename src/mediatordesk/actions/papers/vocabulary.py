"""The fields that Word templates may use: found by filling in a specimen of everything."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from mediatordesk.actions.papers.identifiers import identifiers_of
from mediatordesk.actions.papers.pack_values import pack_values
from mediatordesk.actions.papers.papers import subjects_of
from mediatordesk.actions.papers.review_values import REVIEW, review_values
from mediatordesk.actions.papers.values import paper_values
from mediatordesk.core.agreements import (
    AgreementForm,
    Clause,
    MediationAgreement,
    Obligation,
    Performance,
)
from mediatordesk.core.answers import AnswerKind
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import CHINA
from mediatordesk.core.offices import Office
from mediatordesk.core.papers import Paper
from mediatordesk.core.parties import Party, PartyKind, PartyRole
from mediatordesk.core.routing import Hop, HopKind
from mediatordesk.core.sessions import Consent, ConsentKind, FollowUpVisit, SessionRecord
from mediatordesk.documents.templates.placeholders import ITEM_NUMBER, ITEM_NUMERAL
from mediatordesk.forms import Field, Pack, PaperKind, facts_of
from mediatordesk.forms.definitions.questions import Choice, Column
from mediatordesk.forms.packs.elements import ROW

DAY = date(2025, 1, 2)
MOMENT = datetime(2025, 1, 2, 9, tzinfo=CHINA)
AGREED = frozenset({"agreements", "clauses", "obligations", "performances", "visits"})
NOT_YET: Mapping[str, frozenset[str]] = {
    "intake": AGREED | {"sessions"},
    "session": AGREED,
    "sign": frozenset({"performances", "visits"}),
}
"""The records that a case does not have yet at the stages at which papers are made."""
ITEM_FIELDS = (ITEM_NUMBER, ITEM_NUMERAL)
"""The number of an item of a list, as a figure and in words: every list has them."""


def known_fields(pack: Pack, code: str = "") -> frozenset[str]:
    """Return the names that a paper's template may use, dotted as they are written.

    Without a code those of all papers of the pack. A name that is there and never has a value
    on this paper, though it has one on others, is none of its own.
    """
    file = specimen(pack)
    told = list(_told(pack, file, pack.papers(DAY)))
    known = _names_in(told)
    if code:
        kind = pack.paper(code)
        own = list(_told(pack, _in_time_for(file, kind), [kind]))
        known = _names_in(own) - (_names_in(told, given=True) - _names_in(own, given=True))
    labels = known | {field.label for field in pack.fields()}
    return frozenset(labels.union(identifiers_of(labels)))


def _told(pack: Pack, file: CaseFile, kinds: Iterable[PaperKind]) -> Iterator[Mapping[str, object]]:
    """Yield the values of papers for each that they are made for."""
    words: dict[UUID | None, dict[str, object]] = {}
    for kind in kinds:
        for about in subjects_of(file, kind).values() or [None]:
            if about not in words:
                words[about] = pack_values(pack, file, DAY, about)
            extra = words[about]
            if kind.code == REVIEW:
                extra = extra | review_values(pack, file, DAY, about, facts_of(file, DAY))
            yield paper_values(file, kind.code, about=about, day=DAY, extra=extra)


def _in_time_for(file: CaseFile, kind: PaperKind) -> CaseFile:
    """Return a file as it is when a paper is made: no agreement yet at the intake."""
    not_yet = [NOT_YET.get(stage, frozenset()) for stage in kind.stages]
    missing = frozenset.intersection(*not_yet) if not_yet else frozenset()
    return replace(file, **dict.fromkeys(missing, ()))  # type: ignore[arg-type]  # lists of records


def specimen(pack: Pack) -> CaseFile:
    """Return a case that has one of everything: persons, an organisation, visits, routing."""
    case = Case(pack=pack.name, title="样张", number="样1", accepted_on=DAY, mediator="样")
    sides = (
        (PartyRole.APPLICANT, PartyKind.PERSON),
        (PartyRole.RESPONDENT, PartyKind.ORGANISATION),
        (PartyRole.THIRD_PARTY, PartyKind.PERSON),
    )
    parties = tuple(
        Party(case_id=case.id, role=role, kind=kind, name="样", id_kind="样", position=n)
        for n, (role, kind) in enumerate(sides)
    )
    agreements = tuple(
        MediationAgreement(case_id=case.id, form=form, number=form.value) for form in AgreementForm
    )
    owed = tuple(_owed(one, parties) for one in agreements)
    return CaseFile(
        office=Office(code="000000000000", name="样"),
        case=case,
        parties=parties,
        consents=tuple(_consents(case.id, parties)),
        sessions=(SessionRecord(case_id=case.id, held_at=MOMENT, guests=("客",)),),
        agreements=agreements,
        clauses=tuple(
            Clause(case_id=case.id, agreement_id=one.id, position=1, text="样")
            for one in agreements
        ),
        obligations=owed,
        performances=(
            Performance(case_id=case.id, obligation_id=owed[0].id, performed_on=DAY, amount=1),
        ),
        visits=(FollowUpVisit(case_id=case.id, agreement_id=agreements[0].id, visited_on=DAY),),
        hops=tuple(_hops(case.id)),
        papers=tuple(
            Paper(case_id=case.id, kind=kind.code, title="样", made_on=DAY, pages=1)
            for kind in pack.papers(DAY)
        ),
        elements={one.name: _rows(one) for one in pack.fields() if one.columns},
    )


def _rows(table: Field) -> str:
    """Return a table with nothing in its rows but an id and a choice: one row for each choice."""
    chosen = [{one.name: _kept(one, choice)} for one in table.columns for choice in one.choices]
    empty = dict.fromkeys((column.name for column in table.columns), "")
    rows = [empty | {ROW: UUID(int=n).hex} | one for n, one in enumerate(chosen or [{}], 1)]
    return json.dumps(rows)


def _kept(column: Column, choice: Choice) -> str:
    """Return a choice as it is kept in a column."""
    return json.dumps([choice.name]) if column.kind is AnswerKind.CHOICES else choice.name


def _hops(case_id: UUID) -> Iterator[Hop]:
    for position, kind in enumerate(HopKind, 1):
        yield Hop(
            case_id=case_id,
            position=position,
            from_office="样",
            to_office="样",
            sent_on=DAY,
            kind=kind,
        )


def _owed(agreement: MediationAgreement, parties: tuple[Party, ...]) -> Obligation:
    return Obligation(
        case_id=agreement.case_id,
        agreement_id=agreement.id,
        position=1,
        obligor_id=parties[0].id,
        obligee_id=parties[1].id,
        amount=1,
        due_on=DAY,
    )


def _consents(case_id: UUID, parties: Iterable[Party]) -> Iterator[Consent]:
    for party in parties:
        for kind in ConsentKind:
            yield Consent(case_id=case_id, party_id=party.id, kind=kind, given_at=MOMENT)


def _names_in(told: Iterable[Mapping[str, object]], *, given: bool = False) -> set[str]:
    """Return the names in the values of several papers; only those with a value if so wanted."""
    return {
        name
        for values in told
        for name, content in _names(values)
        if content is not None or not given
    }


def _names(values: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    """Yield every name in nested values, dotted, and the numbers that items of lists have."""
    for name, content in values.items():
        path = f"{before}{name}"
        yield path, content
        if isinstance(content, Mapping):
            yield from _names(content, f"{path}.")
        elif isinstance(content, list | tuple):
            yield from ((f"{path}.{one}", "1") for one in ITEM_FIELDS)
            for item in content:
                if isinstance(item, Mapping):
                    yield from _names(item, f"{path}.")
