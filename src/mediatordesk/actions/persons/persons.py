"""What is held about one person, in all cases: for them to see (个人信息保护法 45)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.persons.duplicates import joins_in_case
from mediatordesk.actions.persons.person_records import (
    Person,
    fields_written,
    is_about,
    person_of,
    records_of,
)
from mediatordesk.actions.persons.person_rows import PersonRow, person_rows, same_number_rows
from mediatordesk.core.cases import STATUS_WORDS, Case
from mediatordesk.core.changes import Value
from mediatordesk.core.desk_events import DeskEvent, DeskEventKind
from mediatordesk.core.entries import AMOUNTS
from mediatordesk.core.field_words import field_word
from mediatordesk.core.money import yuan
from mediatordesk.core.named_files import file_hashes
from mediatordesk.core.offices import Operator
from mediatordesk.core.papers import Attachment, Blob, Paper
from mediatordesk.core.parties import Party
from mediatordesk.core.record_words import shown_value, table_word
from mediatordesk.core.records import Record, added, values_of
from mediatordesk.core.rosters import RosterMember
from mediatordesk.core.sealed_revisions import SealedRevision
from mediatordesk.core.sessions import Note
from mediatordesk.core.signed_scans import SignedScan
from mediatordesk.core.texts import _
from mediatordesk.forms.sheets.sheet import Heading, Table
from mediatordesk.forms.sheets.writing import width_of, write_xlsx
from mediatordesk.store import Store

LONG = 120
"""Characters of a text that a line of history shows."""


@dataclass(frozen=True)
class HeldCase:
    """A case in which the person takes part."""

    case: UUID
    number: str
    title: str
    status: str


@dataclass(frozen=True)
class HeldRecord:
    """One record about the person."""

    table: str
    case: UUID | None
    """None for what belongs to the office: joins, its own rosters."""
    record: Record


@dataclass(frozen=True)
class HeldFile:
    """A file that is theirs or that names them; its content is in the case."""

    case: UUID
    name: str
    kind: str
    sha256: str
    size: int | None = None


@dataclass(frozen=True)
class HeldChange:
    """Who wrote what about the person, and when."""

    at: datetime
    operator: str
    case: UUID
    table: str
    row: UUID
    fields: Mapping[str, Value]


@dataclass(frozen=True)
class PersonExport:
    """All of it. Caucus notes are counted only: nobody but their readers can open them."""

    parties: tuple[Party, ...]
    cases: tuple[HeldCase, ...]
    records: tuple[HeldRecord, ...]
    files: tuple[HeldFile, ...]
    history: tuple[HeldChange, ...]
    sealed_notes: int
    people: tuple[PersonRow, ...]
    """Whose rows these are, by name and case."""
    same_number: tuple[PersonRow, ...]
    """Rows with the same identity number that nobody has joined with them; not in this export."""


def export_person(desk: Desk, party: Party) -> PersonExport:
    """Return what is held about the person of a row, in all rows joined with it.

    That it was exported is noted in the desk's events, with the row and without the name.
    """
    store = desk.store
    person = person_of(store, party)
    held = tuple(
        HeldRecord(record.TABLE, case_id, record)
        for case_id in person.cases
        for record in _held(person, tuple(records_of(store, case_id)))
    )
    held += tuple(HeldRecord(one.TABLE, None, one) for one in _held_by_office(store, person))
    notes = [one for case_id in person.cases for one in store.of_case(Note, case_id)]
    export = PersonExport(
        parties=person.parties,
        cases=tuple(_held_case(store.get(Case, case_id)) for case_id in person.cases),
        records=held,
        files=tuple(file for one in held if one.case for file in _files(one.case, one.record)),
        history=tuple(
            change for case_id in person.cases for change in _history(desk, case_id, person)
        ),
        sealed_notes=sum(one.caucus for one in notes),
        people=person_rows(store, person.parties),
        same_number=same_number_rows(store, person),
    )
    now, kind = desk.clock.now(), DeskEventKind.PERSON_EXPORTED
    desk.commit([added(DeskEvent(kind=kind, happened_at=now, about=party.id))])
    return export


def person_tables(export: PersonExport) -> bytes:
    """Return what is held about a person as a workbook, one sheet for each kind of thing."""
    numbers = {one.case: one.number or one.title for one in export.cases}
    cases = [(one.number, one.title, one.status) for one in export.cases]
    records = [
        (numbers[one.case] if one.case else "", table_word(one.table), field_word(name), shown)
        for one in export.records
        for name, content in values_of(one.record).items()
        if field_word(name) and (shown := _shown(name, content))
    ]
    files = [
        (numbers[one.case], one.name, one.kind, one.sha256, str(one.size)) for one in export.files
    ]
    history = [
        (
            f"{one.at:%Y-%m-%d %H:%M}",
            one.operator,
            numbers[one.case],
            table_word(one.table),
            _fields(one),
        )
        for one in export.history
    ]
    return write_xlsx(
        [
            _table(_("Cases"), (_("Case number"), _("Case"), _("Status")), cases),
            _table(_("Records"), (_("Case number"), _("Table"), _("Field"), _("Content")), records),
            _table(
                _("Files"),
                (_("Case number"), _("File name"), _("Kind"), _("SHA-256"), _("Bytes")),
                files,
            ),
            _table(
                _("History"),
                (_("Time"), _("Operator"), _("Case number"), _("Table"), _("Content")),
                history,
            ),
        ]
    )


def _held(person: Person, records: tuple[Record, ...]) -> Iterator[Record]:
    """Yield the records about the person; papers that are not made for somebody else are.

    With a paper go the scan and the later seals of it.
    """
    others = {one.id for one in records if isinstance(one, Party)} - person.rows
    papers: set[UUID] = set()
    for record in records:
        of_all = isinstance(record, Paper) and record.about not in others
        of_paper = isinstance(record, SignedScan | SealedRevision) and record.paper_id in papers
        if (of_all or of_paper or is_about(person, record)) and not isinstance(record, Blob):
            papers |= {record.id} if isinstance(record, Paper) else set()
            yield record


def _held_by_office(store: Store, person: Person) -> Iterator[Record]:
    """Yield who joined their rows, and their places in the office's rosters."""
    joins = (one for party in person.parties for one in joins_in_case(store, party.case_id))
    yield from {one.id: one for one in joins if is_about(person, one)}.values()
    for member in store.all(RosterMember):
        if member.id_number and any(member.id_number == one.id_number for one in person.parties):
            yield member


