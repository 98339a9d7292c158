"""Tables out of the desk: people of a case, cases of a list, rosters, samples to fill in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.cases import STATUS_WORDS, Case
from mediatordesk.core.errors import DeskError
from mediatordesk.core.parties import PartyRole
from mediatordesk.core.texts import N_, _
from mediatordesk.forms import Pack
from mediatordesk.forms.definitions.rosters import ColumnKind, Roster, RosterColumn, Subject
from mediatordesk.forms.rosters.cases import with_questions
from mediatordesk.forms.rosters.cells import number_format
from mediatordesk.forms.rosters.people import shown_rows, values_of_party
from mediatordesk.forms.rosters.reading import EXAMPLE
from mediatordesk.forms.sheets.csv_files import write_csv
from mediatordesk.forms.sheets.sheet import Heading, Table
from mediatordesk.forms.sheets.writing import width_of, write_xlsx
from mediatordesk.store import CaseLine, read_case_file


class NotOfACase(DeskError):
    """A roster that is no list of the people of one case."""

    happened = N_("“{roster}” is no list of the people of a case.")
    kept = N_("Nothing was changed.")
    to_do = N_("Choose one of: {rosters}.")


@dataclass(frozen=True)
class Exported:
    """A table as a file, and how many rows it has."""

    data: bytes
    rows: int


def export_case(desk: Desk, case: Case, roster_name: str, *, as_csv: bool = False) -> Exported:
    """Return the people of a case that a roster lists; importing the file gives the same again.

    NoRoster, NotOfACase.
    """
    pack = desk.packs.pack(case.pack)
    roster = pack.roster(roster_name)
    if roster.subject is not Subject.PARTIES:
        raise NotOfACase(roster=roster_name, rosters=_(", ").join(lists_of_people(pack)))
    file = read_case_file(desk.store, case.id)
    roles = roles_of(roster)
    rows = [
        values_of_party(roster, party, file.party_elements.get(party.id, {}))
        for party in file.parties
        if party.role in roles
    ]
    title = " ".join(filter(None, (case.number or case.mark, case.title, roster.title)))
    table = roster_table(roster, shown_rows(roster, rows), title)
    return Exported(write_csv(table) if as_csv else write_xlsx([table]), len(rows))


def lists_of_people(pack: Pack) -> tuple[str, ...]:
    """Return the names of a pack's rosters that list the people of a case."""
    return tuple(one.name for one in pack.data.rosters if one.subject is Subject.PARTIES)


def export_cases(desk: Desk, lines: Iterable[CaseLine]) -> bytes:
    """Return the lines of a list of cases as a ledger (台账)."""
    rows = tuple(
        (
            str(place),
            line.number,
            line.title,
            _(STATUS_WORDS[line.status]),
            line.registered_on.isoformat() if line.registered_on else "",
            line.next_due.isoformat() if line.next_due else "",
            f"{line.changed_at:%Y-%m-%d %H:%M}" if line.changed_at else "",
        )
        for place, line in enumerate(lines, 1)
    )
    labels = (
        _("Serial number"),
        _("Case number"),
        _("Case"),
        _("Status"),
        _("Registered on"),
        _("Next due on"),
        _("Last changed"),
    )
    columns = zip(*rows, strict=True) if rows else iter([()] * len(labels))
    headings = tuple(
        Heading(label, width_of((label, *column)), "0" if place == 0 else "@")
        for place, (label, column) in enumerate(zip(labels, columns, strict=True))
    )
    words = _("{office}: cases on {day}")
    title = words.format(office=desk.office.name, day=desk.clock.today().isoformat())
    return write_xlsx([Table(_("Cases"), headings, rows, title)])


def sample(pack: Pack, roster_name: str, on: date, *, as_csv: bool = False) -> bytes:
    """Return an empty table to fill in (样表): headings, an example, lists to choose from.

    The example is marked, and importing leaves it out. CSV has no lists and no notes. NoRoster.
    """
    table = _sample(with_questions(pack.roster(roster_name), pack, on))
    return write_csv(table) if as_csv else write_xlsx([table], fillable=True)


def _sample(roster: Roster) -> Table:
    required = "、".join(one.label for one in roster.columns if one.required)
    notes = (
        *roster.notes,
        _("The columns {columns} must be filled in.").format(columns=required),
        _("The row marked {mark} is an example and is never imported: fill in below it.").format(
            mark=EXAMPLE
        ),
    )
    headings = tuple(map(_heading, roster.columns))
    return Table(roster.title, headings, _examples(roster), roster.title, notes)


def _examples(roster: Roster) -> tuple[tuple[str, ...], ...]:
    """Return the example row, marked in its first text, if it can be a name; else no row."""
    texts = [one for one in roster.columns if one.kind is ColumnKind.TEXT and one.example]
    if not texts:
        return ()
    marked = next((one for one in texts if one.required), texts[0])
    return (
        tuple(EXAMPLE + one.example if one is marked else one.example for one in roster.columns),
    )


def roster_table(roster: Roster, rows: tuple[tuple[str, ...], ...], title: str) -> Table:
    """Return rows under a roster's headings."""
    return Table(roster.title, tuple(map(_heading, roster.columns)), rows, title)


def roles_of(roster: Roster) -> frozenset[PartyRole]:
    """Return what the people of a roster can be in a case."""
    column = roster.column("role")
    said = [PartyRole(one.name) for one in column.choices] if column else []
    return frozenset([*said, *([roster.role] if roster.role else [])])


def _heading(column: RosterColumn) -> Heading:
    yes_no = ("是", "否") if column.kind is ColumnKind.YES_NO else ()
    listed = column.kind is ColumnKind.CHOICE
    return Heading(
        column.label,
        column.width,
        number_format(column),
        tuple(one.label for one in column.choices) if listed else yes_no,
        column.note,
    )
