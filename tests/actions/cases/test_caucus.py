"""What one side says in confidence is read by the case's mediators, and by nobody else."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.actions.backups.recovery import unlock_with_sheet
from mediatordesk.actions.cases.caucus import (
    BLOCK,
    NoReader,
    NoSuchReader,
    NotAReader,
    _padded,
    _text,
    read_caucus_note,
    reader_names,
    readers_of,
    text_of,
    write_caucus_note,
    write_note,
)
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.operators import add_operator, retire_operator
from mediatordesk.actions.sending.enrolment import enrolment_request, take_grant
from mediatordesk.actions.sending.exchange import sync
from mediatordesk.centre.inbox import Centre
from mediatordesk.centre.places import RAW
from mediatordesk.core.cases import Case, EmptyText
from mediatordesk.core.offices import Operator
from mediatordesk.core.records import added, changed
from mediatordesk.core.sessions import Note
from mediatordesk.forms import Packs
from mediatordesk.forms.facts.facts import facts_of
from mediatordesk.keys.identities import Identity, NotForUs, decrypt_with
from mediatordesk.store import Store, read_case_file
from mediatordesk.sync.mailbox.folder import FolderMailbox
from tests.actions.shared_desks import (
    CHEAP,
    CLOCK,
    LI,
    OFFICE,
    PLACES,
    QIN,
    WORDS_OF_LI,
    WORDS_OF_QIN,
    Shared,
    made_by_li,
    shared,
)

TEXT = "覃𬭎 私下说：底线是三万六千五百元 a<b，别告诉 O'Brien & Sons"
HIDDEN = tuple(TEXT[:8].encode(code) for code in ("utf-8", "utf-16-le", "gb18030"))


@pytest.fixture(scope="module", autouse=True)
def _packs_read_once() -> Iterator[None]:
    """Read the installed packs once; they do not change."""
    once = Packs.read(PLACES.forms)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Packs, "read", lambda _folder: once)
        yield


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Return a closed desk of two operators, made once."""
    return shared(tmp_path_factory.mktemp("ready") / "desk")


@pytest.fixture
def both(ready: Shared, tmp_path: Path) -> Shared:
    """Return a copy of the desk of two operators."""
    return ready.copied(tmp_path / "desk 一")


def case_of(desk: Desk, **people: str) -> Case:
    """Register a case that these people have to do with."""
    plain = Case(pack="people", title="苏美玲与覃𬭎的纠纷", dispute_type="邻里纠纷")
    case = replace(plain, **people)  # type: ignore[arg-type]  # all of these are names
    desk.commit([added(case)])
    return case


def only_note(desk: Desk) -> Note:
    """Return the one note of a desk."""
    [note] = desk.store.all(Note)
    return note


def test_the_author_reads_their_note_and_a_colleague_of_the_same_desk_does_not(
    both: Shared,
) -> None:
    desk = both.opened_by(WORDS_OF_LI)
    write_caucus_note(desk, case_of(desk, mediator=LI).id, TEXT)
    note = only_note(desk)
    assert (note.text, note.caucus, note.readers) == ("", True, (str(both.li),))
    assert read_caucus_note(desk, note) == TEXT
    desk.close()
    desk = both.opened_by(WORDS_OF_QIN)
    with pytest.raises(NotAReader) as caught:
        read_caucus_note(desk, only_note(desk))
    assert LI in caught.value.lines()[0]
    assert text_of(desk, only_note(desk)) is None


def test_mediator_recorder_and_registrar_of_the_case_read_it(both: Shared) -> None:
    desk = both.opened_by(WORDS_OF_LI)
    case = case_of(desk, mediator=f"莫志强、{QIN}")
    write_caucus_note(desk, case.id, TEXT)
    assert reader_names(desk, only_note(desk)) == (LI, QIN)
    desk.close()
    desk = both.opened_by(WORDS_OF_QIN)
    assert read_caucus_note(desk, only_note(desk)) == TEXT


def test_a_name_with_spaces_is_found_and_who_has_left_is_not_written_to(both: Shared) -> None:
    desk = both.opened_by(WORDS_OF_LI)
    third = add_operator(desk, "Nguyễn Văn Đức", "", "五 个 词 a<b 好", cost=CHEAP)
    case = case_of(desk, recorder="Nguyễn Văn Đức", registrar=QIN)
    assert [one.name for one in readers_of(desk, case)] == [LI, QIN, third.name]
    retire_operator(desk, both.qin)
    assert [one.name for one in readers_of(desk, case)] == [LI, third.name]


def test_others_can_be_named_and_only_who_works_here(both: Shared) -> None:
    desk = both.opened_by(WORDS_OF_LI)
    case = case_of(desk)
    write_caucus_note(desk, case.id, TEXT, [f" {QIN} "])
    assert reader_names(desk, only_note(desk)) == (LI, QIN)
    with pytest.raises(NoSuchReader) as caught:
        write_caucus_note(desk, case.id, TEXT, ["莫志强"])
    assert QIN in caught.value.lines()[0]
    with pytest.raises(EmptyText):
        write_caucus_note(desk, case.id, " \n")
    assert len(desk.store.all(Note)) == 1


def test_a_reader_without_a_key_is_named_if_wanted_and_left_out_if_not(both: Shared) -> None:
    desk = both.opened_by(WORDS_OF_LI)
    desk.commit([added(Operator(name="莫志强"))])  # of another laptop, of an older version
    case = case_of(desk, mediator="莫志强")
    with pytest.raises(NoReader) as caught:
        write_caucus_note(desk, case.id, TEXT, ["莫志强"])
    assert all("莫志强" in line or line for line in caught.value.lines())
    write_caucus_note(desk, case.id, TEXT)
    assert reader_names(desk, only_note(desk)) == (LI,)


