"""Fields and tables of a newer version: kept, forwarded, and merged once they are understood."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from mediatordesk.core.cases import Case
from mediatordesk.core.changes import Op
from mediatordesk.core.clock import Clock
from mediatordesk.core.parties import Party
from mediatordesk.core.records import added, changed
from mediatordesk.core.rosters import RosterKind, RosterMember
from mediatordesk.store import Store, migrations, register, schema
from mediatordesk.store.migrations import STEPS, follow_register
from mediatordesk.store.register import TABLES
from mediatordesk.store.understanding import understand_more

from .conftest import KEY, MORNING, NewStore
from .exchange import OPERATOR, hand_over, state

MEMBER = RosterMember(id=UUID(int=30), kind=next(iter(RosterKind)), name="Nguyễn Văn Đức")
OlderStore = Callable[[str], Store]


@pytest.fixture
def older(new_store: NewStore, monkeypatch: pytest.MonkeyPatch) -> OlderStore:
    """Return a maker of stores of an older version: no rosters, parties without the last field."""
    tables = tuple(
        replace(table, columns=table.columns[:-1]) if table.kind is Party else table
        for table in TABLES
        if table.kind is not RosterMember
    )

    def make(name: str) -> Store:
        with monkeypatch.context() as then:
            for module in (register, schema, migrations):
                then.setattr(module, "TABLES", tables)
            return new_store(name)

    return make


def updated(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Open a desk of the older version with this one, in which the register has grown."""
    path = Path(store.rows("PRAGMA database_list")[0][2]).parent
    assert path.parent == tmp_path
    monkeypatch.setattr(migrations, "STEPS", (*STEPS, follow_register, understand_more))
    return Store.open(path, KEY, clock=Clock(lambda: MORNING))


def wants_mail(store: Store, party: Party, *, wanted: bool) -> None:
    """Write the field that the older version does not know, and one that it does."""
    before = store.get(Party, party.id)
    after = replace(before, electronic_service=wanted, name=f"{before.name}{wanted:d}")
    store.commit(OPERATOR, [changed(before, after)])


def test_the_known_part_of_a_change_is_merged_and_the_rest_is_noted(
    filled: Store, party: Party, older: OlderStore
) -> None:
    old = older("b")
    wants_mail(filled, party, wanted=True)
    filled.commit(OPERATOR, [added(MEMBER)])
    hand_over(filled, old)
    assert old.rows("SELECT name FROM party") == [("王小明1",)]
    assert old.rows("SELECT count(*) FROM quarantine") == [(0,)]
    noted = old.rows("SELECT tab, count(*) FROM unknown_cell GROUP BY tab")
    assert dict(noted)[26] == len(added(MEMBER).cells)
    assert dict(noted)[5] == 2
    assert old.problems() == ()


def test_what_was_noted_is_forwarded_as_it_came(
    filled: Store, party: Party, older: OlderStore, new_store: NewStore
) -> None:
    old, newest = older("b"), new_store("c")
    wants_mail(filled, party, wanted=True)
    hand_over(filled, old)
    known = old.known()[b"a" * 8]
    changes = old._log.changes(old._log.tip().numbers[b"a" * 8], 1, known)
    newest.apply(b"a" * 8, bytes(32), 1, changes)
    assert state(newest) == state(filled)


def test_it_is_merged_as_soon_as_a_newer_version_opens_the_desk(
    filled: Store,
    party: Party,
    case: Case,
    older: OlderStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = older("b")
    for wanted in (True, False, True):
        wants_mail(filled, party, wanted=wanted)
    filled.commit(OPERATOR, [added(MEMBER)])
    hand_over(filled, old)
    old.close()
    old = Store.open(tmp_path / "b", KEY, clock=Clock(lambda: MORNING))  # nothing is known yet
    assert old.rows("SELECT count(*) FROM unknown_cell WHERE tab = 5") == [(4,)]
    newer = updated(old, tmp_path, monkeypatch)
    assert newer.get(Party, party.id) == filled.get(Party, party.id)
    assert newer.all(RosterMember) == (MEMBER,)
    assert state(newer) == state(filled)
    assert newer.state_hash() == filled.state_hash()
    assert newer.rows("SELECT * FROM unknown_cell") == []
    assert newer.problems() == ()
    assert len(newer.changes_of(case.id)) == 4
    newer.close()
    old.close()


def test_two_who_wrote_a_field_unknown_here_are_in_conflict_afterwards_too(
    filled: Store,
    party: Party,
    older: OlderStore,
    new_store: NewStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other, old = new_store("c"), older("b")
    hand_over(filled, other)
    wants_mail(filled, party, wanted=True)
    wants_mail(other, party, wanted=False)
    for store in (other, filled):
        hand_over(store, old)
    hand_over(other, filled)
    newer = updated(old, tmp_path, monkeypatch)
    assert state(newer) == state(filled)
    assert newer.problems() == filled.problems() == ()
    newer.close()


def test_a_change_set_aside_whole_by_an_older_version_is_merged_later(
    filled: Store,
    party: Party,
    new_store: NewStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = new_store("b")
    with monkeypatch.context() as then:
        then.setattr(register.Register, "understand", _not_renamed)
        wants_mail(filled, party, wanted=True)
        hand_over(filled, old)
    assert old.rows("SELECT reason FROM quarantine") == [("unknown: a value of 2046",)]
    assert old.get(Party, party.id).name == "王小明"
    newer = updated(old, tmp_path, monkeypatch)
    assert newer.rows("SELECT * FROM quarantine") == []
    assert state(newer) == state(filled)
    assert newer.problems() == ()
    newer.close()


def _not_renamed(_register: object, op: Op) -> None:
    """Refuse what an older version would not understand."""
    if any(cell.value == "王小明1" for cell in op.cells):
        raise register.UnknownMeaning("a value of 2046")
