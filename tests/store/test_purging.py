"""Purges: a person's data leaves the desk for good; the chain still proves that it was there."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from mediatordesk.core.cases import Case
from mediatordesk.core.changes import GENESIS, Cell, Dot, LoggedChange, Op, Verb
from mediatordesk.core.encoding import encode
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.purges import Purge, dot_text
from mediatordesk.core.records import added, changed
from mediatordesk.store import Store
from mediatordesk.store.engine import FILE_NAME

from .conftest import KEY, MORNING, NewStore
from .exchange import OPERATOR, hand_over, rename, state
from .pages import plain_pages

NAME, PHONE = "覃𬭎雪梅", "13877400021"


@pytest.fixture
def person(case: Case) -> Party:
    """Return somebody who will ask to be forgotten."""
    return Party(
        id=UUID(int=20), case_id=case.id, role=PartyRole.RESPONDENT, name=NAME, phone=PHONE
    )


@pytest.fixture
def known(filled: Store, person: Party) -> Store:
    """Return a store with a person about whom three changes speak."""
    filled.commit(OPERATOR, [added(person)])
    filled.commit(OPERATOR, [changed(person, person.renamed(f"{NAME}二"))])
    case = filled.all(Case)[0]
    both = [changed(case, case.renamed("a<b")), Op("party", person.id, (Cell("sex", "女"),))]
    filled.commit(OPERATOR, both)
    return filled


def erase(store: Store, person: Party, keep: tuple[Op, ...] = ()) -> Purge:
    """Erase all that was ever written about a person."""
    dots = store.changes_touching([person.id])
    void = Party(
        id=person.id, case_id=person.case_id, role=person.role, name="—", void_reason="依法删除"
    )
    purge = Purge(
        changes=(), purged_at=MORNING, reason="本人申请", basis="个人信息保护法第四十七条"
    )
    store.purge(OPERATOR, dots, [*keep, added(void)], purge)
    return replace(purge, changes=tuple(map(dot_text, dots)))


def in_the_file(path: Path) -> list[str]:
    """Return which of the person's words stand anywhere in the pages of a desk's file."""
    pages = plain_pages(path / FILE_NAME, KEY)
    wal = path / f"{FILE_NAME}-wal"
    assert not wal.exists() or wal.stat().st_size == 0
    return [word for word in (NAME, PHONE) if word.encode() in pages]


def title_kept(store: Store) -> tuple[Op, ...]:
    """Return what stays of a change that spoke of the case too."""
    return (Op("case", store.all(Case)[0].id, (Cell("title", "a<b"),)),)


def test_nothing_of_a_person_is_left_in_the_file(
    known: Store, person: Party, tmp_path: Path
) -> None:
    known.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    assert in_the_file(tmp_path / "a") == [NAME, PHONE]
    erase(known, person, title_kept(known))
    assert in_the_file(tmp_path / "a") == []
    (party,) = known.all(Party)
    assert party.name == "王小明"
    assert known.get(Party, person.id).name == "—"
    assert known.all(Case)[0].title == "a<b"
    assert known.problems() == ()


def test_the_chain_still_verifies_and_says_how_much_was_there(known: Store, person: Party) -> None:
    before = [one.leaf for segment in known.segments(0) for one in segment.changes]
    erase(known, person, title_kept(known))
    segments = known.segments(0)
    changes = [one for segment in segments for one in segment.changes]
    assert [one.leaf for one in changes[: len(before)]] == before
    assert [bool(one.purged) for one in changes] == [False, True, True, True, False, False]
    assert all(one.payload == one.nonce == b"" for one in changes if one.purged)
    # Whoever has the seed could guess at what was erased: it is gone where one was.
    assert segments[0].seed == b""
    assert known.problems() == ()


def test_a_purge_says_what_it_erased_and_why(known: Store, person: Party) -> None:
    purge = erase(known, person, title_kept(known))
    (kept,) = known.all(Purge)
    assert replace(kept, id=purge.id) == purge
    assert len(kept.dots) == 3
    # The words that stay are a change of their own, which may be purged one day too.
    assert known.changes_touching([person.id]) == (Dot(known.head().replica, 5),)


@pytest.mark.parametrize("order", ["before", "after", "never had them"])
def test_another_desk_erases_too_whenever_the_purge_arrives(
    known: Store, person: Party, new_store: NewStore, tmp_path: Path, order: str
) -> None:
    other = new_store("b")
    if order == "before":
        hand_over(known, other)
    full = known.segments(0)
    erase(known, person, title_kept(known))
    hand_over(known, other)
    for segment in full:  # an old bundle comes once more
        again = other.apply(segment.replica, segment.prev_head, segment.seq0, segment.changes)
        assert again.applied == 0
    assert state(other) == state(known)
    assert other.state_hash() == known.state_hash()
    assert in_the_file(tmp_path / "b") == []
    assert other.problems() == ()


def test_a_purge_that_comes_first_erases_what_it_names_when_that_comes(
    known: Store, person: Party, new_store: NewStore, tmp_path: Path
) -> None:
    colleague, third = new_store("b"), new_store("c")
    hand_over(known, colleague)
    full = known.segments(0)
    erase(colleague, person, title_kept(colleague))
    hand_over(colleague, third)
    for segment in full:
        third.apply(segment.replica, segment.prev_head, segment.seq0, segment.changes)
    third.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    assert in_the_file(tmp_path / "c") == []
    hand_over(colleague, known)
    assert state(third) == state(known) == state(colleague)
    assert third.rows("SELECT * FROM purged") == []
    assert third.problems() == known.problems() == ()


def test_what_others_wrote_meanwhile_stays(
    known: Store, person: Party, party: Party, new_store: NewStore
) -> None:
    other = new_store("b")
    hand_over(known, other)
    rename(other, "王晓明")
    before = other.get(Party, person.id)
    other.commit(OPERATOR, [changed(before, replace(before, occupation="职工"))])
    erase(known, person, title_kept(known))
    hand_over(known, other)
    hand_over(other, known)
    assert state(known) == state(other)
    assert known.get(Party, party.id).name == "王晓明"
    (conflict,) = [one for one in known.conflicts() if one.column == "occupation"]
    assert {write.value for write in conflict.writes} == {"", "职工"}
    assert known.problems() == other.problems() == ()


def test_what_a_purged_write_had_replaced_does_not_come_back(
    filled: Store, person: Party, new_store: NewStore
) -> None:
    # Only the second of two writes of one field is purged: a desk that never read it must not
    # show the first one again.
    late = new_store("b")
    filled.commit(OPERATOR, [added(person)])
    hand_over(filled, late)
    renamed = filled.commit(OPERATOR, [changed(person, person.renamed("王晓明"))])
    purge = Purge(changes=(), purged_at=MORNING, reason="误录")
    filled.purge(OPERATOR, [renamed.dot], (), purge)
    hand_over(filled, late)
    assert state(late) == state(filled)
    assert filled.rows("SELECT name FROM party WHERE id = ?", (person.id.bytes,)) == [(None,)]
    assert late.problems() == filled.problems() == ()


def test_a_seal_that_is_purged_is_gone_everywhere(
    known: Store, case: Case, new_store: NewStore
) -> None:
    other = new_store("b")
    seal = replace(changed(case, case.renamed("封")), verb=Verb.SEAL)
    sealed = known.commit(OPERATOR, [seal])
    hand_over(known, other)
    rename(other, "王晓明")
    known.purge(OPERATOR, [sealed.dot], (), Purge(changes=(), purged_at=MORNING, reason="误封"))
    hand_over(known, other)
    hand_over(other, known)
    assert state(known) == state(other)
    known.commit(OPERATOR, [Op("case", case.id, (Cell("title", "O'Brien & Sons"),))])
    assert known.all(Case)[0].title == "O'Brien & Sons"
    assert known.problems() == other.problems() == ()


def test_a_purge_cannot_itself_be_purged(known: Store, person: Party) -> None:
    erase(known, person, title_kept(known))
    change = known.changes_of(person.case_id)[-1]
    again = Purge(changes=(), purged_at=MORNING, reason="x")
    with pytest.raises(ValueError, match="aaaaaaaa"):
        known.purge(OPERATOR, [change.dot], (), again)
    assert known.problems() == ()


def test_a_purge_that_names_nothing_readable_is_set_aside(filled: Store) -> None:
    payload = encode([[24, bytes(16), 0, [[1, ""], [2, '["no dot"]']]]])
    poison = LoggedChange(encode([1, 1 << 16, 0, OPERATOR.bytes, 0, 1]), payload, bytes(16))
    done = filled.apply(b"s" * 8, GENESIS, 1, [poison])
    assert done.quarantined == ((1, "unknown: purge.changes"),)
    assert filled.problems() == ()
