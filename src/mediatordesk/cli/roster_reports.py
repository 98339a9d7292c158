"""The command that counts the people on the office's rosters (domain.md 5.3, 13 case 1)."""

import argparse
from pathlib import Path
from typing import Any

from mediatordesk.actions.statistics.staff import people_behind, staff_report, staff_workbook
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, day, require_ending, write_new_file
from mediatordesk.cli.statistics import table_data, table_lines
from mediatordesk.core.statistics import StaffBy
from mediatordesk.core.texts import _


def register(roster: Any, shared: argparse.ArgumentParser) -> None:
    """Add the command to those on rosters."""
    one = roster.add_parser("report", parents=[shared], help=_("how many there are of which kind"))
    one.add_argument("--on", type=day, metavar="2025-12-31", help=_("the day; else today"))
    one.add_argument(
        "--by",
        type=StaffBy,
        choices=tuple(StaffBy),
        default=StaffBy.CATEGORY,
        metavar="|".join(StaffBy),
        help=_("what the lines are"),
    )
    one.add_argument("--people", metavar="FIGURE", help=_("also list the people behind a figure"))
    one.add_argument("--xlsx", metavar="FILE", type=Path, help=_("write the report as a workbook"))
    one.add_argument("--force", action="store_true", help=_("overwrite a file that is there"))
    one.set_defaults(command=_report)


def _report(given: Given) -> Answer:
    if given.xlsx:
        require_ending(given.xlsx, ".xlsx")
    desk = given.desk()
    made = staff_report(desk, given.on or desk.clock.today(), given.by)
    data: dict[str, Any] = {
        "office": made.office,
        "on": made.on,
        "by": made.by,
        **table_data(made.table),
        "definitions": made.definitions,
    }
    head = _("{label} on {day}").format(label=made.table.total.label, day=made.on)
    lines = [head, *table_lines(made.table)]
    if given.people:
        people = people_behind(desk, made.on, given.people)
        data["people"] = people
        lines = [f"{one.name}\t{one.category}\t{one.organisation}" for one in people]
    if given.xlsx:
        workbook = staff_workbook(made, desk.operator.name)
        data["file"] = str(write_new_file(given.xlsx, workbook, force=given.force))
    return Answer(data, tuple(lines))
