"""Dots: each column's writer beside the row."""

from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.store.dots import CONFLICT, MAX_SEQ, change_id, dot_of, n_and_seq, with_dots

NUMBERS = st.integers(0, 2**64 - 1)


@given(st.dictionaries(st.integers(1, 40), NUMBERS))
def test_each_column_keeps_its_own_dot(dots: dict[int, int]) -> None:
    packed = b""
    for column, number in dots.items():
        packed = with_dots(packed, [column], number)
    assert {column: dot_of(packed, column) for column in range(1, 50)} == {
        column: dots.get(column, 0) for column in range(1, 50)
    }
    assert len(packed) == 8 * max(dots, default=0)


@given(st.integers(1, 2**23 - 1), st.integers(0, MAX_SEQ))
def test_a_change_has_one_number_here(n: int, seq: int) -> None:
    number = change_id(n, seq)
    assert n_and_seq(number) == (n, seq)
    assert 0 < number < CONFLICT


def test_changes_of_a_replica_stand_together_in_their_order() -> None:
    numbers = [change_id(n, seq) for n in (1, 2) for seq in (0, 1, MAX_SEQ)]
    assert numbers == sorted(set(numbers))
