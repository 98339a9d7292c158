"""Arrivals: what another computer wrote is merged, or set aside alone, and never lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from mediatordesk.core.cases import Case
from mediatordesk.core.changes import (
    CHINA,
    GENESIS,
    LoggedChange,
    head_after,
    moment_of,
)
from mediatordesk.core.encoding import encode
from mediatordesk.core.parties import Party
from mediatordesk.store import Fork, Gap, NotFound, Store
from mediatordesk.store.register import TABLES

from .exchange import hand_over, rename, state

OPERATOR = UUID(int=1)
MORNING = datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)
STRANGER = b"s" * 8
CASE = UUID(int=7)

NewStore = Callable[..., Store]


def foreign(*payloads: object, at: int = 1 << 16) -> list[LoggedChange]:
    """Return changes of a stranger, from seq 1 on, with these payloads."""
    return [
        LoggedChange(encode([seq, at, 0, OPERATOR.bytes, 0, 1]), encode(payload), bytes(16))
        for seq, payload in enumerate(payloads, 1)
    ]


def number(table: str, column: str) -> int:
    """Return the number of a column."""
    (found,) = [one for one in TABLES if one.name == table]
    return found.column_number(column)


def test_what_one_wrote_the_other_reads(
    pair: tuple[Store, Store], case: Case, party: Party
) -> None:
    one, other = pair
    assert (other.get(Case, case.id), other.get(Party, party.id)) == (case, party)
    assert other.changes_of(case.id) == one.changes_of(case.id)
    assert state(one) == state(other)
    assert other.known() == {b"a" * 8: 1, b"b" * 8: 0}
    assert other.head().seq == 0
    assert other.problems() == ()


def test_the_same_changes_again_are_duplicates(pair: tuple[Store, Store]) -> None:
    one, other = pair
    (segment,) = one.segments(0)
    before = state(other)
    for _ in range(2):
        done = other.apply(segment.replica, segment.prev_head, segment.seq0, segment.changes)
        assert (done.applied, done.duplicate) == (0, 1)
    assert state(other) == before


def test_of_an_overlap_only_the_tail_is_new(pair: tuple[Store, Store]) -> None:
    one, other = pair
    rename(one, "王晓明")
    rename(one, "覃𬭎")
    changes = [change for segment in one.segments(0) for change in segment.changes]
    assert other.apply(b"a" * 8, GENESIS, 1, changes[:2]).applied == 1
    done = other.apply(b"a" * 8, GENESIS, 1, changes)
    assert (done.applied, done.duplicate) == (1, 2)
    done = other.apply(b"a" * 8, head_after(GENESIS, [changes[0].leaf]), 2, changes[1:])
    assert (done.applied, done.duplicate) == (0, 2)
    assert state(one) == state(other)


def test_changes_after_a_gap_wait(pair: tuple[Store, Store]) -> None:
    one, other = pair
    rename(one, "王晓明")
    one.segments(0)
    rename(one, "覃𬭎")
    late, before = one.segments(0)[-1], state(other)
    with pytest.raises(Gap) as gap:
        other.apply(late.replica, late.prev_head, late.seq0, late.changes)
    assert gap.value.fields == {"replica": b"a" * 8, "expected": 2}
    assert state(other) == before


@pytest.mark.parametrize("place", ["changed", "other chain", "own name", "from nought"])
def test_another_history_under_the_same_name_is_a_fork(
    pair: tuple[Store, Store], place: str
) -> None:
    one, other = pair
    rename(one, "王晓明")
    one_change, two_change = [change for each in one.segments(0) for change in each.changes]
    hand_over(one, other)
    before = state(other)
    forged = replace(two_change, nonce=bytes(16))
    arrival = {
        "changed": (b"a" * 8, GENESIS, 1, [one_change, forged]),
        "other chain": (b"a" * 8, bytes(31) + b"\x01", 3, [forged]),
        "own name": (b"b" * 8, GENESIS, 1, [one_change]),
        "from nought": (b"a" * 8, GENESIS, 0, [one_change]),
    }[place]
    with pytest.raises(Fork):
        other.apply(*arrival)
    assert state(other) == before


def test_own_changes_that_come_back_are_duplicates(pair: tuple[Store, Store]) -> None:
    one, _ = pair
    rename(one, "王晓明")
    for segment in one.segments(0):
        done = one.apply(segment.replica, segment.prev_head, segment.seq0, segment.changes)
        assert done.applied == 0
    assert one.problems() == ()


NAME = number("party", "name")
ROLE = number("party", "role")
BIRTH = number("party", "birth_date")
POISON = {
    "bytes that are no encoding": b"\xff",
    "a float": b"\xf9\x3c\x00",
    "a map": b"\xa0",
    "a number too large": b"\x81\x84\x05\x50" + bytes(16) + b"\x01\x81\x82\x06\x1b" + b"\xff" * 8,
    "a role of 2046": encode([[5, bytes(16), 1, [[ROLE, "of 2046"]]]]),
    "no role at all": encode([[5, bytes(16), 1, [[ROLE, None]]]]),
    "a name of bytes": encode([[5, bytes(16), 1, [[NAME, b"\xff"]]]]),
    "a day that never was": encode([[5, bytes(16), 1, [[BIRTH, "2025-02-30"]]]]),
    "an act of 2046": encode([[5, bytes(16), 99, [[NAME, "x"]]]]),
    "a bad value beside a column of 2046": encode([[5, bytes(16), 1, [[ROLE, 1], [999, "x"]]]]),
    "its own future": encode([[5, bytes(16), 1, [[NAME, "x", [STRANGER, 70]]]]]),
}


@pytest.mark.parametrize("poison", POISON.values(), ids=POISON.keys())
def test_a_poisoned_change_is_set_aside_alone(filled: Store, poison: bytes) -> None:
    good = [[[5, UUID(int=100 + n).bytes, 0, _cells(f"{n}")]] for n in range(100)]
    changes = foreign(*good)
    changes[49] = replace(changes[49], payload=poison)
    done = filled.apply(STRANGER, GENESIS, 1, changes)
    assert (done.applied, [seq for seq, _ in done.quarantined]) == (100, [50])
    names = {party.name for party in filled.all(Party)}
    assert names == {"王小明"} | {f"{n}" for n in range(100) if n != 49}
    assert filled.known()[STRANGER] == 100
    assert filled.problems() == ()
    # It is kept as it came, and is no news the next time.
    assert filled.rows("SELECT payload FROM change WHERE id & 0xFF = 50") == [(poison,)]
    assert filled.apply(STRANGER, GENESIS, 1, changes).duplicate == 100


@pytest.mark.parametrize(
    "header",
    [
        [2, 1 << 16, 0, bytes(16), 0, 1],
        [1, 1 << 16, 0, bytes(16), 11, 1],
        [1, 2**63, 0, bytes(16), 0, 1],
        [1, 1 << 16, 9, bytes(16), 0, 1],
    ],
)
def test_a_poisoned_header_is_set_aside_alone(filled: Store, header: list[object]) -> None:
    payload = encode([[5, bytes(16), 0, _cells("a<b")]])
    poison = LoggedChange(bytes.fromhex("86") + b"".join(map(_any, header)), payload, bytes(16))
    done = filled.apply(STRANGER, GENESIS, 1, [poison])
    assert [seq for seq, _ in done.quarantined] == [1]
    assert filled.problems() == ()


def test_a_change_set_aside_does_not_hide_what_follows_it(filled: Store) -> None:
    row = UUID(int=100).bytes
    changes = foreign(
        [[5, row, 0, _cells("一")]],
        [[5, row, 1, [[NAME, "二", 1], [ROLE, "of 2046"]]]],
        [[5, row, 1, [[NAME, "三", 1]]]],
    )
    done = filled.apply(STRANGER, GENESIS, 1, changes)
    assert [seq for seq, _ in done.quarantined] == [2]
    # 三 replaced 二, which is not understood here; 一 is still known to have been written.
    assert filled.get(Party, UUID(int=100)).name == "三"
    assert filled.problems() == ()


def test_a_row_whose_beginning_has_not_come_is_not_shown_until_it_has(
    pair: tuple[Store, Store], new_store: NewStore, case: Case, party: Party
) -> None:
    one, other = pair
    rename(other, "王晓明")
    third = new_store("c")
    hand_over(other, third)
    assert third.all(Party) == ()
    assert third.of_case(Party, case.id) == ()
    with pytest.raises(NotFound):
        third.get(Party, party.id)
    hand_over(one, third)
    assert third.get(Party, party.id) == party.renamed("王晓明")
    assert state(third) == {**state(other)}
    assert {change.dot for change in third.changes_of(case.id)} == {
        change.dot for change in other.changes_of(case.id)
    }
    assert third.problems() == ()


def test_an_own_change_comes_after_all_that_was_seen(pair: tuple[Store, Store]) -> None:
    one, other = pair
    ahead = other.at(type(other._clock)(lambda: MORNING + timedelta(hours=20)))
    rename(ahead, "王晓明")
    hand_over(other, one)
    rename(one, "覃𬭎")
    first, second = one.changes_of(CASE)[-2:]
    assert (first.replica, second.replica) == (b"b" * 8, b"a" * 8)


def test_a_clock_of_2099_is_not_followed(pair: tuple[Store, Store]) -> None:
    one, other = pair
    wrong = other.at(type(other._clock)(lambda: datetime(2099, 1, 1, tzinfo=CHINA)))
    rename(wrong, "王晓明")
    hand_over(other, one)
    rename(one, "覃𬭎")
    assert moment_of(one.head().at).year == 2026
    assert one.all(Party)[0].name == "覃𬭎"  # it had seen the other


def _cells(name: str) -> list[list[object]]:
    """Return the cells of a party that is not void, of the case."""
    columns = {"void_reason": "", "case_id": CASE.bytes, "role": "applicant", "name": name}
    return [[number("party", column), value] for column, value in columns.items()]


def _any(value: object) -> bytes:
    """Encode a header's field, a number beyond the database's too."""
    return b"\x1b" + value.to_bytes(8, "big") if value == 2**63 else encode(value)
