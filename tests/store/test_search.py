"""Search misses nothing and invents nothing: it finds what reading every case would find.

The cases are read one by one through the store's own records and held against the definition in
core/search_words.py, whatever was written, voided, indexed, forgotten or taken over before.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st

from mediatordesk.core.cases import Case, CaseStatus, Element
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.papers import Paper
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.records import Record, added, changed
from mediatordesk.core.search_words import fits, grams_of, search_text, words_of
from mediatordesk.core.sessions import Note
from mediatordesk.store import Store
from mediatordesk.store.case_pages import Wanted, page_of_cases
from mediatordesk.store.search_index import index_pending, waiting_count
from mediatordesk.store.search_tables import forget_texts, tokens

from .exchange import hand_over

KEY = bytes(range(32))
OPERATOR = UUID(int=1)
WORDS = (
    *("王小明", "覃𬭎", "单于飞", "尉迟恭", "解晓东", "O'Brien & Sons", "a<b", "Nguyễn Văn Đức"),
    *("土地", "承包", "纠纷", "长洲", "13800138000", "45040519850315002X", "１２３", "x", "y"),
    *("（2026）正阳人调字第3号", "100%", "_", "*", '"', "NEAR(", "'; drop", " "),
)
ADDED = ("", "", " 王", " 1", " wx", " 小明", '" OR "', "*", " NOT x", "'; drop")
texts = st.lists(st.sampled_from(WORDS), max_size=4).map("".join) | st.text(
    alphabet="王小明覃𬭎１2x%_*\"' \n", max_size=8
)
titles = texts.filter(bool)
Step = Callable[["Desks", st.DataObject], None]


class Desks:
    """Two desks that exchange what they write; the first one is searched."""

    def __init__(self, folder: Path) -> None:
        self.mine, self.other = self._store(folder / "a"), self._store(folder / "b")

    def _store(self, folder: Path) -> Store:
        folder.mkdir()
        replica = folder.name.encode() * 8
        return Store.create(folder, KEY, replica=replica, clock=Clock.computer())

    def close(self) -> None:
        """Close both."""
        self.mine.close()
        self.other.close()


def kept(store: Store, *records: Record) -> None:
    """Save new records."""
    store.commit(OPERATOR, [added(record) for record in records])


def add_case(desks: Desks, data: st.DataObject) -> None:
    store = data.draw(st.sampled_from([desks.mine, desks.mine, desks.other]))
    fields = {name: data.draw(texts) for name in ("number", "mark", "facts", "mediator")}
    requests = tuple(data.draw(st.lists(texts, max_size=2)))
    day = data.draw(st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 4)))
    case = Case(
        pack="people",
        title=data.draw(titles),
        requests=requests,
        registered_on=day,
        status=data.draw(st.sampled_from(CaseStatus)),
        **fields,  # type: ignore[arg-type]  # texts
    )
    kept(store, case, *(a_party(case, data) for _ in range(data.draw(st.integers(0, 2)))))


def a_party(case: Case, data: st.DataObject) -> Party:
    fields = {name: data.draw(texts) for name in ("phone", "id_number", "address", "occupation")}
    name = data.draw(titles)
    return Party(case_id=case.id, role=PartyRole.APPLICANT, name=name, **fields)  # type: ignore[arg-type]


def add_to_case(desks: Desks, data: st.DataObject) -> None:
    cases = desks.mine.all(Case)
    if cases:
        case, said = data.draw(st.sampled_from(cases)), data.draw(texts)
        now = datetime(2026, 1, 1, tzinfo=CHINA)
        kinds: list[Record] = [
            a_party(case, data),
            Note(case_id=case.id, written_at=now, text=said),
            Note(case_id=case.id, written_at=now, text=said, caucus=True),
            Paper(case_id=case.id, kind="D05", title=said, number="第7号", made_on=now.date()),
            Element.of(case.id, "面积", said),
        ]
        kept(desks.mine, data.draw(st.sampled_from(kinds)))


def change_something(desks: Desks, data: st.DataObject) -> None:
    records: list[Record] = [*desks.mine.where(Case, "TRUE", ()), *desks.mine.all(Party)]
    if not records:
        return
    record = data.draw(st.sampled_from(records))
    after: Record
    match data.draw(st.integers(0, 2)), record:
        case 0, _:
            after = replace(record, void_reason="" if record.void_reason else "误录")
        case _, Case():
            after = replace(record, title=data.draw(titles), facts=data.draw(texts))
        case _, Party():
            after = replace(record, name=data.draw(titles), phone=data.draw(texts))
        case _:
            return
    if after != record:
        desks.mine.commit(OPERATOR, [changed(record, after)])


def exchange(desks: Desks, data: st.DataObject) -> None:
    hand_over(desks.other, desks.mine)
    if data.draw(st.booleans()):
        hand_over(desks.mine, desks.other)


def index_some(desks: Desks, data: st.DataObject) -> None:
    index_pending(desks.mine, data.draw(st.integers(1, 300)))


def forget_one(desks: Desks, data: st.DataObject) -> None:
    cases = desks.mine.where(Case, "TRUE", ())
    if cases:
        one = data.draw(st.sampled_from(cases)).id.bytes
        desks.mine.derive(lambda connection: forget_texts(connection, [one]))


STEPS: tuple[Step, ...] = (
    add_case,
    add_case,
    add_to_case,
    add_to_case,
    change_something,
    change_something,
    exchange,
    index_some,
    index_some,
    forget_one,
)


def said_in(store: Store, case: Case) -> tuple[list[str], list[str]]:
    """Return what a case says, and the names in it."""
    fields = [case.number, case.mark, case.facts, *case.requests]
    fields += [case.mediator, case.recorder, case.registrar]
    names = []
    for party in store.of_case(Party, case.id):
        names += [party.name, party.legal_representative]
        fields += [party.phone, party.id_number, party.address, party.service_address]
        fields.append(party.occupation)
    for paper in store.of_case(Paper, case.id):
        fields += [paper.title, paper.number]
    fields += [one.text for one in store.of_case(Note, case.id) if not one.caucus]
    fields += [one.content for one in store.of_case(Element, case.id)]
    return fields, names


def read_one_by_one(store: Store) -> dict[UUID, str]:
    """Return the text of every case, read through its records."""
    cases = store.where(Case, "void_reason = '' AND status IS NOT NULL", ())
    said = {case: said_in(store, case) for case in cases}
    return {
        case.id: search_text(fields, names, [case.title]) for case, (fields, names) in said.items()
    }


def some_typed(read: dict[UUID, str], data: st.DataObject) -> str:
    """Return what somebody may type: parts of what stands somewhere, or anything."""
    lines = [line for text in read.values() for line in text.split("\n")] or ["王"]
    line = data.draw(st.sampled_from(lines))
    start = data.draw(st.integers(0, max(len(line) - 1, 0)))
    part = line[start : start + data.draw(st.integers(1, 12))]
    other = data.draw(
        st.sampled_from(["", "", " 王", " 1", " wx", " 小明", '" OR "', "*", " NOT x"])
    )
    return part + other


def assert_found_as_read(store: Store, typed: str, read: dict[UUID, str]) -> None:
    note(f"typed {typed!r}, waiting {waiting_count(store)}")
    fitting = {case for case, text in read.items() if fits(words_of(typed), text)}
    lines = page_of_cases(store, Wanted(find=typed), limit=10_000)
    assert {line.id for line in lines} == fitting
    assert len(lines) == len(fitting)
    days = [line.registered_on or date.min for line in lines]
    assert days == sorted(days, reverse=True)


def assert_index_holds_exactly(store: Store, read: dict[UUID, str]) -> None:
    """Check every gram of the index, once nothing waits: what is gone has left no trace."""
    assert index_pending(store, 100_000) == 0
    with store.reading() as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE temp.gram USING fts5vocab(main, case_gram, instance)"
        )
        held = set(connection.execute("SELECT term, doc FROM temp.gram").fetchall())
        docs = connection.execute("SELECT case_id, doc FROM case_line").fetchall()
        kept_texts = connection.execute("SELECT doc, text FROM case_text").fetchall()
    numbers = {UUID(bytes=case): doc for case, doc in docs}
    kept_lines = {doc: set(text.split("\n")) for doc, text in kept_texts}
    assert kept_lines == {numbers[case]: set(text.split("\n")) for case, text in read.items()}
    assert held == {
        (tokens((gram,)), numbers[case]) for case, text in read.items() for gram in grams_of(text)
    }
    assert store.problems() == ()


def wander(data: st.DataObject, rounds: int) -> None:
    """Let things happen on two desks, and search in between."""
    with TemporaryDirectory() as folder:
        desks = Desks(Path(folder))
        try:
            for step in data.draw(st.lists(st.sampled_from(STEPS), min_size=2, max_size=rounds)):
                step(desks, data)
                if data.draw(st.booleans()):
                    read = read_one_by_one(desks.mine)
                    assert_found_as_read(desks.mine, some_typed(read, data), read)
            read = read_one_by_one(desks.mine)
            for _ in range(4):
                assert_found_as_read(desks.mine, some_typed(read, data), read)
            assert_index_holds_exactly(desks.mine, read)
            for _ in range(4):
                assert_found_as_read(desks.mine, some_typed(read, data), read)
        finally:
            desks.close()


# To shrink a failure takes minutes, as every try makes two stores: what failed is told as it was.
AS_IT_WAS = settings(deadline=None, phases=set(Phase) - {Phase.shrink, Phase.explain})


@settings(AS_IT_WAS, max_examples=12)
@given(st.data())
def test_search_finds_what_reading_every_case_finds(data: st.DataObject) -> None:
    wander(data, rounds=12)


@pytest.mark.soak
@settings(AS_IT_WAS, max_examples=1000)
@given(st.data())
def test_search_finds_it_whatever_happened_before(data: st.DataObject) -> None:
    wander(data, rounds=40)
