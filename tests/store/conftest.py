"""Real stores in a temporary folder, on clocks that stand where a test puts them."""

import itertools
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from mediatordesk.core.cases import Case
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.records import added
from mediatordesk.store import Store

from .exchange import hand_over

KEY = bytes(range(32))
OPERATOR = UUID(int=1)
MORNING = datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)

NewStore = Callable[..., Store]


@pytest.fixture
def new_store(tmp_path: Path) -> Iterator[NewStore]:
    """Return a maker of empty stores; the store "a" is that of the replica aaaaaaaa.

    All stand under one clock, which goes on a second each time it is read.
    """
    stores: list[Store] = []
    seconds = itertools.count()

    def make(name: str = "a", *, now: datetime = MORNING) -> Store:
        folder = tmp_path / name
        folder.mkdir()
        clock = Clock(lambda: now + timedelta(seconds=next(seconds)))
        stores.append(Store.create(folder, KEY, replica=name[:1].encode() * 8, clock=clock))
        return stores[-1]

    yield make
    for store in stores:
        store.close()


@pytest.fixture
def store(new_store: NewStore) -> Store:
    """Return an empty store."""
    return new_store()


@pytest.fixture
def case() -> Case:
    """Return a case that no store holds yet."""
    return Case(
        id=UUID(int=7), pack="people", title="O'Brien & Sons 与 a<b", number="（2026）第1号"
    )


@pytest.fixture
def party(case: Case) -> Party:
    """Return a party of the case that no store holds yet."""
    return Party(id=UUID(int=8), case_id=case.id, role=PartyRole.APPLICANT, name="王小明")


@pytest.fixture
def filled(store: Store, case: Case, party: Party) -> Store:
    """Return a store that holds the case and its party."""
    store.commit(OPERATOR, [added(case), added(party)])
    return store


@pytest.fixture
def pair(new_store: NewStore, case: Case, party: Party) -> tuple[Store, Store]:
    """Return two desks that both hold the case and its party."""
    one, other = new_store("a"), new_store("b")
    one.commit(OPERATOR, [added(case), added(party)])
    hand_over(one, other)
    return one, other
