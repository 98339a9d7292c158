"""The store: what is committed is read back, whole, in its order, and with its history."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, get_type_hints
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediatordesk.core.cases import Case, CaseStatus, Element
from mediatordesk.core.changes import CHINA, Cell, Dot, Op, TimeFlag, Verb
from mediatordesk.core.clock import Clock
from mediatordesk.core.numbers import NumberUse
from mediatordesk.core.offices import Office
from mediatordesk.core.papers import Paper
from mediatordesk.core.parties import Party
from mediatordesk.core.records import Record, added, changed
from mediatordesk.store import AddedMeanwhile, NotFound, Store
from mediatordesk.store.register import TABLES

KEY = bytes(range(32))
OPERATOR = UUID(int=1)
INT64 = st.integers(-(2**63), 2**63 - 1)


def of_kind(kind: type[Record]) -> st.SearchStrategy[Record]:
    """Return any record of a kind, every field filled from its type."""
    hints = get_type_hints(kind)
    special: dict[Any, Any] = {int: INT64, int | None: st.none() | INT64}
    return st.builds(kind, **{one.name: special.get(hints[one.name], ...) for one in fields(kind)})


@pytest.mark.parametrize("kind", [table.kind for table in TABLES], ids=lambda kind: kind.TABLE)
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_every_kind_of_record_is_kept_and_corrected(
    store: Store, kind: type[Record], data: st.DataObject
) -> None:
    record = replace(data.draw(of_kind(kind)), id=uuid4())
    if isinstance(record, Paper):
        record = replace(record, locked=False, sealed_sha256="")
    store.commit(OPERATOR, [added(record)])
    assert store.get(kind, record.id) == record
    corrected = replace(data.draw(of_kind(kind)), id=record.id)
    store.commit(OPERATOR, [changed(record, corrected)])
    assert store.get(kind, record.id) == corrected
    assert store.problems() == ()


def test_a_change_says_who_did_what_when(filled: Store, party: Party) -> None:
    change = filled.commit(OPERATOR, [changed(party, party.renamed("王晓明"))])
    assert (change.replica, change.seq, change.operator) == (b"a" * 8, 2, OPERATOR)
    assert change.ops == (
        Op("party", party.id, (Cell("name", "王晓明", (Dot(b"a" * 8, 1),)),), Verb.SET),
    )
    assert change.moment == datetime(2026, 11, 22, 9, 0, 1, tzinfo=CHINA)
    assert change.flag is TimeFlag.CLOCK


def test_a_first_write_has_seen_nothing(store: Store, case: Case) -> None:
    change = store.commit(OPERATOR, [added(case)])
    assert {cell.base for cell in change.ops[0].cells} == {()}


def test_what_is_entered_later_has_the_time_that_was_typed(filled: Store, party: Party) -> None:
    moment = datetime(2025, 4, 7, 9, 30, tzinfo=CHINA)
    later = filled.at(Clock.typed(moment))
    change = later.commit(OPERATOR, [changed(party, party.renamed("王晓明"))])
    assert change.flag is TimeFlag.TYPED
    # The typed time lies before the change that it follows: the order of the log stays.
    assert change.at > filled.changes_of(party.case_id)[0].at
    again = filled.commit(OPERATOR, [changed(party, party.renamed("覃𬭎"))])
    assert (again.seq, again.ops[0].cells[0].base) == (change.seq + 1, (change.dot,))


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_wrong_clock_hinders_no_save(tmp_path: Path, case: Case, year: int) -> None:
    clock = Clock(lambda: datetime(year, 1, 1, tzinfo=UTC))
    store = Store.create(tmp_path, KEY, replica=b"a" * 8, clock=clock)
    times = [store.commit(OPERATOR, [added(replace(case, id=uuid4()))]).at for _ in range(3)]
    assert times == sorted(set(times))
    store.close()


def test_two_writes_of_one_row_in_one_change_are_one(store: Store, case: Case) -> None:
    change = store.commit(OPERATOR, [added(case), changed(case, case.renamed("覃𬭎"))])
    assert len(change.ops) == 1
    assert change.ops[0].verb is Verb.INSERT
    assert store.get(Case, case.id).title == "覃𬭎"
    assert store.problems() == ()


def test_an_element_entered_twice_is_one_row(filled: Store, case: Case) -> None:
    filled.commit(OPERATOR, [added(Element.of(case.id, "土地面积", "3 亩"))])
    change = filled.commit(OPERATOR, [added(Element.of(case.id, "土地面积", "5 亩"))])
    assert [one.content for one in filled.of_case(Element, case.id)] == ["5 亩"]
    contents = [cell for cell in change.ops[0].cells if cell.column == "content"]
    assert contents[0].base == (Dot(b"a" * 8, 2),)


def test_a_change_of_nothing_is_logged_and_changes_nothing(filled: Store, case: Case) -> None:
    change = filled.commit(OPERATOR, [changed(case, case)])
    assert filled.head().seq == change.seq == 2
    assert filled.get(Case, case.id) == case
    assert filled.problems() == ()


def test_a_mistake_of_ours_is_not_called_a_full_disk(filled: Store, case: Case) -> None:
    with pytest.raises(KeyError):
        filled.commit(OPERATOR, [Op("no_such_table", case.id, (Cell("title", "a<b"),))])
    with pytest.raises(ValueError, match="not in tuple"):
        filled.commit(OPERATOR, [Op("case", case.id, (Cell("no_such_column", "a<b"),))])
    assert filled.head().seq == 1
    filled.commit(OPERATOR, [changed(case, case.renamed("覃𬭎"))])
    assert filled.problems() == ()


def test_a_record_that_is_not_there_is_not_found(filled: Store) -> None:
    with pytest.raises(NotFound, match="party 00000000"):
        filled.get(Party, UUID(int=0))


def test_voided_records_stay_and_are_not_listed(filled: Store, case: Case, party: Party) -> None:
    other = replace(party, id=uuid4(), name="a<b")
    filled.commit(OPERATOR, [added(other)])
    filled.commit(OPERATOR, [changed(party, replace(party, void_reason="重复登记"))])
    assert filled.of_case(Party, case.id) == (other,)
    assert filled.all(Party) == (other,)
    assert filled.get(Party, party.id).void_reason == "重复登记"


def test_records_come_in_the_order_in_which_they_were_added(filled: Store, case: Case) -> None:
    parties = [Party(case_id=case.id, role="third_party", name=f"{n}") for n in range(30)]  # type: ignore[arg-type]  # equal to its member
    filled.commit(OPERATOR, [added(one) for one in parties])
    assert [one.name for one in filled.of_case(Party, case.id)[1:]] == [f"{n}" for n in range(30)]


def test_the_history_of_a_case_holds_every_change_that_touched_it(
    filled: Store, case: Case, party: Party
) -> None:
    other = replace(case, id=uuid4(), title="a<b")
    office = Office(code="450405", name="长洲镇人民调解委员会")
    filled.commit(OPERATOR, [added(office)])
    filled.commit(OPERATOR, [added(other)])
    both = [changed(other, other.renamed("O'Brien & Sons")), changed(party, party.renamed("覃𬭎"))]
    filled.commit(OPERATOR, both)
    assert [change.seq for change in filled.changes_of(case.id)] == [1, 4]
    assert [change.seq for change in filled.changes_of(other.id)] == [3, 4]
    assert filled.changes_of(office.id) == ()


def test_the_history_is_whole_however_long_it_is(filled: Store, party: Party) -> None:
    # More changes than are indexed by case at a time.
    for number in range(600):
        renamed = party.renamed(f"王{number}")
        filled.commit(OPERATOR, [changed(party, renamed)])
        party = renamed
    history = filled.changes_of(party.case_id)
    assert [change.seq for change in history] == list(range(1, 602))
    assert filled.problems() == ()


def test_a_store_opened_again_goes_on_where_it_stood(
    filled: Store, tmp_path: Path, party: Party
) -> None:
    head = filled.head()
    filled.close()
    again = Store.open(tmp_path / "a", KEY, clock=Clock.computer())
    assert again.head() == head
    assert again.get(Party, party.id) == party
    change = again.commit(OPERATOR, [changed(party, party.renamed("王晓明"))])
    assert (change.seq, change.ops[0].cells[0].base) == (2, (Dot(b"a" * 8, 1),))
    assert again.problems() == ()
    again.close()


def test_two_windows_on_one_desk_see_each_other(filled: Store, tmp_path: Path, case: Case) -> None:
    other = Store.open(tmp_path / "a", KEY, clock=Clock.computer())
    for number in range(6):
        window = [filled, other][number % 2]
        before = window.get(Case, case.id)
        change = window.commit(OPERATOR, [changed(before, before.renamed(f"{number}"))])
        assert change.seq == number + 2
        assert change.ops[0].cells[0].base == (Dot(b"a" * 8, number + 1),)
        if number == 3:
            other.segments(0)
    assert filled.problems() == other.problems() == ()
    other.close()


def test_memory_never_travels(filled: Store) -> None:
    assert filled.recall("device") is None
    filled.remember("device", b"one")
    filled.remember("device", b"two")
    assert filled.recall("device") == b"two"
    assert filled.head().seq == 1


def test_a_case_goes_through_its_days(store: Store, case: Case) -> None:
    store.commit(OPERATOR, [added(case)])
    steps = [CaseStatus.ACCEPTED, CaseStatus.IN_SESSION, CaseStatus.AGREED, CaseStatus.CLOSED]
    for day, status in enumerate(steps):
        before = store.get(Case, case.id)
        moved = replace(before.moved(status), accepted_on=date(2026, 11, 22) + timedelta(day))
        store.commit(OPERATOR, [changed(before, moved)])
    assert store.get(Case, case.id).status is CaseStatus.CLOSED
    assert len(store.changes_of(case.id)) == 5


def test_two_windows_cannot_use_one_number(store: Store) -> None:
    office = UUID(int=7)
    first = NumberUse.of(office, UUID(int=1), "人调字", 2025, 3)
    second = NumberUse.of(office, UUID(int=2), "人调字", 2025, 3)
    store.commit(OPERATOR, [added(first)])
    with pytest.raises(AddedMeanwhile):
        store.commit(OPERATOR, [added(second)])
    assert store.all(NumberUse) == (first,)
    assert store.head().seq == 1
