"""Reads a sheet as a roster: finds the heading, names the columns, and says what does not fit."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mediatordesk.core.errors import DeskError
from mediatordesk.core.records import tidy
from mediatordesk.core.texts import N_, _
from mediatordesk.forms.definitions.headings import TEN_THOUSAND, bare_heading
from mediatordesk.forms.definitions.rosters import ColumnKind, Roster, RosterColumn
from mediatordesk.forms.rosters.cells import Unfit, kept
from mediatordesk.forms.sheets.sheet import Sheet, SheetRow

_LOOKED_AT = 30
"""Rows within which the heading must stand; titles of a ledger stand above it."""
REASON = "原因"
"""The column of a row-error file: corrected, the file is read like any other."""
EXAMPLE = "（示例）"
"""What stands before a name in the example row of a sample: such a row is nobody."""
_SUMS = frozenset({"合计", "总计", "小计", "共计"})


class NoHeading(DeskError):
    """A sheet in which no row is the roster's heading."""

    happened = N_("{file} has no heading of the roster “{roster}”.")
    kept = N_("Nothing was changed.")
    to_do = N_("Put these words above the columns: {columns}. A sample shows how.")


class ColumnsMissing(DeskError):
    """A sheet whose heading lacks columns that must be there."""

    happened = N_("The heading of {file} lacks: {columns}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Add these columns, or correct their headings, and try again.")


class ColumnTwice(DeskError):
    """A sheet in which two columns have the same meaning."""

    happened = N_("In {file} two columns mean “{column}”.")
    kept = N_("Nothing was changed.")
    to_do = N_("Delete one of them, or give it another heading.")


class WrongUnit(DeskError):
    """A column of amounts that are not in yuan."""

    happened = N_("The column “{column}” of {file} is not in yuan.")
    kept = N_("Nothing was changed.")
    to_do = N_("Give the amounts in yuan, and correct the heading.")


class LooksLikeAnother(DeskError):
    """A sheet that is rather another list: its people would go to the wrong place."""

    happened = N_("{file} looks like the list “{other}”, not like “{roster}”.")
    kept = N_("Nothing was changed.")
    to_do = N_("If it is, import it --as {name}; else delete the columns that do not belong there.")


class NoRows(DeskError):
    """A sheet that has the heading and nothing below it."""

    happened = N_("{file} has a heading and no rows below it.")
    kept = N_("Nothing was changed.")
    to_do = N_("Fill it in, save it, and try again.")


class OnlyExamples(NoRows):
    """A sample that nobody has filled in."""

    happened = N_("{file} holds nothing but the example of the sample.")
    to_do = N_("Fill it in below the example, save it, and try again.")


@dataclass(frozen=True)
class RosterRow:
    """One row: its number in the sheet, its contents as they are kept, and what is wrong."""

    number: int
    values: Mapping[str, str]
    """By column; an empty cell is left out."""
    faults: Mapping[str, str]
    """By column, why its cell cannot be used."""


@dataclass(frozen=True)
class RosterRead:
    """A sheet as a roster."""

    heading: SheetRow
    rows: tuple[RosterRow, ...]
    places: Mapping[str, int]
    """In which column of the sheet, from 0, each column of the roster stands."""
    unknown: tuple[str, ...] = ()
    """Headings that the roster does not know: their columns are not taken over."""
    sums: tuple[int, ...] = ()
    """Rows that add up the others, and were left out."""
    examples: tuple[int, ...] = ()
    """Rows that the sample came with, and were left out."""


def read_roster(roster: Roster, sheet: Sheet) -> RosterRead:
    """Read a sheet by a roster's columns.

    NoHeading, ColumnsMissing, ColumnTwice or WrongUnit if the heading cannot be used; NoRows.
    """
    heading = _heading(roster, sheet)
    places, unknown = _places(roster, sheet, heading)
    rows, sums, examples = list[RosterRow](), list[int](), list[int]()
    for row in sheet.rows:
        if row.number <= heading.number or row.cells == heading.cells:
            continue
        if any("".join(cell.split()) in _SUMS for cell in row.cells[:3]):
            sums.append(row.number)
        elif any(_is_example(row.cell(place)) for place in places.values()):
            examples.append(row.number)
        elif any(tidy(row.cell(place)) for place in places.values()):
            rows.append(_row(roster, row, places, sheet))
    if not rows:
        raise (OnlyExamples if examples else NoRows)(file=sheet.file)
    return RosterRead(heading, tuple(rows), places, unknown, tuple(sums), tuple(examples))


def require_likeness(roster: Roster, others: Iterable[Roster], read: RosterRead, file: str) -> None:
    """Raise LooksLikeAnother if another list knows twice as many of the columns."""
    known = len(read.places)
    for other in others:
        words = _words(other)
        if sum(bare_heading(cell) in words for cell in read.heading.cells) >= 2 * known:
            raise LooksLikeAnother(
                file=file, other=other.title, roster=roster.title, name=other.name
            )


def _is_example(cell: str) -> bool:
    """Tell whether a cell is marked as an example, in whichever width of brackets."""
    return tidy(cell).replace("(", "（").replace(")", "）").startswith(EXAMPLE)


def _heading(roster: Roster, sheet: Sheet) -> SheetRow:
    """Return the row with the most known headings."""
    words = _words(roster)
    first = sheet.rows[:_LOOKED_AT]
    best = max(first, key=lambda row: sum(bare_heading(cell) in words for cell in row.cells))
    known = sum(bare_heading(cell) in words for cell in best.cells)
    if not known:
        columns = "、".join(one.label for one in roster.columns if one.required)
        raise NoHeading(file=sheet.file, roster=roster.title, columns=columns)
    return best


def _words(roster: Roster) -> dict[str, RosterColumn]:
    return {word: one for one in roster.columns for word in one.headings()}


def _places(
    roster: Roster, sheet: Sheet, heading: SheetRow
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return where each column stands, and the headings that nobody knows."""
    words, ignored = _words(roster), {bare_heading(one) for one in (*roster.ignored, REASON)}
    places, unknown = dict[str, int](), list[str]()
    for place, cell in enumerate(heading.cells):
        word = bare_heading(cell)
        column = words.get(word)
        if column is None:
            unknown += [tidy(cell)] if word and word not in ignored else []
        elif column.name in places:
            raise ColumnTwice(file=sheet.file, column=column.label)
        elif column.kind is ColumnKind.AMOUNT and TEN_THOUSAND in cell:
            raise WrongUnit(file=sheet.file, column=tidy(cell))
        else:
            places[column.name] = place
    lacking = [one.label for one in roster.columns if one.required and one.name not in places]
    if lacking:
        raise ColumnsMissing(file=sheet.file, columns="、".join(lacking))
    return places, tuple(unknown)


def _row(roster: Roster, row: SheetRow, places: Mapping[str, int], sheet: Sheet) -> RosterRow:
    values, faults = dict[str, str](), dict[str, str]()
    for column in _present(roster, places):
        try:
            content = kept(column, row.cell(places[column.name]), since_1904=sheet.since_1904)
        except Unfit as unfit:
            faults[column.name] = str(unfit)
            continue
        if content:
            values[column.name] = content
        elif column.required:
            faults[column.name] = _("it is missing")
    return RosterRow(row.number, values, faults)


def _present(roster: Roster, places: Mapping[str, int]) -> Iterator[RosterColumn]:
    """Yield the columns that the sheet has."""
    return (one for one in roster.columns if one.name in places)
