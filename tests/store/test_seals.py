"""Seals and voids: what was signed never changes, and nothing written beside it is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from mediatordesk.core.cases import Case
from mediatordesk.core.changes import Cell, Op, Verb
from mediatordesk.core.clock import Clock
from mediatordesk.core.papers import Paper
from mediatordesk.core.parties import Party
from mediatordesk.core.records import added, changed
from mediatordesk.store import Sealed, Store

from .conftest import MORNING
from .exchange import OPERATOR, hand_over, rename, state

Pair = tuple[Store, Store]


@pytest.fixture
def paper(case: Case) -> Paper:
    return Paper(
        id=UUID(int=9), case_id=case.id, kind="D17", title="调解协议书", made_on=date(2026, 11, 22)
    )


@pytest.fixture
def desks(pair: Pair, paper: Paper) -> Pair:
    """Return two desks that both hold the unsigned paper."""
    pair[0].commit(OPERATOR, [added(paper)])
    hand_over(*pair)
    return pair


def write(store: Store, paper: Paper, **fields: object) -> Paper:
    """Change a paper as it stands in a store."""
    before = store.get(Paper, paper.id)
    after = replace(before, **fields)  # type: ignore[arg-type]
    store.commit(OPERATOR, [changed(before, after)])
    return after


def meet(one: Store, other: Store) -> None:
    """Let two desks take over what the other wrote."""
    hand_over(one, other)
    hand_over(other, one)
    assert state(one) == state(other)
    assert one.state_hash() == other.state_hash()
    assert one.problems() == other.problems() == ()


@pytest.mark.parametrize("year", [1970, 2026, 2099])
@pytest.mark.parametrize("first", ["seal", "edit"])
def test_a_seal_stands_and_a_concurrent_edit_is_a_proposal_whatever_its_clock(
    desks: Pair, paper: Paper, year: int, first: str
) -> None:
    one, other = desks
    late = other.at(Clock(lambda: MORNING.replace(year=year)))
    deeds: list[Callable[[], object]] = [
        lambda: write(one, paper, locked=True),
        lambda: write(late, paper, title="O'Brien & Sons 与 a<b 的协议"),
    ]
    for deed in deeds if first == "seal" else reversed(deeds):
        deed()
    meet(one, other)
    for store in desks:
        assert store.get(Paper, paper.id) == replace(paper, locked=True)
        (conflict,) = store.conflicts()
        assert (conflict.table, conflict.row, conflict.column) == ("paper", paper.id, "title")
        assert [(one.value, one.seal) for one in conflict.writes] == [
            ("调解协议书", True),
            ("O'Brien & Sons 与 a<b 的协议", False),
        ]


def test_what_a_seal_has_closed_cannot_be_saved_differently(desks: Pair, paper: Paper) -> None:
    one, _ = desks
    locked = write(one, paper, locked=True)
    before = one.head()
    with pytest.raises(Sealed):
        write(one, paper, title="覃𬭎")
    with pytest.raises(Sealed):
        one.commit(OPERATOR, [Op("paper", paper.id, (Cell("locked", value=False),))])
    assert (one.get(Paper, paper.id), one.head(), one.problems()) == (locked, before, ())


def test_a_locked_paper_is_sealed_with_the_signed_file_and_stays_so(
    desks: Pair, paper: Paper
) -> None:
    one, other = desks
    write(one, paper, locked=True)
    sealed = write(one, paper, sealed_sha256="5e")
    with pytest.raises(Sealed):
        write(one, paper, sealed_sha256="6f")
    meet(one, other)
    assert other.get(Paper, paper.id) == sealed
    with pytest.raises(Sealed):
        write(other, paper, sealed_sha256="6f")
    assert one.conflicts() == ()


def test_a_proposal_made_before_the_seal_came_outlives_a_second_seal(
    desks: Pair, paper: Paper
) -> None:
    one, other = desks
    write(one, paper, locked=True)
    write(other, paper, title="提议")
    meet(one, other)
    write(one, paper, sealed_sha256="5e")
    meet(one, other)
    (conflict,) = other.conflicts()
    assert [one.value for one in conflict.writes] == ["调解协议书", "提议"]


def test_an_edit_by_one_who_had_seen_the_seal_is_kept_as_a_proposal_when_it_arrives(
    desks: Pair, paper: Paper
) -> None:
    one, other = desks
    write(one, paper, locked=True)
    meet(one, other)
    _other_program_writes(other, Op("paper", paper.id, (Cell("title", "改过"),)))
    hand_over(other, one)
    assert one.get(Paper, paper.id).title == "调解协议书"
    assert [write.value for write in one.conflicts()[0].writes] == ["调解协议书", "改过"]
    assert one.problems() == ()


def test_two_seals_made_apart_both_stay_until_a_person_voids_one(desks: Pair, paper: Paper) -> None:
    one, other = desks
    for store, signed in ((one, "5e"), (other, "6f")):
        write(store, paper, locked=True)
        write(store, paper, sealed_sha256=signed)
    meet(one, other)
    (conflict,) = one.conflicts()
    assert {(write.value, write.seal) for write in conflict.writes} == {("5e", True), ("6f", True)}
    write(one, paper, void_reason="两份协议，此份作废")
    meet(one, other)
    assert other.of_case(Paper, paper.case_id) == ()
    assert len(other.conflicts()[0].writes) == 2


def test_a_row_that_one_voids_stays_void_and_the_others_edit_is_kept_beside_it(
    pair: Pair, party: Party
) -> None:
    one, other = pair
    void = replace(party, void_reason="重复登记")
    one.commit(OPERATOR, [changed(party, void)])
    rename(other, "王晓明")
    meet(one, other)
    for store in pair:
        assert store.all(Party) == ()
        assert store.get(Party, party.id).void_reason == "重复登记"
        (conflict,) = store.conflicts()
        assert {write.value for write in conflict.writes} == {"王小明", "王晓明"}
    one.commit(OPERATOR, [changed(void, replace(void, void_reason=""))])
    meet(one, other)
    assert [one.id for one in other.all(Party)] == [party.id]


def test_two_who_write_the_same_have_nothing_to_decide(pair: Pair) -> None:
    for store in pair:
        rename(store, "王晓明")
    meet(*pair)
    assert pair[0].conflicts() == ()


def test_history_names_seals_and_voids(desks: Pair, paper: Paper) -> None:
    one, _ = desks
    write(one, paper, locked=True)
    write(one, paper, void_reason="a<b")
    verbs = [op.verb for change in one.changes_of(paper.case_id)[-2:] for op in change.ops]
    assert verbs == [Verb.SEAL, Verb.VOID]


def _other_program_writes(store: Store, op: Op) -> None:
    """Write over a seal, as a program would that does not know what a seal is."""
    tip = store._log.tip()
    shown = store.rows("SELECT dots FROM paper")[0][0]
    based = replace(
        op, cells=(replace(op.cells[0], base=(store.changes_of(UUID(int=7))[-1].dot,)),)
    )
    assert shown
    change, _ = store._all_or_nothing(
        lambda: store._writer.logged(tip, OPERATOR, [based], set(), store._clock)
    )
    assert change.seq == tip.seq + 1
