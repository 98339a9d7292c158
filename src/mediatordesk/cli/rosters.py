"""Commands on the office's rosters: list, import."""

import argparse
from pathlib import Path
from typing import Any

from mediatordesk.actions.tables.imports import apply_import
from mediatordesk.actions.tables.rosters import members, members_workbook, plan_members
from mediatordesk.cli import roster_reports
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, require_ending, write_new_file
from mediatordesk.cli.imports import plan_answer, table_in
from mediatordesk.core.rosters import RosterKind
from mediatordesk.core.texts import _

ROSTERS = {"mediators": RosterKind.MEDIATOR, "experts": RosterKind.EXPERT}


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on rosters."""
    roster = commands.add_parser("roster", help=_("mediators and experts"))
    roster = roster.add_subparsers(required=True)
    one = roster.add_parser("list", parents=[shared], help=_("who is in them"))
    one.add_argument("--kind", choices=tuple(ROSTERS), help=_("only one of them"))
    one.add_argument("--xlsx", metavar="FILE", type=Path, help=_("write the list as a ledger"))
    one.add_argument("--force", action="store_true", help=_("overwrite a file that is there"))
    one.set_defaults(command=_list)
    one = roster.add_parser("import", parents=[shared], help=_("take people over from a table"))
    one.add_argument("file", metavar="FILE.xlsx|csv", type=Path, help=_("the table"))
    one.add_argument(
        "--as", dest="roster", choices=tuple(ROSTERS), required=True, help=_("into which of them")
    )
    one.add_argument("--pack", default="", help=_("which pack of forms"))
    one.add_argument("--apply", action="store_true", help=_("save it; else nothing is saved"))
    one.set_defaults(command=_import)
    roster_reports.register(roster, shared)


def _list(given: Given) -> Answer:
    if given.xlsx:
        require_ending(given.xlsx, ".xlsx")
    desk = given.desk()
    found = members(desk.store, ROSTERS[given.kind] if given.kind else None)
    if given.xlsx:
        kind = ROSTERS.get(given.kind)
        write_new_file(given.xlsx, members_workbook(desk, kind), force=given.force)
    words = tuple(f"{one.name}\t{one.organisation}\t{one.phone}" for one in found)
    return Answer(found, words or (_("Nobody is entered yet."),))


def _import(given: Given) -> Answer:
    sheet = table_in(given.file)
    desk = given.desk()
    plan = plan_members(desk, sheet, given.roster, pack_name=given.pack)
    changes = apply_import(desk, plan) if given.apply and not plan.bad else ()
    return plan_answer(plan, given.file, applied=bool(changes), changes=len(changes))
