"""Many cases read at once are what each of them is when it is read alone."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediatordesk.core.agreements import (
    AgreementForm,
    Clause,
    MediationAgreement,
    Obligation,
    Performance,
)
from mediatordesk.core.cases import Case, Element
from mediatordesk.core.office_settings import OfficeSetting
from mediatordesk.core.offices import Office
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.periods import Period
from mediatordesk.core.records import Record, added, changed
from mediatordesk.core.routing import Hop
from mediatordesk.core.sessions import FollowUpVisit, Note
from mediatordesk.store import Store, case_streams, read_case_file
from mediatordesk.store.case_streams import cases_with_days, read_case_files

from .conftest import OPERATOR

DAY = date(2025, 3, 31)
NAMES = ("覃𬭎", "O'Brien & Sons", "a<b", "Nguyễn Văn Đức")


@pytest.fixture
def office(store: Store) -> Store:
    """Return a store with its office and one setting of it."""
    records = (Office(code="450405101", name="a<b"), OfficeSetting.of("org_level", '"village"'))
    store.commit(OPERATOR, list(map(added, records)))
    return store


def records_of(case: Case, day: date) -> Iterator[Record]:
    """Yield records of nearly every kind, the later ones in front."""
    yield case
    parties = [
        Party(case_id=case.id, role=PartyRole.APPLICANT, position=4 - n, name=name)
        for n, name in enumerate(NAMES)
    ]
    yield from parties
    agreement = MediationAgreement(case_id=case.id, form=AgreementForm.WRITTEN, agreed_on=day)
    yield agreement
    for position in (2, 1):
        yield Clause(
            case_id=case.id, agreement_id=agreement.id, position=position, text=f"第{position}条"
        )
        owed = Obligation(
            case_id=case.id,
            agreement_id=agreement.id,
            position=position,
            obligor_id=parties[0].id,
            obligee_id=parties[1].id,
            amount=100,
        )
        yield owed
        yield Performance(case_id=case.id, obligation_id=owed.id, performed_on=day, amount=100)
        yield Hop(case_id=case.id, position=position, from_office="甲", to_office="乙", sent_on=day)
        yield Period(
            case_id=case.id, code="T10", title="", day0=day, due_on=date(2025, 4, position)
        )
    yield FollowUpVisit(case_id=case.id, agreement_id=agreement.id, visited_on=day)
    yield Note(case_id=case.id, written_at=datetime.combine(day, datetime.min.time()), text="a<b")
    yield Element.of(case.id, "facts", "案情")
    yield Element.of(case.id, "employer", "甲公司", parties[0].id)


def entered(store: Store, day: date) -> Case:
    """Return a case that was entered with all of it."""
    case = Case(pack="people", title="O'Brien & Sons 与 覃𬭎", registered_on=day)
    store.commit(OPERATOR, list(map(added, records_of(case, day))))
    return case


def test_many_cases_are_what_each_of_them_is_alone(
    office: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_streams, "SLICE", 2)
    cases = [entered(office, DAY).id for _ in range(5)]
    party = office.of_case(Party, cases[1])[0]
    office.commit(OPERATOR, [changed(party, party.renamed("王小明"))])
    void = office.of_case(Party, cases[2])[0]
    office.commit(OPERATOR, [changed(void, type(void)(**vars(void) | {"void_reason": "x"}))])
    assert list(read_case_files(office, cases)) == [read_case_file(office, one) for one in cases]
    assert len(read_case_file(office, cases[2]).parties) == 3


def test_only_cases_with_a_day_in_the_period_are_opened(office: Store) -> None:
    march, april = entered(office, DAY), entered(office, date(2025, 5, 1))
    assert cases_with_days(office, date(2025, 3, 31), date(2025, 3, 31)) == (march.id,)
    assert cases_with_days(office, date(2025, 4, 29), date(2025, 5, 1)) == (april.id,)
    assert cases_with_days(office, date(2025, 6, 1), date(2026, 6, 1)) == ()


@pytest.mark.parametrize(
    "record",
    [
        Performance(case_id=UUID(int=1), obligation_id=uuid4(), performed_on=DAY),
        FollowUpVisit(case_id=UUID(int=1), agreement_id=uuid4(), visited_on=DAY),
        Note(case_id=UUID(int=1), written_at=datetime.fromisoformat("2025-03-31T23:59")),
        Element.of(UUID(int=1), "replied_on", "2025-03-31"),
        Element.of(UUID(int=1), "risks", json.dumps([{"row": "0", "on": "2025-03-31"}])),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_day_in_any_record_opens_its_case(office: Store, record: Record) -> None:
    case = Case(id=UUID(int=1), pack="people", title="甲", registered_on=date(2020, 1, 1))
    office.commit(OPERATOR, [added(case)])
    assert cases_with_days(office, DAY, DAY, ["risks"]) == ()
    office.commit(OPERATOR, [added(record)])
    assert cases_with_days(office, DAY, DAY, ["risks"]) == (case.id,)


def test_a_void_case_is_not_opened(office: Store) -> None:
    case = entered(office, DAY)
    office.commit(OPERATOR, [changed(case, type(case)(**vars(case) | {"void_reason": "重复登记"}))])
    assert cases_with_days(office, DAY, DAY) == ()


@given(st.dates(date(2025, 1, 1), date(2025, 12, 31)), st.dates(date(2025, 1, 1), DAY))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_a_case_is_opened_for_the_day_it_was_registered(
    office: Store, day: date, other: date
) -> None:
    case = Case(pack="people", title="甲", registered_on=day)
    office.commit(OPERATOR, [added(case)])
    first, last = min(day, other), max(day, other)
    assert case.id in cases_with_days(office, first, last, ["risks", "o'brien"])
