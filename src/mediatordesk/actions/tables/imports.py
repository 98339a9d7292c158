"""Import of rosters and ledgers: planned first, row by row, and then saved whole or not at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from mediatordesk.actions.cases.intake import DEFAULT_PACK, at_home, first_periods
from mediatordesk.actions.cases.numbering import marked
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.tables.exports import NotOfACase, lists_of_people
from mediatordesk.actions.tables.import_warnings import (
    maybe_same,
    repeated_contents,
    repeated_numbers,
)
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import Change, Op
from mediatordesk.core.numbers import NumberUse
from mediatordesk.core.parties import Party
from mediatordesk.core.records import Record, added, tidy
from mediatordesk.core.rosters import RosterMember
from mediatordesk.core.texts import _
from mediatordesk.documents.confined import Confined
from mediatordesk.forms import Finding, Intake, Pack, read_intake
from mediatordesk.forms.definitions.rosters import Roster, Subject
from mediatordesk.forms.rosters.cases import case_of, with_questions
from mediatordesk.forms.rosters.people import member_of, party_of, values_of_party
from mediatordesk.forms.rosters.reading import RosterRead, read_roster, require_likeness
from mediatordesk.forms.sheets.reading import is_workbook, read_sheet
from mediatordesk.forms.sheets.sheet import Sheet, SheetTooLarge
from mediatordesk.store import read_case_file

HARMLESS = 16 << 20
"""Bytes of XML that are read without a second thought: half a second, 60 MB of memory."""
LIMITS = Confined(seconds=60, megabytes=1024)
"""For the largest workbook that is read at all."""
MOST_CELLS = 17_000
"""Of one change. A bundle refuses 200,000 items in one, and a cell takes ten of them when a change
is purged that was written again after an earlier purge."""
NOBODY = UUID(int=0)
MOST_CHARACTERS = 1_000_000
"""Of one change, so that it fits into a segment of the log."""


@dataclass(frozen=True)
class BadCell:
    """A cell that cannot be used: row as Excel shows it, heading, and why."""

    row: int
    column: str
    why: str


@dataclass(frozen=True)
class PlanLine:
    """One row of the sheet, its cells as they stand there, and by heading what is wrong."""

    number: int
    cells: tuple[str, ...]
    faults: Mapping[str, str]


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do: nothing is saved yet."""

    file: str
    roster: Roster
    headings: tuple[str, ...]
    lines: tuple[PlanLine, ...] = ()
    warnings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    """How the sheet was read: columns and sums left out, formulas."""
    case: Case | None = None
    """The mass case of a roster of parties."""
    new_cases: tuple[Intake, ...] = ()
    """Cases to be registered: one a row, or the mass case if it is a new one."""
    records: tuple[tuple[Record, ...], ...] = ()
    """What each row becomes beside the cases."""

    @property
    def rows(self) -> int:
        """Return how many rows of the sheet have content."""
        return len(self.lines)

    @property
    def bad(self) -> tuple[BadCell, ...]:
        """Return the cells that cannot be used; with one of them nothing is saved."""
        return tuple(
            BadCell(line.number, column, why)
            for line in self.lines
            for column, why in line.faults.items()
        )

    @property
    def added(self) -> int:
        """Return how many people or cases it adds when it is applied: all rows, or none."""
        return 0 if self.bad else self.rows


def read_table(data: bytes, file: str) -> Sheet:
    """Return a roster's file as text; `file` is its name in messages.

    A workbook that unpacks to more than a roster of some thousand rows is read in a child process,
    which takes a second to start. Raises what `read_sheet` does; TookTooLong or NeededTooMuch for
    a workbook that is a trap.
    """
    try:
        return read_sheet(data, file, unpacked=HARMLESS)
    except SheetTooLarge:
        if not is_workbook(data):
            raise
    return LIMITS.run(read_sheet, data, file)


