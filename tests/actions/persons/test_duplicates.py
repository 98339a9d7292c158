"""Rows that may be one person: suggested by index, joined by a person, parted at any time."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from mediatordesk.actions.desks.desk import Desk, check_desk
from mediatordesk.actions.persons.duplicates import (
    DifferentNumbers,
    JoinedAlready,
    NotJoined,
    Reason,
    SameRow,
    duplicates_of,
    find_named,
    find_party,
    join_parties,
    joined_with,
    joins_in_case,
    suggested_duplicates,
    undo_join,
)
from mediatordesk.core.cases import Case
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.party_joins import PartyJoin
from mediatordesk.core.records import added, changed
from tests.actions.roster_desks import desk_at, number_of


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_at(tmp_path / "desk")


def person(desk: Desk, name: str, **more: object) -> Party:
    """Put a person into a case of their own."""
    case = Case(pack="people", title=f"{name}的纠纷")
    party = Party(case_id=case.id, role=PartyRole.APPLICANT, name=name, **more)  # type: ignore[arg-type]  # the caller's
    desk.commit([added(case), added(party)])
    return party


def test_the_same_number_name_with_phone_or_birth_is_suggested_across_cases(desk: Desk) -> None:
    one, other = (person(desk, name, id_number=number_of(1)) for name in ("覃𬭎", "秦宏"))
    phones = [person(desk, "O'Brien", phone="13800000001") for _ in range(3)]
    person(desk, "农民", phone="13800000001")
    people = [person(desk, "a<b", birth_date=date(1960, 1, 1)) for _ in range(2)]
    person(desk, "a<b", birth_date=date(1960, 1, 2))
    found = suggested_duplicates(desk.store)
    assert [(one.reason, {party.id for party in one.parties}) for one in found] == [
        (Reason.SAME_NUMBER, {one.id, other.id}),
        (Reason.SAME_NAME_AND_PHONE, {party.id for party in phones}),
        (Reason.SAME_NAME_AND_BIRTH, {party.id for party in people}),
    ]


def test_what_is_joined_or_void_is_not_suggested_any_more(desk: Desk) -> None:
    one, other, third = (person(desk, "覃𬭎", id_number=number_of(1)) for _ in range(3))
    join_parties(desk, one, other)
    [left] = suggested_duplicates(desk.store)
    assert {party.id for party in left.parties} >= {third.id}
    assert [party.id for party in duplicates_of(desk.store, one)[0].parties] == [one.id, third.id]
    join_parties(desk, third, other)
    assert suggested_duplicates(desk.store) == ()
    assert duplicates_of(desk.store, one) == ()


def test_both_rows_stay_as_they_are_and_undoing_voids_the_join(desk: Desk) -> None:
    one, other = person(desk, "覃𬭎"), person(desk, "秦宏")
    join_parties(desk, one, other, reason="同一人 改名")
    assert desk.store.get(Party, other.id) == other
    [join] = joins_in_case(desk.store, other.case_id)
    assert (join.kept_id, join.joined_id, join.reason) == (one.id, other.id, "同一人 改名")
    undo_join(desk, other, one, reason="不是同一人")
    assert joined_with(desk.store, one) == (one.id,)
    assert joins_in_case(desk.store, one.case_id) == ()
    assert desk.store.get(PartyJoin, join.id).void_reason == "不是同一人"
    join_parties(desk, one, other)
    assert joined_with(desk.store, one) == (one.id, other.id)
    assert check_desk(desk) == ()


def test_chains_and_circles_are_one_person_and_part_where_they_were_joined(desk: Desk) -> None:
    a, b, c, d = (person(desk, name) for name in "甲乙丙丁")
    for kept, joined in ((a, b), (c, b), (c, d)):
        join_parties(desk, kept, joined)
    assert {*joined_with(desk.store, d)} == {a.id, b.id, c.id, d.id}
    with pytest.raises(JoinedAlready):
        join_parties(desk, d, a)
    with pytest.raises(NotJoined) as refused:
        undo_join(desk, a, d)
    assert "乙" in str(refused.value.fields["joined"])
    circle = PartyJoin(kept_id=d.id, joined_id=a.id, joined_at=desk.clock.now())
    desk.commit([added(circle)])  # two desks joined apart from each other
    undo_join(desk, a, b)
    assert b.id in joined_with(desk.store, a)
    undo_join(desk, a, d)
    assert joined_with(desk.store, a) == (a.id,)
    with pytest.raises(SameRow):
        join_parties(desk, a, a)


def test_two_valid_numbers_that_differ_are_two_people(desk: Desk) -> None:
    one = person(desk, "刘凯华", id_number=number_of(1))
    other = person(desk, "何霞娜", id_number=number_of(2))
    before = desk.store.head().seq
    with pytest.raises(DifferentNumbers) as refused:
        join_parties(desk, one, other)
    assert number_of(1) in refused.value.lines()[0]
    assert number_of(2) in refused.value.lines()[0]
    third = person(desk, "何霞娜")  # without a number, and so nobody's yet
    join_parties(desk, other, third)
    with pytest.raises(DifferentNumbers):
        join_parties(desk, third, one)
    assert desk.store.head().seq == before + 2
    assert joined_with(desk.store, one) == (one.id,)


@pytest.mark.parametrize("number", ["", "E12345678", "450322196001021", f"{number_of(1)[:17]}?"])
def test_a_number_that_proves_nothing_keeps_nobody_apart(desk: Desk, number: str) -> None:
    one = person(desk, "刘凯华", id_number=number_of(1).lower())
    other = person(desk, "刘凯华", id_number=number)
    join_parties(desk, one, other)
    assert {*joined_with(desk.store, one)} == {one.id, other.id}


def test_people_are_found_by_name_unless_their_row_is_void(desk: Desk) -> None:
    one, other = (person(desk, "Nguyễn Văn Đức") for _ in range(2))
    desk.commit([changed(other, Party(**{**vars(other), "void_reason": "录重了"}))])
    assert find_named(desk.store, unicodedata.normalize("NFD", " Nguyễn Văn Đức ")) == (one,)
    assert find_named(desk.store, "Nguyễn") == ()


def test_people_are_found_by_id_and_by_number(desk: Desk) -> None:
    one = person(desk, "覃𬭎", id_number=number_of(1))
    assert find_party(desk.store, str(one.id)) == (one,)
    assert find_party(desk.store, number_of(1)) == (one,)
    assert find_party(desk.store, "覃𬭎") == ()


def test_suggestions_are_read_through_indexes(desk: Desk) -> None:
    questions = (
        "SELECT id_number FROM party WHERE id_number != '' GROUP BY id_number",
        "SELECT name, phone FROM party WHERE phone != '' GROUP BY name, phone",
        "SELECT id FROM party WHERE id_number IN ('1') AND id_number != '' AND void_reason = ''",
        "SELECT id FROM party_join WHERE kept_id = x'00' AND void_reason = ''",
        "SELECT id FROM party_join WHERE joined_id = x'00' AND void_reason = ''",
    )
    for question in questions:
        plan = " ".join(str(row[-1]) for row in desk.store.rows(f"EXPLAIN QUERY PLAN {question}"))
        assert "INDEX" in plan, (question, plan)


def test_a_voided_row_is_nobody(desk: Desk) -> None:
    one = person(desk, "覃𬭎", id_number=number_of(1))
    other = person(desk, "覃𬭎", id_number=number_of(1))
    void = Party(**{**vars(other), "void_reason": "录重了"})
    desk.commit([changed(other, void)])
    assert suggested_duplicates(desk.store) == ()
    assert find_party(desk.store, number_of(1)) == (one,)
