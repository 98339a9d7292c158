"""Histories of several real desks: whatever they do and however they meet, they end alike."""

import itertools
import random
import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mediatordesk.core.cases import Case
from mediatordesk.core.changes import CHINA, Change
from mediatordesk.core.clock import Clock
from mediatordesk.core.papers import Paper
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.purges import Purge
from mediatordesk.core.records import Record, added, changed
from mediatordesk.store import Sealed, Segment, Store

from .conftest import KEY, MORNING
from .exchange import OPERATOR, state

R = TypeVar("R", bound=Record)
YEARS = (1970, 2026, 2026, 2026, 2099)
CASE = Case(pack="people", title="王小明与 a<b")
PARTY = Party(case_id=CASE.id, role=PartyRole.APPLICANT, name="王小明")
PAPER = Paper(case_id=CASE.id, kind="D17", title="协议书", made_on=MORNING.date())


class Desks:
    """Some desks, and all that they have sent so far."""

    def __init__(self, folder: Path, count: int, chance: random.Random) -> None:
        self.chance = chance
        seconds = itertools.count()
        self.stores = []
        for number in range(count):
            name = bytes([97 + number]) * 8
            (folder / name.decode()).mkdir()
            clock = Clock(
                lambda: (
                    datetime(chance.choice(YEARS), 11, 22, tzinfo=CHINA)
                    + timedelta(seconds=next(seconds))
                )
            )
            self.stores.append(Store.create(folder / name.decode(), KEY, replica=name, clock=clock))
        self.stores[0].commit(OPERATOR, [added(CASE), added(PARTY), added(PAPER)])
        self.written = 1

    def act(self) -> None:
        """Let somebody do something at one of the desks, or take over what another sent."""
        store = self.chance.choice(self.stores)
        if self.chance.random() < 0.4:
            for segment in self.chance.choice(self.stores).segments(0):
                self._deliver(store, segment)
            return
        deed = self.chance.choice([self.write, self.write, self.void, self.close, self.purge])
        deed(store)

    def write(self, store: Store) -> None:
        """Correct a field of a party or of a paper."""
        self.written += 1
        if party := _first(store, Party):
            self._commit(store, party, party.renamed(f"{self.written}"))
        if paper := _first(store, Paper):
            self._commit(store, paper, replace(paper, title=f"{self.written}"))

    def void(self, store: Store) -> None:
        """Void something, or take that back."""
        if record := _first(store, self.chance.choice([Party, Paper])):
            reason = "" if record.void_reason else "作废"
            self._commit(store, record, replace(record, void_reason=reason))

    def close(self, store: Store) -> None:
        """Sign a paper, or seal it."""
        if paper := _first(store, Paper):
            sealed = f"{self.written}" if paper.locked else ""
            self._commit(store, paper, replace(paper, locked=True, sealed_sha256=sealed))

    def purge(self, store: Store) -> None:
        """Erase one change by law."""
        if self.chance.random() < 0.5 and (dots := store.changes_touching([PARTY.id, PAPER.id])):
            named = Purge(changes=(), purged_at=MORNING, reason="x")
            store.purge(OPERATOR, [self.chance.choice(dots)], (), named)

    def _commit(self, store: Store, before: R, after: R) -> Change | None:
        try:
            return store.commit(OPERATOR, [changed(before, after)])
        except Sealed:
            return None

    def meet(self) -> None:
        """Let everybody have everything, in any order, some of it twice."""
        sent = [segment for store in self.stores for segment in store.segments(0)]
        for store in self.stores:
            queues = [
                [one for one in sent if one.replica == each.head().replica] for each in self.stores
            ]
            while queues := [queue for queue in queues if queue]:
                queue = self.chance.choice(queues)
                for _ in range(self.chance.choice([1, 1, 2])):
                    self._deliver(store, queue[0])
                del queue[0]

    def _deliver(self, store: Store, segment: Segment) -> None:
        part = len(segment.changes)
        if self.chance.random() < 0.3:
            part = self.chance.randint(1, part)
        changes = segment.changes[:part]
        store.apply(segment.replica, segment.prev_head, segment.seq0, changes)
        store.apply(segment.replica, segment.prev_head, segment.seq0, segment.changes)

    def close_all(self) -> None:
        """Close every desk."""
        for store in self.stores:
            store.close()


def _first(store: Store, kind: type[R]) -> R | None:
    """Return the one record of a kind, void or not, if its beginning is here and whole."""
    whole = "void_reason IS NOT NULL AND case_id IS NOT NULL"
    needed = "role IS NOT NULL" if kind is Party else "made_on IS NOT NULL"
    found = store.where(kind, f"{whole} AND {needed}", ())
    return found[0] if found else None


def _end_alike(seed: int) -> None:
    """Play one history."""
    chance = random.Random(seed)  # noqa: S311 - a history that can be played again
    with tempfile.TemporaryDirectory() as folder:
        desks = Desks(Path(folder), chance.randint(2, 4), chance)
        try:
            for _ in range(chance.randint(3, 25)):
                desks.act()
            desks.meet()
            one, *others = desks.stores
            for other in others:
                assert state(other) == state(one)
                assert other.state_hash() == one.state_hash()
            assert {store.problems() for store in desks.stores} == {()}
            assert {store.conflicts() for store in desks.stores} == {one.conflicts()}
        finally:
            desks.close_all()


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**32))
@example(4055)  # a paper is sealed whose title was purged
@example(3543660517)  # a party is voided whose name was purged
def test_desks_that_seal_void_purge_and_meet_in_any_order_end_alike(seed: int) -> None:
    _end_alike(seed)


@pytest.mark.soak
@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_three_hundred_histories_of_real_desks_end_alike(seed: int) -> None:
    _end_alike(seed)