def plan_import(
    desk: Desk,
    sheet: Sheet,
    roster_name: str,
    *,
    pack_name: str = "",
    into: Case | None = None,
    entry: Mapping[str, Any] | None = None,
) -> ImportPlan:
    """Say what becomes of each row; nothing is saved.

    Rows become cases of their own (`cases`), members of the office's rosters, or parties of the
    case `into`, else of one new mass case: that of an intake file (`entry`: the other side,
    facts, title), or one called after the sheet's file. NoRoster, WrongEntry, or what
    `read_roster` raises; LooksLikeAnother for a list of another kind; NotOfACase if rows that are
    no parties are to go into one.
    """
    default = into.pack if into else str((entry or {}).get("pack") or DEFAULT_PACK)
    pack = desk.packs.pack(pack_name or default)
    roster = with_questions(pack.roster(roster_name), pack, desk.clock.today())
    if into is not None and roster.subject is not Subject.PARTIES:
        raise NotOfACase(roster=roster_name, rosters=_(", ").join(lists_of_people(pack)))
    read = read_roster(roster, sheet)
    require_likeness(roster, pack.data.rosters, read, sheet.file)
    draft = ImportPlan(sheet.file, roster, read.heading.cells, notes=_notes(sheet, read))
    if roster.subject is Subject.CASES:
        return _with_lines(sheet, read, *_cases(desk, pack, read, draft))
    if roster.subject is Subject.MEMBERS:
        return _with_lines(sheet, read, *_members(desk, read, draft))
    if into is not None:
        file = read_case_file(desk.store, into.id)
        return _with_lines(sheet, read, *_parties(desk, read, replace(draft, case=into), file))
    intake = _mass_case(desk, pack, sheet.file, entry)
    file = CaseFile(desk.office, intake.case, intake.parties)
    draft = replace(draft, case=intake.case, new_cases=(intake,))
    return _with_lines(sheet, read, *_parties(desk, read, draft, file))


def apply_import(desk: Desk, plan: ImportPlan) -> tuple[Change, ...]:
    """Save what was planned in one transaction, in as few changes as the log's limits allow.

    There must be no bad rows. NotSaved, AddedMeanwhile: then nothing of it was saved.
    """
    if plan.bad:
        raise ValueError(plan.bad)
    groups = list(_registrations(desk, plan.new_cases))
    groups += [[added(one) for one in records] for records in plan.records]
    return desk.commit_all(list(_batches(groups)))


def _notes(sheet: Sheet, read: RosterRead) -> tuple[str, ...]:
    """Return how the sheet was read, as far as something of it was left out."""
    notes = list(sheet.notes)
    if read.unknown:
        words = _("These columns are not taken over: {columns}.")
        notes.append(words.format(columns="、".join(read.unknown)))
    if read.sums:
        words = _("These rows add up the others and are left out: {rows}.")
        notes.append(words.format(rows="、".join(map(str, read.sums))))
    if read.examples:
        words = _("These rows are marked as examples and are left out: {rows}.")
        notes.append(words.format(rows="、".join(map(str, read.examples))))
    return tuple(notes)


def _with_lines(
    sheet: Sheet, read: RosterRead, plan: ImportPlan, faults: Mapping[int, Mapping[str, str]]
) -> ImportPlan:
    """Return a plan with its rows, and by heading what is wrong with each."""
    cells = {row.number: row.cells for row in sheet.rows}
    headings = {name: read.heading.cells[place] for name, place in read.places.items()}
    labels = {one.name: one.label for one in plan.roster.columns} | headings
    lines = tuple(
        PlanLine(
            row.number,
            cells[row.number],
            {tidy(labels.get(name, name)): why for name, why in faults[row.number].items()},
        )
        for row in read.rows
    )
    return replace(plan, lines=lines)


Faults = dict[int, Mapping[str, str]]
"""By the number of the row, by the column of the roster."""


def _cases(desk: Desk, pack: Pack, read: RosterRead, plan: ImportPlan) -> tuple[ImportPlan, Faults]:
    """Plan a case for each row."""
    today = desk.clock.today()
    made = [case_of(plan.roster, row.values, pack, today) for row in read.rows]
    faults: Faults = {
        row.number: {**one.faults, **row.faults} for row, one in zip(read.rows, made, strict=True)
    }
    intakes = tuple(at_home(desk, one.intake) for one in made if one.intake)
    findings = tuple(finding for intake in intakes for finding in intake.findings)
    people = [party for intake in intakes for party in intake.parties]
    warnings = (*findings, *maybe_same(desk.store, people))
    return replace(plan, new_cases=intakes, warnings=warnings), faults


