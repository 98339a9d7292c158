"""Lists of cases: found by any part of a number, a title or a name, newest first."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediatordesk.core.agreements import AgreementForm, Clause, MediationAgreement
from mediatordesk.core.cases import Case, CaseStatus, Element
from mediatordesk.core.offices import Office
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.periods import Period
from mediatordesk.core.records import added, changed, tidy
from mediatordesk.store import NotFound, Store, find_case, list_cases, read_case_file

OPERATOR = UUID(int=1)
OFFICE = Office(code="450405", name="长洲镇人民调解委员会")


def add(store: Store, title: str, *names: str, **fields: object) -> Case:
    """Add a case with parties of these names."""
    case = Case(pack="people", title=title, **fields)  # type: ignore[arg-type]  # fields of a case
    parties = [Party(case_id=case.id, role=PartyRole.APPLICANT, name=name) for name in names]
    store.commit(OPERATOR, [added(case), *map(added, parties)])
    return case


def titles(store: Store, **conditions: object) -> list[str]:
    """Return the titles of the cases listed."""
    return [line.title for line in list_cases(store, **conditions)]  # type: ignore[arg-type]  # its own names


def test_an_empty_desk_lists_nothing(store: Store) -> None:
    assert list_cases(store) == ()
    assert list_cases(store, find="王", status=CaseStatus.CLOSED) == ()


def test_cases_are_found_by_part_of_number_title_and_name(store: Store) -> None:
    add(store, "土地承包纠纷", "覃𬭎", number="（2026）正阳人调字第3号")
    add(store, "货款纠纷", "O'Brien & Sons", "Nguyễn Văn Đức")
    assert titles(store, find="承包") == titles(store, find="第3号") == ["土地承包纠纷"]
    assert titles(store, find="𬭎") == ["土地承包纠纷"]
    assert titles(store, find="'Brien &") == titles(store, find="Văn Đ") == ["货款纠纷"]
    assert titles(store, find="o'brien") == ["货款纠纷"]
    assert titles(store, find="张") == []


@pytest.mark.parametrize("sign", ["%", "_", "\\", "'", '"', "a<b", "100%", "%_\\", "--", ";", "?"])
def test_signs_are_looked_for_as_they_are(store: Store, sign: str) -> None:
    add(store, "其他纠纷", "王小明")
    add(store, f"纠纷 {sign} 甲")
    add(store, "另案", f"甲{sign}乙")
    assert sorted(titles(store, find=sign)) == sorted([f"纠纷 {sign} 甲", "另案"])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(min_size=1, max_size=6).map(tidy).filter(bool), st.data())
def test_every_part_of_a_title_finds_its_case(
    store: Store, title: str, data: st.DataObject
) -> None:
    case = add(store, title)
    start = data.draw(st.integers(0, len(title) - 1))
    part = title[start : data.draw(st.integers(start + 1, len(title)))]
    assert case.id in {line.id for line in list_cases(store, find=part)}


def test_the_newest_case_stands_first_and_the_limit_holds(store: Store) -> None:
    for day in (3, 1, 2):
        add(store, f"{day} 日", registered_on=date(2026, 11, day), number=f"第{day}号")
    add(store, "未登记")
    assert titles(store) == ["3 日", "2 日", "1 日", "未登记"]
    assert titles(store, limit=2) == ["3 日", "2 日"]


def test_a_status_is_asked_for(store: Store) -> None:
    add(store, "甲", status=CaseStatus.CLOSED)
    add(store, "乙")
    assert titles(store, status=CaseStatus.CLOSED) == ["甲"]


def test_the_next_day_that_matters_is_shown_and_asked_for(store: Store) -> None:
    case = add(store, "甲")
    add(store, "乙")
    for day, met, void in (
        (9, None, ""),
        (5, date(2026, 11, 4), ""),
        (4, None, "误录"),
        (7, None, ""),
    ):
        period = Period(
            case_id=case.id,
            code="T02",
            title="调解期限",
            day0=date(2026, 11, 1),
            due_on=date(2026, 11, day),
            met_on=met,
            void_reason=void,
        )
        store.commit(OPERATOR, [added(period)])
    line = next(line for line in list_cases(store) if line.id == case.id)
    assert line.next_due == date(2026, 11, 7)
    assert titles(store, due_before=date(2026, 11, 8)) == ["甲"]
    assert titles(store, due_before=date(2026, 11, 7)) == []


def test_a_line_says_when_anything_of_the_case_was_last_changed(store: Store) -> None:
    case = add(store, "甲", "王小明")
    before = list_cases(store)[0].changed_at
    party = store.of_case(Party, case.id)[0]
    change = store.commit(OPERATOR, [changed(party, party.renamed("王晓明"))])
    after = list_cases(store)[0].changed_at
    assert before is not None
    assert after == change.moment > before
    for number in range(300):  # past the point where cases are indexed
        party = store.of_case(Party, case.id)[0]
        change = store.commit(OPERATOR, [changed(party, party.renamed(f"王{number}"))])
    assert list_cases(store)[0].changed_at == change.moment


def test_voided_cases_are_not_listed(store: Store) -> None:
    case = add(store, "甲")
    store.commit(OPERATOR, [changed(case, replace(case, void_reason="重复"))])
    assert list_cases(store) == ()
    assert find_case(store, str(case.id)).void_reason == "重复"


def test_a_case_is_found_by_its_number_or_its_id(store: Store) -> None:
    case = add(store, "甲", number="（2026）正阳人调字第3号")
    assert find_case(store, "（2026）正阳人调字第3号") == find_case(store, str(case.id)) == case
    for name in ("第3号", "", str(uuid4())):
        with pytest.raises(NotFound):
            find_case(store, name)


def test_a_case_file_holds_everything_in_its_order(store: Store) -> None:
    store.commit(OPERATOR, [added(OFFICE)])
    case, other = add(store, "甲"), add(store, "乙", "李四")
    second = Party(case_id=case.id, role=PartyRole.RESPONDENT, name="O'Brien & Sons", position=2)
    first = Party(case_id=case.id, role=PartyRole.APPLICANT, name="覃𬭎", position=1)
    void = Party(case_id=case.id, role=PartyRole.APPLICANT, name="误", void_reason="重复")
    agreement = MediationAgreement(case_id=case.id, form=AgreementForm.WRITTEN)
    clauses = [
        Clause(case_id=case.id, agreement_id=agreement.id, position=number, text=f"{number}")
        for number in (2, 1)
    ]
    element = Element.of(case.id, "面积", "3 亩")
    records = [second, first, void, agreement, *clauses, element]
    store.commit(OPERATOR, [added(record) for record in records])
    file = read_case_file(store, case.id)
    assert (file.office, file.case) == (OFFICE, case)
    assert file.parties == (first, second)
    assert [clause.text for clause in file.clauses_of(agreement.id)] == ["1", "2"]
    assert file.elements == {"面积": "3 亩"}
    assert [party.name for party in read_case_file(store, other.id).parties] == ["李四"]
    with pytest.raises(NotFound):
        read_case_file(store, uuid4())
