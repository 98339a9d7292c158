"""The log: segments never move, and one flipped bit is found."""

import hashlib
from uuid import UUID

import pytest

from mediatordesk.core.cases import Case
from mediatordesk.core.changes import GENESIS, head_after, nonce_of
from mediatordesk.core.records import added
from mediatordesk.store import Store
from mediatordesk.store.dots import n_and_seq

OPERATOR = UUID(int=1)


def write(store: Store, count: int) -> None:
    """Add some cases, one a change."""
    for number in range(count):
        store.commit(OPERATOR, [added(Case(pack="people", title=f"王小明 & {number}"))])


def test_an_empty_log_has_no_segment(store: Store) -> None:
    assert store.segments(0) == ()
    assert (store.head().seq, store.head().head) == (0, GENESIS)


def test_the_boundaries_of_segments_never_move(store: Store) -> None:
    write(store, 3)
    first = store.segments(0)
    assert store.segments(0) == first
    write(store, 2)
    both = store.segments(0)
    assert [(one.seq0, len(one.changes)) for one in both] == [(1, 3), (4, 2)]
    assert both[:1] == first
    assert store.segments(3) == both[1:]
    assert store.segments(2) == both
    assert store.segments(5) == ()


def test_each_segment_goes_on_from_the_one_before_under_a_seed_of_its_own(store: Store) -> None:
    for count in (2, 1, 3):
        write(store, count)
        store.segments(0)
    segments, head = store.segments(0), GENESIS
    for segment in segments:
        assert segment.prev_head == head
        head = head_after(head, [change.leaf for change in segment.changes])
        assert segment.head == head
        for seq, change in enumerate(segment.changes, segment.seq0):
            assert change.nonce == nonce_of(segment.seed, seq)
    assert store.head().head == head
    assert len({segment.seed for segment in segments}) == 3


def test_a_change_made_after_a_cut_belongs_to_the_next_segment(store: Store) -> None:
    write(store, 1)
    store.segments(0)
    write(store, 1)
    seeds = [segment.seed for segment in store.segments(0)]
    assert len(set(seeds)) == 2


@pytest.mark.parametrize("column", ["header", "payload", "nonce", "head"])
def test_a_flipped_bit_in_the_log_is_found(store: Store, column: str) -> None:
    write(store, 5)
    assert store.problems() == ()
    bit = f"substr({column}, 1, 3) || x'7f' || substr({column}, 5)"
    store.rows(f"UPDATE change SET {column} = CAST({bit} AS BLOB) WHERE id & 0xFF = 3")  # noqa: S608 - our own
    [number] = store._log.problems()
    assert n_and_seq(number) == (1, 3)
    [finding] = store.problems()
    assert finding.startswith("case 王小明 & 2: the log of changes is damaged at change 1:3, of 20")


def test_a_change_that_is_missing_is_found(store: Store) -> None:
    write(store, 5)
    store.rows("DELETE FROM change WHERE id & 0xFF = 5")
    assert store.problems() != ()
    store.rows("DELETE FROM change WHERE id & 0xFF = 2")
    assert "its change 1:2 is missing" in store.problems()[0]


def test_a_row_that_is_not_what_the_log_says_is_found(filled: Store, case: Case) -> None:
    filled.rows("DROP TRIGGER case_update_guard")
    filled.rows("UPDATE \"case\" SET title = 'a<b'")
    words = f"case {case.number}: Case, Title is not what the log of changes says"
    assert filled.problems() == (words,)


def test_what_differs_is_told_by_its_case_and_its_name(filled: Store, case: Case) -> None:
    filled.rows("DROP TRIGGER party_update_guard")
    filled.rows("UPDATE party SET phone = '1'")
    words = "Party “王小明”, Telephone is not what the log of changes says"
    assert filled.problems() == (f"case {case.number}: {words}",)


def test_a_row_that_is_missing_is_found(filled: Store, case: Case) -> None:
    filled.rows("DROP TRIGGER party_delete_guard")
    filled.rows("DELETE FROM party")
    words = "Party is missing, which the log of changes has"
    assert filled.problems() == (f"case {case.number}: {words}",)


def test_the_chain_is_that_of_the_bundle_format(store: Store) -> None:
    write(store, 1)
    (segment,) = store.segments(0)
    (change,) = segment.changes
    inner = hashlib.sha256(change.nonce + change.payload).digest()
    leaf = hashlib.sha256(b"\0" + change.header + inner).digest()
    assert segment.head == hashlib.sha256(bytes(32) + leaf).digest()


def test_a_long_run_is_cut_so_that_every_segment_fits_into_a_bundle(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mediatordesk.store.log.SEGMENT_CHANGES", 3)
    write(store, 7)
    segments = store.segments(0)
    assert [len(one.changes) for one in segments] == [3, 3, 1]
    assert [one.seq0 for one in segments] == [1, 4, 7]
    heads = [head_after(one.prev_head, [change.leaf for change in one.changes]) for one in segments]
    assert heads == [one.head for one in segments]
    assert [one.prev_head for one in segments[1:]] == heads[:-1]
