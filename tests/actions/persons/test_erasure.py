"""Erasing a person: nothing of them is left anywhere, and everything else still stands."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from mediatordesk.actions.desks.desk import Desk, check_desk
from mediatordesk.actions.persons.duplicates import join_parties
from mediatordesk.actions.persons.erased_records import ERASED
from mediatordesk.actions.persons.erasure import (
    SigningUnderWay,
    StillKept,
    erase_person,
    planned_erasure,
)
from mediatordesk.actions.persons.persons import export_person, person_tables
from mediatordesk.core.bound_files import BoundFile
from mediatordesk.core.cases import Case, CaseStatus
from mediatordesk.core.ceremonies import CeremonyNote, CeremonyStep
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.desk_events import DeskEvent, DeskEventKind
from mediatordesk.core.handovers import AnswerOutcome, ReceiverAnswer
from mediatordesk.core.papers import Attachment, Blob, Paper, Signature, SignerRole
from mediatordesk.core.parties import Party
from mediatordesk.core.party_joins import PartyJoin
from mediatordesk.core.records import Record, added, changed
from mediatordesk.core.sessions import Note
from mediatordesk.core.signed_scans import SignedScan
from mediatordesk.forms.sheets.reading import read_sheet
from mediatordesk.store import find_case, list_cases, read_case_file
from mediatordesk.store.search_index import index_pending
from tests.actions.roster_desks import buyers_csv, desk_at, imported

BASIS = "个人信息保护法 第四十七条第一款第三项"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_at(tmp_path / "desk")


def everything(desk: Desk) -> str:
    """Return all that the decrypted database holds, in every table, as one text."""
    question = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
    tables = [name for (name,) in desk.store.rows(question)]
    rows = [row for name in tables for row in desk.store.rows(f'SELECT * FROM "{name}"')]  # noqa: S608 - of this database
    return "\n".join(_text(cell) for row in rows for cell in row)


def _text(cell: object) -> str:
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell)


def is_gone(desk: Desk, words: Iterable[str]) -> None:
    held = everything(desk)
    for word in words:
        assert word not in held, word


def first_person(desk: Desk, case: Case) -> Party:
    return read_case_file(desk.store, case.id).parties[0]


def archived(desk: Desk, case: Case, closed_on: date) -> Case:
    after = replace(case, status=CaseStatus.ARCHIVED, closed_on=closed_on)
    desk.commit([changed(case, after)])
    return after


def words_of(party: Party) -> tuple[str, ...]:
    return (party.name, party.id_number, party.phone)


def with_traces(desk: Desk, case: Case, party: Party) -> tuple[Blob, Blob]:
    """Put what a case gathers about a person into it: a file, notes, papers signed and not."""
    card, paper = (
        desk.blobs.put(f"{one} {party.name}".encode(), "image/png", case_id=case.id)
        for one in "甲乙"
    )
    agreement = Paper(
        case_id=case.id,
        kind="D17",
        title="调解协议书",
        made_on=date(2025, 5, 1),
        pdf_sha256=paper.sha256,
        locked=True,
        sealed_sha256=paper.sha256,
    )
    draft = desk.blobs.put(f"草稿 {party.name}".encode(), "application/pdf", case_id=case.id)
    records: list[Record] = [
        *(card, paper, draft, agreement),
        Paper(
            case_id=case.id,
            kind="D05",
            title="受理通知书",
            about=party.id,
            made_on=date(2025, 5, 1),
            pdf_sha256=draft.sha256,
        ),
        Signature(
            case_id=case.id,
            paper_id=agreement.id,
            role=SignerRole.PARTY,
            name=party.name,
            party_id=party.id,
            signed_on=date(2025, 5, 1),
        ),
        Attachment(
            case_id=case.id,
            party_id=party.id,
            kind="identity",
            name=party.name,
            sha256=card.sha256,
            size=card.size,
            media_type="image/png",
            added_on=date(2025, 5, 1),
        ),
        Note(
            case_id=case.id,
            written_at=datetime(2025, 5, 1, tzinfo=CHINA),
            text=f"{party.name}说邻居的话不对，电话 {party.phone}。",
        ),
    ]
    desk.commit([added(one) for one in records])
    renamed = replace(case, facts=f"{party.name}与开发商的纠纷")
    desk.commit([changed(case, renamed)])
    return card, paper


def test_retention_must_be_over_or_somebody_must_ask_lawfully(desk: Desk) -> None:
    case = imported(desk, buyers_csv(3))
    party = first_person(desk, case)
    for closed in (None, date(2024, 1, 1)):
        if closed:
            archived(desk, case, closed)
        with pytest.raises(StillKept) as refused:
            erase_person(desk, party, "期满")
    assert "2034-01-01" in refused.value.lines()[0]
    assert "待核" in refused.value.lines()[0]
    assert desk.store.get(Party, party.id) == party
    erase_person(desk, party, "本人请求", basis=BASIS)


def test_one_of_many_is_erased_and_all_others_stay_as_they_were(desk: Desk) -> None:
    case = imported(desk, buyers_csv(9))
    before = read_case_file(desk.store, case.id)
    archived(desk, case, date(2010, 1, 1))
    party = before.parties[0]
    erased = erase_person(desk, party, f"{party.name} 期满")
    after = read_case_file(desk.store, case.id)
    is_gone(desk, words_of(party))
    assert after.parties[0].name == ERASED
    assert after.parties[1:] == before.parties[1:]
    assert {one: values for one, values in after.party_elements.items() if one != party.id} == {
        one: values for one, values in before.party_elements.items() if one != party.id
    }
    assert set(after.party_elements[party.id].values()) == {""}
    assert (erased.rows, erased.cases, erased.files) == ((party.id,), (case.id,), 0)
    assert check_desk(desk) == ()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_second_person_of_the_same_roster_can_be_erased_too(
    desk: Desk, order: tuple[int, int]
) -> None:
    case = imported(desk, buyers_csv(5))
    archived(desk, case, date(2010, 1, 1))
    parties = read_case_file(desk.store, case.id).parties
    for place in order:
        erase_person(desk, parties[place], "期满")
    is_gone(desk, (*words_of(parties[0]), *words_of(parties[1])))
    assert read_case_file(desk.store, case.id).parties[2:] == parties[2:]
    assert check_desk(desk) == ()


def test_files_papers_notes_and_texts_hold_nothing_of_them_when_retention_is_over(
    desk: Desk,
) -> None:
    case = imported(desk, buyers_csv(3))
    party = first_person(desk, case)
    card, paper = with_traces(desk, case, party)
    archived(desk, desk.store.get(Case, case.id), date(2010, 1, 1))
    index_pending(desk.store)
    erased = erase_person(desk, party, "期满")
    index_pending(desk.store)
    is_gone(desk, words_of(party))
    assert erased.files == 3
    assert erased.kept == ()
    for blob in (card, paper):
        assert not any(map(desk.blobs.has, blob.parts))
    file = read_case_file(desk.store, case.id)
    assert file.case.facts == f"{ERASED}与开发商的纠纷"
    assert file.notes[0].text == f"{ERASED}说邻居的话不对，电话 {ERASED}。"
    assert list_cases(desk.store, find=party.name) == ()
    assert list_cases(desk.store, find=party.phone) == ()
    assert check_desk(desk) == ()


def test_a_signed_paper_is_evidence_until_retention_is_over_and_that_is_said(desk: Desk) -> None:
    case = imported(desk, buyers_csv(3))
    party = first_person(desk, case)
    card, paper = with_traces(desk, case, party)
    erased = erase_person(desk, party, "本人请求", basis=BASIS)
    assert [one.title for one in erased.kept] == ["调解协议书"]
    assert "证据" in erased.kept[0].reason or "evidence" in erased.kept[0].reason
    assert desk.blobs.get(desk.store.get(Blob, paper.id))
    assert not any(map(desk.blobs.has, card.parts))
    is_gone(desk, words_of(party))
    assert erased.backups_until.date() > date(2026, 4, 1)
    assert check_desk(desk) == ()


def test_what_came_back_signed_goes_with_its_paper(desk: Desk) -> None:
    case = imported(desk, buyers_csv(3))
    party = first_person(desk, case)
    with_traces(desk, case, party)
    (agreement,) = (one for one in desk.store.of_case(Paper, case.id) if one.locked)
    pages, source, bound, ruling = (
        desk.blobs.put(f"{one} {party.name}".encode(), "application/pdf", case_id=case.id)
        for one in ("扫描", "原件", "卷", "裁定")
    )
    day, moment = date(2025, 5, 1), datetime(2025, 5, 1, tzinfo=CHINA)
    records: list[Record] = [
        *(pages, source, bound, ruling),
        SignedScan(
            case_id=case.id,
            paper_id=agreement.id,
            sha256=pages.sha256,
            pages=1,
            sources=(source.sha256,),
            filed_on=day,
        ),
        CeremonyNote(
            case_id=case.id,
            paper_id=agreement.id,
            step=CeremonyStep.READ_ALOUD,
            happened_at=moment,
            party_id=party.id,
            person=party.name,
            remark=f"{party.name}听清楚了",
        ),
        BoundFile(case_id=case.id, bound_on=day, sha256=bound.sha256, pages=1),
        ReceiverAnswer(
            case_id=case.id,
            outcome=AnswerOutcome.CONFIRMED,
            decided_on=day,
            received_on=day,
            reason=f"{party.name}申请",
            document_sha256=ruling.sha256,
        ),
    ]
    desk.commit([added(one) for one in records])
    held = {file.sha256 for file in export_person(desk, party).files}
    assert {pages.sha256, source.sha256} <= held
    archived(desk, desk.store.get(Case, case.id), date(2010, 1, 1))
    erased = erase_person(desk, party, "期满")
    is_gone(desk, words_of(party))
    assert erased.kept == ()
    for blob in (pages, source, bound, ruling):
        assert not any(map(desk.blobs.has, blob.parts))
    assert check_desk(desk) == ()


def test_a_paper_that_is_being_signed_is_closed_first(desk: Desk) -> None:
    case = imported(desk, buyers_csv(2))
    paper = Paper(case_id=case.id, kind="D17", title="协议", made_on=date(2025, 5, 1), locked=True)
    desk.commit([added(paper)])
    with pytest.raises(SigningUnderWay):
        erase_person(desk, first_person(desk, case), "请求", basis=BASIS)


def test_all_rows_of_a_joined_person_are_erased_in_all_cases(desk: Desk) -> None:
    one, other = imported(desk, buyers_csv(2)), imported(desk, buyers_csv(2))
    here, there = (first_person(desk, case) for case in (one, other))
    join_parties(desk, here, there, reason=f"{here.name}，电话 {here.phone}")
    assert "party_join" in {held.table for held in export_person(desk, here).records}
    erased = erase_person(desk, there, "请求", basis=BASIS)
    assert {*erased.rows} == {here.id, there.id}
    [join] = desk.store.all(PartyJoin)
    assert join.reason == f"{ERASED}，电话 {ERASED}"
    is_gone(desk, words_of(here))
    assert check_desk(desk) == ()


def test_the_plan_names_whom_and_what_it_is_about_and_does_nothing(desk: Desk) -> None:
    one, other = imported(desk, buyers_csv(2)), imported(desk, buyers_csv(2))
    here, there = (first_person(desk, case) for case in (one, other))
    with_traces(desk, one, here)
    here = desk.store.get(Party, here.id)
    before = desk.store.head().seq
    planned = planned_erasure(desk, here, basis=BASIS)
    assert desk.store.head().seq == before
    assert not planned.applied
    assert [(row.party, row.name, row.case) for row in planned.people] == [
        (here.id, here.name, one.id)
    ]
    assert [row.party for row in planned.same_number] == [there.id]
    assert {lost.title for lost in planned.lost} == {"受理通知书", here.name}
    lines = planned.words()
    assert any(here.name in line and str(here.id) in line for line in lines)
    assert "--apply" in lines[-1]
    erased = erase_person(desk, here, "请求", basis=BASIS)
    assert replace(planned, applied=True) == erased
    assert "--apply" not in " ".join(erased.words())
    assert desk.store.get(Party, there.id) == there  # it was named, and not touched
    assert any(str(there.id) in line for line in erased.words())


def test_old_names_and_numbers_go_with_the_history(desk: Desk) -> None:
    case = imported(desk, buyers_csv(2))
    party = first_person(desk, case)
    desk.commit([changed(party, replace(party, name="覃曾用", phone="13911112222"))])
    erase_person(desk, desk.store.get(Party, party.id), "请求", basis=BASIS)
    is_gone(desk, (*words_of(party), "覃曾用", "13911112222"))
    assert check_desk(desk) == ()


def test_somebody_whose_name_begins_alike_keeps_it(desk: Desk) -> None:
    case = imported(desk, buyers_csv(3))
    one, other, _third = read_case_file(desk.store, case.id).parties
    short, long = replace(one, name="王小"), replace(other, name="王小明")
    note = Note(
        case_id=case.id,
        written_at=datetime(2025, 5, 1, tzinfo=CHINA),
        text="王小明和王小都到场。",
    )
    desk.commit([changed(one, short), changed(other, long), added(note)])
    erase_person(desk, short, "请求", basis=BASIS)
    file = read_case_file(desk.store, case.id)
    assert file.notes[0].text == f"王小明和{ERASED}都到场。"
    assert file.parties[1].name == "王小明"


def test_the_event_and_the_purge_name_nobody(desk: Desk) -> None:
    case = imported(desk, buyers_csv(2))
    party = first_person(desk, case)
    export_person(desk, party)
    erase_person(desk, party, f"应{party.name}的请求", basis=BASIS)
    events = desk.store.all(DeskEvent)
    kinds = [one.kind for one in events]
    assert kinds[-2:] == [DeskEventKind.PERSON_EXPORTED, DeskEventKind.PERSON_ERASED]
    assert events[-1].about == party.id
    assert events[-1].remark == f"应{ERASED}的请求"


def test_what_is_held_about_a_person_is_all_of_it_and_of_nobody_else(desk: Desk) -> None:
    case = imported(desk, buyers_csv(4))
    one, other, *_rest = read_case_file(desk.store, case.id).parties
    with_traces(desk, case, one)
    export = export_person(desk, one)
    tables = [each.table for each in export.records]
    assert {"case", "party", "element", "note", "paper", "attachment", "signature"} <= {*tables}
    assert tables.count("party") == 1
    assert tables.count("element") == 5
    assert {each.name for each in export.files} == {one.name, "调解协议书", "受理通知书"}
    assert export.history[0].operator == "黄文德"
    told = "\n".join(map(str, (*export.records, *export.history)))
    assert other.id_number not in told
    assert other.phone not in told
    sheet = read_sheet(person_tables(export), "f")
    assert sheet.rows


def test_cases_of_the_desk_can_still_be_found_by_others(desk: Desk) -> None:
    case = imported(desk, buyers_csv(4))
    one, other, *_rest = read_case_file(desk.store, case.id).parties
    erase_person(desk, one, "请求", basis=BASIS)
    index_pending(desk.store)
    assert [line.id for line in list_cases(desk.store, find=other.name)] == [case.id]
    assert find_case(desk.store, case.mark).id == case.id
    assert desk.at(Clock.computer()).store.get(Case, case.id).title == case.title


def test_a_colleagues_desk_that_has_it_all_erases_it_too(desk: Desk, tmp_path: Path) -> None:
    case = imported(desk, buyers_csv(4))
    other = desk_at(tmp_path / "other")
    take_over(desk, other)
    one, another = read_case_file(desk.store, case.id).parties[:2]
    for party in (one, another):
        erase_person(desk, party, "请求", basis=BASIS)
    take_over(desk, other)
    index_pending(other.store)
    is_gone(other, (*words_of(one), *words_of(another)))
    here, there = (read_case_file(store, case.id) for store in (desk.store, other.store))
    assert here.parties == there.parties
    assert here.party_elements == there.party_elements
    assert other.store.problems() == ()


def take_over(source: Desk, target: Desk) -> None:
    """Let one desk take over the log of another, as it would stand in bundles."""
    replica = source.store.head().replica
    for one in source.store.segments(target.store.known().get(replica, 0)):
        target.store.apply(replica, one.prev_head, one.seq0, one.changes)


def test_a_caucus_note_goes_when_retention_is_over_and_is_named_before(desk: Desk) -> None:
    case = imported(desk, buyers_csv(2))
    moment = datetime(2025, 5, 1, tzinfo=CHINA)
    note = Note(case_id=case.id, written_at=moment, caucus=True, sealed_text=b"age ...")
    desk.commit([added(note)])
    one, other = read_case_file(desk.store, case.id).parties
    erased = erase_person(desk, one, "请求", basis=BASIS)
    assert len(erased.kept) == 1
    archived(desk, desk.store.get(Case, case.id), date(2010, 1, 1))
    assert erase_person(desk, other, "期满").kept == ()
    assert desk.store.get(Note, note.id).sealed_text == b""
    assert check_desk(desk) == ()