def _members(desk: Desk, read: RosterRead, plan: ImportPlan) -> tuple[ImportPlan, Faults]:
    """Plan a member of the office's roster for each row."""
    kind = plan.roster.member
    there = {_bare(one) for one in desk.store.all(RosterMember) if one.kind is kind}
    made = [member_of(plan.roster, row.values) for row in read.rows]
    faults: Faults = {}
    for row, (member, wrong) in zip(read.rows, made, strict=True):
        again = {"name": _("this row is in the roster already")} if _bare(member) in there else {}
        faults[row.number] = {**again, **wrong, **row.faults}
    return replace(plan, records=tuple((member,) for member, _wrong in made)), faults


def _bare(member: RosterMember) -> RosterMember:
    """Return a member without what is no content of a row."""
    return replace(member, id=NOBODY)


def _parties(
    desk: Desk, read: RosterRead, plan: ImportPlan, file: CaseFile
) -> tuple[ImportPlan, Faults]:
    """Plan a party of the mass case for each row."""
    roster, first = plan.roster, 1 + max((one.position for one in file.parties), default=0)
    there = {_values(roster, one, file.party_elements.get(one.id, {})) for one in file.parties}
    made = [
        party_of(roster, row.values, file.case.id, place)
        for place, row in enumerate(read.rows, first)
    ]
    faults: Faults = {}
    for row, one in zip(read.rows, made, strict=True):
        elements = {element.name: element.content for element in one.elements}
        twice = bool(there) and _values(roster, one.party, elements) in there
        again = {"name": _("this row is in the case already")} if twice else {}
        faults[row.number] = {**again, **one.faults, **row.faults}
    people = {row.number: one.party for row, one in zip(read.rows, made, strict=True)}
    warnings = (
        *(finding for one in made for finding in one.findings),
        *repeated_contents(roster, read.rows, people),
        *repeated_numbers(people),
        *maybe_same(desk.store, tuple(people.values())),
    )
    records = tuple((one.party, *one.elements) for one in made)
    return replace(plan, records=records, warnings=warnings), faults


def _values(roster: Roster, party: Party, elements: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(values_of_party(roster, party, elements).values())


def _mass_case(desk: Desk, pack: Pack, file: str, entry: Mapping[str, Any] | None) -> Intake:
    """Return the case that the people of a roster belong to: of its own intake file, or bare."""
    today = desk.clock.today()
    if entry is not None:
        return at_home(desk, read_intake(pack, entry, on=today))
    case = Case(
        pack=pack.name,
        title=tidy(Path(file).stem),
        dispute_type=pack.data.default_type,
        registered_on=today,
    )
    return at_home(desk, Intake(case, ()))


def _registrations(desk: Desk, intakes: tuple[Intake, ...]) -> Iterator[list[Op]]:
    """Yield what registers each case; their provisional marks follow one another."""
    ordinal = 0
    for intake in intakes:
        case, use = _marked_after(desk, intake.case, ordinal)
        ordinal = use.ordinal
        whole = replace(intake, case=case)
        yield [*map(added, whole.records), added(use), *first_periods(desk, whole)]


def _marked_after(desk: Desk, case: Case, ordinal: int) -> tuple[Case, NumberUse]:
    """Return the case with its mark: the next free one, or the one after those given just now."""
    series, _dash, free = marked(desk, case)[0].mark.rpartition("-")
    taken = max(int(free), ordinal + 1)
    use = NumberUse.of(desk.office.id, case.id, series, 0, taken)
    return replace(case, mark=f"{series}-{taken:04}"), use


def _batches(groups: list[list[Op]]) -> Iterator[list[Op]]:
    """Yield operations in as few changes as the limits of the log allow; a row is never parted."""
    batch, cells, characters = list[Op](), 0, 0
    for group in groups:
        more = [cell for op in group for cell in op.cells]
        length = sum(len(cell.value) for cell in more if isinstance(cell.value, str | bytes))
        if batch and (cells + len(more) > MOST_CELLS or characters + length > MOST_CHARACTERS):
            yield batch
            batch, cells, characters = [], 0, 0
        batch += group
        cells, characters = cells + len(more), characters + length
    if batch:
        yield batch
