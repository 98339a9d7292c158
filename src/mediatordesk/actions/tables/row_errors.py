"""The row-error file: the rows that cannot be used, with reasons, beside where they came from."""

from pathlib import Path

from mediatordesk.actions.tables.imports import ImportPlan, PlanLine
from mediatordesk.forms.rosters.reading import REASON
from mediatordesk.forms.sheets.csv_files import write_csv
from mediatordesk.forms.sheets.sheet import Heading, Table
from mediatordesk.forms.sheets.writing import width_of, write_xlsx

_ENDING = "_有误行"
_NAMES_TRIED = 1_000


def write_row_errors(plan: ImportPlan, beside: Path) -> Path | None:
    """Write the bad rows into a new file beside the one that was read, and return its path.

    It is of the same kind, can be corrected and imported like any other, and overwrites nothing.
    None if it cannot be written there: the disk is full or write-protected.
    """
    suffix = ".xlsx" if beside.suffix.lower() == ".xlsx" else ".csv"
    table = row_errors(plan)
    data = write_xlsx([table]) if suffix == ".xlsx" else write_csv(table)
    for count in range(1, _NAMES_TRIED):
        path = beside.with_name(f"{beside.stem}{_ENDING}{count if count > 1 else ''}{suffix}")
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            continue
        except OSError:
            return None
        return path
    return None


def row_errors(plan: ImportPlan) -> Table:
    """Return the bad rows as they stand in the sheet, with a column that says why."""
    bad = [line for line in plan.lines if line.faults]
    labels = (*plan.headings, REASON)
    last = len(plan.headings)
    rows = tuple((*_padded(line.cells, last), _reason(line)) for line in bad)
    places = {label: place for place, label in enumerate(plan.headings)}
    flaws = frozenset(
        (row, places.get(label, last)) for row, line in enumerate(bad) for label in line.faults
    )
    columns = zip(labels, zip(*rows, strict=True), strict=True) if rows else ()
    headings = tuple(Heading(label, width_of((label, *column))) for label, column in columns)
    return Table(REASON, headings, rows, flaws=flaws)


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*cells, *[""] * width)[:width]


def _reason(line: PlanLine) -> str:
    """Return why a row cannot be used, column by column."""
    return "；".join(f"{column}：{why}" if column else why for column, why in line.faults.items())
