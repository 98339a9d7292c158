"""Merge: a model of several replicas that write, forget to meet, and meet in any order."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediatordesk.core.changes import Dot, tick
from mediatordesk.core.merge import CellState, HeldCell, Write, merged, state_hash, withdrawn

CLOCKS = st.integers(0, 4_102_444_799).map(lambda second: datetime.fromtimestamp(second, UTC))
"""Clocks from 1970 to 2099, right or wrong."""


class Act(Enum):
    """What a clerk does to a cell, or to what was written into it."""

    SET = "set"
    SEAL = "seal"
    OVERWRITE_SEAL = "overwrite seal"
    """As a program does that does not know what a seal is."""
    PURGE = "purge"


@dataclass(frozen=True)
class Change:
    """One change of one cell: a write, or writes taken away and never to be read again."""

    write: Write
    purged: frozenset[Dot] = frozenset()


@dataclass
class Replica:
    """One computer: the log it has (its own and others' changes) and the state of one cell."""

    name: bytes
    state: CellState = field(default_factory=CellState)
    known: dict[bytes, int] = field(default_factory=dict)
    log: list[Change] = field(default_factory=list)
    purged: set[Dot] = field(default_factory=set)

    def do(self, act: Act, value: str, now: datetime) -> Change | None:
        """Write over all that stands here, as a clerk does who sees it; None if that is refused."""
        seq = self.known.get(self.name, 0) + 1
        at = tick(max((one.write.at for one in self.log), default=0), now)
        standing, dot = self.state.writes, Dot(self.name, seq)
        seals = frozenset(one.dot for one in standing if one.seal)
        base = frozenset(one.dot for one in standing)
        if act is Act.PURGE:
            return self._purge(dot, at)
        if act is Act.SET and seals:
            return None
        base = seals if act is Act.SEAL and seals else base
        change = Change(Write(dot, at, value, base, act is Act.SEAL))
        self.receive(change)
        return change

    def _purge(self, dot: Dot, at: int) -> Change | None:
        """Take away what stands here, and whatever it had replaced."""
        shown = self.state.shown.dot if self.state.writes else None
        gone = {one.write.dot: one.write for one in self.log if one.write.dot == shown}
        if not gone:
            return None
        seals = {each.write.dot for each in self.log if each.write.seal}
        bases = {
            base
            for write in gone.values()
            for base in write.base
            if write.seal or base not in seals
        }
        taken = frozenset({*gone, *bases})
        change = Change(Write(dot, at, None, taken, seal=True), frozenset(gone))
        self.receive(change)
        return change

    def receive(self, change: Change) -> None:
        """Take a change over, unless it is known; the log gives each replica's in their order."""
        dot = change.write.dot
        if dot.seq != self.known.get(dot.replica, 0) + 1:
            assert dot.seq <= self.known.get(dot.replica, 0)
            return
        if change.purged:
            self.purged |= change.purged
            self.state = withdrawn(self.state, change.write, self._has)
            self._forget(change.purged)
        elif dot in self.purged:
            self._forget({dot})
        else:
            self.state = merged(self.state, change.write, self._has)
        self.known[dot.replica] = dot.seq
        self.log.append(change)

    def _has(self, dot: Dot) -> bool:
        return self.known.get(dot.replica, 0) >= dot.seq or dot in self.purged

    def _forget(self, gone: Collection[Dot]) -> None:
        """Forget notes about what is not coming any more."""
        state = self.state
        self.state = CellState(
            state.writes, state.superseded.difference(gone), state.resealed.difference(gone)
        )


@dataclass(frozen=True)
class Deed:
    """One step of a history: somebody writes, or takes over part of what another wrote."""

    who: int
    act: Act | None
    source: int
    count: int
    now: datetime


def histories() -> st.SearchStrategy[tuple[int, list[Deed]]]:
    """Return a number of replicas and what happens between them."""
    acts = st.sampled_from([None, None, None, Act.SET, Act.SET, *Act])
    deeds = st.builds(Deed, st.integers(0, 4), acts, st.integers(0, 4), st.integers(1, 4), CLOCKS)
    return st.tuples(st.integers(2, 5), st.lists(deeds, max_size=25))


def _converge(history: tuple[int, list[Deed]], order: st.DataObject) -> None:
    """Play a history, then deliver everything to a new replica in a drawn order, some twice."""
    count, deeds = history
    replicas = [Replica(bytes([number]) * 8) for number in range(count)]
    changes: list[Change] = []
    for number, deed in enumerate(deeds):
        replica = replicas[deed.who % count]
        if deed.act:
            done = replica.do(deed.act, f"{number}", deed.now)
            changes += [done] if done else []
        else:
            name = replicas[deed.source % count].name
            start = replica.known.get(name, 0)
            for change in _of(changes, name)[start : start + deed.count]:
                replica.receive(change)
    standing = _maximal(changes)
    for replica in [*replicas, Replica(b"newcomer"), Replica(b"laggard.")]:
        for change in _any_order(changes, order):
            replica.receive(change)
        assert {one.dot for one in replica.state.writes} == {one.dot for one in standing}
        assert replica.state.superseded == replica.state.resealed == frozenset()
        assert replica.state.in_conflict == (len(standing) > 1)
        if standing:
            first = max(standing, key=lambda one: (one.seal, one.at, one.dot))
            assert replica.state.shown.value == first.value
        assert _hash(replica) == _hash(replicas[0])


def _hash(replica: Replica) -> bytes:
    """Return the hash of a state with this one cell."""
    writes = tuple((one.dot, one.value) for one in replica.state.writes)
    return state_hash([HeldCell(5, bytes(16), 11, writes)])


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


@pytest.mark.parametrize("seal_first", [True, False])
def test_a_seal_beats_any_edit_whatever_its_clock(seal_first: bool) -> None:
    seal = Write(Dot(b"a" * 8, 1), 1, "signed", seal=True)
    edit = Write(Dot(b"b" * 8, 1), 2**60, "a<b")
    knowing = Write(Dot(b"b" * 8, 2), 2**61, "O'Brien & Sons", frozenset({seal.dot, edit.dot}))
    state = CellState()
    for write in [seal, edit, knowing] if seal_first else [edit, knowing, seal]:
        state = merged(state, write, _nothing)
    assert state.shown == seal
    assert {one.value for one in state.writes} == {"signed", "O'Brien & Sons"}


def test_of_two_seals_made_apart_both_stay_and_a_third_that_saw_them_replaces_both() -> None:
    one, other = (Write(Dot(name * 8, 1), 5, name.hex(), seal=True) for name in (b"a", b"b"))
    state = merged(merged(CellState(), one, _nothing), other, _nothing)
    assert (state.in_conflict, state.shown) == (True, other)
    third = Write(Dot(b"c" * 8, 1), 6, "one of them", frozenset({one.dot, other.dot}), seal=True)
    assert [one.value for one in merged(state, third, _all).writes] == ["one of them"]
    early = merged(merged(merged(CellState(), third, _nothing), one, _nothing), other, _nothing)
    assert [one.value for one in early.writes] == ["one of them"]


def test_the_hash_of_a_state_says_each_cell_apart_and_a_tick_is_a_number() -> None:
    dots = [Dot(b"a" * 8, 1), Dot(b"b" * 8, 1)]
    cells = [HeldCell(5, bytes(16), 11, ((dots[0], "王小明"), (dots[1], True)))]
    assert state_hash(cells) == state_hash(
        [HeldCell(5, bytes(16), 11, ((dots[1], 1), (dots[0], "王小明")))]
    )
    others = [
        HeldCell(5, bytes(16), 12, cells[0].writes),
        HeldCell(6, bytes(16), 11, cells[0].writes),
        HeldCell(5, bytes(15) + b"1", 11, cells[0].writes),
        HeldCell(5, bytes(16), 11, cells[0].writes[:1]),
        HeldCell(5, bytes(16), 11, ((dots[0], "王晓明"), cells[0].writes[1])),
    ]
    assert len({state_hash([one]) for one in [*cells, *others]}) == 6


def _maximal(changes: Sequence[Change]) -> list[Write]:
    """Return the writes that stand: purged they are not, and no other write names them.

    One that is no seal names a seal in vain; a purge names even that.
    """
    purged = {dot for change in changes for dot in change.purged}
    live = [change for change in changes if change.write.dot not in purged]
    replaced = {dot for change in live for dot in change.write.base}
    resealed = {dot for change in live if change.write.seal for dot in change.write.base}
    writes = [change.write for change in live if not change.purged]
    return [one for one in writes if one.dot not in (resealed if one.seal else replaced)]


def _of(changes: Sequence[Change], name: bytes) -> list[Change]:
    return [change for change in changes if change.write.dot.replica == name]


def _any_order(changes: Sequence[Change], order: st.DataObject) -> list[Change]:
    """Return all changes, each replica's in its order, the replicas mixed, parts of it twice."""
    queues = [_of(changes, name) for name in sorted({one.write.dot.replica for one in changes})]
    mixed: list[Change] = []
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
