"""The index: made late, given up at once, and never needed for an answer to be right."""

import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from mediatordesk.core.cases import Case
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.epochs import Epoch, EpochReason
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.records import added, changed
from mediatordesk.core.sessions import Note
from mediatordesk.store import Store
from mediatordesk.store.case_lists import list_cases
from mediatordesk.store.search_index import CHUNK, MANY, index_pending, waiting_count
from mediatordesk.store.search_tables import forget_texts, make_search_tables

from .conftest import KEY, NewStore
from .exchange import OPERATOR, hand_over

NOON = datetime(2026, 11, 23, 12, tzinfo=CHINA)
UNTRUE = (
    *('"', "*", "王*", '王" OR "李', "NEAR(王 李)", "'; drop table case_line; --", "grams:王"),
    *("NOT 王", "王 AND", "^王", "{grams}:王", "%", "_", "王%", "[王]", "-王", "+王", ")))"),
)


def found(store: Store, typed: str) -> list[UUID]:
    """Return the cases found."""
    return [line.id for line in list_cases(store, find=typed)]


def pieces(store: Store) -> bytes:
    """Return all that the index holds, as it lies in the file."""
    rows = store.rows("SELECT block FROM case_gram_data")
    texts = store.rows("SELECT text FROM case_text")
    return b"".join(block for (block,) in rows) + "".join(text for (text,) in texts).encode()


def people(store: Store, number: int) -> list[Case]:
    """Add so many cases with a party each, in one change."""
    cases = [Case(pack="people", title=f"案 {one}") for one in range(number)]
    parties = [
        Party(case_id=case.id, role=PartyRole.APPLICANT, name="覃𬭎", phone=f"138{place:08}")
        for place, case in enumerate(cases)
    ]
    store.commit(OPERATOR, [added(one) for one in (*cases, *parties)])
    return cases


def test_a_save_writes_nothing_into_the_index(filled: Store, party: Party) -> None:
    index_pending(filled, 100)
    before = filled.rows("SELECT * FROM case_line"), pieces(filled)
    filled.commit(OPERATOR, [changed(party, party.renamed("王晓明"))])
    assert (filled.rows("SELECT * FROM case_line"), pieces(filled)) == before
    assert filled.rows("SELECT * FROM line_waiting") == []
    assert found(filled, "晓明") == [party.case_id]
    assert found(filled, "小明") == []


def test_cases_are_indexed_a_few_at_a_time(store: Store) -> None:
    people(store, CHUNK + 5)
    assert waiting_count(store) == CHUNK + 5
    assert index_pending(store) == 5
    assert index_pending(store) == index_pending(store) == 0
    assert len(found(store, "覃𬭎")) == CHUNK + 5


def test_where_many_wait_whoever_looks_works_some_off(store: Store) -> None:
    people(store, MANY + 50)
    assert len(found(store, "qh")) == MANY + 50
    assert waiting_count(store) == 50


def test_a_file_that_cannot_be_written_is_searched_all_the_same(store: Store) -> None:
    people(store, MANY + 50)
    store.rows("PRAGMA query_only = ON")
    assert len(found(store, "qh")) == MANY + 50
    assert waiting_count(store) == MANY + 50


def test_what_is_typed_is_never_read_as_a_command(filled: Store) -> None:
    case = UUID(int=7)
    said = [Note(case_id=case, written_at=NOON, text=f"说：{typed}。") for typed in UNTRUE]
    index_pending(filled)
    assert [typed for typed in UNTRUE if found(filled, typed)] == []
    filled.commit(OPERATOR, [added(one) for one in said])
    for _ in range(2):
        assert [typed for typed in UNTRUE if found(filled, typed) != [case]] == []
        index_pending(filled)


