"""Merge: a model of several replicas that write, forget to meet, and meet in any order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediatordesk.core.changes import Dot, tick
from mediatordesk.core.merge import CellState, Write, merged

CLOCKS = st.integers(0, 4_102_444_799).map(lambda second: datetime.fromtimestamp(second, UTC))
"""Clocks from 1970 to 2099, right or wrong."""


@dataclass
class Replica:
    """One computer: the log it has (its own and others' writes) and the state of one cell."""

    name: bytes
    state: CellState = field(default_factory=CellState)
    known: dict[bytes, int] = field(default_factory=dict)
    log: list[Write] = field(default_factory=list)

    def write(self, value: str, now: datetime) -> Write:
        """Write over all that stands here, as a clerk does who sees it."""
        seq = self.known.get(self.name, 0) + 1
        last = max((one.at for one in self.log), default=0)
        base = frozenset(one.dot for one in self.state.writes)
        write = Write(Dot(self.name, seq), tick(last, now), value, base)
        self.receive(write)
        return write

    def receive(self, write: Write) -> None:
        """Take a write over, unless it is known; the log gives each replica's in their order."""
        if write.dot.seq != self.known.get(write.dot.replica, 0) + 1:
            assert write.dot.seq <= self.known.get(write.dot.replica, 0)
            return
        self.state = merged(
            self.state, write, lambda dot: self.known.get(dot.replica, 0) >= dot.seq
        )
        self.known[write.dot.replica] = write.dot.seq
        self.log.append(write)


@dataclass(frozen=True)
class Deed:
    """One step of a history: somebody writes, or takes over part of what another wrote."""

    who: int
    source: int
    count: int
    now: datetime


def histories() -> st.SearchStrategy[tuple[int, list[Deed]]]:
    """Return a number of replicas and what happens between them."""
    deeds = st.builds(Deed, st.integers(0, 4), st.integers(-3, 4), st.integers(1, 4), CLOCKS)
    return st.tuples(st.integers(2, 5), st.lists(deeds, max_size=25))


def _converge(history: tuple[int, list[Deed]], order: st.DataObject) -> None:
    """Play a history, then deliver everything to a new replica in a drawn order, some twice."""
    count, deeds = history
    replicas = [Replica(bytes([number]) * 8) for number in range(count)]
    writes: list[Write] = []
    for number, deed in enumerate(deeds):
        replica = replicas[deed.who % count]
        if deed.source < 0:
            writes.append(replica.write(f"{number}", deed.now))
        else:
            name = replicas[deed.source % count].name
            start = replica.known.get(name, 0)
            for write in _of(writes, name)[start : start + deed.count]:
                replica.receive(write)
    standing = _maximal(writes)
    for replica in [*replicas, Replica(b"newcomer"), Replica(b"laggard.")]:
        for write in _any_order(writes, order):
            replica.receive(write)
        assert {one.dot for one in replica.state.writes} == {one.dot for one in standing}
        assert replica.state.superseded == frozenset()
        assert replica.state.in_conflict == (len(standing) > 1)
        if standing:
            latest = max(standing, key=lambda one: (one.at, one.dot))
            assert replica.state.shown.value == latest.value


@settings(max_examples=300, deadline=None)
@given(histories(), st.data())
def test_replicas_never_diverge_and_never_overwrite_in_silence(
    history: tuple[int, list[Deed]], order: st.DataObject
) -> None:
    _converge(history, order)


@pytest.mark.soak
@settings(max_examples=10_000, deadline=None)
@given(histories(), st.data())
def test_ten_thousand_histories_never_diverge(
    history: tuple[int, list[Deed]], order: st.DataObject
) -> None:
    _converge(history, order)


def test_a_wrong_clock_never_beats_one_who_had_seen_the_write() -> None:
    future = Write(Dot(b"a" * 8, 1), 2**60, "王小明")
    correction = Write(Dot(b"b" * 8, 1), 1, "王晓明", frozenset({future.dot}))
    state = merged(merged(CellState(), future, _nothing), correction, _all)
    assert (state.shown.value, state.in_conflict) == ("王晓明", False)
    other_way = merged(merged(CellState(), correction, _nothing), future, _all)
    assert other_way == state


def test_two_who_did_not_know_of_each_other_are_both_kept() -> None:
    one, other = Write(Dot(b"a" * 8, 1), 5, "a<b"), Write(Dot(b"b" * 8, 1), 5, "O'Brien & Sons")
    state = merged(merged(CellState(), one, _nothing), other, _nothing)
    assert (state.in_conflict, state.shown) == (True, other)
    solved = Write(Dot(b"a" * 8, 2), 6, "覃𬭎", frozenset({one.dot, other.dot}))
    assert merged(state, solved, _all).writes == {Write(solved.dot, 6, "覃𬭎")}


def _maximal(writes: Sequence[Write]) -> list[Write]:
    """Return the writes that no other write names: all a person has not replaced knowingly."""
    replaced = {dot for write in writes for dot in write.base}
    return [write for write in writes if write.dot not in replaced]


def _of(writes: Sequence[Write], name: bytes) -> list[Write]:
    return [write for write in writes if write.dot.replica == name]


def _any_order(writes: Sequence[Write], order: st.DataObject) -> list[Write]:
    """Return all writes, each replica's in its order, the replicas mixed, parts of it twice."""
    queues = [_of(writes, name) for name in sorted({write.dot.replica for write in writes})]
    mixed: list[Write] = []
    while any(queues):
        queue = order.draw(st.sampled_from([queue for queue in queues if queue]))
        part = order.draw(st.integers(1, len(queue)))
        mixed += queue[:part]
        mixed += queue[:part] if order.draw(st.booleans()) else []
        del queue[:part]
    return mixed


def _nothing(_dot: Dot) -> bool:
    return False


def _all(_dot: Dot) -> bool:
    return True
