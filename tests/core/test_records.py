"""Records: as operations of a change, and read back from a row."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any, get_type_hints
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.cases import Case, CaseStatus
from mediatordesk.core.changes import CHINA, Cell, Op, Value, Verb
from mediatordesk.core.papers import Paper
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.records import (
    Record,
    added,
    changed,
    fits,
    one_op_a_row,
    record_from,
    tidy,
    value_of,
    values_of,
)
from mediatordesk.core.sessions import SessionRecord
from mediatordesk.store.register import TABLES

KINDS = [table.kind for table in TABLES]


INT64 = st.integers(-(2**63), 2**63 - 1)


def of_kind(kind: type[Record]) -> st.SearchStrategy[Record]:
    """Return any record of a kind, every field filled from its type."""
    hints = get_type_hints(kind)
    special = {int: INT64, int | None: st.none() | INT64}
    return st.builds(kind, **{one.name: special.get(hints[one.name], ...) for one in fields(kind)})


def records() -> st.SearchStrategy[Record]:
    """Return any record of any kind."""
    return st.one_of([of_kind(kind) for kind in KINDS])


@given(records())
def test_a_record_comes_back_from_its_row(record: Record) -> None:
    row = {name: _stored(value) for name, value in values_of(record).items()}
    assert record_from(type(record), row) == record


@given(records())
def test_the_operation_that_adds_a_record_says_all_of_it(record: Record) -> None:
    op = added(record)
    assert (op.table, op.row, op.verb) == (record.TABLE, record.id, Verb.INSERT)
    row: Mapping[str, Any] = dict.fromkeys(values_of(record)) | {
        cell.column: _stored(cell.value) for cell in op.cells
    }
    assert record_from(type(record), {**row, "id": op.row.bytes}) == record


def opened(record: Record) -> Record:
    """Return a record that no seal has closed."""
    empty = {name: type(getattr(record, name))() for name in record.CLOSED_BY}
    return replace(record, **empty)


@given(st.data(), st.sampled_from(KINDS))
def test_the_operation_between_two_records_holds_only_what_differs(
    data: st.DataObject, kind: type[Record]
) -> None:
    one = opened(data.draw(of_kind(kind)))
    other = replace(opened(data.draw(of_kind(kind))), id=one.id, void_reason=one.void_reason)
    op = changed(one, other)
    assert (op.table, op.row, op.verb) == (kind.TABLE, one.id, Verb.SET)
    after = values_of(one) | {cell.column: cell.value for cell in op.cells}
    assert record_from(kind, {name: _stored(value) for name, value in after.items()}) == other
    assert all(cell.value != values_of(one)[cell.column] for cell in op.cells)


@given(st.data(), st.sampled_from(KINDS))
def test_who_voids_a_record_states_all_that_is_voided(
    data: st.DataObject, kind: type[Record]
) -> None:
    record = replace(opened(data.draw(of_kind(kind))), void_reason="")
    void = replace(record, void_reason="重复登记")
    op = changed(record, void)
    assert (op.verb, {cell.column: cell.value for cell in op.cells}) == (
        Verb.VOID,
        {name: value for name, value in values_of(void).items() if name != "id"},
    )
    back = changed(void, record)
    assert (back.verb, back.cells) == (Verb.UNVOID, (Cell("void_reason", ""),))


@given(of_kind(Paper))
def test_who_locks_a_paper_states_all_that_is_closed(paper: Paper) -> None:
    drafted = replace(paper, void_reason="", locked=False, sealed_sha256="")
    locked = changed(drafted, replace(drafted, locked=True))
    named = {cell.column for cell in locked.cells}
    assert locked.verb is Verb.SEAL
    assert named == set(values_of(paper)) - {"id", "void_reason", "sealed_sha256"}
    sealed = changed(
        replace(drafted, locked=True), replace(drafted, locked=True, sealed_sha256="0")
    )
    assert {cell.column for cell in sealed.cells} == named | {"sealed_sha256"}
    void = changed(replace(drafted, locked=True), replace(drafted, locked=True, void_reason="两份"))
    assert (void.verb, void.cells) == (Verb.VOID, (Cell("void_reason", "两份"),))


def test_of_two_acts_on_one_row_the_weightier_names_both() -> None:
    paper = Paper(case_id=UUID(int=1), kind="D17", title="协议书", made_on=date(2026, 11, 22))
    locked = replace(paper, locked=True)
    (op,) = one_op_a_row(
        [changed(paper, locked), Op("paper", paper.id, (Cell("void_reason", ""),))]
    )
    assert (op.verb, len(op.cells)) == (Verb.SEAL, len(changed(paper, locked).cells) + 1)


def test_a_field_emptied_again_is_a_change_to_nothing() -> None:
    case = Case(pack="people", title="a<b", registered_on=date(2025, 4, 7))
    assert changed(case, replace(case, registered_on=None)).cells == (Cell("registered_on", None),)
    assert changed(case, case).cells == ()


def test_a_column_that_was_never_written_reads_as_empty() -> None:
    record = SessionRecord(case_id=uuid4(), held_at=datetime(2025, 4, 7, 9, 30, tzinfo=CHINA))
    row: dict[str, Any] = dict.fromkeys(values_of(record))
    row |= {name: values_of(record)[name] for name in ("id", "case_id", "held_at")}
    assert record_from(SessionRecord, row) == record


@given(records())
def test_every_value_of_a_record_fits_its_field(record: Record) -> None:
    for name, value in values_of(record).items():
        assert fits(type(record), name, value)


@pytest.mark.parametrize(
    ("kind", "column", "value"),
    [
        (Case, "status", "of 2046"),
        (Case, "status", None),
        (Case, "status", 1),
        (Case, "title", None),
        (Case, "title", b"\xff"),
        (Case, "oral", 2),
        (Case, "amount_in_dispute", True),
        (Case, "amount_in_dispute", "1"),
        (Case, "registered_on", "2025-02-30"),
        (Case, "registered_on", ""),
        (Case, "requests", "{"),
        (Case, "requests", '"text"'),
        (Party, "case_id", b"short"),
        (SessionRecord, "held_at", "yesterday"),
    ],
)
def test_a_value_that_cannot_be_read_does_not_fit(
    kind: type[Record], column: str, value: Value
) -> None:
    assert not fits(kind, column, value)


def test_a_column_of_a_newer_version_is_left_out() -> None:
    party = Party(case_id=uuid4(), role=PartyRole.APPLICANT, name="覃𬭎")
    assert record_from(Party, {**values_of(party), "of_2046": "?"}) == party


def test_values_are_plain() -> None:
    assert value_of(CaseStatus.AGREED) == "agreed"
    assert value_of(("O'Brien & Sons", "覃𬭎")) == '["O\'Brien & Sons", "覃𬭎"]'
    assert value_of(date(2025, 4, 7)) == "2025-04-07"
    with pytest.raises(TypeError):
        value_of(1.5)


@pytest.mark.parametrize(
    "text", ["覃𬭎", "Nguyễn Văn Đức", "O'Brien & Sons", "a<b", "买买提·吐尔逊"]
)
def test_tidy_keeps_every_name(text: str) -> None:
    assert tidy(text) == text
    assert tidy(f" \t{text}\r\n") == text


def test_tidy_puts_marks_on_their_letters() -> None:
    assert tidy("Nguye\u0302\u0303n Va\u0306n \u0110u\u031b\u0301c") == "Nguyễn Văn Đức"
    assert tidy("e\x00\u0301") == "é"


def test_tidy_keeps_lines_and_drops_what_nobody_can_see() -> None:
    assert tidy("一\r\n二\r三\n四\t五") == "一\n二\n三\n四\t五"
    assert tidy("\x00 王\x07小\x7f明 \x1b") == "王小明"
    assert tidy("a\ud800b") == "ab"


@given(st.text(st.characters()))
def test_tidied_text_stays_as_it_is_and_can_be_written(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once == once.strip()
    once.encode()


def _stored(value: object) -> object:
    """Return a cell value as SQLite gives it back: a tick is a number."""
    return int(value) if isinstance(value, bool) else value