def test_a_megabyte_typed_is_answered_at_once(filled: Store) -> None:
    index_pending(filled)
    for mark in ("王", "王 ", "1", "a\u0301", "𬭎 \x00", '"', "\u200b"):
        start = time.process_time()
        found(filled, mark * (1_000_000 // len(mark.encode())))
        assert time.process_time() - start < 2, mark


def test_what_was_said_in_caucus_is_found_by_nobody(filled: Store, case: Case) -> None:
    said = Note(case_id=case.id, written_at=NOON, text="底线是三万", caucus=True)
    filled.commit(OPERATOR, [added(said)])
    for _ in range(2):
        assert found(filled, "底线") == []
        index_pending(filled)
    assert "底线".encode() not in pieces(filled)


def test_a_corrected_name_leaves_nothing_of_it_in_the_index(filled: Store, party: Party) -> None:
    index_pending(filled)
    assert "小明".encode() in pieces(filled)
    filled.commit(OPERATOR, [changed(party, party.renamed("覃𬭎"))])
    index_pending(filled)
    assert not any(mark.encode() in pieces(filled) for mark in ("小", "明", "wxm"))


def test_a_forgotten_text_is_gone_at_once_and_read_again_later(
    filled: Store, party: Party, case: Case
) -> None:
    people(filled, 3)
    index_pending(filled, 100)
    filled.derive(lambda connection: forget_texts(connection, [case.id.bytes]))
    assert not any(mark.encode() in pieces(filled) for mark in ("王", "小", "brien", "wxm"))
    assert found(filled, "小明") == [case.id]  # it is still in the records
    assert index_pending(filled) == 0
    assert found(filled, "小明") == [case.id]
    assert filled.problems() == ()


def test_a_void_case_leaves_the_index_and_comes_back(filled: Store, case: Case) -> None:
    index_pending(filled)
    void = replace(case, void_reason="误录")
    filled.commit(OPERATOR, [changed(case, void)])
    for _ in range(2):
        assert found(filled, "小明") == []
        index_pending(filled)
    assert b"brien" not in pieces(filled)
    filled.commit(OPERATOR, [changed(void, case)])
    for _ in range(2):
        assert found(filled, "小明") == [case.id]
        index_pending(filled)


def test_a_party_that_arrives_before_its_case_is_found_with_it(new_store: NewStore) -> None:
    here, there, late = new_store("a"), new_store("b"), new_store("c")
    case = people(here, 1)[0]
    hand_over(here, there)
    party = Party(case_id=case.id, role=PartyRole.APPLICANT, name="解晓东")
    there.commit(OPERATOR, [added(party)])
    hand_over(there, late)
    assert found(late, "xxd") == []
    assert index_pending(late, 100) == 0
    hand_over(here, late)
    for _ in range(2):
        assert found(late, "xxd 案") == [case.id]
        index_pending(late)


def test_what_was_written_under_an_earlier_name_of_the_desk_is_found(filled: Store) -> None:
    people(filled, 1)
    reason = next(iter(EpochReason))
    before = filled.head()
    epoch = Epoch(
        previous=before.replica,
        previous_seq=before.seq,
        previous_head=before.head,
        reason=reason,
        started_at=NOON,
    )
    filled.begin_epoch(b"aaaaaaab", epoch, OPERATOR)
    for _ in range(2):
        assert len(found(filled, "qh")) == len(found(filled, "小明")) == 1
        index_pending(filled)
    assert waiting_count(filled) == 0


def test_a_desk_of_an_older_version_is_searched_before_it_is_indexed(filled: Store) -> None:
    def make_anew(connection: Any) -> None:
        for table in ("case_line", "case_text", "case_gram", "line_waiting"):
            connection.execute(f"DROP TABLE {table}")
        make_search_tables(connection)

    people(filled, 3)
    index_pending(filled)
    filled.derive(make_anew)
    assert waiting_count(filled) == 4
    for _ in range(2):
        assert len(found(filled, "qh")) == 3
        assert found(filled, "小明") == [UUID(int=7)]
        index_pending(filled)
    assert waiting_count(filled) == 0


def test_two_windows_index_and_search_one_file(filled: Store, tmp_path: Path) -> None:
    people(filled, 30)
    other = Store.open(tmp_path / "a", KEY, clock=Clock.computer())
    assert index_pending(other, 10) == 21
    assert len(found(filled, "qh")) == len(found(other, "qh")) == 30
    people(other, 1)
    assert len(found(filled, "qh")) == 31
    other.close()