def test_an_own_key_is_used_even_if_somebody_has_exchanged_the_one_in_the_log(
    both: Shared,
) -> None:
    desk, thief = both.opened_by(WORDS_OF_LI), Identity.new()
    mine = desk.operator
    desk.commit([changed(mine, replace(mine, recipient=thief.recipient.text))])
    write_caucus_note(desk, case_of(desk).id, TEXT)
    assert read_caucus_note(desk, only_note(desk)) == TEXT
    with pytest.raises(NotForUs):
        thief.decrypt(only_note(desk).sealed_text)


def test_a_sealed_text_moved_to_another_note_is_not_read(both: Shared) -> None:
    desk = both.opened_by(WORDS_OF_LI)
    write_caucus_note(desk, case_of(desk).id, TEXT)
    other = replace(only_note(desk), id=case_of(desk).id)
    with pytest.raises(NotAReader):
        read_caucus_note(desk, other)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=600))
def test_any_text_comes_back_and_its_length_says_little(words: str) -> None:
    plain = _padded(ROW, words)
    assert len(plain) % BLOCK == 0
    assert _text(ROW, plain) == words


ROW = Operator(name="-").id


def test_the_centre_and_a_colleagues_laptop_have_the_note_and_cannot_read_it(
    tmp_path: Path,
) -> None:
    """Two laptops of one office; the centre's keys, the office's and the colleague's are tried."""
    made = made_by_li(tmp_path / "laptop one")
    desk, centre = made.desk, Centre.new(tmp_path / "centre", "450405", "长洲区司法局", clock=CLOCK)
    take_grant(desk, centre.enrol(enrolment_request(desk)).grant)
    write_caucus_note(desk, case_of(desk, mediator=QIN).id, TEXT)
    write_note(desk, case_of(desk).id, "一般记事：已通知双方")
    stick = tmp_path / "U 盘"
    stick.mkdir()
    sync(desk, str(stick))
    centre.receive(FolderMailbox(stick))
    colleague = made_by_li(tmp_path / "laptop two", replace(OFFICE, id=desk.office.id)).desk
    take_it_over(colleague, desk)
    register = centre.register
    [office] = register.offices
    with centre.ledger(office, register) as ledger:
        notes = [note for note in ledger.store.all(Note) if note.caucus]
    [note] = notes
    assert note.sealed_text == next(
        one.sealed_text for one in colleague.store.all(Note) if one.caucus
    )
    theirs = (
        centre.secrets.identity,
        office.identity,
        colleague.device.identity,
        colleague.identity or Identity.new(),
        desk.device.identity,
    )
    with pytest.raises(NotForUs):
        decrypt_with(theirs, note.sealed_text)
    assert text_of(colleague, note) is None
    assert text_of(desk, note) == TEXT
    desk.close()
    colleague.close()
    found = [path for path in tmp_path.rglob("*") if path.is_file() and says(path, HIDDEN)]
    assert found == []
    assert any((tmp_path / "centre" / RAW).rglob("*.mdb"))


def take_it_over(colleague: Desk, desk: Desk) -> None:
    """Let another laptop of the office take over what a desk has logged."""
    for one in desk.store.segments(0):
        colleague.store.apply(one.replica, one.prev_head, one.seq0, one.changes)


def says(path: Path, words: tuple[bytes, ...]) -> bool:
    """Tell whether a file holds one of these."""
    data = path.read_bytes()
    return any(word in data for word in words)


def test_the_whole_plain_text_of_the_database_does_not_say_it(both: Shared) -> None:
    desk = both.opened_by(WORDS_OF_LI)
    write_caucus_note(desk, case_of(desk, mediator=LI).id, TEXT)
    assert TEXT[:8] not in dump(desk.store)


def dump(store: Store) -> str:
    """Return every value of every table, as a colleague with the open database sees it."""
    # What a virtual table holds lies in others.
    ours = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
    tables = [row[0] for row in store.rows(ours)]
    rows = (row for table in tables for row in store.rows(f'SELECT * FROM "{table}"'))  # noqa: S608
    values = (value for row in rows for value in row)
    return "\n".join(
        value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        for value in values
    )


def test_no_paper_and_no_check_is_given_a_caucus_note(both: Shared) -> None:
    desk = both.opened_by(WORDS_OF_LI)
    case = case_of(desk)
    write_caucus_note(desk, case.id, TEXT)
    write_note(desk, case.id, "一般记事")
    facts = facts_of(read_case_file(desk.store, case.id), CLOCK.today())
    assert [note["text"] for note in facts["notes"]] == ["一般记事"]


def test_a_forgotten_passphrase_loses_no_caucus_note(both: Shared) -> None:
    desk = both.opened_by(WORDS_OF_LI)
    write_caucus_note(desk, case_of(desk).id, TEXT)
    desk.close()
    words = both.recovery.text
    desk = unlock_with_sheet(
        both.folder, words, "新的 口令 好", places=PLACES, clock=CLOCK, operator=both.li, cost=CHEAP
    )
    assert read_caucus_note(desk, only_note(desk)) == TEXT
    desk.close()
    desk = both.opened_by("新的 口令 好")
    assert read_caucus_note(desk, only_note(desk)) == TEXT
    assert json.loads(json.dumps(reader_names(desk, only_note(desk)))) == [LI]
