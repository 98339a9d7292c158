"""The command for the monthly and yearly figures (domain.md 5.3)."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mediatordesk.actions.statistics.reports import (
    Report,
    SourceLine,
    period,
    report,
    report_workbook,
    sources,
)
from mediatordesk.cli.answers import Answer, amount
from mediatordesk.cli.arguments import Given, day, require_ending, write_new_file
from mediatordesk.core.money import yuan
from mediatordesk.core.statistics import By, Rounding
from mediatordesk.core.texts import _
from mediatordesk.forms.definitions.figures import TEN_THOUSAND
from mediatordesk.forms.statistics.reports import Column, FigureTable, Line

FIRST = 4
"""Figures of each line that are shown to people; the workbook has them all."""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the command on figures."""
    one = commands.add_parser("statistics", parents=[shared], help=_("figures of a period"))
    one.add_argument(
        "--from", dest="first", type=day, required=True, metavar="2025-01-01", help=_("first day")
    )
    one.add_argument(
        "--to", dest="last", type=day, required=True, metavar="2025-12-31", help=_("last day")
    )
    one.add_argument(
        "--by",
        type=By,
        choices=tuple(By),
        default=By.MONTH,
        metavar="|".join(By),
        help=_("what the lines are"),
    )
    one.add_argument(
        "--rounding",
        type=Rounding,
        choices=tuple(Rounding),
        metavar="|".join(Rounding),
        help=_("how rates are cut, instead of what the office has set"),
    )
    one.add_argument("--cases", metavar="FIGURE", help=_("also list the cases behind a figure"))
    one.add_argument("--xlsx", metavar="FILE", type=Path, help=_("write the report as a workbook"))
    one.add_argument("--force", action="store_true", help=_("overwrite a file that is there"))
    one.set_defaults(command=_statistics)


def _statistics(given: Given) -> Answer:
    span = period(given.first, given.last)
    if given.xlsx:
        require_ending(given.xlsx, ".xlsx")
    desk = given.desk()
    made = report(desk, span, given.by, given.rounding)
    data: dict[str, Any] = {
        "office": made.office,
        "from": span.first,
        "to": span.last,
        "by": made.by,
        "rounding": made.table.rounding,
        **table_data(made.table),
        "definitions": made.definitions,
    }
    lines = list(_report_lines(made))
    if given.cases:
        behind = sources(desk, span, given.cases)
        data["cases"] = [_source(made, given.cases, one) for one in behind]
        lines += ["", *source_lines(made, given.cases, behind)]
    if given.xlsx:
        workbook = report_workbook(made, desk.operator.name)
        data["file"] = str(write_new_file(given.xlsx, workbook, force=given.force))
    return Answer(data, tuple(lines))


def table_data(table: FigureTable) -> dict[str, Any]:
    """Return the columns and rows of a report."""
    return {
        "columns": [column_data(one) for one in table.columns],
        "rows": [row_data(table, line) for line in table.all_lines],
    }


def column_data(column: Column) -> dict[str, str]:
    """Return what a figure of the rows is called."""
    figure = column.figure
    return {
        "name": column.name,
        "label": column.label,
        "group": figure.group,
        "unit": figure.unit,
        "figure": figure.name,
    }


def row_data(table: FigureTable, line: Line) -> dict[str, Any]:
    """Return a line: counts as numbers, rates and 万元 as text, amounts in yuan to the fen."""
    shown = {one.name: (one, table.shown(line, one)) for one in table.columns}
    return {
        "key": line.key,
        "label": line.label,
        "figures": {
            name: (int(text) if text.isdecimal() else text or None)
            for name, (_one, text) in shown.items()
        },
        "yuan": {
            name: amount(line.numbers.get(name, 0))
            for name, (one, _text) in shown.items()
            if one.figure.unit == TEN_THOUSAND
        },
    }


def _source(made: Report, figure: str, line: SourceLine) -> dict[str, Any]:
    """Return a case behind a figure, with what it adds to it."""
    in_fen = _unit(made, figure) == TEN_THOUSAND
    return {
        "id": line.id,
        "number": line.called,
        "on": line.on,
        "column": line.column,
        "type": line.kind,
        "amount": amount(line.amount) if in_fen else line.amount,
    }


def source_lines(made: Report, figure: str, behind: Sequence[SourceLine]) -> list[str]:
    """Return for people what makes up a figure, each with what it adds, and what that comes to."""
    unit = _unit(made, figure)

    def told(number: int) -> str:
        return f"{yuan(number)} {_('yuan')}" if unit == TEN_THOUSAND else f"{number} {unit}"

    lines = [f"{one.on}\t{one.called}\t{told(one.amount)}" for one in behind]
    words = _("Behind “{figure}” stand {n}; they add up to {total}.").format(
        figure=_label(made, figure), n=len(behind), total=told(sum(one.amount for one in behind))
    )
    return [words, *lines]


def _unit(made: Report, figure: str) -> str:
    """Return what a figure, or one column of it, is counted in."""
    units = {one.figure.name: one.figure.unit for one in made.table.columns}
    return units.get(figure.partition(".")[0], "")


def _label(made: Report, figure: str) -> str:
    """Return what a figure, or one column of it, is called; its name where it is in no column."""
    labels = {one.figure.name: one.figure.label for one in made.table.columns}
    labels |= {one.name: one.label for one in made.table.columns}
    return labels.get(figure, figure)


def _report_lines(made: Report) -> list[str]:
    """Return a report for people."""
    head = _("{label} from {first} to {last}")
    label = made.table.total.label
    words = head.format(label=label, first=made.span.first, last=made.span.last)
    return [words, *table_lines(made.table)]


def table_lines(table: FigureTable) -> list[str]:
    """Return a table for people: what is not nothing of the total, then the first of each line."""
    filled = [one for one in table.columns if table.shown(table.total, one).strip("0.")]
    total = [
        f"{one.figure.group}\t{one.label}\t{table.shown(table.total, one)} {one.figure.unit}"
        for one in filled
    ]
    first = [one for one in filled if one.figure.is_added][:FIRST]
    rows = [["", *(one.label for one in first)]] + [
        [line.label, *(table.shown(line, one) for one in first)] for line in table.lines
    ]
    return [*total, *("\t".join(row) for row in rows if first)]