def _held_case(case: Case) -> HeldCase:
    return HeldCase(case.id, case.number or case.mark, case.title, _(STATUS_WORDS[case.status]))


def _files(case: UUID, record: Record) -> Iterator[HeldFile]:
    """Yield the files of a record: what was handed in, papers as they were made and sealed."""
    match record:
        case Attachment() as one:
            yield HeldFile(case, one.name, one.kind, one.sha256, one.size)
            if one.original_sha256:
                yield HeldFile(case, one.name, one.kind, one.original_sha256, one.original_size)
        case Paper() as one:
            for sha256 in (one.docx_sha256, one.pdf_sha256, one.sealed_sha256):
                if sha256:
                    yield HeldFile(case, one.title, one.kind, sha256)
        case SignedScan() | SealedRevision() as one:
            for sha256 in file_hashes(one):
                yield HeldFile(case, table_word(one.TABLE), "", sha256)


def _history(desk: Desk, case_id: UUID, person: Person) -> Iterator[HeldChange]:
    """Yield who wrote what about the person in a case, oldest first."""
    names = {one.id: one.name for one in desk.store.where(Operator, "1", ())}
    rows = {record.id for record in _held(person, tuple(records_of(desk.store, case_id)))}
    for change in desk.store.changes_of(case_id):
        for op in change.ops:
            if op.row in rows:
                operator = names.get(change.operator, str(change.operator))
                written = fields_written(op)
                yield HeldChange(change.moment, operator, case_id, op.table, op.row, written)


def _table(name: str, labels: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    columns = zip(*rows, strict=True) if rows else iter([()] * len(labels))
    headings = tuple(
        Heading(label, width_of((label, *column)))
        for label, column in zip(labels, columns, strict=True)
    )
    return Table(name, headings, tuple(rows), name)


def _fields(change: HeldChange) -> str:
    """Return what was written, shortened, in one line."""
    said = ((field_word(name), _shown(name, content)) for name, content in change.fields.items())
    return "；".join(f"{word}：{shown[:LONG]}" for word, shown in said if word and shown)


def _shown(field: str, content: Value) -> str:
    """Return a field's content as people read it: amounts in yuan, choices in words."""
    if field in AMOUNTS and isinstance(content, int):
        return yuan(content)
    return shown_value(content)
