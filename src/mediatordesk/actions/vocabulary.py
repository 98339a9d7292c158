"""The fields that Word templates may use: found by filling in a specimen of everything."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from uuid import UUID

from mediatordesk.actions.pack_values import pack_values
from mediatordesk.actions.papers import subjects_of
from mediatordesk.actions.values import paper_values
from mediatordesk.core.agreements import (
    AgreementForm,
    Clause,
    MediationAgreement,
    Obligation,
    Performance,
)
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import CHINA
from mediatordesk.core.offices import Office
from mediatordesk.core.parties import Party, PartyKind, PartyRole
from mediatordesk.core.routing import Hop
from mediatordesk.core.sessions import Consent, ConsentKind, FollowUpVisit, SessionRecord
from mediatordesk.forms import Pack

DAY = date(2025, 1, 2)
MOMENT = datetime(2025, 1, 2, 9, tzinfo=CHINA)
ITEM_FIELDS = ("序号", "序")
"""The number of an item of a list, as a figure and in words: every list has them."""


def known_fields(pack: Pack) -> frozenset[str]:
    """Return the names that templates of a pack may use, dotted as they are written."""
    file = specimen(pack)
    known = set[str]()
    for kind in pack.papers(DAY):
        for about in subjects_of(file, kind).values() or [None]:
            told = pack_values(pack, file, DAY)
            known |= set(_names(paper_values(file, kind.code, about=about, day=DAY, extra=told)))
    labels = {field.label for field in pack.fields()}
    return frozenset(known | labels)


def specimen(pack: Pack) -> CaseFile:
    """Return a case that has one of everything: persons, an organisation, visits, routing."""
    case = Case(pack=pack.name, title="样张", number="样1", accepted_on=DAY, mediator="样")
    sides = (
        (PartyRole.APPLICANT, PartyKind.PERSON),
        (PartyRole.RESPONDENT, PartyKind.ORGANISATION),
    )
    parties = tuple(
        Party(case_id=case.id, role=role, kind=kind, name="样", position=n)
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
        sessions=(SessionRecord(case_id=case.id, held_at=MOMENT, guests=("样",)),),
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
        hops=(Hop(case_id=case.id, position=1, from_office="样", to_office="样", sent_on=DAY),),
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


def _names(values: Mapping[str, object], before: str = "") -> Iterator[str]:
    """Yield every name in nested values, dotted, and the numbers that items of lists have."""
    for name, content in values.items():
        path = f"{before}{name}"
        yield path
        if isinstance(content, Mapping):
            yield from _names(content, f"{path}.")
        elif isinstance(content, list | tuple):
            yield from (f"{path}.{one}" for one in ITEM_FIELDS)
            for item in content:
                if isinstance(item, Mapping):
                    yield from _names(item, f"{path}.")
