"""Imports and duplicates as the window sees them: the actions, behind its questions."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.persons.duplicates import (
    REASON_WORDS,
    join_parties,
    suggested_duplicates,
    undo_join,
)
from mediatordesk.actions.tables.exports import sample
from mediatordesk.actions.tables.imports import (
    ImportPlan,
    PlanLine,
    apply_import,
    plan_import,
    read_table,
)
from mediatordesk.actions.tables.row_errors import write_row_errors
from mediatordesk.app.asked.import_desk import (
    ImportChoice,
    Imported,
    ImportKind,
    Planned,
    PlannedRow,
    SamePerson,
)
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import Change
from mediatordesk.core.errors import DeskError
from mediatordesk.core.parties import Party
from mediatordesk.core.party_joins import PartyJoin
from mediatordesk.core.texts import N_, _
from mediatordesk.forms.definitions.rosters import Subject
from mediatordesk.keys.durable import write_durably
from mediatordesk.store import NotFound

MAX_BYTES = 64 << 20
"""Bytes of a table that is looked at, at most."""


class TableNotOpened(DeskError):
    """A table that cannot be read where it was said to lie."""

    happened = N_("The table {file} could not be opened ({reason}).")
    kept = N_("Nothing was changed on the desk.")
    to_do = N_("Close it in Excel or WPS, and choose it again.")


class ErrorsNotWritten(DeskError):
    """There is no room for the rows to mend beside the table."""

    happened = N_("The rows to mend could not be written beside {file}.")
    kept = N_("The table and the desk are unchanged.")
    to_do = N_("Copy the table to a folder that can be written to, and choose it there.")


class OpenedImports:
    """Answers the places for imports and duplicates. It is used in the database thread only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._last: tuple[ImportChoice, ImportPlan] | None = None

    def kinds(self) -> tuple[ImportKind, ...]:
        """Return what tables can become: the rosters of every pack."""
        return tuple(
            ImportKind(
                pack.name,
                roster.name,
                f"{roster.title} · {pack.title}",
                into_case=roster.subject is Subject.PARTIES,
            )
            for pack in map(self._desk.packs.pack, self._desk.packs.names())
            for roster in pack.data.rosters
        )

    def plan(self, choice: ImportChoice) -> Planned:
        """Read a file and say what would come of it; nothing is changed."""
        sheet = read_table(_content(choice.path), choice.path.name)
        into = self._desk.store.get(Case, choice.into) if choice.into else None
        pack_name = into.pack if into else choice.kind.pack
        plan = plan_import(self._desk, sheet, choice.kind.roster, pack_name=pack_name, into=into)
        self._last = choice, plan
        warnings = (*plan.notes, *(finding.why for finding in plan.warnings))
        rows = tuple(_row(line, plan.headings) for line in plan.lines)
        return Planned(choice, plan.headings, rows, warnings)

    def apply(self, planned: Planned) -> Imported:
        """Take over all rows of a plan as it was seen, or none."""
        plan = self._planned(planned)
        changes = apply_import(self._desk, plan)
        self._last = None
        words = _("Imported: {n} rows of “{file}”.").format(n=plan.added, file=plan.file)
        return Imported(words, changes, plan.case.id if plan.case else None)

    def write_errors(self, planned: Planned) -> Path:
        """Write the rows that cannot be taken, with their reasons, beside the file."""
        path = write_row_errors(self._planned(planned), planned.choice.path)
        if path is None:
            raise ErrorsNotWritten(file=planned.choice.path.name)
        return path

    def write_sample(self, kind: ImportKind, to: Path) -> Path:
        """Write an empty table with the headings of a kind; NotWritten."""
        desk = self._desk
        write_durably(to, sample(desk.packs.pack(kind.pack), kind.roster, desk.clock.today()))
        return to

    def same_people(self) -> tuple[SamePerson, ...]:
        """Return who may be one person, and who was joined."""
        return (*self._suggested(), *self._joined())

    def join(self, pair: SamePerson) -> Change:
        """Say that two rows are one person; both stay as they are. JoinedAlready."""
        return join_parties(self._desk, self._party(pair.kept), self._party(pair.other))

    def part(self, pair: SamePerson) -> Change:
        """Say that they are not, after all. NotJoined."""
        return undo_join(self._desk, self._party(pair.kept), self._party(pair.other))

    def _planned(self, planned: Planned) -> ImportPlan:
        """Return the plan that was shown; it is made again if another one was looked at since."""
        if self._last is None or self._last[0] != planned.choice:
            self.plan(planned.choice)
        if self._last is None:
            raise NotFound(what=planned.choice.path.name)
        return self._last[1]

    def _suggested(self) -> Iterator[SamePerson]:
        """Return who may be one person, each with the oldest row."""
        for one in suggested_duplicates(self._desk.store):
            kept, *others = one.parties
            for other in others:
                yield SamePerson(
                    kept.id, other.id, self._words(kept, other), _(REASON_WORDS[one.reason])
                )

    def _joined(self) -> Iterator[SamePerson]:
        """Return who was joined."""
        for join in self._desk.store.all(PartyJoin):
            if not join.void_reason:
                kept, other = self._party(join.kept_id), self._party(join.joined_id)
                yield SamePerson(kept.id, other.id, self._words(kept, other), "", join.id)

    def _words(self, kept: Party, other: Party) -> str:
        """Return two rows as they are told apart: by their cases."""
        titles = [self._title(one) for one in (kept, other)]
        return _("{name} in “{one}” and in “{other}”").format(
            name=kept.name, one=titles[0], other=titles[1]
        )

    def _title(self, party: Party) -> str:
        return self._desk.store.get(Case, party.case_id).title

    def _party(self, party_id: UUID) -> Party:
        return self._desk.store.get(Party, party_id)


def _content(path: Path) -> bytes:
    """Return the bytes of a table. TableNotOpened."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise TableNotOpened(file=path.name, reason=error.strerror) from error


def _row(line: PlanLine, headings: tuple[str, ...]) -> PlannedRow:
    """Return a row with what is wrong, by the place of its cell; -1 for the row as a whole."""
    places = {heading: place for place, heading in enumerate(headings)}
    faults: dict[int, str] = {}
    for heading, why in line.faults.items():
        place = places.get(heading, -1)
        faults[place] = _("; ").join(filter(None, (faults.get(place), why)))
    return PlannedRow(line.number, line.cells, faults)
