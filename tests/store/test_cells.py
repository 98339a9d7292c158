"""Cells: how writes meet that were made far from each other, and that no store ever diverges."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediatordesk.core.cases import Case
from mediatordesk.core.changes import GENESIS, LoggedChange, Op, head_after
from mediatordesk.core.parties import Party
from mediatordesk.core.records import Record, added, changed
from mediatordesk.store import Store

from .exchange import hand_over, rename, state

OPERATOR = UUID(int=1)
CASE = UUID(int=7)

NewStore = Callable[..., Store]


def test_a_correction_travels_and_is_no_conflict(pair: tuple[Store, Store]) -> None:
    one, other = pair
    rename(other, "王晓明")
    hand_over(other, one)
    rename(one, "覃𬭎")
    hand_over(one, other)
    assert [store.all(Party)[0].name for store in pair] == ["覃𬭎", "覃𬭎"]
    assert state(one)["sibling"] == []
    assert one.problems() == other.problems() == ()


def test_two_who_did_not_know_of_each_other_both_see_the_same(pair: tuple[Store, Store]) -> None:
    one, other = pair
    rename(one, "王晓明")
    rename(other, "O'Brien & Sons")
    hand_over(one, other)
    hand_over(other, one)
    assert state(one) == state(other)
    assert one.all(Party)[0].name == "O'Brien & Sons"  # written last
    assert [value for *_, value in state(one)["sibling"]] == ["王晓明", "O'Brien & Sons"]  # type: ignore[attr-defined]  # rows
    assert one.problems() == other.problems() == ()


def test_who_sees_a_conflict_and_writes_resolves_it_everywhere(pair: tuple[Store, Store]) -> None:
    one, other = pair
    rename(one, "王晓明")
    rename(other, "O'Brien & Sons")
    hand_over(other, one)
    party = one.all(Party)[0]
    change = one.commit(OPERATOR, [changed(party, party.renamed("a<b"))])
    assert len(change.ops[0].cells[0].base) == 2
    hand_over(one, other)
    assert state(one) == state(other)
    assert (other.all(Party)[0].name, state(other)["sibling"]) == ("a<b", [])
    assert one.problems() == other.problems() == ()


def test_different_fields_of_one_row_never_conflict(pair: tuple[Store, Store]) -> None:
    one, other = pair
    party = one.all(Party)[0]
    one.commit(OPERATOR, [changed(party, replace(party, phone="1"))])
    other.commit(OPERATOR, [changed(party, replace(party, sex="女"))])
    hand_over(one, other)
    hand_over(other, one)
    assert state(one) == state(other)
    assert one.all(Party)[0] == replace(party, phone="1", sex="女")
    assert state(one)["sibling"] == []


def test_a_third_write_in_a_conflict_is_shown_if_it_is_later(new_store: NewStore) -> None:
    stores = [new_store(name) for name in "abc"]
    case = Case(id=CASE, pack="people", title="a<b")
    stores[0].commit(OPERATOR, [added(case)])
    for store in stores[1:]:
        hand_over(stores[0], store)
    for store, title in zip(stores, ["一", "二", "三"], strict=True):
        store.commit(OPERATOR, [changed(case, case.renamed(title))])
    for giver in stores:
        for taker in stores:
            if giver is not taker:
                hand_over(giver, taker)
    assert {store.get(Case, CASE).title for store in stores} == {"三"}
    assert all(state(store) == state(stores[0]) for store in stores)
    assert [len(state(store)["sibling"]) for store in stores] == [3, 3, 3]  # type: ignore[arg-type]  # rows
    assert [store.problems() for store in stores] == [(), (), ()]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_stores_that_exchange_segments_in_any_order_end_alike(
    new_store: NewStore, data: st.DataObject
) -> None:
    tag = uuid4().hex
    stores = [new_store(f"{name}{tag}") for name in "abc"]
    rows: list[Record] = [Case(pack="people", title="a<b")]
    stores[0].commit(OPERATOR, [added(rows[0])])
    for _ in range(data.draw(st.integers(1, 14))):
        store = data.draw(st.sampled_from(stores))
        if data.draw(st.booleans()):
            giver = data.draw(st.sampled_from([one for one in stores if one is not store]))
            _take_some(giver, store, data)
        else:
            _write_something(store, data)
    for store in stores:
        for _ in range(2):
            for giver in data.draw(st.permutations([one for one in stores if one is not store])):
                _take_all(giver, store, data)
    for store in stores:
        assert state(store) == state(stores[0])
        assert store.problems() == ()
        assert state(store)["superseded"] == []


def _write_something(store: Store, data: st.DataObject) -> None:
    """Correct a case or a party that is here, or add a party."""
    cases, parties = store.all(Case), store.all(Party)
    word = data.draw(st.sampled_from(["王小明", "O'Brien & Sons", "a<b", "覃𬭎", "Nguyễn Văn Đức"]))
    ops: list[Op] = []
    if cases:
        ops.append(added(Party(case_id=cases[0].id, role="applicant", name=word)))  # type: ignore[arg-type]  # equal to its member
        ops.append(changed(cases[0], cases[0].renamed(word)))
    if parties:
        party = data.draw(st.sampled_from(sorted(parties, key=lambda one: one.name)))
        ops.append(changed(party, replace(party, phone=word, electronic_service=len(word) > 3)))
    if ops:
        store.commit(OPERATOR, [data.draw(st.sampled_from(ops))])


def _take_some(giver: Store, taker: Store, data: st.DataObject) -> None:
    """Take over a first part of what another wrote, perhaps some of it a second time."""
    changes = [change for segment in giver.segments(0) for change in segment.changes]
    known = taker.known().get(giver.head().replica, 0)
    start = data.draw(st.integers(0, min(known, len(changes))))
    stop = data.draw(st.integers(start, len(changes)))
    _apply(giver, taker, changes, start, stop)


def _take_all(giver: Store, taker: Store, data: st.DataObject) -> None:
    changes = [change for segment in giver.segments(0) for change in segment.changes]
    known = taker.known().get(giver.head().replica, 0)
    _apply(giver, taker, changes, data.draw(st.integers(0, min(known, len(changes)))), len(changes))


def _apply(
    giver: Store, taker: Store, changes: Sequence[LoggedChange], start: int, stop: int
) -> None:
    prev_head = head_after(GENESIS, [one.leaf for one in changes[:start]])
    taker.apply(giver.head().replica, prev_head, start + 1, changes[start:stop])
