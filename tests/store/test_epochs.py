"""Epochs: a desk that was set back goes on under a new name; no place in a log is used twice."""

import shutil
from pathlib import Path

import pytest

from mediatordesk.core.cases import Case
from mediatordesk.core.changes import GENESIS, Op
from mediatordesk.core.clock import Clock
from mediatordesk.core.epochs import Epoch, EpochReason
from mediatordesk.core.parties import Party
from mediatordesk.core.records import added
from mediatordesk.store import Store
from mediatordesk.store.engine import SqlError

from .conftest import KEY, MORNING, NewStore
from .exchange import OPERATOR, hand_over, rename, state

OLD, NEW = b"a" * 8, b"n" * 8


def begun(store: Store) -> Epoch:
    """Begin a new epoch, as an opening does that finds the file set back."""
    head = store.head()
    epoch = Epoch(
        previous=head.replica,
        previous_seq=head.seq,
        previous_head=head.head,
        reason=EpochReason.SET_BACK,
        started_at=MORNING,
        used_numbers=("人调字/2026/12",),
    )
    change = store.begin_epoch(NEW, epoch, OPERATOR)
    assert (change.replica, change.seq) == (NEW, 1)
    return epoch


def test_the_log_goes_on_under_a_new_name_that_says_why(filled: Store) -> None:
    epoch = begun(filled)
    assert filled.all(Epoch) == (epoch,)
    assert (filled.head().replica, filled.head().seq) == (NEW, 1)
    assert filled.known() == {OLD: 1, NEW: 1}
    assert filled.own_replicas() == (OLD, NEW)
    rename(filled, "覃𬭎")
    assert filled.head().seq == 2
    assert filled.all(Party)[0].name == "覃𬭎"
    assert filled.problems() == ()


def test_own_changes_of_before_can_still_be_sent_and_never_move(filled: Store) -> None:
    rename(filled, "王晓明")
    before = filled.segments(0)
    rename(filled, "a<b")
    begun(filled)
    old = filled.segments(0, OLD)
    assert old[:1] == before
    assert [(one.replica, one.seq0, len(one.changes)) for one in old] == [(OLD, 1, 2), (OLD, 3, 1)]
    (new,) = filled.segments(0)
    assert (new.replica, new.seq0, new.prev_head, len(new.changes)) == (NEW, 1, GENESIS, 1)
    assert filled.last_written(OLD) == 3


def test_another_desk_reads_both_names(filled: Store, new_store: NewStore) -> None:
    begun(filled)
    rename(filled, "O'Brien & Sons")
    other = new_store("b")
    for replica in filled.own_replicas():
        for segment in filled.segments(0, replica):
            other.apply(segment.replica, segment.prev_head, segment.seq0, segment.changes)
    assert other.known() == {OLD: 1, NEW: 2, b"b" * 8: 0}
    assert state(other) == state(filled)
    assert other.problems() == ()


def test_a_desk_set_back_meets_its_lost_tail_like_a_colleagues(
    filled: Store, tmp_path: Path, new_store: NewStore
) -> None:
    filled.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(tmp_path / "a", tmp_path / "yesterday")
    rename(filled, "王晓明")
    colleague = new_store("b")
    hand_over(filled, colleague)
    restored = Store.open(tmp_path / "yesterday", KEY, clock=Clock(lambda: MORNING))
    begun(restored)
    rename(restored, "覃𬭎")
    for segment in filled.segments(0):
        restored.apply(segment.replica, segment.prev_head, segment.seq0, segment.changes)
    for segment in restored.segments(0):
        colleague.apply(segment.replica, segment.prev_head, segment.seq0, segment.changes)
    # Nobody who renamed knew of the other: both are kept, on both sides.
    assert state(restored) == state(colleague)
    assert len(restored.rows("SELECT * FROM sibling")) == 2
    assert (restored.last_written(OLD), restored.known()[OLD]) == (1, 2)
    assert restored.problems() == colleague.problems() == ()
    restored.close()


def test_cases_of_before_are_still_found_by_their_changes(filled: Store, case: Case) -> None:
    rename(filled, "王晓明")
    begun(filled)
    rename(filled, "覃𬭎")
    assert [(one.replica, one.seq) for one in filled.changes_of(case.id)] == [
        (OLD, 1),
        (OLD, 2),
        (NEW, 2),
    ]


def test_own_time_never_goes_back_with_an_epoch(filled: Store) -> None:
    before = filled.head().at
    begun(filled.at(Clock(lambda: MORNING.replace(year=1970))))
    assert filled.head().at > before


def test_a_name_that_was_used_is_not_used_again(filled: Store) -> None:
    epoch = begun(filled)
    for name in (OLD, NEW):
        with pytest.raises(SqlError, match="UNIQUE"):
            filled.begin_epoch(name, epoch, OPERATOR)
    assert (filled.head().seq, filled.problems()) == (1, ())


def test_several_changes_are_saved_all_or_none(filled: Store, case: Case) -> None:
    new = [added(Case(pack="people", title=f"{number}")) for number in range(3)]
    assert [one.seq for one in filled.commit_all(OPERATOR, [[op] for op in new])] == [2, 3, 4]
    with pytest.raises(KeyError):
        filled.commit_all(OPERATOR, [[added(Case(pack="people", title="x"))], [_unheard_of()]])
    assert filled.head().seq == 4
    assert len(filled.all(Case)) == 4
    assert filled.problems() == ()


def _unheard_of() -> Op:
    op = added(Case(pack="people", title="y"))
    return Op("no such table", op.row, op.cells)
